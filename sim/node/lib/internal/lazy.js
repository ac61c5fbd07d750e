'use strict';

/** Gives an object what a module exports by some names. The module is loaded when
    one of them is first read; programs may set them. (defineLazyProperties,
    lib/internal/util.js) */
function defineLazily(target, module, ...names) {
  for (const name of names) {
    const keep = (value) => Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
    Object.defineProperty(target, name, {
      get() {
        const value = require(module)[name];
        keep(value);
        return value;
      },
      set: keep, enumerable: true, configurable: true,
    });
  }
}

module.exports = { defineLazily };
