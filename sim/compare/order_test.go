package compare_test

import (
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/sim/compare"
	"timeslice/sim/node"
	"timeslice/sim/scenario"
	"timeslice/sim/trace"
)

// runOf simulates a script.
func runOf(t *testing.T, library *node.Library, source string) *trace.Trace {
	m, err := scenario.Script("main.js", node.Options{
		Script: "/app/main.js", Files: node.Files{"/app/main.js": []byte(source)}, Library: library, Costs: node.DefaultCosts(),
	}, nil, scenario.Overrides{})
	require.NoError(t, err)
	return m.Run()
}

// TestManyLinesAreMatched: a long output is as good as a short one.
func TestManyLinesAreMatched(t *testing.T) {
	order := &compare.Order{}
	for i := range 150_000 {
		order.Lines = append(order.Lines, compare.Line{Text: strconv.Itoa(i)})
	}
	lines := order.Texts()
	_, ok := order.Allows(lines)
	require.True(t, ok)
	lines[149_000], lines[149_001] = lines[149_001], lines[149_000]
	broken, ok := order.Allows(lines)
	require.False(t, ok)
	require.Equal(t, 149_000, broken)
}

// TestWhatRacesAndWhatDoesNot: of scripts that print letters, which orders of the
// letters Node allows.
func TestWhatRacesAndWhatDoesNot(t *testing.T) {
	library := node.NewLibrary()
	for _, c := range []struct {
		name, source    string
		allowed, denied []string
	}{
		{"a turn is fixed", `const p = console.log
			setTimeout(() => { p('c'); process.nextTick(() => p('e')); Promise.resolve().then(() => p('f')); p('d') }, 1); p('a'); process.nextTick(() => p('b'))`,
			[]string{"abcdef"}, []string{"abcdfe", "bacdef", "abdcef", "acbdef"}},
		{"a timeout races an immediate", `setTimeout(() => console.log('b'), 0); setImmediate(() => console.log('c')); console.log('a')`,
			[]string{"abc", "acb"}, []string{"bac", "cab"}},
		{"not in a callback of I/O", `require('fs').readFile(__filename, () => { console.log('a'); setTimeout(() => console.log('c'), 0); setImmediate(() => console.log('b')) })`,
			[]string{"abc"}, []string{"acb", "bac"}},
		{"timers go as they were set, if the later one is due no earlier", `for (const [ms, c] of [[1, 'a'], [5, 'b'], [5, 'c'], [9, 'd']]) setTimeout(() => console.log(c), ms)`,
			[]string{"abcd"}, []string{"acbd", "bacd", "abdc"}},
		{"timers that are near race", `setTimeout(() => console.log('b'), 4); setTimeout(() => console.log('a'), 3)`,
			[]string{"ab", "ba"}, nil},
		{"immediates go as they were set", `setImmediate(() => console.log('a')); setImmediate(() => console.log('b'))`,
			[]string{"ab"}, []string{"ba"}},
		{"jobs of the pool race", `const c = require('crypto'); for (const x of 'ab') c.pbkdf2(x, 's', 1000, 8, 'sha1', () => { console.log(x); setImmediate(() => console.log(x.toUpperCase())) })`,
			[]string{"aAbB", "abAB", "bBaA", "baAB", "baBA", "abBA"}, []string{"AabB", "BbaA", "aABb"}},
		{"workers race, each ends after what it sent", `const { Worker } = require('worker_threads'); for (const c of 'ab') {
			const w = new Worker('const { parentPort, workerData } = require("worker_threads"); parentPort.postMessage(workerData); parentPort.postMessage(workerData.toUpperCase())', { eval: true, workerData: c });
			w.on('message', (m) => console.log(m)).on('exit', () => console.log('x')) }`,
			[]string{"aAxbBx", "abABxx", "bBxaAx", "baABxx"}, []string{"AaxbBx", "xaAbBx", "abxABx"}},
		{"children race, each closes after all else", `const { spawn } = require('child_process'); for (const c of 'ab') {
			const p = spawn('echo', [c]); p.stdout.on('data', (d) => process.stdout.write(d)); p.on('close', () => console.log(c.toUpperCase())) }`,
			[]string{"aAbB", "abAB", "bBaA", "baAB"}, []string{"AabB", "aBAb"}},
		{"what comes through a pipe keeps its order", `const { spawn } = require('child_process'); const p = spawn('sh', ['-c', 'echo a; sleep 0.1; echo b']);
			p.stdout.on('data', (d) => process.stdout.write(d)).on('end', () => console.log('c'))`,
			[]string{"abc"}, []string{"bac", "acb"}},
		{"so do messages between processes", `const { fork } = require('child_process'); if (process.send) { process.send('a'); process.send('b'); process.disconnect(); return }
			fork(__filename).on('message', (m) => console.log(m))`,
			[]string{"ab"}, []string{"ba"}},
		{"an answer comes after its question", `const net = require('net'); const s = net.createServer((c) => c.on('data', () => { console.log('b'); c.end('c') })).listen(0, () => {
			const c = net.connect(s.address().port, () => { console.log('a'); c.write('q') }); c.on('data', () => { console.log('c'); s.close() }) })`,
			[]string{"abc"}, []string{"acb", "bac"}},
		{"a connection ends after what was written", `const net = require('net'); const s = net.createServer((c) => c.on('data', () => console.log('a')).on('end', () => { console.log('b'); c.end(); s.close() })).listen(0, () =>
			net.connect(s.address().port, function () { this.write('x'); this.end() }))`,
			[]string{"ab"}, []string{"ba"}},
		{"also if it ends later", `const net = require('net'); const s = net.createServer((c) => { c.write('x'); c.on('data', () => c.end()) }).listen(0, () =>
			net.connect(s.address().port).on('data', function () { console.log('a'); this.write('y') }).on('end', () => { console.log('b'); s.close() }))`,
			[]string{"ab"}, []string{"ba"}},
		{"through a path too", `const net = require('net'); const s = net.createServer((c) => { c.write('x'); setTimeout(() => c.end(), 5) }).listen('/tmp/s', () =>
			net.connect('/tmp/s').on('data', () => console.log('a')).on('end', () => { console.log('b'); s.close() }))`,
			[]string{"ab"}, []string{"ba"}},
		{"two connections race", `const net = require('net'); let left = 2; const s = net.createServer((c) => { c.on('data', (d) => console.log(String(d))).on('end', () => { console.log('e'); c.end(); if (--left === 0) s.close() }) }).listen(0, () => {
			for (const x of 'ab') net.connect(s.address().port, function () { this.end(x) }) })`,
			[]string{"abee", "aebe", "baee", "beae"}, []string{"eabe", "aeeb", "eeab"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			order := compare.ReadOrder(runOf(t, library, c.source))
			_, ok := order.Allows(order.Texts())
			require.True(t, ok, "its own order %v", order.Texts())
			for _, list := range []struct {
				orders []string
				ok     bool
			}{{c.allowed, true}, {c.denied, false}} {
				for _, letters := range list.orders {
					lines := letterLines(letters)
					_, ok := order.Allows(lines)
					require.Equal(t, list.ok, ok, "%s, with the model's %v", letters, order.Texts())
				}
			}
			require.Equal(t, len(c.allowed) > 1, len(order.Racing()) > 0, "%v", order.Racing())
			_, ok = order.Allows(append(order.Texts(), "more"))
			require.False(t, ok)
			_, ok = order.Allows(order.Texts()[1:])
			require.False(t, ok)
		})
	}
}

func letterLines(letters string) []string {
	var lines []string
	for _, letter := range letters {
		lines = append(lines, string(letter))
	}
	return lines
}

// TestATimerIsOvertakenOnlyByWhoIsHeldUp: a timer that is set later and due much earlier
// comes first, unless the process is held up between the two: that is allowed, and not
// told to race.
func TestATimerIsOvertakenOnlyByWhoIsHeldUp(t *testing.T) {
	order := compare.ReadOrder(runOf(t, node.NewLibrary(), `setTimeout(() => console.log('b'), 30); setTimeout(() => console.log('a'), 10)`))
	require.Equal(t, letterLines("ab"), order.Texts())
	_, ok := order.Allows(letterLines("ba"))
	require.True(t, ok)
	require.Empty(t, order.Racing())
}

// TestAReport: what a comparison says of equal, racing and different outputs.
func TestAReport(t *testing.T) {
	recorded := runOf(t, node.NewLibrary(), `setTimeout(() => console.log('b'), 0); setImmediate(() => console.log('c')); console.log('a')`)
	order := compare.ReadOrder(recorded)
	own := "a\nb\nc\n"
	if order.Texts()[1] == "c" {
		own = "a\nc\nb\n"
	}
	model := compare.Run{Output: own, Trace: recorded, ForeignNs: trace.None}
	real := func(outputs ...string) []compare.Run {
		var runs []compare.Run
		for _, output := range outputs {
			runs = append(runs, compare.Run{Output: output, Trace: recorded, ForeignNs: trace.None})
		}
		return runs
	}
	r := compare.Of(model, order, []string{"a\nb\nc\n", "a\nc\nb\n"}, real("a\nc\nb\n", "a\nc\nb\n", "a\nb\nc\n"), "exact")
	require.True(t, r.OutputEqual)
	require.Nil(t, r.FirstDifference)
	require.Equal(t, 2, r.Orders[0].Times)
	require.Len(t, r.Orders, 2)
	require.Equal(t, "0.0", string(*r.Total["cpu_ns"].ErrorPercent))
	require.True(t, slices.ContainsFunc(r.Threads, func(t compare.Thread) bool { return t.Name == "libuv-1" || t.Name == "node" }))

	r = compare.Of(model, order, nil, real("b\na\nc\n"), "exact")
	require.False(t, r.OutputEqual)
	require.Equal(t, 1, r.FirstDifference.Line)
	require.Equal(t, "b", *r.FirstDifference.Real)
	require.False(t, r.Orders[0].Allowed)

	r = compare.Of(model, order, nil, real(own[:4]), "exact")
	require.Equal(t, 3, r.FirstDifference.Line)
	require.Nil(t, r.FirstDifference.Real)
}
