'use strict';

const native = binding('process');
const ids = require('internal/async_ids');
const { validateFunction } = require('internal/validators');

const then = Promise.prototype.then;
const { apply } = Reflect;

/** Runs a callback as a microtask; what it throws nobody can catch. */
module.exports = function queueMicrotask(callback) {
  validateFunction(callback, 'callback');
  const task = ids.begin('Microtask', {});
  apply(then, Promise.resolve(), [() => {
    try {
      ids.run(task, callback, undefined, []);
    } catch (error) {
      native.rejectThrow(error);
    } finally {
      ids.end(task);
    }
  }]);
};
