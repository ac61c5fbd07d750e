package js

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/unistring"
)

// The engine's scanner counts the characters of a string before it makes them, and
// miscounts one: the last that there is, written as an escape, '\u{10FFFF}'. So another
// stands for it while the source is parsed, one that the source does not have.

var (
	lastPoint = regexp.MustCompile(`\\u\{0*10[fF]{4}\}`)
	escapes   = regexp.MustCompile(`(?s)\\u\{0*10[fF]{4}\}|\\.`)
)

const lastPointUnits = "\U0010FFFF"

// hasLastPoint reports whether source may have that escape.
func hasLastPoint(source string) bool {
	return strings.Contains(source, "FFFF}") || strings.Contains(source, "ffff}") || lastPoint.MatchString(source)
}

// standIn is a digit that stands for the last of 10FFFF, and makes of it a character that
// a source does not have in any form; 0 if it has them all.
func standIn(source string) byte {
	small := strings.ToLower(source)
	for _, digit := range []byte("edcba9876543210") {
		point := '\U0010FFF0' + rune(strings.IndexByte("0123456789abcdef", digit))
		if !strings.Contains(small, "fff"+string(digit)) && !strings.ContainsRune(source, point) {
			return digit
		}
	}
	return 0
}

// maskLastPoints writes the stand-in into a string or a piece of a template.
func (m *masker) maskLastPoints(w word) {
	for _, found := range escapes.FindAllStringIndex(m.original[w.start:w.end], -1) {
		if found[1]-found[0] <= 1+utf8.UTFMax { // another escape
			continue
		}
		if m.standIn == 0 {
			if m.standIn = standIn(m.original); m.standIn == 0 {
				return
			}
		}
		at := w.start + found[1] - len("F}")
		if m.out[at] = m.standIn; unicode.IsUpper(rune(m.original[at])) {
			m.out[at] = byte(unicode.ToUpper(rune(m.standIn)))
		}
	}
}

// unmaskLastPoints puts the character itself where its stand-in is in a tree.
func (m *mask) unmaskLastPoints(program *ast.Program, shift int) {
	point := string('\U0010FFF0' + rune(strings.IndexByte("0123456789abcdef", m.standIn)))
	text := func(s unistring.String) unistring.String {
		if s.AsUtf16() == nil {
			return s
		}
		return unistring.FromUtf16(replaceUnits(s.AsUtf16(), unistring.NewFromString(point).AsUtf16()[1:], unistring.NewFromString(lastPointUnits).AsUtf16()[1:]))
	}
	key := func(e ast.Expression, computed bool) {
		if literal, ok := e.(*ast.StringLiteral); ok && !computed {
			literal.Value = text(literal.Value)
		}
	}
	visitAll(program, func(n ast.Node) {
		switch n := n.(type) {
		case *ast.StringLiteral:
			n.Value = text(n.Value)
		case *ast.TemplateLiteral:
			for _, element := range n.Elements {
				element.Parsed = text(element.Parsed)
				element.Literal = m.written(element.Literal, int(element.Idx)-program.File.Base()-shift)
			}
		case *ast.PropertyKeyed:
			key(n.Key, n.Computed)
		case *ast.ClassLiteral:
			for _, element := range n.Body {
				switch element := element.(type) {
				case *ast.FieldDefinition:
					key(element.Key, element.Computed)
				case *ast.MethodDefinition:
					key(element.Key, element.Computed)
				}
			}
		}
	})
}

// written is the text of a piece of a template as it was written; the engine says only
// about where that is.
func (m *mask) written(text string, about int) string {
	for at := max(0, about-2); at <= min(about+1, len(m.text)); at++ {
		if strings.HasPrefix(m.text[at:], text) {
			return m.original[at : at+len(text)]
		}
	}
	return text
}

// replaceUnits replaces two code units by two others, wherever they stand.
func replaceUnits(units, old, new []uint16) []uint16 {
	replaced := append([]uint16(nil), units...)
	for at := 0; at+1 < len(replaced); at++ {
		if replaced[at] == old[0] && replaced[at+1] == old[1] {
			copy(replaced[at:], new)
			at++
		}
	}
	return replaced
}

// spellLastPoints writes the character in two escapes, where a text may become longer.
func spellLastPoints(text string) string {
	return escapes.ReplaceAllStringFunc(text, func(escape string) string {
		if lastPoint.MatchString(escape) {
			return `\uDBFF\uDFFF`
		}
		return escape
	})
}
