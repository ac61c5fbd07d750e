'use strict';

// Makes the globals of a Node process.


function define(name, value, enumerable = false) {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable });
}

let { process: current } = globalThis;
Object.defineProperty(globalThis, 'process', {
  get() { return current; }, set(value) { current = value; }, configurable: true, enumerable: false,
});
delete globalThis.GoError; // the engine's own

// The order of what follows can be seen: it is that of Object.keys(globalThis).
define('global', globalThis, true);
require('internal/errors_language');
require('internal/async');
require('internal/polyfill');
require('internal/process');
require('internal/warning');

const timers = require('timers');
for (const name of ['clearImmediate', 'setImmediate', 'clearInterval', 'clearTimeout', 'setInterval', 'setTimeout']) define(name, timers[name], true);

define('queueMicrotask', require('internal/microtask'), true);

if (binding('heap').exposed()) {
  const { collect } = binding('heap');
  define('gc', function gc() {
    const [options] = arguments;
    collect(options === true || options?.type === 'minor');
  });
}

// A program may put its own process in place of it.
let ours = process;
Object.defineProperty(globalThis, 'process', {
  get() { return ours; }, set(value) { ours = value; }, enumerable: false, configurable: true,
});

require('internal/web');
define('console', require('console'));
