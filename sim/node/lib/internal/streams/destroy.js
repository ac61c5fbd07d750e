'use strict';

// How streams end: destroy, and the errors and 'close' that follow in ticks.

const { AbortError, aggregateTwoErrors, codes } = require('internal/errors');
const { isDestroyed, isFinished, isRequest, isServerRequest, kIsDestroyed } = require('internal/streams/kinds');

const kConstruct = Symbol('kConstruct');
const kDestroy = Symbol('kDestroy');

// Notes an error in both halves of a stream, unless one is noted.
function note(error, w, r) {
  if (!error) return;
  void error.stack;
  if (w && !w.errored) w.errored = error;
  if (r && !r.errored) r.errored = error;
}

/** destroy(error, callback), of Readable and Writable. */
function destroy(error, callback) {
  const r = this._readableState;
  const w = this._writableState;
  if (w?.destroyed || r?.destroyed) {
    if (typeof callback === 'function') callback();
    return this;
  }
  note(error, w, r);
  if (w) w.destroyed = true;
  if (r) r.destroyed = true;
  if (!(w || r).constructed) {
    this.once(kDestroy, (other) => close(this, aggregateTwoErrors(other, error), callback));
  } else {
    close(this, error, callback);
  }
  return this;
}

function close(stream, error, callback) {
  let called = false;
  const done = (failed) => {
    if (called) return;
    called = true;
    const r = stream._readableState;
    const w = stream._writableState;
    note(failed, w, r);
    if (w) w.closed = true;
    if (r) r.closed = true;
    if (typeof callback === 'function') callback(failed);
    if (failed) process.nextTick(emitErrorAndClose, stream, failed);
    else process.nextTick(emitClose, stream);
  };
  try {
    stream._destroy(error || null, done);
  } catch (thrown) {
    done(thrown);
  }
}

function emitErrorAndClose(stream, error) {
  emitError(stream, error);
  emitClose(stream);
}

function emitClose(stream) {
  const r = stream._readableState;
  const w = stream._writableState;
  if (w) w.closeEmitted = true;
  if (r) r.closeEmitted = true;
  if (w?.emitClose || r?.emitClose) stream.emit('close');
}

function emitError(stream, error) {
  const r = stream._readableState;
  const w = stream._writableState;
  if (w?.errorEmitted || r?.errorEmitted) return;
  if (w) w.errorEmitted = true;
  if (r) r.errorEmitted = true;
  stream.emit('error', error);
}

/** An error of a stream: it is destroyed, or told if it does not destroy itself. */
function errorOrDestroy(stream, error, sync) {
  const r = stream._readableState;
  const w = stream._writableState;
  if (w?.destroyed || r?.destroyed) return;
  if (r?.autoDestroy || w?.autoDestroy) {
    stream.destroy(error);
  } else if (error) {
    note(error, w, r);
    if (sync) process.nextTick(emitError, stream, error);
    else emitError(stream, error);
  }
}

/** Calls _construct, if there is one, in a tick; callback when it is done. */
function construct(stream, callback) {
  if (typeof stream._construct !== 'function') return;
  const r = stream._readableState;
  const w = stream._writableState;
  if (r) r.constructed = false;
  if (w) w.constructed = false;
  stream.once(kConstruct, callback);
  if (stream.listenerCount(kConstruct) > 1) return;
  process.nextTick(constructNow, stream);
}

function constructNow(stream) {
  let called = false;
  const done = (error) => {
    if (called) {
      errorOrDestroy(stream, error ?? new codes.ERR_MULTIPLE_CALLBACK());
      return;
    }
    called = true;
    const r = stream._readableState;
    const w = stream._writableState;
    if (r) r.constructed = true;
    if (w) w.constructed = true;
    if ((w || r).destroyed) stream.emit(kDestroy, error);
    else if (error) errorOrDestroy(stream, error, true);
    else stream.emit(kConstruct);
  };
  try {
    stream._construct((error) => process.nextTick(done, error));
  } catch (error) {
    process.nextTick(done, error);
  }
}

/** Makes a destroyed stream as new, for those that connect again. */
function undestroy() {
  const r = this._readableState;
  const w = this._writableState;
  if (r) {
    const none = r.readable === false;
    r.constructed = true;
    r.closed = r.closeEmitted = r.destroyed = r.errorEmitted = r.reading = false;
    r.errored = null;
    r.ended = r.endEmitted = none;
  }
  if (w) {
    const none = w.writable === false;
    w.constructed = true;
    w.destroyed = w.closed = w.closeEmitted = w.errorEmitted = w.finalCalled = w.prefinished = false;
    w.errored = null;
    w.ended = w.ending = w.finished = none;
  }
}

/**
 * Destroys whatever kind of stream it is. Before its end that is an abort. What belongs to a
 * request of HTTP ends with the request, or leaves its socket alone: who made the request would
 * hear of the error otherwise.
 */
function destroyer(stream, error) {
  if (!stream || isDestroyed(stream)) return;
  if (!error && !isFinished(stream)) error = new AbortError();
  if (isServerRequest(stream)) {
    stream.socket = null;
    stream.destroy(error);
  } else if (isRequest(stream)) stream.abort();
  else if (isRequest(stream.req)) stream.req.abort();
  else if (typeof stream.destroy === 'function') stream.destroy(error);
  else if (typeof stream.close === 'function') stream.close();
  else if (error) process.nextTick(emitErrorThenClose, stream, error);
  else process.nextTick(() => stream.emit('close'));
  if (!stream.destroyed) stream[kIsDestroyed] = true;
}

function emitErrorThenClose(stream, error) {
  stream.emit('error', error);
  process.nextTick(() => stream.emit('close'));
}

module.exports = { construct, destroy, destroyer, errorOrDestroy, undestroy };
