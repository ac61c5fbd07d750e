package node

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"strings"
	"sync"

	"github.com/grafana/sobek"

	"timeslice/sim/node/js"
	"timeslice/sim/node/locales"
)

// version is the Node whose behaviour is simulated.
const version = "v20.20.2"

// Library is Node's own modules, compiled once for all processes that use it,
// and the processes' own scripts, so that many with the same one compile it
// once.
type Library struct {
	mu      sync.Mutex
	scripts map[string]*js.Script
	own     *js.Cache
	sources fs.FS
	locales *locales.Locales
	derived map[[sha256.Size]byte][]byte // keys from passwords, see derive
}

// NewLibrary returns a library of which nothing is compiled yet.
func NewLibrary() *Library {
	return &Library{scripts: map[string]*js.Script{}, own: js.NewCache(), sources: Sources(), locales: locales.New()}
}

// has reports whether there is a module of that name.
func (l *Library) has(name string) bool {
	file, err := l.sources.Open(name + ".js")
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
	source, err := fs.ReadFile(l.sources, name+".js")
	if err != nil {
		return nil, err
	}
	s, err := l.own.CompileLibrary("node:"+name, "(function (exports, require, module, process, binding) {", string(source), "\n})")
	if err != nil {
		return nil, errors.New("library " + name + ": " + err.Error())
	}
	l.scripts[name] = s
	return s, nil
}

// inSnapshot are modules that Node has loaded before a script runs, and that are
// loaded here when they are first needed: what that costs is in Costs.StartNs.
// (node_snapshotable.cc; process.moduleLoadList)
func inSnapshot(name string) bool {
	switch name {
	case "internal/inspect", "internal/error_messages", "internal/error_numbers", "internal/console_table":
		return true
	}
	return false
}

// module is a module of the library that has been loaded.
type module struct{ exports sobek.Value }

// requireBuiltin loads a module of the library.
func (n *Environment) requireBuiltin(name string) (exports sobek.Value) {
	name = strings.TrimPrefix(name, "node:")
	if m := n.modules[name]; m != nil {
		return m.object().Get("exports")
	}
	if inSnapshot(name) {
		n.isolate.Uncounted(func() { exports = n.loadBuiltin(name) })
		return exports
	}
	if name == "internal/net/socket" { // what a standard stream is made of
		n.bring("net")
	}
	n.bring(name)
	return n.loadBuiltin(name)
}

func (n *Environment) loadBuiltin(name string) sobek.Value {
	n.isolate.Rest() // compiling may take long
	script, err := n.options.Library.script(name)
	if err != nil {
		fault("%v", err)
	}
	n.isolate.Rest()
	wrapper, err := n.isolate.Run(script)
	if err != nil {
		n.notLoaded(name, err)
	}
	e := n.isolate.Engine
	object := e.NewObject()
	exports := e.NewObject()
	_ = object.DefineDataProperty("exports", exports, sobek.FLAG_TRUE, sobek.FLAG_TRUE, sobek.FLAG_TRUE) // whatever Object.prototype has
	n.modules[name] = &module{exports: object}
	call, _ := sobek.AssertFunction(wrapper)
	require := e.ToValue(func(c sobek.FunctionCall) sobek.Value { return n.requireBuiltin(c.Argument(0).String()) })
	binding := e.ToValue(func(c sobek.FunctionCall) sobek.Value { return n.binding(c.Argument(0).String()) })
	if _, err := call(sobek.Undefined(), exports, require, object, e.Get("process"), binding); err != nil {
		n.notLoaded(name, err)
	}
	return object.Get("exports")
}

// notLoaded sees to a module of the library that did not come to its end: it was
// stopped, the program is to blame, or something in it is wrong.
func (n *Environment) notLoaded(name string, err error) {
	switch {
	case errors.Is(err, js.ErrStopped):
		n.unwind()
	case errors.Is(err, errMemory):
		n.outOfMemory()
	}
	delete(n.modules, name)
	n.rethrowRefusal(err)
	var thrown *sobek.Exception
	if errors.As(err, &thrown) && isOfProgram(thrown) {
		panic(thrown)
	}
	fault("%s: %v", name, err)
}

// rethrowRefusal lets an error of Node's own, by which a module says that it cannot be
// used now, go on to who requires it.
func (n *Environment) rethrowRefusal(err error) {
	var thrown *sobek.Exception
	if !errors.As(err, &thrown) {
		return
	}
	if object, ok := thrown.Value().(*sobek.Object); ok {
		if code, ok := object.Get("code").(sobek.String); ok && strings.HasPrefix(code.String(), "ERR_") {
			panic(thrown)
		}
	}
}

// isOfProgram reports whether the program is to blame for an error in the library: it has
// used up the stack, or put something of its own where the library met it, such as a
// getter of Object.prototype.
func isOfProgram(thrown *sobek.Exception) bool {
	if object, ok := thrown.Value().(*sobek.Object); ok && object.ClassName() == "Error" {
		if message, ok := object.Get("message").(sobek.String); ok && strings.HasPrefix(message.String(), "Maximum call stack") {
			return true
		}
	}
	for _, frame := range thrown.Stack() {
		if name := frame.SrcName(); name != "" && name != "<native>" {
			return !strings.HasPrefix(name, "node:")
		}
	}
	return false
}

// object is the module's own object, whose exports may have been replaced.
func (m *module) object() *sobek.Object { return m.exports.(*sobek.Object) }

// bootstrap makes the globals. What that costs is in Costs.StartNs, whatever it
// takes here.
func (n *Environment) bootstrap() {
	n.watchRejections()
	n.watchPromises()
	n.simulateClock()
	e := n.isolate.Engine
	_ = e.Set("globalThis", e.GlobalObject())
	_ = e.Set("process", n.isolate.NewLazyObject())
	n.isolate.Uncounted(func() {
		n.turn(func() { n.requireBuiltin("internal/bootstrap") })
	})
}
