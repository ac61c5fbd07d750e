package benchmark

import (
	"fmt"
	"runtime"

	"timeslice/scheduler"
	"timeslice/sim"
	"timeslice/sim/node"
	"timeslice/sim/node/js"
	"timeslice/sim/trace"
)

// Statements is a busy loop in JavaScript: so many turns of two statements.
type Statements struct{ Turns int }

// source is the loop.
func (s Statements) source() string {
	return fmt.Sprintf("let sum = 0;\nfor (let i = 0; i < %d; i++) {\n  sum += i %% 7;\n  if (sum > 1e9) sum = 0;\n}\n", s.Turns)
}

// StatementsTimed is how fast statements run: on the simulated machine, with
// every line in the trace, and in the engine alone.
type StatementsTimed struct {
	Statements       int64
	MachineNs, Alone int64 // medians
}

// Race runs the loop on the machine and in the engine alone, in turn and so
// many times each, so that both meet the same noise. Starting Node does not
// count.
func (s Statements) Race(clock Clock, times int) (StatementsTimed, error) {
	var result StatementsTimed
	var machineNs, aloneNs []int64
	library := node.NewLibrary()
	for range times {
		m, err := scriptMachine(1)
		if err != nil {
			return result, err
		}
		m.Start(script(s.source(), library))
		m.RunUntil(trace.Time(node.DefaultCosts().StartNs))
		start := clock()
		t := m.Run()
		machineNs = append(machineNs, clock()-start)
		result.Statements = lines(t)
		start = clock()
		if err := js.Plain(s.source()); err != nil {
			return result, err
		}
		aloneNs = append(aloneNs, clock()-start)
	}
	result.MachineNs, result.Alone = Median(machineNs), Median(aloneNs)
	return result, nil
}

// lines is how many statements a trace has noted.
func lines(t *trace.Trace) int64 {
	count := int64(0)
	for _, thread := range t.LineThreads() {
		for range t.Lines(thread) {
			count++
		}
	}
	return count
}

// Processes is so many Node processes that are alive at once.
type Processes struct{ Count int }

// ProcessesTimed is what Node processes cost this computer, each.
type ProcessesTimed struct {
	StartNs int64 // to start one and run it until it waits
	Bytes   int64 // memory while it waits
}

// Run starts the processes, on as many cores as there are processes, and
// measures when all of them wait. library has been used before, so that
// compiling Node's own modules does not count.
func (p Processes) Run(clock Clock, library *node.Library) (ProcessesTimed, error) {
	var result ProcessesTimed
	m, err := scriptMachine(p.Count)
	if err != nil {
		return result, err
	}
	for range p.Count {
		m.Start(script("setTimeout(() => {}, 1e6);", library))
	}
	before := heapBytes()
	start := clock()
	m.RunUntil(trace.Time(trace.Second))
	result.StartNs = (clock() - start) / int64(p.Count)
	result.Bytes = max(heapBytes()-before, 0) / int64(p.Count)
	runtime.KeepAlive(m)
	return result, nil
}

// WarmLibrary is a library with which a process has been started.
func WarmLibrary() (*node.Library, error) {
	library := node.NewLibrary()
	m, err := scriptMachine(1)
	if err != nil {
		return nil, err
	}
	m.Start(script("setTimeout(() => {}, 1);", library))
	m.Run()
	return library, nil
}

// scriptMachine is a laptop with so many cores.
func scriptMachine(cores int) (*sim.Machine, error) {
	preset, _ := sim.FindPreset("laptop")
	return sim.New(sim.Config{Scheduler: scheduler.Defaults("eevdf", cores), Costs: preset.Costs, MemoryBytes: preset.MemoryBytes})
}

func script(source string, library *node.Library) *sim.ProcessSpec {
	return node.Spec("node", node.Options{
		Script: "/main.js", Files: node.Files{"/main.js": []byte(source)}, Library: library, Costs: node.DefaultCosts(),
	})
}

// heapBytes is what this program's objects take after a collection.
func heapBytes() int64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int64(stats.HeapAlloc)
}
