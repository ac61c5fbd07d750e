// What the traps apply and construct of a proxy are given stays theirs.
const calls = [];
const note = (kind) => (args) => { calls.push([kind, args]); return args; };
const add = new Proxy((a, b) => a + b, { apply(target, self, args) { note('method')(args); return Reflect.apply(target, self, args); } });
const mul = new Proxy((a, b) => a * b, { apply: (target, self, args) => { calls.push(args); return target(...args); } });
const handler = {};
handler.apply = function(target, self, list) { calls.push(list); list.push('more'); return list; };
const any = new Proxy(function() {}, handler);
class Spy { constructor() { this.seen = []; } apply(target, self, args) { this.seen.push(args); return target.apply(self, args); } }
const spy = new Spy();
const spied = new Proxy(Math.max, spy);
const rest = new Proxy(() => {}, { apply: (...all) => { calls.push(all[2]); } });
const Made = new Proxy(class Point { constructor(x, y) { Object.assign(this, { x, y }); } }, {
  construct(target, args, newTarget) { calls.push(args); return Reflect.construct(target, args, newTarget); },
});
console.log(add(1, 2), mul(3, 4), any('a', 'b'), spied(5, 6, 7), rest('r'), new Made(8, 9));
console.log(add.call(null, 10, 11), mul.apply(null, [12, 13]), Reflect.construct(Made, [14]), [1, 2].map(add));
const later = new Proxy(async (x) => x, { async apply(target, self, args) { await null; calls.push(args); return target(...args); } });
later('later', 1).then(() => console.log(JSON.stringify(calls), JSON.stringify(spy.seen)));
// An array that is given to a function of such a name stays the same array.
const same = { apply(a, b, list) { return list; }, construct(a, list) { return list; } };
const list = [1, 2, 3];
console.log(same.apply(0, 0, list) === list, same.construct(0, list) === list);

// Functions that stand for parameters have the parameters' names.
function f(a = function() {}, b = () => {}, c = class {}, { d = () => {} } = {}, [e = () => {}] = [], named = function other() {}) {
  return [a, b, c, d, e, named].map((one) => one.name);
}
console.log(f(), ((g = () => g) => [g.name, g() === g])());
