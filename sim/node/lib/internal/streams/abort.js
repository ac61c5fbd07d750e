'use strict';

// addAbortSignal: a signal destroys a stream.

const { AbortError, codes } = require('internal/errors');
const { validateAbortSignal } = require('internal/validators');

exports.addAbortSignal = function addAbortSignal(signal, stream) {
  validateAbortSignal(signal, 'signal');
  if (!signal) throw new codes.ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  const { finished, isNodeStream } = require('internal/streams/finished');
  if (!isNodeStream(stream)) throw new codes.ERR_INVALID_ARG_TYPE('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream);
  const abort = () => stream.destroy(new AbortError(undefined, { cause: signal.reason }));
  if (signal.aborted) {
    abort();
  } else {
    signal.addEventListener('abort', abort, { once: true });
    finished(stream, () => signal.removeEventListener('abort', abort));
  }
  return stream;
};
