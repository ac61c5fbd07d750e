'use strict';
// After an error that a listener took, neither ticks nor microtasks run before the
// end of the loop's next callback: the next timer or immediate, the end of the timers
// phase, or what the check phase begins with.
const line = [];
const log = (what) => () => line.push(what);
process.on('uncaughtException', (e) => {
  line.push('!' + e);
  process.nextTick(log('tick' + e));
  Promise.resolve().then(log('micro' + e));
});
const fail = (n) => () => { line.push('throw' + n); throw n; };

const cases = {
  'a tick of an immediate fails'() {
    setImmediate(() => { setImmediate(log('immediate')); process.nextTick(fail(1)); });
  },
  'a tick fails, and one after it'() {
    setImmediate(() => {
      setImmediate(log('immediate'));
      process.nextTick(() => { process.nextTick(fail(2)); throw 1; });
    });
  },
  'a tick fails and leaves others'() {
    setImmediate(() => {
      setImmediate(log('immediate'));
      process.nextTick(() => { process.nextTick(log('left')); Promise.resolve().then(log('micro')); throw 1; });
    });
  },
  'the last immediate fails, and one was added'() {
    setImmediate(() => { setImmediate(log('added')); process.nextTick(log('left')); throw 1; });
  },
  'the first of three immediates fails'() {
    setImmediate(() => { process.nextTick(log('left')); throw 1; });
    setImmediate(log('second'));
    setImmediate(log('third'));
  },
  'each of three immediates fails'() {
    for (const n of [1, 2, 3]) setImmediate(() => { process.nextTick(log('left' + n)); throw n; });
  },
  'the last of two timers fails'() {
    setTimeout(log('first'), 2);
    setTimeout(() => { process.nextTick(log('left')); setImmediate(log('immediate')); throw 1; }, 2);
  },
  'the first of two timers fails'() {
    setTimeout(() => { process.nextTick(log('left')); throw 1; }, 2);
    setTimeout(log('second'), 2);
  },
  'a tick after the last timer fails'() {
    setTimeout(() => {
      setImmediate(log('immediate'));
      process.nextTick(() => { process.nextTick(log('left')); throw 1; });
    }, 2);
  },
  'a tick after the first timer fails'() {
    setTimeout(() => process.nextTick(() => { process.nextTick(log('left')); throw 1; }), 2);
    setTimeout(log('second'), 2);
  },
  'three ticks fail, one after the other'() {
    setImmediate(() => {
      for (let i = 0; i < 3; i++) setImmediate(log('immediate' + i));
      for (const n of [1, 2, 3]) process.nextTick(fail(n));
    });
  },
  'ticks of immediates fail in turn'() {
    for (const n of [1, 2, 3]) setImmediate(() => { line.push('immediate' + n); process.nextTick(fail(n)); });
  },
  'a microtask fails'() {
    setImmediate(() => {
      setImmediate(log('immediate'));
      queueMicrotask(fail(1));
      queueMicrotask(log('micro'));
      process.nextTick(log('tick'));
    });
  },
  'a rejection is handled late enough'() {
    setImmediate(() => {
      const rejected = Promise.reject(new Error('never told'));
      setImmediate(() => rejected.catch(log('caught')));
      process.nextTick(() => { process.nextTick(fail(2)); throw 1; });
    });
  },
};
process.on('unhandledRejection', (e) => line.push('unhandled ' + e.message));
const names = Object.keys(cases);
(function next() {
  if (line.length) console.log('  ' + line.splice(0).join(' '));
  const name = names.shift();
  if (!name) return;
  console.log(name);
  cases[name]();
  setTimeout(next, 20);
})();
