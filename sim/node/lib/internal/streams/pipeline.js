'use strict';

// pipeline: streams, iterables and async functions one after another; an error
// of one destroys all.

const { AbortError, aggregateTwoErrors, codes } = require('internal/errors');
const { validateAbortSignal, validateFunction } = require('internal/validators');
const { onAbort } = require('internal/streams/abort');
const { destroyer } = require('internal/streams/destroy');
const { finished } = require('internal/streams/finished');
const {
  isIterable, isNodeStream, isReadable, isReadableFinished, isReadableNodeStream, isReadableStream, isTransformStream, isWebStream,
} = require('internal/streams/kinds');

function watch(stream, reading, writing) {
  let over = false;
  stream.on('close', () => { over = true; });
  const cleanup = finished(stream, { readable: reading, writable: writing }, (error) => { over = !error; });
  return {
    destroy(error) {
      if (over) return;
      over = true;
      destroyer(stream, error || new codes.ERR_STREAM_DESTROYED('pipe'));
    },
    cleanup,
  };
}

function asIterable(value) {
  if (isIterable(value)) return value;
  if (isReadableNodeStream(value)) return ofOldStream(value);
  throw new codes.ERR_INVALID_ARG_TYPE('val', ['Readable', 'Iterable', 'AsyncIterable'], value);
}
async function* ofOldStream(stream) {
  yield* require('internal/streams/readable').prototype[Symbol.asyncIterator].call(stream);
}

// Writes all that an iterable gives into a stream, as fast as it takes it.
async function pumpToNode(iterable, writable, done, { end }) {
  let error;
  let wake = null;
  const resume = (failed) => {
    if (failed) error = failed;
    const f = wake;
    wake = null;
    if (f) f();
  };
  const wait = () => new Promise((resolve, reject) => {
    const settle = () => {
      if (error) reject(error);
      else resolve();
    };
    if (error) settle();
    else wake = settle;
  });
  writable.on('drain', resume);
  const cleanup = finished(writable, { readable: false }, resume);
  try {
    if (writable.writableNeedDrain) await wait();
    for await (const chunk of iterable) {
      if (!writable.write(chunk)) await wait();
    }
    if (end) {
      writable.end();
      await wait();
    }
    done();
  } catch (failed) {
    done(error !== failed ? aggregateTwoErrors(error, failed) : failed);
  } finally {
    cleanup();
    writable.off('drain', resume);
  }
}

async function pumpToWeb(readable, writable, done, { end }) {
  if (isTransformStream(writable)) writable = writable.writable;
  const writer = writable.getWriter();
  try {
    for await (const chunk of readable) {
      await writer.ready;
      writer.write(chunk).catch(() => {});
    }
    await writer.ready;
    if (end) await writer.close();
    done();
  } catch (error) {
    try {
      await writer.abort(error);
      done(error);
    } catch (failed) {
      done(failed);
    }
  }
}

function pipeline(...streams) {
  const callback = streams[streams.length - 1];
  validateFunction(callback, 'streams[stream.length - 1]');
  streams.pop();
  let called = false;
  return run(streams, function (...args) {
    if (called) return;
    called = true;
    Reflect.apply(callback, this, args);
  });
}

function run(streams, callback, options) {
  if (streams.length === 1 && Array.isArray(streams[0])) streams = streams[0];
  if (streams.length < 2) throw new codes.ERR_MISSING_ARGS('streams');
  const controller = new AbortController();
  const { signal } = controller;
  const outer = options?.signal;
  const lastCleanups = [];
  validateAbortSignal(outer, 'options.signal');
  const abort = () => settle(new AbortError(undefined, { cause: outer?.reason }));
  const stop = outer ? onAbort(outer, abort) : undefined;
  let error;
  let value;
  const destroys = [];
  let running = 0;
  const done = (failed) => settle(failed, --running === 0);
  function settle(failed, last) {
    if (failed && (!error || error.code === 'ERR_STREAM_PREMATURE_CLOSE')) error = failed;
    if (!error && !last) return;
    while (destroys.length) destroys.shift()(error);
    stop?.();
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
    const end = reading || options?.end !== false;
    const last = !reading;
    if (isNodeStream(stream)) watchErrors(stream, i, { reading, end, last });
    if (i === 0) current = first(stream);
    else if (typeof stream === 'function') current = through(current, stream, i, { reading, end, last });
    else if (isNodeStream(stream)) current = into(current, stream, { end, last });
    else if (isWebStream(stream)) current = intoWeb(current, stream, { end });
    else current = require('internal/streams/duplexify')(stream, 'body');
  }
  if (signal.aborted || outer?.aborted) process.nextTick(abort);
  return current;

  function watchErrors(stream, i, { reading, end, last }) {
    if (end) {
      const { destroy, cleanup } = watch(stream, reading, i > 0);
      destroys.push(destroy);
      if (isReadable(stream) && last) lastCleanups.push(cleanup);
    }
    // Errors after the pipe is over are told too.
    const onerror = (failed) => {
      if (failed && failed.name !== 'AbortError' && failed.code !== 'ERR_STREAM_PREMATURE_CLOSE') done(failed);
    };
    stream.on('error', onerror);
    if (isReadable(stream) && last) lastCleanups.push(() => stream.removeListener('error', onerror));
  }

  function first(stream) {
    if (typeof stream === 'function') {
      const result = stream({ signal });
      if (!isIterable(result)) throw new codes.ERR_INVALID_RETURN_VALUE('Iterable, AsyncIterable or Stream', 'source', result);
      return result;
    }
    if (isIterable(stream) || isReadableNodeStream(stream) || isTransformStream(stream)) return stream;
    return require('internal/streams/duplexify')(stream, 'body');
  }

  function through(source, f, i, { reading, end, last }) {
    const result = f(asIterable(isTransformStream(source) ? source?.readable : source), { signal });
    if (reading) {
      if (!isIterable(result, true)) throw new codes.ERR_INVALID_RETURN_VALUE('AsyncIterable', `transform[${i - 1}]`, result);
      return result;
    }
    // What a function gives in the end can be read from a stream of its own.
    const out = new (require('internal/streams/duplex').PassThrough)({ objectMode: true });
    const then = result?.then;
    if (typeof then === 'function') {
      running++;
      Reflect.apply(then, result, [(given) => {
        value = given;
        if (given != null) out.write(given);
        if (end) out.end();
        process.nextTick(done);
      }, (failed) => {
        out.destroy(failed);
        process.nextTick(done, failed);
      }]);
    } else if (isIterable(result, true)) {
      running++;
      pumpToNode(result, out, done, { end });
    } else if (isReadableStream(result) || isTransformStream(result)) {
      running++;
      pumpToNode(result.readable || result, out, done, { end });
    } else {
      throw new codes.ERR_INVALID_RETURN_VALUE('AsyncIterable or Promise', 'destination', result);
    }
    const { destroy, cleanup } = watch(out, false, true);
    destroys.push(destroy);
    if (last) lastCleanups.push(cleanup);
    return out;
  }

  function into(source, stream, { end, last }) {
    if (isReadableNodeStream(source)) {
      running += 2;
      const cleanup = connect(source, stream, done, { end });
      if (isReadable(stream) && last) lastCleanups.push(cleanup);
    } else if (isTransformStream(source) || isReadableStream(source)) {
      running++;
      pumpToNode(source.readable || source, stream, done, { end });
    } else if (isIterable(source)) {
      running++;
      pumpToNode(source, stream, done, { end });
    } else {
      throw badSource(source);
    }
    return stream;
  }

  function intoWeb(source, stream, { end }) {
    running++;
    if (isReadableNodeStream(source)) pumpToWeb(asIterable(source), stream, done, { end });
    else if (isReadableStream(source) || isIterable(source)) pumpToWeb(source, stream, done, { end });
    else if (isTransformStream(source)) pumpToWeb(source.readable, stream, done, { end });
    else throw badSource(source);
    return stream;
  }
}

const badSource = (source) => new codes.ERR_INVALID_ARG_TYPE('val',
  ['Readable', 'Iterable', 'AsyncIterable', 'ReadableStream', 'TransformStream'], source);

function connect(source, destination, done, { end }) {
  let ended = false;
  destination.on('close', () => { if (!ended) done(new codes.ERR_STREAM_PREMATURE_CLOSE()); });
  source.pipe(destination, { end: false });
  if (end) {
    const finish = () => {
      ended = true;
      destination.end();
    };
    if (isReadableFinished(source)) process.nextTick(finish);
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
    if (last && typeof last === 'object' && !isNodeStream(last) && !isIterable(last) && !isWebStream(last)) options = streams.pop();
    run(streams, (error, value) => {
      if (error) reject(error);
      else resolve(value);
    }, { signal: options?.signal, end: options?.end });
  });
}

Object.defineProperty(pipelinePromise, 'name', { value: 'pipeline' });

module.exports = { pipeline, pipelinePromise };
