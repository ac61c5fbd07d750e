'use strict';

// The messages of Node's own errors by their codes, and the classes that they
// are based on. Loaded when a code is first asked for.

const { addNumericalSeparator, determineSpecificType, formatList, inspect } = require('internal/errors');

const definitions = Object.create(null);

/** Defines a code: its message, and its bases. */
function E(code, ...definition) { definitions[code] = definition; }

const primitives = ['string', 'function', 'number', 'object', 'Function', 'Object', 'boolean', 'bigint', 'symbol'];

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
  return `The ${`${name}`.includes('.') ? 'property' : 'argument'} '${name}' ${reason}. Received ${shown}`;
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

E('ERR_INVALID_ADDRESS_FAMILY', function(family, host, port) {
  this.host = host;
  this.port = port;
  return `Invalid address family: ${family} ${host}:${port}`;
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

E('ERR_INVALID_MIME_SYNTAX', (what, text, at) =>
  `The MIME syntax for a ${what} in ${JSON.stringify(text)} is invalid${at === -1 ? '' : ` at ${at}`}`, TypeError);

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

E('ERR_INVALID_MODULE_SPECIFIER', (request, reason, base) =>
  `Invalid module "${request}" ${reason}${base ? ` imported from ${base}` : ''}`, TypeError);

E('ERR_INVALID_PACKAGE_CONFIG', (path, base, message) =>
  `Invalid package config ${path}${base ? ` while importing ${base}` : ''}${message ? `. ${message}` : ''}`, Error);

E('ERR_INVALID_PACKAGE_TARGET', (directory, key, target, isImport, base) => {
  const what = key === '.' ? `"exports" main target ${JSON.stringify(target)} defined in` :
    `"${isImport ? 'imports' : 'exports'}" target ${JSON.stringify(target)} defined for '${key}' in`;
  const hint = isImport || target === '' || target.startsWith('./') ? '' : '; targets must start with "./"';
  return `Invalid ${what} the package config ${directory}package.json${base ? ` imported from ${base}` : ''}${hint}`;
}, Error);

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

E('ERR_TEST_FAILURE', function message(error, failureType) {
  this.failureType = failureType;
  this.cause = error;
  const text = error?.message ?? error;
  return typeof text === 'string' ? text : inspect(text);
}, Error);
E('ERR_SOCKET_BAD_PORT', (name, port, allowZero = true) =>
  `${name} should be ${allowZero ? '>=' : '>'} 0 and < 65536. Received ${determineSpecificType(port)}.`, RangeError);

E('ERR_SYSTEM_ERROR', ({ syscall, code, message }) => `A system error occurred: ${syscall} returned ${code} (${message})`, Error);

E('ERR_UNHANDLED_ERROR', (error) => (error === undefined ? 'Unhandled error.' : `Unhandled error. (${error})`), Error);

E('ERR_WORKER_INVALID_EXEC_ARGV', (words, what = 'invalid execArgv flags') => `Initiated Worker with ${what}: ${words.join(', ')}`);
E('ERR_WORKER_PATH', (filename) => {
  const scheme = ['file://', 'data:text/javascript'].find((start) => filename.startsWith(start))?.replace('text/javascript', '');
  return 'The worker script or module filename must be an absolute path or a relative path starting with ' +
    `'./' or '../'.${scheme === undefined ? '' : ` Wrap ${scheme} URLs with \`new URL\`.`} Received "${filename}"`;
}, TypeError);

// Codes whose message only has its arguments put in: code, bases, message. A row
// is read when somebody asks for its code.
const plain = `
ERR_AMBIGUOUS_ARGUMENT TypeError The "%s" argument is ambiguous. %s
ERR_ARG_NOT_ITERABLE TypeError %s must be iterable
ERR_ASYNC_CALLBACK TypeError %s must be a function
ERR_ASYNC_TYPE TypeError Invalid name for async "type": %s
ERR_BROTLI_INVALID_PARAM RangeError %s is not a valid Brotli parameter
ERR_BUFFER_TOO_LARGE RangeError Cannot create a Buffer larger than %s bytes
ERR_CHILD_CLOSED_BEFORE_REPLY Error Child closed before reply received
ERR_CHILD_PROCESS_IPC_REQUIRED Error Forked processes must have an IPC channel, missing value 'ipc' in %s
ERR_CHILD_PROCESS_STDIO_MAXBUFFER RangeError %s maxBuffer length exceeded
ERR_CONSOLE_WRITABLE_STREAM TypeError Console expects a writable stream instance for %s
ERR_CRYPTO_ECDH_INVALID_FORMAT TypeError Invalid ECDH format: %s
ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY Error Public key is not valid for specified curve
ERR_CRYPTO_HASH_FINALIZED Error Digest already called
ERR_CRYPTO_HASH_UPDATE_FAILED Error Hash update failed
ERR_CRYPTO_INCOMPATIBLE_KEY Error Incompatible %s: %s
ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS Error The selected key encoding %s %s.
ERR_CRYPTO_INVALID_DIGEST TypeError Invalid digest: %s
ERR_CRYPTO_INVALID_JWK TypeError Invalid JWK data
ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE TypeError Invalid key object type %s, expected %s.
ERR_CRYPTO_INVALID_KEYLEN RangeError Invalid key length
ERR_CRYPTO_INVALID_STATE Error Invalid state for operation %s
ERR_CRYPTO_INVALID_SCRYPT_PARAMS RangeError Invalid scrypt params
ERR_CRYPTO_SCRYPT_INVALID_PARAMETER Error Invalid scrypt parameter
ERR_CRYPTO_SIGN_KEY_REQUIRED Error No key provided to sign
ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH RangeError Input buffers must have the same byte length
ERR_DIR_CLOSED Error Directory handle was closed
ERR_DIR_CONCURRENT_OPERATION Error Cannot do synchronous work on directory handle with concurrent asynchronous operations
ERR_ENCODING_NOT_SUPPORTED RangeError The "%s" encoding is not supported
ERR_EVAL_ESM_CANNOT_PRINT Error --print cannot be used with ESM input
ERR_EVENT_RECURSION Error The event "%s" is already being dispatched
ERR_FS_FILE_TOO_LARGE RangeError File size (%s) is greater than 2 GiB
ERR_FS_INVALID_SYMLINK_TYPE Error Symlink type must be one of "dir", "file", or "junction". Received "%s"
ERR_ILLEGAL_CONSTRUCTOR TypeError Illegal constructor
ERR_INCOMPATIBLE_OPTION_PAIR TypeError Option "%s" cannot be used in combination with option "%s"
ERR_INVALID_ASYNC_ID RangeError Invalid %s value: %s
ERR_INVALID_BUFFER_SIZE RangeError Buffer size must be a multiple of %s
ERR_INVALID_CALLBACK TypeError Callback must be a function. Received %s
ERR_INVALID_CURSOR_POS TypeError Cannot set cursor row without setting its column
ERR_HTTP_BODY_NOT_ALLOWED Error Adding content for this request method or response status is not allowed.
ERR_HTTP_CONTENT_LENGTH_MISMATCH Error Response body's content-length of %s byte(s) does not match the content-length of %s byte(s) set in header
ERR_HTTP_HEADERS_SENT Error Cannot %s headers after they are sent to the client
ERR_HTTP_INVALID_HEADER_VALUE TypeError Invalid value "%s" for header "%s"
ERR_HTTP_INVALID_STATUS_CODE RangeError Invalid status code: %s
ERR_HTTP_REQUEST_TIMEOUT Error Request timeout
ERR_HTTP_SOCKET_ASSIGNED Error ServerResponse has an already assigned socket
ERR_HTTP_SOCKET_ENCODING Error Changing the socket encoding is not allowed per RFC7230 Section 3.
ERR_HTTP_TRAILER_INVALID Error Trailers are invalid with this transfer encoding
ERR_INVALID_ADDRESS Error Invalid socket address
ERR_INVALID_FD RangeError "fd" must be a positive integer: %s
ERR_INVALID_FD_TYPE TypeError Unsupported fd type: %s
ERR_INVALID_HTTP_TOKEN TypeError %s must be a valid HTTP token ["%s"]
ERR_INVALID_PROTOCOL TypeError Protocol "%s" not supported. Expected "%s"
ERR_UNESCAPED_CHARACTERS TypeError %s contains unescaped characters
ERR_INVALID_FILE_URL_HOST TypeError File URL host must be "localhost" or empty on %s
ERR_INVALID_FILE_URL_PATH TypeError File URL path %s
ERR_INVALID_HANDLE_TYPE TypeError This handle type cannot be sent
ERR_INVALID_IP_ADDRESS TypeError Invalid IP address: %s
ERR_ASSERTION Error %s
ERR_DNS_SET_SERVERS_FAILED Error c-ares failed to set servers: "%s" [%s]
ERR_DOMAIN_CALLBACK_NOT_AVAILABLE Error A callback was registered through process.setUncaughtExceptionCaptureCallback(), which is mutually exclusive with using the \`domain\` module
ERR_DOMAIN_CANNOT_SET_UNCAUGHT_EXCEPTION_CAPTURE Error The \`domain\` module is in use, which is mutually exclusive with calling process.setUncaughtExceptionCaptureCallback()
ERR_UNKNOWN_CREDENTIAL Error %s identifier does not exist: %s
ERR_INVALID_STATE Error,TypeError,RangeError Invalid state: %s
ERR_INVALID_SYNC_FORK_INPUT TypeError Asynchronous forks do not support Buffer, TypedArray, DataView or string input: %s
ERR_INVALID_THIS TypeError Value of "this" must be of type %s
ERR_INVALID_TUPLE TypeError %s must be an iterable %s tuple
ERR_INVALID_URI URIError URI malformed
ERR_IPC_CHANNEL_CLOSED Error Channel closed
ERR_IPC_DISCONNECTED Error IPC channel is already disconnected
ERR_IPC_ONE_PIPE Error Child process can have only one IPC pipe
ERR_IPC_SYNC_FORK Error IPC cannot be used with synchronous forks
ERR_METHOD_NOT_IMPLEMENTED Error The %s method is not implemented
ERR_MISSING_OPTION TypeError %s is required
ERR_MULTIPLE_CALLBACK Error Callback called multiple times
ERR_NOT_IN_SINGLE_EXECUTABLE_APPLICATION Error Operation cannot be invoked when not in a single-executable application
ERR_NOT_BUILDING_SNAPSHOT Error Operation cannot be invoked when not building startup snapshot
ERR_OPERATION_FAILED Error,TypeError Operation failed: %s
ERR_PARSE_ARGS_INVALID_OPTION_VALUE TypeError %s
ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL TypeError Unexpected argument '%s'. This command does not take positional arguments
ERR_PERFORMANCE_INVALID_TIMESTAMP TypeError %d is not a valid timestamp
ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS TypeError %s
ERR_SCRIPT_EXECUTION_TIMEOUT Error Script execution timed out after %sms
ERR_SERVER_ALREADY_LISTEN Error Listen method has been called more than once without closing.
ERR_SERVER_NOT_RUNNING Error Server is not running.
ERR_SOCKET_ALREADY_BOUND Error Socket is already bound
ERR_SOCKET_BAD_BUFFER_SIZE TypeError Buffer size must be a positive integer
ERR_SOCKET_BAD_TYPE TypeError Bad socket type specified. Valid types are: udp4, udp6
ERR_SOCKET_CLOSED Error Socket is closed
ERR_SOCKET_CLOSED_BEFORE_CONNECTION Error Socket closed before the connection was established
ERR_SOCKET_CONNECTION_TIMEOUT Error Socket connection timeout
ERR_SOCKET_DGRAM_IS_CONNECTED Error Already connected
ERR_SOCKET_DGRAM_NOT_CONNECTED Error Not connected
ERR_SOCKET_DGRAM_NOT_RUNNING Error Not running
ERR_STREAM_ALREADY_FINISHED Error Cannot call %s after a stream was finished
ERR_STREAM_CANNOT_PIPE Error Cannot pipe, not readable
ERR_STREAM_DESTROYED Error Cannot call %s after a stream was destroyed
ERR_STREAM_NULL_VALUES TypeError May not write null values to stream
ERR_STREAM_PREMATURE_CLOSE Error Premature close
ERR_STREAM_PUSH_AFTER_EOF Error stream.push() after EOF
ERR_STREAM_UNSHIFT_AFTER_END_EVENT Error stream.unshift() after end event
ERR_STREAM_WRAP Error Stream has StringDecoder set or is in objectMode
ERR_STREAM_WRITE_AFTER_END Error write after end
ERR_SYNTHETIC Error JavaScript Callstack
ERR_TRACE_EVENTS_CATEGORY_REQUIRED TypeError At least one category is required
ERR_UNAVAILABLE_DURING_EXIT Error Cannot call function in process exit handler
ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET Error \`process.setupUncaughtExceptionCapture()\` was called while a capture callback was already active
ERR_UNKNOWN_BUILTIN_MODULE Error No such built-in module: %s
ERR_UNKNOWN_ENCODING TypeError Unknown encoding: %s
ERR_UNKNOWN_FILE_EXTENSION TypeError Unknown file extension "%s" for %s
ERR_UNKNOWN_MODULE_FORMAT RangeError Unknown module format: %s for URL %s
ERR_UNKNOWN_SIGNAL TypeError Unknown signal: %s
ERR_UNSUPPORTED_RESOLVE_REQUEST TypeError Failed to resolve module specifier "%s" from "%s": Invalid relative URL or base scheme is not hierarchical.
ERR_IMPORT_ATTRIBUTE_UNSUPPORTED TypeError Import attribute "%s" with value "%s" is not supported
ERR_UNSUPPORTED_DIR_IMPORT Error Directory import '%s' is not supported resolving ES modules imported from %s
ERR_USE_AFTER_CLOSE Error %s was closed
ERR_VALID_PERFORMANCE_ENTRY_TYPE Error At least one valid performance entry type is required
ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING TypeError A dynamic import callback was not specified.
ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG TypeError A dynamic import callback was invoked without --experimental-vm-modules
ERR_WORKER_MESSAGING_ERRORED Error The destination thread threw an error while processing the message
ERR_WORKER_MESSAGING_FAILED Error Cannot find the destination thread or listener
ERR_WORKER_MESSAGING_SAME_THREAD Error Cannot sent a message to the same thread
ERR_WORKER_MESSAGING_TIMEOUT Error Sending a message to another thread timed out
ERR_WORKER_NOT_RUNNING Error Worker instance not running
ERR_WORKER_OUT_OF_MEMORY Error Worker terminated due to reaching memory limit: %s
ERR_WORKER_UNSERIALIZABLE_ERROR Error Serializing an uncaught exception failed
ERR_WORKER_UNSUPPORTED_OPERATION TypeError %s is not supported in workers
ERR_ZLIB_INITIALIZATION_FAILED Error Initialization failed
`;

const bases = { Error, TypeError, RangeError, SyntaxError, URIError };

function plainDefinition(code) {
  const at = plain.indexOf(`\n${code} `);
  if (at < 0) return undefined;
  const row = plain.slice(at + code.length + 2, plain.indexOf('\n', at + 1));
  const end = row.indexOf(' ');
  return [row.slice(end + 1), ...row.slice(0, end).split(',').map((name) => bases[name])];
}

/** The message and the bases of a code; undefined if there is none. */
exports.definition = (code) => definitions[code] ?? plainDefinition(code);
