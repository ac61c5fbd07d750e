package node

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/scheduler"
	"timeslice/sim"
	"timeslice/sim/trace"
)

// TestIsolatesAreLimited: so many processes and workers may be there at once,
// and any number one after another.
func TestIsolatesAreLimited(t *testing.T) {
	for name, c := range map[string]struct {
		source string
		why    trace.Reason
	}{
		"workers": {`const { Worker } = require('worker_threads');
			while (true) new Worker('setInterval(() => {}, 1000)', { eval: true });`, trace.ReasonIsolateLimit},
		"workers of workers":     {`const { Worker } = require('worker_threads'); new Worker(__filename);`, trace.ReasonIsolateLimit},
		"children":               {`const { fork } = require('child_process'); while (true) fork(__filename);`, trace.ReasonIsolateLimit},
		"children of children":   {`const { fork } = require('child_process'); fork(__filename); fork(__filename);`, trace.ReasonIsolateLimit},
		"one after another":      {`const { execSync } = require('child_process'); for (let i = 0; i < 8; i++) execSync('node -e 0');`, trace.ReasonCompleted},
		"workers that are ended": {`const { Worker } = require('worker_threads'); let n = 0; (function next() { if (n++ < 8) new Worker('for (;;);', { eval: true }).on('online', function () { this.terminate().then(next); }); })();`, trace.ReasonCompleted},
	} {
		t.Run(name, func(t *testing.T) {
			preset, _ := sim.FindPreset("laptop")
			m, err := sim.New(sim.Config{
				Scheduler: scheduler.Defaults("eevdf", 4), Costs: preset.Costs, MemoryBytes: preset.MemoryBytes, Limits: sim.Limits{Isolates: 4},
			})
			require.NoError(t, err)
			m.Start(Spec("node", Options{
				Script: "/main.js", Library: NewLibrary(), Costs: DefaultCosts(), Files: Files{"/main.js": []byte(c.source)},
			}))
			record := m.Run()
			require.NoError(t, record.Validate())
			require.Equal(t, c.why, record.Fact(trace.FactID(record.Len())).Reason)
		})
	}
}

// TestProcessesAreRefused: one process more than the machine's limit is refused
// as Node tells it, one that has ended makes room, and who goes on asking is
// stopped.
func TestProcessesAreRefused(t *testing.T) {
	run := func(t *testing.T, source string) (string, trace.Reason) {
		preset, _ := sim.FindPreset("laptop")
		m, err := sim.New(sim.Config{
			Scheduler: scheduler.Defaults("eevdf", 4), Costs: preset.Costs, MemoryBytes: preset.MemoryBytes, ProcessLimit: 3,
		})
		require.NoError(t, err)
		m.Start(Spec("node", Options{
			Script: "/main.js", Library: NewLibrary(), Costs: DefaultCosts(), Files: Files{"/main.js": []byte(source)},
		}))
		record := m.Run()
		require.NoError(t, record.Validate())
		var out strings.Builder
		for id := trace.FactID(1); int(id) <= record.Len(); id++ {
			if f := record.Fact(id); f.Kind == trace.KindOutput {
				out.WriteString(record.Text(trace.StringID(f.B)))
			}
		}
		return out.String(), record.Fact(trace.FactID(record.Len())).Reason
	}
	t.Run("told", func(t *testing.T) {
		out, why := run(t, `const { spawn, spawnSync, execSync } = require('child_process');
			const two = [spawn('sleep', ['1']), spawn('sleep', ['1'])]; // with this one three
			spawn('node').on('error', (e) => console.log(e.message, e.code, e.syscall, e.errno, e.spawnargs));
			console.log(spawnSync('true').error.message);
			two[0].kill();
			two[0].on('exit', () => console.log(spawnSync('true').status));`)
		require.Equal(t, "spawnSync true EAGAIN\nspawn node EAGAIN EAGAIN spawn node -11 []\n0\n", out)
		require.Equal(t, trace.ReasonCompleted, why)
	})
	t.Run("bomb", func(t *testing.T) {
		_, why := run(t, `const { fork } = require('child_process'); fork(__filename); fork(__filename); fork(__filename);`)
		require.Equal(t, trace.ReasonRefusalLimit, why)
	})
}
