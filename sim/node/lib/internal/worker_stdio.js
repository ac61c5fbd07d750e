'use strict';

// The standard streams of workers: what a worker writes goes as messages to the
// thread that started it, which writes it, and asks for more when it has.

const { Readable, Writable } = require('stream');

const kWaiting = Symbol('kWaitingStreams'); // of a port: how many writes and readers keep the loop alive
const kKeeps = Symbol('kIncrementsPortRef'); // of a reader: whether it keeps the loop alive
const kWantsMore = Symbol('kStdioWantsMoreDataCallback');
const kPort = Symbol('kPort');
const kName = Symbol('kName');
const kStarted = Symbol('kStartedReading');
const kCallbacks = Symbol('kWritableCallbacks');

class ReadableWorkerStdio extends Readable {
  constructor(port, name) {
    super();
    this[kPort] = port;
    this[kName] = name;
    this[kKeeps] = true;
    this[kStarted] = false;
    this.on('end', () => {
      if (this[kStarted] && this[kKeeps] && --port[kWaiting] === 0) port.unref();
    });
  }

  _read() {
    if (!this[kStarted] && this[kKeeps]) {
      this[kStarted] = true;
      if (this[kPort][kWaiting]++ === 0) this[kPort].ref();
    }
    this[kPort].postMessage({ type: 'stdioWantsMoreData', stream: this[kName] });
  }
}

class WritableWorkerStdio extends Writable {
  constructor(port, name) {
    super({ decodeStrings: false });
    this[kPort] = port;
    this[kName] = name;
    this[kCallbacks] = [];
  }

  _writev(chunks, callback) {
    this[kPort].postMessage({ type: 'stdioPayload', stream: this[kName], chunks: chunks.map(({ chunk, encoding }) => ({ chunk, encoding })) });
    if (process._exiting) {
      callback();
      return;
    }
    this[kCallbacks].push(callback);
    if (this[kPort][kWaiting]++ === 0) this[kPort].ref();
  }

  _final(callback) {
    this[kPort].postMessage({ type: 'stdioPayload', stream: this[kName], chunks: [{ chunk: null, encoding: '' }] });
    callback();
  }

  [kWantsMore]() {
    const callbacks = this[kCallbacks];
    this[kCallbacks] = [];
    for (const callback of callbacks) callback();
    if ((this[kPort][kWaiting] -= callbacks.length) === 0) this[kPort].unref();
  }
}

module.exports = { ReadableWorkerStdio, WritableWorkerStdio, kKeeps, kWaiting, kWantsMore };
