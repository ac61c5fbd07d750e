'use strict';

// Running code that comes into being at run time: in the present context, or
// in one of its own. A context is a scope of the same engine (sim/node/js/
// context.go): its variables are the properties of the object that it was made
// of, and Node's own globals are not in it; the language's objects are those of
// everybody.

const language = binding('language');
const { codes } = require('internal/errors');
const {
  validateArray, validateBoolean, validateBuffer, validateFunction, validateInt32, validateObject, validateOneOf, validateString, validateUint32,
} = require('internal/validators');

function optionsOf(options) {
  if (typeof options === 'string') return { filename: options };
  if (options === undefined) return {};
  validateObject(options, 'options');
  const { filename, lineOffset, columnOffset, cachedData, produceCachedData } = options;
  if (filename !== undefined) validateString(filename, 'options.filename');
  if (lineOffset !== undefined) validateInt32(lineOffset, 'options.lineOffset');
  if (columnOffset !== undefined) validateInt32(columnOffset, 'options.columnOffset');
  if (cachedData !== undefined) validateBuffer(cachedData, 'options.cachedData');
  if (produceCachedData !== undefined) validateBoolean(produceCachedData, 'options.produceCachedData');
  if (options.importModuleDynamically !== undefined && options.importModuleDynamically !== constants.USE_MAIN_CONTEXT_DEFAULT_LOADER) {
    validateFunction(options.importModuleDynamically, 'options.importModuleDynamically');
  }
  return options;
}

const mostLines = 100000; // so that no script is made of blank lines alone

/** Code that begins at the line and column that the options say. */
function placed(code, { lineOffset = 0, columnOffset = 0 }) {
  if (lineOffset > mostLines || columnOffset > mostLines) throw refused('lineOffset or columnOffset', `choose none above ${mostLines}`, 'script');
  return '\n'.repeat(Math.max(lineOffset, 0)) + ' '.repeat(Math.max(columnOffset, 0)) + code;
}

/** What stands for compiled code: only the code itself can be known by it. */
function cacheOf(code) {
  let hash = 0;
  for (let i = 0; i < code.length; i++) hash = (Math.imul(hash, 31) + code.charCodeAt(i)) | 0;
  return Buffer.from(`timeslice ${code.length} ${hash >>> 0}`);
}

const constants = Object.freeze(Object.assign(Object.create(null), {
  USE_MAIN_CONTEXT_DEFAULT_LOADER: Symbol('vm_dynamic_import_main_context_default'),
  DONT_CONTEXTIFY: Symbol('vm_context_no_contextify'),
}));

/** What import() in code is relative to; undefined if that is its own file. (internal/esm) */
function askerOf({ importModuleDynamically: how }) {
  if (how === undefined) return 'vm:none';
  return how === constants.USE_MAIN_CONTEXT_DEFAULT_LOADER ? undefined : 'vm:function';
}

/** How many milliseconds code may take; undefined if any. */
function timeoutOf(options) {
  if (options === undefined || typeof options === 'string') return undefined;
  validateObject(options, 'options');
  const { timeout, displayErrors, breakOnSigint } = options;
  if (timeout !== undefined) validateUint32(timeout, 'options.timeout', true);
  if (displayErrors !== undefined) validateBoolean(displayErrors, 'options.displayErrors');
  if (breakOnSigint !== undefined) validateBoolean(breakOnSigint, 'options.breakOnSigint');
  return timeout;
}

const displays = (options) => options?.displayErrors !== false;

// What the language itself has, in the global object of every context.
const languageNames = [
  'Object', 'Function', 'Array', 'Number', 'parseFloat', 'parseInt', 'Infinity', 'NaN', 'undefined', 'Boolean', 'String', 'Symbol', 'Date', 'Promise',
  'RegExp', 'Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError', 'JSON', 'Math', 'Intl',
  'ArrayBuffer', 'Atomics', 'Uint8Array', 'Int8Array', 'Uint16Array', 'Int16Array', 'Uint32Array', 'Int32Array', 'Float32Array', 'Float64Array',
  'Uint8ClampedArray', 'BigUint64Array', 'BigInt64Array', 'DataView', 'Map', 'BigInt', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'Proxy', 'Reflect',
  'FinalizationRegistry', 'SharedArrayBuffer', 'decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'escape', 'unescape', 'eval',
  'isFinite', 'isNaN', 'WebAssembly',
];

// The console of a context is that of the inspector, which nobody looks at.
const silentConsole = () => Object.fromEntries(Object.keys(console).map((name) => [name, { [name]() {} }[name]]));

const contexts = new WeakMap();

/** Makes an object the global object of a context. */
function contextify(sandbox) {
  const builtins = Object.create(null);
  for (const name of languageNames) if (name in globalThis) builtins[name] = globalThis[name];
  builtins.console = silentConsole();
  const global = new Proxy(sandbox, {
    get: (target, key, receiver) => (key in target ? Reflect.get(target, key, receiver === global ? target : receiver) : builtins[key]),
    has: (target, key) => key in target || key in builtins,
    set: (target, key, value) => Reflect.set(target, key, value),
  });
  builtins.globalThis = global;
  contexts.set(sandbox, language.context(
    sandbox, builtins, global, (name) => name in sandbox, (name, value) => Reflect.set(sandbox, name, value)));
  return sandbox;
}

function isContext(object) {
  if (object === null || typeof object !== 'object') throw new codes.ERR_INVALID_ARG_TYPE('object', 'object', object);
  return contexts.has(object);
}

function createContext(contextObject = {}, options = {}) {
  if (isContext(contextObject)) return contextObject;
  validateObject(options, 'options');
  const { name, origin, codeGeneration, microtaskMode } = options;
  if (name !== undefined) validateString(name, 'options.name');
  if (origin !== undefined) validateString(origin, 'options.origin');
  if (codeGeneration !== undefined) {
    validateObject(codeGeneration, 'options.codeGeneration');
    for (const what of ['strings', 'wasm']) if (codeGeneration[what] !== undefined) validateBoolean(codeGeneration[what], `options.codeGeneration.${what}`);
    if (codeGeneration.strings === false) throw refused('codeGeneration.strings: false', 'leave it out');
  }
  if (microtaskMode !== undefined) validateOneOf(microtaskMode, 'options.microtaskMode', ['afterEvaluate', undefined]);
  if (microtaskMode !== undefined) throw refused('microtaskMode', 'leave it out: promises of a context use the queue of everybody');
  return contextify(contextObject);
}

function refused(what, cure, owner = 'context') {
  const error = new Error(`timeslice: the option ${what} of a ${owner} is not simulated; ${cure}`);
  error.code = 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM';
  return error;
}

function contextOf(object) {
  if (!isContext(object)) throw new codes.ERR_INVALID_ARG_TYPE('contextifiedObject', 'vm.Context', object);
  return contexts.get(object);
}

class ContextifyScript {}

class Script extends ContextifyScript {
  #code;
  #filename;
  #asker;

  static cache(script) { return cacheOf(script.#code); }

  constructor(code, options = {}) {
    super();
    options = optionsOf(options);
    this.#code = placed(`${code}`, options);
    this.#filename = options.filename;
    this.#asker = askerOf(options);
    language.check(this.#code, this.#filename);
    if (options.cachedData !== undefined) this.cachedDataRejected = !cacheOf(this.#code).equals(options.cachedData);
    if (options.produceCachedData === true) {
      this.cachedDataProduced = true;
      this.cachedData = cacheOf(this.#code);
    }
    Object.defineProperty(this, 'sourceMapURL', { value: undefined, writable: true, enumerable: true, configurable: true });
  }

  runInThisContext(options) { return language.run(this.#code, this.#filename, timeoutOf(options), displays(options), this.#asker); }
  runInContext(contextifiedObject, options) {
    const context = contextOf(contextifiedObject);
    return language.runIn(context, this.#code, this.#filename, timeoutOf(options), displays(options), this.#asker);
  }
  runInNewContext(contextObject, options) {
    return this.runInContext(createContext(contextObject, contextOptions(options)), options);
  }
}
ContextifyScript.prototype.createCachedData = function createCachedData() { return cache(this); };
const { cache } = Script;
delete Script.cache;

/** The options of a context among those of running something in a new one. */
function contextOptions(options) {
  if (options === undefined || typeof options === 'string') return {};
  validateObject(options, 'options');
  return {
    name: options.contextName, origin: options.contextOrigin, codeGeneration: options.contextCodeGeneration, microtaskMode: options.microtaskMode,
  };
}

const createScript = (code, options) => new Script(code, options);

function runInContext(code, contextifiedObject, options) {
  contextOf(contextifiedObject);
  return createScript(code, options).runInContext(contextifiedObject, options);
}

function runInNewContext(code, contextObject, options) {
  const context = createContext(contextObject, contextOptions(options));
  return createScript(code, options).runInNewContext(context, options);
}

function runInThisContext(code, options) {
  return createScript(code, options).runInThisContext(options);
}

function compileFunction(code, params, options = {}) {
  validateString(code, 'code');
  if (params !== undefined) {
    validateArray(params, 'params');
    params.forEach((name, i) => validateString(name, `params[${i}]`));
  }
  options = optionsOf(options);
  const { parsingContext, contextExtensions = [], produceCachedData } = options;
  validateArray(contextExtensions, 'options.contextExtensions');
  contextExtensions.forEach((object, i) => validateObject(object, `options.contextExtensions[${i}]`));
  const source = `function (${(params ?? []).join(', ')}) {\n${placed(code, options)}\n}`;
  // The extensions are around the function, one in the other.
  const around = `(function (extensions) {${contextExtensions.map((_, i) => ` with (extensions[${i}])`).join('')} { return ${source}; } })`;
  const make = parsingContext === undefined ?
    language.run(around, options.filename, undefined, true, askerOf(options)) :
    language.runIn(contextOf(parsingContext), around, options.filename, undefined, true, askerOf(options));
  const made = make(contextExtensions);
  if (produceCachedData === true) Object.assign(made, { cachedDataProduced: true, cachedData: cacheOf(source) });
  return made;
}

/** How much memory the contexts use; there is one heap. */
async function measureMemory(options = {}) {
  validateObject(options, 'options');
  const used = process.memoryUsage().heapUsed;
  const total = { jsMemoryEstimate: used, jsMemoryRange: [used, used] };
  return options.mode === 'detailed' ? { total, current: total, other: [] } : { total };
}

module.exports = {
  Script, createContext, createScript, runInContext, runInNewContext, runInThisContext, isContext, compileFunction, measureMemory,
  constants,
};
