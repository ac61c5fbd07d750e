const vm = require('vm');
for (const f of [() => vm.createContext(5), () => vm.runInContext('1', {}), () => vm.runInContext(5, vm.createContext()), () => vm.runInNewContext('1', 5), () => new vm.Script('1').runInContext({}), () => new vm.Script(), () => vm.runInNewContext('1', {}, { timeout: -1 }), () => vm.runInNewContext('1', {}, { timeout: 'a' }), () => vm.createContext(null), () => vm.runInContext('1'), () => vm.isContext(), () => vm.createContext({}, 5), () => vm.createContext({}, { name: 5 })]) try { console.log(f()); } catch (e) { console.log(e.name, e.code, e.message); }
const show = (code, sandbox) => { try { console.log(vm.runInNewContext(code, sandbox)); } catch (e) { console.log(e.name, e.message); } };
console.log(vm.createContext(), new vm.Script('1'));
for (const c of ['x=1;this', 'globalThis', '({a:[1]})', 'new Map([[1,2]])', 'class A{};new A', 'function f(){}; f', 'Promise.resolve(1)', 'new Date(0)', 'var a=1', 'function f(){}', 'if(1){5}', 'typeof console.log', 'console.log(1)', 'typeof process+typeof require+typeof global+typeof setTimeout+typeof Buffer+typeof URL', '[1,2].map(x=>x*2)', 'process', 'foo', 'foo()', 'Buffer.from("x")', 'x.y.z', 'let a = 1; const b = 2; a + b', 'const c = 1; c = 2', 'a; let a', 'f(3); function f(n) { return n * 2 }', 'for (var i = 0; i < 3; i++); i', 'var {p, q: [r]} = {p: 1, q: [2]}; p + r', 'let [m, ...n] = [1, 2, 3]; n', 'this.k = 5; k', '(function () { return this === globalThis })()', '(function () { "use strict"; return this })()', '(() => typeof this)()', 'var self = this; self.z = 1; z', 'try { undefinedVar } catch (e) { e.name + e.message }', '"use strict"; undeclared = 1', '"use strict"; var s = 1; s + 1', 'delete globalThis.nope', 'eval("1+1")', 'eval("var ev = 3"); ev', 'new Function("return 7")()', '`${1 + 1}`', 'label: for (;;) break label', 'Object.keys(this)', 'typeof undeclared', 'typeof fetch', 'async function g() {} ; g.name', 'const add = (a, b) => a + b; add.name', 'var h = function () {}; h.name', 'class K { static s = 1; m() { return this.v } constructor() { this.v = 9 } } new K().m()', 'switch (2) { case 2: var sw = "two" } sw', 'x = 1; { let x = 2 } x', 'throw new TypeError("inside")', 'throw 5', 'syntax error', '1;;', '', '  ', '// c', '"str"', 'null', 'do { var dd = 1 } while (0); dd', 'for (var k in {a: 1, b: 2}); k', 'for (const v of [1]) v', 'arguments', 'JSON.stringify({a: 1})', 'Math.max(1, 2)', 'Symbol("x")', '10n ** 2n', '/a/.test("a")']) show(c);
const ctx = vm.createContext({ n: 1, log: (...a) => console.log('[vm]', ...a), items: [1, 2] });
vm.runInContext('log("hello", n); items.push(3); n++; globalThis.m = items.map((x) => x * n)', ctx);
console.log(ctx.items, ctx.n, ctx.m, ctx);
vm.runInContext('const K = 1; let L = 2; function inc() { return ++n } var v1; class C {}', ctx);
console.log(vm.runInContext('[K, L, typeof C, inc(), v1]', ctx), Object.keys(ctx), ctx.K, ctx.inc(), ctx.n);
try { vm.runInContext('let K = 5', ctx); } catch (e) { console.log(e.name, e.message); } vm.runInContext('L = 10', ctx);
console.log(vm.runInContext('L', ctx));
const other = vm.createContext({});
console.log(vm.runInContext('typeof n + typeof K', other));
ctx.shared = other;
vm.runInContext('shared.fromFirst = n', ctx);
console.log(vm.runInContext('fromFirst', other));
const acc = vm.createContext({ get now() { return 'got'; }, set put(v) { console.log('set', v); } });
console.log(vm.runInContext('put = 5; now', acc));
const frozen = vm.createContext(Object.freeze({ a: 1 }));
console.log(vm.runInContext('a = 2; a', frozen));
const s = new vm.Script('typeof total === "undefined" ? (total = 1) : ++total');
console.log(s.runInContext(other), s.runInContext(other), s.runInNewContext(), s.runInNewContext({ total: 40 }), other.total);
try { vm.runInNewContext('for(;;);', {}, { timeout: 5 }); } catch (e) { console.log(e.code, e.message); } try { vm.runInNewContext('try { while(true) {} } catch { "caught" } finally { }', {}, { timeout: 5 }); } catch (e) { console.log(e.code); } try { vm.runInThisContext('while(true);', { timeout: 5 }); } catch (e) { console.log(e.message); } console.log('after');
try { new vm.Script('let x = ;', { filename: 'tpl.js' }); } catch (e) { console.log(e.stack.split('\n').slice(0, 5)); } try { vm.runInNewContext('\n\n  throw new Error("at 3")', {}, 'file.vm'); } catch (e) { console.log(e.stack.split('\n')[1]); } try { vm.runInNewContext('function deep() { nope() }\ndeep()', {}, { filename: 'd.js' }); } catch (e) { console.log(e.stack.split('\n').slice(0, 3)); } (async () => { console.log(await vm.runInNewContext('(async () => { await null; return done })()', { done: 'D' })); vm.runInNewContext('setTimeout(() => out("timer"), 1)', { setTimeout, out: console.log }); })();
console.log(vm.compileFunction('return a + (b ?? 0) + c', ['a', 'b'], { contextExtensions: [{ c: 100 }] })(1), vm.compileFunction('return typeof process')(), vm.compileFunction('return q', [], { parsingContext: vm.createContext({ q: 'Q' }) })());
try { vm.compileFunction('return }'); } catch (e) { console.log(e.name, e.message); } try { vm.compileFunction(5); } catch (e) { console.log(e.code); }
