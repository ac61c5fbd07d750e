package js

import (
	"github.com/grafana/sobek"
	"github.com/grafana/sobek/unistring"

	"timeslice/sim/node/regexp"
)

// matchMarks is in the time of how many statements such an array is made. (Measured.)
const matchMarks = 8

// sliceBytes is a text that is a part of another. (SlicedString)
const sliceBytes = 4 * wordBytes

// matchOf is a match as exec gives it: an array with index, input and groups,
// and with the flag d indices.
func (i *Isolate) matchOf(c *compiledRegexp, s sobek.String, captures []int) *sobek.Object {
	values := make([]any, 0, len(captures)/2)
	for at := 0; at < len(captures); at += 2 {
		values = append(values, capture(s, captures, at/2))
	}
	i.Allocate(arrayBytes + 3*wordBytes + int64(len(values))*(wordBytes+sliceBytes))
	i.marks += matchMarks
	match := i.Engine.NewArray(values...)
	names := []unistring.String{"index", "input", "groups", "indices"}[:3]
	properties := []sobek.Value{i.Engine.ToValue(captures[0]), s, i.groups(c, func(group int) sobek.Value { return values[group].(sobek.Value) })}
	if c.flags.HasIndices {
		names, properties = names[:4], append(properties, i.indices(c, captures))
	}
	i.put(match, names, properties)
	return match
}

// capture is a group of a match.
func capture(s sobek.String, captures []int, group int) sobek.Value {
	if captures[2*group] < 0 {
		return sobek.Undefined()
	}
	return s.Substring(captures[2*group], captures[2*group+1])
}

// groups are a match's named groups; undefined if the pattern has none.
func (i *Isolate) groups(c *compiledRegexp, value func(group int) sobek.Value) sobek.Value {
	named := c.Names()
	if len(named) == 0 {
		return sobek.Undefined()
	}
	object := i.Engine.CreateObject(nil)
	for _, n := range named {
		i.must(object.Set(n.Name, value(n.Group)))
	}
	return object
}

// indices are where the groups of a match are. (MakeMatchIndicesIndexPairArray)
func (i *Isolate) indices(c *compiledRegexp, captures []int) sobek.Value {
	pairs := make([]any, 0, len(captures)/2)
	for at := 0; at < len(captures); at += 2 {
		if captures[at] < 0 {
			pairs = append(pairs, sobek.Undefined())
			continue
		}
		pairs = append(pairs, i.Engine.NewArray(captures[at], captures[at+1]))
	}
	i.Allocate(arrayBytes + int64(len(pairs))*(arrayBytes+3*wordBytes))
	array := i.Engine.NewArray(pairs...)
	i.put(array, []unistring.String{"groups"}, []sobek.Value{i.groups(c, func(group int) sobek.Value { return pairs[group].(sobek.Value) })})
	return array
}

// put gives an array that was just made more properties, where the engine
// would.
func (i *Isolate) put(array *sobek.Object, names []unistring.String, values []sobek.Value) {
	s, at := i.inside.behind(array)
	properties := *read[map[unistring.String]sobek.Value](at, s.properties)
	for n, name := range names {
		properties[name] = values[n]
	}
	order := read[[]unistring.String](at, s.names)
	*order = append((*order)[:len(*order):len(*order)], names...)
}

// lastMatch is the last match of an isolate, which RegExp.$1 and its like tell
// of.
type lastMatch struct {
	input    sobek.String
	captures []int
	replaced sobek.String // RegExp.input, if it was set since
}

// noteMatch notes a match of a script's. Node's own library matches too, but
// not at the same places as Node.
func (i *Isolate) noteMatch(input sobek.String, captures []int) {
	if i.inside.calledByLibrary() {
		return
	}
	l := &i.regexp.last
	l.input, l.replaced = input, nil
	l.captures = append(l.captures[:0], captures...)
}

// part is a part of the last input.
func (l *lastMatch) part(from, to int) sobek.Value {
	if l.input == nil || from < 0 {
		return valueOfText(regexp.Text{})
	}
	return l.input.Substring(from, to)
}

// group is a group of the last match; an empty text if it has none of that
// number.
func (l *lastMatch) group(number int) sobek.Value {
	if 2*number >= len(l.captures) {
		return l.part(-1, -1)
	}
	return l.part(l.captures[2*number], l.captures[2*number+1])
}

// lastMatchProperties makes the properties of RegExp that tell of the last
// match. (https://github.com/tc39/proposal-regexp-legacy-features; V8,
// src/builtins/builtins-regexp.cc)
func (i *Isolate) lastMatchProperties() {
	l := &i.regexp.last
	input := func() sobek.Value {
		if l.replaced != nil {
			return l.replaced
		}
		if l.input == nil {
			return l.part(-1, -1)
		}
		return l.input
	}
	setInput := func(v sobek.Value) { l.replaced = i.toText(v) }
	ignore := func(sobek.Value) {}
	at := func(n int) int {
		if len(l.captures) == 0 {
			return -1
		}
		return l.captures[n]
	}
	end := func() int {
		if l.input == nil {
			return 0
		}
		return l.input.Length()
	}
	whole := func() sobek.Value { return l.group(0) }
	lastParen := func() sobek.Value {
		if len(l.captures) <= 2 {
			return l.part(-1, -1)
		}
		return l.group(len(l.captures)/2 - 1)
	}
	left := func() sobek.Value {
		if at(0) < 0 {
			return l.part(-1, -1)
		}
		return l.part(0, at(0))
	}
	right := func() sobek.Value {
		if at(0) < 0 {
			return l.part(-1, -1)
		}
		return l.part(at(1), end())
	}
	type property struct {
		name string
		get  func() sobek.Value
		set  func(sobek.Value)
	}
	properties := []property{
		{"input", input, setInput}, {"$_", input, setInput}, {"lastMatch", whole, ignore}, {"$&", whole, ignore},
		{"lastParen", lastParen, ignore}, {"$+", lastParen, ignore}, {"leftContext", left, ignore}, {"$`", left, ignore},
		{"rightContext", right, ignore}, {"$'", right, ignore},
	}
	for n := 1; n <= 9; n++ {
		properties = append(properties, property{"$" + string(rune('0'+n)), func() sobek.Value { return l.group(n) }, ignore})
	}
	for _, p := range properties {
		get := i.native("get "+p.name, 0, func(sobek.FunctionCall) sobek.Value { return p.get() })
		set := i.native("set "+p.name, 1, func(c sobek.FunctionCall) sobek.Value {
			p.set(c.Argument(0))
			return sobek.Undefined()
		})
		i.must(i.regexp.class.DefineAccessorProperty(p.name, get, set, sobek.FLAG_TRUE, sobek.FLAG_FALSE))
	}
}

// native is a function as a builtin: with a name and a length.
func (i *Isolate) native(name string, length int, f Builtin) *sobek.Object {
	function := i.Engine.ToValue(f).(*sobek.Object)
	i.must(function.DefineDataProperty("name", i.Engine.ToValue(name), sobek.FLAG_FALSE, sobek.FLAG_TRUE, sobek.FLAG_FALSE))
	i.must(function.DefineDataProperty("length", i.Engine.ToValue(length), sobek.FLAG_FALSE, sobek.FLAG_TRUE, sobek.FLAG_FALSE))
	return function
}
