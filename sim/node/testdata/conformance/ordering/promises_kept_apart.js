'use strict';
// After how many microtasks promises of timers and of events tell that they were ended.

const { setTimeout: sleep, setImmediate: turn, setInterval: every } = require('timers/promises');
const { EventEmitter, on, once } = require('events');

function count(name, promise) {
  let passed = 0;
  let done = false;
  const end = (how) => () => {
    done = true;
    console.log(name, how, 'after', passed);
  };
  promise.then(end('fulfilled'), end('rejected'));
  (async () => {
    while (!done && passed < 30) {
      await null;
      passed++;
    }
  })();
}

async function main() {
  const ended = AbortSignal.abort(new Error('reason'));
  count('ended sleep', sleep(5, 1, { signal: ended }));
  count('ended turn', turn(1, { signal: ended }));
  await turn();
  for (const [name, begin] of [
    ['sleep', (signal) => sleep(100, 1, { signal })],
    ['turn', (signal) => turn(1, { signal })],
    ['once', (signal) => once(new EventEmitter(), 'x', { signal })],
    ['on', (signal) => on(new EventEmitter(), 'x', { signal }).next()],
    ['every', (signal) => every(100, 1, { signal }).next()],
  ]) {
    const controller = new AbortController();
    count(name, begin(controller.signal));
    await null;
    controller.abort();
    await sleep(1);
  }
  const order = [];
  const controller = new AbortController();
  sleep(50, null, { signal: controller.signal }).catch((error) => order.push(error.code));
  (async () => { for await (const v of (async function* () { yield 1; yield 2; yield 3; })()) order.push(v); })();
  controller.abort();
  await sleep(1);
  console.log(order);
}
main();
