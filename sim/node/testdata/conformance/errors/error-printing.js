const util = require('util');
console.log(new AggregateError([1, 2], 'agg').errors, Object.prototype.toString.call(new Error('q')), String(new RangeError('r')));
const err = new Error('with props'); err.stack = 'Error: with props'; err.code = 'E'; console.log(err); console.log([err], { err });
const c = new Error('outer', { cause: new Error('inner') }); c.stack = 'Error: outer'; c.cause.stack = 'Error: inner'; console.log(c);
class MyError extends Error { constructor(m) { super(m); this.name = 'MyError'; this.extra = { a: 1 } } } const me = new MyError('mm'); console.log(me.stack.split('\n')[0], me.toString(), Object.keys(me)); me.stack = me.stack.split('\n')[0]; console.log(me);
