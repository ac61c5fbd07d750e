package js

import (
	"math"
	"math/bits"
	"strings"

	"github.com/grafana/sobek"
)

// A builtin works through a whole array or a long text in one call, of which
// marks see nothing. Those that can work for long are charged by the size of
// what they are given, before they begin: so a run's budget ends also a call
// that would last for hours, and what would need more memory than there is
// fails as in V8 instead of taking the memory of the computer that simulates.
//
// The engine's functions stay the same objects; what they call is replaced
// where the engine keeps it (see inside.go), so that nothing of it is seen in
// stacks or by scripts.

// BuiltinCosts is what builtins cost, in nanoseconds of CPU time.
type BuiltinCosts struct {
	ScanNs  int64 // looking at an element of an array
	MakeNs  int64 // making or moving an element
	SortNs  int64 // a comparison of two elements
	KeyNs   int64 // a property of an object
	TextNs  int64 // for each 16 UTF-16 code units of a text
	JSONNs  int64 // for each code unit of a JSON text
	WordsNs int64 // a thousand products of the words that integers of any size are made of

	MatchNs   int64 // looking for a match of a regular expression, besides its steps
	StepsNs   int64 // ten steps of a match
	CompileNs int64 // for each code unit of a regular expression that is compiled

	FirstStepsNs int64 // ten steps of the first match of a regular expression
}

// toll is what a call of a builtin costs and allocates.
type toll func(i *Isolate, this sobek.Value, arguments []sobek.Value) (ns, bytes int64)

// typedArrays is what all typed arrays inherit from.
const typedArrays = "%TypedArray%.prototype"

// tollOf is a builtin and its toll.
type tollOf struct {
	owner string // such as Array, or Array.prototype; "" for the global object
	names []string
	toll  toll
}

// tolls lists the builtins whose work grows with what they are given. Those
// that call back are charged for the elements they skip.
func (c *BuiltinCosts) tolls() []tollOf {
	scan := c.each(c.ScanNs, 0)
	moves := c.each(c.MakeNs, 0)
	text := c.text(0)
	return []tollOf{
		{"Array.prototype", []string{
			"indexOf", "lastIndexOf", "includes", "forEach", "some", "every", "find", "findIndex", "findLast", "findLastIndex", "reduce", "reduceRight",
		}, scan},
		{"Array.prototype", []string{"filter", "map", "concat", "flat", "flatMap", "toReversed", "toSpliced", "with", "fill"}, c.copies},
		{"Array.prototype", []string{"slice"}, c.sliced},
		{"Array.prototype", []string{"push"}, c.grow},
		{"Array.prototype", []string{"reverse", "copyWithin", "splice", "unshift"}, moves},
		{"Array.prototype", []string{"sort", "toSorted"}, c.sort},
		{"Array.prototype", []string{"join", "toString"}, c.join},
		{"Array", []string{"from"}, c.first(c.MakeNs, wordBytes)},
		{"Object", []string{"keys", "values", "entries", "getOwnPropertyNames", "assign", "fromEntries", "freeze", "seal", "getOwnPropertyDescriptors"}, c.keys},
		{"JSON", []string{"parse"}, c.parse},
		{"BigInt.prototype", []string{"toString", "toLocaleString"}, writeThis},
		{"", []string{"String"}, writeFirst},
		{"", []string{"BigInt"}, c.readInteger},
		{"String.prototype", []string{
			"replace", "trim", "trimStart", "trimEnd", "toUpperCase", "toLowerCase", "normalize", "localeCompare",
		}, text},
		{"String.prototype", []string{"indexOf", "lastIndexOf", "includes"}, c.nothing}, // they pay for what they went through: labour.go
		{"String.prototype", []string{"split"}, c.text(2 * wordBytes)},
		{"String.prototype", []string{"concat"}, c.concat},
		{"String.prototype", []string{"replaceAll"}, c.replaceAll},
		{"String.prototype", []string{"repeat"}, c.repeat},
		{"String.prototype", []string{"padStart", "padEnd"}, c.pad},
		{typedArrays, []string{
			"indexOf", "lastIndexOf", "includes", "forEach", "some", "every", "find", "findIndex", "findLast", "findLastIndex", "reduce", "reduceRight",
			"filter", "map", "slice", "reverse", "copyWithin", "fill", "set", "toReversed", "with",
		}, ofViews(scan)},
		{typedArrays, []string{"sort", "toSorted"}, ofViews(c.sort)},
		{typedArrays, []string{"join"}, ofViews(c.join)},
	}
}

// chargeBuiltins lets builtins cost what they do.
func (i *Isolate) chargeBuiltins() {
	costs := &i.costs.Builtins
	i.chargeLabour() // what a toll refuses is not done
	for _, t := range costs.tolls() {
		for _, name := range t.names { // those that Node 20 does not have either, or the library supplies, are not there
			i.Later(strings.TrimPrefix(t.owner+"."+name, "."), func(function *sobek.Object) { i.demand(function, t.toll) })
		}
	}
	i.askOnce()
	i.chargeCollections()
	i.countSteps()
	i.Later("Array.prototype.sort", i.boundSort)
	i.Later("Array.prototype.sort", i.sortByUnits)
	i.Later("Array.prototype.toSorted", i.sortByUnits)
	i.Later("Array.prototype.flat", i.boundFlat)
	i.Later("Array.prototype.flatMap", i.countMapped)
	i.Later("Array.prototype.shift", i.quickShift)
	i.Later("JSON.parse", i.boundParse)
	i.boundGenerators()
	i.Later("Function.prototype.bind", i.boundBind)
	i.guardBuiltins()
	i.Later("Proxy", i.guardProxies)
	i.Later("JSON.stringify", i.boundStringify)
	i.Later("DataView.prototype", i.canonicalViews)
	i.Later("ArrayBuffer.prototype", i.attachedSlices)
	i.viewsFromStart()
	i.chargeBuffers()
}

// demand lets a builtin cost a toll.
func (i *Isolate) demand(function *sobek.Object, toll toll) {
	var call Builtin
	call = i.Replace(function, func(c sobek.FunctionCall) sobek.Value {
		i.charge(toll(i, c.This, c.Arguments))
		return call(c)
	})
}

// charge pays a toll. Small ones are owed; before a large one all is settled,
// so that what has no end does not begin.
func (i *Isolate) charge(ns, bytes int64) {
	if bytes > 0 {
		if bytes >= largeBytes {
			i.Settle()
			i.world.Reserve(bytes)
		}
		i.Allocate(bytes)
	}
	i.Owe(ns)
}

// largeBytes is what is worth asking for beforehand.
const largeBytes = 4 << 20

// path is an object by the names that lead to it.
func (i *Isolate) path(names string) *sobek.Object {
	object := i.Engine.GlobalObject()
	for from, at := 0, 0; at <= len(names); at++ {
		if at < len(names) && names[at] != '.' {
			continue
		}
		object = object.Get(names[from:at]).(*sobek.Object)
		from = at + 1
	}
	return object
}

// count is how many elements an array, a typed array or an array-like object
// has, without asking what a script may have put there. Elements of others
// than arrays are counted ten times: they are found by their names. A proxy that
// asks nobody for them has those of what it stands for.
func (i *Isolate) count(v sobek.Value) int64 {
	object, ok := v.(*sobek.Object)
	if !ok {
		return 0
	}
	switch object.ClassName() {
	case "Array":
		return object.Get("length").ToInteger()
	case "Object":
		if i.inside.kind(object) == "typedArrayObject" {
			length := object.Get("length") // nil, if its prototype was taken away
			if length == nil {
				return 0
			}
			return length.ToInteger()
		}
	}
	if i.inside.kind(object) == "proxyObject" {
		return i.countBehind(object)
	}
	if length := i.lengthOf(object); length != nil {
		return 10 * min(max(length.ToInteger(), 0), mostLength)
	}
	return 0
}

// countBehind is how many elements what a proxy stands for has, each counted ten times;
// 0 if only its handler knows.
func (i *Isolate) countBehind(proxy *sobek.Object) int64 {
	object := i.behindProxies(proxy, "get")
	if object == nil {
		return 0
	}
	n := i.count(object)
	if object.ClassName() == "Array" {
		n *= 10
	}
	return n
}

// behindProxies is what a proxy, and those that it may stand for, stand for in the end; nil
// if the handler of one has a trap.
func (i *Isolate) behindProxies(object *sobek.Object, trap string) *sobek.Object {
	for range mostProxies {
		if i.inside.kind(object) != "proxyObject" {
			return object
		}
		proxy, ok := object.Export().(sobek.Proxy)
		if !ok {
			return nil
		}
		handler := HandlerOf(proxy)
		if handler == nil || i.ownData(handler, trap) != nil {
			return nil
		}
		if object = proxy.Target(); object == nil {
			return nil
		}
	}
	return nil
}

// mostProxies is through how many proxies that stand for one another is looked.
const mostProxies = 10

// each charges for each element of what a builtin is called on and of the
// arrays it is given.
func (c *BuiltinCosts) each(ns, bytes int64) toll {
	return func(i *Isolate, this sobek.Value, arguments []sobek.Value) (int64, int64) {
		count := i.count(this)
		for _, a := range arguments {
			if object, ok := a.(*sobek.Object); ok && object.ClassName() == "Array" {
				count += i.count(a)
			}
		}
		return count * ns, count * bytes
	}
}

// ofViews is the toll of a method of typed arrays, which refuses all else at once.
func ofViews(toll toll) toll {
	return func(i *Isolate, this sobek.Value, arguments []sobek.Value) (int64, int64) {
		if object, ok := this.(*sobek.Object); !ok || i.inside.kind(object) != "typedArrayObject" {
			return 0, 0
		}
		return toll(i, this, arguments)
	}
}

// first charges for each element of the first argument.
func (c *BuiltinCosts) first(ns, bytes int64) toll {
	return func(i *Isolate, _ sobek.Value, arguments []sobek.Value) (int64, int64) {
		if len(arguments) == 0 {
			return 0, 0
		}
		count := i.count(arguments[0])
		if object, ok := arguments[0].(*sobek.Object); ok && object.ClassName() != "Array" {
			count /= 10 // made anew, one after another
		}
		return count * ns, count * bytes
	}
}

// sort charges for the comparisons that sorting needs.
func (c *BuiltinCosts) sort(i *Isolate, this sobek.Value, _ []sobek.Value) (int64, int64) {
	count := i.count(this)
	return count * int64(bits.Len64(uint64(count))) * c.SortNs, count * wordBytes
}

// join charges for the text that comes of it, and refuses one that is longer
// than a text can be.
func (c *BuiltinCosts) join(i *Isolate, this sobek.Value, arguments []sobek.Value) (int64, int64) {
	count := i.count(this)
	separator := int64(1)
	if len(arguments) > 0 {
		separator = length(arguments[0])
	}
	total := max(count-1, 0) * separator
	if object, ok := this.(*sobek.Object); ok && count > 1 {
		var t *textual
		for _, v := range i.inside.elements(object) {
			if _, inner := v.(*sobek.Object); !inner {
				total += length(v)
				continue
			}
			if t == nil {
				t = i.newTextual(true)
			}
			total += t.atLeast(v)
		}
	}
	if i.long(total) > shortText {
		i.copied(total)
	}
	return count*c.ScanNs + total/16*c.TextNs, total
}

// long is the length of a text that is about to be made.
func (i *Isolate) long(length int64) int64 {
	if length > LongestString {
		panic(i.rangeError("Invalid string length"))
	}
	return length
}

// length is the length of a value that is a text.
func length(v sobek.Value) int64 {
	if text, ok := v.(sobek.String); ok {
		return int64(text.Length())
	}
	return 0
}

func isEmpty(v sobek.Value) bool {
	text, ok := v.(sobek.String)
	return ok && text.Length() == 0
}

// keys charges for the properties of the arguments.
func (c *BuiltinCosts) keys(i *Isolate, _ sobek.Value, arguments []sobek.Value) (int64, int64) {
	count := int64(0)
	for _, a := range arguments {
		if object, ok := a.(*sobek.Object); ok {
			count += i.inside.properties(object)
		}
	}
	return count * c.KeyNs, count * 2 * wordBytes
}

// parse charges for a JSON text.
func (c *BuiltinCosts) parse(_ *Isolate, _ sobek.Value, arguments []sobek.Value) (int64, int64) {
	if len(arguments) == 0 {
		return 0, 0
	}
	n := length(arguments[0])
	return n * c.JSONNs, 2 * n
}

// text charges for the text that a builtin is called on; each code unit of it
// may allocate so much.
func (c *BuiltinCosts) text(bytes int64) toll {
	return func(_ *Isolate, this sobek.Value, _ []sobek.Value) (int64, int64) {
		n := length(this)
		return n / 16 * c.TextNs, n * max(bytes, 1)
	}
}

// nothing charges nothing.
func (c *BuiltinCosts) nothing(*Isolate, sobek.Value, []sobek.Value) (ns, bytes int64) { return 0, 0 }

// concat charges for the text that comes of it.
func (c *BuiltinCosts) concat(i *Isolate, this sobek.Value, arguments []sobek.Value) (int64, int64) {
	n := length(this)
	for _, a := range arguments {
		n += length(a)
	}
	return i.long(n) / 16 * c.TextNs, joinedBytes
}

// replaceAll charges for the text that may come of it: if that may be long, it is worked out how long it is.
func (c *BuiltinCosts) replaceAll(i *Isolate, this sobek.Value, arguments []sobek.Value) (int64, int64) {
	n := length(this)
	if len(arguments) == 2 && n*length(arguments[1]) > manyUnits {
		if what, ok := arguments[0].(sobek.String); ok && what.Length() > 0 {
			n += int64(strings.Count(this.String(), what.String())) * (length(arguments[1]) - int64(what.Length()))
		}
	}
	if len(arguments) == 2 && n >= shortText {
		n += aroundMatches(this, arguments[0], arguments[1])
	}
	if i.long(n) > manyUnits {
		i.copied(6 * n) // matches are looked for one by one
	}
	return n / 16 * c.TextNs, n
}

// manyUnits is how long a text is of which it is worked out how much is copied for it.
const manyUnits = 1 << 16

// aroundMatches is how long what stands before and behind all matches is, as often as the
// text that replaces them has it.
func aroundMatches(this, what, by sobek.Value) (units int64) {
	template, ok := by.(sobek.String)
	if !ok {
		return 0
	}
	before, behind := int64(strings.Count(template.String(), "$`")), int64(strings.Count(template.String(), "$'"))
	pattern, ok := what.(sobek.String)
	if !ok || before+behind == 0 || pattern.Length() == 0 || isNothingOrSymbol(this) {
		return 0
	}
	text, sought := this.String(), pattern.String()
	for at := 0; units <= LongestString; {
		found := strings.Index(text[at:], sought)
		if found < 0 {
			break
		}
		at += found
		units += int64(at)*before + int64(len(text)-at-len(sought))*behind
		at += len(sought)
	}
	return units
}

// repeat charges for the text that comes of it.
func (c *BuiltinCosts) repeat(i *Isolate, this sobek.Value, arguments []sobek.Value) (int64, int64) {
	if len(arguments) == 0 {
		return 0, 0
	}
	if _, isObject := arguments[0].(*sobek.Object); isObject {
		return 0, 0 // what it is worth would have to be asked twice
	}
	count, n := arguments[0].ToFloat(), max(length(this), 1)
	if isNothingOrSymbol(this) {
		return 0, 0 // it is refused
	}
	if isEmpty(this) || !(count > 0) || count > math.MaxFloat64 {
		return 0, 0
	}
	total := i.long(int64(min(count, LongestString+1)) * n)
	return total / 16 * c.TextNs, total
}

// isNothingOrSymbol reports whether a value cannot be made text.
func isNothingOrSymbol(v sobek.Value) bool {
	_, symbol := v.(*sobek.Symbol)
	return symbol || v == nil || isNothing(v)
}

// pad charges for the text that comes of padding.
func (c *BuiltinCosts) pad(i *Isolate, _ sobek.Value, arguments []sobek.Value) (int64, int64) {
	total, ok := number(arguments)
	if !ok {
		return 0, 0
	}
	return i.long(total) / 16 * c.TextNs, total
}
