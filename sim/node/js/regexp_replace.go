package js

import (
	"math"
	"strings"

	"github.com/grafana/sobek"

	"timeslice/sim/node/regexp"
)

// replacement is what stands for a match: a text, or a function that gives it.
type replacement struct {
	isolate  *Isolate
	text     sobek.String
	template regexp.Text // the text, if there is a $ in it
	function sobek.Value

	written, told int64 // how many code units have been written, and paid for
}

// wrote is told how much was written of what comes of it all.
func (r *replacement) wrote(units int) {
	r.written += int64(units)
	if r.written-r.told < largeText {
		return
	}
	i := r.isolate
	i.long(r.written)
	i.Labour((r.written - r.told) * writtenUnitNs)
	i.charge(0, r.written-r.told)
	i.world.Weigh(2 * r.written) // as it grows, it is there twice
	r.told = r.written
}

// around is how long what stands before and behind all matches is, as often as the text
// has it: known before any of it is written.
func (r *replacement) around(found [][]int, length int) (units int64) {
	if r.text == nil || r.template.Len() == 0 {
		return 0
	}
	before, behind := int64(strings.Count(r.text.String(), "$`")), int64(strings.Count(r.text.String(), "$'"))
	if before+behind == 0 {
		return 0
	}
	for _, captures := range found {
		units += int64(captures[0])*before + int64(length-captures[1])*behind
	}
	return units
}

// finish is what was written.
func (r *replacement) finish(b *sobek.StringBuilder) sobek.Value {
	i := r.isolate
	i.long(r.written)
	result := b.String()
	left := max(int64(result.Length())-r.told, 0)
	i.Labour(left * writtenUnitNs)
	i.Allocate(left)
	return result
}

// largeText is how much is written at most before it is looked whether it is too much.
const largeText = 1 << 20

// writtenUnitNs is what it takes to write a code unit of a text. (Measured.)
const writtenUnitNs = 3

func (i *Isolate) replacement(v sobek.Value) *replacement {
	if _, callable := sobek.AssertFunction(v); callable {
		return &replacement{isolate: i, function: v}
	}
	r := &replacement{isolate: i, text: i.toText(v)}
	if strings.Contains(r.text.String(), "$") {
		r.template = i.inside.textOf(r.text)
	}
	return r
}

// matched is a match that is being replaced.
type matched struct {
	s        sobek.String
	at       int
	whole    sobek.String
	captures []sobek.Value // the groups, without the whole
	groups   sobek.Value   // those with names
}

// write writes what stands for a match.
func (r *replacement) write(b *sobek.StringBuilder, m *matched) {
	switch {
	case r.function != nil:
		arguments := make([]sobek.Value, 0, len(m.captures)+4)
		arguments = append(append(arguments, m.whole), m.captures...)
		arguments = append(arguments, r.isolate.Engine.ToValue(m.at), m.s)
		if isGiven(m.groups) {
			arguments = append(arguments, m.groups)
		}
		r.add(b, r.isolate.toText(r.isolate.call(r.function, sobek.Undefined(), arguments...)))
	case r.template.Len() == 0:
		r.add(b, r.text)
	default:
		r.expand(b, m)
	}
}

// add writes a text.
func (r *replacement) add(b *sobek.StringBuilder, text sobek.String) {
	b.WriteString(text)
	r.wrote(text.Length())
}

// expand writes a text with what its dollars stand for. (GetSubstitution,
// 22.1.3.19.1)
func (r *replacement) expand(b *sobek.StringBuilder, m *matched) {
	written, length := 0, r.template.Len()
	for at := 0; at+1 < length; at++ {
		if r.template.At(at) != '$' {
			continue
		}
		r.add(b, r.text.Substring(written, at))
		written = at
		end := at + 2
		switch next := r.template.At(at + 1); next {
		case '$':
			b.WriteRune('$')
			r.wrote(1)
		case '&':
			r.add(b, m.whole)
		case '`':
			r.add(b, m.s.Substring(0, m.at))
		case '\'':
			if from := m.at + m.whole.Length(); from < m.s.Length() {
				r.add(b, m.s.Substring(from, m.s.Length()))
			}
		case '<':
			close := r.close(end)
			if !isGiven(m.groups) || close < 0 {
				continue
			}
			name := r.text.Substring(end, close).String()
			if v := m.groups.(*sobek.Object).Get(name); isGiven(v) {
				r.add(b, r.isolate.toText(v))
			}
			end = close + 1
		default:
			group, after := r.group(at+1, len(m.captures))
			if group == 0 {
				continue
			}
			if v := m.captures[group-1]; isGiven(v) {
				r.add(b, v.(sobek.String))
			}
			end = after
		}
		written, at = end, end-1
	}
	r.add(b, r.text.Substring(written, length))
}

// close is where a name that begins at a place ends.
func (r *replacement) close(from int) int {
	for at := from; at < r.template.Len(); at++ {
		if r.template.At(at) == '>' {
			return at
		}
	}
	return -1
}

// group is the number of a group of at most two digits that is there, and where
// it ends; 0 if there is none.
func (r *replacement) group(at, groups int) (number, end int) {
	digit := func(at int) int {
		if at < r.template.Len() {
			if u := r.template.At(at); u >= '0' && u <= '9' {
				return int(u - '0')
			}
		}
		return -1
	}
	one, two := digit(at), digit(at+1)
	switch {
	case one < 0:
		return 0, 0
	case two >= 0 && 10*one+two >= 1 && 10*one+two <= groups:
		return 10*one + two, at + 2
	case one >= 1 && one <= groups:
		return one, at + 1
	}
	return 0, 0
}

// regexpReplace is RegExp.prototype[Symbol.replace]. (22.2.6.11)
func (i *Isolate) regexpReplace(call sobek.FunctionCall) sobek.Value {
	object, ok := call.This.(*sobek.Object)
	if !ok {
		i.throwReceiver(sobek.Undefined(), "@@replace")
	}
	s := i.toText(call.Argument(0))
	r := i.replacement(call.Argument(1))
	if c := i.compiledOf(object); c != nil && i.isPlain(object) {
		return i.replacePlain(object, c, s, r)
	}
	global := i.flag(object, "global")
	points := false
	if global {
		points = i.flag(object, "unicode")
		i.setLastIndex(object, i.Engine.ToValue(0))
	}
	var found []*sobek.Object
	for {
		match := i.execAny(object, s)
		if match == nil {
			break
		}
		found = append(found, match)
		if !global {
			break
		}
		if i.toText(orUndefined(match.Get("0"))).Length() == 0 {
			i.advance(object, s, points)
		}
	}
	var b sobek.StringBuilder
	done := 0
	for _, match := range found {
		m := i.matchedBy(match, s)
		var one sobek.StringBuilder
		r.write(&one, m)
		if m.at >= done {
			b.WriteSubstring(s, done, m.at)
			b.WriteString(one.String())
			r.wrote(m.at - done)
			done = m.at + m.whole.Length()
		}
	}
	if done < s.Length() {
		b.WriteSubstring(s, done, s.Length())
		r.wrote(s.Length() - done)
	}
	return r.finish(&b)
}

// matchedBy reads a match that any method exec has given.
func (i *Isolate) matchedBy(match *sobek.Object, s sobek.String) *matched {
	m := &matched{s: s}
	groups := toLength(match.Get("length")) - 1
	m.whole = i.toText(orUndefined(match.Get("0")))
	m.at = int(min(max(orUndefined(match.Get("index")).ToInteger(), 0), int64(s.Length())))
	for n := int64(1); n <= groups; n++ {
		v := orUndefined(match.Get(i.Engine.ToValue(n).String()))
		if isGiven(v) {
			v = i.toText(v)
		}
		m.captures = append(m.captures, v)
	}
	if m.groups = match.Get("groups"); isGiven(m.groups) {
		m.groups = m.groups.ToObject(i.Engine)
	}
	return m
}

// replacePlain replaces without anything of a script's in between.
func (i *Isolate) replacePlain(object *sobek.Object, c *compiledRegexp, s sobek.String, r *replacement) sobek.Value {
	var found [][]int
	if c.flags.Global {
		found = i.matches(object, c, s, c.Groups()-1)
	} else if captures := i.execBuiltin(object, c, s); captures != nil {
		found = [][]int{append([]int{}, captures...)}
	}
	if len(found) == 0 {
		return s
	}
	i.long(r.around(found, s.Length()))
	var b sobek.StringBuilder
	done, groups := 0, c.Groups()-1
	m := &matched{s: s, captures: make([]sobek.Value, groups)}
	whole := r.function != nil || r.template.Len() > 0
	for _, captures := range found {
		if whole {
			m.at, m.whole = captures[0], s.Substring(captures[0], captures[1])
			for n := range groups {
				m.captures[n] = capture(s, captures, n+1)
			}
			m.groups = i.groups(c, func(group int) sobek.Value { return m.captures[group-1] })
		}
		if captures[0] > done {
			b.WriteSubstring(s, done, captures[0])
			r.wrote(captures[0] - done)
		}
		r.write(&b, m)
		done = captures[1]
	}
	if done < s.Length() {
		b.WriteSubstring(s, done, s.Length())
		r.wrote(s.Length() - done)
	}
	return r.finish(&b)
}

// regexpSplit is RegExp.prototype[Symbol.split]. (22.2.6.14)
func (i *Isolate) regexpSplit(call sobek.FunctionCall) sobek.Value {
	object := i.regexpReceiver(call, "@@split")
	s := i.toText(call.Argument(0))
	class := i.speciesOf(object)
	if c := i.compiledOf(object); c != nil && class == i.regexp.class && i.isPlain(object) && !c.flags.Sticky {
		return i.splitPlain(object, c, s, call.Argument(1))
	}
	flags := i.toText(orUndefined(object.Get("flags")))
	points := strings.ContainsAny(flags.String(), "uv")
	if !strings.Contains(flags.String(), "y") {
		flags = flags.Concat(i.Engine.ToValue("y").(sobek.String))
	}
	construct, ok := sobek.AssertConstructor(class)
	if !ok {
		i.throwType("object.constructor[Symbol.species] is not a constructor")
	}
	splitter, err := construct(nil, object, flags)
	i.must(err)
	parts := []any{}
	limit := splitLimit(call.Argument(1))
	if limit == 0 {
		return i.Engine.NewArray()
	}
	length := s.Length()
	if length == 0 {
		if i.execAny(splitter, s) == nil {
			parts = append(parts, s)
		}
		return i.Engine.NewArray(parts...)
	}
	text := i.inside.textOf(s)
	last := 0
	for at := 0; at < length; {
		i.setLastIndex(splitter, i.Engine.ToValue(at))
		match := i.execAny(splitter, s)
		end := 0
		if match != nil {
			end = int(min(toLength(splitter.Get("lastIndex")), int64(length)))
		}
		if match == nil || end == last {
			at = advanced(text, at, points)
			continue
		}
		if parts = append(parts, s.Substring(last, at)); len(parts) == limit {
			return i.Engine.NewArray(parts...)
		}
		last = end
		groups := toLength(match.Get("length")) - 1
		for n := int64(1); n <= groups; n++ {
			if parts = append(parts, orUndefined(match.Get(i.Engine.ToValue(n).String()))); len(parts) == limit {
				return i.Engine.NewArray(parts...)
			}
		}
		at = last
	}
	return i.Engine.NewArray(append(parts, s.Substring(last, length))...)
}

// speciesOf is the constructor of what a method of a regular expression makes.
// (SpeciesConstructor, 7.3.22)
func (i *Isolate) speciesOf(object *sobek.Object) *sobek.Object {
	constructor := object.Get("constructor")
	if !isGiven(constructor) {
		return i.regexp.class
	}
	class, ok := constructor.(*sobek.Object)
	if !ok {
		i.throwType("The .constructor property is not an object")
	}
	species := class.GetSymbol(sobek.SymSpecies)
	if species == nil || isNothing(species) {
		return i.regexp.class
	}
	made, ok := species.(*sobek.Object)
	if !ok {
		i.throwType("object.constructor[Symbol.species] is not a constructor")
	}
	return made
}

// splitLimit is how many parts are wanted.
func splitLimit(v sobek.Value) int {
	if !isGiven(v) {
		return math.MaxUint32
	}
	return int(uint32(v.ToInteger()))
}

// splitPlain splits without anything of a script's in between.
func (i *Isolate) splitPlain(object *sobek.Object, c *compiledRegexp, s sobek.String, wanted sobek.Value) sobek.Value {
	limit := splitLimit(wanted)
	if limit == 0 {
		return i.Engine.NewArray()
	}
	c = i.present(object, c)
	text := i.inside.textOf(s)
	points := c.flags.Unicode || c.flags.UnicodeSets
	if text.Len() == 0 {
		if i.match(c, text, 0) != nil {
			return i.Engine.NewArray()
		}
		return i.Engine.NewArray(s)
	}
	parts := []any{}
	defer func() { i.Labour(int64(len(parts)%matchesALook) * matchNs) }()
	add := func(part sobek.Value) (full bool) {
		parts = append(parts, part)
		i.Allocate(wordBytes + sliceBytes)
		if len(parts)%matchesALook == 0 {
			i.Labour(matchesALook * matchNs)
		}
		return len(parts) == limit
	}
	last := 0
	for at := 0; at < text.Len(); {
		captures := i.match(c, text, at)
		if captures == nil || captures[0] >= text.Len() {
			break
		}
		i.noteMatch(s, captures)
		if captures[1] == last {
			at = advanced(text, at, points)
			continue
		}
		if captures[1] == captures[0] && captures[0] < at {
			at++
			continue
		}
		if add(s.Substring(last, captures[0])) {
			return i.Engine.NewArray(parts...)
		}
		last = captures[1]
		at = last
		for n := 1; n < c.Groups(); n++ {
			if add(capture(s, captures, n)) {
				return i.Engine.NewArray(parts...)
			}
		}
	}
	add(s.Substring(last, text.Len()))
	return i.Engine.NewArray(parts...)
}
