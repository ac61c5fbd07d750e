// What V8 says where a script or a builtin fails, over all their kinds.
const tests = String.raw`
undefined.x
null.x
undefined[Symbol.iterator]
null['a b']
undefined[1]
undefined.x = 1
null[1] = 2
var o = {}; o.a.b
var o = {}; o.a.b.c
var o = {}; o.a.b = 1
var o = {}; o['a']['b']
var o = {}; o[0][1]
var o = {}; o.f()
var o = {}; o.f.g()
var o = {}; o['f']()
var o = {}; o[1]()
var o = {}; o[Symbol('s')]()
var o = {a:{}}; o.a.f()
var o = {}; o?.f()
var o = {}; o.f?.g.h()
var o = {}; (o.f)()
var o = {}; (0, o.f)()
var o = {}; new o.f()
var o = {}; new o()
(1)()
'abc'()
[]()
({})()
(() => {})()()
true()
null()
undefined()
1n()
/a/()
f()
let q = 1; q()
let q = 1; new q
let q = 1; new q()
new (() => {})
new (async function(){})
new (function*(){})
new ({m(){}}).m
new Math.max
new Math
new JSON.parse('1')
new Symbol
new BigInt(1)
Symbol.prototype.toString.call(1)
Promise()
Map()
Set()
WeakMap()
ArrayBuffer()
DataView()
Int8Array()
Proxy()
WeakRef()
FinalizationRegistry()
class A {}; A()
var o = {A: class {}}; o.A()
(class {})()
(class X {})()
[...1]
[...undefined]
[...null]
[...{}]
[...function(){}]
Math.max(...1)
Math.max(...undefined)
Math.max(...{})
new Map(...1)
f2 = (...a) => a; f2(...null)
new Map(1)
new Map([1])
new Map([[1], 2])
new Set(1)
new Set({})
new WeakSet([1])
new WeakMap([[1, 2]])
new WeakSet().add(1)
new WeakMap().set('a', 1)
new WeakRef(1)
for (const x of 1);
for (const x of undefined);
for (const x of {});
for (const x of {a: 1}.a);
for (const [a, b] of [1]);
for (const {a} of [null]);
const [a] = 1
const [a] = undefined
const [a] = null
const [a] = {}
const {a} = undefined
const {a} = null
const {a: {b}} = {}
const {[1]: {b}} = {}
const [{b}] = []
const [[b]] = [1]
const {...r} = null
const {} = null
const [] = undefined
(({a}) => a)()
(([a]) => a)()
(([a]) => a)({})
(({a: {b}}) => b)({})
(function ({a, b}) {})(null)
(({a} = null) => a)()
let a; [a] = 1
let a; ({a} = null)
let a; ({a: a.b} = {a: 1})
const c = 1; c = 2
const c = 1; c++
const c = 1; c += 1
const c = 1; [c] = [1]
const c = 1; ({c} = {})
const c = 1; c ??= 1; c ||= 2; c &&= 2
for (const i = 0; i < 2; i++);
(function f() { 'use strict'; f = 1 })()
class K { static m() { K = 1 } }; K.m()
x1; let x1
x1 = 2; let x1
x1(); const x1 = 1
typeof x1; let x1
{ x1; class x1 {} }
(function (a = b, b) {})()
class L extends L {}
new (class extends Object { constructor() { this.x } })
new (class extends Object { constructor() { } })
new (class extends Object { constructor() { super(); super() } })
new (class extends Object { constructor() { return 1 } })
class M extends 1 {}
class M extends undefined {}
class M extends (() => {}) {}
class M extends null {}; new M
var p = function(){}; p.prototype = 1; class M extends p {}
undeclared
undeclared.x
undeclared()
typeof undeclared.x
undeclared = undeclared2
'use strict'; undeclared3 = 1
'use strict'; this.x = 1
(function () { 'use strict'; this.x })()
(function () { 'use strict'; this.x = 1 })()
'a' in undefined
Symbol('q') in 1
#x in 1
1 instanceof {}
1 instanceof undefined
({}) instanceof (() => {})
({}) instanceof ({[Symbol.hasInstance]: 1})
new Array(-1)
new Array(1.5)
[].length = -1
[].length = 1.5
[].length = {}
Array(2**32)
'a'.repeat(-1)
'a'.repeat(Infinity)
'a'.repeat(2**30)
'a'.padEnd(2**30)
'a'.normalize('x')
(1).toFixed(101)
(1).toFixed(-1)
(1).toPrecision(0)
(1).toPrecision(101)
(1).toExponential(101)
(1).toString(1)
(1).toString(37)
1n.toString(1)
Number.prototype.toString.call('a')
Number.prototype.toFixed.call('a')
Boolean.prototype.valueOf.call(1)
String.prototype.toString.call(1)
String.prototype.trim.call(null)
String.prototype.at.call(undefined)
Symbol.prototype.valueOf.call(1)
BigInt.prototype.toString.call(1)
Date.prototype.getTime.call(1)
Date.prototype.toISOString.call({})
new Date()[Symbol.toPrimitive]('x')
new Date(NaN).toISOString()
new Date(NaN).toJSON()
new Intl.DateTimeFormat().format(NaN)
RegExp.prototype.exec.call(1)
RegExp.prototype.test.call(1)
RegExp.prototype.toString.call(1)
Object.getOwnPropertyDescriptor(RegExp.prototype, 'flags').get.call(1)
Object.getOwnPropertyDescriptor(RegExp.prototype, 'global').get.call(1)
Object.getOwnPropertyDescriptor(RegExp.prototype, 'source').get.call({})
Map.prototype.get.call(1)
Map.prototype.set.call({})
Map.prototype.forEach.call(new Set)
Set.prototype.add.call(new Map)
Object.getOwnPropertyDescriptor(Map.prototype, 'size').get.call(1)
WeakMap.prototype.get.call(1)
WeakRef.prototype.deref.call(1)
Promise.prototype.then.call(1)
Promise.resolve.call(1)
Promise.all.call(undefined)
Promise.prototype.finally.call(1)
new Promise
new Promise(1)
new Promise({})
ArrayBuffer.prototype.slice.call(1)
new ArrayBuffer(-1)
new ArrayBuffer(2**53)
new ArrayBuffer(2**40)
new DataView(1)
new DataView(new ArrayBuffer(1), 2)
new DataView(new ArrayBuffer(1), 0, 2)
new DataView(new ArrayBuffer(1)).getInt16(0)
new DataView(new ArrayBuffer(1)).setInt8(-1)
new DataView(new ArrayBuffer(8)).setBigInt64(0, 1)
new Int16Array(new ArrayBuffer(3))
new Int16Array(new ArrayBuffer(4), 1)
new Int16Array(new ArrayBuffer(4), 6)
new Int16Array(new ArrayBuffer(4), 2, 3)
new Int16Array(-1)
new Int16Array(2**40)
new Int16Array(1).set([1, 2])
Int8Array.prototype.fill.call([])
new BigInt64Array([1])
new Int8Array([1n])
new Int8Array(Symbol())
Object.getPrototypeOf(Int8Array)()
new (Object.getPrototypeOf(Int8Array))
new Int8Array(2).with(3, 1)
1n + 1
1n * 1.5
1n / 0n
1n % 0n
2n ** -1n
+1n
-Symbol()
1n >>> 0n
Math.max(1n)
BigInt(1.5)
BigInt('x')
BigInt(undefined)
BigInt(Symbol())
BigInt.asIntN(-1, 1n)
BigInt.asUintN(2**53, 1n)
BigInt.asIntN(1, 1)
Number(Symbol())
Symbol() + 1
Symbol() + ''
String(Symbol('x')); '' + Symbol('x')
isNaN(1n)
parseInt(Symbol())
+{[Symbol.toPrimitive]: 1}
+{[Symbol.toPrimitive]() { return {} }}
+{valueOf() { return {} }, toString() { return {} }}
+Object.create(null)
'' + Object.create(null)
({})[Object.create(null)]
Symbol.keyFor(1)
Symbol.for(Symbol())
JSON.parse('')
JSON.parse('{')
JSON.parse('{a}')
JSON.parse('{"a"}')
JSON.parse('{"a":}')
JSON.parse('{"a":1,}')
JSON.parse('[1,]')
JSON.parse('[1')
JSON.parse('[1 2]')
JSON.parse('tru')
JSON.parse('nul')
JSON.parse('truex')
JSON.parse('01')
JSON.parse('1.')
JSON.parse('-')
JSON.parse('+1')
JSON.parse('1e')
JSON.parse('"a')
JSON.parse('"\\x"')
JSON.parse('"\\u12"')
JSON.parse('"a\nb"')
JSON.parse('"\t"')
JSON.parse(undefined)
JSON.parse({})
JSON.parse(Symbol())
JSON.parse("'a'")
JSON.parse('{"a":1}}')
JSON.parse('1 1')
JSON.parse('abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz')
JSON.parse('{"aaaaaaaaaaaaaaaaaaaaaaaaaaaa": xbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb}')
JSON.parse('[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,}')
JSON.parse('}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')
JSON.parse('\u{1f600}')
JSON.parse('NaN')
JSON.parse('Infinity')
JSON.parse('{"a":1 "b":2}')
JSON.parse('/* */')
var a = {}; a.a = a; JSON.stringify(a)
var a = {b: {c: [1]}}; a.b.c.push(a); JSON.stringify(a)
var a = []; a[0] = a; JSON.stringify(a)
class Foo { constructor() { this.bar = {baz: this} } }; JSON.stringify(new Foo)
JSON.stringify(1n)
JSON.stringify({a: {toJSON() { throw new Error('x') }}})
new Proxy(1, {})
new Proxy({}, 1)
new Proxy({})
var r = Proxy.revocable({}, {}); r.revoke(); r.proxy.x
var r = Proxy.revocable({}, {}); r.revoke(); r.proxy.x = 1
var r = Proxy.revocable({}, {}); r.revoke(); 'x' in r.proxy
var r = Proxy.revocable({}, {}); r.revoke(); delete r.proxy.x
var r = Proxy.revocable({}, {}); r.revoke(); Object.keys(r.proxy)
var r = Proxy.revocable(function(){}, {}); r.revoke(); r.proxy()
var r = Proxy.revocable(function(){}, {}); r.revoke(); new r.proxy()
var r = Proxy.revocable({}, {}); r.revoke(); Array.isArray(r.proxy)
var r = Proxy.revocable({}, {}); r.revoke(); Object.getPrototypeOf(r.proxy)
var r = Proxy.revocable({}, {}); r.revoke(); Object.setPrototypeOf(r.proxy, null)
var r = Proxy.revocable({}, {}); r.revoke(); Object.preventExtensions(r.proxy)
var r = Proxy.revocable({}, {}); r.revoke(); Object.isExtensible(r.proxy)
var r = Proxy.revocable({}, {}); r.revoke(); Object.defineProperty(r.proxy, 'a', {})
var r = Proxy.revocable({}, {}); r.revoke(); Object.getOwnPropertyDescriptor(r.proxy, 'a')
var o = Object.freeze({a: 1}); new Proxy(o, {set() { return true }}).a = 2
var o = Object.defineProperty({}, 'a', {get() {}}); new Proxy(o, {set() { return true }}).a = 2
'use strict'; new Proxy({}, {set() { return false }}).a = 2
var o = Object.freeze({a: 1}); 'a' in new Proxy(o, {has() { return false }})
var o = Object.preventExtensions({a: 1}); 'a' in new Proxy(o, {has() { return false }})
var o = Object.freeze({a: 1}); delete new Proxy(o, {deleteProperty() { return true }}).a
'use strict'; delete new Proxy({a: 1}, {deleteProperty() { return false }}).a
var o = Object.preventExtensions({a: 1}); delete new Proxy(o, {deleteProperty() { return true }}).a
Object.keys(new Proxy({}, {ownKeys() { return 1 }}))
Object.keys(new Proxy({}, {ownKeys() { return [1] }}))
Object.keys(new Proxy({}, {ownKeys() { return ['a', 'a'] }}))
Object.keys(new Proxy(Object.freeze({a: 1}), {ownKeys() { return [] }}))
Object.keys(new Proxy(Object.preventExtensions({a: 1}), {ownKeys() { return ['a', 'b'] }}))
Object.getOwnPropertyDescriptor(new Proxy({}, {getOwnPropertyDescriptor() { return 1 }}), 'a')
Object.getOwnPropertyDescriptor(new Proxy(Object.freeze({a: 1}), {getOwnPropertyDescriptor() { return undefined }}), 'a')
Object.getOwnPropertyDescriptor(new Proxy(Object.preventExtensions({a: 1}), {getOwnPropertyDescriptor() { return undefined }}), 'a')
Object.getOwnPropertyDescriptor(new Proxy({}, {getOwnPropertyDescriptor() { return {value: 1, configurable: false} }}), 'a')
Object.getOwnPropertyDescriptor(new Proxy(Object.preventExtensions({}), {getOwnPropertyDescriptor() { return {value: 1, configurable: true} }}), 'a')
Object.defineProperty(new Proxy({}, {defineProperty() { return false }}), 'a', {})
Object.defineProperty(new Proxy(Object.preventExtensions({}), {defineProperty() { return true }}), 'a', {})
Object.defineProperty(new Proxy({}, {defineProperty() { return true }}), 'a', {configurable: false, value: 1})
Object.defineProperty(new Proxy(Object.freeze({a: 1}), {defineProperty() { return true }}), 'a', {value: 2})
Object.getPrototypeOf(new Proxy({}, {getPrototypeOf() { return 1 }}))
Object.getPrototypeOf(new Proxy(Object.preventExtensions({}), {getPrototypeOf() { return null }}))
Object.setPrototypeOf(new Proxy({}, {setPrototypeOf() { return false }}), null)
Object.setPrototypeOf(new Proxy(Object.preventExtensions({}), {setPrototypeOf() { return true }}), null)
Object.preventExtensions(new Proxy({}, {preventExtensions() { return false }}))
Object.preventExtensions(new Proxy({}, {preventExtensions() { return true }}))
Object.isExtensible(new Proxy({}, {isExtensible() { return false }}))
new (new Proxy({}, {}))
new Proxy({}, {})()
new Proxy({}, {get: 1}).x
Reflect.apply(1)
Reflect.apply(() => {}, 1)
Reflect.apply(() => {}, 1, 1)
Reflect.construct(1)
Reflect.construct(() => {}, [])
Reflect.construct(function(){})
Reflect.defineProperty(1)
Reflect.defineProperty({}, 'a', 1)
Reflect.get(1)
Reflect.set(1)
Reflect.has(1)
Reflect.ownKeys(1)
Reflect.getPrototypeOf(1)
Reflect.setPrototypeOf(1)
Reflect.setPrototypeOf({}, 1)
Reflect.deleteProperty(1)
Reflect.isExtensible(1)
Reflect.preventExtensions(1)
Reflect.getOwnPropertyDescriptor(1)
Object.defineProperty(1, 'a', {})
Object.defineProperty({}, 'a')
Object.defineProperty({}, 'a', 1)
Object.defineProperty({}, 'a', {get: 1})
Object.defineProperty({}, 'a', {set: 'x'})
Object.defineProperty({}, 'a', {get() {}, value: 1})
Object.defineProperty({}, 'a', {set() {}, writable: true})
Object.defineProperty(Object.freeze({}), 'a', {value: 1})
Object.defineProperty(Object.freeze({a: 1}), 'a', {value: 2})
Object.defineProperty(Object.freeze([1]), 0, {value: 2})
Object.defineProperty([], 'length', {value: -1})
Object.defineProperty(Object.freeze([]), 'length', {value: 1})
Object.defineProperty({}, Symbol('s'), {get: 1})
Object.defineProperty(Object.freeze({[Symbol('s')]: 1}), Symbol('t'), {value: 1})
Object.defineProperties({}, {a: 1})
Object.defineProperties(1, {})
Object.defineProperties({}, null)
Object.create(1)
Object.create()
Object.create({}, {a: 1})
Object.create({}, null)
Object.setPrototypeOf(1)
Object.setPrototypeOf({}, 1)
Object.setPrototypeOf(undefined, {})
Object.setPrototypeOf(Object.freeze({}), {})
Object.setPrototypeOf(Object.prototype, {})
var o = {}; Object.setPrototypeOf(o, Object.create(o))
var o = {}; o.__proto__ = Object.create(o)
Object.freeze({}).__proto__ = {}
Object.assign(null)
Object.assign(Object.freeze({a: 1}), {a: 2})
Object.assign(Object.freeze({}), {a: 2})
Object.entries(null)
Object.keys(undefined)
Object.values()
Object.fromEntries(1)
Object.fromEntries([1])
Object.fromEntries(undefined)
Object.fromEntries({})
Object.getOwnPropertyNames(null)
Object.getPrototypeOf(undefined)
Object.groupBy
Object.prototype.__lookupGetter__.call(undefined)
Object.prototype.__defineGetter__.call({}, 'a', 1)
Object.prototype.__defineGetter__.call(undefined, 'a', 1)
Object.prototype.hasOwnProperty.call(null)
Object.prototype.isPrototypeOf.call(undefined, {})
Object.prototype.propertyIsEnumerable.call(null)
Object.prototype.valueOf.call(null)
Object.hasOwn(null)
'use strict'; Object.freeze({a: 1}).a = 2
'use strict'; Object.freeze({}).a = 2
'use strict'; Object.freeze([1])[0] = 2
'use strict'; Object.freeze([1]).length = 2
'use strict'; Object.freeze([1])[1] = 2
'use strict'; delete Object.freeze({a: 1}).a
'use strict'; delete [].length
'use strict'; delete Object.freeze([1])[0]
'use strict'; ({get a() {}}).a = 1
'use strict'; 'abc'.length = 1
'use strict'; 'abc'[0] = 1
'use strict'; 'abc'[5] = 1
'use strict'; 'abc'.foo = 1
'use strict'; (1).foo = 1
'use strict'; Symbol().foo = 1
'use strict'; true.foo = 1
'use strict'; (1n).foo = 1
'use strict'; (() => {}).name = 'a'
'use strict'; (function(){}).length = 1
'use strict'; (class { static get x() {} }).x = 1
'use strict'; undefined = 1
'use strict'; NaN = 1
'use strict'; Infinity = 1
'use strict'; Math.PI = 1
'use strict'; globalThis.undefined = 1
'use strict'; delete Math.PI
'use strict'; delete Object.prototype
'use strict'; Object.preventExtensions([1]).push(2)
'use strict'; new Uint8Array(1).length = 2
'use strict'; Object.seal({a: 1}).b = 2
'use strict'; delete Object.seal({a: 1}).a
'use strict'; arguments.callee
(function(){}).caller; (() => {'use strict'; return (function(){}).caller})(); (class{}).caller
(function(){'use strict'}).arguments
(() => {}).caller
Object.freeze([1]).push(2)
Object.freeze([1]).pop()
Object.freeze([1]).shift()
Object.freeze([1]).unshift(2)
Object.freeze([1, 2]).reverse()
Object.freeze([2, 1]).sort()
Object.freeze([1]).splice(0, 1)
Object.freeze([1]).fill(2)
Object.freeze([1, 2]).copyWithin(0, 1)
Object.seal([1]).push(2)
Object.seal([1]).pop()
Object.seal([1]).shift()
Object.seal([1]).unshift(2)
Object.seal([1]).splice(0, 1)
Object.preventExtensions([1]).push(2)
Object.preventExtensions([1]).unshift(2)
Object.freeze([]).push(2)
Object.freeze([]).pop()
Object.freeze([]).shift()
Object.freeze([]).unshift()
Object.freeze([]).unshift(1)
var a = Object.defineProperty([1, 2], 'length', {writable: false}); a.push(1)
var a = Object.defineProperty([1, 2], 'length', {writable: false}); a.pop()
var a = Object.defineProperty([1, 2], 'length', {writable: false}); a.shift()
var a = Object.defineProperty([1, 2], 'length', {writable: false}); a.unshift(1)
var a = Object.defineProperty([1, 2], 'length', {writable: false}); a.splice(0, 1)
[].push.call(Object.freeze({length: 1}), 1)
[].pop.call(Object.freeze({length: 1, 0: 1}))
[].shift.call(Object.freeze({length: 2, 0: 1, 1: 2}))
[].unshift.call(Object.freeze({length: 1}), 1)
[].concat.call(undefined)
[].push.call(null, 1)
[].push.call('abc', 1)
[].pop.call('abc')
[].fill.call('abc', 1)
[].map.call(null)
[].map(1)
[].map()
[].forEach({})
[].filter('a')
[].find(undefined)
[].findLast(1)
[].some(null)
[].every(/a/)
[].reduce(1)
[].reduce((a, b) => a)
[].reduceRight((a, b) => a)
[].reduceRight(Symbol())
[].flatMap(1)
[].sort(1)
[].sort({})
[].sort(null)
[].toSorted(1)
[].with(1, 1)
[1].with(-2, 1)
[].flat.call(null)
[].join.call(null)
[].includes.call(undefined)
[].at.call(null)
Array.from(null)
Array.from(undefined)
Array.from([], 1)
Array.from({length: -1}).x.y
Array.from({[Symbol.iterator]() {}})
Array.from({[Symbol.iterator]() { return {} }})
Array.from({[Symbol.iterator]() { return {next() {}} }})
Array.from({[Symbol.iterator]() { return {next() { return 1 }} }})
[...{[Symbol.iterator]() { return 1 }}]
[...{[Symbol.iterator]: 1}]
for (const x of {[Symbol.iterator]() { return {next() { return 1 }} }});
for (const x of {[Symbol.iterator]() { return {next() { return {} }, return() { return 1 } } }}) break;
for (const x of {[Symbol.iterator]() { return {next() { return {} }, return: 1 } }}) break;
const [y] = {[Symbol.iterator]() { return {next() { return {} }, return() { return 1 } } }};
function* g() { yield* 1 } g().next()
function* g() { yield* undefined } g().next()
function* g() { g2.next() } var g2 = g(); g2.next()
function* g() {} g.prototype.next.call(1)
(function*(){})().throw(new Error('z'))
Object.getPrototypeOf(function*(){}).prototype.next.call({})
decodeURI('%')
decodeURIComponent('%ff')
encodeURI('\ud800')
encodeURIComponent('\udc00')
escape(Symbol())
unescape(Symbol())
new RegExp('(')
new RegExp(')')
new RegExp('[')
new RegExp('*')
new RegExp('a**')
new RegExp('\\')
new RegExp('a', 'x')
new RegExp('a', 'gg')
new RegExp('a', 'uv')
new RegExp('a{2,1}')
new RegExp('(?<a>')
new RegExp('(?<a>)(?<a>)')
new RegExp('(?<1>)')
new RegExp('\\k<a>', 'u')
new RegExp('\\k<b>(?<a>)')
new RegExp('\\u{110000}', 'u')
new RegExp('[b-a]')
new RegExp('\\p{x}', 'u')
new RegExp('\\1', 'u')
new RegExp('{1}', 'u')
new RegExp(']', 'u')
new RegExp('(?a)')
new RegExp('(?<=a)*')
new RegExp('(?=a)*', 'u')
new RegExp('[a-\\d]', 'u')
new RegExp('[a&&&b]', 'v')
new RegExp('[(]', 'v')
new RegExp('\\-', 'u')
new RegExp('(?:')
new RegExp('a'.repeat(5) + '(?')
new RegExp('\\c', 'u')
new RegExp('\\x1', 'u')
new RegExp('\\00', 'u')
new RegExp('x{99999999999999999999,1}')
new RegExp(Symbol())
'a'.match(Symbol())
'a'.matchAll(/a/)
'a'.replaceAll(/a/, '')
'a'.startsWith(/a/)
'a'.includes(/a/)
'a'.endsWith(/a/)
'a'.toLocaleUpperCase('x')
'a'.codePointAt(Symbol())
String.fromCodePoint(-1)
String.fromCodePoint(1.5)
String.fromCodePoint(0x110000)
String.fromCodePoint('x')
String.raw()
String.raw({})
String.raw(undefined)
new Intl.NumberFormat('xx_yy')
new Intl.NumberFormat('en', {style: 'x'})
new Intl.NumberFormat('en', {style: 'currency'})
new Intl.NumberFormat('en', {style: 'currency', currency: 'x'})
new Intl.NumberFormat('en', {style: 'unit'})
new Intl.NumberFormat('en', {style: 'unit', unit: 'x'})
new Intl.NumberFormat('en', {minimumFractionDigits: 101})
new Intl.NumberFormat('en', {minimumFractionDigits: 5, maximumFractionDigits: 2})
new Intl.NumberFormat('en', {maximumSignificantDigits: 0})
new Intl.NumberFormat('en', {minimumIntegerDigits: 22})
new Intl.NumberFormat('en', {notation: 'x'})
new Intl.NumberFormat(1)
new Intl.NumberFormat([1])
new Intl.DateTimeFormat('en', {timeZone: 'x'})
new Intl.DateTimeFormat('en', {dateStyle: 'x'})
new Intl.DateTimeFormat('en', {dateStyle: 'full', year: 'numeric'})
new Intl.DateTimeFormat('en', {month: 'x'})
new Intl.DateTimeFormat('en', {fractionalSecondDigits: 4})
new Intl.DateTimeFormat('en', {hourCycle: 'x'})
new Intl.DateTimeFormat('en', null)
new Intl.PluralRules('en', {type: 'x'})
Intl.PluralRules()
new Intl.Collator('en', {sensitivity: 'x'})
new Intl.ListFormat('en', {type: 'x'})
new Intl.ListFormat().format([1])
new Intl.ListFormat().format(1)
new Intl.RelativeTimeFormat().format(1, 'x')
new Intl.RelativeTimeFormat().format(Infinity, 'day')
new Intl.RelativeTimeFormat('en', {numeric: 'x'})
new Intl.Segmenter('en', {granularity: 'x'})
new Intl.Locale()
new Intl.Locale('x')
new Intl.DisplayNames('en')
new Intl.DisplayNames('en', {type: 'x'})
new Intl.DisplayNames('en', {type: 'region'}).of('x')
new Intl.DisplayNames('en', {type: 'currency'}).of('x')
Intl.getCanonicalLocales('x')
Intl.supportedValuesOf('x')
(1).toLocaleString('x')
new Date().toLocaleString('en', {timeZone: 'x'})
new Date().toLocaleDateString('en', {timeStyle: 'full'})
new Date(Symbol())
new Date(1n)
new Date().setTime(Symbol())
structuredClone(() => {})
structuredClone(Symbol('a'))
structuredClone({a: () => {}})
structuredClone(new WeakMap)
structuredClone(new Proxy({}, {}))
structuredClone(Promise.resolve())
structuredClone()
structuredClone({get a() { throw new Error('gg') }})
class A { #x; static m(o) { return o.#x } } A.m({})
class A { #x; static m(o) { o.#x = 1 } } A.m({})
class A { #x() {} static m(o) { o.#x() } } A.m({})
class A { #x() {} static m(o) { o.#x = 1 } } A.m(new A)
class A { get #x() {} static m(o) { o.#x = 1 } } A.m(new A)
class A { set #x(v) {} static m(o) { return o.#x } } A.m(new A)
class A { get #x() {} static m(o) { return o.#x } } A.m({})
class A { static #x; static m() { return this.#x } } class B extends A {} B.m()
class A { static #x() {} static m() { return this.#x() } } class B extends A {} B.m()
class A { #x; static m(o) { return #x in o } } A.m(1)
class A { #x; static m(o) { return o.#x } } A.m(null)
class A { #x; static m(o) { o.#x = 1 } } A.m(undefined)
class A { static [('prototype')] = 1 }
class A { static ['prototype']() {} }
class A { static get ['prototype']() {} }
class A { x = this.y.z }; new A
class A extends B2 {}
class A extends Object { m() { return super.x.y } }; new A().m()
class A extends Object { m() { return super.x() } }; new A().m()
class A { constructor() { this.#p() } #p() { return this.q() } }; new A
({ m() { return super.x() } }).m()
({ m() { super.x.y = 1 } }).m()
new.target
eval('(')
eval('a b')
eval('let a; let a')
eval('return 1')
eval('await 1')
eval('new.target')
eval('super.x')
eval('var a = 1; const a = 2')
eval('x.#y')
Function('(')
Function('a b', '')
Function('a', '}')
Function('a,', '')
Function('a) {', '')
Function('/*', '*/){')
new Function('return 1; }')
new Function('...a, b', '')
new Function('a', 'a', '"use strict"')
(async function(){}).constructor('a b')
(function*(){}).constructor('yield', '')
let s = Symbol('d'); s.x.y
let s = Symbol('d'); ({})[s].x
let s = Symbol('d'); ({})[s]()
let o = null; o?.a.b; o.a?.b
let o = {a: null}; o?.a.b
let o = {a: null}; o?.a.b()
let o = {a: null}; o.a?.b; o.a[o.b.c]
let a = [1]; a[0].b.c
let a = [1]; a[0]()
let a = [1]; a[-1].b
let a = [[1]]; a[1][0]
let a = {}; a['b-c'].d
let a = {}; a['b-c']()
let a = {b: {}}; a.b['c']['d']['e']
let a = () => undefined; a().b
let a = () => undefined; a().b()
let a = () => undefined; a()()
let a = () => ({}); a().b()
let a = () => ({}); a().b.c()
let a = () => ({}); new (a())()
let a = () => ({}); new (a().b)()
let a = {}; new a.b.c()
let a = {}; new a['b']()
let a = {}; a.b(...[1])
let a = {}; new a.b(...[1])
let a = 1; a(...[1])
let a = {}; delete a.b.c
let a = {}; a.b.c++
let a = {}; a.b.c += 1
let a = {}; a.b[0]++
let a = {}; ++a.b.c
let a = {}; typeof a.b.c
let a = {}; void a.b.c
let a = {}; !a.b.c
let a = {}; a.b.c, 1
let a = {}; if (a.b.c) ;
let a = {}; a.b.c ? 1 : 2
let a = {}; for (const x of a.b.c) ;
let a = {}; for (const x in a.b.c) ;
let a = {}; switch (a.b.c) {}
let a = {}; throw a.b.c
let a = {}; [a.b.c]
let a = {}; ({x: a.b.c})
let a = {}; with (a.b) {}
with (null) {}
with (undefined) {}
let a = {}; (a.b || a.c).d
let a = {}; (a.b ?? a.c)()
let a = {}; (a.b ? 1 : a.c)()
let a = {}; (a.b = undefined).c
let a = {}; (a.b, a.c)()
let a = {}; (function () { return this.x.y }).call(a)
let a = {}; (() => this.x.y)()
let a = {}; a.b.then()
await1()
let a; a()
let a; a.b
let a; a[b]
let a, b; a[b]
let a, b = 'k'; a[b]
let a, b = Symbol('k'); a[b]
let a, b = {}; a[b]
let a, b = 1.5; a[b] = 1
let a = {}, b = 'k'; a[b].c
let a = {}, b = 'k'; a[b]()
let a = {}, b = 'k'; a[b + 'x']()
let a = {}; a[(() => 1)()]()
throw undefined
throw null
throw {message: 'm'}
null.foo.bar
this.a.b
globalThis.a.b
globalThis.a()
this.a()
Atomics.add([], 0, 1)
Atomics.add(new Int8Array(1), 1, 1)
Atomics.add(new Float32Array(1), 0, 1)
Atomics.wait(new Int32Array(1), 0, 0)
Atomics.notify(new Int8Array(1), 0)
Atomics.store(new BigInt64Array(1), 0, 1)
Atomics.load(new Int8Array(1), -1)
new SharedArrayBuffer(-1)
SharedArrayBuffer()
new FinalizationRegistry()
new FinalizationRegistry(() => {}).register(1)
var o = {}; new FinalizationRegistry(() => {}).register(o, o)
new FinalizationRegistry(() => {}).register({}, 1, 1)
new FinalizationRegistry(() => {}).unregister(1)
new AggregateError(1)
new AggregateError()
Error.captureStackTrace(1)
Error.captureStackTrace()
Error.prototype.toString.call(1)
Function.prototype.call.call(1)
Function.prototype.apply.call(1)
(() => {}).apply(1, 1)
Function.prototype.bind.call(1)
Function.prototype.toString.call(1)
Function.prototype[Symbol.hasInstance].call(1, {})
new Uint8Array(1).map(1)
new Uint8Array(1).reduce(1)
new Uint8Array(0).reduce(() => {})
new Uint8Array(1).sort(1)
new Uint8Array(1).forEach()
new Uint8Array(1).find(1)
Uint8Array.from([], 1)
Uint8Array.from(null)
Uint8Array.prototype.length
Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array).prototype, 'length').get.call(1)
Uint8Array.prototype.at.call(1)
Array.prototype.flat.call({length: 1, 0: [1]}).x.y
setTimeout(1)
queueMicrotask(1)
process.nextTick(1)
new Map().forEach(1)
new Set().forEach()
new Map()[Symbol.iterator]().next.call({})
[][Symbol.iterator]().next.call({})
''[Symbol.iterator]().next.call({})
Map.groupBy
Array.fromAsync
`.split('\n').filter(Boolean);
const statement = /^('use strict'; )?(const|let|var|class|for|with|throw|function|if|\{|typeof x1|x1|f2)/;
for (const test of tests) {
  let told;
  try {
    const value = new Function(statement.test(test) || test.includes(';') || test.includes('new.target') ? test : `return ${test}`)();
    told = `fine ${typeof value === 'symbol' || typeof value === 'object' ? typeof value : String(value)}`;
  } catch (error) {
    told = error === null || typeof error !== 'object' ? `thrown ${String(error)}` : `${error.name}: ${error.message}`;
  }
  console.log(`${test}\n  ${told}`);
}
