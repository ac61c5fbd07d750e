'use strict';

// readline: lines of a stream, questions, and a few cursor movements.

const EventEmitter = require('events');
const { StringDecoder } = require('string_decoder');
const { AbortError, codes } = require('internal/errors');
const { ERR_INVALID_ARG_VALUE, ERR_USE_AFTER_CLOSE } = codes;
const { validateAbortSignal, validateFunction, validateUint32 } = require('internal/validators');

const kQuestion = Symbol('kQuestion');

class Interface extends EventEmitter {
  #rest = '';
  #sawReturn = 0;
  #decoder = new StringDecoder('utf8');
  #prompt = '> ';
  #oldPrompt = null;
  #ondata;
  #onend;
  constructor(input, output, completer, terminal) {
    super();
    let options = {};
    if (input && input.input) {
      options = input;
      ({ output, completer, terminal } = options);
      input = options.input;
    }
    if (completer !== undefined && typeof completer !== 'function') throw new ERR_INVALID_ARG_VALUE('completer', completer);
    if (options.historySize !== undefined) require('internal/validators').validateNumber(options.historySize, 'historySize', 0);
    if (options.signal) validateAbortSignal(options.signal, 'options.signal');
    if (options.prompt !== undefined) this.#prompt = options.prompt;
    if (options.tabSize !== undefined) validateUint32(options.tabSize, 'tabSize', true);
    this.input = input;
    this.output = output;
    this.terminal = !!terminal;
    this.line = '';
    this.cursor = 0;
    this.history = options.history || [];
    this.closed = false;
    this.paused = false;
    this.crlfDelay = options.crlfDelay ? Math.max(100, options.crlfDelay) : 100;
    this[kQuestion] = null;
    this.#ondata = (data) => this.#take(data);
    this.#onend = () => {
      const last = this.#rest + this.#decoder.end();
      this.#rest = '';
      if (last.length > 0) this.#line(last);
      this.close();
    };
    this.onerror = (error) => this.emit('error', error);
    input.on('error', this.onerror);
    input.on('data', this.#ondata);
    input.on('end', this.#onend);
    if (options.signal) {
      const abort = () => process.nextTick(() => this.close());
      if (options.signal.aborted) {
        abort();
      } else {
        options.signal.addEventListener('abort', abort, { once: true });
        this.once('close', () => options.signal.removeEventListener('abort', abort));
      }
    }
    input.resume();
  }

  #take(data) {
    if (this.paused) this.resume();
    let text = typeof data === 'string' ? data : this.#decoder.write(data);
    if (this.#sawReturn && text[0] === '\n' && Date.now() - this.#sawReturn <= this.crlfDelay) text = text.slice(1);
    this.#sawReturn = 0;
    if (text === '') return;
    const all = this.#rest + text;
    const lines = all.split(/\r\n|\n|\r|\u2028|\u2029/);
    if (all.endsWith('\r')) this.#sawReturn = Date.now();
    this.#rest = lines.pop();
    for (const line of lines) this.#line(line);
  }

  #line(line) {
    if (this[kQuestion]) {
      const callback = this[kQuestion];
      this[kQuestion] = null;
      this.setPrompt(this.#oldPrompt);
      callback(line);
    } else {
      this.emit('line', line);
    }
  }

  getPrompt() { return this.#prompt; }
  setPrompt(prompt) { this.#prompt = prompt; }
  prompt() {
    if (this.paused) this.resume();
    if (this.output !== null && this.output !== undefined) this.output.write(this.#prompt);
  }

  question(query, options, callback) {
    callback = typeof options === 'function' ? options : callback;
    options = typeof options === 'object' && options !== null ? options : {};
    if (options.signal) {
      validateAbortSignal(options.signal, 'options.signal');
      if (options.signal.aborted) return;
      const abort = () => this.cancelQuestion();
      options.signal.addEventListener('abort', abort, { once: true });
      const given = callback;
      callback = typeof given === 'function' ? (answer) => {
        options.signal.removeEventListener('abort', abort);
        given(answer);
      } : abort;
    }
    if (typeof callback === 'function') this._ask(query, callback);
  }
  _ask(query, callback) {
    if (this.closed) throw new ERR_USE_AFTER_CLOSE('readline');
    if (this[kQuestion]) {
      this.prompt();
      return;
    }
    this.#oldPrompt = this.#prompt;
    this.setPrompt(query);
    this[kQuestion] = callback;
    this.prompt();
  }
  cancelQuestion() {
    if (!this[kQuestion]) return;
    this[kQuestion] = null;
    this.setPrompt(this.#oldPrompt);
  }

  close() {
    if (this.closed) return;
    this.pause();
    this.input.removeListener('error', this.onerror);
    this.input.removeListener('data', this.#ondata);
    this.input.removeListener('end', this.#onend);
    this.closed = true;
    this.emit('close');
  }
  pause() {
    if (this.paused) return this;
    this.input.pause();
    this.paused = true;
    this.emit('pause');
    return this;
  }
  resume() {
    if (!this.paused) return this;
    this.input.resume();
    this.paused = false;
    this.emit('resume');
    return this;
  }
  write(text) {
    if (this.closed) throw new ERR_USE_AFTER_CLOSE('readline');
    if (this.paused) this.resume();
    this.#take(typeof text === 'string' ? text : String(text));
  }
  getCursorPos() { return { rows: 0, cols: this.#prompt.length + this.cursor }; }

  [Symbol.asyncIterator]() {
    // Lines that come before they are asked for wait; beyond 1024 the input is paused.
    const lines = [];
    const waiting = [];
    let over = this.closed;
    let failed = null;
    const online = (line) => {
      if (waiting.length > 0) {
        waiting.shift().resolve({ value: line, done: false });
        return;
      }
      lines.push(line);
      if (lines.length > 1024) this.pause();
    };
    const onclose = () => {
      over = true;
      stop();
      while (waiting.length > 0) waiting.shift().resolve({ value: undefined, done: true });
    };
    const onerror = (error) => {
      failed = error;
      over = true;
      stop();
      if (waiting.length > 0) {
        failed = null;
        waiting.shift().reject(error);
        while (waiting.length > 0) waiting.shift().resolve({ value: undefined, done: true });
      }
    };
    const stop = () => {
      this.removeListener('line', online);
      this.removeListener('close', onclose);
      this.input.removeListener('error', onerror);
    };
    this.on('line', online);
    this.on('close', onclose);
    this.input.on('error', onerror);
    return {
      next: () => {
        if (lines.length > 0) {
          const line = lines.shift();
          if (lines.length < 1024 && this.paused && !this.closed) this.resume();
          return Promise.resolve({ value: line, done: false });
        }
        if (failed) {
          const error = failed;
          failed = null;
          return Promise.reject(error);
        }
        if (over) return Promise.resolve({ value: undefined, done: true });
        return new Promise((resolve, reject) => { waiting.push({ resolve, reject }); });
      },
      return: (value) => {
        over = true;
        stop();
        lines.length = 0;
        this.close();
        while (waiting.length > 0) waiting.shift().resolve({ value: undefined, done: true });
        return Promise.resolve({ value, done: true });
      },
      throw: (error) => {
        over = true;
        stop();
        this.close();
        return Promise.reject(error);
      },
      [Symbol.asyncIterator]() { return this; },
    };
  }
}

Interface.prototype.question[Symbol.for('nodejs.util.promisify.custom')] = function question(query, options) {
  if (options?.signal?.aborted) return Promise.reject(new AbortError(undefined, { cause: options.signal.reason }));
  return new Promise((resolve, reject) => {
    let callback = resolve;
    if (options?.signal) {
      const abort = () => reject(new AbortError(undefined, { cause: options.signal.reason }));
      options.signal.addEventListener('abort', abort, { once: true });
      callback = (answer) => {
        options.signal.removeEventListener('abort', abort);
        resolve(answer);
      };
    }
    this.question(query, options, callback);
  });
};

// Old programs call Interface without new.
const Callable = new Proxy(Interface, {
  apply(target, self, args) { return new Interface(...args); },
});

function createInterface(input, output, completer, terminal) { return new Callable(input, output, completer, terminal); }

function send(stream, text, callback) {
  if (callback !== undefined) validateFunction(callback, 'callback');
  if (stream === null || stream === undefined || text === '') {
    if (typeof callback === 'function') process.nextTick(callback, null);
    return true;
  }
  return stream.write(text, callback);
}
function cursorTo(stream, x, y, callback) {
  if (typeof y === 'function') {
    callback = y;
    y = undefined;
  }
  if (Number.isNaN(x)) throw new ERR_INVALID_ARG_VALUE('x', x);
  if (Number.isNaN(y)) throw new ERR_INVALID_ARG_VALUE('y', y);
  if (typeof x !== 'number' && typeof y === 'number') throw new codes.ERR_INVALID_CURSOR_POS();
  if (typeof x !== 'number') return send(stream, '', callback);
  return send(stream, typeof y !== 'number' ? `\x1b[${x + 1}G` : `\x1b[${y + 1};${x + 1}H`, callback);
}
function moveCursor(stream, dx, dy, callback) {
  let text = '';
  if (dx < 0) text += `\x1b[${-dx}D`;
  else if (dx > 0) text += `\x1b[${dx}C`;
  if (dy < 0) text += `\x1b[${-dy}A`;
  else if (dy > 0) text += `\x1b[${dy}B`;
  return send(stream, text, callback);
}
function clearLine(stream, direction, callback) {
  return send(stream, direction < 0 ? '\x1b[1K' : direction > 0 ? '\x1b[0K' : '\x1b[2K', callback);
}
function clearScreenDown(stream, callback) { return send(stream, '\x1b[0J', callback); }

module.exports = { Interface: Callable, clearLine, clearScreenDown, createInterface, cursorTo, moveCursor };
Object.defineProperty(module.exports, 'promises', { configurable: true, enumerable: true, get: () => require('readline/promises') });
