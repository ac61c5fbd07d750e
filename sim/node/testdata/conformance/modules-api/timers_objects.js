// What timers and immediates show of themselves
const t = setTimeout(() => {}, 10);
console.log(typeof t, t.constructor.name, t.hasRef());
console.log(t.unref() === t, t.hasRef(), t.ref() === t, t.hasRef());
console.log(Object.keys(t));
console.log(typeof +t, typeof t[Symbol.toPrimitive]());
console.log(t.refresh() === t);
clearTimeout(t);
console.log(t._destroyed, t.hasRef());
const im = setImmediate(() => {});
console.log(Object.keys(im), im.constructor.name, im.hasRef(), im.unref().hasRef());
clearImmediate(im);
console.log(im._destroyed);
const i = setInterval(() => {}, 1000);
console.log(i._repeat, i._idleTimeout, i.close() === i);
console.log(Object.getOwnPropertyNames(Object.getPrototypeOf(t)).sort());
console.log(Object.getOwnPropertyNames(Object.getPrototypeOf(im)).sort());
