// Where a function stands in a stack that waits: at its await, wherever that is in an expression.
async function boom() { await null; throw new Error('x'); }
const id = (x) => x;
async function f1() { id(await boom()); }
async function f2() { const a = [1, await boom(), 2]; return a; }
async function f3() { return { k: await boom() }; }
async function f4() { const o = { m(x) { } }; o.m(1, await boom()); }
async function f5() { return 1 + await boom() + 2; }
async function f6() { if (await boom()) return 1; }
async function f7() { for (const x of await boom()) { } }
async function f8() { return await boom(); }
async function f9() { const { a } = await boom(); }
async function f10() { throw await boom(); }
async function f11() { return `a${await boom()}`; }
async function f12() { new Map(await boom()); }
async function f13() { let z; z = await boom(); }
async function f14() { for await (const x of [boom()]) { } }
async function f15() { return (await boom()).x; }
async function f16() { return (await boom())(); }
async function f17() { return [...await boom()]; }
async function f18() { const a = {}; a[await boom()] = 1; }
async function f19() { switch (await boom()) { } }
async function f20() { while (await boom()) { } }
async function f21() { await Promise.all([boom()]); }
async function f22() { id(id(await boom())); }
async function f23() { return true && await boom(); }
async function f24() { return true ? await boom() : 0; }
async function* g() { yield await boom(); }
async function f25() { for await (const x of g()) { } }
async function* h() { yield* g(); }
async function f26() { for await (const x of h()) { } }
async function f27() { id(
   await boom(), 1); }
async function f28() { await (async () => { id(await boom()); })(); }
async function f29() { console.log(await id(boom())); }
async function f30() { return typeof await boom(); }
async function f31() { !await boom(); }
class C { async m() { this.x(await boom()); } async #p() { this.y(1, [await boom()]); } q() { return this.#p(); } static async s() { return C.t(await boom()); } }
async function f32() { await new C().m(); } async function f33() { await new C().q(); } async function f34() { await C.s(); }
(async () => { for (const f of [f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29, f30, f31, f32, f33, f34]) try { await f(); } catch (e) { console.log(f.name, e.stack.replaceAll(__dirname, '').split('\n').slice(2).join('|')); } })();
