package node_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/scheduler"
	"timeslice/sim"
	"timeslice/sim/node"
	"timeslice/sim/trace"
)

// output runs a script on a machine with two cores, has the trace judged, and
// returns what the script printed.
func output(t *testing.T, source string) string {
	m, err := sim.New(sim.Config{Scheduler: scheduler.Defaults("eevdf", 2)})
	require.NoError(t, err)
	m.Start(node.Spec("node", node.Options{
		Script: "/main.js", Files: node.Files{"/main.js": []byte(source)},
		Library: node.NewLibrary(), Costs: node.DefaultCosts(),
	}))
	run := m.Run()
	require.NoError(t, run.Validate())
	var printed strings.Builder
	for id := trace.FactID(1); int(id) <= run.Len(); id++ {
		if f := run.Fact(id); f.Kind == trace.KindOutput {
			printed.WriteString(run.Text(trace.StringID(f.B)))
		}
	}
	return printed.String()
}

// TestOrderOfTheLoop: ticks before microtasks, both before timers, timers
// before the check phase if 1 ms has passed.
func TestOrderOfTheLoop(t *testing.T) {
	require.Equal(t, "main\ntick\nmicro\nasync\ntick from micro\ntimeout\nimmediate\n", output(t, `
		setTimeout(() => console.log('timeout'), 0);
		setImmediate(() => console.log('immediate'));
		process.nextTick(() => console.log('tick'));
		Promise.resolve().then(() => {
			console.log('micro');
			process.nextTick(() => console.log('tick from micro'));
		});
		(async () => { await null; console.log('async'); })();
		for (let i = 0; i < 2000; i++) {}
		console.log('main');
	`))
}

// TestEndlessRecursionCanBeCaught: it is a RangeError, as in Node.
func TestEndlessRecursionCanBeCaught(t *testing.T) {
	require.Equal(t, "RangeError\nMaximum call stack size exceeded\n", output(t, `
		function f(n) { return f(n + 1) + 1; }
		try { f(0); } catch (error) { console.log(error.name); console.log(error.message); }
	`))
}

// TestItemsTellTheirPlace: whatever a script puts into a queue says which line
// of it did, also through constructors of the library and in a callback's
// own work.
func TestItemsTellTheirPlace(t *testing.T) {
	m, err := sim.New(sim.Config{Scheduler: scheduler.Defaults("eevdf", 2)})
	require.NoError(t, err)
	m.Start(node.Spec("node", node.Options{
		Script: "/main.js", Library: node.NewLibrary(), Costs: node.DefaultCosts(),
		Files: node.Files{"/main.js": []byte(`setTimeout(() => {}, 1)
			setInterval(function () { clearInterval(this) }, 1)
			setImmediate(() => {})
			process.nextTick(() => {})
			queueMicrotask(() => {})
			Promise.resolve().then(() => {})
			require('fs').readFile(__filename, () => {})
			require('crypto').pbkdf2('a', 'b', 1, 8, 'sha1', () => {})`)},
	}))
	run := m.Run()
	found := map[string]bool{}
	for id := trace.FactID(1); int(id) <= run.Len(); id++ {
		if f := run.Fact(id); f.Kind == trace.KindEnqueue {
			found[run.What(f)] = true
		}
	}
	for _, what := range []string{
		"setTimeout@main.js:1", "setInterval@main.js:2", "setImmediate@main.js:3", "nextTick@main.js:4",
		"queueMicrotask@main.js:5", "then@main.js:6", "open@main.js:7", "fstat@main.js:7", "read@main.js:7",
		"close@main.js:7", "pbkdf2@main.js:8",
	} {
		require.Contains(t, found, what)
	}
	for what := range found {
		require.Contains(t, what, "@main.js:", "every item has a place")
	}
}
