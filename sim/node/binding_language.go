package node

import (
	"errors"
	"sort"
	"strings"

	"github.com/grafana/sobek"

	"timeslice/sim/node/js"
	"timeslice/sim/trace"
)

// languageBinding is what the library needs to supply what the engine's
// JavaScript lacks.
func (n *Environment) languageBinding() sobek.Value {
	e := n.isolate.Engine
	binding := n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		// helper(name, function): what lowered code calls by that name.
		"helper": func(c sobek.FunctionCall) sobek.Value {
			n.isolate.Helper(c.Argument(0).String(), c.Argument(1))
			return nil
		},
		// awaits(line, generator, answers): the next then stands for an await at that line,
		// of a generator that settles the promise answers.
		"awaits": func(c sobek.FunctionCall) sobek.Value {
			n.promises.line = c.Argument(0).ToInteger()
			if generator, ok := c.Argument(1).(*sobek.Object); ok {
				answers, _ := c.Argument(2).(*sobek.Object)
				n.isolate.AwaitsIn(generator, answers)
			}
			return nil
		},
		// evaluate(source): the value of code, as eval gives it: its let, const
		// and class are its own.
		"evaluate": func(c sobek.FunctionCall) sobek.Value { return n.evaluate(n.payToCompile(c.Argument(0))) },
		// run(source, name, milliseconds, displays, asks): the value of a script in the global
		// scope, undefined if it took more time than it may. asks is what import() in it is
		// relative to, if that is not the script itself.
		"run": func(c sobek.FunctionCall) sobek.Value {
			script, err := n.options.Library.own.CompileScript(scriptName(c.Argument(1)), askerName(c.Argument(4), c.Argument(1)), n.payToCompile(c.Argument(0)))
			if err != nil {
				n.throwSyntaxError(err)
			}
			return n.within(c.Argument(2), c.Argument(3).ToBoolean(), func() (sobek.Value, error) { return n.isolate.Run(script) })
		},
		// context(sandbox, builtins, global, has, set): a global scope of its own.
		"context": func(c sobek.FunctionCall) sobek.Value {
			object := func(k int) *sobek.Object { return c.Argument(k).(*sobek.Object) }
			n.isolate.Owe(n.options.Costs.ContextNs)
			n.isolate.Exert(contextEffort)
			context := e.ToValue(n.isolate.NewContext(object(0), object(1), object(2), n.function(c.Argument(3)), n.function(c.Argument(4)))).(*sobek.Object)
			_ = context.SetPrototype(object(1)) // so that a census finds what belongs to it
			return context
		},
		// runIn(context, source, name, milliseconds, displays, asks): as run, in a context.
		"runIn": func(c sobek.FunctionCall) sobek.Value {
			in, _ := c.Argument(0).Export().(*js.Context)
			script, err := n.options.Library.own.CompileContext(scriptName(c.Argument(2)), askerName(c.Argument(5), c.Argument(2)), n.payToCompile(c.Argument(1)))
			if err != nil {
				n.throwSyntaxError(err)
			}
			return n.within(c.Argument(3), c.Argument(4).ToBoolean(), func() (sobek.Value, error) { return n.isolate.RunIn(in, script) })
		},
		// compileBody(name, asks, before, source, after): the value of a script that begins
		// and ends with what nobody sees.
		"compileBody": func(c sobek.FunctionCall) sobek.Value {
			name := scriptName(c.Argument(0))
			source := n.payToCompile(c.Argument(3))
			script, err := n.options.Library.own.CompileWithin(name, askerName(c.Argument(1), c.Argument(0)), c.Argument(2).String(), source, c.Argument(4).String())
			if err != nil {
				n.throwSyntaxError(err)
			}
			value, err := n.isolate.Run(script)
			if err != nil {
				n.rethrow(err)
			}
			return value
		},
		// check(source, name): throws if a script cannot be compiled.
		"check": func(c sobek.FunctionCall) sobek.Value {
			if _, err := n.options.Library.own.CompileScript(scriptName(c.Argument(1)), scriptName(c.Argument(1)), n.payToCompile(c.Argument(0))); err != nil {
				n.throwSyntaxError(err)
			}
			return nil
		},
		// evalSource(code): code for a direct eval, with its loops counted.
		"evalSource": func(c sobek.FunctionCall) sobek.Value {
			text, ok := c.Argument(0).(sobek.String)
			if !ok {
				return c.Argument(0)
			}
			source, err := n.options.Library.own.EvalSource(n.payToCompile(text), n.isolate.EvalOrigin().Script)
			n.isolate.Evaluating(text.String())
			var syntax *js.SyntaxError
			if errors.As(err, &syntax) {
				n.throwEvaluated(syntax)
			}
			if err != nil {
				object, _ := e.New(e.Get("EvalError"), e.ToValue(err.Error()))
				panic(e.ToValue(object))
			}
			if source == text.String() {
				return text
			}
			return e.ToValue(source)
		},
		// makeFunction(keyword, parameters, body): what the constructor Function makes.
		"makeFunction": func(c sobek.FunctionCall) sobek.Value {
			return n.makeFunction(c.Argument(0).String(), c.Argument(1), c.Argument(2))
		},
		// namespace(getters): a module's namespace object.
		"namespace": func(c sobek.FunctionCall) sobek.Value {
			getters := c.Argument(0).(*sobek.Object)
			record := &namespaceRecord{isolate: n.isolate, getters: map[string]sobek.Callable{}}
			for _, name := range getters.Keys() {
				record.names = append(record.names, name)
				record.getters[name] = n.function(getters.Get(name))
			}
			sort.Strings(record.names)
			e.CyclicModuleRecordEvaluate(record, nil)
			return e.NamespaceObjectFor(record)
		},
		// compileModule(path, source, shown): what internal/esm needs of a module.
		"compileModule": func(c sobek.FunctionCall) sobek.Value {
			return n.compileESModule(c.Argument(0).String(), c.Argument(1).String(), c.Argument(2).ToBoolean())
		},
		"isModule": func(c sobek.FunctionCall) sobek.Value {
			return e.ToValue(js.IsModule(c.Argument(0).String()))
		},
		// commonJSExports(source): [names, reexports].
		"commonJSExports": func(c sobek.FunctionCall) sobek.Value {
			names, reexports := js.CommonJSExports(c.Argument(0).String())
			return e.NewArray(n.array(names), n.array(reexports))
		},
	})
	n.localesBinding(binding.ToObject(e))
	return binding
}

func (n *Environment) array(list []string) *sobek.Object {
	values := make([]any, len(list))
	for i, s := range list {
		values[i] = s
	}
	return n.isolate.Engine.NewArray(values...)
}

// payToCompile charges for compiling code that comes into being at run time.
func (n *Environment) payToCompile(source sobek.Value) string {
	text := source.String()
	n.isolate.Owe(n.options.Costs.EvaluateNs + n.compileNs(len(text)))
	n.isolate.Exert(evaluateEffort)
	return text
}

// compileNs charges for compiling so much of a source.
func (n *Environment) compileNs(length int) int64 {
	n.isolate.Exert(int64(length) * compileEffort)
	return int64(length) / 1024 * n.options.Costs.CompilePerKiBNs
}

// Compiling is much more work for who simulates than running: in statements, for
// each time and for each byte, and for making a context.
const (
	evaluateEffort = 500
	compileEffort  = 12
	contextEffort  = 10_000
)

// evaluate runs code for eval. Errors in it tell where that was called.
func (n *Environment) evaluate(source string) sobek.Value {
	const name = "<anonymous>"
	script, err := n.options.Library.own.CompileEval(name, source, n.isolate.EvalOrigin())
	return n.runCompiled(script, err)
}

// makeFunction makes the function that the constructor Function makes of texts.
func (n *Environment) makeFunction(keyword string, parameters, body sobek.Value) sobek.Value {
	n.payToCompile(n.isolate.Engine.ToValue(parameters.String() + body.String()))
	script, err := n.options.Library.own.CompileFunction("<anonymous>", keyword, parameters.String(), body.String(), n.isolate.EvalOrigin())
	return n.runCompiled(script, err)
}

// runCompiled runs a script that came into being at run time; it is counted as
// any other.
func (n *Environment) runCompiled(script *js.Script, err error) sobek.Value {
	if err != nil {
		n.throwEvaluated(err)
	}
	value, err := n.isolate.Run(script)
	if err != nil {
		n.rethrow(err)
	}
	return value
}

// scriptName is what a script is called that belongs to no file.
func scriptName(v sobek.Value) string {
	if sobek.IsUndefined(v) {
		return "evalmachine.<anonymous>"
	}
	return v.String()
}

// askerName is what import() in a script is relative to: what is said, or the script
// of a name.
func askerName(said, name sobek.Value) string {
	if sobek.IsUndefined(said) {
		return scriptName(name)
	}
	return said.String()
}

// within lets code run for so many milliseconds, for as long as it takes if
// that is undefined. If that was too short, Node's error is thrown. displays says
// that errors show the line that threw them.
func (n *Environment) within(milliseconds sobek.Value, displays bool, run func() (sobek.Value, error)) sobek.Value {
	value, err := n.limited(milliseconds, run) // making the error takes time that is not limited
	var syntax *js.SyntaxError
	switch {
	case err == nil:
		return value
	case errors.As(err, &syntax):
		n.throwSyntaxError(err)
	case n.isolate.EndedLate(err):
		e := n.isolate.Engine // Node makes this error, and shows no source
		late, _ := e.New(e.Get("Error"), e.ToValue("Script execution timed out after "+milliseconds.String()+"ms"))
		_ = late.Set("code", "ERR_SCRIPT_EXECUTION_TIMEOUT")
		panic(e.ToValue(late))
	}
	if displays {
		n.decorate(err)
	}
	n.rethrow(err)
	return nil
}

// limited lets code run for so many milliseconds, for as long as it takes if that
// is undefined.
func (n *Environment) limited(milliseconds sobek.Value, run func() (sobek.Value, error)) (sobek.Value, error) {
	if !sobek.IsUndefined(milliseconds) {
		n.isolate.Settle()
		end := n.now() + trace.Time(milliseconds.ToInteger())*trace.Time(trace.Millisecond)
		defer n.isolate.Limit(func() bool { return n.now() >= end })()
	}
	return run()
}

// decorate puts the line that threw an error in front of its stack.
// (node::errors::DecorateErrorStack)
func (n *Environment) decorate(err error) {
	var thrown *sobek.Exception
	if !errors.As(err, &thrown) {
		return
	}
	object, ok := thrown.Value().(*sobek.Object)
	if !ok || object.ClassName() != "Error" {
		return
	}
	quoted, stack := n.isolate.Quote(object, thrown.Stack()), object.Get("stack")
	if text, ok := stack.(sobek.String); ok && quoted != "" && !strings.HasPrefix(text.String(), quoted) {
		_ = object.DefineDataProperty("stack", n.isolate.Engine.ToValue(quoted+"\n"+text.String()), sobek.FLAG_TRUE, sobek.FLAG_TRUE, sobek.FLAG_FALSE)
	}
}

// rethrow lets an error that came out of JavaScript go on through it.
func (n *Environment) rethrow(err error) {
	var thrown *sobek.Exception
	if errors.As(err, &thrown) {
		panic(thrown)
	}
	panic(err)
}

// throwSyntaxError throws what a script could not be compiled for.
func (n *Environment) throwSyntaxError(err error) {
	n.throwSyntaxErrorIn(err, func(stack string) string { return stack })
}

// throwEvaluated throws what code for eval could not be compiled for. Its line is shown
// only if nobody catches the error.
func (n *Environment) throwEvaluated(err error) {
	var wrong *js.SyntaxError
	if errors.As(err, &wrong) {
		told := *wrong
		told.Name, told.IfUncaught = "<anonymous_script>", true
		err = &told
	}
	n.throwSyntaxError(err)
}

// throwSyntaxErrorIn does so with a stack that Node has otherwise.
func (n *Environment) throwSyntaxErrorIn(err error, inNode func(stack string) string) {
	e := n.isolate.Engine
	var syntax *js.SyntaxError
	if !errors.As(err, &syntax) {
		fault("%v", err)
	}
	class := "SyntaxError"
	if syntax.Class != "" {
		class = syntax.Class
	}
	object, thrown := e.New(e.Get(class), e.ToValue(syntax.Message))
	if thrown != nil {
		panic(thrown)
	}
	stack := inNode(object.Get("stack").String())
	if syntax.IfUncaught {
		n.isolate.QuoteSource(object, syntax)
		panic(e.ToValue(object))
	}
	_ = object.DefineDataProperty("stack", e.ToValue(syntax.Arrow()+stack), sobek.FLAG_TRUE, sobek.FLAG_TRUE, sobek.FLAG_FALSE)
	panic(e.ToValue(object))
}

// compileESModule compiles a module. shown says that a stack begins with what is wrong.
func (n *Environment) compileESModule(name, source string, shown bool) sobek.Value {
	n.isolate.Owe(n.compileNs(len(source)))
	m, err := n.options.Library.own.CompileModule(name, source)
	if err != nil {
		var wrong *js.SyntaxError
		if errors.As(err, &wrong) && shown {
			wrong.IfUncaught = false
		}
		n.throwSyntaxError(err)
	}
	function, err := n.isolate.Run(m.Script)
	if err != nil {
		n.rethrow(err)
	}
	e := n.isolate.Engine
	object := e.NewObject()
	requests, imports, exports := e.NewArray(), e.NewArray(), e.NewArray()
	entry := func(fields ...any) *sobek.Object {
		o := e.NewObject()
		for i := 0; i < len(fields); i += 2 {
			_ = o.Set(fields[i].(string), fields[i+1])
		}
		return o
	}
	push := func(list *sobek.Object, i int, o *sobek.Object) { _ = list.Set(itoa(i), o) }
	for i, r := range m.Requests {
		push(requests, i, entry("specifier", r.Specifier, "type", r.Type, "unknown", r.Unknown, "value", r.Value))
	}
	for i, r := range m.Imports {
		push(imports, i, entry("request", r.Request, "name", r.Name, "local", r.Local, "offset", r.Offset))
	}
	for i, r := range m.Exports {
		push(exports, i, entry("request", r.Request, "name", r.Name, "local", r.Local, "import", r.Import, "offset", r.Offset))
	}
	_ = object.Set("requests", requests)
	_ = object.Set("imports", imports)
	_ = object.Set("exports", exports)
	_ = object.Set("waits", m.Waits)
	_ = object.Set("body", function)
	return object
}

// namespaceRecord lets the engine make a namespace object whose values come
// from functions.
type namespaceRecord struct {
	isolate *js.Isolate
	names   []string
	getters map[string]sobek.Callable
}

// GetExportedNames gives the names.
func (r *namespaceRecord) GetExportedNames(callback func([]string), _ ...sobek.ModuleRecord) bool {
	callback(r.names)
	return true
}

// ResolveExport finds a name in the module itself.
func (r *namespaceRecord) ResolveExport(name string, _ ...sobek.ResolveSetElement) (*sobek.ResolvedBinding, bool) {
	if r.getters[name] == nil {
		return nil, false
	}
	return &sobek.ResolvedBinding{Module: r, BindingName: name}, false
}

// Link has nothing to do.
func (r *namespaceRecord) Link() error { return nil }

// Evaluate makes the engine know the module.
func (r *namespaceRecord) Evaluate(e *sobek.Runtime) *sobek.Promise {
	return e.CyclicModuleRecordEvaluate(r, nil)
}

// RequestedModules is empty: the loader has seen to them.
func (r *namespaceRecord) RequestedModules() []string { return nil }

// InitializeEnvironment has nothing to do.
func (r *namespaceRecord) InitializeEnvironment() error { return nil }

// Instantiate gives the module itself.
func (r *namespaceRecord) Instantiate(*sobek.Runtime) (sobek.CyclicModuleInstance, error) {
	return r, nil
}

// HasTLA is false: the loader runs modules.
func (r *namespaceRecord) HasTLA() bool { return false }

// ExecuteModule has nothing to do.
func (r *namespaceRecord) ExecuteModule(*sobek.Runtime, func(any) error, func(any) error) (sobek.CyclicModuleInstance, error) {
	return r, nil
}

// GetBindingValue gives the present value of an export.
func (r *namespaceRecord) GetBindingValue(name string) sobek.Value {
	var value sobek.Value
	r.isolate.Uncounted(func() {
		var err error
		if value, err = r.getters[name](sobek.Undefined()); err != nil {
			panic(err)
		}
	})
	return value
}
