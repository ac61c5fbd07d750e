package node

import (
	"fmt"

	"timeslice/sim"
)

// Options is what a Node process is started with.
type Options struct {
	// Script is the path of the main script in Files.
	Script string
	// Name is what the process is called by (process.argv0); empty for node.
	Name string
	// Flags are the options of the command line (process.execArgv).
	Flags []string
	// Command is the command line of a process that another one started, and Fault
	// what is wrong with it.
	Command Command
	Fault   *CommandFault
	// Arguments are what follows the script on the command line.
	Arguments []string
	// Files is the disk the process sees.
	Files Disk
	// Library is Node's own modules; several processes share one.
	Library *Library
	// PoolSize is UV_THREADPOOL_SIZE in the environment; 0 for not there.
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

// Process is a Node process on the machine: what all its threads share. They
// use it one at a time, as one of them runs at a time.
type Process struct {
	options   Options
	machine   *sim.Machine
	process   *sim.Process
	pool      pool
	platform  platform
	volume    *Volume
	written   [3]int64 // bytes written to each standard stream, other than by its descriptor
	channels  channels
	threads   threads
	words     words
	items     int64      // numbers what goes through the queues
	queued    queued     // how many items the queues hold
	watchings []watching // loops and the signals they want to know of, in order of beginning

	inspectorRefused bool // it has been said that there is no inspector
}

// newProcess makes what is shared; the threads come when the machine starts it.
func newProcess(o Options) *Process {
	p := &Process{options: o}
	p.volume, _ = o.Files.(*Volume)
	if p.volume == nil {
		p.volume = NewVolume(o.Files, 0)
		p.options.Files = p.volume // so that modules see what was written
	}
	return p
}

// Spec is what the machine starts: a Node process.
func Spec(name string, o Options) *sim.ProcessSpec {
	return &sim.ProcessSpec{
		Name: name, MemoryBytes: o.Costs.ResidentBytes,
		Threads: []sim.ThreadSpec{{Name: name, Program: &program{o}}},
	}
}

// program is what the main thread of a Node process runs. Each start begins
// with a process of its own.
type program struct{ options Options }

// Fork makes a process. (sim.Forker)
func (p *program) Fork() sim.Program {
	n := newEnvironment(newProcess(p.options))
	n.fiber = &fiber{body: n.runMain}
	return n.fiber
}

// Next is never called: what runs is a copy.
func (*program) Next(*sim.Thread) sim.Operation {
	fault("a program was run that was not started")
	return nil
}

// fault stops everything: something in this package is wrong.
func fault(format string, arguments ...any) {
	panic(fmt.Sprintf("node: "+format, arguments...))
}
