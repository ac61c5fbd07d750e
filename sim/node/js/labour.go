package js

import (
	"math/bits"
	"slices"
	"strings"

	"github.com/grafana/sobek"
)

// One call of a builtin, or one operator, may go through millions of elements, of which
// marks see nothing. What that costs the program is one thing (toll.go); what it costs
// the computer that simulates is another: the engine takes for some builtins a hundred
// times as long as V8, and for others less. So of each builtin whose work grows with what
// it is given it is told how many nanoseconds the engine takes for one element, entry,
// property or code unit of that: one number for all computers. As many statements are
// counted as run in that time.

// MarkNs is how many nanoseconds of such work are counted as a statement. (Measured, with
// its mark.)
const MarkNs = 128

// Labour counts work that takes this computer so many nanoseconds, and nobody has owed.
func (i *Isolate) Labour(ns int64) {
	if ns >= MarkNs {
		i.toil(ns / MarkNs)
	}
}

// LabourOfText counts work that takes so many nanoseconds for each code unit of a text, or
// so many if not all of it is ASCII. What is no text counts nothing.
func (i *Isolate) LabourOfText(v sobek.Value, ns, wideNs int64) { i.Labour(i.units(v, ns, wideNs)) }

// labourOf is how many nanoseconds the engine takes for a call of a builtin.
type labourOf func(i *Isolate, this sobek.Value, arguments []sobek.Value) int64

// through is the labour of going through what a builtin is called on and what it is given.
func through(ns int64) labourOf {
	return func(i *Isolate, this sobek.Value, arguments []sobek.Value) int64 {
		n := i.extent(this)
		for _, a := range arguments {
			n += i.extent(a)
		}
		return n * ns
	}
}

// throughThis is the labour of going through what a builtin is called on.
func throughThis(ns int64) labourOf {
	return func(i *Isolate, this sobek.Value, _ []sobek.Value) int64 { return i.extent(this) * ns }
}

// throughFirst is the labour of going through the first argument.
func throughFirst(ns int64) labourOf {
	return func(i *Isolate, _ sobek.Value, arguments []sobek.Value) int64 {
		if len(arguments) == 0 {
			return 0
		}
		return i.extent(arguments[0]) * ns
	}
}

// throughFields is the labour of going through the properties of the arguments, with
// elements and code units if they have such.
func throughFields(ns int64) labourOf {
	return func(i *Isolate, _ sobek.Value, arguments []sobek.Value) int64 {
		n := int64(0)
		for _, a := range arguments {
			n += i.fields(a)
		}
		return n * ns
	}
}

// throughText is the labour of going through a text that a builtin is called on, or given,
// and through those that it is given besides.
func throughText(ns, wideNs int64) labourOf {
	return func(i *Isolate, this sobek.Value, arguments []sobek.Value) (all int64) {
		all = i.units(this, ns, wideNs)
		for _, a := range arguments {
			all += i.units(a, ns, wideNs)
		}
		return all
	}
}

// units is the labour of going through a text: more if not all of it is ASCII.
func (i *Isolate) units(v sobek.Value, ns, wideNs int64) int64 {
	text, ok := v.(sobek.String)
	if !ok {
		return 0
	}
	n := int64(text.Length())
	if n < shortText {
		return 0
	}
	if i.inside.ascii(text) == nil {
		return n * wideNs
	}
	return n * ns
}

// shortText is how long a text is at least that is worth a look.
const shortText = 32

// sorting is the labour of comparing the elements of what a builtin is called on.
func sorting(i *Isolate, this sobek.Value, arguments []sobek.Value) int64 {
	n := i.extent(this)
	ns := int64(30)
	if len(arguments) == 0 || isNothing(arguments[0]) {
		ns = 200 // each is made a text for each comparison
	}
	return n * int64(bits.Len64(uint64(n))) * ns
}

// making is the labour of making a text of so many units as the first argument says, for
// each of those that the builtin is called on.
func making(ofEach bool) labourOf {
	return func(_ *Isolate, this sobek.Value, arguments []sobek.Value) int64 {
		n, _ := number(arguments)
		n = min(n, LongestString)
		if ofEach {
			n *= length(this)
		}
		return min(n, LongestString) * 2
	}
}

// ownLabour is a builtin and its labour, which is counted before it begins, or when it
// has ended, by what came of it.
type ownLabour struct {
	owner  string // as of a toll
	names  []string
	labour labourOf
	after  func(i *Isolate, call sobek.FunctionCall, result sobek.Value) int64
}

// chargeLabour lets builtins count as the work that they are.
func (i *Isolate) chargeLabour() {
	i.beforeConstruct("Date", func(arguments []sobek.Value) {
		if len(arguments) == 1 {
			i.LabourOfText(arguments[0], dateNs, 2*dateNs)
		} else {
			i.Labour(asNumbers(i, nil, arguments))
		}
	})
	for _, l := range labours() {
		for _, name := range l.names {
			i.Later(strings.TrimPrefix(l.owner+"."+name, "."), func(function *sobek.Object) { i.toilAt(function, l) })
		}
	}
}

// labourOfViews counts the elements that a typed array is made of. What it takes of an
// array buffer, or has to clear, is counted when that is claimed.
func (i *Isolate) labourOfViews(arguments []sobek.Value) {
	if len(arguments) == 0 {
		return
	}
	switch of, ok := arguments[0].(*sobek.Object); {
	case !ok:
		i.Labour(asNumbers(i, nil, arguments))
	case i.inside.kind(of) == "arrayBufferObject":
	case i.inside.kind(of) == "typedArrayObject":
		i.Labour(i.extent(of) * 10)
	default:
		i.Labour(i.extent(of) * stepNs)
	}
}

// toilAt lets a builtin count as the work that it is.
func (i *Isolate) toilAt(function *sobek.Object, l ownLabour) {
	var engines Builtin
	engines = i.Refine(function, func(call sobek.FunctionCall) sobek.Value {
		if l.after == nil {
			i.Labour(l.labour(i, call.This, call.Arguments))
			return engines(call)
		}
		call.Arguments = slices.Clone(call.Arguments) // the engine's stack may change
		result := engines(call)
		i.Labour(l.after(i, call, result))
		return result
	})
}

// labours lists the builtins whose work grows with what they are given, with what the
// engine takes for it. (Measured; what makes objects is dearest, as they are collected.)
func labours() []ownLabour {
	before := func(owner string, labour labourOf, names ...string) ownLabour {
		return ownLabour{owner: owner, names: names, labour: labour}
	}
	return []ownLabour{
		before("Array.prototype", throughThis(2), "indexOf", "lastIndexOf", "includes"),
		before("Array.prototype", throughThis(5), "reverse"),
		before("Array.prototype", filling, "fill"),
		before("Array.prototype", calling, "forEach", "some", "every", "find", "findIndex", "findLast", "findLastIndex", "reduce", "reduceRight"),
		before("Array.prototype", moved, "unshift", "splice"),
		before("Array.prototype", throughThis(100), "copyWithin", "filter", "map"),
		before("Array.prototype", sliced, "slice"),
		before("Array.prototype", through(300), "concat", "flat", "flatMap", "toReversed", "toSpliced", "with"),
		before("Array.prototype", sorting, "sort", "toSorted"),
		before("Array.prototype", throughThis(70), "join", "toString", "toLocaleString"),
		before("Array.prototype", givenMany(10), "push"),
		before("Array", gathered, "from"),
		before("Array", givenMany(30), "of"),
		before("Object", throughFields(200), "keys", "getOwnPropertyNames", "getOwnPropertySymbols", "freeze", "seal", "isFrozen", "isSealed"),
		before("Object", throughFields(1200), "values", "entries", "assign", "defineProperties", "getOwnPropertyDescriptors"),
		before("Object", throughFirst(2000), "fromEntries"),
		before("Reflect", throughFields(200), "ownKeys"),
		before("Reflect", throughLast, "apply", "construct"),
		before("Function.prototype", throughLast, "apply"),
		before("JSON", throughText(25, 40), "parse"),
		before("Promise", throughFirst(3000), "all", "allSettled", "any", "race"),
		before("Map.prototype", throughThis(40), "forEach", "clear"),
		before("Set.prototype", throughThis(40), "forEach", "clear"),
		before("Map.prototype", hashed, "get", "set", "has", "delete"),
		before("Set.prototype", hashed, "add", "has", "delete"),
		before("Symbol", hashed, "for"),
		{owner: "String.prototype", names: []string{"indexOf", "includes", "lastIndexOf"}, after: searched},
		{owner: "String.prototype", names: []string{"slice", "substring", "substr"}, after: taken},
		{owner: "String.prototype", names: []string{"trim", "trimStart", "trimEnd"}, after: trimmed},
		before("String.prototype", throughGiven, "startsWith", "endsWith"),
		before("String.prototype", throughText(2, 3), "concat"),
		before("String.prototype", throughText(3, 60), "toUpperCase", "toLowerCase", "toLocaleUpperCase", "toLocaleLowerCase"),
		before("String.prototype", throughText(4, 300), "normalize", "localeCompare"),
		before("String.prototype", throughText(70, 100), "split"),
		before("String.prototype", throughText(5, 10), "replace"),
		before("String.prototype", throughText(120, 150), "replaceAll"),
		before("String.prototype", making(true), "repeat"),
		before("String.prototype", making(false), "padStart", "padEnd"),
		before("String", givenMany(10), "fromCharCode", "fromCodePoint"),
		before("String", throughRaw, "raw"),
		before("Number.prototype", throughPlaces, "toFixed", "toPrecision", "toExponential"),
		before("Number.prototype", throughRadix, "toString"),
		before(typedArrays, fixed(1500), "subarray"),
		before("Math", givenMany(10), "max", "min", "hypot"),
		before("", throughText(numberNs, 2*numberNs), "Number", "parseInt", "parseFloat", "isNaN", "isFinite"),
		before("Number", throughText(numberNs, 2*numberNs), "parseFloat", "parseInt"),
		before("Date", throughText(dateNs, 2*dateNs), "parse"),
		before("", throughText(20, 40), "encodeURIComponent", "encodeURI", "decodeURIComponent", "decodeURI", "escape", "unescape"),
		before("ArrayBuffer.prototype", throughThis(1), "slice"),
		before(typedArrays, throughThis(2), "indexOf", "lastIndexOf", "includes", "fill", "reverse", "copyWithin"),
		before(typedArrays, slicedView, "slice"),
		before(typedArrays, filled, "set"),
		before(typedArrays, throughThis(50), "filter", "map"),
		before(typedArrays, calling, "forEach", "some", "every", "find", "findIndex", "findLast", "findLastIndex", "reduce", "reduceRight"),
		before(typedArrays, throughThis(20), "toReversed", "with"),
		before(typedArrays, sorting, "sort", "toSorted"),
		before(typedArrays, throughThis(70), "join", "toString", "toLocaleString"),
		before("BigInt", throughDigits, "asIntN", "asUintN"),
		before("Math", asNumbers, "abs", "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cbrt", "ceil", "clz32", "cos", "cosh", "exp", "expm1",
			"floor", "fround", "hypot", "imul", "log", "log10", "log1p", "log2", "max", "min", "pow", "round", "sign", "sin", "sinh", "sqrt", "tan", "tanh", "trunc"),
		before("Date", asNumbers, "UTC"),
		before("Date.prototype", asNumbers, "setDate", "setFullYear", "setHours", "setMilliseconds", "setMinutes", "setMonth", "setSeconds", "setTime", "setYear",
			"setUTCDate", "setUTCFullYear", "setUTCHours", "setUTCMilliseconds", "setUTCMinutes", "setUTCMonth", "setUTCSeconds"),
		before("Array.prototype", asNumbers, "at", "slice", "splice", "fill", "copyWithin", "flat", "with", "toSpliced", "indexOf", "lastIndexOf", "includes"),
		before("String.prototype", asNumbers, "at", "charAt", "charCodeAt", "codePointAt", "slice", "substring", "substr", "padStart", "padEnd", "repeat"),
		before("String", asNumbers, "fromCharCode", "fromCodePoint"),
		before("Number.prototype", asNumbers, "toFixed", "toPrecision", "toExponential", "toString"),
		before("ArrayBuffer.prototype", asNumbers, "slice"),
		before(typedArrays, asNumbers, "at", "slice", "subarray", "fill", "set", "copyWithin", "with", "indexOf", "lastIndexOf", "includes"),
		before("DataView.prototype", asNumbers, "getInt8", "getUint8", "getInt16", "getUint16", "getInt32", "getUint32", "getFloat32", "getFloat64", "getBigInt64", "getBigUint64",
			"setInt8", "setUint8", "setInt16", "setUint16", "setInt32", "setUint32", "setFloat32", "setFloat64", "setBigInt64", "setBigUint64"),
	}
}

// dateNs is what the engine takes to look for a date in a code unit of a text. (Measured.)
const dateNs = 60

// calling is the labour of calling a function for each element, if it is a builtin: those
// of scripts have marks. Gaps are gone through too.
func calling(i *Isolate, this sobek.Value, arguments []sobek.Value) int64 {
	if len(arguments) == 0 {
		return 0
	}
	if function, ok := arguments[0].(*sobek.Object); ok {
		if _, program := i.inside.functionOf(function); program != nil && i.inside.row(this) > 0 {
			return 0
		}
	}
	return i.extent(this) * 50
}

// searched is the labour of finding a text in another, which costs the program what was
// gone through too: a loop that goes from one line to the next goes through all once.
func searched(i *Isolate, call sobek.FunctionCall, result sobek.Value) int64 {
	n := length(call.This)
	if n < shortText {
		return 0
	}
	from := int64(0)
	if len(call.Arguments) > 1 {
		from = placeIn(n, call.Arguments[1], 0)
	}
	if at, ok := result.Export().(int64); ok && at >= from {
		n = at
	}
	n -= min(from, n)
	i.Owe(n / 16 * i.costs.Builtins.TextNs)
	return n * 3
}

// taken is the labour of taking a part of a text: one of ASCII shares its letters.
func taken(i *Isolate, call sobek.FunctionCall, result sobek.Value) int64 {
	return i.units(result, 0, 2)
}

// trimmed is the labour of looking at the white space around a text.
func trimmed(i *Isolate, call sobek.FunctionCall, result sobek.Value) int64 {
	return (length(call.This)-length(result))*4 + i.units(result, 0, 2)
}

// throughGiven is the labour of comparing a text to the beginning or the end of another.
func throughGiven(i *Isolate, this sobek.Value, arguments []sobek.Value) int64 {
	if len(arguments) == 0 {
		return 0
	}
	return min(i.units(arguments[0], 1, 3), length(this)*3)
}

// slicedView is the labour of copying a part of a typed array.
func slicedView(i *Isolate, this sobek.Value, arguments []sobek.Value) int64 {
	return part(i.extent(this), arguments) * 2
}

// moved is the labour of moving what stands behind a place of an array.
func moved(i *Isolate, this sobek.Value, arguments []sobek.Value) int64 {
	n := int64(i.inside.row(this))
	if n == 0 {
		n = 10 * i.extent(this) // one by one, by their names
	}
	return n * 10
}

// filling is the labour of setting the elements of an array: where it has gaps, one by one,
// in a row that grows.
func filling(i *Isolate, this sobek.Value, _ []sobek.Value) int64 {
	n, row := i.extent(this), int64(i.inside.row(this))
	if object, ok := this.(*sobek.Object); ok && object.ClassName() == "Array" && row < i.count(this) {
		return i.count(this) * 150
	}
	return n * 5
}

// sliced is the labour of copying a part of an array.
func sliced(i *Isolate, this sobek.Value, arguments []sobek.Value) int64 {
	return part(i.extent(this), arguments) * 300
}

// part is how many of so many elements are between two places that are numbers.
func part(n int64, arguments []sobek.Value) int64 {
	from, to := int64(0), n
	if len(arguments) > 0 {
		from = placeIn(n, arguments[0], 0)
	}
	if len(arguments) > 1 {
		to = placeIn(n, arguments[1], n)
	}
	return max(to-from, 0)
}

// placeIn is a place that counts from the end if it is negative; what is no number is
// taken to be the place that makes most work.
func placeIn(n int64, v sobek.Value, most int64) int64 {
	switch v.(type) {
	case *sobek.Object, *sobek.Symbol, sobek.String, nil:
		return most
	}
	if isNothing(v) || isBigInt(v) {
		return most
	}
	place := v.ToInteger()
	if place < 0 {
		return max(n+place, 0)
	}
	return min(place, n)
}

// gathered is the labour of making an array of something.
func gathered(i *Isolate, _ sobek.Value, arguments []sobek.Value) int64 {
	if len(arguments) == 0 {
		return 0
	}
	n := i.extent(arguments[0])
	if object, ok := arguments[0].(*sobek.Object); ok && object.ClassName() == "Array" {
		return n * 50
	}
	return n * stepNs
}

// stepNs is what the engine takes to ask an iterator for one value. (Measured.)
const stepNs = 900

// throughLast is the labour of going through the last argument.
func throughLast(i *Isolate, _ sobek.Value, arguments []sobek.Value) int64 {
	if len(arguments) == 0 {
		return 0
	}
	return i.extent(arguments[len(arguments)-1]) * 10
}

// hashed is the labour of finding an entry by a text.
func hashed(i *Isolate, _ sobek.Value, arguments []sobek.Value) int64 {
	if len(arguments) == 0 {
		return 0
	}
	if n := integerIn(arguments[0]); n != nil && lengthOf(n) > smallWords {
		i.writeInteger(n)
	}
	return length(arguments[0]) / 2
}

// givenMany is the labour of going through the arguments.
func givenMany(ns int64) labourOf {
	return func(_ *Isolate, _ sobek.Value, arguments []sobek.Value) int64 { return int64(len(arguments)) * ns }
}

// fixed is the labour of what takes the same whatever it is given.
func fixed(ns int64) labourOf {
	return func(*Isolate, sobek.Value, []sobek.Value) int64 { return ns }
}

// throughPlaces is the labour of writing a number with so many places.
func throughPlaces(_ *Isolate, _ sobek.Value, arguments []sobek.Value) int64 {
	places, _ := number(arguments)
	return 200 + min(places, 100)*200
}

// asNumbers is the labour of making numbers of texts where numbers are expected.
func asNumbers(i *Isolate, _ sobek.Value, arguments []sobek.Value) (all int64) {
	for _, a := range arguments {
		if text, ok := a.(sobek.String); ok {
			all += i.units(text, numberNs, 2*numberNs)
		}
	}
	return all
}

// throughRadix is the labour of writing a number with other digits than ten, which may be
// a thousand.
func throughRadix(_ *Isolate, this sobek.Value, arguments []sobek.Value) int64 {
	if _, fraction := floatIn(this); len(arguments) == 0 || !fraction {
		return 0
	}
	return 6000
}

// throughRaw is the labour of writing the parts of a template.
func throughRaw(i *Isolate, _ sobek.Value, arguments []sobek.Value) int64 {
	if len(arguments) == 0 {
		return 0
	}
	if parts, ok := arguments[0].(*sobek.Object); ok {
		if raw := i.ownData(parts, "raw"); raw != nil {
			n, units := i.extent(raw)*100, int64(0)
			if list, ok := raw.(*sobek.Object); ok {
				for _, part := range i.inside.elements(list) {
					units += length(part)
				}
			}
			for _, a := range arguments[1:] {
				units += length(a)
			}
			if i.long(units) > manyUnits {
				i.world.Reserve(units)
				i.copied(2 * units)
			}
			return n + units*3
		}
	}
	return 0
}

// filled is the labour of copying elements into a typed array.
func filled(i *Isolate, _ sobek.Value, arguments []sobek.Value) int64 {
	if len(arguments) == 0 {
		return 0
	}
	if from, ok := arguments[0].(*sobek.Object); ok && i.inside.kind(from) == "typedArrayObject" {
		return i.extent(from) * 2 // in one go, if they are of one type
	}
	return i.extent(arguments[0]) * 60
}

// throughDigits is the labour of looking at all digits of an integer.
func throughDigits(i *Isolate, _ sobek.Value, arguments []sobek.Value) int64 {
	if len(arguments) < 2 {
		return 0
	}
	i.readDigits(arguments[1])
	if n := integerIn(arguments[1]); n != nil {
		return lengthOf(n) * 4
	}
	return 0
}

// walked is called with what is spread into an array, or taken apart as a whole.
func (i *Isolate) walked(call sobek.FunctionCall) sobek.Value {
	i.walk(call.Arguments[0], i.costs.Builtins.MakeNs, wordBytes)
	return i.stepwise(call.Arguments[0], 0, anyNumber)
}

// walk charges for all that something to iterate over gives, if no script is asked for it.
func (i *Isolate) walk(v sobek.Value, ns, bytes int64) {
	object, ok := v.(*sobek.Object)
	if !ok {
		if n := length(v); n >= shortText {
			i.Labour(n * stepNs)
			i.charge(n*ns, n*bytes)
		}
		return
	}
	n := int64(i.inside.row(object))
	if n == 0 {
		switch i.inside.kind(object) {
		case "arrayObject", "mapObject", "setObject", "typedArrayObject", "arrayIterObject", "mapIterObject", "setIterObject", "sparseArrayObject":
			n = i.extent(object)
		}
	}
	i.Labour(n * stepNs)
	i.charge(n*ns, n*bytes)
}

// listed is called with something whose properties are gone through.
func (i *Isolate) listed(call sobek.FunctionCall) sobek.Value {
	value := call.Arguments[0]
	if n := i.fields(value); n >= shortText {
		i.Labour(n * fieldNs)
		i.charge(n*i.costs.Builtins.KeyNs, n*2*wordBytes)
	}
	return value
}

// fieldNs is what the engine takes to copy one property. (Measured.)
const fieldNs = 1000

// extent is how many elements, entries, code units or bytes something has that a builtin
// may go through.
func (i *Isolate) extent(v sobek.Value) int64 {
	switch v := v.(type) {
	case sobek.String:
		return int64(v.Length())
	case *sobek.Object:
		if n := i.inside.row(v); n > 0 {
			return int64(n)
		}
		switch i.inside.kind(v) {
		case "mapObject", "setObject":
			return int64(i.inside.entries(v))
		case "arrayIterObject":
			if of := *hook[*sobek.Object](i.inside.self(v), "obj"); of != nil {
				return i.extent(of)
			}
			return 0
		case "mapIterObject", "setIterObject":
			return i.inside.entriesLeft(v)
		case "arrayBufferObject":
			if buffer, ok := v.Export().(sobek.ArrayBuffer); ok {
				return int64(len(buffer.Bytes()))
			}
		}
		return i.count(v)
	}
	return 0
}

// fields is how many properties and elements something has.
func (i *Isolate) fields(v sobek.Value) int64 {
	object, ok := v.(*sobek.Object)
	if !ok {
		return length(v)
	}
	if i.inside.kind(object) == "proxyObject" {
		if object = i.behindProxies(object, "ownKeys"); object == nil {
			return 0
		}
		return 4 * i.fields(object) // each is asked for
	}
	n := i.inside.properties(object)
	if object.ClassName() == "Array" || i.inside.kind(object) == "typedArrayObject" {
		n += i.count(object)
	}
	return n
}
