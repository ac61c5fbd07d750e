package scene

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/segmenter"
)

// wrapper breaks texts into lines. It holds the memory that doing so needs.
type wrapper struct {
	fonts    *Fonts
	segments segmenter.Segmenter
	whole    string
	breaks   []int
	pieces   []piece
	runs     []Run
}

// piece is a part of a run that stands on one line: its bytes from..to.
type piece struct {
	line, run, from, to int
	x, wide             float64
}

// opportunities finds where a text may be broken, by Unicode's rules for lines
// (UAX 14): not before a closing mark or a full stop, not after an opening one,
// between any two Chinese characters, at spaces in English. Each break is the
// byte where the next line may begin; a break after a newline is negative.
func (w *wrapper) opportunities(text string) []int {
	w.breaks = w.breaks[:0]
	if w.segments.InitWithString(text) != nil {
		// Not UTF-8: one line, and the bad bytes show as what they are.
		return append(w.breaks, len(text))
	}
	for lines := w.segments.LineIterator(); lines.Next(); {
		line := lines.Line()
		end := line.OffsetInBytes + line.LengthInBytes
		if line.IsMandatoryBreak && end < len(text) || strings.HasSuffix(text[:end], "\n") {
			end = -end
		} else if end < len(text) && startsWord(text[:end]) {
			continue
		}
		w.breaks = append(w.breaks, end)
	}
	return w.breaks
}

// startsWord reports whether a text ends with hyphens that begin a word, such as those
// of a flag: the word stays with them (rule LB20a of newer UAX 14, for one hyphen).
func startsWord(text string) bool {
	before := strings.TrimRight(text, "-")
	last, _ := utf8.DecodeLastRuneInString(before)
	return before != text && (before == "" || !unicode.IsLetter(last) && !unicode.IsDigit(last))
}

// wrap lays runs out in lines no wider than room. A word that is wider than a
// whole line is broken inside; nothing is lost.
func (w *wrapper) wrap(runs []Run, room float64) (pieces []piece, lines int) {
	whole, starts := joined(runs)
	w.whole = whole
	line, x, from := 0, 0.0, 0
	w.pieces = w.pieces[:0]
	for _, end := range w.opportunities(whole) {
		must := end < 0
		end = max(end, -end)
		word := whole[from:end]
		bare := strings.TrimRight(word, " \n\r\t　")
		if x > 0 && x+w.span(runs, starts, from, from+len(bare), true) > room {
			line, x = line+1, 0
		}
		x, line = w.place(runs, starts, from, from+len(strings.TrimRight(word, "\n\r")), x, line, room)
		if must {
			line, x = line+1, 0
		}
		from = end
	}
	if x > 0 {
		line++
	}
	return w.pieces, line
}

// joined is the runs' texts in one, and where each begins.
func joined(runs []Run) (string, []int) {
	if len(runs) == 1 {
		return runs[0].Text, []int{0}
	}
	var whole strings.Builder
	starts := make([]int, len(runs))
	for i, r := range runs {
		starts[i] = whole.Len()
		whole.WriteString(r.Text)
	}
	return whole.String(), starts
}

// span is how wide the bytes from..to are. At the end of a line the empty right
// half of a closing Chinese mark may hang over the edge.
func (w *wrapper) span(runs []Run, starts []int, from, to int, hang bool) float64 {
	wide := 0.0
	for i, r := range runs {
		a, b := max(from, starts[i]), min(to, starts[i]+len(r.Text))
		if a >= b {
			continue
		}
		part := r.Text[a-starts[i] : b-starts[i]]
		wide += w.fonts.Width(r.Style, part)
		if hang && b == to {
			wide -= w.hanging(r.Style, part)
		}
	}
	return wide
}

// hanging is how much of a text's end is empty and may hang over an edge.
func (w *wrapper) hanging(style Style, text string) float64 {
	if last, _ := utf8.DecodeLastRuneInString(text); style.han && closes(last) {
		return style.Size / 2
	}
	return 0
}

// place puts the bytes from..to on the line, breaking them where they do not
// fit even on a line of their own.
func (w *wrapper) place(runs []Run, starts []int, from, to int, x float64, line int, room float64) (float64, int) {
	bare := from + len(strings.TrimRight(w.whole[from:to], " "))
	broken := x == 0 && w.span(runs, starts, from, bare, true) > room
	for i, r := range runs {
		a, b := max(from, starts[i])-starts[i], min(to, starts[i]+len(r.Text))-starts[i]
		for broken && a < min(b, bare-starts[i]) {
			head := len(w.fonts.head(r.Style, r.Text[a:b], room-x))
			if head == 0 && x > 0 {
				line, x = line+1, 0
				continue
			}
			if head == 0 { // not even one character: it stands out rather than vanish
				_, head = utf8.DecodeRuneInString(r.Text[a:b])
			}
			x += w.put(piece{line: line, run: i, from: a, to: a + head, x: x}, r)
			a += head
		}
		if a < b {
			x += w.put(piece{line: line, run: i, from: a, to: b, x: x}, r)
		}
	}
	return x, line
}

// put adds a piece, or lengthens the one before it if it goes on there.
func (w *wrapper) put(p piece, r Run) float64 {
	p.wide = w.fonts.Width(r.Style, r.Text[p.from:p.to])
	if n := len(w.pieces) - 1; n >= 0 {
		last := &w.pieces[n]
		if last.line == p.line && last.run == p.run && last.to == p.from {
			before, _ := utf8.DecodeLastRuneInString(r.Text[:p.from])
			if first, _ := utf8.DecodeRuneInString(r.Text[p.from:p.to]); r.Style.han && squeezes(before, first) {
				p.wide -= r.Style.Size / 2
			}
			last.to, last.wide = p.to, last.wide+p.wide
			return p.wide
		}
	}
	w.pieces = append(w.pieces, p)
	return p.wide
}
