package node

import (
	"path"

	"github.com/grafana/sobek"

	"timeslice/sim/node/js"
)

// runScript runs the main script, a CommonJS module, as Node runs a callback:
// ticks and microtasks follow.
func (n *Process) runScript() {
	n.callback(n.newItem(path.Base(n.options.Script), func() {
		load, ok := sobek.AssertFunction(n.requireBuiltin("internal/modules").(*sobek.Object).Get("runMain"))
		if !ok {
			fault("internal/modules has no runMain")
		}
		n.invoke(load, sobek.Undefined(), n.isolate.Engine.ToValue(n.options.Script))
	}))
}

// compileModule compiles the source of a CommonJS module into the function
// that Node wraps it in.
func (n *Process) compileModule(name, source string) sobek.Value {
	script, err := js.Compile(name, n.isolate.Lines().File(name), "(function (exports, require, module, __filename, __dirname) { ", source, "\n})")
	if err != nil {
		n.throwSyntaxError(err)
	}
	value, err := n.isolate.Run(script)
	if err != nil {
		fault("%s: %v", name, err)
	}
	return value
}

// isFile and isDirectory are what the module loaders ask of a path.
func (n *Process) isFile(path string) bool {
	n.isolate.Owe(n.options.Costs.FileNs)
	found, err := n.volume.must(path, true)
	if err == nil {
		return found.node.kind == FileEntry
	}
	_, ok := n.volume.Read(path)
	return ok
}

func (n *Process) isDirectory(path string) bool {
	n.isolate.Owe(n.options.Costs.FileNs)
	found, err := n.volume.must(path, true)
	return err == nil && found.node.kind == DirectoryEntry
}
