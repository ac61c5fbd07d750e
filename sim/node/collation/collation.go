// Package collation orders texts as people of a language expect: by Unicode's collation
// algorithm (Technical Standard 10) with the orders of its CLDR.
//
// A text is a sequence of elements. Each has a primary weight, by which letter it is, a
// secondary one, by its accents, and a tertiary one, by its case and form. Texts are
// compared by all primary weights first; only if these are the same do the secondary ones
// decide, and then the tertiary ones. A weight of 0 is passed over.
package collation

import (
	"cmp"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// element is one of those a text consists of.
type element struct {
	primary             uint32
	secondary, tertiary uint16
	letters             letters // for who asks for the case alone
}

// letters says whether what an element is of is small, mixed, or capital.
type letters uint8

const (
	small letters = iota
	mixed
	capital
)

// unmarked is the secondary weight of a letter without accents: below that of each
// accent, which is an element of its own, with room for those that a language puts before.
const unmarked = 32

// Strength is which weights decide.
type Strength uint8

const (
	Letters      Strength = iota // "base"
	Accents                      // "accent"
	LettersCases                 // "case"
	Forms                        // "variant"
)

// CaseFirst is which case comes first among texts that differ in nothing before it.
type CaseFirst uint8

const (
	AsForms CaseFirst = iota // small letters first, as one of the forms
	UpperFirst
	LowerFirst
)

// Options say how texts are compared. (Intl.Collator)
type Options struct {
	Strength  Strength
	CaseFirst CaseFirst
	Numeric   bool // digits in a row are one number
	Backwards bool // accents decide from the end of the text, as in Canada's French
	Shifted   bool // spaces and punctuation are passed over
}

// Compare is -1, 0 or 1, as one text is before, level with, or after another.
func (o *Order) Compare(a, b string, options Options) int {
	if a == b {
		return 0
	}
	x, y := o.elements(a, options), o.elements(b, options)
	if c := compareBy(x, y, element.byLetter); c != 0 || options.Strength == Letters {
		return c
	}
	if options.Strength == LettersCases {
		return compareCases(x, y, options.CaseFirst)
	}
	if c := compareAccents(x, y, options.Backwards); c != 0 || options.Strength == Accents {
		return c
	}
	if options.CaseFirst != AsForms {
		if c := compareCases(x, y, options.CaseFirst); c != 0 {
			return c
		}
	}
	return compareBy(x, y, element.byForm)
}

func (e element) byLetter() uint32 { return e.primary }
func (e element) byAccent() uint32 { return uint32(e.secondary) }
func (e element) byForm() uint32   { return uint32(e.tertiary) + 1 }

func (e element) byCase() uint32 {
	if e.primary == 0 {
		return 0
	}
	return uint32(e.letters) + 1
}

// compareBy compares two texts by one kind of weight.
func compareBy(x, y []element, weight func(element) uint32) int {
	i, j := 0, 0
	for {
		for i < len(x) && weight(x[i]) == 0 {
			i++
		}
		for j < len(y) && weight(y[j]) == 0 {
			j++
		}
		switch {
		case i == len(x) || j == len(y):
			return cmp.Compare(len(x)-i, len(y)-j)
		case weight(x[i]) != weight(y[j]):
			return cmp.Compare(weight(x[i]), weight(y[j]))
		}
		i, j = i+1, j+1
	}
}

func compareCases(x, y []element, first CaseFirst) int {
	c := compareBy(x, y, element.byCase)
	if first == UpperFirst {
		return -c
	}
	return c
}

func compareAccents(x, y []element, backwards bool) int {
	if backwards {
		x, y = reversed(x), reversed(y)
	}
	return compareBy(x, y, element.byAccent)
}

func reversed(of []element) []element {
	out := make([]element, len(of))
	for i, e := range of {
		out[len(of)-1-i] = e
	}
	return out
}

// elements takes a text apart.
func (o *Order) elements(text string, options Options) []element {
	runes := []rune(norm.NFC.String(text))
	inThaiOrder(runes)
	out := make([]element, 0, len(runes)+4)
	for at := 0; at < len(runes); {
		if options.Numeric && unicode.Is(unicode.Nd, runes[at]) {
			length := 1
			for at+length < len(runes) && unicode.Is(unicode.Nd, runes[at+length]) {
				length++
			}
			out = o.number(out, runes[at:at+length])
			at += length
			continue
		}
		length := 0
		out, length = o.next(out, runes[at:])
		at += length
	}
	if options.Shifted {
		out = o.shifted(out)
	}
	return out
}

// next adds the elements of what a text begins with: of the most characters that are
// known together, else of the parts of the first.
func (o *Order) next(out []element, runes []rune) ([]element, int) {
	if runes[0] < rune(len(o.first)) && !o.longer[runes[0]] {
		return append(out, o.first[runes[0]]...), 1
	}
	for length := min(o.longest, len(runes)); length > 0; length-- {
		if known, ok := o.known[string(runes[:length])]; ok {
			return append(out, known...), length
		}
	}
	if parts := []rune(norm.NFD.String(string(runes[:1]))); len(parts) > 1 || parts[0] != runes[0] {
		for at := 0; at < len(parts); {
			length := 0
			out, length = o.next(out, parts[at:])
			at += length
		}
		return out, 1
	}
	return append(out, element{primary: o.unlisted(runes[0]), secondary: unmarked}), 1
}

// number adds the elements of a number: how many digits it has comes before which.
func (o *Order) number(out []element, digits []rune) []element {
	values := make([]rune, 0, len(digits))
	for _, digit := range digits {
		value := digitOf(digit)
		if len(values) > 0 || value > 0 {
			values = append(values, value)
		}
	}
	out = append(out, element{primary: o.zero, secondary: unmarked}, element{primary: uint32(len(values)) + 1, secondary: unmarked})
	for _, value := range values {
		out = append(out, element{primary: uint32(value) + 1, secondary: unmarked})
	}
	return out
}

// digitOf is a digit's value: the digits of each script stand in a row, whose lengths are
// multiples of ten.
func digitOf(digit rune) (value rune) {
	for before := digit - 1; unicode.Is(unicode.Nd, before); before-- {
		value++
	}
	return value % 10
}

// shifted leaves out spaces and punctuation, and the accents after them. (4, Variable
// Weighting)
func (o *Order) shifted(elements []element) []element {
	out := elements[:0]
	after := false
	for _, e := range elements {
		switch {
		case e.primary == 0 && after:
			continue
		case e.primary != 0:
			after = e.primary < o.symbols
		}
		if !after {
			out = append(out, e)
		}
	}
	return out
}

// inThaiOrder puts the vowels of Thai and Lao that are written before a consonant behind
// it, as they are spoken. (3.1.3, Rearrangement)
func inThaiOrder(runes []rune) {
	for i := 0; i+1 < len(runes); i++ {
		vowel, consonant := runes[i], runes[i+1]
		thai := vowel >= 0xe40 && vowel <= 0xe44 && consonant >= 0xe01 && consonant <= 0xe2e
		lao := vowel >= 0xec0 && vowel <= 0xec4 && consonant >= 0xe81 && consonant <= 0xeae
		if thai || lao {
			runes[i], runes[i+1] = consonant, vowel
			i++
		}
	}
}
