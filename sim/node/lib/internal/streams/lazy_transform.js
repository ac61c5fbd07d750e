'use strict';

// A Transform that becomes a stream only when it is used as one: hashes and
// ciphers mostly are not.

const { Transform } = require('stream');

function LazyTransform(options) { this._options = options; }
Object.setPrototypeOf(LazyTransform.prototype, Transform.prototype);
Object.setPrototypeOf(LazyTransform, Transform);

for (const name of ['_readableState', '_writableState']) {
  Object.defineProperty(LazyTransform.prototype, name, {
    get() {
      Reflect.apply(Transform, this, [this._options]);
      this._writableState.decodeStrings = false;
      return this[name];
    },
    set(value) { Object.defineProperty(this, name, { value, enumerable: true, configurable: true, writable: true }); },
    configurable: true,
    enumerable: true,
  });
}

module.exports = LazyTransform;
