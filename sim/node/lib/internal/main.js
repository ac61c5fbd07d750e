'use strict';

// What a process begins with: a script, or code from the command line or from
// standard input. (doc: cli.html)

const native = binding('main');
const modules = require('internal/modules');

const { Module } = modules;

function preload() { if (native.requires.length > 0) Module._preloadModules(native.requires); }

function compileCode(code, name) { binding('language').check(code, name); }
function compileInput(code, name) { binding('language').check(code, name); }

/** The names that modules have, as globals of code that belongs to no file. */
function prepare(name) {
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
}

function show(result) {
  if (native.prints) console.log(result);
}

/** Code of the command line. */
function evaluate(code, name) {
  prepare(name);
  compileCode(code, name);
  show(binding('language').run(code, name, undefined, true));
}

/** Code of standard input. */
function evaluateInput(code, name) {
  prepare(name);
  compileInput(code, name);
  show(binding('language').run(code, name, undefined, true));
}

/** An ES module without a file, as if it lay in the working directory. */
function evalModuleEntryPoint(code) {
  if (native.prints) throw new (require('internal/errors').codes.ERR_EVAL_ESM_CANNOT_PRINT)();
  require('internal/esm').runSource(code, `${process.cwd()}/[eval1]`);
}

// Code is a module if it is said to be one, or can be nothing else.
function isModule(code, name) { return native.isModule || (!native.prints && modules.looksLikeModule(code, name)); }

function collectInput(then) {
  const pieces = [];
  process.stdin.on('data', (piece) => { pieces.push(piece); });
  process.stdin.on('end', function () { then(Buffer.concat(pieces).toString()); });
}

function runInput(code) {
  if (isModule(code, '[stdin]')) evalModuleEntryPoint(code);
  else evaluateInput(code, '[stdin]');
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
  if (native.stackLimit !== undefined) Error.stackTraceLimit = native.stackLimit;
  if (native.title !== '') process.title = native.title;
  for (const file of native.envFiles) process.loadEnvFile(file);
  connect();
  Module._initPaths();
  preload();
  if (native.imports.length === 0) start();
  else require('internal/esm').runAfter(native.imports, start);
}

/** Only reads the script, or standard input. */
function check() {
  if (native.readsInput) {
    collectInput(checkInput);
    return;
  }
  const file = Module._resolveFilename(native.script, null, true);
  const source = require('fs').readFileSync(file, 'utf8');
  const format = modules.formatOf(file, source);
  if (format === 'commonjs') checkScript(file, source);
  else if (format === 'module') checkModule(file, source);
}
function checkInput(source) {
  if (native.isModule) checkModule('[stdin]', source);
  else binding('modules').compile('[stdin]', source);
}
function checkScript(file, source) { binding('modules').compile(file, source); }

// Where the mistake is in a module is told by the path, as it is not imported.
function checkModule(file, source) {
  try {
    binding('language').compileModule(file, source, true);
  } catch (error) {
    error.stack = error.stack.replace(`file://${file}`, file);
    throw error;
  }
}

function start() {
  if (native.checks) {
    check();
    return;
  }
  if (native.hasCode) {
    if (isModule(native.code, '[eval]')) evalModuleEntryPoint(native.code);
    else evaluate(native.code, '[eval]');
  } else if (native.readsInput) {
    collectInput(runInput);
  } else {
    Module.runMain(native.script);
  }
}

module.exports = { run };
