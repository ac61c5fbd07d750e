package node

import (
	"strings"

	"github.com/grafana/sobek"
)

// compileModule compiles the source of a CommonJS module into the function
// that Node wraps it in.
func (n *Environment) compileModule(name, source string) sobek.Value {
	n.isolate.Owe(n.compileNs(len(source)))
	script, err := n.options.Library.own.Compile(name, "(function (exports, require, module, __filename, __dirname) { ", source, "\n})")
	if err != nil {
		n.throwSyntaxErrorIn(err, func(stack string) string { return strings.Replace(stack, compiles, wraps, 1) })
	}
	value, err := n.isolate.Run(script)
	if err != nil {
		fault("%s: %v", name, err)
	}
	return value
}

// compiles is where a module's code is called in Node, and wraps where it is compiled
// before.
const (
	compiles = "    at Module._compile (node:internal/modules/cjs/loader:1521:14)"
	wraps    = "    at wrapSafe (node:internal/modules/cjs/loader:1464:18)\n    at Module._compile (node:internal/modules/cjs/loader:1495:20)"
)

// isFile and isDirectory are what the module loaders ask of a path.
func (n *Environment) isFile(path string) bool {
	n.isolate.Owe(n.options.Costs.FileNs)
	found, err := n.volume.must(path, true)
	if err == nil {
		return found.node.kind == FileEntry
	}
	_, ok := n.volume.Read(path)
	return ok
}

// realPath is where a path that isFile says yes to leads. The look that isFile has
// paid for has found it.
func (n *Environment) realPath(path string) string {
	if found, err := n.volume.must(path, true); err == nil {
		return found.path
	}
	return path
}

func (n *Environment) isDirectory(path string) bool {
	n.isolate.Owe(n.options.Costs.FileNs)
	found, err := n.volume.must(path, true)
	return err == nil && found.node.kind == DirectoryEntry
}
