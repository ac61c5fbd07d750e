package locales

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/sim/node/collation"
)

// Each line of collation.txt that is a language's can be made into an order.
func TestOrdersOfAllLanguages(t *testing.T) {
	l := New()
	for line := range strings.Lines(l.rules()) {
		name, _, _ := strings.Cut(line, "\t")
		if slices.Contains([]string{"root", "han", "pinyin", "stroke", "kanji"}, name) {
			continue // not a language's
		}
		language, way, _ := strings.Cut(name, "-u-co-")
		require.NotNil(t, l.Order(language, way), name)
	}
}

// What is compared is ordered: of two texts one is before the other or both are level, and
// of three the first is before the last if it is before the second and that before the last.
func TestOrdersAreOrders(t *testing.T) {
	l := New()
	rapid.Check(t, func(t *rapid.T) {
		order := l.Order(rapid.SampledFrom([]string{"en", "zh", "zh-TW", "ja", "sv", "da", "tr", "cs", "th", "vi"}).Draw(t, "locale"), "")
		options := collation.Options{
			Strength:  collation.Strength(rapid.IntRange(0, 3).Draw(t, "strength")),
			CaseFirst: collation.CaseFirst(rapid.IntRange(0, 2).Draw(t, "case")),
			Numeric:   rapid.Bool().Draw(t, "numeric"),
			Backwards: rapid.Bool().Draw(t, "backwards"),
			Shifted:   rapid.Bool().Draw(t, "shifted"),
		}
		text := rapid.StringOf(rapid.OneOf(rapid.SampledFrom([]rune("aAäbcChH éz \u0301-_1290一重庆沈あアーก เ가ıİ")), rapid.Rune()))
		texts := []string{text.Draw(t, "a"), text.Draw(t, "b"), text.Draw(t, "c")}
		for _, a := range texts {
			for _, b := range texts {
				require.Equal(t, order.Compare(a, b, options), -order.Compare(b, a, options), "%q %q", a, b)
			}
		}
		slices.SortFunc(texts, func(a, b string) int { return order.Compare(a, b, options) })
		require.LessOrEqual(t, order.Compare(texts[0], texts[2], options), 0, "%q", texts)
	})
}

// Texts that are the same but for how their accents are written are level.
func TestOrderOfTheSameText(t *testing.T) {
	order := New().Order("en", "")
	require.Zero(t, order.Compare("é", "e\u0301", collation.Options{Strength: collation.Forms}))
	require.Zero(t, order.Compare("가", "\u1100\u1161", collation.Options{Strength: collation.Forms}))
}

func BenchmarkOrder(b *testing.B) {
	l := New()
	for _, pair := range [][2]string{{"resume", "résumé"}, {"张伟", "张三"}, {"file10", "file9"}} {
		locale := "en"
		if pair[0] == "张伟" {
			locale = "zh"
		}
		order := l.Order(locale, "")
		b.Run(pair[0], func(b *testing.B) {
			for b.Loop() {
				order.Compare(pair[0], pair[1], collation.Options{Strength: collation.Forms, Numeric: true})
			}
		})
	}
	b.Run("making", func(b *testing.B) {
		for b.Loop() {
			New().Order("zh", "")
		}
	})
}
