'use strict';

const native = binding('process');
const { validateFunction } = require('internal/validators');

/** Runs a callback as a microtask; what it throws nobody can catch. */
module.exports = function queueMicrotask(callback) {
  validateFunction(callback, 'callback');
  native.queueMicrotask(() => {
    try {
      callback();
    } catch (error) {
      native.rejectThrow(error);
    }
  }, { callback });
};
