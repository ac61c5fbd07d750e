package node

import (
	"embed"
	"errors"
	"strings"
	"sync"

	"github.com/grafana/sobek"

	"timeslice/sim/node/js"
)

// version is the Node whose behaviour is simulated.
const version = "v20.20.2"

//go:embed lib
var sources embed.FS

// Library is Node's own modules, compiled once for all processes that use it.
type Library struct {
	mu      sync.Mutex
	scripts map[string]*js.Script
}

// NewLibrary returns a library of which nothing is compiled yet.
func NewLibrary() *Library { return &Library{scripts: map[string]*js.Script{}} }

// has reports whether there is a module of that name.
func (l *Library) has(name string) bool {
	file, err := sources.Open("lib/" + name + ".js")
	if err != nil {
		return false
	}
	file.Close()
	return true
}

// script returns a module, compiled as a function of what every module of the
// library is given.
func (l *Library) script(name string) (*js.Script, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if s := l.scripts[name]; s != nil {
		return s, nil
	}
	source, err := sources.ReadFile("lib/" + name + ".js")
	if err != nil {
		return nil, err
	}
	s, err := js.CompileLibrary("node:"+name, "(function (exports, require, module, process, binding) {", string(source), "\n})")
	if err != nil {
		return nil, errors.New("library " + name + ": " + err.Error())
	}
	l.scripts[name] = s
	return s, nil
}

// module is a module of the library that has been loaded.
type module struct{ exports sobek.Value }

// requireBuiltin loads a module of the library.
func (n *Process) requireBuiltin(name string) sobek.Value {
	name = strings.TrimPrefix(name, "node:")
	if m := n.modules[name]; m != nil {
		return m.object().Get("exports")
	}
	script, err := n.options.Library.script(name)
	if err != nil {
		fault("%v", err)
	}
	wrapper, err := n.isolate.Run(script)
	if err != nil {
		fault("%s: %v", name, err)
	}
	e := n.isolate.Engine
	object := e.NewObject()
	exports := e.NewObject()
	_ = object.Set("exports", exports)
	n.modules[name] = &module{exports: object}
	call, _ := sobek.AssertFunction(wrapper)
	require := e.ToValue(func(c sobek.FunctionCall) sobek.Value { return n.requireBuiltin(c.Argument(0).String()) })
	binding := e.ToValue(func(c sobek.FunctionCall) sobek.Value { return n.binding(c.Argument(0).String()) })
	if _, err := call(sobek.Undefined(), exports, require, object, e.Get("process"), binding); err != nil {
		fault("%s: %v", name, err)
	}
	return object.Get("exports")
}

// object is the module's own object, whose exports may have been replaced.
func (m *module) object() *sobek.Object { return m.exports.(*sobek.Object) }

// bootstrap makes the globals.
func (n *Process) bootstrap() {
	n.watchRejections()
	n.simulateClock()
	e := n.isolate.Engine
	_ = e.Set("globalThis", e.GlobalObject())
	_ = e.Set("process", e.NewObject())
	n.turn(func() { n.requireBuiltin("internal/bootstrap") })
}
