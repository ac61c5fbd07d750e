package js

import (
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/grafana/sobek"

	"timeslice/sim/node/regexp"
)

// The engine reads and writes JSON by calling itself for what stands inside
// something else, and looks at nothing else meanwhile: not at how deep Go's stack
// is, not at how long the text has become. So what is deep or large is done in
// another way.

const (
	flatJSON  = 100     // as deep the engine may go
	smallJSON = 100_000 // as many values it may write without a look
)

// boundStringify lets JSON.stringify cost what comes of it, and notice when
// that is too long or too deep.
func (i *Isolate) boundStringify(function *sobek.Object) {
	var engines Builtin
	engines = i.Replace(function, func(call sobek.FunctionCall) sobek.Value {
		written := int64(0)
		defer i.handsOver(i.unseen)
		replacer, _ := call.Argument(1).(*sobek.Object)
		if replacer != nil && isCallable(replacer) {
			call.Arguments = slices.Clone(call.Arguments)
			call.Arguments[1] = i.lookerBehind(replacer, &written)
		} else if len(call.Arguments) > 0 && (replacer == nil || replacer.ClassName() != "Array") {
			sought := seekingJSON{values: smallJSON}
			if i.isLargeJSON(call.Argument(0), flatJSON, &sought) {
				i.long(i.newTextual(false).atLeast(call.Argument(0)))
				call.Arguments = []sobek.Value{call.Argument(0), i.looker(&written), call.Argument(2)}
			}
		}
		result := engines(call)
		n := length(result) - written
		i.charge(n*i.costs.Builtins.JSONNs, n)
		i.Labour(n * writtenNs)
		return result
	})
}

// writtenNs is what the engine takes for a code unit of JSON that it writes. (Measured.)
const writtenNs = 30

// isLargeJSON reports whether a value has others inside it in more levels, or
// more of them, than the engine should be given.
func (i *Isolate) isLargeJSON(v sobek.Value, levels int, sought *seekingJSON) bool {
	object, ok := v.(*sobek.Object)
	if sought.values--; sought.values < 0 {
		return true
	}
	if !ok {
		return false
	}
	if levels == 0 {
		return true
	}
	if object.ClassName() == "Array" && i.inside.kind(object) != "proxyObject" {
		i.gapsOfJSON(i.count(object) - int64(i.inside.row(object)))
	}
	for _, element := range i.inside.elements(object) {
		if i.isLargeJSON(element, levels-1, sought) {
			return true
		}
	}
	if i.asksForJSON(object, sought) {
		return true
	}
	for _, property := range i.inside.propertiesOf(object) {
		if property = i.inside.dataOf(property); property == nil {
			return true // what a getter gives may be anything
		}
		if i.isLargeJSON(property, levels-1, sought) {
			return true
		}
	}
	return false
}

// gapsOfJSON charges for an array's elements that are not there, each of which is written
// as null.
func (i *Isolate) gapsOfJSON(gaps int64) {
	if gaps > smallJSON {
		bytes := i.long(gaps * int64(len("null,")))
		i.Labour(gaps * gapNs)
		i.world.Weigh(2 * bytes) // as it grows, it is there twice
	}
}

// gapNs is what the engine takes to look for an element that is not there, and to write
// that. (Measured.)
const gapNs = 200

// looker is a replacer which replaces nothing: it sees each value before it is
// written, pays for it, and throws when the text is too long.
func (i *Isolate) looker(written *int64) sobek.Value {
	return i.Engine.ToValue(func(call sobek.FunctionCall) sobek.Value {
		i.depth.native()
		n := length(call.Argument(1)) + 2
		if holder, ok := call.This.(*sobek.Object); ok && holder.ClassName() != "Array" {
			n += length(call.Argument(0)) + 3
		}
		i.writesJSON(written, n)
		return call.Argument(1)
	})
}

// lookerBehind is a replacer that pays for what another gives.
func (i *Isolate) lookerBehind(replacer *sobek.Object, written *int64) sobek.Value {
	replaces := i.callOf(replacer)
	return i.Engine.ToValue(func(call sobek.FunctionCall) sobek.Value {
		key := length(call.Argument(0))
		value := replaces(call)
		if value == nil || !sobek.IsUndefined(value) {
			i.writesJSON(written, key+length(value)+1)
		}
		return value
	})
}

// writesJSON pays for a part of a text that no census sees as it grows.
func (i *Isolate) writesJSON(written *int64, n int64) {
	i.long(*written + n)
	*written += n
	i.unseen += 2 * n
	i.Allocate(n)
	i.marks++
	i.Owe(n * i.costs.Builtins.JSONNs)
}

// seekingJSON is what is known while it is looked for what is large.
type seekingJSON struct {
	values int                    // as many more are few
	silent map[*sobek.Object]bool // what has no toJSON of a script's, from which others inherit
}

// asksForJSON reports whether a script is asked what to write of an object.
func (i *Isolate) asksForJSON(object *sobek.Object, sought *seekingJSON) bool {
	if i.inside.kind(object) == "proxyObject" {
		return false
	}
	prototype := object.Prototype()
	if prototype == nil || prototype == i.prototypes.object || prototype == i.prototypes.array || sought.silent[prototype] {
		prototype = nil
	}
	own := i.inside.propertiesOf(object)["toJSON"]
	if own == nil && prototype == nil {
		return false
	}
	toJSON, known := i.inherited(object, "toJSON")
	if !known || i.isOfScript(toJSON) {
		return true
	}
	if own == nil {
		if sought.silent == nil {
			sought.silent = map[*sobek.Object]bool{}
		}
		sought.silent[prototype] = true
	}
	return false
}

// boundParse reads a text that is deep without calling itself.
func (i *Isolate) boundParse(function *sobek.Object) {
	var engines Builtin
	engines = i.Replace(function, func(call sobek.FunctionCall) sobek.Value {
		text, ok := call.Argument(0).(sobek.String)
		if !ok || text.Length() < 2*flatJSON {
			return engines(call)
		}
		source := text.String()
		deep, values := shapeOfJSON(source)
		i.Labour(values * parsedNs)
		if !deep {
			return engines(call)
		}
		if isCallable(call.Argument(1)) {
			i.depth.throw() // V8 goes through what it read by calling itself
		}
		r := jsonReader{isolate: i, decoder: json.NewDecoder(strings.NewReader(source))}
		value, err := r.read()
		if err != nil {
			panic(i.newError("SyntaxError", regexp.FromString(err.Error())))
		}
		return value
	})
}

// parsedNs is what it takes to make a value that a JSON text has. (Measured.)
const parsedNs = 300

// shapeOfJSON reports whether a JSON text has more than flatJSON levels, and about how many
// values it has, up to where that is.
func shapeOfJSON(text string) (deep bool, values int64) {
	levels, quoted := 0, false
	for at := 0; at < len(text); at++ {
		switch c := text[at]; {
		case c == '"':
			quoted = !quoted
		case quoted:
			if c == '\\' {
				at++
			}
		case c == '[', c == '{':
			values++
			if levels++; levels > flatJSON {
				return true, values
			}
		case c == ']', c == '}':
			levels--
		case c == ',', c == ':':
			values++
		}
	}
	return false, values
}

// jsonReader makes the values that a JSON text stands for.
type jsonReader struct {
	isolate *Isolate
	decoder *json.Decoder
	open    []openJSON
	made    int64 // objects and arrays
	done    sobek.Value
}

// openJSON is an object or an array that is being read.
type openJSON struct {
	object   *sobek.Object // nil for an array
	key      string
	hasKey   bool
	elements []any
}

var errMoreJSON = errors.New("there is more behind the value")

func (r *jsonReader) read() (sobek.Value, error) {
	engine := r.isolate.Engine
	for tokens := int64(1); ; tokens++ {
		token, err := r.decoder.Token()
		if tokens%tokensALook == 0 {
			r.isolate.Labour(tokensALook * tokenNs)
			r.isolate.world.Weigh(int64(len(r.open))*openHostBytes + r.made*madeHostBytes)
		}
		if errors.Is(err, io.EOF) && r.done != nil {
			return r.done, nil
		}
		if err != nil {
			return nil, err
		}
		if r.done != nil {
			return nil, errMoreJSON
		}
		switch token := token.(type) {
		case json.Delim:
			switch token {
			case '[':
				r.open = append(r.open, openJSON{})
			case '{':
				r.open = append(r.open, openJSON{object: engine.NewObject()})
			default:
				last := r.open[len(r.open)-1]
				r.open = r.open[:len(r.open)-1]
				if last.object == nil {
					last.object = engine.NewArray(last.elements...)
				}
				r.value(last.object)
				r.made++
			}
		case string:
			if top := r.top(); top != nil && top.object != nil && !top.hasKey {
				top.key, top.hasKey = token, true
				continue
			}
			r.value(engine.ToValue(token))
		case nil:
			r.value(sobek.Null())
		default:
			r.value(engine.ToValue(token))
		}
	}
}

// What a token of a JSON text that is deep takes here, and in memory, where no census sees
// it yet, what is open and what was made; after so many it is looked whether that is too
// much. (Measured.)
const (
	tokenNs       = 600
	openHostBytes = 100
	madeHostBytes = 240
	tokensALook   = 1 << 12
)

func (r *jsonReader) top() *openJSON {
	if len(r.open) == 0 {
		return nil
	}
	return &r.open[len(r.open)-1]
}

// value puts a value that was read where it belongs.
func (r *jsonReader) value(v sobek.Value) {
	switch top := r.top(); {
	case top == nil:
		r.done = v
	case top.object == nil:
		top.elements = append(top.elements, v)
	default:
		_ = top.object.DefineDataProperty(top.key, v, sobek.FLAG_TRUE, sobek.FLAG_TRUE, sobek.FLAG_TRUE)
		top.hasKey = false
	}
}

// isOfScript reports whether a value is a function that is written in JavaScript.
func (i *Isolate) isOfScript(v sobek.Value) bool {
	function, ok := v.(*sobek.Object)
	if !ok {
		return false
	}
	_, program := i.inside.functionOf(function)
	return program != nil
}
