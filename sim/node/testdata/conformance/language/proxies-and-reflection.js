const log = [];
const p = new Proxy({ a: 1 }, { get(t, k, r) { log.push('get ' + String(k)); return Reflect.get(t, k, r); }, has(t, k) { log.push('has ' + k); return k in t; }, ownKeys(t) { log.push('keys'); return Reflect.ownKeys(t); }, deleteProperty(t, k) { log.push('delete ' + k); return delete t[k]; } });
p.a; 'b' in p; Object.keys(p); delete p.a; console.log(log);
console.log(Reflect.ownKeys({ b: 1, 2: 1, a: 1, 1: 1, [Symbol('s')]: 1 }), Reflect.has({ x: 1 }, 'x'), Reflect.construct(Date, [0]).getTime());
const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); try { proxy.x; } catch (e) { console.log(e.name); }
console.log(Object.getOwnPropertyDescriptor({ get x() { return 1; } }, 'x').set, Object.entries(Object.getOwnPropertyDescriptors({ y: 1 })));
