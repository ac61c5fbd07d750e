'use strict';

// Makes the globals of a Node process.


function define(name, value) {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}

define('global', globalThis);
require('internal/errors_language');
require('internal/async');
require('internal/polyfill');
require('internal/regexp');
require('internal/process');
require('internal/warning');

const timers = require('timers');
for (const name of ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate']) {
  Object.defineProperty(globalThis, name, { value: timers[name], writable: true, configurable: true, enumerable: true });
}

Object.defineProperty(globalThis, 'queueMicrotask', {
  value: require('internal/microtask'), writable: true, configurable: true, enumerable: true,
});

require('internal/web');
define('console', require('console'));
