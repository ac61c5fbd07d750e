'use strict';

// pipeTo: chunks go from a ReadableStream to a WritableStream as fast as it
// takes them, and the end or an error of one goes to the other.

const { deferred, handled, kState } = require('internal/webstreams/common');
const { ReadableStreamDefaultReader, cancel, detach, read } = require('internal/webstreams/readable');
const writable = require('internal/webstreams/writable');
const { onAbort } = require('internal/streams/abort');
const { AbortError, codes } = require('internal/errors');
const { DOMException } = require('internal/domexception');

exports.pipe = function pipe(source, destination, prevent, signal) {
  const reader = new ReadableStreamDefaultReader(source);
  const writer = new writable.WritableStreamDefaultWriter(destination);
  const from = source[kState];
  const to = destination[kState];
  from.disturbed = true;
  const over = deferred();
  let shuttingDown = false;
  let currentWrite = Promise.resolve();
  let stopListening;

  // failure is [error] if the pipe failed.
  function finalize(failure) {
    writable.release(writer);
    detach(reader);
    stopListening?.();
    if (failure) over.reject(failure[0]);
    else over.resolve();
  }
  async function lastWrite() {
    const write = currentWrite;
    await write;
    if (write !== currentWrite) await lastWrite();
  }
  // Ends the pipe when what has been read is written, after an action.
  function shutDown(action, failure) {
    if (shuttingDown) return;
    shuttingDown = true;
    const end = () => {
      if (action) action().then(() => finalize(failure), (error) => finalize([error]));
      else finalize(failure);
    };
    if (to.state === 'writable' && !writable.isClosing(destination)) lastWrite().then(end, (error) => finalize([error]));
    else end();
  }
  function aborted() {
    const error = signal.reason instanceof AbortError ? new DOMException(signal.reason.message, 'AbortError') : signal.reason;
    const actions = [];
    if (!prevent.abort) actions.push(() => (to.state === 'writable' ? writable.abort(destination, error) : Promise.resolve()));
    if (!prevent.cancel) actions.push(() => (from.state === 'readable' ? cancel(source, error) : Promise.resolve()));
    shutDown(() => Promise.all(actions.map((action) => action())), [error]);
  }
  async function step() {
    if (shuttingDown) return true;
    await writer[kState].ready.promise;
    const d = deferred();
    read(reader, {
      chunk(chunk) {
        currentWrite = writable.write(writer, chunk);
        handled(currentWrite);
        d.resolve(false);
      },
      close() { d.resolve(true); },
      error(error) { d.reject(error); },
    });
    return d.promise;
  }
  async function run() { while (!await step()); }
  const whenErrored = (s, promise, action) => {
    if (s.state === 'errored') action(s.storedError);
    else promise.then(undefined, action);
  };
  const whenClosed = (s, promise, action) => {
    if (s.state === 'closed') action();
    else promise.then(action, () => {});
  };

  if (signal !== undefined) {
    if (signal.aborted) {
      aborted();
      return over.promise;
    }
    stopListening = onAbort(signal, aborted);
  }
  handled(run());
  const readerClosed = reader[kState].close.promise;
  const abortDestination = (error) => shutDown(prevent.abort ? undefined : () => writable.abort(destination, error), [error]);
  const cancelSource = (error) => shutDown(prevent.cancel ? undefined : () => cancel(source, error), [error]);
  whenErrored(from, readerClosed, abortDestination);
  whenErrored(to, writer[kState].close.promise, cancelSource);
  whenClosed(from, readerClosed, () => shutDown(prevent.close ? undefined : () => writable.closeWithErrors(writer)));
  if (writable.isClosing(destination) || to.state === 'closed') {
    cancelSource(new codes.ERR_INVALID_STATE.TypeError('Destination WritableStream is closed'));
  }
  return over.promise;
};
