// What builtins do with things that programs seldom give them.
const told = (f) => { try { return f(); } catch (error) { return `${error.name}: ${error.message}`; } };
console.log(Number(2n ** 64n), Number(2n ** 53n + 1n), Number(-(2n ** 1000n)), Number(2n ** 2000n), Number(Object(12345678901234567890n)), +new Number(2n ** 70n), Number(-5n), Number());
class Base {}
const Guarded = new Proxy(Base, {}), guarded = new Proxy(() => {}, {});
console.log(new Base() instanceof Guarded, {} instanceof Guarded, new Guarded() instanceof Base, told(() => ({}) instanceof guarded), 1 instanceof Guarded);
console.log(told(() => Object.freeze(new Uint8Array(1))), Object.isFrozen(Object.freeze(new Uint8Array(0))));
console.log(told(() => Object.setPrototypeOf(Object.prototype, Object.create(null))), Reflect.setPrototypeOf(Object.prototype, {}), Object.setPrototypeOf(Object.prototype, null) === Object.prototype);
console.log(told(() => Object.prototype.__lookupGetter__.call(undefined, 'a')), told(() => Object.prototype.__defineSetter__.call(null, 'a', () => {})), told(() => Error.captureStackTrace(1)));
const long = (more) => ({ length: 2 ** 53 - 1, ...more });
const arrays = Array.prototype;
for (const test of [
  () => arrays.push.call(long(), 1), () => arrays.unshift.call(long(), 1), () => arrays.unshift.call(long()), () => arrays.splice.call(long(), 0, 0, 1),
  () => arrays.toSpliced.call(long(), 0, 0, 1), () => arrays.toSorted.call({ length: 2 ** 32 }), () => arrays.toReversed.call({ length: 2 ** 32 }),
  () => arrays.with.call({ length: 2 ** 32 }, 0, 1), () => arrays.map.call({ length: 2 ** 32 }, (x) => x), () => Array.from({ length: 2 ** 32 }),
  () => arrays.slice.call(long({ [2 ** 53 - 2]: 'x' }), -2), () => arrays.fill.call(long(), 'f', -1), () => arrays.copyWithin.call(long({ [2 ** 53 - 3]: 'c' }), 0, -2),
  () => arrays.splice.call(long({ [2 ** 53 - 2]: 'k' }), -1, 1), () => arrays.includes.call(long(), undefined, -2), () => arrays.indexOf.call(long({ [2 ** 53 - 2]: 7 }), 7, -2),
  () => arrays.lastIndexOf.call(long({ [2 ** 53 - 2]: 7 }), 7), () => arrays.at.call(long({ [2 ** 53 - 2]: 7 }), -1), () => arrays.shift.call(long({ get 0() { throw new Error('first'); } })),
  () => arrays.reverse.call(long({ get 0() { throw new Error('first'); } })), () => arrays.filter.call(long({ get 0() { throw new Error('first'); } }), Boolean),
]) console.log(told(test));
class Named { constructor() { this.at = new Error('x').stack; } }
Error.prepareStackTrace = (_, sites) => sites.slice(0, 2).map((site) => `${typeof site.getThis()} ${typeof site.getFunction()}`);
console.log(new Named().at, (() => new Error('y').stack)());
