package scene

import (
	"math"
	"unicode/utf8"
)

// Glyph is one character of a text, ready to be drawn: a glyph of a font file
// at a place on the line.
type Glyph struct {
	File File
	ID   uint16
	X    float64 // from the start of the text, in points
	Size float64 // how large the font is drawn, in points
	Rune rune
	At   int // where the character is in the text, in bytes
}

// Glyphs walks over the glyphs of a text from left to right. There is no
// shaping: each character is one glyph and stands beside the one before it,
// which is right for Latin letters, Chinese and code.
//
//	for g := fonts.Glyphs(style, text); g.Next(); {
//		draw(g.Glyph)
//	}
type Glyphs struct {
	Glyph
	fonts *Fonts
	style Style
	text  string
	next  int
	pen   int64 // where the next character begins, in em
}

// Glyphs begins a walk.
func (f *Fonts) Glyphs(style Style, text string) Glyphs {
	return Glyphs{fonts: f, style: style, text: text}
}

// Next goes on to the next glyph and reports whether there is one.
func (g *Glyphs) Next() bool {
	if g.next >= len(g.text) {
		return false
	}
	g.At = g.next
	r, size := rune(g.text[g.next]), 1
	if r >= utf8.RuneSelf {
		r, size = utf8.DecodeRuneInString(g.text[g.next:])
	}
	g.next += size
	g.Rune = r
	if invisible(r) {
		return g.Next()
	}
	g.place(r)
	return true
}

// invisible reports whether a character only tells others how to join or break:
// it has no picture and takes no room.
func invisible(r rune) bool {
	return r == 0xad || r >= 0x200b && r <= 0x200f || r == 0x2060 || r >= 0xfe00 && r <= 0xfe0f || r == 0xfeff
}

// place finds the character's glyph and moves the pen.
func (g *Glyphs) place(r rune) {
	file, s := g.find(r)
	if r >= utf8.RuneSelf && g.At > 0 && !g.style.Face.mono() {
		if before, _ := utf8.DecodeLastRuneInString(g.text[:g.At]); squeezes(before, r) && g.squareQuotes(before, r) {
			g.pen -= em / 2
		}
	}
	g.File, g.ID, g.Size = file, s.id, g.style.Size
	start, advance := g.pen+int64(s.shift), s.advance
	if g.style.Face.mono() {
		advance = columnAdvance
		if file == hanFile[g.style.Face] {
			advance = 2 * columnAdvance
			g.Size = g.style.Size * monoHan
			start += int64(float64(advance)-monoHan*float64(s.advance)) / 2
		}
	}
	g.X = float64(start) * g.style.Size / em
	g.pen += int64(advance)
}

// find chooses the font for a character: the Latin one if it has it, but the
// Chinese one for marks that are a whole square wide among Chinese.
func (g *Glyphs) find(r rune) (File, sign) {
	latin, han := latinFile[g.style.Face], hanFile[g.style.Face]
	if r < ' ' {
		return latin, g.fonts.files[latin].sign(' ')
	}
	if r >= utf8.RuneSelf && g.squared(r) {
		return han, g.square(r)
	}
	if s := g.fonts.files[latin].sign(r); s.known {
		return latin, s
	}
	if s := g.fonts.files[han].sign(r); s.known {
		return han, s
	}
	if wide(r) {
		return han, g.fonts.files[han].none
	}
	return latin, g.fonts.files[latin].none
}

// squared reports whether a mark that both scripts use is meant as the Chinese
// one: quotation marks and dashes in a text that has Chinese, and dots that
// come in pairs. In code nothing is.
func (g *Glyphs) squared(r rune) bool {
	if g.style.Face.mono() {
		return false
	}
	switch r {
	case '“', '”', '‘', '’', '—':
		return g.style.han || hasHan(g.text)
	case '…':
		return g.beside('…')
	}
	return false
}

// squeezes reports whether a mark moves half a square to the left because the
// mark before it leaves its right half empty: two Chinese marks in a row would
// otherwise make a hole.
func squeezes(before, r rune) bool {
	return closes(before) && (opens(r) || closes(r))
}

// squareQuotes reports whether quotation marks, if there are any, are Chinese.
func (g *Glyphs) squareQuotes(before, r rune) bool {
	return r >= 0x3000 && before >= 0x3000 || g.squared('“')
}

// closes reports whether a mark is drawn in the left half of its square only.
func closes(r rune) bool {
	switch r {
	case '，', '。', '、', '；', '：', '！', '？', '）', '》', '」', '』', '】', '〉', '〕', '”', '’':
		return true
	}
	return false
}

// opens reports whether a mark is drawn in the right half of its square only.
func opens(r rune) bool {
	switch r {
	case '（', '《', '「', '『', '【', '〈', '〔', '“', '‘':
		return true
	}
	return false
}

// square is a mark's Chinese form. Two dashes are one long line, which the font
// has as a character of its own: it is drawn for the first of them.
func (g *Glyphs) square(r rune) sign {
	font := &g.fonts.files[hanFile[g.style.Face]]
	if r != '—' {
		return font.sign(r)
	}
	s := font.sign(r)
	before, _ := utf8.DecodeLastRuneInString(g.text[:g.At])
	after, _ := utf8.DecodeRuneInString(g.text[g.next:])
	switch '—' {
	case before: // the second of two
		return sign{id: font.sign(' ').id, advance: em}
	case after:
		s = font.sign(longDash)
		return sign{id: s.id, advance: em, shift: em - s.advance/2}
	}
	return sign{id: s.id, advance: em, shift: (em - s.advance) / 2}
}

// longDash is a dash as long as two squares.
const longDash = '⸺'

// beside reports whether the character before or after the present one is r.
func (g *Glyphs) beside(r rune) bool {
	before, _ := utf8.DecodeLastRuneInString(g.text[:g.At])
	after, _ := utf8.DecodeRuneInString(g.text[g.next:])
	return before == r || after == r
}

// hasHan reports whether a text has Chinese characters or punctuation.
func hasHan(text string) bool {
	for _, r := range text {
		if isHan(r) {
			return true
		}
	}
	return false
}

// isHan reports whether a character takes a whole square.
func isHan(r rune) bool {
	return r >= 0x3000 && r <= 0x30ff || r >= 0x3400 && r <= 0x9fff || r >= 0xff00 && r <= 0xff60
}

// Width is how wide a text is, in points.
func (f *Fonts) Width(style Style, text string) float64 {
	g := f.Glyphs(style, text)
	for g.Next() {
	}
	return g.End()
}

// End is where the next glyph would begin, in points.
func (g *Glyphs) End() float64 { return onGrain(float64(g.pen) * g.style.Size / em) }

func onGrain(v float64) float64 { return math.Round(v*grain) / grain }

// Columns is how many columns a text takes in the mono faces.
func (f *Fonts) Columns(text string) int {
	g := f.Glyphs(Style{Face: Mono, Size: 1}, text)
	for g.Next() {
	}
	return int(g.pen / columnAdvance)
}

// Column is the width of one column of a mono style.
func (s Style) Column() float64 { return columnAdvance * s.Size / em }

// Offset is how far from the start of a text the character at byte at begins:
// where the caret stands.
func (f *Fonts) Offset(style Style, text string, at int) float64 {
	g := f.Glyphs(style, text)
	for g.next < at && g.Next() {
	}
	return g.End()
}

// ByteAt is the byte of a text whose beginning is nearest to x points from its
// start: where a click puts the caret.
func (f *Fonts) ByteAt(style Style, text string, x float64) int {
	g := f.Glyphs(style, text)
	for before := 0.0; g.Next(); before = g.End() {
		if x < (before+g.End())/2 {
			return g.At
		}
	}
	return len(text)
}
