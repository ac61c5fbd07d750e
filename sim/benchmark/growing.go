package benchmark

import (
	"embed"
	"fmt"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strings"

	"timeslice/sim/node"
	"timeslice/sim/node/js"
	"timeslice/sim/trace"
)

//go:embed scripts
var scripts embed.FS

// Growing is a script of many processes or threads whose work is a number on its
// command line, at which it says "done": what it costs this computer shows how
// the simulator's cost grows.
type Growing struct {
	Name  string     // the script, in the folder scripts
	Cores int        // of the simulated computer
	Until trace.Time // how far it is run; 0 for to its end
}

// Grown is what a run of a growing script cost this computer.
type Grown struct {
	Ns    int64
	Bytes int64 // of memory that this program held at most, beyond what it held before
	Facts int
}

// stretch is how much simulated time passes between two looks at the memory.
const stretch = trace.Time(5 * trace.Millisecond)

// Run runs the script with a number.
func (g Growing) Run(clock Clock, library *node.Library, count int) (Grown, error) {
	var result Grown
	source, err := scripts.ReadFile("scripts/" + g.Name + ".js")
	if err != nil {
		return result, err
	}
	m, err := scriptMachine(g.Cores)
	if err != nil {
		return result, err
	}
	m.Start(node.Spec("node", node.Options{
		Script: "/main.js", Arguments: []string{fmt.Sprint(count)}, Files: node.Files{"/main.js": source},
		Library: library, Costs: node.DefaultCosts(),
	}))
	debug.FreeOSMemory()
	before, most, start := held(), int64(0), clock()
	for at, more := trace.Time(0), true; more; {
		if at = max(at+stretch, m.Next()); g.Until != 0 && at > g.Until {
			break
		}
		more = m.RunUntil(at)
		most = max(most, held()-before)
	}
	result.Ns, result.Bytes = clock()-start, most
	t := m.Trace()
	result.Facts = t.Len()
	runtime.KeepAlive(m)
	return result, saysDone(t, g.Name, count)
}

// saysDone reports whether a script has come to what it was to do.
func saysDone(t *trace.Trace, name string, count int) error {
	var output strings.Builder
	for id := range t.Len() {
		if fact := t.Fact(trace.FactID(id + 1)); fact.Kind == trace.KindOutput {
			output.WriteString(t.Text(trace.StringID(fact.B)))
		}
	}
	if want := fmt.Sprintf("done %d\n", count); output.String() != want {
		return fmt.Errorf("scripts/%s.js with %d: %q instead of %q", name, count, output.String(), want)
	}
	return nil
}

// held is how much memory this program has of the operating system.
func held() int64 {
	samples := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(samples)
	return int64(samples[0].Value.Uint64() - samples[1].Value.Uint64())
}

// WrittenAndRead is the least that so many messages of ipc.js can cost: each
// written and read in the engine alone, and given to a function.
func WrittenAndRead(clock Clock, count int) (ns int64, err error) {
	start := clock()
	err = js.Plain(fmt.Sprintf(`
		let received = 0;
		const listener = (message) => { if (message.number >= 0) received++; };
		for (let i = 0; i < %d; i++) listener(JSON.parse(JSON.stringify({ number: i, text: 'a message' })));
	`, count))
	return clock() - start, err
}
