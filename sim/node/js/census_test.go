package js

import (
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// still is a world in which nothing happens.
type still struct{}

func (still) Spend(int64) bool   { return true }
func (still) At(int64, int, int) {}
func (still) Reserve(int64)      {}
func (still) Lay(int64)          {}
func (still) Claim(int64) bool   { return true }
func (still) Collect()           {}
func (still) Weigh(int64)        {}

// grown runs a script in an isolate, and returns by how much what is reachable
// has grown.
func grown(t require.TestingT, i *Isolate, source string) Census {
	before := i.Count()
	script, err := NewCache().CompileScript("test", "test", source)
	require.NoError(t, err)
	_, err = i.Run(script)
	require.NoError(t, err)
	after := i.Count()
	return Census{
		HeapBytes: after.HeapBytes - before.HeapBytes, TextBytes: after.TextBytes - before.TextBytes, BufferBytes: after.BufferBytes - before.BufferBytes,
		HostBytes: after.HostBytes - before.HostBytes,
	}
}

// TestCensus: what can be reached counts by V8's sizes; what cannot does not.
func TestCensus(t *testing.T) {
	for _, c := range []struct {
		source  string
		each    int64 // bytes for each turn of a loop of a thousand
		buffers int64
	}{
		{"var objects = []; for (let i = 0; i < 1000; i++) objects.push({ a: i, b: i })", objectBytes + 3*wordBytes, 0},
		{"for (let i = 0; i < 1000; i++) ({ a: i, b: i })", 0, 0},
		{"var numbers = []; for (let i = 0; i < 1000; i++) numbers.push(i)", wordBytes, 0},
		{"var texts = []; for (let i = 1000; i < 2000; i++) texts.push('item' + i)", stringBytes + 2*wordBytes, 0},
		{"var wide = []; for (let i = 1000; i < 2000; i++) wide.push('项目' + i)", stringBytes + 3*wordBytes, 0},
		{"var map = new Map(); for (let i = 0; i < 1000; i++) map.set(i, i)", 5 * wordBytes, 0},
		{"var bytes = []; for (let i = 0; i < 1000; i++) bytes.push(new Uint8Array(500))", 46 * wordBytes, 500_000},
		{"var waiting = []; for (let i = 0; i < 1000; i++) (async () => { const held = [1, 2, 3]; await new Promise(() => 0); waiting.push(held) })()", 80 * wordBytes, 0},
	} {
		i := New(still{}, Costs{ChunkNs: 1 << 60}, NewCache())
		got := grown(t, i, c.source)
		require.InDelta(t, c.each*1000, got.HeapBytes, float64(c.each)*100+2000, c.source)
		require.Equal(t, c.buffers, got.BufferBytes, c.source)
		if c.each > 0 {
			dropped := grown(t, i, "objects = numbers = texts = wide = map = bytes = null")
			require.LessOrEqual(t, dropped.BufferBytes, -c.buffers)
		}
	}
}

// TestCensusIsRepeatable: the order in which Go gives out the entries of a map
// is never seen in it.
func TestCensusIsRepeatable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		i := New(still{}, Costs{ChunkNs: 1 << 60}, NewCache())
		source := "var all = [], o = {};\n"
		for range rapid.IntRange(1, 20).Draw(t, "statements") {
			source += rapid.SampledFrom([]string{
				"o = { before: o, text: 'x'.repeat(all.length) };", "all.push(o, () => o);", "all.push(String(all.length).slice(1));",
				"all.push(new Map([[o, all]]));", "all = [all.length, all];", "all.push(new Float64Array(all.length));", "o['k' + all.length] = all;",
			}).Draw(t, "statement") + "\n"
		}
		grown(t, i, source)
		require.Equal(t, i.Count(), i.Count(), source)
		other := New(still{}, Costs{ChunkNs: 1 << 60}, NewCache())
		grown(t, other, source)
		require.Equal(t, i.Count(), other.Count(), source)
	})
}

// TestCensusKnowsWhatTheEngineTakes: what is reachable takes as much of Go's heap
// as the census says, whatever it is; a budget would not hold otherwise.
func TestCensusKnowsWhatTheEngineTakes(t *testing.T) {
	live := func() int64 {
		runtime.GC()
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	for _, each := range []string{
		"{ a: i, b: i }", "{ a: i, b: 2, c: { d: 1 } }", "[i, i, i]", "new Array(100).fill(1)", "new Array(100).fill(i + 0.5)", "i + 1000", "'item ' + i",
		"'项目' + i", "() => i", "function () { return i }", "class { m() {} }", "new Map([[i, i]])", "new Map(Array.from({ length: 20 }, (_, k) => [k, i]))",
		"new Set([i])", "new Date()", "new RegExp('a')", "Symbol('s' + i)", "BigInt(i)", "2n ** 1000n + BigInt(i)", "new Error('x')",
		"new Proxy({}, {})", "new Uint8Array(8)", "new ArrayBuffer(100)", "new Promise(() => {})", "Promise.resolve(i)", "(async () => { await new Promise(() => {}) })()",
		"(function* () { yield 1 })()", "((x) => x).bind(null, 1)", "(function f(x) {}).bind(null, 1, 2)", "F.bind(null, 1, 2)", "deep(8, () => new Error('x'))", "deep(8, () => { const e = new Error('x'); e.stack; return e; })", "Object.fromEntries(Array.from({ length: 30 }, (_, k) => ['k' + i + k, k]))",
		"new WeakMap()", "Object.defineProperty({}, 'x', { get() { return 1 } })", "new (class { #a = 1; b = 2 })()", "((...a) => a)(1, 2, 3)",
		"((o) => { for (let k = 0; k < 20; k++) o[Symbol()] = k; return o })({})", "{ [Symbol()]: 1 }", "{ [Symbol.iterator]: 1 }", "((g) => { g.next(); return g })((function* () { yield 1 })())",
		"((async (x) => { await x; return 1 })(1))", "new Promise(() => {}).finally(() => {})", "Promise.all([1, 2, 3])", "new Map([[{}, Symbol()]])", "new Set([{}, {}])", "new WeakMap([[{}, 1]])",
		"new WeakSet([{}])", "Object.create(null)", "new Date(i)", "[[i], [i]]", "[1, , 3]", "((a) => { a[1000] = 1; return a })([])", "/a(b|c)*d/.exec('abcd')", "'a,b,c'.split(',')", "new (class extends Array {})()", `JSON.parse('{"a":[1,{"b":2}]}')`,
		"Object.freeze({ a: 1 })", "Object.entries({ a: 1, b: 2 })", "new Float64Array(4)", "{ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8, j: 9 }", "{ ['k' + i]: i }",
		"((f) => { f.x = 1; return f })(() => {})", "function f(a = 1, { b } = {}) { return () => a + b }", "`${i} text`.slice(1)", "i.toString(36)", "new Number(i)", "Object(Symbol())", "i / 3", "[i / 3, i / 7]",
		"Object.create({ a: 1 })", "new String('x')", "new Promise(() => {}).then((x) => x)", "[].values()", "'x'.repeat(1000) + i", "'项'.repeat(1000) + i",
	} {
		i := New(still{}, Costs{ChunkNs: 1 << 60}, NewCache())
		grown(t, i, "function F() {} function deep(n, f) { return n === 0 ? f() : deep(n - 1, f) } var all = []; for (let i = 0; i < 100; i++) all.push("+each+"); all.length = 0")
		before := live()
		said := grown(t, i, "for (let i = 0; i < 2000; i++) all.push("+each+")")
		took := live() - before
		runtime.KeepAlive(i)
		if said := said.HostBytes + said.BufferBytes; said*10 < took*7 || said*10 > took*15 {
			t.Errorf("%s takes %d bytes, and a census says %d", each, took/2000, said/2000)
		}
	}
}

func BenchmarkCensus(b *testing.B) {
	i := New(still{}, Costs{ChunkNs: 1 << 60}, NewCache())
	grown(b, i, "var a = []; for (let i = 0; i < 100000; i++) a.push({ a: i, b: [i], c: 'x' + i })")
	for b.Loop() {
		i.Count()
	}
}
