'use strict';

// Node's own errors: a class for each code, made by E(code, message, Base).
// An error of such a class has the name and prototype of its Base, carries its
// code, and shows it in the first line of its stack: "TypeError [CODE]: ...".

const codes = Object.create(null);

let lazyInspect;
function inspect(value, options) {
  lazyInspect ||= require('internal/inspect').inspect;
  return lazyInspect(value, options);
}

// Puts text in place of the first line, or lines, of a stack.
function setStackHeader(error, text) {
  const stack = error.stack;
  const frames = typeof stack === 'string' ? stack.indexOf('\n    at ') : -1;
  Object.defineProperty(error, 'stack', {
    value: frames < 0 ? text : text + stack.slice(frames), writable: true, enumerable: false, configurable: true,
  });
}

// %s, %d and %j in a message, by the arguments in order.
function fill(template, args) {
  let at = 0;
  return template.replace(/%[sdj]/g, (what) => {
    const value = args[at++];
    if (what === '%j') return JSON.stringify(value);
    return typeof value === 'string' ? value : typeof value === 'symbol' ? String(value) : `${value}`;
  });
}

function makeClass(code, message, Base) {
  function NodeError(...args) {
    const error = new Base();
    const text = typeof message === 'function' ? Reflect.apply(message, error, args) : fill(message, args);
    Object.defineProperties(error, {
      message: { value: text, writable: true, enumerable: false, configurable: true },
      toString: {
        value() { return `${this.name} [${code}]: ${this.message}`; },
        writable: true, enumerable: false, configurable: true,
      },
    });
    error.code = code;
    if (Error.captureStackTrace && Error.stackTraceLimit > 0) Error.captureStackTrace(error, NodeError);
    setStackHeader(error, `${error.name} [${code}]: ${text}`);
    return error;
  }
  return NodeError;
}

/** Defines a code. Others than the first base are properties of the class: codes.X.RangeError. */
function E(code, message, Base = Error, ...otherBases) {
  const main = makeClass(code, message, Base);
  for (const other of otherBases) main[other.name] = makeClass(code, message, other);
  codes[code] = main;
  return main;
}

const primitives = ['string', 'function', 'number', 'object', 'Function', 'Object', 'boolean', 'bigint', 'symbol'];

// "a", "a and b", "a, b, and c".
function formatList(list, word = 'and') {
  if (list.length === 1) return list[0];
  if (list.length === 2) return `${list[0]} ${word} ${list[1]}`;
  return `${list.slice(0, -1).join(', ')}, ${word} ${list[list.length - 1]}`;
}

// What was received instead, as Node words it.
function determineSpecificType(value) {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'function') return `function ${value.name}`;
  if (typeof value === 'object') {
    if (value.constructor && value.constructor.name) return `an instance of ${value.constructor.name}`;
    return inspect(value, { depth: -1 });
  }
  let shown = inspect(value, { colors: false });
  if (shown.length > 28) shown = `${shown.slice(0, 25)}...`;
  return `type ${typeof value} (${shown})`;
}

// 1234567 as 1_234_567.
function addNumericalSeparator(digits) {
  const first = digits[0] === '-' ? 1 : 0;
  let out = '';
  let end = digits.length;
  for (; end >= first + 4; end -= 3) out = `_${digits.slice(end - 3, end)}${out}`;
  return digits.slice(0, end) + out;
}

E('ERR_INVALID_ARG_TYPE', (name, expected, actual) => {
  const types = [];
  const instances = [];
  const others = [];
  for (const kind of Array.isArray(expected) ? expected : [expected]) {
    if (primitives.includes(kind)) types.push(kind.toLowerCase());
    else if (/^([A-Z][a-z0-9]*)+$/.test(kind)) instances.push(kind);
    else others.push(kind);
  }
  if (instances.length > 0 && types.includes('object')) {
    types.splice(types.indexOf('object'), 1);
    instances.push('Object');
  }
  const wanted = [];
  if (types.length > 0) wanted.push(`${types.length > 1 ? 'one of type' : 'of type'} ${formatList(types, 'or')}`);
  if (instances.length > 0) wanted.push(`an instance of ${formatList(instances, 'or')}`);
  if (others.length > 1) wanted.push(`one of ${formatList(others, 'or')}`);
  else if (others.length === 1) wanted.push(others[0].toLowerCase() !== others[0] ? `an ${others[0]}` : others[0]);
  const subject = name.endsWith(' argument') ? name : `"${name}" ${name.includes('.') ? 'property' : 'argument'}`;
  return `The ${subject} must be ${wanted.join(' or ')}. Received ${determineSpecificType(actual)}`;
}, TypeError);

E('ERR_INVALID_ARG_VALUE', (name, value, reason = 'is invalid') => {
  let shown = inspect(value);
  if (shown.length > 128) shown = `${shown.slice(0, 128)}...`;
  return `The ${name.includes('.') ? 'property' : 'argument'} '${name}' ${reason}. Received ${shown}`;
}, TypeError, RangeError);

E('ERR_OUT_OF_RANGE', (name, range, value, replaceMessage = false) => {
  let shown;
  if (Number.isInteger(value) && Math.abs(value) > 2 ** 32) {
    shown = addNumericalSeparator(String(value));
  } else if (typeof value === 'bigint') {
    shown = String(value);
    if (value > 4294967296n || value < -4294967296n) shown = addNumericalSeparator(shown);
    shown += 'n';
  } else {
    shown = inspect(value);
  }
  return `${replaceMessage ? name : `The value of "${name}" is out of range.`} It must be ${range}. Received ${shown}`;
}, RangeError);

E('ERR_MISSING_ARGS', (...names) => {
  const quoted = names.map((name) => (Array.isArray(name) ? name.map((n) => `"${n}"`).join(' or ') : `"${name}"`));
  return `The ${formatList(quoted)} argument${names.length > 1 ? 's' : ''} must be specified`;
}, TypeError);

E('ERR_BUFFER_OUT_OF_BOUNDS', (name) => (name ?
  `"${name}" is outside of buffer bounds` : 'Attempt to access memory outside buffer bounds'), RangeError);

E('ERR_ENCODING_INVALID_ENCODED_DATA', function (encoding, errno) {
  this.errno = errno;
  return `The encoded data was not valid for encoding ${encoding}`;
}, TypeError);

E('ERR_FALSY_VALUE_REJECTION', function (reason) {
  this.reason = reason;
  return 'Promise was rejected with falsy value';
}, Error);

E('ERR_INTERNAL_ASSERTION', (message) => {
  const rest = 'This is caused by either a bug in Node.js or incorrect usage of Node.js internals.\n' +
    'Please open an issue with this stack trace at https://github.com/nodejs/node/issues\n';
  return message === undefined ? rest : `${message}\n${rest}`;
}, Error);

E('ERR_INVALID_CHAR', (name, field) => `Invalid character in ${name}${field === undefined ? '' : ` ["${field}"]`}`, TypeError);

E('ERR_INVALID_RETURN_VALUE', (input, name, value) =>
  `Expected ${input} to be returned from the "${name}" function but got ${determineSpecificType(value)}.`, TypeError, RangeError);

E('ERR_INVALID_RETURN_PROPERTY_VALUE', (input, name, property, value) =>
  `Expected ${input} to be returned for the "${property}" from the "${name}" function but got ${determineSpecificType(value)}.`, TypeError);

E('ERR_INVALID_URL', function (input, base = null) {
  this.input = input;
  if (base != null) this.base = base;
  return 'Invalid URL';
}, TypeError);

E('ERR_INVALID_URL_SCHEME', (expected) =>
  `The URL must be ${(Array.isArray(expected) ? expected : [expected]).map((s) => `of scheme ${s}`).join(' or ')}`, TypeError);

E('ERR_MODULE_NOT_FOUND', function (path, from, exactUrl) {
  if (exactUrl) this.url = String(exactUrl);
  return `Cannot find ${exactUrl ? 'module' : 'package'} '${path}' imported from ${from}`;
}, Error);

E('ERR_PACKAGE_PATH_NOT_EXPORTED', (directory, subpath, base) => {
  const from = base ? ` imported from ${base}` : '';
  if (subpath === '.') return `No "exports" main defined in ${directory}package.json${from}`;
  return `Package subpath '${subpath}' is not defined by "exports" in ${directory}package.json${from}`;
}, Error);

E('ERR_PACKAGE_IMPORT_NOT_DEFINED', (specifier, directory, base) =>
  `Package import specifier "${specifier}" is not defined${directory ? ` in package ${directory}package.json` : ''} imported from ${base}`, TypeError);

E('ERR_PARSE_ARGS_UNKNOWN_OPTION', (option, allowPositionals) => `Unknown option '${option}'${allowPositionals ?
  `. To specify a positional argument starting with a '-', place it at the end of the command after '--', as in '-- ${JSON.stringify(option)}` : ''}`, TypeError);

E('ERR_SOCKET_BAD_PORT', (name, port, allowZero = true) =>
  `${name} should be ${allowZero ? '>=' : '>'} 0 and < 65536. Received ${determineSpecificType(port)}.`, RangeError);

E('ERR_UNHANDLED_ERROR', (error) => (error === undefined ? 'Unhandled error.' : `Unhandled error. (${error})`), Error);

E('ERR_WORKER_PATH', (filename) => 'The worker script or module filename must be an absolute path or a relative path starting with ' +
  `'./' or '../'.${String(filename).startsWith('file://') ? ' Wrap file:// URLs with `new URL`.' : ''} Received "${filename}"`, TypeError);

// Codes whose message only has its arguments put in.
const plain = [
  ['ERR_AMBIGUOUS_ARGUMENT', 'The "%s" argument is ambiguous. %s', TypeError],
  ['ERR_ARG_NOT_ITERABLE', '%s must be iterable', TypeError],
  ['ERR_ASYNC_CALLBACK', '%s must be a function', TypeError],
  ['ERR_ASYNC_TYPE', 'Invalid name for async "type": %s', TypeError],
  ['ERR_BROTLI_INVALID_PARAM', '%s is not a valid Brotli parameter', RangeError],
  ['ERR_BUFFER_TOO_LARGE', 'Cannot create a Buffer larger than %s bytes', RangeError],
  ['ERR_CHILD_CLOSED_BEFORE_REPLY', 'Child closed before reply received', Error],
  ['ERR_CHILD_PROCESS_IPC_REQUIRED', "Forked processes must have an IPC channel, missing value 'ipc' in %s", Error],
  ['ERR_CHILD_PROCESS_STDIO_MAXBUFFER', '%s maxBuffer length exceeded', RangeError],
  ['ERR_CONSOLE_WRITABLE_STREAM', 'Console expects a writable stream instance for %s', TypeError],
  ['ERR_CRYPTO_HASH_FINALIZED', 'Digest already called', Error],
  ['ERR_CRYPTO_HASH_UPDATE_FAILED', 'Hash update failed', Error],
  ['ERR_CRYPTO_INVALID_DIGEST', 'Invalid digest: %s', TypeError],
  ['ERR_CRYPTO_INVALID_KEYLEN', 'Invalid key length', RangeError],
  ['ERR_CRYPTO_INVALID_STATE', 'Invalid state for operation %s', Error],
  ['ERR_CRYPTO_INVALID_SCRYPT_PARAMS', 'Invalid scrypt params', RangeError],
  ['ERR_CRYPTO_SCRYPT_INVALID_PARAMETER', 'Invalid scrypt parameter', Error],
  ['ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', 'Input buffers must have the same byte length', RangeError],
  ['ERR_DIR_CLOSED', 'Directory handle was closed', Error],
  ['ERR_DIR_CONCURRENT_OPERATION', 'Cannot do synchronous work on directory handle with concurrent asynchronous operations', Error],
  ['ERR_ENCODING_NOT_SUPPORTED', 'The "%s" encoding is not supported', RangeError],
  ['ERR_EVENT_RECURSION', 'The event "%s" is already being dispatched', Error],
  ['ERR_FS_FILE_TOO_LARGE', 'File size (%s) is greater than 2 GiB', RangeError],
  ['ERR_FS_INVALID_SYMLINK_TYPE', 'Symlink type must be one of "dir", "file", or "junction". Received "%s"', Error],
  ['ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor', TypeError],
  ['ERR_INCOMPATIBLE_OPTION_PAIR', 'Option "%s" cannot be used in combination with option "%s"', TypeError],
  ['ERR_INVALID_ASYNC_ID', 'Invalid %s value: %s', RangeError],
  ['ERR_INVALID_BUFFER_SIZE', 'Buffer size must be a multiple of %s', RangeError],
  ['ERR_INVALID_CALLBACK', 'Callback must be a function. Received %s', TypeError],
  ['ERR_INVALID_CURSOR_POS', 'Cannot set cursor row without setting its column', TypeError],
  ['ERR_INVALID_FILE_URL_HOST', 'File URL host must be "localhost" or empty on %s', TypeError],
  ['ERR_INVALID_FILE_URL_PATH', 'File URL path %s', TypeError],
  ['ERR_INVALID_HANDLE_TYPE', 'This handle type cannot be sent', TypeError],
  ['ERR_INVALID_IP_ADDRESS', 'Invalid IP address: %s', TypeError],
  ['ERR_INVALID_MODULE_SPECIFIER', 'Invalid module "%s" %s%s', TypeError],
  ['ERR_INVALID_STATE', 'Invalid state: %s', Error, TypeError, RangeError],
  ['ERR_INVALID_SYNC_FORK_INPUT', 'Asynchronous forks do not support Buffer, TypedArray, DataView or string input: %s', TypeError],
  ['ERR_INVALID_THIS', 'Value of "this" must be of type %s', TypeError],
  ['ERR_INVALID_TUPLE', '%s must be an iterable %s tuple', TypeError],
  ['ERR_INVALID_URI', 'URI malformed', URIError],
  ['ERR_IPC_CHANNEL_CLOSED', 'Channel closed', Error],
  ['ERR_IPC_DISCONNECTED', 'IPC channel is already disconnected', Error],
  ['ERR_IPC_ONE_PIPE', 'Child process can have only one IPC pipe', Error],
  ['ERR_IPC_SYNC_FORK', 'IPC cannot be used with synchronous forks', Error],
  ['ERR_METHOD_NOT_IMPLEMENTED', 'The %s method is not implemented', Error],
  ['ERR_MISSING_OPTION', '%s is required', TypeError],
  ['ERR_MULTIPLE_CALLBACK', 'Callback called multiple times', Error],
  ['ERR_OPERATION_FAILED', 'Operation failed: %s', Error, TypeError],
  ['ERR_PARSE_ARGS_INVALID_OPTION_VALUE', '%s', TypeError],
  ['ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL', "Unexpected argument '%s'. This command does not take positional arguments", TypeError],
  ['ERR_PERFORMANCE_INVALID_TIMESTAMP', '%d is not a valid timestamp', TypeError],
  ['ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS', '%s', TypeError],
  ['ERR_SCRIPT_EXECUTION_TIMEOUT', 'Script execution timed out after %sms', Error],
  ['ERR_SERVER_ALREADY_LISTEN', 'Listen method has been called more than once without closing.', Error],
  ['ERR_SERVER_NOT_RUNNING', 'Server is not running.', Error],
  ['ERR_SOCKET_CLOSED', 'Socket is closed', Error],
  ['ERR_STREAM_ALREADY_FINISHED', 'Cannot call %s after a stream was finished', Error],
  ['ERR_STREAM_CANNOT_PIPE', 'Cannot pipe, not readable', Error],
  ['ERR_STREAM_DESTROYED', 'Cannot call %s after a stream was destroyed', Error],
  ['ERR_STREAM_NULL_VALUES', 'May not write null values to stream', TypeError],
  ['ERR_STREAM_PREMATURE_CLOSE', 'Premature close', Error],
  ['ERR_STREAM_PUSH_AFTER_EOF', 'stream.push() after EOF', Error],
  ['ERR_STREAM_UNSHIFT_AFTER_END_EVENT', 'stream.unshift() after end event', Error],
  ['ERR_STREAM_WRAP', 'Stream has StringDecoder set or is in objectMode', Error],
  ['ERR_STREAM_WRITE_AFTER_END', 'write after end', Error],
  ['ERR_SYNTHETIC', 'JavaScript Callstack', Error],
  ['ERR_UNAVAILABLE_DURING_EXIT', 'Cannot call function in process exit handler', Error],
  ['ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET',
    '`process.setupUncaughtExceptionCapture()` was called while a capture callback was already active', Error],
  ['ERR_UNKNOWN_BUILTIN_MODULE', 'No such built-in module: %s', Error],
  ['ERR_UNKNOWN_ENCODING', 'Unknown encoding: %s', TypeError],
  ['ERR_UNKNOWN_FILE_EXTENSION', 'Unknown file extension "%s" for %s', TypeError],
  ['ERR_UNKNOWN_MODULE_FORMAT', 'Unknown module format: %s for URL %s', RangeError],
  ['ERR_UNKNOWN_SIGNAL', 'Unknown signal: %s', TypeError],
  ['ERR_UNSUPPORTED_DIR_IMPORT', "Directory import '%s' is not supported resolving ES modules imported from %s", Error],
  ['ERR_USE_AFTER_CLOSE', '%s was closed', Error],
  ['ERR_VALID_PERFORMANCE_ENTRY_TYPE', 'At least one valid performance entry type is required', Error],
  ['ERR_WORKER_NOT_RUNNING', 'Worker instance not running', Error],
  ['ERR_WORKER_OUT_OF_MEMORY', 'Worker terminated due to reaching memory limit: %s', Error],
  ['ERR_WORKER_UNSERIALIZABLE_ERROR', 'Serializing an uncaught exception failed', Error],
  ['ERR_WORKER_UNSUPPORTED_OPERATION', '%s is not supported in workers', TypeError],
];
for (const [code, message, ...bases] of plain) E(code, message, ...bases);

/** AbortError is what an operation stopped by an AbortSignal fails with. */
class AbortError extends Error {
  constructor(message = 'The operation was aborted', options = undefined) {
    if (options !== undefined && typeof options !== 'object') {
      throw new codes.ERR_INVALID_ARG_TYPE('options', 'Object', options);
    }
    super(message, options);
    this.code = 'ABORT_ERR';
    this.name = 'AbortError';
    setStackHeader(this, `AbortError: ${this.message}`);
  }
}

// Error numbers of Linux with libuv's words for them.
const system = {
  E2BIG: [-7, 'argument list too long'], EACCES: [-13, 'permission denied'], EADDRINUSE: [-98, 'address already in use'],
  EADDRNOTAVAIL: [-99, 'address not available'], EAGAIN: [-11, 'resource temporarily unavailable'],
  EAI_AGAIN: [-3001, 'temporary failure'], EAI_FAIL: [-3004, 'permanent failure'], ENOTFOUND: [-3008, 'unknown node or service'],
  EBADF: [-9, 'bad file descriptor'], EBUSY: [-16, 'resource busy or locked'], ECANCELED: [-125, 'operation canceled'],
  ECONNABORTED: [-103, 'software caused connection abort'], ECONNREFUSED: [-111, 'connection refused'],
  ECONNRESET: [-104, 'connection reset by peer'], EEXIST: [-17, 'file already exists'], EFBIG: [-27, 'file too large'],
  EINTR: [-4, 'interrupted system call'], EINVAL: [-22, 'invalid argument'], EIO: [-5, 'i/o error'],
  EISDIR: [-21, 'illegal operation on a directory'], ELOOP: [-40, 'too many symbolic links encountered'],
  EMFILE: [-24, 'too many open files'], ENAMETOOLONG: [-36, 'name too long'], ENOENT: [-2, 'no such file or directory'],
  ENOMEM: [-12, 'not enough memory'], ENOSPC: [-28, 'no space left on device'], ENOSYS: [-38, 'function not implemented'],
  ENOTCONN: [-107, 'socket is not connected'], ENOTDIR: [-20, 'not a directory'], ENOTEMPTY: [-39, 'directory not empty'],
  ENOTSUP: [-95, 'operation not supported on socket'], EPERM: [-1, 'operation not permitted'], EPIPE: [-32, 'broken pipe'],
  EPROTO: [-71, 'protocol error'], ERANGE: [-34, 'result too large'], EROFS: [-30, 'read-only file system'],
  ESPIPE: [-29, 'invalid seek'], ESRCH: [-3, 'no such process'], ETIMEDOUT: [-110, 'connection timed out'],
  ETXTBSY: [-26, 'text file is busy'], EXDEV: [-18, 'cross-device link not permitted'], EOF: [-4095, 'end of file'],
};

/** The number of a system error by its name, as in errno. */
function errnoOf(code) { return system[code] ? system[code][0] : undefined; }

/**
 * What a call to the system failed with, as fs and child_process tell it:
 * "ENOENT: no such file or directory, open 'x'".
 */
function uvException({ code, syscall, path, dest, message }) {
  const [errno, words] = system[code] || [undefined, 'unknown error'];
  let text = `${code}: ${message || words}, ${syscall}`;
  if (path !== undefined) text += ` '${path}'`;
  if (dest !== undefined) text += ` -> '${dest}'`;
  const error = new Error(text);
  error.errno = errno;
  error.code = code;
  error.syscall = syscall;
  if (path !== undefined) error.path = path;
  if (dest !== undefined) error.dest = dest;
  return error;
}

/** As uvException, in the form of the network: "connect ECONNREFUSED 127.0.0.1:80". */
function exceptionWithHostPort(code, syscall, address, port, additional) {
  let details = '';
  if (port && port > 0) details = ` ${address}:${port}`;
  else if (address) details = ` ${address}`;
  if (additional) details += ` - Local (${additional})`;
  const error = new Error(`${syscall} ${code}${details}`);
  error.errno = errnoOf(code);
  error.code = code;
  error.syscall = syscall;
  error.address = address;
  if (port) error.port = port;
  return error;
}

function errnoException(code, syscall, original) {
  const error = new Error(original ? `${syscall} ${code} ${original}` : `${syscall} ${code}`);
  error.errno = errnoOf(code);
  error.code = code;
  error.syscall = syscall;
  return error;
}

/** Two errors as one, the way Node's streams and events do. */
function aggregateTwoErrors(inner, outer) {
  if (!inner || !outer || inner === outer) return inner || outer;
  if (Array.isArray(outer.errors)) {
    outer.errors.push(inner);
    return outer;
  }
  const error = new AggregateError([outer, inner], outer.message);
  error.code = outer.code;
  return error;
}

/** What a rejection that nobody handles is thrown as, if its reason is no error. */
function unhandledRejectionError(reason) {
  let shown;
  try {
    shown = typeof reason === 'object' && reason !== null ? `#<${(reason.constructor && reason.constructor.name) || 'Object'}>` : String(reason);
  } catch {
    shown = '#<Object>';
  }
  const error = new Error('This error originated either by throwing inside of an async function without a catch block, ' +
    `or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason "${shown}".`);
  error.name = 'UnhandledPromiseRejection';
  Object.defineProperty(error, 'name', { enumerable: false });
  error.code = 'ERR_UNHANDLED_REJECTION';
  Object.defineProperty(error, 'stack', {
    value: `UnhandledPromiseRejection: ${error.message}`, writable: true, enumerable: false, configurable: true,
  });
  return error;
}

module.exports = {
  unhandledRejectionError,
  E, codes, AbortError, aggregateTwoErrors, addNumericalSeparator, determineSpecificType, errnoException, errnoOf,
  exceptionWithHostPort, formatList, setStackHeader, system, uvException,
  hideStackFrames: (f) => f,
};
