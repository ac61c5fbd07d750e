package scenario

import (
	"strings"
)

// reader turns nodes into what they say, and collects what is wrong.
type reader struct {
	*faults
	scenario     *Scenario
	listed       [disk + 1]bool // by sort: a section lists objects of it
	mentions     []mention
	processNames []string // that forks give
	threadNames  []string // that threads give
}

// field is a key that a mapping may have, and what reads its value.
type field struct {
	name string
	read func(*node)
}

// fields reads a mapping whose keys are known. section names it in faults.
func (r *reader) fields(n *node, section string, known []field) {
	if n.shape != mapping {
		if !n.empty() {
			r.add(n.place, "scenario.not-a-mapping", "Section", section)
		}
		return
	}
	for _, e := range n.entries {
		r.oneField(e, section, known)
	}
}

func (r *reader) oneField(e entry, section string, known []field) {
	for _, f := range known {
		if f.name == e.key.text {
			if e.value.empty() {
				r.add(e.key.place, "scenario.no-value", "Word", f.name)
				return
			}
			f.read(e.value)
			return
		}
	}
	var choices []string
	for _, f := range known {
		choices = append(choices, f.name)
	}
	r.addUnknown(e.key.place, "scenario.unknown-key", e.key.text, choices, "Section", section)
}

// value is the value of a key of a mapping, nil if it is not there.
func (n *node) value(key string) *node {
	if n == nil || n.shape != mapping {
		return nil
	}
	for _, e := range n.entries {
		if e.key.text == key {
			return e.value
		}
	}
	return nil
}

// scalar reports whether n is one, and notes the fault if it is not.
func (r *reader) scalar(n *node) bool {
	if n.shape != scalar {
		r.add(n.place, "scenario.not-a-scalar")
		return false
	}
	return true
}

// items is what stands in a list.
func (r *reader) items(n *node) []*node {
	if n.shape != list {
		r.add(n.place, "scenario.not-a-list")
		return nil
	}
	return n.items
}

// duration reads into to a length of time of at least low nanoseconds.
func (r *reader) duration(to *int64, low int64) func(*node) {
	return func(n *node) {
		if r.scalar(n) {
			r.amount(to, n.place, n.text, timeUnits(), "4ms", low)
		}
	}
}

// size reads into to a count of bytes of at least low.
func (r *reader) size(to *int64, low int64) func(*node) {
	return func(n *node) {
		if r.scalar(n) {
			r.amount(to, n.place, n.text, sizeUnits(), "64KiB", low)
		}
	}
}

// amount reads a number with a unit; example shows a right one.
func (r *reader) amount(to *int64, at place, text string, units []unit, example string, low int64) bool {
	a := parseAmount(text, units)
	switch {
	case a.fault == "scenario.unknown-unit":
		r.addUnknown(at, a.fault, a.unit, names(units))
	case a.fault != "":
		r.add(at, a.fault, "Word", shorten(text), "Example", example)
	case a.value < low:
		r.add(at, "scenario.too-small", "Word", shorten(text), "Low", inUnits(low, units))
	default:
		*to = a.value
		return true
	}
	return false
}

// whole reads into to a whole number from low to high.
func whole[T ~int | ~int64 | ~uint64](r *reader, to *T, low, high int64) func(*node) {
	return func(n *node) {
		var value int64
		if r.scalar(n) && r.number(&value, n.place, n.text, low, high) {
			*to = T(value)
		}
	}
}

func (r *reader) number(to *int64, at place, text string, low, high int64) bool {
	digits, negative := strings.CutPrefix(text, "-")
	value, ok := parseWhole(digits)
	if negative {
		value = -value
	}
	switch {
	case !ok:
		r.add(at, "scenario.bad-whole", "Word", shorten(text), "Low", low, "High", high)
	case value < low || value > high:
		r.add(at, "scenario.out-of-range", "Word", shorten(text), "Low", low, "High", high)
	default:
		*to = value
		return true
	}
	return false
}

// boolean reads true or false; reversed stores the opposite.
func (r *reader) boolean(to *bool, reversed bool) func(*node) {
	return func(n *node) {
		if word := ""; r.choice(&word, []string{"true", "false"})(n) {
			*to = (word == "true") != reversed
		}
	}
}

// choice reads one of some words.
func (r *reader) choice(to *string, choices []string) func(*node) bool {
	return func(n *node) bool {
		if !r.scalar(n) {
			return false
		}
		for _, choice := range choices {
			if n.text == choice {
				*to = choice
				return true
			}
		}
		r.addUnknown(n.place, "scenario.unknown-word", n.text, choices)
		return false
	}
}

// oneOf is choice as a field's reader.
func (r *reader) oneOf(to *string, choices []string) func(*node) {
	read := r.choice(to, choices)
	return func(n *node) { read(n) }
}

// text reads any text.
func (r *reader) text(to *string) func(*node) {
	return func(n *node) {
		if r.scalar(n) {
			*to = n.text
		}
	}
}

// name reads a name: one word, so that operations can say it.
func (r *reader) name(to *string) func(*node) {
	return func(n *node) {
		if r.scalar(n) && r.goodName(n) {
			*to = n.text
		}
	}
}

func (r *reader) goodName(n *node) bool {
	const longest = 60
	if n.text == "" || len(n.text) > longest || strings.ContainsAny(n.text, " \t\n\"'") {
		r.add(n.place, "scenario.bad-name", "Word", shorten(n.text))
		return false
	}
	return true
}
