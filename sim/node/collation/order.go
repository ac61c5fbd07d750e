package collation

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Order is how a language orders what texts are made of. It is never changed after it
// was made.
type Order struct {
	known   map[string][]element
	first   [][]element // the same for the first characters there are
	longer  []bool      // something longer begins with the character
	longest int         // in characters
	han     map[rune]uint32
	zero    uint32 // the primary weight of the digit 0
	symbols uint32 // the first primary weight behind spaces and punctuation
	last    uint32 // the primary weight behind which come characters that are not listed
}

// table is the order of the root, as it is written: groups of characters with the same
// primary weight, in their order; in a group, and in a class of marks, the tertiary weight
// grows.
type table struct {
	Ignored string  // characters that are passed over
	Marks   []group // in the order of their secondary weights
	Groups  []group
	Entries []entry
	Begins  [][2]string // which part of the order begins with which group's first; see tailoring
}

// tailoring is what a language orders in another way than the root.
type tailoring struct {
	After   [][]group // groups that follow the group of the first one's first
	Before  [][]group // classes with secondary weights below that of the first one's first
	Entries []entry
	Marks   []group // if their order is another one
	Scripts string  // the parts of the order as they follow one another, each by one of its characters
}

// group is texts of the same primary weight, written as one text when each is a character.
type group []string

func (g *group) UnmarshalJSON(data []byte) error {
	var text string
	if json.Unmarshal(data, &text) == nil {
		*g = strings.Split(text, "")
		return nil
	}
	return json.Unmarshal(data, (*[]string)(g))
}

// entry is a text that is ordered like others, in one of three ways: [text, others] is
// equal to them; [text, others, member] has a tertiary weight between that of the member
// of the first one's group and the next one's; [text, others, null, mark] has a secondary
// weight between the mark's and the next one's besides; if several have, a rank says in
// which order.
type entry []*string

// New makes an order from what is written of the root, of a language ("" if it has nothing
// of its own), and of Chinese characters: those of the root, and those that the language
// puts before these in an order of its own.
func New(root, language, han, ownHan string) (*Order, error) {
	var t table
	if err := json.Unmarshal([]byte(root), &t); err != nil {
		return nil, err
	}
	var own tailoring
	if language != "" {
		if err := json.Unmarshal([]byte(language), &own); err != nil {
			return nil, err
		}
	}
	o := &Order{known: map[string][]element{}, han: map[rune]uint32{}}
	o.ignore(t)
	o.reorder(own.Marks)
	moved := own.moves()
	begins := o.weigh(arrange(&t, &own, moved))
	o.symbols = begins["`"]
	for _, e := range t.Entries {
		if !moved[*e[0]] {
			o.enter(e)
		}
	}
	for _, classes := range own.Before {
		o.putBefore(classes[0][0], classes[1:])
	}
	for _, e := range own.Entries {
		o.enter(e)
	}
	o.zero = o.known["0"][0].primary
	o.placeHan(begins["一"], append(runs(ownHan), runs(han)...))
	o.index()
	return o, nil
}

// know makes a text known.
func (o *Order) know(text string, elements []element) {
	o.known[text] = elements
	o.longest = max(o.longest, utf8.RuneCountInString(text))
}

func (o *Order) ignore(t table) {
	for _, c := range t.Ignored {
		o.know(string(c), nil)
	}
	for i, marks := range t.Marks {
		for k, mark := range marks {
			o.know(mark, []element{{secondary: markWeight(i), tertiary: uint16(2 * k)}})
		}
	}
}

// reorder gives marks the weights that these marks have, in another order.
func (o *Order) reorder(marks []group) {
	marks = slices.DeleteFunc(slices.Clone(marks), func(class group) bool {
		known := o.known[class[0]]
		return len(known) != 1 || known[0].primary != 0
	})
	var weights []uint16
	for _, class := range marks {
		weights = append(weights, o.known[class[0]][0].secondary)
	}
	slices.Sort(weights)
	for i, class := range marks {
		for _, mark := range class {
			if known := o.known[mark]; len(known) == 1 {
				known[0].secondary = weights[i]
			}
		}
	}
}

// betweenMarks is how many weights there are from one mark to the next.
const betweenMarks = 16

func markWeight(index int) uint16 { return uint16(betweenMarks*(index+1)) + unmarked }

// moves is what a language does not leave where the root has it.
func (t *tailoring) moves() map[string]bool {
	moved := map[string]bool{}
	for _, groups := range slices.Concat(t.After, t.Before) {
		for _, g := range groups[1:] {
			for _, text := range g {
				moved[text] = true
			}
		}
	}
	for _, e := range t.Entries {
		moved[*e[0]] = true
	}
	return moved
}

// putBefore makes classes of texts known whose secondary weights come before that of the
// letter they belong to.
func (o *Order) putBefore(letter string, classes []group) {
	primary := o.known[letter][0].primary
	for i, class := range classes {
		for k, text := range class {
			o.know(text, []element{{primary, uint16(unmarked - len(classes) + i), uint16(2 * k), caseOf(text)}})
		}
	}
}

// part is one of those that languages put before others.
type part struct {
	sample string
	groups []group
}

// arrange is the groups in the language's order, by parts; the part of Chinese characters,
// which has none, is where they go.
func arrange(t *table, own *tailoring, moved map[string]bool) []part {
	begins := map[string]string{} // group's first: part's sample
	for _, b := range t.Begins {
		begins[b[1]] = b[0]
	}
	after := map[string][]group{}
	for _, groups := range own.After {
		after[groups[0][0]] = groups[1:]
	}
	var parts []part
	for _, g := range t.Groups {
		if sample, ok := begins[g[0]]; ok || len(parts) == 0 {
			parts = append(parts, part{sample: sample})
		}
		last := &parts[len(parts)-1]
		reset := g[0]
		g = slices.DeleteFunc(slices.Clone(g), func(text string) bool { return moved[text] })
		last.groups = append(append(last.groups, g), after[reset]...)
	}
	parts = append(parts, part{sample: "一"})
	if own.Scripts != "" {
		slices.SortStableFunc(parts, func(a, b part) int {
			return strings.Index(own.Scripts, a.sample) - strings.Index(own.Scripts, b.sample)
		})
	}
	return parts
}

// mostHan is more than there are Chinese characters.
const mostHan = 0x100000

// weigh gives each group its primary weight, and tells where each part begins.
func (o *Order) weigh(parts []part) (begins map[string]uint32) {
	begins = map[string]uint32{}
	next := uint32(1)
	for _, p := range parts {
		begins[p.sample] = next
		if p.sample == "一" {
			next += mostHan
		}
		for _, g := range p.groups {
			for k, text := range g {
				o.know(text, []element{{next, unmarked, uint16(2 * k), caseOf(text)}})
			}
			next++
		}
	}
	o.last = next
	return begins
}

// enter makes a text known that is ordered like others.
func (o *Order) enter(e entry) {
	text, others := *e[0], *e[1]
	var out []element
	for runes := []rune(others); len(runes) > 0; {
		length := 0
		out, length = o.next(out, runes)
		runes = runes[length:]
	}
	if len(out) == 0 {
		return
	}
	switch len(e) {
	case 3:
		out[0].tertiary = 1
		if member := o.known[*e[2]]; len(member) > 0 {
			out[0].tertiary += member[0].tertiary
		}
	case 4, 5:
		mark := element{secondary: unmarked + 1}
		if known := o.known[*e[3]]; len(known) > 0 {
			mark.secondary = known[0].secondary + 1
		}
		if len(e) == 5 {
			rank, _ := strconv.Atoi(*e[4])
			mark.secondary += uint16(rank)
		}
		out = slices.Insert(out, 1, mark)
	}
	o.know(text, out)
}

// index finds the first characters fast.
func (o *Order) index() {
	o.first = make([][]element, 0x180)
	o.longer = make([]bool, len(o.first))
	for text, elements := range o.known {
		c, size := utf8.DecodeRuneInString(text)
		switch {
		case int(c) >= len(o.first):
		case size < len(text):
			o.longer[c] = true
		default:
			o.first[c] = elements
		}
	}
	for c := range o.first {
		if _, ok := o.known[string(rune(c))]; !ok {
			o.longer[c] = true // its parts have to be looked for
		}
	}
}

// unlisted is the primary weight of a character that is in no group: of a Chinese one its
// place among them, of others their code behind all there are. (10.1, Implicit Weights)
func (o *Order) unlisted(c rune) uint32 {
	if place, ok := o.han[c]; ok {
		return place
	}
	if unicode.Is(unicode.Han, c) && len(o.han) > 0 {
		return o.han['一'] + mostHan/2 + uint32(c)
	}
	return o.last + uint32(c)
}

// placeHan gives Chinese characters, and words that are pronounced in another way than
// their characters, their primary weights: each where it is first.
func (o *Order) placeHan(begin uint32, order []string) {
	for i, text := range order {
		c, size := utf8.DecodeRuneInString(text)
		if size < len(text) {
			o.know(text, []element{{primary: begin + uint32(i), secondary: unmarked}})
			continue
		}
		delete(o.known, text)
		if _, placed := o.han[c]; !placed {
			o.han[c] = begin + uint32(i)
		}
	}
}

// runs reads characters, of which "a-d" are four, and words, which are "(written so)".
func runs(text string) (out []string) {
	text = strings.Trim(text, `"`)
	last, to := rune(0), false
	for len(text) > 0 {
		c, size := utf8.DecodeRuneInString(text)
		switch {
		case c == '(':
			word, rest, _ := strings.Cut(text[1:], ")")
			out, text = append(out, word), rest
			continue
		case c == '-':
			to = true
		case to:
			for between := last + 1; between <= c; between++ {
				out = append(out, string(between))
			}
			to = false
		default:
			out = append(out, string(c))
		}
		last, text = c, text[size:]
		if c == '-' {
			last, _ = utf8.DecodeRuneInString(out[len(out)-1])
		}
	}
	return out
}

// caseOf is the case of a text's letters.
func caseOf(text string) letters {
	capitals, others := 0, 0
	for _, c := range text {
		switch {
		case unicode.Is(unicode.Lt, c):
			capitals, others = capitals+1, others+1
		case unicode.In(c, unicode.Lu, unicode.Other_Uppercase):
			capitals++
		default:
			others++
		}
	}
	switch {
	case capitals == 0:
		return small
	case others > 0:
		return mixed
	}
	return capital
}
