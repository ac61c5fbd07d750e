'use strict';

// duplexPair: two duplex streams; what is written to one is read from the other.

const { Duplex } = require('internal/streams/duplex');

const kCallback = Symbol('Callback');

class DuplexSide extends Duplex {
  #other = null;
  constructor(options) {
    super(options);
    this[kCallback] = null;
  }
  _read() {
    const callback = this[kCallback];
    if (!callback) return;
    this[kCallback] = null;
    callback();
  }
  // A write is over when the other side asks for more.
  _write(chunk, encoding, callback) {
    if (chunk.length === 0) {
      process.nextTick(callback);
    } else {
      this.#other.push(chunk);
      this.#other[kCallback] = callback;
    }
  }
  _final(callback) {
    this.#other.on('end', callback);
    this.#other.push(null);
  }
  static connect(options) {
    const sides = [new DuplexSide(options), new DuplexSide(options)];
    sides[0].#other = sides[1];
    sides[1].#other = sides[0];
    return sides;
  }
}

module.exports = function duplexPair(options) { return DuplexSide.connect(options); };
