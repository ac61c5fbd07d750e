package js

import (
	"runtime"

	"github.com/grafana/sobek"
)

// The depth at which Node's stack of 984 KiB is full for small functions, and
// the engine's own limit, which code cannot catch and should never meet: a
// getter, a proxy's trap or a call out of a builtin counts there several times.
const (
	softDepth = 10_400
	hardDepth = 60_000
)

// Where builtins call one another without a script in between, as proxies of
// proxies do, the engine has no stack of its own that would grow: Go's does, and
// Go ends the program when it is too large. So its frames are counted, which
// are the same on every computer, as they are those of the source.
const (
	mostFrames = 1 << 16
	callFrames = 16 // as many may lie between two builtins
)

// callsAMark is at how many calls is looked in the time of a statement. (Measured.)
const callsAMark = 4

// breathDepth is how deeply calls may be nested before [Unwind].
const breathDepth = 24

// depth notices endless recursion. The engine does not tell how deep a call is
// without walking the stack, but a stack grows by one with each entry: after a
// look that found so much room, as many entries are free.
type depth struct {
	engine  *sobek.Runtime
	inside  *inside
	free    int // entries before the next look
	builtin int // calls of builtins before the next look
	breath  int // either, before the next breath
	climbed int // prototypes of proxies that were asked for since the last statement
	throws  bool
	most    int // values on the engine's stack
	frames  []sobek.StackFrame
	// exert counts what it takes to look as so many statements: near the end of the stack
	// that is at each call.
	exert func(statements int64)
	// The engine's own RangeError: the library's needs room on the stack.
	rangeError sobek.Value
}

func newDepth(inside *inside, exert func(int64)) depth {
	engine := inside.runtime
	return depth{engine: engine, inside: inside, exert: exert, most: mostSpread, free: softDepth, builtin: 1, breath: breathDepth, rangeError: engine.Get("RangeError")}
}

// check is called on entry to a function. It throws the RangeError that Node
// would throw: there are too many calls, or they have too many variables. Go's stack is looked at too: a builtin may call itself for what a
// function gives it, as JSON.stringify does with toJSON.
func (d *depth) check() {
	d.breathe()
	values := d.inside.depth()
	if d.free--; d.free > 0 && values < d.most {
		return
	}
	d.frames = d.engine.CaptureCallStack(0, d.frames[:0])
	d.exert(int64(len(d.frames)) / callsAMark)
	d.free = softDepth - len(d.frames)
	if d.free > 0 && values < d.most && d.framesAtMost() < mostFrames {
		return
	}
	d.free = 1
	d.throw()
}

// native is called on entry to a builtin that may call back, and throws as
// well.
func (d *depth) native() {
	d.breathe()
	if d.builtin--; d.builtin > 0 {
		return
	}
	if d.builtin = (mostFrames - d.framesAtMost()) / callFrames; d.builtin > 0 {
		return
	}
	d.builtin = 1
	d.throw()
}

// framesAtMost is how deep Go's stack is, at the most twice as much.
func (d *depth) framesAtMost() int {
	var frame [1]uintptr
	frames := 1 << 9
	for frames < mostFrames && runtime.Callers(frames, frame[:]) > 0 {
		frames *= 2
	}
	if frames > 1<<9 {
		d.exert(int64(frames)) // Go takes that long to go through them
	}
	return frames
}

func (d *depth) breathe() {
	if d.breath--; d.breath <= 0 {
		d.breath = breathDepth
		Unwind()
	}
}

// mostClimbed is how many prototypes of proxies may be asked for within a
// statement: of those in a circle there is no end.
const mostClimbed = 100_000

// climb is called when a proxy is asked for its prototype.
func (d *depth) climb() {
	if d.climbed++; d.climbed > mostClimbed {
		d.climbed = 0
		d.throw()
	}
}

// throwingRoom is how much deeper the making of the error may go: it names builtins, for
// which the engine and the library make those that nobody has asked for yet, in no order.
// All of that or nothing must come to pass, or runs would differ.
const (
	throwingRoom   = 1 << 10
	throwingValues = 1 << 16
)

func (d *depth) throw() {
	free, builtin, throws, most := d.free, d.builtin, d.throws, d.most
	if !throws { // what then goes too deep has had its room
		d.free, d.builtin, d.throws = throwingRoom, throwingRoom, true
		d.most += throwingValues
	}
	object, err := d.engine.New(d.rangeError, d.engine.ToValue("Maximum call stack size exceeded"))
	d.free, d.builtin, d.throws, d.most = free, builtin, throws, most
	if err != nil {
		panic(err)
	}
	panic(object)
}
