'use strict';

// What the test runner tells reporters: a stream of { type, data }. (doc:
// test.html#class-testsstream)

const { Readable } = require('stream');

class TestsStream extends Readable {
  #waiting = [];
  #open = true;

  constructor() { super({ objectMode: true, highWaterMark: Number.MAX_SAFE_INTEGER }); }

  _read() {
    this.#open = true;
    while (this.#waiting.length > 0 && this.#give(this.#waiting.shift()));
  }

  #give(message) {
    if (this.#open) this.#open = this.push(message);
    else this.#waiting.push(message);
    return this.#open;
  }

  /** type without its "test:"; where is the place in the script. */
  tell(type, where, data, directive) {
    type = `test:${type}`;
    data = { __proto__: null, ...data, ...where, ...directive };
    this.emit(type, data);
    this.#give({ type, data });
  }

  end() { this.#give(null); }
}

module.exports = { TestsStream };
