'use strict';

// readline: lines of a stream, questions, and movements of the cursor.

const { addAbortListener } = require('events');
const { AbortError } = require('internal/errors');
const { inspect } = require('internal/inspect');
const { emitKeypressEvents, kSawKeyPress } = require('internal/readline/keys');
const { Interface: Base, InterfaceConstructor } = require('internal/readline/interface');
const { clearLine, clearScreenDown, cursorTo, moveCursor } = require('internal/readline/output');
const { s, methods, properties } = require('internal/readline/symbols');
const { validateAbortSignal } = require('internal/validators');

// Completers of one argument give what they find, others call back.
const calledBack = (completer) => (line, callback) => callback(null, completer(line));
const answers = (completer) => typeof completer === 'function' && completer.length !== 2;

function Interface(input, output, completer, terminal) {
  if (!(this instanceof Interface)) return new Interface(input, output, completer, terminal);
  if (input?.input && answers(input.completer)) input.completer = calledBack(input.completer);
  else if (answers(completer)) completer = calledBack(completer);
  Reflect.apply(InterfaceConstructor, this, [input, output, completer, terminal]);
  if (process.env.TERM === 'dumb') this._ttyWrite = writeDumb.bind(this);
}
Object.setPrototypeOf(Interface.prototype, Base.prototype);
Object.setPrototypeOf(Interface, Base);

Interface.prototype.question = function question(query, options, callback) {
  callback = typeof options === 'function' ? options : callback;
  const signal = options !== null && typeof options === 'object' ? options.signal : undefined;
  if (signal) {
    validateAbortSignal(signal, 'options.signal');
    if (signal.aborted) return;
    const heard = addAbortListener(signal, () => this[s._questionCancel]());
    const given = callback;
    callback = (answer) => {
      heard[Symbol.dispose]();
      return typeof given === 'function' ? given(answer) : undefined;
    };
  }
  if (typeof callback === 'function') this[s._question](query, callback);
};

Interface.prototype.question[Symbol.for('nodejs.util.promisify.custom')] = function question(query, options) {
  const signal = options !== null && typeof options === 'object' ? options.signal : undefined;
  if (signal?.aborted) return Promise.reject(new AbortError(undefined, { cause: signal.reason }));
  return new Promise((resolve, reject) => {
    let callback = resolve;
    if (signal) {
      const heard = addAbortListener(signal, () => reject(new AbortError(undefined, { cause: signal.reason })));
      callback = (answer) => {
        heard[Symbol.dispose]();
        resolve(answer);
      };
    }
    this.question(query, options, callback);
  });
};

function createInterface(input, output, completer, terminal) { return new Interface(input, output, completer, terminal); }

// What the interface does it does by methods that a program may replace.
for (const name of methods) Object.defineProperty(Interface.prototype, s[name], { get() { return this[name]; } });
for (const [name, key] of [...properties.map((name) => [name, s[name]]), ['_sawKeyPress', kSawKeyPress]]) {
  Object.defineProperty(Interface.prototype, name, { get() { return this[key]; }, set(value) { this[key] = value; } });
}
for (const name of methods) {
  if (name === '_tabComplete') continue;
  Interface.prototype[name] = Base.prototype[s[name]];
}
Interface.prototype._getCursorPos = Base.prototype.getCursorPos;
Interface.prototype._tabComplete = function(again) {
  this.pause();
  this.completer(this.line.slice(0, this.cursor), (error, value) => {
    this.resume();
    if (error) this._writeToOutput(`Tab completion error: ${inspect(error)}`);
    else this[s._tabCompleter](again, value);
  });
};

// At a terminal that cannot move its cursor nothing is edited.
function writeDumb(text, key) {
  key = key || {};
  if (key.name === 'escape') return;
  if (this[s._sawReturnAt] && key.name !== 'enter') this[s._sawReturnAt] = 0;
  if (key.ctrl && key.name === 'c') {
    if (this.listenerCount('SIGINT') > 0) this.emit('SIGINT');
    else this.close();
  } else if (key.ctrl && key.name === 'd') {
    this.close();
  } else if (key.name === 'return') {
    this[s._sawReturnAt] = Date.now();
    this._line();
  } else if (key.name === 'enter') {
    if (this[s._sawReturnAt] === 0 || Date.now() - this[s._sawReturnAt] > this.crlfDelay) this._line();
    this[s._sawReturnAt] = 0;
  } else if (typeof text === 'string' && text) {
    this.line += text;
    this.cursor += text.length;
    this._writeToOutput(text);
  }
}

module.exports = {
  Interface, clearLine, clearScreenDown, createInterface, cursorTo, emitKeypressEvents, moveCursor, promises: require('readline/promises'),
};
