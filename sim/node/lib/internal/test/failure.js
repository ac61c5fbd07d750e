'use strict';

const { codes: { ERR_TEST_FAILURE } } = require('internal/errors');

/** Why a test failed: a text or what was thrown, and of which kind that is. The stack shows the script's calls only. */
function failure(cause, failureType) {
  const error = new ERR_TEST_FAILURE(cause, failureType);
  const stack = error.stack.split('\n').filter((line) => !/^ {4}at .*node:internal/.test(line)).join('\n');
  Object.defineProperty(error, 'stack', { value: stack, writable: true, enumerable: false, configurable: true });
  return error;
}

const isFailure = (error) => error?.code === 'ERR_TEST_FAILURE' && 'failureType' in error;

module.exports = { failure, isFailure };
