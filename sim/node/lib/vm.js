'use strict';

// Running code that comes into being at run time, in the present context.
// Other contexts need a global object of their own and are refused.

const language = binding('language');
const { codes } = require('internal/errors');
const { validateObject, validateString } = require('internal/validators');

function optionsOf(options) {
  if (typeof options === 'string') return { filename: options };
  if (options === undefined) return {};
  validateObject(options, 'options');
  if (options.filename !== undefined) validateString(options.filename, 'options.filename');
  return options;
}

function refuse(what) {
  const error = new Error(`timeslice: vm.${what} is not simulated; run the code in this context with vm.runInThisContext`);
  error.code = 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM';
  throw error;
}

class Script {
  #code;
  #filename;

  constructor(code, options) {
    this.#code = `${code}`;
    this.#filename = optionsOf(options).filename;
    language.check(this.#code, this.#filename);
  }

  runInThisContext() { return language.evaluate(this.#code, this.#filename, true); }
  runInContext() { return refuse('Script.runInContext'); }
  runInNewContext() { return refuse('Script.runInNewContext'); }
  createCachedData() { return Buffer.alloc(0); }
}

function runInThisContext(code, options) {
  return new Script(code, options).runInThisContext();
}

function isContext(object) {
  if (object === null || typeof object !== 'object') throw new codes.ERR_INVALID_ARG_TYPE('object', 'Object', object);
  return false;
}

module.exports = {
  Script,
  createContext() { return refuse('createContext'); },
  createScript(code, options) { return new Script(code, options); },
  runInContext() { return refuse('runInContext'); },
  runInNewContext() { return refuse('runInNewContext'); },
  runInThisContext,
  isContext,
  compileFunction(code, parameters = []) {
    validateString(code, 'code');
    return language.makeFunction('function', parameters.join(','), code);
  },
};
