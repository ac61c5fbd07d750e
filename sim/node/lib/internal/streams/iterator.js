'use strict';

// Iterating over a stream: an async generator that reads when there is
// something to read, and destroys the stream when it is left early.

const { aggregateTwoErrors } = require('internal/errors');
const { destroyer } = require('internal/streams/destroy');

const nop = () => {};

async function* chunksOf(stream, options) {
  let wake = nop;
  const onreadable = () => {
    wake();
    wake = nop;
  };
  stream.on('readable', onreadable);
  let error; // undefined: goes on; null: ended well
  const cleanup = require('internal/streams/finished').finished(stream, { writable: false }, (failed) => {
    error = failed ? aggregateTwoErrors(error, failed) : null;
    onreadable();
  });
  try {
    for (;;) {
      const chunk = stream.destroyed ? null : stream.read();
      if (chunk !== null) yield chunk;
      else if (error) throw error;
      else if (error === null) return;
      else await new Promise((resolve) => { wake = resolve; });
    }
  } catch (failed) {
    error = aggregateTwoErrors(error, failed);
    throw error;
  } finally {
    if ((error || options?.destroyOnReturn !== false) && (error === undefined || stream._readableState.autoDestroy)) {
      destroyer(stream, null);
    } else {
      stream.off('readable', onreadable);
      cleanup();
    }
  }
}

exports.iterate = function iterate(stream, options) {
  if (typeof stream.read !== 'function') stream = require('internal/streams/readable').wrap(stream, { objectMode: true });
  const iterator = chunksOf(stream, options);
  iterator.stream = stream;
  return iterator;
};
