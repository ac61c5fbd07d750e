'use strict';

// Running code that comes into being at run time: in the present context, or
// in one of its own. A context is a scope of the same engine (sim/node/js/
// context.go): its variables are the properties of the object that it was made
// of, and Node's own globals are not in it; the language's objects are those of
// everybody.

// Its functions are cut as those of Node's lib/vm.js are, and stand where they do, so
// that stacks lead through them. (sim/node/js/foreign.go)

const language = binding('language');
const { codes } = require('internal/errors');
const {
  validateArray, validateBoolean, validateBuffer, validateFunction, validateInt32, validateObject, validateOneOf, validateString, validateUint32,
} = require('internal/validators');

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
function contextify(sandbox, strings) {
  const builtins = Object.create(null);
  for (const name of languageNames) if (name in globalThis) builtins[name] = globalThis[name];
  if (!strings) Object.assign(builtins, withoutStrings());
  builtins.console = silentConsole();
  const global = new Proxy(sandbox, {
    get: (target, key, receiver) => (key in target ? seenInside(Reflect.get(target, key, receiver === global ? target : receiver)) : builtins[key]),
    has: (target, key) => key in target || key in builtins,
    set: (target, key, value) => Reflect.set(target, key, value),
  });
  // Code inside never gets hold of the object itself. (ContextifyContext::PropertyGetterCallback)
  const seenInside = (value) => (value === sandbox ? global : value);
  builtins.globalThis = global;
  contexts.set(sandbox, language.context(
    sandbox, builtins, global, (name) => name in sandbox, (name, value) => Reflect.set(sandbox, name, value)));
  return sandbox;
}

/** What a context has that makes no code of texts. (ModifyCodeGenerationFromStrings) */
function withoutStrings() {
  const refuse = () => { throw new EvalError('Code generation from strings disallowed for this context'); };
  const { eval: evaluate, Function: FunctionClass } = globalThis;
  return {
    eval: { eval(code) { return typeof code === 'string' ? refuse() : evaluate(code); } }.eval,
    Function: new Proxy(FunctionClass, { apply: refuse, construct() { return refuse(); } }),
  };
}

function isContext(object) {
  if (object === null || (typeof object !== 'object' && typeof object !== 'function')) throw new codes.ERR_INVALID_ARG_TYPE('object', 'object', object);
  return contexts.has(object);
}

function validateContext(contextifiedObject) {
  if (!isContext(contextifiedObject)) {
    throw new codes.ERR_INVALID_ARG_TYPE('contextifiedObject', 'vm.Context', contextifiedObject);
  }
}

let unnamed = 1;
function createContext(contextObject = {}, options = {}) {
  if (contextObject !== constants.DONT_CONTEXTIFY && isContext(contextObject)) {
    return contextObject;
  }
  validateObject(options, 'options');
  const { name = `VM Context ${unnamed++}`, origin, codeGeneration, microtaskMode } = options;
  validateString(name, 'options.name');
  if (origin !== undefined) validateString(origin, 'options.origin');
  if (codeGeneration !== undefined) validateObject(codeGeneration, 'options.codeGeneration');
  const { strings = true, wasm = true } = codeGeneration ?? {};
  validateBoolean(strings, 'options.codeGeneration.strings');
  validateBoolean(wasm, 'options.codeGeneration.wasm');
  validateOneOf(microtaskMode, 'options.microtaskMode', ['afterEvaluate', undefined]);
  if (microtaskMode !== undefined) throw refused('microtaskMode', 'leave it out: promises of a context use the queue of everybody');
  return contextify(contextObject === constants.DONT_CONTEXTIFY ? {} : contextObject, strings);
}

/** The options of a context among those of running something in a new one. */
function getContextOptions(options) {
  if (!options) return {};
  const { contextName: name, contextOrigin: origin, contextCodeGeneration, microtaskMode } = options;
  if (name !== undefined) validateString(name, 'options.contextName');
  if (origin !== undefined) validateString(origin, 'options.contextOrigin');
  let codeGeneration;
  if (contextCodeGeneration !== undefined) {
    validateObject(contextCodeGeneration, 'options.contextCodeGeneration');
    const { strings, wasm } = contextCodeGeneration;
    if (strings !== undefined) validateBoolean(strings, 'options.contextCodeGeneration.strings');
    if (wasm !== undefined) validateBoolean(wasm, 'options.contextCodeGeneration.wasm');
    codeGeneration = { strings, wasm };
  }
  if (microtaskMode !== undefined) validateString(microtaskMode, 'options.microtaskMode');
  return { name, origin, codeGeneration, microtaskMode };
}

function refused(what, cure, owner = 'context') {
  const error = new Error(`timeslice: the option ${what} of a ${owner} is not simulated; ${cure}`);
  error.code = 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM';
  return error;
}

const mapComment = /^.*\/\/[#@] sourceMappingURL=([^\s'"]*)\s*$/gm;

/** Where a source says that its map is. */
function mapOf(code) {
  if (!code.includes('sourceMappingURL=')) return undefined;
  return [...code.matchAll(mapComment)].at(-1)?.[1];
}

let cache;
let compileScript;

class ContextifyScript {
  #code;
  #filename;
  #asker;

  static {
    compileScript = function compileScript(script, code, filename, lineOffset, columnOffset, cachedData, produceCachedData, importModuleDynamically) {
      script.#code = placed(code, { lineOffset, columnOffset });
      script.#filename = filename;
      script.#asker = askerOf({ importModuleDynamically });
      language.check(script.#code, filename);
      if (cachedData !== undefined) script.cachedDataRejected = Buffer.compare(cacheOf(script.#code), viewOf(cachedData)) !== 0;
      if (produceCachedData) {
        script.cachedDataProduced = true;
        script.cachedData = cacheOf(script.#code);
      }
      Object.defineProperty(script, 'sourceMapURL', { value: mapOf(code), writable: true, enumerable: true, configurable: true });
    };
    cache = (script) => cacheOf(script.#code);
    ContextifyScript.prototype.createCachedData = function createCachedData() { return cache(this); };
    ContextifyScript.prototype.runInContext = function evaluate(context, timeout, displayErrors) {
      if (context === null) return language.run(this.#code, this.#filename, timeout, displayErrors, this.#asker);
      return language.runIn(contexts.get(context), this.#code, this.#filename, timeout, displayErrors, this.#asker);
    };
    Object.defineProperty(ContextifyScript.prototype.runInContext, 'name', { value: 'runInContext' });
    delete ContextifyScript.prototype.constructor; // it comes last
    Object.defineProperty(ContextifyScript.prototype, 'constructor', { value: ContextifyScript, writable: true, configurable: true });
  }
}

const viewOf = ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength);

class Script extends ContextifyScript {
  constructor(code, options = {}) {
    super();
    code = `${code}`;
    if (typeof options === 'string') options = { filename: options };
    else validateObject(options, 'options');
    const { filename = 'evalmachine.<anonymous>', lineOffset = 0, columnOffset = 0, cachedData, produceCachedData = false, importModuleDynamically } = options;
    validateString(filename, 'options.filename');
    validateInt32(lineOffset, 'options.lineOffset');
    validateInt32(columnOffset, 'options.columnOffset');
    if (cachedData !== undefined) validateBuffer(cachedData, 'options.cachedData');
    validateBoolean(produceCachedData, 'options.produceCachedData');
    validateImporter(importModuleDynamically);
    compileScript(this, code, filename, lineOffset, columnOffset, cachedData, produceCachedData, importModuleDynamically);
  }

  runInThisContext(options) {
    const { args } = getRunInContextArgs(null, options);
    return Reflect.apply(super.runInContext, this, args);
  }

  runInContext(contextifiedObject, options) {
    validateContext(contextifiedObject);
    const { args } = getRunInContextArgs(contextifiedObject, options);
    return Reflect.apply(super.runInContext, this, args);
  }

  runInNewContext(contextObject, options) {
    const context = createContext(contextObject, getContextOptions(options));
    return this.runInContext(context, options);
  }
}

function validateImporter(importModuleDynamically) {
  if (importModuleDynamically === undefined || importModuleDynamically === constants.USE_MAIN_CONTEXT_DEFAULT_LOADER) return;
  validateFunction(importModuleDynamically, 'options.importModuleDynamically');
}

function getRunInContextArgs(contextifiedObject, options = {}) {
  validateObject(options, 'options');
  const { timeout, displayErrors = true, breakOnSigint = false } = options;
  if (timeout !== undefined) validateUint32(timeout, 'options.timeout', true);
  validateBoolean(displayErrors, 'options.displayErrors');
  validateBoolean(breakOnSigint, 'options.breakOnSigint');
  return { args: [contextifiedObject, timeout, displayErrors] };
}

function createScript(code, options) {
  return new Script(code, options);
}

function runInContext(code, contextifiedObject, options) {
  validateContext(contextifiedObject);
  return createScript(code, options)
    .runInContext(contextifiedObject, typeof options === 'string' ? {} : options);
}

function runInNewContext(code, contextObject, options) {
  if (typeof options === 'string') {
    options = { filename: options };
  }
  contextObject = createContext(contextObject, getContextOptions(options));
  return createScript(code, options).runInNewContext(contextObject, options);
}

function runInThisContext(code, options) {
  if (typeof options === 'string') {
    options = { filename: options };
  }
  return createScript(code, options).runInThisContext(options);
}

function compileFunction(code, params, options = {}) {
  validateString(code, 'code');
  validateObject(options, 'options');
  if (params !== undefined) validateStrings(params);
  const {
    filename = '', columnOffset = 0, lineOffset = 0, cachedData, produceCachedData = false, parsingContext, contextExtensions = [], importModuleDynamically,
  } = options;
  validateString(filename, 'options.filename');
  validateInt32(columnOffset, 'options.columnOffset');
  validateInt32(lineOffset, 'options.lineOffset');
  if (cachedData !== undefined) validateBuffer(cachedData, 'options.cachedData');
  validateBoolean(produceCachedData, 'options.produceCachedData');
  if (parsingContext !== undefined) {
    if (typeof parsingContext !== 'object' || parsingContext === null || !isContext(parsingContext)) {
      throw new codes.ERR_INVALID_ARG_TYPE('options.parsingContext', 'Context', parsingContext);
    }
  }
  validateArray(contextExtensions, 'options.contextExtensions');
  contextExtensions.forEach((extension, i) => {
    if (extension !== null) validateObject(extension, `options.contextExtensions[${i}]`);
  });
  validateImporter(importModuleDynamically);
  const source = placed(code, { lineOffset, columnOffset });
  const made = internalCompileFunction(source, filename || '<anonymous>', params ?? [], parsingContext, contextExtensions, askerOf({ importModuleDynamically }));
  if (cachedData !== undefined) made.cachedDataRejected = Buffer.compare(cacheOf(source), viewOf(cachedData)) !== 0;
  if (produceCachedData) Object.assign(made, { cachedDataProduced: true, cachedData: cacheOf(source) });
  return made;
}

function validateStrings(params) {
  validateArray(params, 'params');
  params.forEach((name, i) => validateString(name, `params[${i}]`));
}

/** A function with a body; the extensions are around it, one in the other. */
function internalCompileFunction(source, filename, params, parsingContext, extensions, asker) {
  const open = `(function (extensions) {${extensions.map((_, i) => (extensions[i] === null ? '' : ` with (extensions[${i}])`)).join('')} { return function (${params.join(', ')}) {`;
  if (parsingContext === undefined) return language.compileBody(filename, asker, open, source, '\n}; } })')(extensions);
  return language.runIn(contexts.get(parsingContext), `${open}\n${source}\n}; } })`, filename, undefined, true, asker)(extensions);
}

let warned = false;

/** How much memory the contexts use; there is one heap. */
function measureMemory(options = {}) {
  if (!warned) process.emitWarning('vm.measureMemory is an experimental feature and might change at any time', 'ExperimentalWarning');
  warned = true;
  validateObject(options, 'options');
  const { mode = 'summary', execution = 'default' } = options;
  validateOneOf(mode, 'options.mode', ['summary', 'detailed']);
  validateOneOf(execution, 'options.execution', ['default', 'eager']);
  const used = process.memoryUsage().heapUsed;
  const total = { jsMemoryEstimate: used, jsMemoryRange: [used, used] };
  return Promise.resolve(mode === 'detailed' ? { total, current: total, other: [] } : { total });
}

module.exports = {
  Script, createContext, createScript, runInContext, runInNewContext, runInThisContext, isContext, compileFunction, measureMemory,
  constants,
};
