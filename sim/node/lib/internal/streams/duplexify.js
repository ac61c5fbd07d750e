'use strict';

// Duplex.from: one duplex stream of a stream, an iterable, an async function
// over a source, a promise, or a pair of streams.

const { AbortError, codes } = require('internal/errors');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_RETURN_VALUE } = codes;
const {
  isDuplexNodeStream, isIterable, isNodeStream, isReadable, isReadableNodeStream, isReadableStream, isWritable,
  isWritableNodeStream, isWritableStream,
} = require('internal/streams/kinds');
const { destroyer } = require('internal/streams/destroy');
const { finished } = require('internal/streams/finished');
const from = require('internal/streams/from');
const { Duplex } = require('internal/streams/duplex');
const Readable = require('internal/streams/readable');
const Writable = require('internal/streams/writable');

class Duplexify extends Duplex {}

module.exports = function duplexify(body, name) {
  if (isDuplexNodeStream(body)) return body;
  if (isReadableNodeStream(body)) return pair({ readable: body });
  if (isWritableNodeStream(body)) return pair({ writable: body });
  if (isNodeStream(body)) return pair({ writable: false, readable: false });
  if (isReadableStream(body)) return pair({ readable: Readable.fromWeb(body) });
  if (isWritableStream(body)) return pair({ writable: Writable.fromWeb(body) });
  if (typeof body === 'function') return ofFunction(body, name);
  if (body instanceof require('internal/blob').Blob) return duplexify(body.arrayBuffer());
  if (isIterable(body)) return from(Duplexify, body, { objectMode: true, writable: false });
  if (isReadableStream(body?.readable) && isWritableStream(body?.writable)) return Duplexify.fromWeb(body);
  if (typeof body?.writable === 'object' || typeof body?.readable === 'object') {
    return pair({
      readable: body.readable ? isReadableNodeStream(body.readable) ? body.readable : duplexify(body.readable) : undefined,
      writable: body.writable ? isWritableNodeStream(body.writable) ? body.writable : duplexify(body.writable) : undefined,
    });
  }
  const then = body?.then;
  if (typeof then === 'function') return ofPromise(body, then);
  throw new ERR_INVALID_ARG_TYPE(name, ['Blob', 'ReadableStream', 'WritableStream', 'Stream', 'Iterable', 'AsyncIterable', 'Function',
    '{ readable, writable } pair', 'Promise'], body);
};

// A function is given what is written, and gives what can be read.
function ofFunction(body, name) {
  const { value, write, final, destroy } = callWithSource(body);
  if (isDuplexNodeStream(value)) return value;
  if (isIterable(value)) return from(Duplexify, value, { objectMode: true, write, final, destroy });
  const then = value?.then;
  if (typeof then !== 'function') throw new ERR_INVALID_RETURN_VALUE('Iterable, AsyncIterable or AsyncFunction', name, value);
  let duplex;
  const promise = Reflect.apply(then, value, [
    (result) => { if (result != null) throw new ERR_INVALID_RETURN_VALUE('nully', 'body', result); },
    (error) => destroyer(duplex, error),
  ]);
  return duplex = new Duplexify({
    objectMode: true,
    readable: false,
    write,
    final(callback) {
      final(async () => {
        try {
          await promise;
          process.nextTick(callback, null);
        } catch (error) {
          process.nextTick(callback, error);
        }
      });
    },
    destroy,
  });
}

function deferred() {
  let resolve;
  const promise = new Promise((f) => { resolve = f; });
  return { promise, resolve };
}

// Calls f with an async generator of what is written to the stream. A chunk is
// done with when the next one is asked for.
function callWithSource(f) {
  let { promise, resolve } = deferred();
  const controller = new AbortController();
  const { signal } = controller;
  async function* source() {
    for (;;) {
      const coming = promise;
      promise = null;
      const { chunk, done, callback } = await coming;
      process.nextTick(callback);
      if (done) return;
      if (signal.aborted) throw new AbortError(undefined, { cause: signal.reason });
      ({ promise, resolve } = deferred());
      yield chunk;
    }
  }
  const value = f(source(), { signal });
  const send = (message) => {
    const wake = resolve;
    resolve = null;
    wake(message);
  };
  return {
    value,
    write(chunk, encoding, callback) { send({ chunk, done: false, callback }); },
    final(callback) { send({ done: true, callback }); },
    destroy(error, callback) {
      controller.abort();
      callback(error);
    },
  };
}

function ofPromise(promise, then) {
  let duplex;
  Reflect.apply(then, promise, [
    (value) => {
      if (value != null) duplex.push(value);
      duplex.push(null);
    },
    (error) => destroyer(duplex, error),
  ]);
  return duplex = new Duplexify({ objectMode: true, writable: false, read() {} });
}

// One stream that reads from one and writes to another.
function pair(streams) {
  const r = streams.readable && typeof streams.readable.read !== 'function' ? Readable.wrap(streams.readable) : streams.readable;
  const w = streams.writable;
  const readable = !!isReadable(r);
  const writable = !!isWritable(w);
  let ondrain = null;
  let onfinish = null;
  let onreadable = null;
  let onclose; // null when an end has been told
  const duplex = new Duplexify({
    readableObjectMode: !!r?.readableObjectMode, writableObjectMode: !!w?.writableObjectMode, readable, writable,
  });
  const call = (callback) => { if (callback) callback(); };
  const onfinished = (error) => {
    const callback = onclose;
    onclose = null;
    if (callback) callback(error);
    else if (error) duplex.destroy(error);
  };
  const watch = (stream) => finished(stream, (error) => {
    if (error) destroyer(r, error);
    onfinished(error);
  });
  if (writable) {
    watch(w);
    duplex._write = function (chunk, encoding, callback) {
      if (w.write(chunk, encoding)) callback();
      else ondrain = callback;
    };
    duplex._final = function (callback) {
      w.end();
      onfinish = callback;
    };
    w.on('drain', () => {
      const callback = ondrain;
      ondrain = null;
      call(callback);
    });
    w.on('finish', () => {
      const callback = onfinish;
      onfinish = null;
      call(callback);
    });
  }
  if (readable) {
    watch(r);
    r.on('readable', () => {
      const callback = onreadable;
      onreadable = null;
      call(callback);
    });
    r.on('end', () => duplex.push(null));
    duplex._read = function () {
      for (;;) {
        const chunk = r.read();
        if (chunk === null) {
          onreadable = duplex._read;
          return;
        }
        if (!duplex.push(chunk)) return;
      }
    };
  }
  duplex._destroy = function (error, callback) {
    if (!error && onclose !== null) error = new AbortError();
    onreadable = ondrain = onfinish = null;
    if (onclose === null) {
      callback(error);
    } else {
      onclose = callback;
      destroyer(w, error);
      destroyer(r, error);
    }
  };
  return duplex;
}
