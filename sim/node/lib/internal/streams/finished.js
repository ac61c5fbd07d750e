'use strict';

// finished(stream, callback): when a stream will give and take no more.

const { AbortError, codes } = require('internal/errors');
const { validateAbortSignal, validateBoolean, validateFunction, validateObject } = require('internal/validators');
const { onAbort } = require('internal/streams/abort');
const {
  isClosed, isNodeStream, isReadable, isReadableErrored, isReadableFinished, isReadableNodeStream, isReadableStream, isRequest, isWritable,
  isWritableErrored, isWritableFinished, isWritableNodeStream, isWritableStream, kIsClosedPromise, willEmitClose,
} = require('internal/streams/kinds');

// Lets a callback be called once, whatever happens.
function once(f) {
  let called = false;
  return function (...args) {
    if (called) return;
    called = true;
    Reflect.apply(f, this, args);
  };
}

function eos(stream, options, callback) {
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
  callback = once(callback);
  if (isReadableStream(stream) || isWritableStream(stream)) return whenWebStreamCloses(stream, options.signal, callback);
  if (!isNodeStream(stream)) throw new codes.ERR_INVALID_ARG_TYPE('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream);

  const readable = options.readable ?? isReadableNodeStream(stream);
  const writable = options.writable ?? isWritableNodeStream(stream);
  const w = stream._writableState;
  const r = stream._readableState;
  // 'close' is waited for where it is sure to come, and tells of all of it.
  let closing = willEmitClose(stream) && isReadableNodeStream(stream) === readable && isWritableNodeStream(stream) === writable;
  let writeDone = isWritableFinished(stream, false);
  let readDone = isReadableFinished(stream, false);
  const onfinish = () => {
    writeDone = true;
    if (stream.destroyed) closing = false;
    if (closing && (!stream.readable || readable)) return;
    if (!readable || readDone) callback.call(stream);
  };
  const onend = () => {
    readDone = true;
    if (stream.destroyed) closing = false;
    if (closing && (!stream.writable || writable)) return;
    if (!writable || writeDone) callback.call(stream);
  };
  const onlegacyfinish = () => { if (!stream.writable) onfinish(); };
  const onerror = (error) => callback.call(stream, error);
  const fault = () => {
    const error = isWritableErrored(stream) || isReadableErrored(stream);
    return error && typeof error !== 'boolean' ? error : null;
  };
  let closed = isClosed(stream);
  const onclosed = () => {
    closed = true;
    const error = fault();
    if (error) callback.call(stream, error);
    else callback.call(stream);
  };
  const onclose = () => {
    const early = (readable && !readDone && isReadableNodeStream(stream, true) && !isReadableFinished(stream, false)) ||
      (writable && !writeDone && !isWritableFinished(stream, false));
    if (early && !fault()) {
      closed = true;
      callback.call(stream, new codes.ERR_STREAM_PREMATURE_CLOSE());
    } else {
      onclosed();
    }
  };
  const onrequest = () => stream.req.on('finish', onfinish);
  if (isRequest(stream)) {
    stream.on('complete', onfinish);
    if (!closing) stream.on('abort', onclose);
    if (stream.req) onrequest();
    else stream.on('request', onrequest);
  } else if (writable && !w) {
    stream.on('end', onlegacyfinish);
    stream.on('close', onlegacyfinish);
  }
  if (!closing && typeof stream.aborted === 'boolean') stream.on('aborted', onclose);
  stream.on('end', onend);
  stream.on('finish', onfinish);
  if (options.error !== false) stream.on('error', onerror);
  stream.on('close', onclose);
  if (closed) {
    process.nextTick(onclose);
  } else if (w?.errorEmitted || r?.errorEmitted) {
    if (!closing) process.nextTick(onclosed);
  } else if (!readable && (!closing || isReadable(stream)) && (writeDone || isWritable(stream) === false) &&
      (w == null || w.pendingcb === undefined || w.pendingcb === 0)) {
    process.nextTick(onclosed);
  } else if (!writable && (!closing || isWritable(stream)) && (readDone || isReadable(stream) === false)) {
    process.nextTick(onclosed);
  } else if (r && stream.req && stream.aborted) {
    process.nextTick(onclosed);
  }
  const cleanup = () => {
    callback = () => {};
    stream.removeListener('aborted', onclose);
    stream.removeListener('complete', onfinish);
    stream.removeListener('abort', onclose);
    stream.removeListener('request', onrequest);
    if (stream.req) stream.req.removeListener('finish', onfinish);
    stream.removeListener('end', onlegacyfinish);
    stream.removeListener('close', onlegacyfinish);
    stream.removeListener('finish', onfinish);
    stream.removeListener('end', onend);
    stream.removeListener('error', onerror);
    stream.removeListener('close', onclose);
  };
  if (options.signal && !closed) {
    callback = abortable(stream, options.signal, callback, cleanup);
  }
  return cleanup;
}

// A callback that is called with an AbortError when a signal aborts before.
function abortable(stream, signal, callback, cleanup) {
  const abort = () => {
    cleanup();
    callback.call(stream, new AbortError(undefined, { cause: signal.reason }));
  };
  if (signal.aborted) {
    process.nextTick(abort);
    return callback;
  }
  const stop = onAbort(signal, abort);
  return once((...args) => {
    stop();
    Reflect.apply(callback, stream, args);
  });
}

function whenWebStreamCloses(stream, signal, callback) {
  let aborted = false;
  if (signal) callback = abortable(stream, signal, callback, () => { aborted = true; });
  const settled = (...args) => { if (!aborted) process.nextTick(() => Reflect.apply(callback, stream, args)); };
  stream[kIsClosedPromise].promise.then(settled, settled);
  return () => {};
}

/** finished as a promise. */
function finished(stream, opts) {
  let autoCleanup = false;
  if (opts === null) opts = {};
  if (opts?.cleanup) {
    validateBoolean(opts.cleanup, 'cleanup');
    autoCleanup = opts.cleanup;
  }
  return new Promise((resolve, reject) => {
    const cleanup = eos(stream, opts, (error) => {
      if (autoCleanup) cleanup();
      if (error) reject(error);
      else resolve();
    });
  });
}

module.exports = { finished: eos, finishedPromise: finished };
