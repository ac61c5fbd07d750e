'use strict';

// How the states of streams print. Node keeps most of what they hold as bits
// of one number, and shows that; here it is put together when it is asked for.

const kState = Symbol('kState');

// The names of the bits, from the lowest.
const common = [
  'objectMode', 'errorEmitted', 'autoDestroy', 'emitClose', 'destroyed', 'closed', 'closeEmitted', 'errored', 'constructed',
];
const ofReadable = [...common,
  'ended', 'endEmitted', 'reading', 'sync', 'needReadable', 'emittedReadable', 'readableListening', 'resumeScheduled',
  'multiAwaitDrain', 'readingMore', 'dataEmitted', 'isUtf8', 'decoder', 'encoding', 'hasFlowing', 'flowing', 'hasPaused', 'paused',
  'dataListening',
];
const ofWritable = [...common,
  'sync', 'finalCalled', 'needDrain', 'ending', 'finished', 'decodeStrings', 'writing', 'bufferProcessing', 'prefinished',
  'allBuffers', 'allNoop', 'onFinished', 'hasWritable', 'writable', 'isCorked', 'isUtf8', 'writecb', 'expectCallback',
  'afterWriteTickInfo', 'afterWritePending', 'waiting', 'ended',
];

function bitsOf(names, state, more) {
  let bits = 0;
  names.forEach((name, i) => { if (name in more ? more[name] : state[name]) bits |= 1 << i; });
  return bits;
}

// An object that prints under the name of a state's class.
function named(name) { return new ({ [name]: class {} }[name])(); }

exports.inspectReadable = function inspectReadable() {
  const shown = named('ReadableState');
  shown.highWaterMark = this.highWaterMark;
  shown.buffer = this.buffer;
  shown.bufferIndex = this.bufferIndex;
  shown.length = this.length;
  shown.pipes = this.pipes;
  if (this.defaultEncoding !== 'utf8') shown.defaultEncoding = this.defaultEncoding;
  shown.awaitDrainWriters = this.awaitDrainWriters;
  if (this.readable !== undefined) shown.readable = this.readable;
  shown[kState] = bitsOf(ofReadable, this, {
    isUtf8: this.defaultEncoding === 'utf8', hasFlowing: this.flowing !== null, flowing: this.flowing === true,
    hasPaused: this.isPaused !== null, paused: this.isPaused === true,
  });
  if (this.errored) shown[Symbol('kErroredValue')] = this.errored;
  if (this.decoder) {
    shown[Symbol('kDecoderValue')] = this.decoder;
    shown[Symbol('kEncodingValue')] = this.encoding;
  }
  return shown;
};

exports.inspectWritable = function inspectWritable() {
  const shown = named('WritableState');
  for (const name of ['highWaterMark', 'length', 'corked', 'onwrite', 'writelen', 'bufferedIndex', 'pendingcb']) shown[name] = this[name];
  shown[kState] = bitsOf(ofWritable, this, {
    isUtf8: this.defaultEncoding === 'utf8', hasWritable: this.writable !== undefined, isCorked: this.corked > 0,
    onFinished: this.onFinished,
  });
  shown[Symbol('kBufferedValue')] = this.waiting;
  for (const [name, value] of [['kWriteCbValue', this.writecb], ['kAfterWriteTickInfoValue', this.afterWriteTickInfo]]) {
    if (value !== undefined) shown[Symbol(name)] = value;
  }
  if (this.errored) shown[Symbol('kErroredValue')] = this.errored;
  return shown;
};
