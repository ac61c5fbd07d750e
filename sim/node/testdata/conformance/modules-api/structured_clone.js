const t=(f)=>{ try { console.log(f()) } catch (e) { console.log(e.name, e.code, e.message, e.constructor.name) } };
t(()=>structuredClone([1,,3])); t(()=>structuredClone({a:1,b:[1n,null,undefined,-0,NaN]})); t(()=>structuredClone(new Date(5))); t(()=>structuredClone(/a/gi)); t(()=>structuredClone(new Map([[{a:1},new Set([1])]])));
class A { constructor() { this.x=1 } get y() { return 2 } } t(()=>structuredClone(new A)); t(()=>structuredClone(Object(1n))); t(()=>structuredClone(Object('s')));
t(()=>{ const e=new TypeError('m',{cause:{a:1}}); e.extra=1; const c=structuredClone(e); return [c instanceof TypeError,c.message,c.cause,c.extra,c.name, c.stack===e.stack] });
t(()=>{ const e=new Error('m'); e.name='Foo'; const c=structuredClone(e); return [c.name, c.constructor.name] });
t(()=>{ const o={}; o.o=o; const c=structuredClone(o); return c.o===c&&c!==o });
t(()=>structuredClone(new Uint8Array([1,2,3]).subarray(1))); t(()=>structuredClone(Buffer.from('hi')) instanceof Buffer); t(()=>structuredClone(new DataView(new ArrayBuffer(4))).byteLength);
t(()=>{ const b=new ArrayBuffer(8); const c=structuredClone(b,{transfer:[b]}); return [b.byteLength,c.byteLength] });
t(()=>structuredClone(1,{transfer:[{}]})); t(()=>structuredClone(1,{transfer:5})); t(()=>structuredClone(1, 5));t(()=>{const b=new ArrayBuffer(8); structuredClone(b,{transfer:[b,b]})});
t(()=>{ const a={x:1}; const c=structuredClone([a,a]); return c[0]===c[1] }); t(()=>structuredClone(Object.create(null))); t(()=>structuredClone(globalThis)); t(()=>structuredClone({get a() { return 3 }, [Symbol('s')]: 1}));
t(()=>{ const b=new ArrayBuffer(8); structuredClone(b,{transfer:[b]}); return structuredClone(b) });
t(()=>{ const a=[1,2]; a.foo=1; return structuredClone(a) });t(()=>structuredClone(new (class E2 extends Error{})('x')).constructor.name);

