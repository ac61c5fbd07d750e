'use strict';

// What the interfaces of readline and readline/promises share: lines of a
// stream, questions, and history. What a person types at a terminal is in
// editing.js.

const EventEmitter = require('events');
const { StringDecoder } = require('string_decoder');
const { codes } = require('internal/errors');
const { kFirstEventParam } = require('internal/event_symbols');
const { editing } = require('internal/readline/editing');
const { emitKeypressEvents, escapeCodeTimeoutMs, kSawKeyPress } = require('internal/readline/keys');
const { cursorTo, clearScreenDown, moveCursor } = require('internal/readline/output');
const { s } = require('internal/readline/symbols');
const { validateAbortSignal, validateArray, validateNumber, validateString, validateUint32 } = require('internal/validators');

const { ERR_INVALID_ARG_VALUE, ERR_USE_AFTER_CLOSE } = codes;

const historyLines = 30;
const shortestReturnDelayMs = 100;
const lineEnd = /\r?\n|\r(?!\n)/g;

function settingsOf(reader, input, output, completer, terminal) {
  if (!input?.input) return { input, output, completer, terminal, prompt: '> ' };
  const options = input;
  if (options.tabSize !== undefined) {
    validateUint32(options.tabSize, 'tabSize', true);
    reader.tabSize = options.tabSize;
  }
  if (options.escapeCodeTimeout !== undefined) {
    if (!Number.isFinite(options.escapeCodeTimeout)) throw new ERR_INVALID_ARG_VALUE('input.escapeCodeTimeout', reader.escapeCodeTimeout);
    reader.escapeCodeTimeout = options.escapeCodeTimeout;
  }
  if (options.signal) validateAbortSignal(options.signal, 'options.signal');
  const { history, historySize, removeHistoryDuplicates, crlfDelay, signal, prompt = '> ' } = options;
  return {
    input: options.input, output: options.output, completer: options.completer, terminal: options.terminal,
    history, historySize, removeHistoryDuplicates, crlfDelay, signal, prompt,
  };
}

// Called as a function by the classes, which may be old-style ones.
function InterfaceConstructor(input, output, completer, terminal) {
  this[s._sawReturnAt] = 0;
  this.isCompletionEnabled = true;
  this[kSawKeyPress] = false;
  this[s._previousKey] = null;
  this.escapeCodeTimeout = escapeCodeTimeoutMs;
  this.tabSize = 8;
  Reflect.apply(EventEmitter, this, []);
  const settings = settingsOf(this, input, output, completer, terminal);
  if (settings.completer !== undefined && typeof settings.completer !== 'function') {
    throw new ERR_INVALID_ARG_VALUE('completer', settings.completer);
  }
  const { history = [], historySize = historyLines } = settings;
  if (settings.history !== undefined) validateArray(history, 'history');
  validateNumber(historySize, 'historySize', 0);
  ({ input, output, terminal } = settings);
  if (terminal === undefined && output !== null && output !== undefined) terminal = !!output.isTTY;

  this.line = '';
  this[s._substringSearch] = null;
  this.output = output;
  this.input = input;
  this[s._undoStack] = [];
  this[s._redoStack] = [];
  this.history = history;
  this.historySize = historySize;
  this[s._killRing] = [];
  this[s._killRingCursor] = 0;
  this.removeHistoryDuplicates = !!settings.removeHistoryDuplicates;
  this.crlfDelay = settings.crlfDelay ? Math.max(shortestReturnDelayMs, settings.crlfDelay) : shortestReturnDelayMs;
  this.completer = settings.completer;
  this.setPrompt(settings.prompt);
  this.terminal = !!terminal;
  this[s._lineObjectStream] = undefined;
  if (input !== undefined && input !== null && typeof input.on !== 'function') throw new TypeError('input.on is not a function');
  const listeners = this.terminal ? listenToKeys(this) : listenToLines(this);
  const stop = this.terminal ? 'onSelfCloseWithTerminal' : 'onSelfCloseWithoutTerminal';
  this.once('close', { [stop]() {
    for (const [emitter, event, listener] of listeners) emitter.removeListener(event, listener);
  } }[stop]);
  if (settings.signal) closeWith(this, settings.signal);
  this.line = '';
  input.resume();
}
Object.setPrototypeOf(InterfaceConstructor.prototype, EventEmitter.prototype);
Object.setPrototypeOf(InterfaceConstructor, EventEmitter);

function listen(listeners, emitter, event, listener) {
  emitter.on(event, listener);
  listeners.push([emitter, event, listener]);
}

function listenToLines(reader) {
  const listeners = [];
  const { input } = reader;
  listen(listeners, input, 'error', function onerror(error) { reader.emit('error', error); });
  listen(listeners, input, 'data', function ondata(data) { reader[s._normalWrite](data); });
  listen(listeners, input, 'end', function onend() {
    const rest = reader[s._line_buffer];
    if (typeof rest === 'string' && rest.length > 0) reader.emit('line', rest);
    reader.close();
  });
  reader[s._decoder] = new StringDecoder('utf8');
  return listeners;
}

function listenToKeys(reader) {
  const listeners = [];
  const { input, output } = reader;
  listen(listeners, input, 'error', function onerror(error) { reader.emit('error', error); });
  emitKeypressEvents(input, reader);
  listen(listeners, input, 'keypress', function onkeypress(text, key) {
    reader[s._ttyWrite](text, key);
    if (!key?.sequence) return;
    // Half of a character may be on the screen.
    const first = key.sequence.codePointAt(0);
    if (first >= 0xd800 && first <= 0xdfff) reader[s._refreshLine]();
  });
  listen(listeners, input, 'end', function ontermend() {
    if (typeof reader.line === 'string' && reader.line.length > 0) reader.emit('line', reader.line);
    reader.close();
  });
  reader[s._setRawMode](true);
  reader.terminal = true;
  reader.cursor = 0;
  reader.historyIndex = -1;
  if (output !== null && output !== undefined) listen(listeners, output, 'resize', function onresize() { reader[s._refreshLine](); });
  return listeners;
}

function closeWith(reader, signal) {
  const close = () => reader.close();
  if (signal.aborted) {
    process.nextTick(close);
    return;
  }
  const heard = EventEmitter.addAbortListener(signal, close);
  reader.once('close', heard[Symbol.dispose]);
}

class Interface extends InterfaceConstructor {
  get columns() { return this.output?.columns || Infinity; }
  setPrompt(prompt) { this[s._prompt] = prompt; }
  getPrompt() { return this[s._prompt]; }
  [s._setRawMode](mode) {
    const before = this.input.isRaw;
    if (typeof this.input.setRawMode === 'function') this.input.setRawMode(mode);
    return before;
  }
  prompt(preserveCursor) {
    if (this.paused) this.resume();
    if (this.terminal && process.env.TERM !== 'dumb') {
      if (!preserveCursor) this.cursor = 0;
      this[s._refreshLine]();
    } else {
      this[s._writeToOutput](this[s._prompt]);
    }
  }

  // --- questions ---

  [s._question](query, callback) {
    if (this.closed) throw new ERR_USE_AFTER_CLOSE('readline');
    if (this[s._questionCallback]) {
      this.prompt();
      return;
    }
    this[s._oldPrompt] = this[s._prompt];
    this.setPrompt(query);
    this[s._questionCallback] = callback;
    this.prompt();
  }
  [s._onLine](line) {
    const answered = this[s._questionCallback];
    if (!answered) {
      this.emit('line', line);
      return;
    }
    this[s._questionCallback] = null;
    this.setPrompt(this[s._oldPrompt]);
    answered(line);
  }
  [s._questionCancel]() {
    if (!this[s._questionCallback]) return;
    this[s._questionCallback] = null;
    this.setPrompt(this[s._oldPrompt]);
    this.clearLine();
  }

  // --- output ---

  [s._writeToOutput](text) {
    validateString(text, 'stringToWrite');
    if (this.output !== null && this.output !== undefined) this.output.write(text);
  }
  [s._refreshLine]() {
    const line = this[s._prompt] + this.line;
    const end = this[s._getDisplayPos](line);
    const cursor = this.getCursorPos();
    const rowsBefore = this.prevRows || 0;
    if (rowsBefore > 0) moveCursor(this.output, 0, -rowsBefore);
    cursorTo(this.output, 0);
    clearScreenDown(this.output);
    this[s._writeToOutput](line);
    if (end.cols === 0) this[s._writeToOutput](' '); // lets the terminal begin a new row
    cursorTo(this.output, cursor.cols);
    const below = end.rows - cursor.rows;
    if (below > 0) moveCursor(this.output, 0, -below);
    this.prevRows = cursor.rows;
  }

  // --- history ---

  [s._addHistory]() {
    const { line, history } = this;
    if (line.length === 0) return '';
    if (this.historySize === 0 || line.trim().length === 0) return line;
    if (history.length === 0 || history[0] !== line) {
      if (this.removeHistoryDuplicates) {
        const before = history.indexOf(line);
        if (before !== -1) history.splice(before, 1);
      }
      history.unshift(line);
      if (history.length > this.historySize) history.pop();
    }
    this.historyIndex = -1;
    const added = this.history[0];
    // A listener may change the history, of which the line is no longer a part.
    this.emit('history', this.history);
    return added;
  }

  // --- the stream ---

  close() {
    if (this.closed) return;
    this.pause();
    if (this.terminal) this[s._setRawMode](false);
    this.closed = true;
    this.emit('close');
  }
  pause() {
    if (this.paused) return undefined;
    this.input.pause();
    this.paused = true;
    this.emit('pause');
    return this;
  }
  resume() {
    if (!this.paused) return undefined;
    this.input.resume();
    this.paused = false;
    this.emit('resume');
    return this;
  }
  write(data, key) {
    if (this.paused) this.resume();
    if (this.terminal) this[s._ttyWrite](data, key);
    else this[s._normalWrite](data);
  }
  // Takes what has come; what follows the last line end waits for more.
  [s._normalWrite](data) {
    if (data === undefined) return;
    let text = this[s._decoder].write(data);
    if (this[s._sawReturnAt] && Date.now() - this[s._sawReturnAt] <= this.crlfDelay) {
      if (text.codePointAt(0) === 10) text = text.slice(1);
      this[s._sawReturnAt] = 0;
    }
    lineEnd.lastIndex = 0;
    if (!lineEnd.test(text)) {
      if (!text) return;
      let rest = ''; // a text from the start, which the engine lets grow in its place
      rest = this[s._line_buffer] || rest;
      rest += text;
      this[s._line_buffer] = rest;
      return;
    }
    if (this[s._line_buffer]) {
      text = this[s._line_buffer] + text;
      this[s._line_buffer] = null;
    }
    this[s._sawReturnAt] = text.endsWith('\r') ? Date.now() : 0;
    const lines = text.split(lineEnd);
    this[s._line_buffer] = lines.pop();
    for (const line of lines) this[s._onLine](line);
  }

  [Symbol.asyncIterator]() {
    this[s._lineObjectStream] ??= EventEmitter.on(this, 'line', {
      close: ['close'], highWaterMark: 1024, [kFirstEventParam]: true,
    });
    return this[s._lineObjectStream];
  }
}

for (const key of Reflect.ownKeys(editing)) {
  Object.defineProperty(Interface.prototype, key, { value: editing[key], writable: true, configurable: true, enumerable: false });
}

module.exports = { Interface, InterfaceConstructor };
