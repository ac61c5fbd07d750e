'use strict';

// addAbortSignal: a signal destroys a stream.

const { AbortError, codes } = require('internal/errors');
const { isNodeStream, isWebStream, kControllerErrorFunction } = require('internal/streams/kinds');

/** Calls f when a signal aborts: a function that takes it back. */
function onAbort(signal, f) {
  signal.addEventListener('abort', f, { once: true });
  return () => signal.removeEventListener('abort', f);
}

function addAbortSignal(signal, stream) {
  if (typeof signal !== 'object' || !('aborted' in signal)) throw new codes.ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  if (!isNodeStream(stream) && !isWebStream(stream)) {
    throw new codes.ERR_INVALID_ARG_TYPE('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream);
  }
  const abort = () => {
    const error = new AbortError(undefined, { cause: signal.reason });
    if (isNodeStream(stream)) stream.destroy(error);
    else stream[kControllerErrorFunction](error);
  };
  if (signal.aborted) abort();
  else require('internal/streams/finished').finished(stream, onAbort(signal, abort));
  return stream;
}

module.exports = { addAbortSignal, onAbort };
