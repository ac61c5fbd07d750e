package js

import "github.com/grafana/sobek"

// The depth at which Node's stack of 984 KiB is full for small functions, and
// the engine's own limit, which code cannot catch and should never meet: a
// getter, a proxy's trap or a call out of a builtin counts there several times.
const (
	softDepth = 10_400
	hardDepth = 60_000
)

// depth notices endless recursion. The engine does not tell how deep a call is
// without walking the stack, but a stack grows by one with each entry: after a
// look that found so much room, as many entries are free.
type depth struct {
	engine *sobek.Runtime
	free   int // entries before the next look
	frames []sobek.StackFrame
	// The engine's own RangeError: the library's needs room on the stack.
	rangeError sobek.Value
}

func newDepth(engine *sobek.Runtime) depth {
	return depth{engine: engine, free: softDepth, rangeError: engine.Get("RangeError")}
}

// check is called on entry to a function. It throws the RangeError that Node
// would throw.
func (d *depth) check() {
	if d.free--; d.free > 0 {
		return
	}
	d.frames = d.engine.CaptureCallStack(0, d.frames[:0])
	if d.free = softDepth - len(d.frames); d.free > 0 {
		return
	}
	d.free = 1
	object, err := d.engine.New(d.rangeError, d.engine.ToValue("Maximum call stack size exceeded"))
	if err != nil {
		panic(err)
	}
	panic(object)
}
