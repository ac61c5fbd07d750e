package scenario

import (
	"strings"
)

// operands reads the words of one operation, from left to right. The first
// fault ends the reading: what follows would only be its consequences.
type operands struct {
	*reader
	form   *form
	node   *node
	words  []word
	next   int
	body   *node // the list that follows, nil if none does
	failed bool
	cpuNs  int64  // CPU time that the operation is known to take
	steps  []step // that a child or a thread carries out
	uses   []use
	opens  []use
}

// word is one word of an operation and where it begins in the text.
type word struct {
	text   string
	offset int
	quoted bool
}

// split cuts the text of an operation into words. A text in double quotes is
// one word; \n, \t, \" and \\ in it are what they are in most languages. The
// second result is where a quote was not closed, -1 if all were.
func split(text string) ([]word, int) {
	var found []word
	for at := 0; at < len(text); {
		switch {
		case strings.IndexByte(" \t\n,", text[at]) >= 0:
			at++
		case text[at] == '"':
			inside, end := unquote(text, at+1)
			if end < 0 {
				return found, at
			}
			found = append(found, word{inside, at, true})
			at = end
		default:
			end := at
			for end < len(text) && strings.IndexByte(" \t\n,\"", text[end]) < 0 {
				end++
			}
			found = append(found, word{text[at:end], at, false})
			at = end
		}
	}
	return found, -1
}

// unquote reads up to the closing quote and returns what stands before it and
// the place after it, -1 if there is none.
func unquote(text string, at int) (string, int) {
	var b strings.Builder
	for ; at < len(text); at++ {
		switch {
		case text[at] == '"':
			return b.String(), at + 1
		case text[at] == '\\' && at+1 < len(text):
			at++
			switch text[at] {
			case 'n':
				b.WriteByte('\n')
			case 't':
				b.WriteByte('\t')
			default:
				b.WriteByte(text[at])
			}
		default:
			b.WriteByte(text[at])
		}
	}
	return "", -1
}

// here is the place of the next word, or of the whole operation at its end.
func (p *operands) here() place {
	if p.next < len(p.words) {
		return p.node.at(p.words[p.next].offset)
	}
	return p.node.place
}

// more reports whether a word is left.
func (p *operands) more() bool { return !p.failed && p.next < len(p.words) }

// take returns the next word; a missing one is a fault.
func (p *operands) take() (word, place, bool) {
	if p.failed {
		return word{}, p.node.place, false
	}
	at := p.here()
	if p.next >= len(p.words) {
		p.fail(at, "scenario.missing-operand", "Word", p.form.name, "Example", p.form.example)
		return word{}, at, false
	}
	p.next++
	return p.words[p.next-1], at, true
}

func (p *operands) fail(at place, id string, args ...any) {
	p.failed = true
	p.add(at, id, args...)
}

// accept takes the next word if it is this one.
func (p *operands) accept(keyword string) bool {
	if p.more() && p.words[p.next].text == keyword && !p.words[p.next].quoted {
		p.next++
		return true
	}
	return false
}

// expect takes the next word, which must be this one.
func (p *operands) expect(keyword string) {
	if w, at, ok := p.take(); ok && w.text != keyword {
		p.failed = true
		p.addUnknown(at, "scenario.unknown-word", w.text, []string{keyword})
	}
}

// end notes words that are left.
func (p *operands) end() {
	switch {
	case !p.more():
	case strings.HasPrefix(p.words[p.next].text, "["):
		p.fail(p.here(), "scenario.list-in-text", "Word", p.form.name)
	default:
		p.fail(p.here(), "scenario.extra-operand", "Word", shorten(p.words[p.next].text), "Example", p.form.example)
	}
}

// duration takes a length of time.
func (p *operands) duration() int64 {
	var ns int64
	if w, at, ok := p.take(); ok && !p.amount(&ns, at, w.text, timeUnits(), "4ms", 0) {
		p.failed = true
	}
	return ns
}

// size takes a count of bytes of at least low.
func (p *operands) size(low int64) int64 {
	var bytes int64
	if w, at, ok := p.take(); ok && !p.amount(&bytes, at, w.text, sizeUnits(), "64KiB", low) {
		p.failed = true
	}
	return bytes
}

// nextIsSize reports whether the next word has a unit of size.
func (p *operands) nextIsSize() bool {
	if !p.more() {
		return false
	}
	a := parseAmount(p.words[p.next].text, sizeUnits())
	return a.unit != "" && a.fault != "scenario.unknown-unit"
}

// whole takes a whole number.
func (p *operands) whole(low, high int64) int64 {
	var value int64
	if w, at, ok := p.take(); ok && !p.number(&value, at, w.text, low, high) {
		p.failed = true
	}
	return value
}

// choice takes one of some words, and returns which.
func (p *operands) choice(choices []string) int {
	w, at, ok := p.take()
	if !ok {
		return 0
	}
	for i, choice := range choices {
		if choice == w.text {
			return i
		}
	}
	p.failed = true
	p.addUnknown(at, "scenario.unknown-word", w.text, choices)
	return 0
}

// text takes any word, or a text in quotes.
func (p *operands) text() string {
	w, _, _ := p.take()
	return w.text
}
