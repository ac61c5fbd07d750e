'use strict';

// stream: Readable, Writable, Duplex and what connects them.

const { Stream } = require('internal/streams/legacy');
const Readable = require('internal/streams/readable');
const Writable = require('internal/streams/writable');
const { Duplex, Transform, PassThrough } = require('internal/streams/duplex');
const { finished, finishedPromise } = require('internal/streams/finished');
const { pipeline, pipelinePromise } = require('internal/streams/pipeline');
const { addAbortSignal } = require('internal/streams/abort');
const { destroyer } = require('internal/streams/destroy');
const { codes } = require('internal/errors');
const state = require('internal/streams/state');
const kinds = require('internal/streams/kinds');

// The helpers like those of arrays are loaded when one is called: those that
// give a stream, and those that give a promise.
const give = {
  stream: { drop: 1, filter: 2, flatMap: 2, map: 2, take: 1, compose: 2 },
  promise: { every: 1, forEach: 2, reduce: 3, toArray: 1, some: 1, find: 2 },
};
function operator(name, length, givesStream) {
  const f = { [name]: function (...args) {
    if (new.target) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    const result = Reflect.apply(require('internal/streams/operators')[name], this, args);
    return givesStream ? Readable.from(result) : result;
  } }[name];
  Object.defineProperty(f, 'length', { value: length });
  return f;
}
for (const kind of Object.keys(give)) {
  for (const name of Object.keys(give[kind])) state.hide(Readable.prototype, name, operator(name, give[kind][name], kind === 'stream'));
}
const { deprecate } = require('internal/deprecate');
state.hide(Readable.prototype, 'asIndexedPairs',
  deprecate(operator('asIndexedPairs', 0, true), 'readable.asIndexedPairs will be removed in a future version.'));

module.exports = Object.assign(Stream, {
  isDestroyed: kinds.isDestroyed, isDisturbed: kinds.isDisturbed, isErrored: kinds.isErrored, isReadable: kinds.isReadable,
  isWritable: kinds.isWritable, Readable, Writable, Duplex, Transform, PassThrough,
  duplexPair: function duplexPair(options) { return require('internal/streams/pair')(options); },
  pipeline, addAbortSignal, finished, destroy: destroyer,
  compose: function compose(...streams) { return require('internal/streams/compose')(...streams); },
  setDefaultHighWaterMark: state.setDefaultHighWaterMark,
  getDefaultHighWaterMark: state.defaultHighWaterMark,
});
Object.defineProperty(Stream, 'promises', { configurable: true, enumerable: true, get: () => require('stream/promises') });
Stream.Stream = Stream;
Stream._isArrayBufferView = ArrayBuffer.isView;
Stream._isUint8Array = (value) => value instanceof Uint8Array;
Stream._uint8ArrayToBuffer = (chunk) => Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);

const promisified = Symbol.for('nodejs.util.promisify.custom');
Object.defineProperty(pipeline, promisified, { enumerable: true, get: () => pipelinePromise });
Object.defineProperty(finished, promisified, { enumerable: true, get: () => finishedPromise });
