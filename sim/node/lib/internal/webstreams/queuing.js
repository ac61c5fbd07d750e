'use strict';

// The queuing strategies: how chunks are measured.

const { check, expose, kState, kType, show } = require('internal/webstreams/common');
const { ERR_MISSING_OPTION } = require('internal/errors').codes;
const { validateObject } = require('internal/validators');

function markOf(init) {
  validateObject(init, 'init');
  if (init.highWaterMark === undefined) throw new ERR_MISSING_OPTION('init.highWaterMark');
  return { highWaterMark: +init.highWaterMark };
}

const named = (f) => Object.defineProperty(f, 'name', { value: 'size' });
const byteSize = named((chunk) => chunk.byteLength);
const countSize = named(() => 1);

class ByteLengthQueuingStrategy {
  [kType] = 'ByteLengthQueuingStrategy';
  constructor(init) { this[kState] = markOf(init); }
  get highWaterMark() {
    check(this, 'ByteLengthQueuingStrategy');
    return this[kState].highWaterMark;
  }
  get size() {
    check(this, 'ByteLengthQueuingStrategy');
    return byteSize;
  }
}

class CountQueuingStrategy {
  [kType] = 'CountQueuingStrategy';
  constructor(init) { this[kState] = markOf(init); }
  get highWaterMark() {
    check(this, 'CountQueuingStrategy');
    return this[kState].highWaterMark;
  }
  get size() {
    check(this, 'CountQueuingStrategy');
    return countSize;
  }
}

for (const Class of [ByteLengthQueuingStrategy, CountQueuingStrategy]) {
  expose(Class, ['highWaterMark', 'size']);
  show(Class, (strategy) => ({ highWaterMark: strategy.highWaterMark }));
}

module.exports = { ByteLengthQueuingStrategy, CountQueuingStrategy };
