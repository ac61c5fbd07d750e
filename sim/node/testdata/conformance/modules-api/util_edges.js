'use strict';
// Smaller rules of util, assert, perf_hooks, vm and Event.
const util = require('util'); const assert = require('assert'); const vm = require('vm'); const { spawnSync } = require('child_process');
const { performance, createHistogram, PerformanceObserver } = require('perf_hooks');
const told = (f) => { try { console.log('ok', f()); } catch (e) { console.log(e.name, e.code, e.message); } };
console.log(Object.keys(util).join(), Object.keys(assert).join());
for (const number of [-2, -111, 5, 'x', -99999]) told(() => util._errnoException(number, 'open', 'x').message);
told(() => util._exceptionWithHostPort(-111, 'connect', '127.0.0.1', 80, 'more').message);
told(() => util.parseArgs(null));
told(() => util.isDeepStrictEqual(new WeakMap(), new WeakMap()) && util.isDeepStrictEqual(Promise.resolve(1), Promise.resolve(2)));
told(() => require('assert')(false)); told(() => eval('assert.ok(0)')); told(() => new Function('a', 'a.ok(0)')(assert));
told(() => assert.ok(
  [1, 2]
    .includes(3)));
const program = "const d = require('util').debuglog('one', (f) => console.log(typeof f)); console.log(d.enabled, d.name); process.env.NODE_DEBUG = 'two'; " +
  "d('text %d', 1); d('more'); console.log(require('util').debuglog('two').enabled)";
for (const NODE_DEBUG of ['one', 'ONE,two', 'o*', '', 'one , two', 'o.e']) {
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', program], { env: { NODE_DEBUG }, encoding: 'utf8' });
  console.log(JSON.stringify(NODE_DEBUG), stdout, stderr.replace(/ \d+:/g, ' PID:'));
}
process.on('warning', (w) => console.log(w.name, w.message, w.code));
util.deprecate(() => {}, 'without a code')();
console.log(performance.eventLoopUtilization(), Object.keys(performance.nodeTiming).slice(0, 10).join());
const mark = performance.mark('m', { startTime: 1, detail: { a: 1 } });
console.log(mark, Object.prototype.toString.call(mark), JSON.stringify(performance.measure('from', { start: 'm', end: 5, detail: 'd' })));
told(() => performance.now.call({})); told(() => performance.setResourceTimingBufferSize()); told(() => performance.clearMarks('nodeStart'));
told(() => performance.measure('x', { start: 1, end: 2, duration: 3 })); told(() => performance.measure('x', { duration: 3 }).startTime);
const resource = performance.markResourceTiming({ startTime: 1, endTime: 4, encodedBodySize: 5 }, 'http://a/', 'fetch', globalThis, '');
console.log(resource, performance.getEntries().map((e) => e.name));
new PerformanceObserver((list, observer) => {
  console.log(list.getEntries().map((e) => [e.constructor.name, e.name, e.detail, e[0]]));
  observer.disconnect();
}).observe({ entryTypes: ['function'] });
performance.timerify(function timed() {})('argument');
const histogram = createHistogram(); histogram.record(5); console.log(histogram.percentiles, histogram.percentiles === histogram.percentilesBigInt);
for (const options of [{ lineOffset: 'x' }, { columnOffset: 1.5 }, { cachedData: 5 }, { produceCachedData: 1 }]) told(() => new vm.Script('1', options).cachedDataProduced);
told(() => vm.runInThisContext('1', { breakOnSigint: 5 })); told(() => vm.runInThisContext('1', { displayErrors: 5 }));
try { vm.runInThisContext('\n throw new Error("placed")', { filename: 'placed.vm', lineOffset: 10 }); } catch (e) { console.log(e.stack.split('\n')[0]); }
const cachedData = new vm.Script('1 + 1').createCachedData();
console.log(new vm.Script('1 + 1', { cachedData }).cachedDataRejected, vm.compileFunction('return a', ['a', 'b']).toString());
console.log(Object.getOwnPropertyNames(Event.prototype).join(), Object.getOwnPropertyNames(new Event('x')));
told(() => AbortController.prototype.abort.call({})); told(() => require('async_hooks').createHook());
told(() => new (require('async_hooks').AsyncResource)('T').runInAsyncScope(5));
console.log(Object.is(parseInt('-0'), -0), parseInt(' -0.7', 10), util.format('%i', '-0'));
console.log({ __proto__: null, [Symbol.toStringTag]: 'Tagged' }, Object.create(Object.create(null, { [Symbol.toStringTag]: { value: 'Up' } })));
