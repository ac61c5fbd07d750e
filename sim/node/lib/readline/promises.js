'use strict';

// readline/promises: question as a promise.

const { Interface: Base, clearLine, clearScreenDown, cursorTo, moveCursor } = require('readline');
const { AbortError } = require('internal/errors');
const { validateAbortSignal } = require('internal/validators');

class Interface extends Base {
  question(query, options = {}) {
    return new Promise((resolve, reject) => {
      let callback = resolve;
      const signal = options?.signal;
      if (signal) {
        validateAbortSignal(signal, 'options.signal');
        if (signal.aborted) return reject(new AbortError(undefined, { cause: signal.reason }));
        const abort = () => {
          this.cancelQuestion();
          reject(new AbortError(undefined, { cause: signal.reason }));
        };
        signal.addEventListener('abort', abort, { once: true });
        callback = (answer) => {
          signal.removeEventListener('abort', abort);
          resolve(answer);
        };
      }
      try {
        this._ask(query, callback);
      } catch (error) {
        reject(error);
      }
    });
  }
}

/** Readline gathers movements of the cursor and makes them together. */
class Readline {
  #stream;
  #autoCommit;
  #todo = [];
  constructor(stream, options = undefined) {
    this.#stream = stream;
    this.#autoCommit = !!options?.autoCommit;
  }
  #add(f) {
    if (this.#autoCommit) process.nextTick(f);
    else this.#todo.push(f);
    return this;
  }
  cursorTo(x, y) { return this.#add(() => cursorTo(this.#stream, x, y)); }
  moveCursor(dx, dy) { return this.#add(() => moveCursor(this.#stream, dx, dy)); }
  clearLine(direction) { return this.#add(() => clearLine(this.#stream, direction)); }
  clearScreenDown() { return this.#add(() => clearScreenDown(this.#stream)); }
  async commit() { for (const f of this.#todo.splice(0)) f(); }
  rollback() {
    this.#todo = [];
    return this;
  }
}

function createInterface(input, output, completer, terminal) { return new Interface(input, output, completer, terminal); }

module.exports = { Interface, Readline, createInterface };
