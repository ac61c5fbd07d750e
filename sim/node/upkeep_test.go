package node

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/scheduler"
	"timeslice/sim"
	"timeslice/sim/trace"
)

// bombs are scripts that keep one thing after another for ever, or one that grows.
var bombs = map[string]string{
	"objects":             `const a = []; for (let i = 0; ; i++) a.push({ a: i, b: { c: i } })`,
	"arrays in arrays":    `let a = []; for (;;) a = [a]`,
	"numbers":             `const a = []; for (let i = 0; ; i++) a.push(i)`,
	"texts":               `const a = []; for (let i = 0; ; i++) a.push('item number ' + i)`,
	"a text that grows":   `let s = ''; for (;;) s += 'some more text '`,
	"a text's beginnings": `let s = ''; const a = []; for (let i = 0; ; i++) { s += 'item ' + i; a.push(s) }`,
	"a Map's entries":     `const m = new Map(); for (let i = 0; ; i++) m.set(i, { i })`,
	"a Set's entries":     `const m = new Set(); for (let i = 0; ; i++) m.add('k' + i)`,
	"weak entries":        `const m = new WeakMap(), a = []; for (;;) { const k = {}; a.push(k); m.set(k, { v: 1 }) }`,
	"properties":          `const o = {}; for (let i = 0; ; i++) o['k' + i] = i`,
	"properties' symbols": `const o = {}; for (;;) o[Symbol()] = 1`,
	"getters":             `const o = {}; for (let i = 0; ; i++) Object.defineProperty(o, 'k' + i, { get() { return i } })`,
	"closures":            `const a = []; for (let i = 0; ; i++) a.push(() => i)`,
	"classes":             `const a = []; for (let i = 0; ; i++) a.push(class { m() { return i } })`,
	"bound functions":     `const a = [], f = () => {}; for (;;) a.push(f.bind(null, 1))`,
	"large integers":      `const a = []; for (let i = 0n; ; i++) a.push(i * 12345678901234567890n)`,
	"typed arrays":        `const a = []; for (;;) a.push(new Float64Array(4))`,
	"buffers":             `const a = []; for (;;) a.push(Buffer.from('some text'))`,
	"errors":              `const a = []; for (let i = 0; ; i++) a.push(new Error('number ' + i))`,
	"the engine's errors": `const a = []; for (;;) try { null.x } catch (e) { a.push(e) }`,
	"promises":            `const a = []; for (;;) a.push(new Promise(() => {}))`,
	"a chain of promises": `let p = Promise.resolve(); for (;;) p = p.then(() => {})`,
	"rejected promises":   `for (let i = 0; ; i++) Promise.reject(new Error('x' + i))`,
	"async functions":     `const a = []; async function f(i) { await new Promise(() => {}); return i } for (let i = 0; ; i++) a.push(f(i))`,
	"generators":          `const a = []; function* g() { yield 1 } for (;;) { const x = g(); x.next(); a.push(x) }`,
	"ticks":               `for (;;) process.nextTick(() => {})`,
	"microtasks":          `for (;;) queueMicrotask(() => {})`,
	"doubled microtasks":  `(function f() { queueMicrotask(f); queueMicrotask(f) })()`,
	"immediates":          `for (;;) setImmediate(() => {})`,
	"doubled timers":      `(function f() { setTimeout(f, 1); setTimeout(f, 1) })()`,
	"doubled intervals":   `(function f() { setInterval(f, 1) })()`,
	"emitters":            `const E = require('events'), a = []; for (;;) { const e = new E(); e.on('x', () => {}); a.push(e) }`,
	"event targets":       `const a = []; for (;;) a.push(new EventTarget())`,
	"channels":            `const a = []; for (;;) a.push(new MessageChannel())`,
	"streams":             `const { PassThrough } = require('stream'), a = []; for (;;) { const p = new PassThrough(); p.write('x'); a.push(p) }`,
	"regular expressions": `const a = []; for (let i = 0; ; i++) a.push(new RegExp('a' + i + '(b|c)*'))`,
	"matches":             `const a = []; for (;;) a.push(/a(b|c)*d/.exec('abcd'))`,
	"parsed JSON":         `const a = []; for (;;) a.push(JSON.parse('{"a":[1,2,{"b":3}],"c":"text"}'))`,
	"clones":              `const a = []; for (;;) a.push(structuredClone({ a: [1, 2, { b: 3 }], m: new Map([[1, 2]]) }))`,
	"contexts":            `const vm = require('vm'), a = []; for (;;) a.push(vm.createContext({}))`,
	"proxies":             `const a = []; for (;;) a.push(new Proxy({}, {}))`,
	"all of an iterator":  `Array.from(function* () { for (;;) yield 1 }())`,
	"a Set of all":        `new Set(function* () { for (let i = 0; ; i++) yield i }())`,
	"promises of all":     `Promise.all(function* () { for (;;) yield 1 }())`,
	"an array in itself":  `const a = [1]; a.push(a, a); a.flat(60)`,
	"what flatMap gets":   `const a = Array(1e5).fill(1), b = Array(1e6).fill(1); a.flatMap(() => b)`,
	"what replaces":       `const a = 'x'.repeat(1e5); JSON.stringify(Array(1e5).fill(1), (k, v) => k ? a : v)`,
	"what is piped":       `const a = []; require('child_process').spawn('yes').stdout.on('data', x => a.push(x))`,
	"what a child prints": `require('child_process').execSync('yes', { maxBuffer: Infinity })`,
}

// TestBombsEndByWhatTheyTake: whatever a script keeps for ever is seen to take memory of
// the computer that simulates it, long before the limit of statements: it ends as a
// process whose heap is full.
func TestBombsEndByWhatTheyTake(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a minute")
	}
	for name, source := range bombs {
		t.Run(name, func(t *testing.T) {
			record, guard := explode(t, source, 20_000_000)
			metrics := record.Metrics()
			require.Equal(t, trace.ReasonCompleted, metrics.EndReason)
			require.Equal(t, sim.SIGABRT, sim.Signal(metrics.Processes[0].Signal))
			require.EqualValues(t, leastBudget, guard.Exceeded())
			require.Contains(t, written(record), "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory")
		})
	}
}

// TestCopiesCount: what copies for ever and keeps nothing ends by the limit of
// statements, however much one statement copies.
func TestCopiesCount(t *testing.T) {
	if testing.Short() {
		t.Skip("copies some gigabytes")
	}
	for name, source := range map[string]string{
		"a Map":         `const m = new Map(Array.from({ length: 1000 }, (_, i) => [i, i])); let n = 0; for (;;) { new Map(m); if (++n > 500) throw n }`,
		"a Set":         `const m = new Set(Array.from({ length: 1000 }, (_, i) => i)); let n = 0; for (;;) { new Set(m); if (++n > 500) throw n }`,
		"a wide text":   `let n = 0; const s = '中'.repeat(1e5); for (;;) { const t = s + '文'; if (++n > 10_000) throw n }`,
		"a template":    "let n = 0; const s = 'x'.repeat(1e6); for (;;) { const t = `${s}y`; if (++n > 2_000) throw n }",
		"a text before": `let n = 0; const y = 'y', s = 'x'.repeat(1e6); for (;;) { const t = y + s; if (++n > 2_000) throw n }`,
	} {
		t.Run(name, func(t *testing.T) {
			record, _ := explode(t, source, 1_500_000)
			require.Equal(t, trace.ReasonEffortLimit, record.Metrics().EndReason, written(record))
		})
	}
}

// TestAddingToATextCopiesLittle: a text that is made of a hundred thousand pieces is
// copied no more often than it grows by a quarter. All at once would be five billion
// letters, which are five million statements.
func TestAddingToATextCopiesLittle(t *testing.T) {
	record, _ := explode(t, `let s = ''; for (let i = 0; i < 100_000; i++) s += 'x'; console.log(s.length)`, 1_500_000)
	require.Equal(t, "100000\n", written(record))
}

// leastBudget is room for Node's own objects and some more.
const leastBudget = 32 << 20

// explode runs a script under a small budget, for so many statements at most.
func explode(t *testing.T, source string, effort int64) (*trace.Trace, *Guard) {
	t.Helper()
	guard, costs := &Guard{}, DefaultCosts()
	costs.Heap.BudgetBytes = leastBudget
	preset, _ := sim.FindPreset("laptop")
	m, err := sim.New(sim.Config{
		Scheduler: scheduler.Defaults("eevdf", 2), Costs: preset.Costs, MemoryBytes: preset.MemoryBytes, Limits: sim.Limits{Effort: effort},
	})
	require.NoError(t, err)
	m.Start(Spec("node", Options{Script: "/main.js", Library: NewLibrary(), Costs: costs, Guard: guard, Files: Files{"/main.js": []byte(source)}}))
	return m.Run(), guard
}

// written is what was written in a run.
func written(record *trace.Trace) string {
	var out strings.Builder
	for id := trace.FactID(1); int(id) <= record.Len(); id++ {
		if f := record.Fact(id); f.Kind == trace.KindOutput {
			out.WriteString(record.Text(trace.StringID(f.B)))
		}
	}
	return out.String()
}
