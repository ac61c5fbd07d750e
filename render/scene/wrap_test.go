package scene

import (
	"strconv"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// TestWrap shows how texts break into lines: each line of the answer is a line of
// text between bars, as wide as it may be in columns of the mono face.
func TestWrap(t *testing.T) {
	fonts := NewFonts()
	datadriven.RunTest(t, "testdata/wrap.txt", func(t *testing.T, d *datadriven.TestData) string {
		columns := 20
		for _, arg := range d.CmdArgs {
			if arg.Key == "columns" {
				n, err := strconv.Atoi(arg.Vals[0])
				require.NoError(t, err)
				columns = n
			}
		}
		style := Style{Face: Mono, Size: 10}
		if d.Cmd == "sans" { // Chinese characters are as wide as the text is large: ten points
			style.Face = Sans
		}
		return wrapped(fonts, style, float64(columns)*6, d.Input)
	})
}

func wrapped(fonts *Fonts, style Style, width float64, text string) string {
	w := wrapper{fonts: fonts}
	runs, _ := w.prepare([]Run{{text, style, 1}})
	pieces, count := w.wrap(runs, width)
	lines := make([]string, count)
	for _, p := range pieces {
		lines[p.line] += text[p.from:p.to]
	}
	return "|" + strings.Join(lines, "|\n|") + "|\n"
}

// TestWrapLosesNothing: whatever the text and the width, every character that is
// not white stands on some line, in order, and no line is too wide unless it is
// one character.
func TestWrapLosesNothing(t *testing.T) {
	fonts := NewFonts()
	rapid.Check(t, func(t *rapid.T) {
		letters := rapid.SliceOf(rapid.SampledFrom([]rune("ab 时间，。（“”\n—…x-/.1 "))).Draw(t, "text")
		text := string(letters)
		width := rapid.Float64Range(1, 120).Draw(t, "width")
		cut := 0
		if len(letters) > 0 {
			cut = len(string(letters[:rapid.IntRange(0, len(letters)).Draw(t, "cut")]))
		}
		w := wrapper{fonts: fonts}
		runs, _ := w.prepare([]Run{{text[:cut], Style{Face: Sans, Size: 10}, 1}, {text[cut:], Style{Face: Bold, Size: 10}, 1}})
		pieces, lines := w.wrap(runs, width)
		var all strings.Builder
		for _, p := range pieces {
			assert.Less(t, p.line, lines)
			part := runs[p.run].Text[p.from:p.to]
			all.WriteString(part)
			bare := strings.TrimRight(part, " ")
			if bare == "" {
				continue
			}
			wide := p.x + fonts.Width(runs[p.run].Style, bare)
			assert.True(t, wide <= width+5.1 || p.x == 0 && len([]rune(bare)) == 1, "%q is %v wide", part, wide)
		}
		bare := func(text string) string { return strings.Join(strings.Fields(text), "") }
		assert.Equal(t, bare(text), bare(all.String()))
	})
}

// TestParagraphEndsWithDots: lines that have no room are left out, and one sees
// that they were.
func TestParagraphEndsWithDots(t *testing.T) {
	s := New(NewFonts())
	s.Begin(100, 100, RGB(0))
	l, _ := s.Layer("text", Box{0, 0, 100, 100}, 0)
	style := Style{Face: Sans, Size: 10}
	height := l.Paragraph(Box{0, 0, 100, 35}, "四个线程完成了八个任务，它们和主线程一起抢这台机器的两个核。", style, RGB(0xffffff))
	s.End()
	assert.Equal(t, 32.0, height)
	require.Len(t, l.texts, 2)
	assert.Equal(t, "四个线程完成了八个任", l.texts[0])
	assert.True(t, strings.HasSuffix(l.texts[1], "…"), l.texts[1])
	assert.Empty(t, CheckOverlap(s))
	_, whole := l.Measure(100, Spacing, Run{"四个线程完成了八个任务，它们和主线程一起抢这台机器的两个核。", style, 1})
	assert.Equal(t, 48.0, whole)
}

func BenchmarkParagraph(b *testing.B) {
	s := New(NewFonts())
	style := Style{Face: Sans, Size: 14}
	text := "调用 pbkdf2 时，主线程只是把任务放进 libuv 的队列，随后立刻继续往下执行。真正的计算由线程池里的四个线程完成——它们和主线程一起，抢这台机器的两个核。"
	b.ReportAllocs()
	for range b.N {
		s.Begin(400, 200, RGB(0))
		l, _ := s.Layer("text", Box{0, 0, 400, 200}, 0)
		l.Paragraph(Box{0, 0, 330, 200}, text, style, RGB(0xffffff))
		s.End()
	}
}
