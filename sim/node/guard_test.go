package node

import (
	"io/fs"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/scheduler"
	"timeslice/sim"
	"timeslice/sim/trace"
)

// TestGuardForgetsWhatHasEnded: a run that starts one process after another for
// ever keeps none of them in memory, whichever way they end.
func TestGuardForgetsWhatHasEnded(t *testing.T) {
	guard, preset := &Guard{}, func() sim.Preset { p, _ := sim.FindPreset("laptop"); return p }()
	m, err := sim.New(sim.Config{Scheduler: scheduler.Defaults("eevdf", 2), Costs: preset.Costs, MemoryBytes: preset.MemoryBytes})
	require.NoError(t, err)
	m.Start(Spec("node", Options{
		Script: "/main.js", Library: NewLibrary(), Costs: DefaultCosts(), Guard: guard,
		Files: Files{"/main.js": []byte(`
			const { fork } = require('child_process');
			const { Worker } = require('worker_threads');
			if (process.argv[2] === 'exits') process.exit(3);
			if (process.argv[2] === 'returns') return;
			if (process.argv[2] === 'fails') throw new Error('on purpose');
			if (process.argv[2] === 'stays') setInterval(() => {}, 10);
			else {
				for (const how of ['exits', 'returns', 'fails']) fork(__filename, [how], { silent: true });
				const child = fork(__filename, ['stays']);
				setTimeout(() => child.kill(), 200);
				new Worker('', { eval: true });
			}
		`)},
	}))
	m.RunUntil(200 * 1_000_000)
	require.NotEmpty(t, guard.isolates)
	m.Run()
	require.Empty(t, guard.isolates)
}

// tripping are files at the reading of one of which a guard trips.
type tripping struct {
	fs.FS
	guard *Guard
	name  string
}

func (f tripping) Open(name string) (fs.File, error) {
	if name == f.name {
		f.guard.Trip()
	}
	return f.FS.Open(name)
}

// TestGuardTripsWhileModulesLoad: a process ends as one whose heap is full, too, when
// one of Node's own modules is loading just then.
func TestGuardTripsWhileModulesLoad(t *testing.T) {
	for _, module := range []string{"internal/bootstrap", "timers", "internal/main", "zlib", "internal/inspect"} {
		guard, library := &Guard{}, NewLibrary()
		library.sources = tripping{library.sources, guard, module + ".js"}
		preset, _ := sim.FindPreset("laptop")
		m, err := sim.New(sim.Config{Scheduler: scheduler.Defaults("eevdf", 2), Costs: preset.Costs, MemoryBytes: preset.MemoryBytes})
		require.NoError(t, err)
		m.Start(Spec("node", Options{
			Script: "/main.js", Library: library, Costs: DefaultCosts(), Guard: guard,
			Files: Files{"/main.js": []byte(`console.log([require('zlib')]); for (;;);`)},
		}))
		metrics := m.Run().Metrics()
		require.Equal(t, trace.ReasonCompleted, metrics.EndReason, module)
		require.Equal(t, sim.SIGABRT, sim.Signal(metrics.Processes[0].Signal), module)
	}
}
