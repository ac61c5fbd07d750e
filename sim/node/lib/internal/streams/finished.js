'use strict';

// finished(stream, callback): when a stream will give and take no more.

const { AbortError, codes } = require('internal/errors');
const { ERR_INVALID_ARG_TYPE, ERR_STREAM_PREMATURE_CLOSE } = codes;
const { validateAbortSignal, validateBoolean, validateFunction, validateObject } = require('internal/validators');

const isReadableStream = (s) => !!(s && typeof s.pipe === 'function' && typeof s.on === 'function' &&
  (!s._writableState || s._readableState?.readable !== false) && (!s._writableState || s._readableState));
const isWritableStream = (s) => !!(s && typeof s.write === 'function' && typeof s.on === 'function' &&
  (!s._readableState || s._writableState?.writable !== false));
const isNodeStream = (s) => !!(s && (s._readableState || s._writableState ||
  (typeof s.write === 'function' && typeof s.on === 'function') || (typeof s.pipe === 'function' && typeof s.on === 'function')));

const readableFinished = (s, strict) => {
  const r = s._readableState;
  if (!r || r.errored) return r ? false : null;
  return !!(r.endEmitted || (strict === false && r.ended && r.length === 0));
};
const writableFinished = (s, strict) => {
  const w = s._writableState;
  if (!w || w.errored) return w ? false : null;
  return !!(w.finished || (strict === false && w.ended && w.length === 0));
};
const isReadable = (s) => (s._readableState ? s.readable && !readableFinished(s) : null);
const isWritable = (s) => (typeof s.writable === 'boolean' ? s.writable : null);
const isClosed = (s) => s.closed === true || !!(s._writableState?.closed || s._readableState?.closed);
function willEmitClose(s) {
  const st = s._writableState || s._readableState;
  return !!(st && st.autoDestroy && st.emitClose && st.closed === false);
}

function finished(stream, options, callback) {
  if (arguments.length === 2) {
    callback = options;
    options = {};
  } else if (options == null) {
    options = {};
  } else {
    validateObject(options, 'options');
  }
  validateFunction(callback, 'callback');
  validateAbortSignal(options.signal, 'options.signal');
  if (!isNodeStream(stream)) throw new ERR_INVALID_ARG_TYPE('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream);
  let called = false;
  const given = callback;
  callback = function once(...args) {
    if (called) return;
    called = true;
    Reflect.apply(given, this, args);
  };
  const readable = options.readable ?? isReadableStream(stream);
  const writable = options.writable ?? isWritableStream(stream);
  const w = stream._writableState;
  const r = stream._readableState;
  let closing = willEmitClose(stream) && isReadableStream(stream) === readable && isWritableStream(stream) === writable;
  let writeDone = writableFinished(stream, false);
  let readDone = readableFinished(stream, false);
  const onfinish = () => {
    writeDone = true;
    if (stream.destroyed) closing = false;
    if (closing && (!stream.writable || readable)) return;
    if (!readable || readDone) callback.call(stream);
  };
  const onend = () => {
    readDone = true;
    if (stream.destroyed) closing = false;
    if (closing && (!stream.readable || writable)) return;
    if (!writable || writeDone) callback.call(stream);
  };
  const onlegacyfinish = () => { if (!stream.writable) onfinish(); };
  const onerror = (error) => callback.call(stream, error);
  const fault = () => {
    const error = w?.errored || r?.errored;
    return error && typeof error !== 'boolean' ? error : null;
  };
  let closed = isClosed(stream);
  const onclose = () => {
    closed = true;
    const error = fault();
    if (error) return callback.call(stream, error);
    if (readable && !readDone && r && !readableFinished(stream, false)) return callback.call(stream, new ERR_STREAM_PREMATURE_CLOSE());
    if (writable && !writeDone && !writableFinished(stream, false)) return callback.call(stream, new ERR_STREAM_PREMATURE_CLOSE());
    callback.call(stream);
  };
  const onclosed = () => {
    closed = true;
    const error = fault();
    if (error) return callback.call(stream, error);
    callback.call(stream);
  };
  if (writable && !w) {
    stream.on('end', onlegacyfinish);
    stream.on('close', onlegacyfinish);
  }
  stream.on('end', onend);
  stream.on('finish', onfinish);
  if (options.error !== false) stream.on('error', onerror);
  stream.on('close', onclose);
  if (closed) {
    process.nextTick(onclose);
  } else if (w?.errorEmitted || r?.errorEmitted) {
    if (!closing) process.nextTick(onclosed);
  } else if (!readable && (!closing || isReadable(stream)) && (writeDone || isWritable(stream) === false)) {
    process.nextTick(onclosed);
  } else if (!writable && (!closing || isWritable(stream)) && (readDone || isReadable(stream) === false)) {
    process.nextTick(onclosed);
  }
  const cleanup = () => {
    called = true;
    stream.removeListener('end', onlegacyfinish);
    stream.removeListener('close', onlegacyfinish);
    stream.removeListener('finish', onfinish);
    stream.removeListener('end', onend);
    stream.removeListener('error', onerror);
    stream.removeListener('close', onclose);
  };
  if (options.signal && !closed) {
    const signal = options.signal;
    const abort = () => {
      cleanup();
      Reflect.apply(given, stream, [new AbortError(undefined, { cause: signal.reason })]);
    };
    if (signal.aborted) {
      process.nextTick(abort);
    } else {
      signal.addEventListener('abort', abort, { once: true });
      const inner = callback;
      callback = function (...args) {
        signal.removeEventListener('abort', abort);
        Reflect.apply(inner, this, args);
      };
    }
  }
  return cleanup;
}

/** finished as a promise. */
function finishedPromise(stream, options) {
  if (options?.cleanup !== undefined) validateBoolean(options.cleanup, 'cleanup');
  return new Promise((resolve, reject) => {
    const cleanup = finished(stream, options ?? {}, (error) => {
      if (options?.cleanup) cleanup();
      if (error) reject(error);
      else resolve();
    });
  });
}

module.exports = {
  finished, finishedPromise, isClosed, isNodeStream, isReadable, isReadableStream, isWritable, isWritableStream, readableFinished,
  writableFinished,
};
