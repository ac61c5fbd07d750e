'use strict';

// stream: Readable, Writable, Duplex and what connects them.

const { Stream } = require('internal/streams/legacy');
const Readable = require('internal/streams/readable');
const Writable = require('internal/streams/writable');
const { Duplex, Transform, PassThrough } = require('internal/streams/duplex');
const { finished, finishedPromise, isReadable } = require('internal/streams/finished');
const { compose, pipeline, pipelinePromise } = require('internal/streams/pipeline');
const { addAbortSignal } = require('internal/streams/abort');
const { destroyer } = require('internal/streams/destroy');
const { defaultHighWaterMark, setDefaultHighWaterMark } = require('internal/streams/state');
const operators = require('internal/streams/operators');

module.exports = Object.assign(Stream, { Stream, Readable, Writable, Duplex, Transform, PassThrough });

function hide(object, name, value) {
  Object.defineProperty(object, name, { value, writable: true, configurable: true, enumerable: false });
}
for (const [name, f] of Object.entries(operators.streamReturning)) {
  hide(Readable.prototype, name, { [name](...args) { return Readable.from(Reflect.apply(f, this, args)); } }[name]);
}
for (const [name, f] of Object.entries(operators.promiseReturning)) {
  hide(Readable.prototype, name, { [name](...args) { return Reflect.apply(f, this, args); } }[name]);
}
hide(Readable.prototype, 'compose', function (stream) { return compose(this, stream); });

Stream.pipeline = pipeline;
Stream.finished = finished;
Stream.addAbortSignal = addAbortSignal;
Stream.compose = compose;
Stream.destroy = destroyer;
Stream.setDefaultHighWaterMark = setDefaultHighWaterMark;
Stream.getDefaultHighWaterMark = (objectMode) => defaultHighWaterMark(!!objectMode);
Stream.isReadable = (stream) => (stream && stream.destroyed !== true ? isReadable(stream) : stream ? false : null);
Stream.isErrored = (stream) => !!(stream && (stream.errored || stream._readableState?.errored || stream._writableState?.errored));
Stream.isDisturbed = (stream) => !!(stream && (stream.readableDidRead || stream.readableAborted));
Stream._uint8ArrayToBuffer = (chunk) => Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
Stream._isUint8Array = (value) => value instanceof Uint8Array;

const promisified = Symbol.for('nodejs.util.promisify.custom');
Object.defineProperty(pipeline, promisified, { enumerable: true, get: () => pipelinePromise });
Object.defineProperty(finished, promisified, { enumerable: true, get: () => finishedPromise });
Object.defineProperty(Stream, 'promises', { configurable: true, enumerable: true, get: () => require('stream/promises') });
