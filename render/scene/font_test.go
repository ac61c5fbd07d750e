package scene

import (
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"io/fs"

	"timeslice/assets"
)

// TestEveryCharacterOfTheListsHasAGlyph: what the lists in assets/fonts ask for
// is in the fonts, in every face.
func TestEveryCharacterOfTheListsHasAGlyph(t *testing.T) {
	fonts := NewFonts()
	list, err := os.ReadFile("../../assets/fonts/han.txt")
	require.NoError(t, err)
	seen := 0
	for line := range strings.Lines(string(list)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		line = strings.TrimSuffix(line, "\n")
		seen += len([]rune(line))
		for face := range faces {
			assert.Empty(t, string(fonts.Missing(face, line)), "%v", face)
		}
	}
	require.Greater(t, seen, 3755)
}

// TestEveryTextHasItsGlyphs: no text of the user interface, in either language,
// has a character that cannot be shown.
func TestEveryTextHasItsGlyphs(t *testing.T) {
	fonts := NewFonts()
	names, err := fs.Glob(assets.Text(), "*.json")
	require.NoError(t, err)
	require.NotEmpty(t, names)
	for _, name := range names {
		text, err := fs.ReadFile(assets.Text(), name)
		require.NoError(t, err)
		for face := range faces {
			assert.Empty(t, string(fonts.Missing(face, string(text))), "%s in %v", name, face)
		}
	}
}

// TestWhatTheLatinListLacks: the list of Latin characters is of ranges, and no
// font has all of them. ASCII and Latin-1 are whole.
func TestWhatTheLatinListLacks(t *testing.T) {
	fonts := NewFonts()
	list, err := os.ReadFile("../../assets/fonts/latin.txt")
	require.NoError(t, err)
	spans := regexp.MustCompile(`(?m)^U\+([0-9A-F]+)(?:-([0-9A-F]+))?`).FindAllStringSubmatch(string(list), -1)
	require.NotEmpty(t, spans)
	for _, span := range spans {
		first, err := strconv.ParseUint(span[1], 16, 32)
		require.NoError(t, err)
		last := first
		if span[2] != "" {
			last, err = strconv.ParseUint(span[2], 16, 32)
			require.NoError(t, err)
		}
		had := 0
		for r := rune(first); r <= rune(last); r++ {
			has := fonts.Has(Sans, r)
			assert.True(t, has || r > 0xff, "%q", r)
			assert.Equal(t, has, fonts.Has(Bold, r), "%q in both weights", r)
			if has || fonts.Has(Mono, r) {
				had++
			}
		}
		assert.Positive(t, had, "nothing of %s", span[0])
	}
}

// TestDigitsHaveOneWidth: numbers stand in columns, and do not jump as they
// count.
func TestDigitsHaveOneWidth(t *testing.T) {
	fonts := NewFonts()
	for face := range faces {
		style := Style{Face: face, Size: 13}
		for digit := '0'; digit <= '9'; digit++ {
			assert.Equal(t, fonts.Width(style, "0"), fonts.Width(style, string(digit)), "%v %c", face, digit)
		}
	}
}

// TestChineseTakesTwoColumns: in the mono faces every character is one column
// wide, and a Chinese one, mark or letter, exactly two, known or not.
func TestChineseTakesTwoColumns(t *testing.T) {
	fonts := NewFonts()
	for _, style := range []Style{{Face: Mono, Size: 12.5}, {Face: MonoBold, Size: 10}} {
		for text, columns := range map[string]int{
			"let x = 1": 9, "时间片": 6, "，。": 4, "a时b": 4, "█─": 2, "“”": 2, "龘": 2, "😀": 2, "é": 1, "Ａ": 2,
		} {
			assert.Equal(t, columns, fonts.Columns(text), "%q", text)
			assert.InDelta(t, style.Column()*float64(columns), fonts.Width(style, text), 1.0/grain, "%q", text)
		}
	}
}

// TestMarksThatBothScriptsUse: quotation marks are those of the text around them.
func TestMarksThatBothScriptsUse(t *testing.T) {
	fonts := NewFonts()
	style := Style{Face: Sans, Size: 100}
	assert.Equal(t, 400.0, fonts.Width(style, "“进程”"))
	assert.Less(t, fonts.Width(style, "“a”")-fonts.Width(style, "a"), 100.0)
	assert.Equal(t, 200.0, fonts.Width(style.within("完成"), "——"))
	assert.Equal(t, 200.0, fonts.Width(style, "……"))
	assert.Equal(t, 250.0, fonts.Width(style, "完。“"), "two marks in a row leave no hole")
	assert.Equal(t, 250.0, fonts.Width(style, "完）。"))
	assert.Equal(t, 300.0, fonts.Width(style, "，完，"))
	assert.Less(t, fonts.Width(style, "进…")-fonts.Width(style, "进"), 100.0)
}

// TestPlacesInText: the caret stands between characters, and a click finds the
// nearest place.
func TestPlacesInText(t *testing.T) {
	fonts := NewFonts()
	style := Style{Face: Mono, Size: 10} // a column is 6 points wide
	text := "a时b"
	assert.Equal(t, 0.0, fonts.Offset(style, text, 0))
	assert.Equal(t, 6.0, fonts.Offset(style, text, 1))
	assert.Equal(t, 18.0, fonts.Offset(style, text, 4))
	assert.Equal(t, 24.0, fonts.Offset(style, text, 5))
	for x, at := range map[float64]int{-5: 0, 2: 0, 4: 1, 11: 1, 13: 4, 20: 4, 22: 5, 99: 5} {
		assert.Equal(t, at, fonts.ByteAt(style, text, x), "%v", x)
	}
}

// TestClip: a text that is too wide is shortened, and what is left fits.
func TestClip(t *testing.T) {
	fonts := NewFonts()
	style := Style{Face: Mono, Size: 10}
	assert.Equal(t, "libuv 1", fonts.Clip(style, "libuv 1", 42, Ellipsis))
	assert.Equal(t, "libuv…", fonts.Clip(style, "libuv 1", 41, Ellipsis))
	assert.Equal(t, "线…", fonts.Clip(style, "线程池", 20, Ellipsis))
	assert.Equal(t, "/us…e.js", fonts.Clip(style, "/usr/lib/file.js", 48, Middle))
	assert.Equal(t, "", fonts.Clip(style, "libuv 1", 5, Ellipsis))
	assert.Equal(t, "libuv 1", fonts.Clip(style, "libuv 1", 5, Keep))
	for width := range 200 {
		for _, how := range []Overflow{Ellipsis, Middle} {
			short := fonts.Clip(Style{Face: Sans, Size: 13}, "worker.js 主线程 — waiting", float64(width), how)
			assert.LessOrEqual(t, fonts.Width(Style{Face: Sans, Size: 13}.within("主"), short), float64(width))
		}
	}
}

func BenchmarkWidth(b *testing.B) {
	fonts := NewFonts()
	style := Style{Face: Sans, Size: 13}
	b.ReportAllocs()
	for range b.N {
		fonts.Width(style, "虚拟截止时间最早 · 已运行 1.9 / 3.0 ms")
	}
}

func BenchmarkNewFonts(b *testing.B) {
	for range b.N {
		NewFonts()
	}
}
