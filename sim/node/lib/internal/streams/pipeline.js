'use strict';

// pipeline and compose: streams, iterables and async functions one after
// another; an error of one destroys all.

const { AbortError, aggregateTwoErrors, codes } = require('internal/errors');
const {
  ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_RETURN_VALUE, ERR_MISSING_ARGS, ERR_STREAM_DESTROYED,
  ERR_STREAM_PREMATURE_CLOSE,
} = codes;
const { validateAbortSignal, validateFunction } = require('internal/validators');
const { finished, isNodeStream, isReadable, isReadableStream, isWritableStream } = require('internal/streams/finished');
const { destroyer } = require('internal/streams/destroy');

const isIterable = (x) => x != null && (typeof x[Symbol.asyncIterator] === 'function' || typeof x[Symbol.iterator] === 'function');

function watch(stream, reading, writing) {
  let over = false;
  stream.on('close', () => { over = true; });
  const cleanup = finished(stream, { readable: reading, writable: writing }, (error) => { over = !error; });
  return {
    destroy(error) {
      if (over) return;
      over = true;
      destroyer(stream, error || new ERR_STREAM_DESTROYED('pipe'));
    },
    cleanup,
  };
}

function iteratorOf(x) {
  if (isIterable(x)) return x[Symbol.asyncIterator] ? x[Symbol.asyncIterator]() : x[Symbol.iterator]();
  return require('internal/streams/readable').prototype[Symbol.asyncIterator].call(x);
}

// Writes all that an iterable gives into a stream, as fast as it takes it.
async function pump(iterable, writable, done, { end }) {
  let error;
  let wake = null;
  const resume = (failed) => {
    if (failed) error = failed;
    if (wake) {
      const callback = wake;
      wake = null;
      callback();
    }
  };
  const wait = () => new Promise((resolve, reject) => {
    if (error) {
      reject(error);
    } else {
      wake = () => {
        if (error) reject(error);
        else resolve();
      };
    }
  });
  writable.on('drain', resume);
  const cleanup = finished(writable, { readable: false }, resume);
  try {
    if (writable.writableNeedDrain) await wait();
    const iterator = iteratorOf(iterable);
    let whole = false;
    try {
      for (;;) {
        const { value, done: last } = await iterator.next();
        if (last) {
          whole = true;
          break;
        }
        if (!writable.write(await value)) await wait();
      }
    } catch (thrown) {
      if (!whole && iterator.return) {
        try {
          await iterator.return();
        } catch {
          // The first error is the one that is told.
        }
      }
      throw thrown;
    }
    if (end) {
      writable.end();
      await wait();
    }
    done();
  } catch (thrown) {
    done(error !== thrown ? aggregateTwoErrors(error, thrown) : thrown);
  } finally {
    cleanup();
    writable.off('drain', resume);
  }
}

function pipeline(...streams) {
  const callback = streams.pop();
  validateFunction(callback, 'streams[stream.length - 1]');
  let called = false;
  return run(streams, (...args) => {
    if (called) return;
    called = true;
    callback(...args);
  });
}

function run(streams, callback, options) {
  if (streams.length === 1 && Array.isArray(streams[0])) streams = streams[0];
  if (streams.length < 2) throw new ERR_MISSING_ARGS('streams');
  const controller = new AbortController();
  const signal = controller.signal;
  const outer = options?.signal;
  const lastCleanups = [];
  validateAbortSignal(outer, 'options.signal');
  const abort = () => finishAll(new AbortError(undefined, outer?.reason === undefined ? undefined : { cause: outer.reason }));
  outer?.addEventListener('abort', abort, { once: true });
  let error;
  let value;
  const destroys = [];
  let running = 0;
  const done = (failed) => settle(failed, --running === 0);
  function finishAll(failed) { settle(failed, true); }
  function settle(failed, last) {
    if (failed && (!error || error.code === 'ERR_STREAM_PREMATURE_CLOSE')) error = failed;
    if (!error && !last) return;
    while (destroys.length) destroys.shift()(error);
    outer?.removeEventListener('abort', abort);
    controller.abort();
    if (last) {
      if (!error) for (const f of lastCleanups) f();
      process.nextTick(callback, error, value);
    }
  }
  let current;
  for (let i = 0; i < streams.length; i++) {
    const stream = streams[i];
    const reading = i < streams.length - 1;
    const writing = i > 0;
    const end = reading || options?.end !== false;
    const last = i === streams.length - 1;
    if (isNodeStream(stream)) {
      if (end) {
        const { destroy, cleanup } = watch(stream, reading, writing);
        destroys.push(destroy);
        if (isReadableStream(stream) && last) lastCleanups.push(cleanup);
      }
      const onerror = (failed) => {
        if (failed && failed.name !== 'AbortError' && failed.code !== 'ERR_STREAM_PREMATURE_CLOSE') done(failed);
      };
      stream.on('error', onerror);
      if (isReadableStream(stream) && last) lastCleanups.push(() => stream.removeListener('error', onerror));
    }
    if (i === 0) {
      if (typeof stream === 'function') {
        current = stream({ signal });
        if (!isIterable(current)) throw new ERR_INVALID_RETURN_VALUE('Iterable, AsyncIterable or Stream', 'source', current);
      } else if (isIterable(stream) || isReadableStream(stream)) {
        current = stream;
      } else {
        current = require('internal/streams/duplex').Duplex.from(stream);
      }
    } else if (typeof stream === 'function') {
      current = typeof current === 'string' || !isNodeStream(current) ? asAsync(current) : current;
      current = stream(current, { signal });
      if (reading) {
        if (!isIterable(current)) throw new ERR_INVALID_RETURN_VALUE('AsyncIterable', `transform[${i - 1}]`, current);
      } else {
        const { PassThrough } = require('internal/streams/duplex');
        // What an async function gives in the end is the pipeline's value.
        const out = new PassThrough({ objectMode: true });
        if (typeof current?.then === 'function') {
          running++;
          current.then((result) => {
            value = result;
            if (result != null) out.write(result);
            if (end) out.end();
            process.nextTick(done);
          }, (failed) => {
            out.destroy(failed);
            process.nextTick(done, failed);
          });
        } else if (isIterable(current)) {
          running++;
          pump(current, out, done, { end });
        } else {
          throw new ERR_INVALID_RETURN_VALUE('AsyncIterable or Promise', 'destination', current);
        }
        current = out;
        const { destroy, cleanup } = watch(current, false, true);
        destroys.push(destroy);
        lastCleanups.push(cleanup);
      }
    } else if (isNodeStream(stream)) {
      if (isReadableStream(current) && isNodeStream(current)) {
        running += 2;
        const cleanup = connect(current, stream, done, { end });
        if (isReadable(stream) && last) lastCleanups.push(cleanup);
      } else if (isIterable(current)) {
        running++;
        pump(current, stream, done, { end });
      } else {
        throw new ERR_INVALID_ARG_TYPE('val', ['Readable', 'Iterable', 'AsyncIterable', 'ReadableStream', 'TransformStream'], current);
      }
      current = stream;
    } else {
      current = require('internal/streams/duplex').Duplex.from(stream);
    }
  }
  if (signal.aborted || outer?.aborted) process.nextTick(abort);
  return current;
}

// A plain iterable as an async one.
function asAsync(iterable) {
  if (iterable[Symbol.asyncIterator]) return iterable;
  return {
    [Symbol.asyncIterator]() {
      const iterator = iterable[Symbol.iterator]();
      return {
        async next() {
          const { value, done } = iterator.next();
          return { value: await value, done };
        },
        async return(value) {
          iterator.return?.();
          return { value, done: true };
        },
        [Symbol.asyncIterator]() { return this; },
      };
    },
  };
}

function connect(source, destination, done, { end }) {
  let ended = false;
  destination.on('close', () => { if (!ended) done(new ERR_STREAM_PREMATURE_CLOSE()); });
  source.pipe(destination, { end: false });
  if (end) {
    const finish = () => {
      ended = true;
      destination.end();
    };
    const r = source._readableState;
    if (r && (r.endEmitted || (r.ended && r.length === 0))) process.nextTick(finish);
    else source.once('end', finish);
  } else {
    done();
  }
  finished(source, { readable: true, writable: false }, (error) => {
    const r = source._readableState;
    if (error && error.code === 'ERR_STREAM_PREMATURE_CLOSE' && r && r.ended && !r.errored && !r.errorEmitted) {
      // It was closed before 'end' was told, but all of it had been read.
      source.once('end', done).once('error', done);
    } else {
      done(error);
    }
  });
  return finished(destination, { readable: false, writable: true }, done);
}

/** pipeline as a promise; the last argument may be {signal, end}. */
function pipelinePromise(...streams) {
  return new Promise((resolve, reject) => {
    let options;
    const last = streams[streams.length - 1];
    if (last && typeof last === 'object' && !isNodeStream(last) && !isIterable(last) && !last.getReader && !last.getWriter) {
      options = streams.pop();
    }
    run(streams, (error, value) => (error ? reject(error) : resolve(value)), options);
  });
}

/** One Duplex that is several streams one after another. */
function compose(...streams) {
  const { Duplex } = require('internal/streams/duplex');
  if (streams.length === 0) throw new ERR_MISSING_ARGS('streams');
  const list = streams.map((s, i) => {
    if (isNodeStream(s)) return s;
    return typeof s === 'function' || i === 0 ? Duplex.from(s) : s;
  });
  if (list.length === 1) return list[0];
  list.forEach((s, i) => {
    if (!isNodeStream(s)) return;
    if (i < list.length - 1 && !isReadableStream(s)) throw new ERR_INVALID_ARG_VALUE(`streams[${i}]`, streams[i], 'must be readable');
    if (i > 0 && !isWritableStream(s)) throw new ERR_INVALID_ARG_VALUE(`streams[${i}]`, streams[i], 'must be writable');
  });
  const head = list[0];
  const tail = list[list.length - 1];
  const writable = isWritableStream(head);
  const readable = isReadableStream(tail);
  const duplex = require('internal/streams/from').pair(Duplex, readable ? tail : null, writable ? head : null);
  pipeline(...list, (error) => { if (error) duplex.destroy(error); });
  return duplex;
}

module.exports = { compose, pipeline, pipelinePromise };
