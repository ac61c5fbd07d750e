package node

import (
	"timeslice/sim/node/js"
	"timeslice/sim/trace"
)

// Costs is what JavaScript and Node cost, in nanoseconds of CPU time of the
// thread that does it unless the name says otherwise. Each field is a knob of a
// scenario. docs/model.md says where each number is from.
type Costs struct {
	JS js.Costs

	StartNs       int64 // from exec to the first statement
	ResidentBytes int64 // after the start
	WorkerMakeNs  int64 // starting a worker, on the thread that does
	WorkerStartNs int64 // from there to its first statement, on its own thread
	WorkerEndNs   int64 // from its last statement until its thread ends, on it
	WorkerBytes   int64 // of memory that a worker takes
	V8Workers     int   // threads of V8's platform

	LoopStartNs int64 // from the end of the main script to the loop's first turn
	TurnNs      int64 // a turn of the loop in which nothing happens
	CallbackNs  int64 // from the loop into JavaScript and back
	MicrotaskNs int64 // a reaction of a promise
	ClockNs     int64 // reading the clock
	SubmitNs    int64 // handing an item to the pool
	TimerNs     int64 // starting or stopping a timer
	OutputNs    int64 // writing a line to the terminal

	LoadPerKiBNs    int64 // of Node's own modules that are not in its snapshot, when they are first needed
	CompilePerKiBNs int64 // compiling a script or module, which V8 does in part when functions are first called
	EvaluateNs      int64 // compiling what eval, Function or vm is given takes at least
	ContextNs       int64 // making a context of vm

	FileNs        int64 // a call to the file system
	ReadPerKiBNs  int64 // reading or writing a file
	DiskNs        int64 // not CPU time: waiting for the device when a file is first touched
	ZlibPerKiBNs  int64 // compressing or decompressing, of the longer side
	BytesPerKiBNs int64 // going through bytes: copying, encoding, comparing
	CloneNs       int64 // writing or reading one object by structured clone
	CloneFieldNs  int64 // and each value in it
	MessageNs     int64 // giving a message to another port
	AtomicNs      int64 // an operation of Atomics

	LookupNs     int64 // looking for a name in the machine's own files
	NameServerNs int64 // not CPU time: waiting for a name server

	Pbkdf2Ns int64 // an iteration of pbkdf2 with sha512
	Hash     HashCosts
	Heap     HeapCosts
}

// HeapCosts is what V8's heap is and what collecting its garbage costs.
type HeapCosts struct {
	UsedBytes     int64 // after the start, before any script
	ExternalBytes int64 // outside the heap, after the start
	LimitBytes    int64 // of the old generation, if the command line says nothing

	ScavengeNs       int64 // a scavenge takes at least
	ScavengePerKiBNs int64 // of what survives
	MarkPerKiBNs     int64 // of what lives; by helpers, while JavaScript runs
	CompactNs        int64 // the pause of a mark-compact takes at least
	CompactPerKiBNs  int64 // of what lives
	SweepPerKiBNs    int64 // of what is used; by a helper, afterwards

	GrowthPercent    int64 // the old generation grows by so much between two mark-compacts
	LeastGrowthBytes int64 // and by at least so much

	// What the computer that simulates gives of its own memory to all heaps of a
	// machine, where V8 would go on: for objects and texts, of which array
	// buffers count a quarter, and for the array buffers of one heap.
	BudgetBytes int64
	BufferBytes int64
}

// DefaultCosts are Node 20's on a laptop.
func DefaultCosts() Costs {
	return Costs{
		JS: js.Costs{
			StatementNs: 10, LibraryNs: 200, ChunkNs: trace.Millisecond,
			Builtins: js.BuiltinCosts{
				ScanNs: 2, MakeNs: 8, SortNs: 30, KeyNs: 40, TextNs: 4, JSONNs: 6, WordsNs: 1000,
				MatchNs: 100, StepsNs: 9, CompileNs: 250, FirstStepsNs: 90,
			},
		},
		StartNs: 55 * trace.Millisecond, ResidentBytes: 40 << 20, WorkerMakeNs: 200 * trace.Microsecond, WorkerStartNs: 18 * trace.Millisecond, WorkerEndNs: 1300 * trace.Microsecond, WorkerBytes: 8 << 20,
		V8Workers:   4,
		LoopStartNs: trace.Millisecond, TurnNs: 1_000, CallbackNs: 1_500, MicrotaskNs: 150, ClockNs: 1_000, SubmitNs: 2_000, TimerNs: 300, OutputNs: 4_000,
		LoadPerKiBNs: 6_500, CompilePerKiBNs: 30_000, EvaluateNs: 3_000, ContextNs: 500_000,
		FileNs: 8_000, ReadPerKiBNs: 250, DiskNs: 20_000,
		ZlibPerKiBNs: 20_000, BytesPerKiBNs: 100, CloneNs: 150, CloneFieldNs: 7, MessageNs: 2_000, AtomicNs: 15,
		LookupNs: 150_000, NameServerNs: 20 * trace.Millisecond,
		Pbkdf2Ns: 400,
		Hash:     defaultHashCosts(),
		Heap: HeapCosts{
			UsedBytes: 3_000 << 10, ExternalBytes: 1_165 << 10, LimitBytes: 4096 << 20,
			ScavengeNs: 250_000, ScavengePerKiBNs: 600,
			MarkPerKiBNs: 300, CompactNs: 800_000, CompactPerKiBNs: 250, SweepPerKiBNs: 40,
			GrowthPercent: 80, LeastGrowthBytes: 8 << 20,
			BudgetBytes: 3 << 28, BufferBytes: 1 << 30,
		},
	}
}

// CostsOf are Node's costs on the machine of a preset. A machine for the
// classroom shows what JavaScript does slowly enough to be seen beside the rest.
func CostsOf(preset string) Costs {
	c := DefaultCosts()
	if preset == "slow-motion" {
		for _, ns := range []*int64{
			&c.JS.StatementNs, &c.JS.LibraryNs, &c.TurnNs, &c.CallbackNs, &c.MicrotaskNs, &c.SubmitNs, &c.TimerNs, &c.OutputNs,
			&c.FileNs, &c.ReadPerKiBNs, &c.DiskNs, &c.CloneNs, &c.CloneFieldNs, &c.MessageNs,
		} {
			*ns *= slowness
		}
	}
	return c
}

// slowness is how many times slower than on a laptop JavaScript is in the
// preset slow-motion.
const slowness = 50
