package node_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/scheduler"
	"timeslice/sim"
	"timeslice/sim/node"
	"timeslice/sim/trace"
)

// written is how many pages a script's process writes to for the first time, from its
// first statement on.
func written(t *testing.T, source string) (pages int64) {
	m, err := sim.New(sim.Config{Scheduler: scheduler.Defaults("eevdf", 2)})
	require.NoError(t, err)
	m.Start(node.Spec("node", node.Options{
		Script: "/main.js", Files: node.Files{"/main.js": []byte(source)},
		Library: node.NewLibrary(), Costs: node.DefaultCosts(),
	}))
	run := m.Run()
	require.NoError(t, run.Validate())
	resident := int64(0)
	for id := trace.FactID(1); int(id) <= run.Len(); id++ {
		if f := run.Fact(id); f.Kind == trace.KindMemory && f.Object == 2 {
			if f.Time > 0 && f.A > resident {
				pages += (f.A - resident) / 4096
			}
			resident = f.A
		}
	}
	return pages
}

// TestAGrowingArrayWritesToNewPages: again and again, to as many as Node does (its
// page faults were counted with getrusage, less those of an empty script). What is made
// at once writes to its own once.
func TestAGrowingArrayWritesToNewPages(t *testing.T) {
	const pushes = "const a = []; for (let i = 0; i < N; i++) a.push(i * 0.5)"
	for source, want := range map[string]int64{
		"const N = 250_000; " + pushes:                                        1_441,
		"const N = 1_000_000; " + pushes:                                      7_676,
		"const a = new Array(1_000_000).fill(0)":                              1_954,
		"const a = new Array(1_000_000).fill(0); const b = a.slice()":         2 * 1_954,
		"const a = []; for (let i = 0; i < 10_000; i++) a.push(i); a.slice()": 100,
	} {
		require.InDelta(t, want, written(t, source), float64(want)/10+200, source)
	}
}

// TestDeadStoresAreGivenBack: an array that outgrew its stores does not keep them.
func TestDeadStoresAreGivenBack(t *testing.T) {
	source := "let a = []; for (let i = 0; i < 1_000_000; i++) a.push(i); a = null; gc(); console.log(process.memoryUsage().heapTotal < 16e6)"
	m, err := sim.New(sim.Config{Scheduler: scheduler.Defaults("eevdf", 2)})
	require.NoError(t, err)
	m.Start(node.Spec("node", node.Options{
		Script: "/main.js", Files: node.Files{"/main.js": []byte(source)}, ExposeGC: true,
		Library: node.NewLibrary(), Costs: node.DefaultCosts(),
	}))
	run := m.Run()
	for id := trace.FactID(1); int(id) <= run.Len(); id++ {
		if f := run.Fact(id); f.Kind == trace.KindOutput {
			require.Equal(t, "true\n", run.Text(trace.StringID(f.B)))
		}
	}
}

// TestModulesBringTheirPages: those of Node's own modules that are not in its snapshot,
// once, with what they need. (Node's page faults, less those of an empty script.)
func TestModulesBringTheirPages(t *testing.T) {
	for source, want := range map[string]int64{
		"require('events'); require('path')":      0,
		"require('stream')":                       88,
		"require('net'); require('stream')":       142,
		"require('http'); require('http')":        206,
		"require('crypto')":                       194,
		"require('child_process')":                179,
		"require('zlib'); require('fs/promises')": 115 + 71,
	} {
		require.InDelta(t, want, written(t, source), 40, source)
	}
}

// TestBuffersThatChangeTheirLengthAreRefused: the engine has none; a buffer that is no
// longer than it says is made as ever.
func TestBuffersThatChangeTheirLengthAreRefused(t *testing.T) {
	out := printedBy(t, `
for (const make of [
  () => new ArrayBuffer(8, { maxByteLength: 16 }), () => new SharedArrayBuffer(8, { maxByteLength: 16 }),
  () => new ArrayBuffer(8, {}), () => new ArrayBuffer(8, { maxByteLength: undefined }), () => new ArrayBuffer(8, 16),
]) {
  try { console.log(make().byteLength); } catch (e) { console.log(e.code, e.message.includes('maxByteLength')); }
}`)
	require.Equal(t, "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM true\nERR_FEATURE_UNAVAILABLE_ON_PLATFORM true\n8\n8\n8\n", out)
}
