'use strict';

// Streams that are sent. What was sent stays where it is, locked; what it has
// or wants goes through a channel to a stream at the other end, which stands
// for it. (Streams, "Transferable streams")

const { kState, kOurs } = require('internal/webstreams/common');
const { kClone } = require('internal/clone');
const { DOMException } = require('internal/domexception');
const { makePort } = require('internal/message_channel');
const { ReadableStream } = require('internal/webstreams/readable');
const { WritableStream } = require('internal/webstreams/writable');
const { TransformStream } = require('internal/webstreams/transform');

const kError = 'error';
const info = (name) => `internal/webstreams/transfer:${name}`;

/** What a stream fails with whose channel does; other DOMExceptions cannot be sent. */
function brokenChannel() {
  const error = new DOMException('Internal transferred ReadableStream error', 'DataCloneError');
  return Object.defineProperty(error, kClone, { value: () => ({ info: info('brokenChannel') }) });
}

/** A port that hears receive(type, value), and fail(error) of what could not be read. It keeps the loop alive from keep() on. */
class Line {
  #port;
  #kept = false;
  constructor(end, receive, fail) {
    this.#port = makePort(end);
    this.#port.onmessage = ({ data: { type, value } }) => receive(type, value);
    this.#port.onmessageerror = () => {
      const error = brokenChannel();
      this.send(kError, error);
      fail(error);
      this.close();
    };
    this.#port.unref();
  }
  keep() {
    if (this.#kept) return;
    this.#kept = true;
    this.#port.ref();
  }
  send(type, value) { this.#port.postMessage({ type, value }); }
  /** Sends what may refuse to be cloned: the other end is told that instead. */
  sendOrTell(type, value) {
    try {
      this.send(type, value);
    } catch (error) {
      // Node 20 cannot read at the other end what it sends of its own refusal.
      this.send(kError, error instanceof DOMException ? brokenChannel() : error);
      throw error;
    }
  }
  close() { this.#port.close(); }
}

/** A source of what comes through a channel. */
function sourceOf(end, keeps) {
  let controller;
  const line = new Line(end, (type, value) => {
    if (type === 'chunk') {
      controller.enqueue(value);
      return;
    }
    if (type === 'close') controller.close();
    else controller.error(value);
    line.close();
  }, (error) => controller.error(error));
  return {
    start(own) { controller = own; },
    async pull() {
      if (keeps) line.keep();
      line.send('pull');
    },
    async cancel(reason) {
      try {
        line.sendOrTell(kError, reason);
      } finally {
        line.close();
      }
    },
  };
}

/** A sink of what goes into a channel, as fast as the other end asks for it. */
function sinkOf(end, keeps) {
  let controller;
  let asked;
  let wanted;
  const waitAgain = () => { wanted = new Promise((resolve) => { asked = resolve; }); };
  waitAgain();
  const line = new Line(end, (type, value) => {
    if (type === kError) controller.error(value);
    asked();
  }, (error) => controller.error(error));
  return {
    start(own) { controller = own; },
    async write(chunk) {
      if (keeps) line.keep();
      await wanted;
      waitAgain();
      try {
        line.sendOrTell('chunk', chunk);
      } catch (error) {
        line.close();
        throw error;
      }
    },
    close() {
      line.send('close');
      line.close();
    },
    abort(reason) {
      try {
        line.sendOrTell(kError, reason);
      } finally {
        line.close();
      }
    },
  };
}

function checkUnlocked(stream, name) {
  if (stream.locked) throw new DOMException(`Cannot transfer a locked ${name}`, 'DataCloneError');
}

const quietly = (promise) => { promise.then(undefined, () => {}); };

/** The end of the channel through which a stream here goes on. */
function sendReadable(stream) {
  const [here, there] = binding('messages').ends();
  quietly(stream.pipeTo(new WritableStream(sinkOf(here, false))));
  return there;
}

function sendWritable(stream) {
  const [here, there] = binding('messages').ends();
  quietly(new ReadableStream(sourceOf(here, false)).pipeTo(stream));
  return there;
}

const readable = (end) => new ReadableStream(sourceOf(end, true), { highWaterMark: 0 });
const writable = (end) => new WritableStream(sinkOf(end, true));
function transform(ends) {
  const stream = new TransformStream(kOurs);
  stream[kState] = { readable: readable(ends.readable), writable: writable(ends.writable), backpressure: undefined };
  return stream;
}

// What a stream sends for itself.
function sentReadable(stream) {
  checkUnlocked(stream, 'ReadableStream');
  return { info: info('readable'), data: sendReadable(stream) };
}
function sentWritable(stream) {
  checkUnlocked(stream, 'WritableStream');
  return { info: info('writable'), data: sendWritable(stream) };
}
function sentTransform(stream) {
  checkUnlocked(stream.readable, 'ReadableStream');
  checkUnlocked(stream.writable, 'WritableStream');
  return { info: info('transform'), data: { readable: sendReadable(stream.readable), writable: sendWritable(stream.writable) } };
}

module.exports = { brokenChannel, readable, sentReadable, sentTransform, sentWritable, transform, writable };
