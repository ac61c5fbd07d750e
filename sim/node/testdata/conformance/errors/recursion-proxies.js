// Proxies that lead back to themselves, or hand on through many others, end in
// an error that can be caught: no script is called on the way.
const said = (name, f) => {
  try {
    f();
    console.log(name, 'came back');
  } catch (e) {
    console.log(name, e.name, e.message);
  }
};

const circle = {};
Object.setPrototypeOf(circle, new Proxy(circle, {}));
said('get', () => circle.x);
said('get element', () => circle[3]);
said('has', () => 'x' in circle);
said('set', () => { circle.x = 1; });
said('method', () => circle.y());
said('text', () => `${circle}`);
said('json', () => JSON.stringify(circle));

const reflecting = {};
Object.setPrototypeOf(reflecting, new Proxy(reflecting, Reflect));
said('reflect get', () => reflecting.x);
said('reflect has', () => 'x' in reflecting);

let chain = { x: 1 };
for (let i = 0; i < 100_000; i++) chain = new Proxy(chain, {});
said('chain get', () => chain.x);
said('chain has', () => 'x' in chain);
said('chain keys', () => Object.keys(chain));
said('chain descriptor', () => Object.getOwnPropertyDescriptor(chain, 'x'));

let short = { x: 1 };
for (let i = 0; i < 1000; i++) short = new Proxy(short, {});
console.log(short.x, 'x' in short, Object.keys(short), delete short.x, short.x);

// What a handler is asked, and on what its traps are called.
const handler = {
  get(target, key, receiver) {
    console.log('get', String(key), this === handler, receiver === made);
    return Reflect.get(target, key, receiver);
  },
  has: Reflect.has,
};
const asked = new Proxy(handler, { get(target, key) { console.log('asked for', key); return target[key]; } });
const made = new Proxy({ a: 1 }, handler);
console.log(made.a, 'a' in made, 'b' in made);
const double = new Proxy({ b: 2 }, asked);
console.log(double.b, 'b' in double);
const { proxy, revoke } = Proxy.revocable({ c: 3 }, { get: (target, key) => target[key] * 2 });
console.log(proxy.c);
revoke();
said('revoked', () => proxy.c);
console.log(require('util').inspect(new Proxy({ d: 4 }, { get: undefined, has: null }), { showProxy: true }));
said('no function', () => new Proxy({}, { get: 5 }).x);
