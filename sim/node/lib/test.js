'use strict';

// node:test. (doc: test.html)

const { test, suite, before, after, beforeEach, afterEach } = require('internal/test/harness');
const { refusing } = require('internal/refuse');

module.exports = test;
Object.assign(module.exports, {
  after, afterEach, before, beforeEach, describe: suite, it: test,
  run: refusing('run', 'running test files in processes of their own (test.run)', 'run each test file by itself'), suite, test,
});

let mock;
Object.defineProperty(module.exports, 'mock', {
  configurable: true,
  enumerable: true,
  get() { return (mock ??= new (require('internal/test/mock').MockTracker)()); },
});
