'use strict';

// What kind of stream something is, and what state it is in. Streams that are
// none of ours are judged by the methods they have. An answer of null means
// that the question does not apply.

const kIsDestroyed = Symbol.for('nodejs.stream.destroyed');
const kIsErrored = Symbol.for('nodejs.stream.errored');
const kIsReadable = Symbol.for('nodejs.stream.readable');
const kIsWritable = Symbol.for('nodejs.stream.writable');
const kIsDisturbed = Symbol.for('nodejs.stream.disturbed');
const kIsClosedPromise = Symbol.for('nodejs.webstream.isClosedPromise');
const kControllerErrorFunction = Symbol.for('nodejs.webstream.controllerErrorFunction');

const isFunction = (value) => typeof value === 'function';

/** Gives chunks; strict asks for pause and resume too. */
function isReadableNodeStream(s, strict = false) {
  return !!(s && isFunction(s.pipe) && isFunction(s.on) && (!strict || (isFunction(s.pause) && isFunction(s.resume))) &&
    (!s._writableState || s._readableState?.readable !== false) && (!s._writableState || s._readableState));
}
function isWritableNodeStream(s) {
  return !!(s && isFunction(s.write) && isFunction(s.on) && (!s._readableState || s._writableState?.writable !== false));
}
function isDuplexNodeStream(s) {
  return !!(s && isFunction(s.pipe) && s._readableState && isFunction(s.on) && isFunction(s.write));
}
function isNodeStream(s) {
  return s && (s._readableState || s._writableState || (isFunction(s.write) && isFunction(s.on)) ||
    (isFunction(s.pipe) && isFunction(s.on)));
}

// The streams of the web, by their methods.
const isReadableStream = (s) => !!(s && !isNodeStream(s) && isFunction(s.pipeThrough) && isFunction(s.getReader) && isFunction(s.cancel));
const isWritableStream = (s) => !!(s && !isNodeStream(s) && isFunction(s.getWriter) && isFunction(s.abort));
const isTransformStream = (s) => !!(s && !isNodeStream(s) && typeof s.readable === 'object' && typeof s.writable === 'object');
const isWebStream = (s) => isReadableStream(s) || isWritableStream(s) || isTransformStream(s);

/** Can be iterated over; isAsync says in which way, if it matters. */
function isIterable(value, isAsync) {
  if (value == null) return false;
  const asynchronous = isFunction(value[Symbol.asyncIterator]);
  const synchronous = isFunction(value[Symbol.iterator]);
  if (isAsync === undefined) return asynchronous || synchronous;
  return isAsync ? asynchronous : synchronous;
}

function isDestroyed(s) {
  if (!isNodeStream(s)) return null;
  return !!(s.destroyed || s[kIsDestroyed] || (s._writableState || s._readableState)?.destroyed);
}

/** end was called. */
function isWritableEnded(s) {
  if (!isWritableNodeStream(s)) return null;
  if (s.writableEnded === true) return true;
  const w = s._writableState;
  if (w?.errored) return false;
  return typeof w?.ended === 'boolean' ? w.ended : null;
}

/** 'finish' was told; without strict, nothing is left to write. */
function isWritableFinished(s, strict) {
  if (!isWritableNodeStream(s)) return null;
  if (s.writableFinished === true) return true;
  const w = s._writableState;
  if (w?.errored) return false;
  if (typeof w?.finished !== 'boolean') return null;
  return !!(w.finished || (strict === false && w.ended === true && w.length === 0));
}

/** 'end' was told; without strict, nothing is left to read. */
function isReadableFinished(s, strict) {
  if (!isReadableNodeStream(s)) return null;
  const r = s._readableState;
  if (r?.errored) return false;
  if (typeof r?.endEmitted !== 'boolean') return null;
  return !!(r.endEmitted || (strict === false && r.ended === true && r.length === 0));
}

function isReadable(s) {
  if (s && s[kIsReadable] != null) return s[kIsReadable];
  if (typeof s?.readable !== 'boolean') return null;
  if (isDestroyed(s)) return false;
  return isReadableNodeStream(s) && s.readable && !isReadableFinished(s);
}
function isWritable(s) {
  if (s && s[kIsWritable] != null) return s[kIsWritable];
  if (typeof s?.writable !== 'boolean') return null;
  if (isDestroyed(s)) return false;
  return isWritableNodeStream(s) && s.writable && !isWritableEnded(s);
}

/** Neither gives nor takes any more. */
function isFinished(s) {
  if (!isNodeStream(s)) return null;
  return isDestroyed(s) || (!isReadable(s) && !isWritable(s));
}

const isWritableErrored = (s) => (isNodeStream(s) ? s.writableErrored || (s._writableState?.errored ?? null) : null);
const isReadableErrored = (s) => (isNodeStream(s) ? s.readableErrored || (s._readableState?.errored ?? null) : null);

function isClosed(s) {
  if (!isNodeStream(s)) return null;
  if (typeof s.closed === 'boolean') return s.closed;
  const w = s._writableState;
  const r = s._readableState;
  return typeof w?.closed === 'boolean' || typeof r?.closed === 'boolean' ? w?.closed || r?.closed : null;
}

/** Whether it is an answer of a server of HTTP. */
const isServerResponse = (s) => [s._sent100, s._closed, s._defaultKeepAlive, s._removedConnection, s._removedContLen].every((of) => typeof of === 'boolean');

/** Whether it is a request that a client of HTTP makes. */
const isRequest = (s) => s?.setHeader && typeof s.abort === 'function';

/** Whether it is a request as a server of HTTP has it. */
const isServerRequest = (s) => typeof s._consuming === 'boolean' && typeof s._dumped === 'boolean' && s.req?.upgradeOrConnect === undefined;

/** 'close' will follow. */
function willEmitClose(s) {
  if (!isNodeStream(s)) return null;
  const state = s._writableState || s._readableState;
  if (!state) return isServerResponse(s);
  return !!(state.autoDestroy && state.emitClose && state.closed === false);
}

const isDisturbed = (s) => !!(s && (s[kIsDisturbed] ?? (s.readableDidRead || s.readableAborted)));
const isErrored = (s) => !!(s && (s[kIsErrored] ?? s.readableErrored ?? s.writableErrored ?? s._readableState?.errorEmitted ??
  s._writableState?.errorEmitted ?? s._readableState?.errored ?? s._writableState?.errored));

module.exports = {
  isClosed, isDestroyed, isDisturbed, isDuplexNodeStream, isErrored, isFinished, isIterable, isNodeStream, isReadable,
  isReadableErrored, isReadableFinished, isReadableNodeStream, isReadableStream, isRequest, isServerRequest, isTransformStream,
  isWebStream, isWritable, isWritableEnded, isWritableErrored, isWritableFinished, isWritableNodeStream, isWritableStream,
  kControllerErrorFunction, kIsClosedPromise, kIsDestroyed, kIsDisturbed, kIsErrored, kIsReadable, kIsWritable, willEmitClose,
};
