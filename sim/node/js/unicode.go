package js

import (
	"fmt"
	"strings"
	"unicode"
)

// IsName reports whether text is an identifier.
func IsName(text string) bool {
	for i, r := range text {
		letter := r == '$' || r == '_' || unicode.IsLetter(r) || unicode.Is(unicode.Nl, r)
		if !letter && (i == 0 || !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) && !unicode.Is(unicode.Mc, r) && r != '\u200c' && r != '\u200d') {
			return false
		}
	}
	return text != ""
}

// UnicodeClass gives the ranges of \p{name}, or of all else, as they are
// written inside a character class.
func UnicodeClass(name string, negated bool) (ranges string, known bool) {
	tables, known := unicodeTables(name)
	if !known {
		return "", false
	}
	var b strings.Builder
	next := rune(0) // the first code point after the last range
	add := func(first, last rune) {
		if first <= last {
			fmt.Fprintf(&b, `\u{%x}-\u{%x}`, first, last)
		}
	}
	for _, r := range merge(tables) {
		if negated {
			add(next, r[0]-1)
		} else {
			add(r[0], r[1])
		}
		next = r[1] + 1
	}
	if negated {
		add(next, unicode.MaxRune)
	}
	return b.String(), true
}

// merge is the ranges of tables in order, those that touch as one.
func merge(tables []*unicode.RangeTable) (out [][2]rune) {
	inside := false
	for r := rune(0); r <= unicode.MaxRune; r++ {
		is := unicode.In(r, tables...)
		switch {
		case is && inside:
			out[len(out)-1][1] = r
		case is:
			out = append(out, [2]rune{r, r})
		}
		inside = is
	}
	return out
}

// longCategories are the long names of the general categories.
var longCategories = map[string]string{
	"Letter": "L", "Lowercase_Letter": "Ll", "Uppercase_Letter": "Lu", "Titlecase_Letter": "Lt", "Modifier_Letter": "Lm",
	"Other_Letter": "Lo", "Mark": "M", "Nonspacing_Mark": "Mn", "Spacing_Mark": "Mc", "Enclosing_Mark": "Me", "Number": "N",
	"Decimal_Number": "Nd", "Letter_Number": "Nl", "Other_Number": "No", "Punctuation": "P", "punct": "P",
	"Connector_Punctuation": "Pc", "Dash_Punctuation": "Pd", "Open_Punctuation": "Ps", "Close_Punctuation": "Pe",
	"Initial_Punctuation": "Pi", "Final_Punctuation": "Pf", "Other_Punctuation": "Po", "Symbol": "S", "Math_Symbol": "Sm",
	"Currency_Symbol": "Sc", "Modifier_Symbol": "Sk", "Other_Symbol": "So", "Separator": "Z", "Space_Separator": "Zs",
	"Line_Separator": "Zl", "Paragraph_Separator": "Zp", "Other": "C", "Control": "Cc", "Format": "Cf", "Private_Use": "Co",
}

// unicodeTables finds what a property's name means.
func unicodeTables(name string) ([]*unicode.RangeTable, bool) {
	if kind, value, pair := strings.Cut(name, "="); pair {
		switch kind {
		case "Script", "sc", "Script_Extensions", "scx":
			table, ok := unicode.Scripts[value]
			return []*unicode.RangeTable{table}, ok
		case "General_Category", "gc":
			return category(value)
		}
		return nil, false
	}
	if tables, ok := category(name); ok {
		return tables, true
	}
	switch name {
	case "Alphabetic", "Alpha":
		return []*unicode.RangeTable{unicode.L, unicode.Nl, unicode.Other_Alphabetic}, true
	case "Uppercase", "Upper":
		return []*unicode.RangeTable{unicode.Lu, unicode.Other_Uppercase}, true
	case "Lowercase", "Lower":
		return []*unicode.RangeTable{unicode.Ll, unicode.Other_Lowercase}, true
	case "White_Space", "space":
		return []*unicode.RangeTable{unicode.White_Space}, true
	case "ID_Start":
		return []*unicode.RangeTable{unicode.L, unicode.Nl, unicode.Other_ID_Start}, true
	case "ID_Continue":
		return []*unicode.RangeTable{unicode.L, unicode.Nl, unicode.Other_ID_Start, unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc, unicode.Other_ID_Continue}, true
	case "ASCII":
		return []*unicode.RangeTable{{R16: []unicode.Range16{{Lo: 0, Hi: 0x7f, Stride: 1}}}}, true
	case "Any":
		return []*unicode.RangeTable{{R32: []unicode.Range32{{Lo: 0, Hi: unicode.MaxRune, Stride: 1}}}}, true
	case "Emoji_Presentation", "Extended_Pictographic", "Emoji":
		return []*unicode.RangeTable{emoji(name)}, true
	}
	table, ok := unicode.Properties[name]
	return []*unicode.RangeTable{table}, ok
}

func category(name string) ([]*unicode.RangeTable, bool) {
	if short, ok := longCategories[name]; ok {
		name = short
	}
	table, ok := unicode.Categories[name]
	return []*unicode.RangeTable{table}, ok
}

// emoji is the blocks in which emoji are, near enough for text that people
// write; the standard library has no table of them.
func emoji(name string) *unicode.RangeTable {
	t := &unicode.RangeTable{
		R16: []unicode.Range16{{Lo: 0x231a, Hi: 0x231b, Stride: 1}, {Lo: 0x23e9, Hi: 0x23f3, Stride: 1}, {Lo: 0x2600, Hi: 0x27bf, Stride: 1}, {Lo: 0x2b1b, Hi: 0x2b1c, Stride: 1}, {Lo: 0x2b50, Hi: 0x2b50, Stride: 1}},
		R32: []unicode.Range32{{Lo: 0x1f004, Hi: 0x1f004, Stride: 1}, {Lo: 0x1f18e, Hi: 0x1f19a, Stride: 1}, {Lo: 0x1f1e6, Hi: 0x1f1ff, Stride: 1}, {Lo: 0x1f300, Hi: 0x1f64f, Stride: 1}, {Lo: 0x1f680, Hi: 0x1f6ff, Stride: 1}, {Lo: 0x1f900, Hi: 0x1f9ff, Stride: 1}, {Lo: 0x1fa70, Hi: 0x1faff, Stride: 1}},
	}
	if name == "Emoji" {
		t.R16 = append([]unicode.Range16{{Lo: '#', Hi: '*', Stride: 7}, {Lo: '0', Hi: '9', Stride: 1}, {Lo: 0xa9, Hi: 0xae, Stride: 5}}, t.R16...)
	}
	return t
}
