'use strict';

// node:test/reporters. (doc: test.html#test-reporters)

const { refusal } = require('internal/refuse');

// spec may be called with and without new.
function spec(...args) { return Reflect.construct(require('internal/test/spec').SpecReporter, args); }
function lcov() { throw refusal("the reporter 'lcov'", "use 'tap' or 'spec': coverage is not measured"); }

const get = (read) => ({ configurable: true, enumerable: true, get: read });
Object.defineProperties(module.exports, {
  dot: get(() => require('internal/test/dot')),
  junit: get(() => require('internal/test/junit')),
  spec: { configurable: true, enumerable: true, value: spec },
  tap: get(() => require('internal/test/tap')),
  lcov: { configurable: true, enumerable: true, value: lcov },
});
