package node_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/scheduler"
	"timeslice/sim"
	"timeslice/sim/node"
	"timeslice/sim/trace"
)

// Random programs that mix timers, immediates, ticks, microtasks, promises,
// async functions and generators, errors and rejections. Each step prints a
// label of its own, so that a program's output is the order of its callbacks.
// Programs have no true races: timers are made by the main script only, at
// durations far apart, and those of 1 ms are due before the loop begins.
//
// Others wait for the pool, for workers and for children: see randomMessages.
//
//	go test ./sim/node -run Differential                 the simulator alone
//	go test ./sim/node -run Differential -node           against the node on the PATH
//	DIFFERENTIAL=2000 go test ./sim/node -run Differential -node

// program writes a random program.
type program struct {
	strings.Builder
	random  *rand.Rand
	labels  int
	steps   int // still to be written
	longest int // delay of a timer, in milliseconds
	errors  bool
}

func randomProgram(seed uint64) string {
	p := &program{random: rand.New(rand.NewPCG(seed, 1)), steps: 18}
	p.errors = p.random.IntN(3) == 0
	p.WriteString("'use strict';\nconst log = console.log;\n")
	if p.errors {
		p.WriteString("process.on('uncaughtException', (e, o) => { log('uncaught', e.message, o); process.nextTick(log, 'tick after'); Promise.resolve().then(() => log('micro after')); });\n")
	}
	p.WriteString("process.on('unhandledRejection', (e) => log('unhandled', e.message));\n")
	p.WriteString("process.on('rejectionHandled', () => log('handled late'));\n")
	p.body("", 0, true)
	p.WriteString("const begun = Date.now(); while (Date.now() - begun < 4);\nlog('main ends');\n")
	return p.String()
}

func (p *program) label() string {
	p.labels++
	return fmt.Sprintf("%d", p.labels)
}

func (p *program) line(indent, format string, arguments ...any) {
	p.WriteString(indent)
	fmt.Fprintf(p, format, arguments...)
	p.WriteByte('\n')
}

// body writes the steps of one callback.
func (p *program) body(indent string, depth int, main bool) {
	count := 1 + p.random.IntN(3)
	if main {
		count = 6
	}
	for range count {
		if p.steps--; p.steps < 0 {
			break
		}
		p.step(indent, depth, main)
	}
	if p.errors && !main && p.random.IntN(10) == 0 {
		p.line(indent, "throw new Error('E%s');", p.label())
	}
}

func (p *program) step(indent string, depth int, main bool) {
	inner, label := indent+"  ", p.label()
	nested := func(head, tail string) {
		p.line(indent, "%s", head)
		p.line(inner, "log('%s');", label)
		if depth < 4 {
			p.body(inner, depth+1, false)
		}
		p.line(indent, "%s", tail)
	}
	switch p.random.IntN(15) {
	case 0, 1:
		nested("process.nextTick(() => {", "});")
	case 2:
		nested("Promise.resolve().then(() => {", "});")
	case 3:
		nested("queueMicrotask(() => {", "});")
	case 4, 5:
		nested("setImmediate(() => {", "});")
	case 6, 7:
		if !main {
			nested("process.nextTick(() => {", "});")
			return
		}
		nested("setTimeout(() => {", fmt.Sprintf("}, %d);", p.delay()))
	case 8:
		p.line(indent, "(async () => {")
		p.line(inner, "log('%sa');", label)
		p.line(inner, "await %s;", p.awaitable())
		p.line(inner, "log('%sb');", label)
		if depth < 4 {
			p.body(inner, depth+1, false)
		}
		p.line(inner, "await null;")
		p.line(inner, "log('%sc');", label)
		p.line(indent, "})().catch((e) => log('caught', e.message));")
	case 9:
		p.line(indent, "(async () => {")
		p.line(inner, "for await (const v of %s) {", p.iterable(label))
		p.line(inner+"  ", "log('%s', v);", label)
		if p.random.IntN(3) == 0 {
			p.line(inner+"  ", "break;")
		}
		p.line(inner, "}")
		p.line(inner, "log('%s end');", label)
		p.line(indent, "})().catch((e) => log('caught', e.message));")
	case 10:
		p.line(indent, "(async function* () { try { log('%[1]sg', yield 1); log('%[1]sh', yield %[2]s); return 3; } finally { await null; log('%[1]sf'); } })().%[3]s;", label, p.awaitable(),
			[]string{"next().then((r) => log(r.value, r.done))", "return(5).then((r) => log(r.value, r.done))"}[p.random.IntN(2)])
		p.line(indent, "{ const g = (async function* () { for (let i = 0; i < 3; i++) { log('%[1]si', i); yield i; } })(); g.next().then((r) => log('%[1]s', r.value)); g.next().then((r) => log('%[1]s', r.value)); g.return(%[2]s).then((r) => log('%[1]sr', r.value, r.done)); g.next().then((r) => log('%[1]s', r.done)); }", label, p.awaitable())
	case 11:
		p.line(indent, "Promise.%s([%s, %s]).then((v) => log('%s', JSON.stringify(v)), (e) => log('%s', e.message));",
			[]string{"all", "race", "allSettled", "any"}[p.random.IntN(4)], p.awaitable(), p.awaitable(), label, label)
	case 12:
		p.line(indent, "new Promise((r) => { log('%s'); r(%s); }).finally(() => log('%sf')).then((v) => log('%st', v));", label, p.awaitable(), label, label)
	case 13:
		if p.random.IntN(2) == 0 {
			p.line(indent, "Promise.reject(new Error('R%s'));", label)
		} else {
			p.line(indent, "{ const r = Promise.reject(new Error('R%s')); setImmediate(() => r.catch(() => log('late %s'))); }", label, label)
		}
	case 14:
		p.line(indent, "{ const i = setImmediate(() => log('never')); setImmediate(() => log('%s')); clearImmediate(i); }", label)
	}
}

// delay is 0 or 1, which are the same, or longer than any delay before.
func (p *program) delay() int {
	if p.random.IntN(5) < 3 {
		return p.random.IntN(2)
	}
	p.longest += 150
	return p.longest
}

func (p *program) awaitable() string {
	return []string{
		"null", "1", "Promise.resolve(2)", "new Promise((r) => process.nextTick(r, 3))", "{ then(r) { log('then'); r(4); } }",
		"(async () => 5)()", "new Promise((r) => r(Promise.resolve(6)))", "(async () => { await null; return Promise.resolve(7); })()",
	}[p.random.IntN(8)]
}

func (p *program) iterable(label string) string {
	return []string{
		"[1, Promise.resolve(2)]", "new Set(['x', 'y'])",
		"(async function* () { yield 'p'; yield " + p.awaitable() + "; })()",
		"(function* () { try { yield 'q'; yield Promise.resolve('r'); } finally { log('" + label + " closed'); } })()",
		"(async function* () { try { yield* [1, Promise.resolve(2)]; yield* (async function* () { yield 'in'; })(); } finally { log('" + label + " fin'); } })()",
		"{ [Symbol.asyncIterator]() { let n = 0; return { next: async () => ({ done: n === 2, value: n++ }), return: async () => { log('" + label + " ret'); return {}; } }; } }",
	}[p.random.IntN(6)]
}

// randomMessages is a program of stages. Each waits for something from outside
// the main thread: a job of the pool, a message of a port, of a worker or of a
// child, which begins a callback of random steps; workers and children do such
// steps too, and send the order of theirs. A stage begins when the one before
// has long come to rest, so there are no races.
func randomMessages(seed uint64) string {
	p := &program{random: rand.New(rand.NewPCG(seed, 2)), steps: 40}
	p.WriteString("'use strict';\nconst worker = require('worker_threads');\nconst { fork } = require('child_process');\n")
	p.WriteString("const child = process.argv[2] === 'child';\nconst out = [];\n")
	p.WriteString("const log = worker.isMainThread && !child ? console.log : (...words) => out.push(words.join(' '));\n")
	p.WriteString("process.on('unhandledRejection', (e) => log('unhandled', e.message));\n")
	p.WriteString("process.on('rejectionHandled', () => log('handled late'));\n")
	p.WriteString("function rest(then, turns = 12) { if (turns === 0) then(); else setImmediate(rest, then, turns - 1); }\n")
	p.WriteString("function inside(message, send) {\n  log('given', message);\n")
	p.body("  ", 1, false)
	p.WriteString("  rest(() => send(out));\n}\n")
	p.WriteString("function main() {\n  const stages = [];\n  const next = () => { if (stages.length > 0) rest(stages.shift()); };\n")
	for range 4 {
		p.stage()
	}
	p.WriteString("  next();\n}\n")
	p.WriteString("if (child) process.once('message', (m) => inside(m, (out) => process.send(out)));\n")
	p.WriteString("else if (!worker.isMainThread) worker.parentPort.once('message', (m) => inside(m, (out) => worker.parentPort.postMessage(out)));\n")
	p.WriteString("else main();\n")
	return p.String()
}

// stage writes a wait for something from outside, and what follows it.
func (p *program) stage() {
	const indent = "    "
	wait := func(head, tail string) {
		p.line("  ", "stages.push(() => {")
		p.line(indent, "%s", head)
		p.line(indent+"  ", "next();")
		p.line(indent+"  ", "log('%s');", p.label())
		p.body(indent+"  ", 1, false)
		p.line(indent, "%s", tail)
		p.line("  ", "});")
	}
	jobs := []string{
		"require('fs').stat(__filename, () => {", "require('crypto').pbkdf2('secret', 'salt', 1, 8, 'sha1', () => {",
		"require('zlib').deflate('text', () => {", "require('fs').readFile(__filename, () => {",
		"require('crypto').randomBytes(4, () => {", "require('fs').mkdtemp('/tmp/random-', () => {",
	}
	switch p.random.IntN(6) {
	case 0, 1:
		wait(jobs[p.random.IntN(len(jobs))], "});")
	case 2:
		wait("require('fs').promises.stat(__filename).then(() => {", "});")
	case 3:
		wait("const { port1, port2 } = new MessageChannel(); port1.postMessage(1); port2.on('message', () => { port2.close();", "});")
	case 4:
		wait(fmt.Sprintf("const w = new worker.Worker(__filename); w.postMessage(%d); w.once('message', (m) => { log(m);", p.random.IntN(9)), "});")
	case 5:
		wait(fmt.Sprintf("const c = fork(__filename, ['child']); c.send({ n: %d }.n); c.once('message', (m) => { c.disconnect(); log(m);", p.random.IntN(9)), "});")
	}
}

func TestDifferential(t *testing.T) { compareRandom(t, randomProgram, 25, 200) }

func TestDifferentialMessages(t *testing.T) { compareRandom(t, randomMessages, 8, 60) }

// compareRandom runs random programs: a few of them twice, or, if there is a
// node to compare with, count of them there too.
func compareRandom(t *testing.T, write func(seed uint64) string, alone, count int) {
	if !*useNode {
		count = alone
	}
	if text := os.Getenv("DIFFERENTIAL"); text != "" {
		_, err := fmt.Sscan(text, &count)
		require.NoError(t, err)
	}
	directory := t.TempDir()
	for seed := range uint64(count) {
		source := write(seed)
		got := printedBy(t, source)
		if !*useNode {
			require.Equal(t, got, printedBy(t, source), "seed %d", seed)
			continue
		}
		file := filepath.Join(directory, "main.js")
		require.NoError(t, os.WriteFile(file, []byte(source), 0o600))
		// After errors that a listener took, a task of V8's may come before the loop's
		// next callback or not, and ticks run after it: so Node is asked again.
		var want []byte
		for range 16 {
			if want, _ = exec.Command("node", file).Output(); string(want) == got {
				break
			}
		}
		if string(want) != got {
			t.Errorf("seed %d\n%s\nNode prints\n%s\nthe simulator prints\n%s", seed, source, want, got)
		}
	}
}

// printedBy runs a program in the simulator, and returns its standard output.
func printedBy(t *testing.T, source string) string {
	m, err := sim.New(sim.Config{Scheduler: scheduler.Defaults("eevdf", 2)})
	require.NoError(t, err)
	m.Start(node.Spec("node", node.Options{
		Script: "/main.js", Files: node.Files{"/main.js": []byte(source)}, Library: library, Costs: node.DefaultCosts(),
	}))
	run := m.Run()
	require.NoError(t, run.Validate())
	var printed strings.Builder
	for id := trace.FactID(1); int(id) <= run.Len(); id++ {
		if f := run.Fact(id); f.Kind == trace.KindOutput && f.Object == 1 {
			printed.WriteString(run.Text(trace.StringID(f.B)))
		}
	}
	return printed.String()
}
