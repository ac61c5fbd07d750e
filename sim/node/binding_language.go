package node

import (
	"errors"
	"sort"

	"github.com/grafana/sobek"

	"timeslice/sim/node/js"
)

// languageBinding is what the library needs to supply what the engine's
// JavaScript lacks.
func (n *Process) languageBinding() sobek.Value {
	e := n.isolate.Engine
	return n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		// helper(name, function): what lowered code calls by that name.
		"helper": func(c sobek.FunctionCall) sobek.Value {
			n.isolate.Helper(c.Argument(0).String(), c.Argument(1))
			return nil
		},
		// evaluate(source, name, inGlobal): the value of a script. Without
		// inGlobal its let, const and class are its own, as those of eval.
		"evaluate": func(c sobek.FunctionCall) sobek.Value {
			name := "evalmachine.<anonymous>"
			if v := c.Argument(1); !sobek.IsUndefined(v) {
				name = v.String()
			}
			return n.evaluateScript(c.Argument(0).String(), name, c.Argument(2).ToBoolean())
		},
		// check(source, name): throws if a script cannot be compiled.
		"check": func(c sobek.FunctionCall) sobek.Value {
			name := "evalmachine.<anonymous>"
			if v := c.Argument(1); !sobek.IsUndefined(v) {
				name = v.String()
			}
			if _, err := js.CompileScript(name, n.isolate.Lines().File(name), c.Argument(0).String()); err != nil {
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
			source, err := js.EvalSource(text.String())
			if err != nil {
				object, _ := e.New(e.Get("EvalError"), e.ToValue(err.Error()))
				panic(e.ToValue(object))
			}
			if source == text.String() {
				return text
			}
			return e.ToValue(source)
		},
		"isName": func(c sobek.FunctionCall) sobek.Value { return e.ToValue(js.IsName(c.Argument(0).String())) },
		// unicodeClass(name, negated): the ranges of \p{name}, undefined if there is no such property.
		"unicodeClass": func(c sobek.FunctionCall) sobek.Value {
			ranges, ok := js.UnicodeClass(c.Argument(0).String(), c.Argument(1).ToBoolean())
			if !ok {
				return sobek.Undefined()
			}
			return e.ToValue(ranges)
		},
		// makeFunction(keyword, parameters, body): what the constructor Function makes.
		"makeFunction": func(c sobek.FunctionCall) sobek.Value {
			source := "(" + c.Argument(0).String() + " anonymous(" + c.Argument(1).String() + "\n) {\n" + c.Argument(2).String() + "\n})"
			return n.evaluateScript(source, "<anonymous>", false)
		},
		// namespace(getters): a module's namespace object.
		"namespace": func(c sobek.FunctionCall) sobek.Value {
			getters := c.Argument(0).(*sobek.Object)
			record := &namespaceRecord{engine: e, getters: map[string]sobek.Callable{}}
			for _, name := range getters.Keys() {
				record.names = append(record.names, name)
				record.getters[name] = n.function(getters.Get(name))
			}
			sort.Strings(record.names)
			e.CyclicModuleRecordEvaluate(record, nil)
			return e.NamespaceObjectFor(record)
		},
		// compileModule(path, source): what internal/esm needs of a module.
		"compileModule": func(c sobek.FunctionCall) sobek.Value {
			return n.compileESModule(c.Argument(0).String(), c.Argument(1).String())
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
}

func (n *Process) array(list []string) *sobek.Object {
	values := make([]any, len(list))
	for i, s := range list {
		values[i] = s
	}
	return n.isolate.Engine.NewArray(values...)
}

// evaluateScript runs a script that came into being at run time; it is counted
// as any other.
func (n *Process) evaluateScript(source, name string, inGlobal bool) sobek.Value {
	compile := js.CompileEval
	if inGlobal {
		compile = js.CompileScript
	}
	script, err := compile(name, n.isolate.Lines().File(name), source)
	if err != nil {
		n.throwSyntaxError(err)
	}
	value, err := n.isolate.Run(script)
	if err != nil {
		n.rethrow(err)
	}
	return value
}

// rethrow lets an error that came out of JavaScript go on through it.
func (n *Process) rethrow(err error) {
	var thrown *sobek.Exception
	if errors.As(err, &thrown) {
		panic(thrown)
	}
	panic(err)
}

// throwSyntaxError throws what a script could not be compiled for.
func (n *Process) throwSyntaxError(err error) {
	e := n.isolate.Engine
	var syntax *js.SyntaxError
	if !errors.As(err, &syntax) {
		fault("%v", err)
	}
	object, thrown := e.New(e.Get("SyntaxError"), e.ToValue(syntax.Message))
	if thrown != nil {
		panic(thrown)
	}
	stack := object.Get("stack").String()
	_ = object.DefineDataProperty("stack", e.ToValue(syntax.Arrow()+stack), sobek.FLAG_TRUE, sobek.FLAG_TRUE, sobek.FLAG_FALSE)
	panic(e.ToValue(object))
}

func (n *Process) compileESModule(name, source string) sobek.Value {
	m, err := js.CompileModule(name, n.isolate.Lines().File(name), source)
	if err != nil {
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
		push(requests, i, entry("specifier", r.Specifier, "type", r.Type))
	}
	for i, r := range m.Imports {
		push(imports, i, entry("request", r.Request, "name", r.Name, "local", r.Local))
	}
	for i, r := range m.Exports {
		push(exports, i, entry("request", r.Request, "name", r.Name, "local", r.Local, "import", r.Import))
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
	engine  *sobek.Runtime
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
	value, err := r.getters[name](sobek.Undefined())
	if err != nil {
		panic(err)
	}
	return value
}
