'use strict';

const {
  inspect, format, formatWithOptions, stripVTControlCharacters, kindOf, isError,
} = require('internal/inspect');
const { codes } = require('internal/errors');
const {
  validateBoolean, validateFunction, validateNumber, validateObject, validateOneOf, validateString,
} = require('internal/validators');
const { isDeepStrictEqual } = require('internal/comparisons');
const { deprecate } = require('internal/deprecate');

const native = binding('util');

// ---- Callbacks and promises

const customPromisify = Symbol.for('nodejs.util.promisify.custom');
// Names of the values that a function gives its callback, if there are several.
const customPromisifyArgs = Symbol.for('timeslice.util.promisify.arguments');

function promisify(original) {
  validateFunction(original, 'original');
  if (original[customPromisify]) {
    const f = original[customPromisify];
    validateFunction(f, 'util.promisify.custom');
    return Object.defineProperty(f, customPromisify, { value: f, enumerable: false, writable: false, configurable: true });
  }
  const names = original[customPromisifyArgs];
  function fn(...args) {
    return new Promise((resolve, reject) => {
      Reflect.apply(original, this, [...args, (error, ...values) => {
        if (error) return reject(error);
        if (names === undefined || values.length <= 1) return resolve(values[0]);
        const result = {};
        for (let i = 0; i < names.length; i++) result[names[i]] = values[i];
        return resolve(result);
      }]);
    });
  }
  Object.setPrototypeOf(fn, Object.getPrototypeOf(original));
  Object.defineProperty(fn, customPromisify, { value: fn, enumerable: false, writable: false, configurable: true });
  const descriptors = Object.getOwnPropertyDescriptors(original);
  for (const key of Reflect.ownKeys(descriptors)) Object.defineProperty(fn, key, descriptors[key]);
  return fn;
}
promisify.custom = customPromisify;

function callbackify(original) {
  validateFunction(original, 'original');
  function callbackified(...args) {
    const last = args.pop();
    validateFunction(last, 'last argument');
    const callback = last.bind(this);
    Reflect.apply(original, this, args).then(
      (value) => process.nextTick(callback, null, value),
      (reason) => {
        // A callback takes a falsy reason for success.
        if (!reason) {
          const error = new codes.ERR_FALSY_VALUE_REJECTION(reason);
          reason = error;
        }
        process.nextTick(callback, reason);
      },
    );
  }
  const descriptors = Object.getOwnPropertyDescriptors(original);
  if (typeof descriptors.length.value === 'number') descriptors.length.value++;
  if (typeof descriptors.name.value === 'string') descriptors.name.value += 'Callbackified';
  for (const key of Reflect.ownKeys(descriptors)) {
    if (key !== 'prototype') Object.defineProperty(callbackified, key, descriptors[key]);
  }
  return callbackified;
}

// ---- Deprecation, debugging

let debugged; // by NODE_DEBUG, as it was at the start

function isDebugged(set) {
  if (debugged === undefined) {
    const text = binding('main').debugged;
    const pattern = text.replace(/[|\\{}()[\]^$+?.]/g, '\\$&').replaceAll('*', '.*').replaceAll(',', '$|^');
    debugged = text === '' ? /$^./ : new RegExp(`^${pattern}$`, 'i');
  }
  return debugged.test(set);
}

// The function that writes for a set, or does nothing.
function writerOf(set) {
  if (!isDebugged(set)) return () => {};
  if (set === 'HTTP' || set === 'HTTP2') {
    process.emitWarning(`Setting the NODE_DEBUG environment variable to '${set.toLowerCase()}' can expose sensitive data ` +
      '(such as passwords, tokens and authentication headers) in the resulting log.');
  }
  return (...args) => {
    const colors = require('internal/colors').shouldColorize(process.stderr);
    process.stderr.write(`${set} ${inspect(process.pid, { colors })}: ${formatWithOptions({ colors }, ...args)}\n`);
  };
}

function debuglog(set, callback) {
  let enabled;
  const begin = () => {
    set = set.toUpperCase();
    enabled = isDebugged(set);
    return enabled;
  };
  let write = (...args) => {
    begin();
    write = writerOf(set);
    if (typeof callback === 'function') callback(write);
    write(...args);
  };
  const logger = (...args) => { write(...args); };
  Object.defineProperty(logger, 'enabled', { get: () => enabled ?? begin(), configurable: true, enumerable: true });
  return logger;
}

// ---- Classes

function inherits(constructor, superConstructor) {
  if (constructor === undefined || constructor === null) throw new codes.ERR_INVALID_ARG_TYPE('ctor', 'Function', constructor);
  if (superConstructor === undefined || superConstructor === null) {
    throw new codes.ERR_INVALID_ARG_TYPE('superCtor', 'Function', superConstructor);
  }
  if (superConstructor.prototype === undefined) {
    throw new codes.ERR_INVALID_ARG_TYPE('superCtor.prototype', 'Object', superConstructor.prototype);
  }
  Object.defineProperty(constructor, 'super_', { value: superConstructor, writable: true, configurable: true });
  Object.setPrototypeOf(constructor.prototype, superConstructor.prototype);
}

function _extend(target, source) {
  if (source === null || typeof source !== 'object') return target;
  return Object.assign(target, source);
}

// ---- Text

function toUSVString(text) {
  text = `${text}`;
  let out = '';
  for (const character of text) {
    const code = character.charCodeAt(0);
    out += character.length === 1 && code >= 0xD800 && code <= 0xDFFF ? '\uFFFD' : character;
  }
  return out;
}

function isStream(value) {
  return value !== null && typeof value === 'object' &&
    (value._readableState || value._writableState || (typeof value.pipe === 'function' && typeof value.on === 'function') ||
     typeof value.getReader === 'function' || typeof value.getWriter === 'function');
}

// One style is left out where a stream does not show it; a list never is.
function styleText(format, text, { validateStream = true, stream = process.stdout } = {}) {
  validateString(text, 'text');
  validateBoolean(validateStream, 'options.validateStream');
  if (validateStream && !isStream(stream)) {
    throw new codes.ERR_INVALID_ARG_TYPE('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream);
  }
  let left = '';
  let right = '';
  for (const name of Array.isArray(format) ? format : [format]) {
    const pair = inspect.colors[name];
    if (pair === undefined) validateOneOf(name, 'format', Object.keys(inspect.colors));
    left += `\u001b[${pair[0]}m`;
    right = `\u001b[${pair[1]}m${right}`;
  }
  return !Array.isArray(format) && validateStream && !stream.isTTY ? text : `${left}${text}${right}`;
}

function log(...args) {
  const now = new Date();
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map((n) => String(n).padStart(2, '0')).join(':');
  console.log('%s - %s', `${now.getDate()} ${now.toLocaleString('en-US', { month: 'short' })} ${time}`, format(...args));
}

function parseEnv(content) {
  validateString(content, 'content');
  return require('internal/env_file').parse(content);
}

// ---- Types

const isObject = (value) => value !== null && typeof value === 'object';
const is = (...kinds) => (value) => isObject(value) && kinds.includes(kindOf(value));
const isFunction = (...kinds) => (value) => typeof value === 'function' && kinds.includes(native.kind(value));
const isView = (name) => (value) => ArrayBuffer.isView(value) && kindOf(value) === name;

const types = {
  isExternal: () => false,
  isDate: is('Date'),
  isArgumentsObject: is('Arguments'),
  isBigIntObject: is('BigInt'),
  isBooleanObject: is('Boolean'),
  isNumberObject: is('Number'),
  isStringObject: is('String'),
  isSymbolObject: is('Symbol'),
  isNativeError: (value) => isObject(value) && native.kind(value) === 'Error',
  isRegExp: is('RegExp'),
  // An async generator is lowered to a generator with another prototype.
  isAsyncFunction: (value) => typeof value === 'function' && (native.kind(value) === 'AsyncFunction' ||
    (native.kind(value) === 'GeneratorFunction' && value[Symbol.toStringTag] === 'AsyncGeneratorFunction')),
  isGeneratorFunction: isFunction('GeneratorFunction'),
  isGeneratorObject: is('Generator'),
  isPromise: is('Promise'),
  isMap: is('Map'),
  isSet: is('Set'),
  isMapIterator: is('Map Iterator'),
  isSetIterator: is('Set Iterator'),
  isWeakMap: is('WeakMap'),
  isWeakSet: is('WeakSet'),
  isArrayBuffer: (value) => isObject(value) && kindOf(value) === 'ArrayBuffer',
  isDataView: isView('DataView'),
  isSharedArrayBuffer: (value) => isObject(value) && kindOf(value) === 'SharedArrayBuffer',
  isProxy: (value) => (isObject(value) || typeof value === 'function') && native.kind(value) === 'Proxy',
  isModuleNamespaceObject: is('Module'),
  isAnyArrayBuffer: (value) => types.isArrayBuffer(value) || types.isSharedArrayBuffer(value),
  isBoxedPrimitive: is('BigInt', 'Boolean', 'Number', 'String', 'Symbol'),
  isArrayBufferView: ArrayBuffer.isView,
  isTypedArray: (value) => ArrayBuffer.isView(value) && kindOf(value) !== 'DataView',
};
for (const name of ['Uint8Array', 'Uint8ClampedArray', 'Uint16Array', 'Uint32Array', 'Int8Array', 'Int16Array', 'Int32Array',
  'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array']) {
  types[`is${name}`] = isView(name);
}
types.isKeyObject = (value) => isObject(value) && require('internal/crypto/keys').isKeyObject(value);
types.isCryptoKey = (value) => isObject(value) && require('internal/crypto/keys').isCryptoKey(value);
for (const name of Object.keys(types)) if (types[name].name === '') Object.defineProperty(types[name], 'name', { value: name });

// ---- Errors of the system

function getSystemErrorName(number) {
  validateNumber(number, 'err');
  if (number >= 0 || !Number.isSafeInteger(number)) throw new codes.ERR_OUT_OF_RANGE('err', 'a negative integer', number);
  const { system } = require('internal/errors');
  for (const name of Object.keys(system)) if (system[name][0] === number) return name;
  return `Unknown system error ${number}`;
}

function getSystemErrorMap() {
  const { system } = require('internal/errors');
  return new Map(Object.keys(system).map((name) => [system[name][0], [name, system[name][1]]]));
}

module.exports = {
  _errnoException: (number, ...rest) => require('internal/errors').errnoException(getSystemErrorName(number), ...rest),
  _exceptionWithHostPort: (number, ...rest) => require('internal/errors').exceptionWithHostPort(getSystemErrorName(number), ...rest),
  // Deprecated in the documentation only, as are those called is...
  _extend,
  callbackify,
  debug: debuglog,
  debuglog,
  deprecate,
  format,
  styleText,
  formatWithOptions,
  getSystemErrorMap,
  getSystemErrorName,
  inherits,
  inspect,
  isArray: Array.isArray,
  isBoolean: (value) => typeof value === 'boolean',
  isBuffer: (value) => require('buffer').Buffer.isBuffer(value),
  isDeepStrictEqual,
  isNull: (value) => value === null,
  isNullOrUndefined: (value) => value === null || value === undefined,
  isNumber: (value) => typeof value === 'number',
  isString: (value) => typeof value === 'string',
  isSymbol: (value) => typeof value === 'symbol',
  isUndefined: (value) => value === undefined,
  isRegExp: types.isRegExp,
  isObject,
  isDate: types.isDate,
  isError: (value) => isError(value),
  isFunction: (value) => typeof value === 'function',
  isPrimitive: (value) => value === null || (typeof value !== 'object' && typeof value !== 'function'),
  log,
  promisify,
  stripVTControlCharacters,
  toUSVString,
  get transferableAbortSignal() { return require('internal/abort_controller').transferableAbortSignal; },
  get transferableAbortController() { return require('internal/abort_controller').transferableAbortController; },
  get aborted() { return require('internal/abort_controller').aborted; },
  types,
  parseEnv,
};
const { defineLazily } = require('internal/lazy');
defineLazily(module.exports, 'internal/parse_args', 'parseArgs');
defineLazily(module.exports, 'internal/encoding', 'TextDecoder', 'TextEncoder');
defineLazily(module.exports, 'internal/mime', 'MIMEType', 'MIMEParams');
