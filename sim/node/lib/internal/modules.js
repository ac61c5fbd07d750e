'use strict';

// CommonJS modules.

const native = binding('modules');
const cache = Object.create(null);

function dirname(path) { return path.slice(0, path.lastIndexOf('/')) || '/'; }

function load(filename, parent) {
  if (cache[filename]) return cache[filename].exports;
  const module = { exports: {}, filename, id: filename, loaded: false, children: [], parent };
  cache[filename] = module;
  const wrapper = native.compile(filename, native.read(filename));
  const require = (id) => {
    if (id.startsWith('node:') || native.has(id)) return native.builtin(id);
    throw new Error("Cannot find module '" + id + "'");
  };
  require.main = main || module;
  require.cache = cache;
  module.require = require;
  Reflect.apply(wrapper, module.exports, [module.exports, require, module, filename, dirname(filename)]);
  module.loaded = true;
  return module.exports;
}

let main;

exports.runMain = function runMain(filename) { load(filename, null); };
