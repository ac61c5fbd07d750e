package regexp

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"unicode/utf16"
)

// A generator writes random patterns and texts for them. They are short and of
// few characters, so that they match often; the characters are those that are
// treated in special ways: letters with two, three and four forms, letters that
// change their length when folded, pairs and halves of pairs, line ends.
type generator struct {
	choose func(n int) int // from 0 to n-1
	flags  Flags
	out    []uint16
	groups int
	names  int
	depth  int
}

var characters = [][]uint16{
	{'a'}, {'a'}, {'a'}, {'a'}, {'b'}, {'b'}, {'b'}, {'A'}, {'c'}, {'1'}, {'k'}, {'K'}, {0x212a}, {'s'}, {0x17f}, {'_'}, {' '}, {'\n'}, {0x2028},
	{0xe9}, {0xc9}, {0xdf}, {0x1e9e}, {0xb5}, {0x3bc}, {0x39c}, {0x3c3}, {0x3c2}, {0x3a3}, {0x130}, {0x131}, {'i'}, {'I'}, {0x1c4}, {0x1c5}, {0x1c6},
	{0x4e2d}, {0x1fd3}, {0x390}, {0xff}, {0x178},
	{0xd83d, 0xde00}, {0xd83d, 0xde00}, {0xd83d, 0xde01}, {0xd801, 0xdc00}, {0xd801, 0xdc28}, {0xd83d}, {0xde00}, {0xd801},
}

// narrow is how many of the characters are used most often.
const narrow = 18

func (g *generator) character() []uint16 {
	if g.choose(5) == 0 {
		return characters[g.choose(len(characters))]
	}
	return characters[g.choose(narrow)]
}

func (g *generator) write(text string) { g.out = append(g.out, utf16.Encode([]rune(text))...) }

// text is a random text to look in.
func (g *generator) text() Text {
	var units []uint16
	plain := g.choose(2) == 0
	for range g.choose(12) {
		if plain {
			units = append(units, characters[g.choose(8)]...)
		} else {
			units = append(units, g.character()...)
		}
	}
	return shortest(units)
}

// shortest holds a text as bytes if it can.
func shortest(units []uint16) Text {
	var bytes []byte
	for _, u := range units {
		if u > 0xff {
			return UTF16(units)
		}
		bytes = append(bytes, byte(u))
	}
	return Latin1(string(bytes))
}

func (g *generator) letters() string {
	letters := ""
	for _, letter := range []string{"g", "i", "i", "m", "s", "y"} {
		if g.choose(4) == 0 && (letters == "" || letters[len(letters)-1:] != letter) {
			letters += letter
		}
	}
	return letters + []string{"", "", "u", "v"}[g.choose(4)]
}

// pattern is a random pattern, which is most likely to be valid.
func (g *generator) pattern() Text {
	if g.choose(10) == 0 {
		g.junk()
		return shortest(g.out)
	}
	g.disjunction()
	for range []int{0, 0, 0, 0, 0, 0, 0, 1, 2}[g.choose(9)] {
		g.spoil()
	}
	return shortest(g.out)
}

// junk writes pieces of syntax in any order.
func (g *generator) junk() {
	pieces := []string{
		"(", ")", "(?", "(?:", "(?=", "(?<", "(?<=", "(?<n>", "(?<!", "[", "]", "[^", "{", "}", "{2", "{2,", "{3,1}", "{2}", "*", "+", "?",
		"|", "^", "$", ".", `\`, `\\`, `\k`, `\k<`, `\k<n>`, `\u`, `\u{`, `\u{61}`, `\ud83d`, `\x`, `\x4`, `\c`, `\0`, `\1`, `\9`, `\p`,
		`\p{`, `\p{L}`, `\p{sc=`, `\q{`, `\q{a|`, `\b`, `\B`, `\d`, "-", "--", "&", "&&", "!", "!!", ",", ":", "<", ">", "=", "/", "a", "b",
		"n", "1", "0", "😀", "é", "\n",
	}
	for range 1 + g.choose(8) {
		g.write(pieces[g.choose(len(pieces))])
	}
}

// spoil changes a place of the pattern.
func (g *generator) spoil() {
	const syntax = `\()[]{}|*+?.^$-=!<>:kcupPqdwbxnN012,&a/`
	if len(g.out) == 0 {
		return
	}
	at, c := g.choose(len(g.out)), uint16(syntax[g.choose(len(syntax))])
	switch g.choose(3) {
	case 0:
		g.out[at] = c
	case 1:
		g.out = append(g.out[:at], g.out[at+1:]...)
	default:
		g.out = append(g.out[:at], append([]uint16{c}, g.out[at:]...)...)
	}
}

func (g *generator) disjunction() {
	for i := range []int{1, 1, 1, 1, 1, 2, 2, 3, 4}[g.choose(9)] {
		if i > 0 {
			g.write("|")
		}
		for range []int{0, 1, 1, 2, 2, 3}[g.choose(6)] {
			g.term()
		}
	}
}

func (g *generator) term() {
	if g.choose(12) == 0 {
		g.write([]string{"^", "$", `\b`, `\B`}[g.choose(4)])
		return
	}
	if quantifiable := g.atom(); quantifiable && g.choose(2) == 0 {
		g.write([]string{"*", "*", "+", "+", "?", "?", "{2}", "{0,2}", "{1,}", "{0}", "{2,3}", "{1,9}", "{3,}", "{4,5}"}[g.choose(14)])
		if g.choose(3) == 0 {
			g.write("?")
		}
	}
}

// atom reports whether a quantifier may follow.
func (g *generator) atom() bool {
	if g.depth > 2 {
		g.out = append(g.out, g.character()...)
		return true
	}
	g.depth++
	defer func() { g.depth-- }()
	switch g.choose(16) {
	case 0:
		g.write(".")
	case 1, 2:
		g.groups++
		g.group("(")
	case 3, 4:
		g.group("(?:")
	case 5:
		g.group([]string{"(?=", "(?!"}[g.choose(2)])
		return !g.flags.points()
	case 6:
		g.group([]string{"(?<=", "(?<!"}[g.choose(2)])
		return false
	case 7:
		g.groups++
		g.names++
		g.group(fmt.Sprintf("(?<n%d>", g.names))
	case 8:
		return g.reference(`\%d`, g.groups)
	case 9:
		return g.reference(`\k<n%d>`, g.names)
	case 10, 11:
		g.class()
	case 12:
		g.escape()
	default:
		g.out = append(g.out, g.character()...)
	}
	return true
}

// reference refers to one of so many groups, rarely to one too many, and
// otherwise to nothing.
func (g *generator) reference(form string, count int) bool {
	number := 1 + g.choose(count+2)
	if number > count+g.choose(8)/7 {
		return false
	}
	g.write(fmt.Sprintf(form, number))
	return true
}

func (g *generator) group(opening string) {
	g.write(opening)
	g.disjunction()
	g.write(")")
}

// escapes are known whatever the flags are; legacyEscapes are errors with u or v.
var escapes = []string{
	`\d`, `\D`, `\s`, `\S`, `\w`, `\W`, `\w`, `\W`, `\n`, `\t`, `\0`, `\x61`, `\u0061`, `\ud83d\ude00`, `\ud83d`, `\ude00`, `\cA`, `\/`,
}

var legacyEscapes = []string{
	`\c`, `\07`, `\101`, `\8`, `\a`, `\k`, `\-`, `\u`, `\x`, `\ud83d\u`, `\q{a}`, `\p{Foo}`, `\p`, `\u{61}`, `\c1`, `\1`, `\c_`,
}

var propertyEscapes = []string{
	`\u{61}`, `\u{1F600}`, `\u{0}`, `\u{1F600}`,
	`\p{L}`, `\P{L}`, `\p{Lu}`, `\P{Lu}`, `\p{gc=Ll}`, `\p{Script=Greek}`, `\p{sc=Latn}`, `\p{scx=Han}`, `\P{Lowercase}`, `\p{Lowercase}`,
	`\p{ASCII}`, `\P{ASCII}`, `\p{Any}`, `\P{Any}`, `\p{Assigned}`, `\p{Emoji}`, `\P{Emoji}`, `\p{Cased}`, `\P{Cased}`, `\p{Cs}`,
	`\P{Uppercase}`, `\p{Uppercase}`, `\p{Ll}`, `\P{Ll}`, `\p{Emoji_Keycap_Sequence}`,
}

func (g *generator) escape() {
	if g.choose(3) == 0 && g.flags.points() {
		g.write(propertyEscapes[g.choose(len(propertyEscapes))])
		return
	}
	if legacy := g.choose(30); legacy == 0 || legacy < 10 && !g.flags.points() {
		g.write(legacyEscapes[g.choose(len(legacyEscapes))])
		return
	}
	g.write(escapes[g.choose(len(escapes))])
}

func (g *generator) class() {
	g.write("[")
	if g.choose(3) == 0 {
		g.write("^")
	}
	operator := ""
	if g.flags.UnicodeSets && g.choose(2) == 0 {
		operator = []string{"--", "&&"}[g.choose(2)]
	}
	for i := range g.choose(4) {
		if i > 0 {
			g.write(operator)
		}
		g.classAtom()
		if operator == "" && g.choose(6) == 0 {
			g.write([]string{"a-c", "A-z", "0-k", "\u00c9-\u03c3", "a-\U0001F600", "b-a", `\d-a`, "a-"}[g.choose(8)])
		}
	}
	g.write("]")
}

func (g *generator) classAtom() {
	switch g.choose(6) {
	case 0, 1:
		if before := len(g.out); g.flags.UnicodeSets {
			// A class of nothing but \P{Any} kills V8 11.3.
			if g.escape(); slices.Equal(g.out[before:], utf16.Encode([]rune(`\P{Any}`))) {
				g.out = g.out[:before]
			}
			return
		}
		g.escape()
	case 2:
		if g.flags.UnicodeSets && g.depth < 3 {
			g.depth++
			g.class()
			g.depth--
			return
		}
		g.write("b")
	case 3:
		if g.flags.UnicodeSets {
			g.write([]string{`\q{A}`, `\q{ab|c}`, `\q{K|ka|}`, `\q{😀|s}`, `\q{aa|ab|a}`}[g.choose(5)])
			return
		}
		fallthrough
	default:
		g.out = append(g.out, g.character()...)
	}
}

// matchCase is a pattern and a text to match it with.
type matchCase struct {
	pattern Text
	letters string
	text    Text
	at      int
}

// String shows it for a message.
func (c matchCase) String() string {
	return fmt.Sprintf("/%s/%s on %.300s from %d", quoteUnits(c.pattern), c.letters, quoteUnits(c.text), c.at)
}

func generate(choose func(int) int) matchCase {
	g := &generator{choose: choose}
	letters := g.letters()
	g.flags, _ = ParseFlags(letters)
	c := matchCase{pattern: g.pattern(), letters: letters, text: g.text()}
	if g.flags.Global || g.flags.Sticky {
		c.at = choose(c.text.Len() + 2)
	}
	return c
}

func generateSeed(seed uint64) matchCase { return generate(rand.New(rand.NewPCG(seed, 1)).IntN) }
