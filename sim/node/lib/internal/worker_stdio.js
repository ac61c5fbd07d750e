'use strict';

// The standard streams of workers: what a worker writes goes as messages to the
// thread that started it, which writes it, and asks for more when it has.

const { Readable, Writable } = require('stream');

const kWaiting = Symbol('waiting'); // of a port: how many writes and readers keep the loop alive
const kKeeps = Symbol('keeps'); // of a reader: whether it keeps the loop alive
const kWantsMore = Symbol('wantsMore');

class ReadableWorkerStdio extends Readable {
  #port;
  #name;
  #started = false;

  constructor(port, name) {
    super();
    this.#port = port;
    this.#name = name;
    this[kKeeps] = true;
    this.on('end', () => {
      if (this.#started && this[kKeeps] && --port[kWaiting] === 0) port.unref();
    });
  }

  _read() {
    if (!this.#started && this[kKeeps]) {
      this.#started = true;
      if (this.#port[kWaiting]++ === 0) this.#port.ref();
    }
    this.#port.postMessage({ type: 'stdioWantsMoreData', stream: this.#name });
  }
}

class WritableWorkerStdio extends Writable {
  #port;
  #name;
  #callbacks = [];

  constructor(port, name) {
    super({ decodeStrings: false });
    this.#port = port;
    this.#name = name;
  }

  _writev(chunks, callback) {
    this.#port.postMessage({ type: 'stdioPayload', stream: this.#name, chunks: chunks.map(({ chunk, encoding }) => ({ chunk, encoding })) });
    if (process._exiting) {
      callback();
      return;
    }
    this.#callbacks.push(callback);
    if (this.#port[kWaiting]++ === 0) this.#port.ref();
  }

  _final(callback) {
    this.#port.postMessage({ type: 'stdioPayload', stream: this.#name, chunks: [{ chunk: null, encoding: '' }] });
    callback();
  }

  [kWantsMore]() {
    const callbacks = this.#callbacks;
    this.#callbacks = [];
    for (const callback of callbacks) callback();
    if ((this.#port[kWaiting] -= callbacks.length) === 0) this.#port.unref();
  }
}

module.exports = { ReadableWorkerStdio, WritableWorkerStdio, kKeeps, kWaiting, kWantsMore };
