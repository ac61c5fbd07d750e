'use strict';

// The handles of the standard streams, which are pipes: what is written is read at
// once, and who wrote the input has closed it.

const native = binding('pipes');
const { kOwner } = require('internal/stream_handle');

class Pipe {
  #native;
  constructor(fd) {
    this.#native = native.open(fd);
    Object.defineProperties(this, {
      fd: { value: fd }, bytesRead: { value: 0, writable: true }, onread: { value: undefined, writable: true },
    });
    this[kOwner] = null;
  }
  get bytesWritten() { return this.#native.written(); }
  isShut() { return this.#native.isShut(); }
  readStart() {
    this.#native.readStart((memory) => {
      this.bytesRead += memory?.byteLength ?? 0;
      this.onread(memory);
    });
  }
  readStop() { this.#native.readStop(); }
  ref() { this.#native.setRef(true); }
  unref() { this.#native.setRef(false); }
  hasRef() { return this.#native.hasRef(); }
  shutdown(done) { this.#native.shutdown(done); }
  close(done = () => {}) { this.#native.close(done); }
  write(data) {
    for (const chunk of Array.isArray(data) ? data : [data]) {
      const code = this.#native.write(chunk);
      if (code !== undefined) return code;
    }
    return true;
  }
}

module.exports = { Pipe };
