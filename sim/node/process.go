package node

import (
	"fmt"
	"strconv"

	"github.com/grafana/sobek"

	"timeslice/sim"
	"timeslice/sim/node/js"
	"timeslice/sim/trace"
)

// Options is what a Node process is started with.
type Options struct {
	// Script is the path of the main script in Files.
	Script string
	// Arguments are what follows the script on the command line.
	Arguments []string
	// Files is the disk the process sees.
	Files Disk
	// Stdin is what the process reads from standard input.
	Stdin []byte
	// Input, if it is not nil, gives Stdin when the process first reads it.
	Input func() []byte
	// Library is Node's own modules; several processes share one.
	Library *Library
	// PoolSize is UV_THREADPOOL_SIZE; 0 for 4.
	PoolSize int
	// HeapLimitBytes is --max-old-space-size; 0 for Node's own limit.
	HeapLimitBytes int64
	// ExposeGC is --expose-gc.
	ExposeGC bool
	// Guard watches over the memory of the computer that simulates; nil for
	// nobody.
	Guard *Guard
	// Costs is what JavaScript and Node cost.
	Costs Costs
	// Seed begins the process's random numbers.
	Seed uint64
}

// Costs is what Node costs, in nanoseconds of CPU time of the thread that does
// it unless the name says otherwise. docs/model.md says where each is from.
type Costs struct {
	JS         js.Costs
	StartNs    int64 // from exec to the first statement
	HeapBytes  int64 // resident after the start
	TurnNs     int64 // a turn of the loop in which nothing happens
	CallbackNs int64 // from the loop into JavaScript and back
	SubmitNs   int64 // handing an item to the pool
	TimerNs    int64 // starting or stopping a timer
	OutputNs   int64 // writing a line to the terminal
	V8Workers  int   // threads of V8's platform
	Pbkdf2Ns   int64 // an iteration of pbkdf2 with sha512
	FileNs     int64 // a call to the file system
	ReadPerKiB int64 // reading, for each KiB
	DiskNs     int64 // waiting for the device when a file is first touched

	ZlibNsPerKiB int64 // compressing or decompressing, for each KiB of the longer side

	BytesNsPerKiB int64 // going through bytes: copying, encoding, comparing
	CloneNs       int64 // copying one object by structured clone
	Hash          HashCosts
}

// DefaultCosts are Node 20's on a laptop: docs/model.md.
func DefaultCosts() Costs {
	return Costs{
		JS:         js.Costs{StatementNs: 1_000, LibraryNs: 50, ChunkNs: trace.Millisecond},
		StartNs:    55 * trace.Millisecond,
		HeapBytes:  40 << 20,
		TurnNs:     1_000,
		CallbackNs: 1_500,
		SubmitNs:   2_000,
		TimerNs:    300,
		OutputNs:   4_000,
		V8Workers:  4,
		Pbkdf2Ns:   400,
		FileNs:     8_000,
		ReadPerKiB: 250,
		DiskNs:     20_000, // a flash disk with the file in its cache

		ZlibNsPerKiB: 20_000, // about 50 MB/s, deflate's default level

		BytesNsPerKiB: 100, // about 10 GB/s, memory's own speed
		CloneNs:       300, // serialization there and back: reference, section 6
		Hash:          defaultHashCosts(),
	}
}

// Process is a Node process on the machine. It is used by its threads only, of
// which one runs at a time.
type Process struct {
	options Options
	machine *sim.Machine
	process *sim.Process
	main    *fiber
	isolate *js.Isolate
	loop    loop
	pool    pool
	modules map[string]*module
	volume  *Volume
	files   descriptors
	items   int64 // numbers what goes through the queues
	exit    struct {
		code    int
		exiting bool
		set     bool // the script has set process.exitCode
	}
	hooks  hooks
	random *random // what crypto's random bytes are

	failed  bool        // what was called last threw what only a listener took
	context sobek.Value // the present asynchronous context
}

// Spec is what the machine starts: a Node process.
func Spec(name string, o Options) *sim.ProcessSpec {
	n := &Process{options: o, modules: map[string]*module{}}
	n.volume, _ = o.Files.(*Volume)
	if n.volume == nil {
		n.volume = NewVolume(o.Files, 0)
		n.options.Files = n.volume // so that modules see what was written
	}
	n.main = &fiber{body: n.runMain}
	return &sim.ProcessSpec{
		Name: name, MemoryBytes: o.Costs.HeapBytes,
		Threads: []sim.ThreadSpec{{Name: name, Program: n.main}},
	}
}

// runMain is the life of the main thread. (node::Start, SpinEventLoop)
func (n *Process) runMain(f *fiber) {
	f.act(0, func(m *sim.Machine, t *sim.Thread) sim.Progress {
		n.machine, n.process = m, t.Process
		return sim.Continue
	})
	n.startHelpers(f)
	f.compute(n.options.Costs.StartNs)
	n.isolate = js.New(n, n.options.Costs.JS)
	n.options.Guard.watch(n.isolate)
	n.isolate.Engine.SetAsyncContextTracker(n)
	n.loop.start(n)
	n.bootstrap()
	n.runScript()
	for {
		n.loop.run(n)
		n.emit("beforeExit", n.exit.code)
		if !n.loop.alive() {
			break
		}
	}
	n.leave(n.exit.code)
}

// startHelpers starts the threads that every Node process has beside its main
// thread: V8's workers, the scheduler of delayed tasks, the signal thread.
func (n *Process) startHelpers(f *fiber) {
	start := func(name string) {
		f.do(&sim.StartThread{Spec: &sim.ThreadSpec{Name: name, Program: &fiber{body: n.idle}}})
	}
	for i := range n.options.Costs.V8Workers {
		start("v8-worker-" + strconv.Itoa(i+1))
	}
	start("delayed-tasks")
	start("signals")
}

// idle waits for work that does not come.
func (n *Process) idle(f *fiber) {
	for {
		f.act(0, func(m *sim.Machine, t *sim.Thread) sim.Progress {
			return m.Block(t, trace.ReasonWork, trace.NoObject, trace.Never)
		})
	}
}

// Spend lets the main thread use CPU time.
func (n *Process) Spend(ns int64) bool {
	n.main.compute(ns)
	return true
}

// leave runs the exit handlers and ends the process.
func (n *Process) leave(code int) {
	if !n.exit.exiting {
		n.exit.exiting = true
		n.exit.code = code
		n.emit("exit", code)
	}
	n.isolate.Settle()
	n.main.do(&sim.Exit{Code: n.exit.code})
	panic(ended{})
}

// now is the present instant.
func (n *Process) now() trace.Time {
	n.isolate.Settle()
	return n.machine.Now()
}

// tell records a fact about the main thread.
func (n *Process) tell(f trace.Fact) trace.FactID {
	f.Thread, f.Core = n.main.thread.ID, trace.NoCore
	if f.Cause == trace.NoFact {
		f.Cause = n.main.thread.LastFact()
	}
	return n.machine.Tell(f)
}

// write puts text on a standard stream of the process.
func (n *Process) write(descriptor int, text string) {
	n.isolate.Settle()
	n.main.compute(n.options.Costs.OutputNs)
	n.main.do(&sim.Print{Descriptor: descriptor, Text: text})
}

// fault stops everything: something in this package is wrong.
func fault(format string, arguments ...any) {
	panic(fmt.Sprintf("node: "+format, arguments...))
}
