package regexp

import (
	"bytes"
	"slices"
)

// Matcher matches programs. It keeps its memory from one match to the next, so
// one should serve many matches, one at a time. The zero Matcher is ready.
type Matcher struct {
	stack     []int32
	registers []int32
	result    []int
	execution execution // of the match that goes on
}

// keptStack is how large a stack is kept for the next match, in slots.
const keptStack = 1 << 20 / 4

// Match looks for a match that begins at a place of the text or after it; with
// the flag y, only there. It returns the captures in pairs: where each begins
// and ends in code units, the whole match first, -1 for a group that took no
// part. They are the matcher's own until the next match. Without a match it
// returns nil.
//
// The error is that of a meter that stopped the match, or of a stack that
// became too large. The meter may be nil.
func (m *Matcher) Match(p *Program, text Text, at int, meter Meter) ([]int, error) {
	if at > text.Len() {
		return nil, nil
	}
	if len(m.registers) < p.registers {
		m.registers = make([]int32, p.registers)
	}
	if len(m.stack) < firstStack {
		m.stack = make([]int32, firstStack)
	}
	x := &m.execution
	*x = execution{Program: p, registers: m.registers[:p.registers], stack: m.stack[:firstStack], meter: meter}
	var matched bool
	if text.wide != nil {
		matched = search(x, text.wide, at)
	} else {
		matched = search(x, text.bytesOf(), at)
	}
	if !x.spend() && x.err == nil {
		x.err = ErrStopped
	}
	err := x.err
	if m.stack = x.stack[:cap(x.stack)]; len(m.stack) > keptStack {
		m.stack = nil
	}
	if !matched || err != nil {
		return nil, err
	}
	m.result = m.result[:0]
	for _, r := range m.registers[:2*p.groups] {
		m.result = append(m.result, int(r))
	}
	return m.result, nil
}

// execution is one match while it goes on.
type execution struct {
	*Program
	registers []int32
	stack     []int32 // as large as was told
	meter     Meter
	steps     int // not yet told
	err       error
}

// spend tells the meter of the steps done.
func (x *execution) spend() bool {
	steps := x.steps
	x.steps = 0
	return x.meter == nil || steps == 0 || x.meter.Steps(steps)
}

// pay spends when it is time to, and notes if the match must stop.
func (x *execution) pay() bool {
	if x.steps >= StepsPerCall && !x.spend() {
		x.err = ErrStopped
		return false
	}
	return true
}

// grow makes room on the stack for so many slots, if there is none.
func (x *execution) grow(slots int) bool {
	if slots <= len(x.stack) {
		return true
	}
	if slots > maxStack {
		x.err = ErrStackOverflow
		return false
	}
	size := 2 * len(x.stack)
	for size < slots {
		size *= 2
	}
	size = min(size, maxStack)
	if x.meter != nil && !x.meter.Stack(4*size) {
		x.err = ErrStopped
		return false
	}
	if size > cap(x.stack) {
		stack := make([]int32, size)
		copy(stack, x.stack)
		x.stack = stack
	}
	x.stack = x.stack[:size]
	return true
}

// search tries the places where a match may begin. With code points and g or y,
// a search that would begin inside a pair begins before it, as in V8, and from
// inside only if that finds nothing.
func search[C unit](x *execution, in []C, at int) bool {
	if x.flags.points() && (x.flags.Global || x.flags.Sticky) && insidePair(in, at) {
		if searchFrom(x, in, at-1) || x.err != nil {
			return x.err == nil
		}
	}
	return searchFrom(x, in, at)
}

func searchFrom[C unit](x *execution, in []C, at int) bool {
	if x.start.anchored || x.flags.Sticky {
		return run(x, in, at)
	}
	if from := x.start.fromEnd; from != none {
		at = max(at, len(in)-from)
	}
	for ; at <= len(in); at++ {
		if at = candidate(x, in, at); at < 0 {
			return false
		}
		if run(x, in, at) {
			return true
		}
		if x.err != nil {
			return false
		}
	}
	return false
}

// insidePair reports whether a place is between the halves of a pair.
func insidePair[C unit](in []C, at int) bool {
	return at > 0 && at < len(in) && isTrail(rune(in[at])) && isLead(rune(in[at-1]))
}

// candidate finds the next place from which a match is worth trying, or -1.
func candidate[C unit](x *execution, in []C, at int) int {
	hint := &x.start
	if len(hint.prefix) == 0 && hint.first == none {
		return at
	}
	for from := at; ; {
		to := min(len(in), from+8*StepsPerCall)
		found := -1
		if len(hint.prefix) > 0 {
			found = findText(in, hint.prefix, from, to)
		} else {
			found = findClass(in, x.classes[hint.first], from, to)
		}
		if found >= 0 {
			x.steps += (found - from + 7) / 8
			return found
		}
		x.steps += (to - from + 7) / 8
		if to == len(in) || !x.pay() {
			return -1
		}
		from = to
	}
}

// findText finds a text that begins from one place up to another.
func findText[C unit](in []C, text []uint16, from, to int) int {
	first := C(text[0])
	if rune(first) != rune(text[0]) {
		return -1
	}
	to = min(to, len(in)-len(text)+1)
	for at := from; at < to; at++ {
		skip := indexOf(in[at:to], first)
		if skip < 0 {
			return -1
		}
		at += skip
		if sameText(in[at:at+len(text)], text) {
			return at
		}
	}
	return -1
}

func indexOf[C unit](in []C, u C) int {
	if narrow, is := any(in).([]byte); is {
		return bytes.IndexByte(narrow, byte(u))
	}
	return slices.Index(in, u)
}

func findClass[C unit](in []C, c *class, from, to int) int {
	for at, u := range in[from:to] {
		if has(c, u) {
			return from + at
		}
	}
	return -1
}

func sameText[C unit](in []C, text []uint16) bool {
	for i, u := range text {
		if uint16(in[i]) != u {
			return false
		}
	}
	return true
}
