'use strict';

// readline/promises: question as a promise, and movements that are made together.

const { addAbortListener } = require('events');
const { AbortError, codes } = require('internal/errors');
const { Interface: Base } = require('internal/readline/interface');
const { sequences } = require('internal/readline/output');
const { s } = require('internal/readline/symbols');
const { validateAbortSignal, validateBoolean, validateInteger } = require('internal/validators');

class Interface extends Base {
  constructor(input, output, completer, terminal) { super(input, output, completer, terminal); }
  question(query, options = {}) {
    return new Promise((resolve, reject) => {
      let callback = resolve;
      const signal = options?.signal;
      if (signal) {
        validateAbortSignal(signal, 'options.signal');
        if (signal.aborted) return reject(new AbortError(undefined, { cause: signal.reason }));
        const heard = addAbortListener(signal, () => {
          this[s._questionCancel]();
          reject(new AbortError(undefined, { cause: signal.reason }));
        });
        callback = (answer) => {
          heard[Symbol.dispose]();
          resolve(answer);
        };
      }
      this[s._questionReject] = reject;
      this[s._question](query, callback);
      return undefined;
    });
  }
}

/** Readline gathers movements of the cursor and makes them together. */
class Readline {
  #stream;
  #autoCommit = false;
  #todo = [];
  constructor(stream, options = undefined) {
    if (!require('internal/streams/kinds').isWritable(stream)) throw new codes.ERR_INVALID_ARG_TYPE('stream', 'Writable', stream);
    this.#stream = stream;
    if (options?.autoCommit != null) {
      validateBoolean(options.autoCommit, 'options.autoCommit');
      this.#autoCommit = options.autoCommit;
    }
  }
  #add(text) {
    if (this.#autoCommit) process.nextTick(() => this.#stream.write(text));
    else this.#todo.push(text);
    return this;
  }
  cursorTo(x, y = undefined) {
    validateInteger(x, 'x');
    if (y != null) validateInteger(y, 'y');
    return this.#add(sequences.to(x, y));
  }
  moveCursor(dx, dy) {
    if (!dx && !dy) return this;
    validateInteger(dx, 'dx');
    validateInteger(dy, 'dy');
    return this.#add(sequences.by(dx, dy));
  }
  clearLine(direction) {
    validateInteger(direction, 'dir', -1, 1);
    return this.#add(sequences.clearLine(direction));
  }
  clearScreenDown() { return this.#add(sequences.clearDown); }
  commit() {
    return new Promise((resolve) => {
      this.#stream.write(this.#todo.join(''), resolve);
      this.#todo = [];
    });
  }
  rollback() {
    this.#todo = [];
    return this;
  }
}

function createInterface(input, output, completer, terminal) { return new Interface(input, output, completer, terminal); }

module.exports = { Interface, Readline, createInterface };
