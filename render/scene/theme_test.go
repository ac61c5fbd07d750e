package scene

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestLettersCanBeReadOnEveryGround: each colour for letters has the contrast
// that is asked on each ground that letters are put on.
func TestLettersCanBeReadOnEveryGround(t *testing.T) {
	for _, name := range ThemeNames() {
		theme := NewTheme(name)
		assert.Equal(t, name, theme.Name)
		letters := map[string]Colour{
			"text": theme.Text, "muted": theme.Muted, "ink": theme.Ink, "accent": theme.AccentText,
			"good": theme.GoodText, "warn": theme.WarnText, "bad": theme.BadText,
			"keyword": theme.Syntax.Keyword, "string": theme.Syntax.String, "number": theme.Syntax.Number,
			"comment": theme.Syntax.Comment, "function": theme.Syntax.Function, "property": theme.Syntax.Property,
			"punctuation": theme.Syntax.Punctuation, "plain code": theme.Syntax.Plain, "plain hue": theme.Plain.Text,
		}
		for i, hue := range theme.Hues {
			letters["hue "+hue.Solid.String()] = hue.Text
			assert.GreaterOrEqual(t, Contrast(hue.On, hue.Solid), LeastContrast, "%s: letters on hue %d", name, i)
			assert.GreaterOrEqual(t, Contrast(hue.Line, theme.Panel), 2.0, "%s: the outline of hue %d", name, i)
			assert.GreaterOrEqual(t, Contrast(theme.Text, hue.Wash), LeastContrast, "%s: text on the wash of hue %d", name, i)
		}
		for what, colour := range letters {
			for _, ground := range theme.grounds() {
				assert.GreaterOrEqual(t, Contrast(colour, ground), LeastContrast, "%s: %s %v on %v", name, what, colour, ground)
			}
		}
		assert.GreaterOrEqual(t, Contrast(theme.Text, theme.Found), LeastContrast, "%s: text on what was found", name)
		on := map[Colour]Colour{theme.Accent: theme.OnAccent, theme.Good: theme.OnGood, theme.Warn: theme.OnWarn, theme.Bad: theme.OnBad}
		for fill, letter := range on {
			assert.GreaterOrEqual(t, Contrast(letter, fill), LeastContrast, "%s: letters on %v", name, fill)
		}
	}
}

// TestNoStyleIsTooSmall: the least size of letters is 11 points.
func TestNoStyleIsTooSmall(t *testing.T) {
	for _, name := range ThemeNames() {
		styles := NewTheme(name).Type
		for _, style := range []Style{styles.Tiny, styles.Small, styles.CodeSmall, styles.Code} {
			assert.GreaterOrEqual(t, style.Size, float64(smallest), "%s", name)
		}
	}
}

// TestHuesBeginAgain: there are more processes than hues.
func TestHuesBeginAgain(t *testing.T) {
	theme := NewTheme(Dark)
	assert.Equal(t, theme.Hue(0), theme.Hue(len(theme.Hues)))
	assert.Equal(t, &theme.Plain, theme.Hue(-1))
}
