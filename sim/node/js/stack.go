package js

import (
	"github.com/grafana/sobek/ast"
	"reflect"
	"strings"
	"unsafe"

	"github.com/grafana/sobek"
)

// sites are the present calls as V8 would show them: so many at most, and none
// above the caller of a function, if one is given and among them.
func (i *Isolate) sites(limit int, above *sobek.Object) []*Site {
	var list []*Site
	skipping := above != nil
	language := false   // the calls above were inside a function of the language
	loading := false    // the call above was one of the machinery of ES modules
	var caller []string // what Node has for the next call of its own; nil if that is what it always has
	from := ""          // where Node has the next call of its own; "" if that is where it always has it
	collect := func(c call) bool {
		if i.resumes(list, c) {
			list = append(list, i.resumption(list[len(list)-1]))
			if len(list) >= limit {
				return false
			}
		}
		site := &Site{call: c, isolate: i, given: from}
		from = ""
		if known, ok := site.foreign(); ok && !known.placed() && !skipping {
			from = known.from
			if known.method != "" {
				known.calls = []string{site.TypeName() + "." + known.method}
			}
			if caller != nil {
				known.calls = caller
			}
			list, caller = append(list, i.foreignSites(known.calls)...), known.caller
			return len(list) < limit && !known.last
		}
		if c.program == nil {
			runs := len(list) > 0 && list[len(list)-1].runsModule() && i.inside.kind(holder(c.this)) == "generatorObject"
			if loading = loading || runs; loading {
				return true
			}
		} else {
			loading = site.file() == "node:internal/esm"
		}
		if !skipping && i.hidden(site) {
			return true
		}
		if skipping {
			skipping = c.function != above
			return true
		}
		// Of a function of the language that the library supplies only the call
		// from outside is shown.
		inside := c.program != nil && languageFile(site.file())
		if c.program == nil && len(list) > 0 && c.function != nil && i.inside.kind(holder(c.this)) == "generatorObject" {
			site.generator = list[len(list)-1].FunctionName()
		}
		for inside && len(list) > 0 && (language || list[len(list)-1].program == nil && list[len(list)-1].label == "") {
			list, language = list[:len(list)-1], false
		}
		if inside && len(list) == 0 && site.FunctionName() == "" {
			return true // it is no function of the language, but does what an expression is for
		}
		if c.kind == initialize && len(list) > 0 {
			// A static block is a function of the engine's own.
			if last := list[len(list)-1]; last.function != nil && last.kind == plainCall && last.FunctionName() == "" && i.setsField(last.function) {
				site.program, site.pc, site.settled = last.program, last.pc, last.settled
				list = list[:len(list)-1]
			}
		}
		language = inside
		if len(list) > 0 && list[len(list)-1].arrow {
			list[len(list)-1].caller = site
		}
		list = append(list, site)
		return len(list) < limit || language
	}
	i.inside.calls(collect)
	i.Exert(int64(len(list)+1) * siteEffort)
	return list[:min(len(list), max(limit, 0))]
}

// holder is a value as an object; one of nothing if it is none.
func holder(v sobek.Value) *sobek.Object {
	if object, ok := v.(*sobek.Object); ok {
		return object
	}
	return &sobek.Object{}
}

// seen reports whether a function is being called.
func (i *Isolate) seen(function *sobek.Object) (found bool) {
	i.inside.calls(func(c call) bool {
		found = c.function == function
		return !found
	})
	return found
}

// hidden reports whether a call is none that V8 would have: of the machinery
// that runs modules and makes errors, of helpers in Go, and of builtins that
// call another function in their place.
func (i *Isolate) hidden(s *Site) bool {
	if s.label != "" {
		return false
	}
	if s.program == nil {
		if s.function == nil {
			return true
		}
		switch kind, _ := i.inside.functionOf(s.function); kind {
		case "boundFuncObject":
			return true
		case "proxyObject":
			return true
		}
		name := s.isolate.ownData(s.function, "name")
		return name == nil || hiddenNative(name.String())
	}
	file := s.file()
	return file == "" || hiddenFile(file) || s.givesExport()
}

func hiddenNative(name string) bool {
	switch name {
	case "", "apply", "call", "construct", "fresh", "stack":
		return true
	}
	return strings.Contains(name, "/") || name[0] == ' '
}

// hiddenFile reports whether a script is none that a person wants to see in a
// stack.
func hiddenFile(name string) bool {
	return strings.HasPrefix(name, "node:internal/modules") || name == "node:internal/esm" || name == "node:internal/errors" || strings.HasPrefix(name, " ") || name == turnName
}

// siteEffort is as how many statements it counts to find out what a call of a stack is, and
// textEffort to write it. (Measured.)
const (
	siteEffort = 10
	textEffort = 20
)

// stackText writes calls as V8 does, each on a line that begins with a line
// end.
func stackText(sites []*Site) string {
	var b strings.Builder
	for _, s := range sites {
		b.WriteString("\n    at ")
		b.WriteString(s.String())
	}
	return b.String()
}

// stackLimit is Error.stackTraceLimit, -1 if it is none.
func (i *Isolate) stackLimit() int {
	value := i.ownData(i.errorClass, "stackTraceLimit")
	if value == nil {
		return -1
	}
	switch n := value.Export().(type) {
	case int64:
		return int(max(0, min(n, maximumFrames)))
	case float64:
		if n != n {
			return 0
		}
		return int(max(0, min(n, maximumFrames)))
	}
	return -1
}

// maximumFrames is the most that a stack has.
const maximumFrames = 1 << 16

// trace is the stack of an error, which becomes text when somebody first asks:
// its first line is what the error is called by then. So it is in V8.
type trace struct {
	isolate *Isolate
	object  *sobek.Object
	sites   []*Site
	value   sobek.Value // what stack is by now; nil as long as nobody has asked
}

// access is the getter and the setter of the property: a getter is called
// without arguments.
func (t *trace) access(c sobek.FunctionCall) sobek.Value {
	if len(c.Arguments) > 0 {
		t.settle(c.Arguments[0])
		return nil
	}
	if t.value == nil {
		t.settle(t.isolate.prepare(t.object, t.sites))
	}
	return t.value
}

// settle makes the property one of data.
func (t *trace) settle(value sobek.Value) {
	t.value, t.sites = value, nil
	_ = t.object.DefineDataProperty("stack", value, sobek.FLAG_TRUE, sobek.FLAG_TRUE, sobek.FLAG_FALSE)
}

// attach gives an object these calls as its stack.
func (i *Isolate) attach(object *sobek.Object, sites []*Site) {
	t := &trace{isolate: i, object: object, sites: sites}
	access := i.Engine.ToValue(t.access)
	_ = object.DefineAccessorProperty("stack", access, access, sobek.FLAG_TRUE, sobek.FLAG_FALSE)
}

// pending is the stack of an object that nobody has asked for yet, by the
// getter of the property; nil if it is another getter.
func pending(getter sobek.Value) bool {
	object, ok := getter.(*sobek.Object)
	if !ok {
		return false
	}
	f, ok := object.Export().(func(sobek.FunctionCall) sobek.Value)
	return ok && reflect.ValueOf(f).Pointer() == reflect.ValueOf((&trace{}).access).Pointer()
}

// traceOf is the trace that a function at a place gives as a stack; nil if it is
// another function. A method that is kept as a function is what Go calls and, behind
// that, what it is called on.
func traceOf(function unsafe.Pointer) *trace {
	kept := *(*unsafe.Pointer)(function)
	if kept == nil || *(*uintptr)(kept) != accessCode {
		return nil
	}
	return *(**trace)(unsafe.Add(kept, unsafe.Sizeof(uintptr(0))))
}

// accessCode is what Go calls for the access of any trace.
var accessCode = func() uintptr {
	access := (&trace{}).access
	return **(**uintptr)(unsafe.Pointer(&access))
}()

// SettleStack makes the stack of an object text, if it has one that is not yet.
func (i *Isolate) SettleStack(object *sobek.Object) {
	if i.inside.kind(object) == "proxyObject" {
		return // what it shows would be asked of a script
	}
	if d := i.descriptor(object, "stack"); d != nil && pending(d.Get("get")) {
		object.Get("stack")
	}
}

// prepare is the stack of an error as text, or what Error.prepareStackTrace
// makes of it.
func (i *Isolate) prepare(object *sobek.Object, sites []*Site) sobek.Value {
	if i.formatter != nil {
		custom := i.Engine.Get("Error")
		if class, ok := custom.(*sobek.Object); ok {
			if _, callable := sobek.AssertFunction(class.Get("prepareStackTrace")); callable {
				list := make([]any, len(sites))
				for at, s := range sites {
					list[at] = s
				}
				value, err := i.formatter(sobek.Undefined(), object, i.Engine.NewArray(list...))
				if err != nil {
					panic(err)
				}
				return value
			}
		}
	}
	i.Exert(int64(len(sites)) * textEffort)
	return i.Engine.ToValue(i.header(object) + stackText(sites))
}

// header is the first line of an error's stack.
func (i *Isolate) header(object *sobek.Object) string {
	value, err := i.errorText(object)
	if err != nil {
		return "<error>"
	}
	return value.String()
}

// Capture gives an object the present stack, from the caller of a function on.
func (i *Isolate) Capture(object, above *sobek.Object) {
	limit := i.stackLimit()
	if limit < 0 {
		_ = object.DefineDataProperty("stack", sobek.Undefined(), sobek.FLAG_TRUE, sobek.FLAG_TRUE, sobek.FLAG_FALSE)
		return
	}
	i.attach(object, i.sites(limit, above))
}

// Formatter is what calls Error.prepareStackTrace, with an error and its
// sites.
func (i *Isolate) Formatter(f sobek.Callable) { i.formatter = f }

// Origin is where code for eval is evaluated.
type Origin struct {
	Told   string // as errors in it tell
	Script string // what import() in it is relative to, "" if that is no file's
}

// EvalOrigin is where code for eval is evaluated.
func (i *Isolate) EvalOrigin() Origin {
	sites := i.sites(1, nil)
	if len(sites) > 0 && sites[0].builtin() {
		sites = i.sites(len(sites)+1, nil)[len(sites):]
		if len(sites) > 0 && sites[0].builtin() {
			return Origin{Told: "eval at <anonymous>"}
		}
	}
	if len(sites) == 0 {
		return Origin{Told: "eval at <anonymous>"}
	}
	name := sites[0].FunctionName()
	if name == "" {
		name = "<anonymous>"
	}
	origin := Origin{Told: "eval at " + name + " (" + sites[0].place() + ")"}
	if script := sites[0].script(); script != nil {
		origin.Script = script.asks()
	}
	return origin
}

// CallText is the source of the call by which a script came into the library, with the
// script's name and before how many characters of its line it begins; no text if it is not
// known. Of calls of what a call returned it is the first. (parseCode of
// lib/internal/assert/utils.js)
func (i *Isolate) CallText() (name string, column int, text string) {
	i.inside.calls(func(c call) bool {
		site := &Site{call: c, isolate: i}
		if c.program == nil || strings.HasPrefix(site.file(), "node:") {
			return true
		}
		script, s := site.script(), i.sourceOf(c.program)
		if s == nil || script == nil || script.origin != "" {
			return false
		}
		p := i.inside.frame(c.program, c.pc).Position()
		n, ok := find[*ast.CallExpression](s, s.index(p.Line, p.Column))
		if !ok {
			return false
		}
		for {
			inner, isCall := n.Callee.(*ast.CallExpression)
			if !isCall {
				break
			}
			n = inner
		}
		from, to := int(n.Idx0())-s.base, int(n.RightParenthesis)-s.base+1
		if from >= 0 && from < to && to <= len(s.text) {
			name, text = script.Name, s.text[from:to]
			line, at := s.position(n.Idx0())
			if column = s.unitColumn(line, at) - 1; line == 1 {
				column -= script.shift
			}
		}
		return false
	})
	return name, column, text
}
