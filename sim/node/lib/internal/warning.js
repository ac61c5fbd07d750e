'use strict';

// process.emitWarning, and what is printed of a warning.

const { codes, setStackHeader } = require('internal/errors');
const { validateString } = require('internal/validators');

let hinted = false;

function emit(warning) { process.emit('warning', warning); }

function throwLater(warning) {
  process.nextTick(() => { throw warning; });
}

process.emitWarning = function emitWarning(warning, type, code, above) {
  let detail;
  if (type !== null && typeof type === 'object' && !Array.isArray(type)) {
    above = type.ctor;
    code = type.code;
    if (typeof type.detail === 'string') detail = type.detail;
    type = type.type || 'Warning';
  } else if (typeof type === 'function') {
    above = type;
    code = '';
    type = 'Warning';
  }
  if (type !== undefined) validateString(type, 'type');
  if (typeof code === 'function') {
    above = code;
    code = '';
  } else if (code !== undefined) {
    validateString(code, 'code');
  }
  if (typeof warning === 'string') {
    const error = new Error(warning);
    error.name = String(type || 'Warning');
    if (code) error.code = code;
    if (detail) error.detail = detail;
    Error.captureStackTrace(error, above || process.emitWarning);
    warning = error;
  } else if (!(warning instanceof Error)) {
    throw new codes.ERR_INVALID_ARG_TYPE('warning', ['Error', 'string'], warning);
  }
  if (warning.name === 'DeprecationWarning') {
    if (process.noDeprecation) return;
    if (process.throwDeprecation) {
      throwLater(warning);
      return;
    }
  }
  process.nextTick(emit, warning);
};

// Prints a warning, as the first listener of the event.
function print(warning) {
  if (!(warning instanceof Error)) return;
  const deprecation = warning.name === 'DeprecationWarning';
  if (deprecation && process.noDeprecation) return;
  const trace = process.traceProcessWarnings || (deprecation && process.traceDeprecation);
  let text = `(${process.release?.name || 'node'}:${process.pid}) `;
  if (warning.code) text += `[${warning.code}] `;
  if (trace && warning.stack) text += warning.stack;
  else text += typeof warning.toString === 'function' ? warning.toString() : Error.prototype.toString.call(warning);
  if (typeof warning.detail === 'string') text += `\n${warning.detail}`;
  if (!trace && !hinted) {
    text += `\n(Use \`node --trace-${deprecation ? 'deprecation' : 'warnings'} ...\` to show where the warning was created)`;
    hinted = true;
  }
  process.stderr.write(`${text}\n`);
}

// What options of the command line make of warnings. A worker learns of its own only
// when it is told what to run.
const { isGiven: given } = require('internal/options');
exports.applyOptions = function applyOptions() {
  const flags = {
    noDeprecation: '--no-deprecation', throwDeprecation: '--throw-deprecation', traceDeprecation: '--trace-deprecation',
    traceProcessWarnings: '--trace-warnings',
  };
  for (const name of Object.keys(flags)) {
    if (given(flags[name])) process[name] = true;
    else delete process[name];
  }
  process.removeListener('warning', print);
  if (!given('--no-warnings') && process.env.NODE_NO_WARNINGS !== '1') process.on('warning', print);
};
exports.applyOptions();

// Tells of a promise that was rejected while nobody handled it, for the modes of
// --unhandled-rejections that do not throw.
exports.warnOfRejection = function warnOfRejection(reason, id) {
  const name = 'UnhandledPromiseRejectionWarning';
  const isError = reason instanceof Error || (typeof reason === 'object' && reason !== null && Object.hasOwn(reason, 'stack'));
  process.emitWarning(isError ? reason.stack : binding('errors').plain(reason), name);
  const warning = new Error('Unhandled promise rejection. This error originated either by throwing inside of an async function ' +
    'without a catch block, or by rejecting a promise which was not handled with .catch(). To terminate the node process on unhandled ' +
    'promise rejection, use the CLI flag `--unhandled-rejections=strict` (see ' +
    `https://nodejs.org/api/cli.html#cli_unhandled_rejections_mode). (rejection id: ${id})`);
  warning.name = name;
  if (isError) warning.stack = reason.stack;
  else setStackHeader(warning, `${name}: ${warning.message}`);
  process.emitWarning(warning);
};

// Tells of a promise that was reported as rejected, and that somebody handles now.
exports.warnOfHandling = function warnOfHandling(id) {
  const warning = new Error(`Promise rejection was handled asynchronously (rejection id: ${id})`);
  warning.name = 'PromiseRejectionHandledWarning';
  warning.id = id;
  setStackHeader(warning, `${warning.name}: ${warning.message}`);
  process.emitWarning(warning);
};
