// Objects whose prototype has none itself are shown with the name of the
// function that made them, as in the libraries that keep their keys so.
const util = require('util');

function Events() {}
Events.prototype = Object.create(null);
const Cookies = (() => {
  const C = function () {};
  C.prototype = Object.create(null);
  return C;
})();
function Emitter() { this._events = new Events(); this.count = 0; }
const events = new Events();
events.data = 1;
const cookies = new Cookies();
cookies.theme = 'dark';
console.log(events, new Events(), cookies, new Emitter(), [cookies]);
console.log(util.inspect({ a: { b: { c: events } } }), util.inspect({ a: { b: { c: { d: events } } } }));
console.log(util.inspect(cookies, { showHidden: true }), util.format('%o %j', cookies, cookies));
console.log(Object.create(null), Object.getPrototypeOf(events), 'constructor' in events, typeof events.toString);
let none;
try {
  none.prototype = Object.create(null);
} catch (error) {
  console.log(error.message);
}
try {
  console.log(`${events}`);
} catch (error) {
  console.log(error.message);
}
