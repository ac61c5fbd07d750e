package js

import (
	"strings"

	"github.com/grafana/sobek"
	"github.com/grafana/sobek/unistring"

	"timeslice/sim/node/regexp"
)

// regexpMethods puts this package's in place of the engine's methods. The
// functions stay the same objects.
func (i *Isolate) regexpMethods() {
	prototype := i.regexp.prototype
	for name, method := range map[string]Builtin{
		"exec": i.regexpExec, "test": i.regexpTest, "compile": i.regexpCompile, "toString": i.regexpToString,
	} {
		i.Replace(prototype.Get(name).(*sobek.Object), method)
	}
	for symbol, method := range map[*sobek.Symbol]Builtin{
		sobek.SymMatch: i.regexpMatch, sobek.SymSearch: i.regexpSearch, sobek.SymReplace: i.regexpReplace, sobek.SymSplit: i.regexpSplit,
	} {
		i.Replace(prototype.GetSymbol(symbol).(*sobek.Object), method)
	}
	all := prototype.GetSymbol(sobek.SymMatchAll).(*sobek.Object)
	var engines Builtin
	engines = i.Replace(all, func(call sobek.FunctionCall) sobek.Value { return i.regexpMatchAll(call, engines) })
	for _, symbol := range []*sobek.Symbol{sobek.SymMatch, sobek.SymMatchAll, sobek.SymReplace, sobek.SymSearch, sobek.SymSplit} { // in V8's order
		method := prototype.GetSymbol(symbol)
		i.must(prototype.DeleteSymbol(symbol))
		i.must(prototype.DefineDataPropertySymbol(symbol, method, sobek.FLAG_TRUE, sobek.FLAG_TRUE, sobek.FLAG_FALSE))
	}
	for name, symbol := range map[string]*sobek.Symbol{"match": sobek.SymMatch, "matchAll": sobek.SymMatchAll, "search": sobek.SymSearch} {
		i.Later("String.prototype."+name, func(method *sobek.Object) { i.Replace(method, i.textMethod(name, symbol)) })
	}
}

// textMethod is String.prototype.match, matchAll or search. (22.1.3.13, .14,
// .21)
func (i *Isolate) textMethod(name string, symbol *sobek.Symbol) Builtin {
	letters := ""
	if name == "matchAll" {
		letters = "g"
	}
	return func(call sobek.FunctionCall) sobek.Value {
		if isNothing(call.This) {
			i.throwType("String.prototype." + name + " called on null or undefined")
		}
		pattern := call.Argument(0)
		if object, ok := pattern.(*sobek.Object); ok {
			if name == "matchAll" && i.isRegExp(object) && !i.isGlobal(object) {
				i.throwType("String.prototype.matchAll called with a non-global RegExp argument")
			}
			if method := object.GetSymbol(symbol); method != nil && !isNothing(method) {
				return i.call(method, object, call.This)
			}
		}
		s := i.toText(call.This)
		made := i.newRegexp(i.initRegexp(pattern, i.Engine.ToValue(letters)), i.regexp.prototype)
		return i.call(made.GetSymbol(symbol), made, s)
	}
}

// isGlobal reports whether a regular expression says that it has the flag g.
func (i *Isolate) isGlobal(object *sobek.Object) bool {
	flags := object.Get("flags")
	if flags == nil || isNothing(flags) {
		i.throwType("String.prototype.matchAll called with a non-global RegExp argument")
	}
	return strings.Contains(i.toText(flags).String(), "g")
}

// ThrowType throws a TypeError with V8's words.
func (i *Isolate) ThrowType(message string) { i.throwType(message) }

func (i *Isolate) throwType(message string) {
	panic(i.newError("TypeError", regexp.FromString(message)))
}

// receiver is the object that a method is called on.
func (i *Isolate) regexpReceiver(call sobek.FunctionCall, method string) *sobek.Object {
	object, ok := call.This.(*sobek.Object)
	if !ok {
		i.throwReceiver(call.This, method)
	}
	return object
}

func (i *Isolate) throwReceiver(this sobek.Value, method string) {
	i.throwType("Method RegExp.prototype." + method + " called on incompatible receiver " + i.plainText(this))
}

// call calls a function of whatever kind.
func (i *Isolate) call(function, this sobek.Value, arguments ...sobek.Value) sobek.Value {
	object, ok := function.(*sobek.Object)
	if ok {
		if f, ok := object.Export().(Builtin); ok {
			return f(sobek.FunctionCall{This: this, Arguments: arguments})
		}
	}
	f, ok := sobek.AssertFunction(function)
	if !ok {
		i.throwType(i.plainText(function) + " is not a function")
	}
	value, err := f(this, arguments...)
	i.must(err)
	return value
}

func (i *Isolate) regexpExec(call sobek.FunctionCall) sobek.Value {
	c := i.compiledOf(call.This)
	if c == nil {
		i.throwReceiver(call.This, "exec")
	}
	s := i.toText(call.Argument(0))
	if match := i.execArray(call.This.(*sobek.Object), c, s); match != nil {
		return match
	}
	return sobek.Null()
}

// execArray is a match as exec gives it; nil if there is none.
func (i *Isolate) execArray(object *sobek.Object, c *compiledRegexp, s sobek.String) *sobek.Object {
	captures := i.execBuiltin(object, c, s)
	if captures == nil {
		return nil
	}
	return i.matchOf(i.present(object, c), s, captures)
}

// execAny is RegExpExec: (22.2.7.1) a match, or nil.
func (i *Isolate) execAny(object *sobek.Object, s sobek.String) *sobek.Object {
	exec := object.Get("exec")
	c := i.compiledOf(object)
	if exec == sobek.Value(i.regexp.exec) && c != nil {
		return i.execArray(object, c, s)
	}
	if _, callable := sobek.AssertFunction(exec); callable {
		result := i.call(exec, object, s)
		match, is := result.(*sobek.Object)
		if !is && !sobek.IsNull(result) {
			i.throwType("RegExp exec method returned something other than an Object or null")
		}
		return match
	}
	if c == nil {
		i.throwReceiver(object, "exec")
	}
	return i.execArray(object, c, s)
}

func (i *Isolate) regexpTest(call sobek.FunctionCall) sobek.Value {
	object, ok := call.This.(*sobek.Object)
	if !ok {
		i.throwReceiver(sobek.Undefined(), "test")
	}
	s := i.toText(call.Argument(0))
	if c := i.compiledOf(object); c != nil && object.Get("exec") == sobek.Value(i.regexp.exec) {
		return i.Engine.ToValue(i.execBuiltin(object, c, s) != nil)
	}
	return i.Engine.ToValue(i.execAny(object, s) != nil)
}

// regexpCompile is RegExp.prototype.compile. (B.2.4.1)
func (i *Isolate) regexpCompile(call sobek.FunctionCall) sobek.Value {
	if i.compiledOf(call.This) == nil {
		i.throwReceiver(call.This, "compile")
	}
	object := call.This.(*sobek.Object)
	pattern, flags := call.Argument(0), call.Argument(1)
	c := i.compiledOf(pattern)
	if c != nil && isGiven(flags) {
		i.throwType("Cannot supply flags when constructing one RegExp from another")
	}
	if c == nil {
		c = i.initRegexp(pattern, flags)
	}
	i.setRegexp(object, c)
	i.lastIndex(object).set(0)
	return object
}

func (i *Isolate) regexpToString(call sobek.FunctionCall) sobek.Value {
	object := i.regexpReceiver(call, "toString")
	var b sobek.StringBuilder
	b.WriteRune('/')
	b.WriteString(i.toText(orUndefined(object.Get("source"))))
	b.WriteRune('/')
	b.WriteString(i.toText(orUndefined(object.Get("flags"))))
	text := b.String()
	i.LabourOfText(text, 3, 5)
	return text
}

func orUndefined(v sobek.Value) sobek.Value {
	if v == nil {
		return sobek.Undefined()
	}
	return v
}

// regexpFlags makes the properties that tell what a regular expression is, in
// V8's order.
func (i *Isolate) regexpFlags() {
	prototype := i.regexp.prototype
	for _, flag := range []struct {
		name string
		is   func(regexp.Flags) bool
	}{
		{"dotAll", func(f regexp.Flags) bool { return f.DotAll }},
		{"global", func(f regexp.Flags) bool { return f.Global }},
		{"hasIndices", func(f regexp.Flags) bool { return f.HasIndices }},
		{"ignoreCase", func(f regexp.Flags) bool { return f.IgnoreCase }},
		{"multiline", func(f regexp.Flags) bool { return f.Multiline }},
		{"sticky", func(f regexp.Flags) bool { return f.Sticky }},
		{"unicode", func(f regexp.Flags) bool { return f.Unicode }},
		{"unicodeSets", func(f regexp.Flags) bool { return f.UnicodeSets }},
	} {
		i.regexpGetter(flag.name, sobek.Undefined(), func(c *compiledRegexp) sobek.Value { return i.Engine.ToValue(flag.is(c.flags)) })
	}
	i.regexpGetter("source", valueOfText(regexp.Latin1("(?:)")), func(c *compiledRegexp) sobek.Value { return c.shown })
	i.Replace(i.descriptor(prototype, "flags").Get("get").(*sobek.Object), i.regexpLetters)
	s, at := i.inside.behind(prototype)
	*read[[]unistring.String](at, s.names) = []unistring.String{
		"constructor", "exec", "dotAll", "flags", "global", "hasIndices", "ignoreCase", "multiline", "source", "sticky", "unicode",
		"compile", "toString", "test", "unicodeSets",
	}
	i.guard("constructor", "dotAll", "flags", "hasIndices", "unicodeSets")
}

// regexpGetter makes a getter of the prototype, which itself is no regular
// expression.
func (i *Isolate) regexpGetter(name string, ofPrototype sobek.Value, get func(*compiledRegexp) sobek.Value) {
	getter := func(call sobek.FunctionCall) sobek.Value {
		if c := i.compiledOf(call.This); c != nil {
			return get(c)
		}
		if call.This != sobek.Value(i.regexp.prototype) {
			i.throwType("RegExp.prototype." + name + " getter called on non-RegExp object")
		}
		return ofPrototype
	}
	if known := i.descriptor(i.regexp.prototype, name); known != nil {
		i.Replace(known.Get("get").(*sobek.Object), getter)
		return
	}
	i.must(i.regexp.prototype.DefineAccessorProperty(name, i.native("get "+name, 0, getter), nil, sobek.FLAG_TRUE, sobek.FLAG_FALSE))
}

// regexpLetters is the getter of flags. (22.2.6.4)
func (i *Isolate) regexpLetters(call sobek.FunctionCall) sobek.Value {
	object, ok := call.This.(*sobek.Object)
	if !ok {
		i.throwType("RegExp.prototype.flags getter called on non-object " + i.plainText(call.This))
	}
	if c := i.compiledOf(object); c != nil && i.isPlain(object) {
		return c.letters
	}
	letters := ""
	for _, flag := range []struct{ name, letter string }{
		{"hasIndices", "d"}, {"global", "g"}, {"ignoreCase", "i"}, {"multiline", "m"}, {"dotAll", "s"},
		{"unicode", "u"}, {"unicodeSets", "v"}, {"sticky", "y"},
	} {
		if v := object.Get(flag.name); v != nil && v.ToBoolean() {
			letters += flag.letter
		}
	}
	return i.Engine.ToValue(letters)
}

// regexpMatch is RegExp.prototype[Symbol.match]. (22.2.6.8)
func (i *Isolate) regexpMatch(call sobek.FunctionCall) sobek.Value {
	object := i.regexpReceiver(call, "@@match")
	s := i.toText(call.Argument(0))
	if c := i.compiledOf(object); c != nil && c.flags.Global && i.isPlain(object) {
		found := i.matches(object, c, s, 0)
		if len(found) == 0 {
			return sobek.Null()
		}
		parts := make([]any, len(found))
		for n, captures := range found {
			parts[n] = s.Substring(captures[0], captures[1])
		}
		i.Allocate(arrayBytes + int64(len(parts))*(wordBytes+sliceBytes))
		return i.Engine.NewArray(parts...)
	}
	if !i.flag(object, "global") {
		if match := i.execAny(object, s); match != nil {
			return match
		}
		return sobek.Null()
	}
	points := i.flag(object, "unicode") || i.flag(object, "unicodeSets")
	i.setLastIndex(object, i.Engine.ToValue(0))
	var parts []any
	for match := i.execAny(object, s); match != nil; match = i.execAny(object, s) {
		part := i.toText(orUndefined(match.Get("0")))
		parts = append(parts, part)
		if part.Length() == 0 {
			i.advance(object, s, points)
		}
	}
	if len(parts) == 0 {
		return sobek.Null()
	}
	return i.Engine.NewArray(parts...)
}

func (i *Isolate) flag(object *sobek.Object, name string) bool {
	v := object.Get(name)
	return v != nil && v.ToBoolean()
}

// matches are the captures of all matches, one after another; of those, groups
// up to a number are kept. It leaves lastIndex as a search without a result
// does.
func (i *Isolate) matches(object *sobek.Object, c *compiledRegexp, s sobek.String, groups int) (found [][]int) {
	i.lastIndex(object).set(0)
	text := i.inside.textOf(s)
	points := c.flags.Unicode || c.flags.UnicodeSets
	size := 2 * (groups + 1)
	var kept []int
	for at := 0; at <= text.Len(); {
		captures := i.match(c, text, at)
		if captures == nil {
			break
		}
		if len(kept)+size > cap(kept) {
			kept = make([]int, 0, max(size*64, min(2*cap(kept), size*4096)))
		}
		kept = append(kept, captures[:size]...)
		found = append(found, kept[len(kept)-size:])
		if at = captures[1]; captures[0] == captures[1] {
			at = advanced(text, at, points)
		}
		if len(found)%matchesALook == 0 {
			i.Allocate(matchesALook * int64(size) * wordBytes)
			i.Labour(matchesALook * matchNs)
		}
		i.noteMatch(s, captures)
	}
	i.Labour(int64(len(found)%matchesALook) * matchNs)
	return found
}

// matchNs is what it takes besides its steps to find a match and do something with it;
// after so many it is looked whether that is too much. (Measured.)
const (
	matchNs      = 400
	matchesALook = 1024
)

// advance moves lastIndex past an empty match. (22.2.7.3)
func (i *Isolate) advance(object *sobek.Object, s sobek.String, points bool) {
	at := toLength(object.Get("lastIndex"))
	next := at + 1
	if points && at < int64(s.Length()) {
		next = int64(advanced(i.inside.textOf(s), int(at), true))
	}
	i.setLastIndex(object, i.Engine.ToValue(next))
}

// advanced is the next place in a text, by code units or by code points.
func advanced(text regexp.Text, at int, points bool) int {
	if points && at+1 < text.Len() && text.At(at)&0xfc00 == 0xd800 && text.At(at+1)&0xfc00 == 0xdc00 {
		return at + 2
	}
	return at + 1
}

// regexpMatchAll is RegExp.prototype[Symbol.matchAll]. (22.2.6.9) The engine
// makes the iterator; it knows nothing of the flag v.
func (i *Isolate) regexpMatchAll(call sobek.FunctionCall, engines Builtin) sobek.Value {
	object := i.regexpReceiver(call, "@@matchAll")
	iterator := engines(call).(*sobek.Object)
	if c := i.compiledOf(object); c != nil && c.flags.UnicodeSets {
		*hook[bool](i.inside.self(iterator), "fullUnicode") = true
	}
	return iterator
}

// regexpSearch is RegExp.prototype[Symbol.search]. (22.2.6.12)
func (i *Isolate) regexpSearch(call sobek.FunctionCall) sobek.Value {
	object := i.regexpReceiver(call, "@@search")
	s := i.toText(call.Argument(0))
	if c := i.compiledOf(object); c != nil && i.isPlain(object) && !c.flags.Global && !c.flags.Sticky {
		captures := i.match(c, i.inside.textOf(s), 0)
		if captures == nil {
			return i.Engine.ToValue(-1)
		}
		i.noteMatch(s, captures)
		return i.Engine.ToValue(captures[0])
	}
	before := orUndefined(object.Get("lastIndex"))
	if !before.SameAs(i.Engine.ToValue(0)) {
		i.setLastIndex(object, i.Engine.ToValue(0))
	}
	match := i.execAny(object, s)
	if after := orUndefined(object.Get("lastIndex")); !after.SameAs(before) {
		i.setLastIndex(object, before)
	}
	if match == nil {
		return i.Engine.ToValue(-1)
	}
	return orUndefined(match.Get("index"))
}
