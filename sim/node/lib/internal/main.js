'use strict';

// What a process begins with: a script, or code from the command line or from
// standard input. (doc: cli.html)

const native = binding('main');
const modules = require('internal/modules');

const { Module } = modules;

/** Modules that -r names come first. */
function preload() {
  if (native.requires.length === 0) return;
  const module = new Module('internal/preload', null);
  module.paths = Module._nodeModulePaths(process.cwd());
  for (const id of native.requires) module.require(id);
}

function compileCode(code, name) { binding('language').check(code, name); }

/** Code that belongs to no file, with the names that modules have as globals. */
function evaluate(code, name) {
  const module = new Module(name, null);
  module.filename = modules.resolvePath(process.cwd(), name);
  module.paths = Module._nodeModulePaths(process.cwd());
  const require = modules.makeRequire(module);
  const globals = { __filename: name, __dirname: '.', module, exports: module.exports, require };
  for (const [key, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, key, { value, writable: true, enumerable: true, configurable: true });
  }
  for (const id of modules.builtinModules) {
    if (id.startsWith('_') || id.includes('/') || id in globalThis) continue;
    const set = (value) => Object.defineProperty(globalThis, id, { value, writable: true, enumerable: true, configurable: true });
    Object.defineProperty(globalThis, id, {
      get() {
        const value = modules.builtin(id);
        set(value);
        return value;
      },
      set, enumerable: false, configurable: true,
    });
  }
  compileCode(code, name);
  const result = binding('language').run(code, name, undefined, true);
  if (native.prints) console.log(result);
}

/** An ES module without a file: it is given one that nobody sees. */
function evaluateModule(code) {
  const fs = require('fs');
  const path = modules.resolvePath(fs.mkdtempSync('/tmp/eval-'), '[eval1].mjs');
  fs.writeFileSync(path, code);
  require('internal/esm').runMain(path);
}

// Code is a module if it is said to be one, or can be nothing else.
function isModule(code, name) { return native.isModule || (!native.prints && modules.looksLikeModule(code, name)); }

function evaluateInput() {
  const pieces = [];
  process.stdin.on('data', (piece) => { pieces.push(piece); });
  process.stdin.on('end', () => {
    const code = Buffer.concat(pieces).toString();
    if (isModule(code, '[stdin]')) evaluateModule(code);
    else evaluate(code, '[stdin]');
  });
}

/** The channel to a parent that has one to this process. */
function connect() {
  const fd = process.env.NODE_CHANNEL_FD;
  if (fd === undefined) return;
  const serialization = process.env.NODE_CHANNEL_SERIALIZATION_MODE || 'json';
  delete process.env.NODE_CHANNEL_FD;
  delete process.env.NODE_CHANNEL_SERIALIZATION_MODE;
  require('internal/ipc').setupOwn(Number.parseInt(fd, 10), serialization);
  if (process.argv[1] && process.env.NODE_UNIQUE_ID) {
    require('cluster')._setupWorker();
    delete process.env.NODE_UNIQUE_ID;
  }
}

function run() {
  if (native.hasCode) process._eval = native.code;
  connect();
  preload();
  if (native.checks) {
    const source = require('fs').readFileSync(native.script, 'utf8');
    if (modules.formatOf(native.script, source) === 'commonjs') new (require('vm').Script)(Module.wrap(source), { filename: native.script });
    return;
  }
  if (native.hasCode) {
    if (isModule(native.code, '[eval]')) evaluateModule(native.code);
    else evaluate(native.code, '[eval]');
  } else if (native.readsInput) {
    evaluateInput();
  } else {
    Module.runMain(native.script);
  }
}

module.exports = { run };
