package node

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/sim/trace"
)

// labours are statements that go through much at once, each with what it needs. What the
// engine does for one of them takes it at least as long as some hundred statements.
var labours = []struct{ name, before, statement string }{
	{"unshift", `const a = new Array(1e6).fill(1)`, `a.unshift(1); a.pop()`},
	{"splice", `const a = new Array(1e6).fill(1)`, `a.splice(0, 1); a.push(1)`},
	{"slice", `const a = new Array(1e5).fill(1)`, `a.slice()`},
	{"concat", `const a = new Array(1e5).fill(1)`, `a.concat(a)`},
	{"join", `const a = new Array(1e5).fill(1)`, `a.join()`},
	{"a builtin called for each", `const a = new Array(1e5).fill(1)`, `a.forEach(Math.abs)`},
	{"a spread array", `const a = new Array(1e5).fill(1)`, `[...a]`},
	{"a spread Set", `const a = new Set(Array.from({ length: 1e4 }, (_, i) => i))`, `[...a]`},
	{"a spread Map", `const a = new Map(Array.from({ length: 1e4 }, (_, i) => [i, i]))`, `[...a.keys()]`},
	{"a spread text", `const a = 'abc'.repeat(1e4)`, `[...a]`},
	{"spread arguments", `const a = new Array(1e5).fill(1); function f(...r) {}`, `f(...a)`},
	{"spread arguments of new", `const a = new Array(1e5).fill(1); class C {}`, `new C(...a)`},
	{"the rest of an array", `const a = new Array(1e5).fill(1)`, `const [x, ...r] = a`},
	{"the rest of an object", `const o = {}; for (let i = 0; i < 1e4; i++) o['k' + i] = i`, `const { k0, ...r } = o`},
	{"a spread object", `const o = {}; for (let i = 0; i < 1e4; i++) o['k' + i] = i`, `({ ...o })`},
	{"the properties of an object", `const o = {}; for (let i = 0; i < 1e4; i++) o['k' + i] = i`, `for (const k in o) break`},
	{"Object.assign", `const o = {}; for (let i = 0; i < 1e4; i++) o['k' + i] = i`, `Object.assign({}, o)`},
	{"Object.keys of an array", `const a = new Array(1e5).fill(1)`, `Object.keys(a)`},
	{"Array.from", `const s = new Set(Array.from({ length: 1e4 }, (_, i) => i))`, `Array.from(s)`},
	{"===", `const a = 'a'.repeat(1e7), b = 'a'.repeat(1e7)`, `a === b`},
	{"<", `const a = 'a'.repeat(1e7), b = 'a'.repeat(1e7)`, `a < b`},
	{"switch", `const a = 'a'.repeat(1e7), b = 'a'.repeat(1e7)`, `switch (a) { case b: }`},
	{"indexOf in a text", `const a = 'a'.repeat(1e6), b = 'a'.repeat(1e5) + 'b'`, `a.indexOf(b)`},
	{"startsWith", `const a = 'a'.repeat(1e7)`, `a.startsWith(a)`},
	{"normalize", `const a = 'é'.repeat(1e4)`, `a.normalize('NFD')`},
	{"toUpperCase", `const a = 'é'.repeat(1e5)`, `a.toUpperCase()`},
	{"split", `const a = 'a,'.repeat(1e4)`, `a.split(',')`},
	{"replaceAll", `const a = 'a,'.repeat(1e4)`, `a.replaceAll(',', 'bc')`},
	{"repeat", ``, `'ab'.repeat(1e5)`},
	{"trim", `const a = ' '.repeat(1e6)`, `a.trim()`},
	{"Number", `const a = '1'.repeat(1e6)`, `Number(a)`},
	{"encodeURIComponent", `const a = 'é'.repeat(1e4)`, `encodeURIComponent(a)`},
	{"a typed array of an array", `const a = new Array(1e4).fill(1)`, `new Float64Array(a)`},
	{"an ArrayBuffer", ``, `new ArrayBuffer(1e6)`},
	{"an array of gaps that is filled", ``, `new Array(1e4).fill(0)`},
	{"a spread array of gaps", ``, `[...Array(1e4)]`},
	{"a WeakSet", `const a = Array.from({ length: 1e3 }, () => ({}))`, `new WeakSet(a)`},
	{"the elements of a proxy", `const p = new Proxy({ length: 1e6 }, {})`, `Array.prototype.indexOf.call(p, 1)`},
	{"a proxy's traps", `const p = new Proxy({ length: 1e3 }, { get: (t, k) => k === 'length' ? 1e3 : 1 })`, `Array.prototype.indexOf.call(p, 2)`},
	{"structuredClone of numbers", `const a = new Array(1e4).fill(1)`, `structuredClone(a)`},
	{"structuredClone of objects", `const a = Array.from({ length: 1e3 }, (_, i) => ({ i }))`, `structuredClone(a)`},
	{"postMessage", `const { port1 } = new MessageChannel(), a = new Array(1e4).fill(1)`, `port1.postMessage(a)`},
	{"match", `const a = 'a'.repeat(1e4)`, `a.match(/a/g)`},
	{"replace by a regular expression", `const a = 'a'.repeat(1e4)`, `a.replace(/a/g, 'b')`},
	{"split by a regular expression", `const a = 'a,'.repeat(1e4)`, `a.split(/,/)`},
	{"a text as a number", `const a = '1'.repeat(1e5)`, `+a`},
	{"a text less another", `const a = '1'.repeat(1e5)`, `a - 1`},
	{"a text as a name", `const a = 'a'.repeat(1e5), o = {}`, `o[a]`},
	{"an integer as a name", `const a = 7n ** 10000n, o = {}`, `o[a]`},
	{"an integer that is changed in sign", `const a = 7n ** 1000000n`, `-a`},
	{"a date of a text", `const a = 'a'.repeat(1e4)`, `new Date(a)`},
	{"the stack of an error", `Error.stackTraceLimit = 1000; const f = n => n ? f(n - 1) : new Error('x').stack`, `f(100)`},
	{"Buffer.compare", `const a = Buffer.alloc(1e7), b = Buffer.alloc(1e7)`, `a.compare(b)`},
	{"Buffer.indexOf", `const a = Buffer.alloc(1e6)`, `a.indexOf(1)`},
	{"Buffer.fill", `const a = Buffer.alloc(1e6)`, `a.fill(1)`},
	{"Buffer.concat", `const a = Buffer.alloc(1e6)`, `Buffer.concat([a, a])`},
	{"Buffer.toString", `const a = Buffer.alloc(1e5)`, `a.toString('hex')`},
	{"Buffer.from", `const a = 'é'.repeat(1e4)`, `Buffer.from(a)`},
	{"Buffer.swap16", `const a = Buffer.alloc(1e5)`, `a.swap16()`},
	{"TextDecoder", `const a = Buffer.alloc(1e6)`, `new TextDecoder().decode(a)`},
	{"a hash", `const { createHash } = require('crypto'), a = Buffer.alloc(1e5)`, `createHash('sha256').update(a)`},
	{"a cipher", `const { createCipheriv } = require('crypto'), a = Buffer.alloc(1e5)`, `createCipheriv('aes-128-cfb8', Buffer.alloc(16), Buffer.alloc(16)).update(a)`},
	{"zlib", `const { deflateSync } = require('zlib'), a = Buffer.alloc(1e4)`, `deflateSync(a)`},
	{"brotli", `const { brotliCompressSync } = require('zlib'), a = Buffer.alloc(1e4)`, `brotliCompressSync(a)`},
}

// TestLabourCounts: a loop of statements that each go through much at once ends by the
// limit of statements, long before as many of them have run.
func TestLabourCounts(t *testing.T) {
	if testing.Short() {
		t.Skip("goes through some hundred million elements")
	}
	for _, l := range labours {
		t.Run(l.name, func(t *testing.T) {
			source := l.before + "; let n = 0; for (;;) { " + l.statement + "; if (++n > 2_000) throw n }"
			record, _ := explode(t, source, 1_000_000)
			require.Equal(t, trace.ReasonEffortLimit, record.Metrics().EndReason, written(record))
		})
	}
}

// endless are single statements that go on for ever, without a statement of a script's in
// between or with too few.
var endless = map[string]string{
	"a builtin as next, spread":         `[...{ [Symbol.iterator]: () => ({ next: Object }) }]`,
	"a builtin as next, by Array.from":  `Array.from({ [Symbol.iterator]: () => ({ next: Object }) })`,
	"a builtin as next, of a pattern":   `(([...rest]) => 0)({ [Symbol.iterator]: () => ({ next: Object }) })`,
	"a builtin as next, by yield*":      `[...function* () { yield* { [Symbol.iterator]: () => ({ next: Object }) } }()]`,
	"a builtin as next, by new Set":     `new Set({ [Symbol.iterator]: () => ({ next: Object.bind(null, { value: 1 }) }) })`,
	"a builtin as next, by fromEntries": `Object.fromEntries({ [Symbol.iterator]: () => ({ next: Object.bind(null, { value: [1, 1] }) }) })`,
	"a length that is inherited":        `Array.prototype.lastIndexOf.call(Object.create({ length: 2 ** 53 }), 1)`,
	"a chain of prototypes":             `let o = {}; for (let i = 0; i < 1e5; i++) o = { __proto__: o }; for (;;) o.x`,
	"a chain of classes":                `let C = class {}; for (let i = 0; i < 1e4; i++) C = class extends C {}; for (;;) try { new C } catch {}`,
	"a text where a number is wanted":   `const s = '1'.repeat(1e6); for (;;) Math.abs(s)`,
	"the end of the stack":              `function f() { try { f() } finally { f() } } f()`,
	"bytes that a program reads":        `require('child_process').execSync('cat /dev/zero | wc -c')`,
}

// TestNothingIsEndless: such a statement ends by the limit of statements.
func TestNothingIsEndless(t *testing.T) {
	for name, source := range endless {
		t.Run(name, func(t *testing.T) {
			record, _ := explode(t, source, 1_000_000)
			require.Equal(t, trace.ReasonEffortLimit, record.Metrics().EndReason, written(record))
		})
	}
}

// TestLittleLabourCountsLittle: what goes through little of something large counts as that.
func TestLittleLabourCountsLittle(t *testing.T) {
	for name, source := range map[string]string{
		"the parts of a long text": `const s = 'line\n'.repeat(1e5); let n = 0; for (let at = 0; (at = s.indexOf('\n', at)) >= 0; at++) n += s.slice(at, at + 1).length; console.log(n)`,
		"a long queue":             `const q = []; for (let i = 0; i < 1e5; i++) q.push(i); let n = 0; while (q.length) n += q.shift(); console.log(n)`,
		"what is found at once":    `const a = new Array(1e4).fill(1); let n = 0; for (let i = 0; i < 1e4; i++) n += a.find(x => x); console.log(n)`,
	} {
		record, _ := explode(t, source, 3_000_000)
		require.Equal(t, trace.ReasonCompleted, record.Metrics().EndReason, name)
	}
}
