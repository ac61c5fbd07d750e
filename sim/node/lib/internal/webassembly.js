'use strict';

// WebAssembly: its names and errors. Modules cannot be run.

const { refusal } = require('internal/refuse');

const refuse = () => refusal('WebAssembly', 'write what the module does in JavaScript');

const WebAssembly = {
  compile: function compile() { return Promise.reject(refuse()); },
  validate: function validate() { throw refuse(); },
  instantiate: function instantiate() { return Promise.reject(refuse()); },
  compileStreaming: function compileStreaming() { return Promise.reject(refuse()); },
  instantiateStreaming: function instantiateStreaming() { return Promise.reject(refuse()); },
};
for (const name of ['Module', 'Instance', 'Table', 'Memory', 'Global', 'Tag', 'Exception']) {
  const Class = { [name]: class { constructor() { throw refuse(); } } }[name];
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: `WebAssembly.${name}`, configurable: true });
  Object.defineProperty(WebAssembly, name, { value: Class, writable: true, enumerable: false, configurable: true });
}
for (const name of ['CompileError', 'LinkError', 'RuntimeError']) {
  const Class = { [name]: class extends Error {} }[name];
  Object.defineProperty(Class.prototype, 'name', { value: name, writable: true, configurable: true });
  Object.defineProperty(WebAssembly, name, { value: Class, writable: true, enumerable: false, configurable: true });
}
Object.defineProperty(WebAssembly, Symbol.toStringTag, { value: 'WebAssembly', configurable: true });

module.exports = { WebAssembly };
