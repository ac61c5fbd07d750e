'use strict';

// What a person does with a line before it is complete, at a terminal.

const { AbortError } = require('internal/errors');
const { getStringWidth, inspect, stripVTControlCharacters } = require('internal/inspect');
const { lengthAt, lengthLeft } = require('internal/readline/keys');
const { clearScreenDown, cursorTo, moveCursor } = require('internal/readline/output');
const { s } = require('internal/readline/symbols');

const mostUndone = 2048;
const mostKilled = 32;
const lineEnd = /\r?\n|\r(?!\n)/g;

const reversed = (text) => [...text].reverse().join('');
// How long the word is that ends, or begins, here.
const wordBefore = (text) => /^\s*(?:[^\w\s]+|\w+)?/.exec(reversed(text))[0].length;
const wordAfter = (text) => /^(?:\s+|[^\w\s]+|\w+)\s*/.exec(text)[0].length;
const wordToDelete = (text) => /^(?:\s+|\W+|\w+)\s*/.exec(text)[0].length;

function commonPrefix(list) {
  if (list.length === 0) return '';
  const sorted = list.slice().sort();
  const first = sorted[0];
  const last = sorted[sorted.length - 1];
  let same = 0;
  while (same < first.length && first[same] === last[same]) same++;
  return first.slice(0, same);
}

// Completions in columns.
function columnsOf(completions, columns) {
  const widths = completions.map((text) => getStringWidth(text));
  const width = Math.max(...widths) + 2;
  let perLine = Math.floor(columns / width) || 1;
  if (perLine === Infinity) perLine = 1;
  let text = '\r\n';
  let inLine = 0;
  let gap = 0;
  completions.forEach((completion, i) => {
    if (completion === '' || inLine === perLine) {
      text += '\r\n';
      inLine = 0;
      gap = 0;
    } else {
      text += ' '.repeat(gap);
    }
    if (completion === '') {
      text += '\r\n';
      return;
    }
    text += completion;
    gap = width - widths[i];
    inLine++;
  });
  return inLine === 0 ? text : `${text}\r\n\r\n`;
}

// Puts something else in the place of what is between two indexes of the line.
function replace(reader, from, to, text = '') {
  reader.line = reader.line.slice(0, from) + text + reader.line.slice(to);
  reader.cursor = from + text.length;
}

/** The methods of an interface. */
const editing = {
  [s._beforeEdit](text, cursor) { this[s._pushToUndoStack](text, cursor); },
  [s._insertString](text) {
    this[s._beforeEdit](this.line, this.cursor);
    if (!this.isCompletionEnabled) { // in the middle of what was pasted
      this.line += text;
      this.cursor += text.length;
      this[s._writeToOutput](text);
      return;
    }
    if (this.cursor < this.line.length) {
      replace(this, this.cursor, this.cursor, text);
      this[s._refreshLine]();
      return;
    }
    const before = this.getCursorPos();
    this.line += text;
    this.cursor += text.length;
    if (before.rows < this.getCursorPos().rows) this[s._refreshLine]();
    else this[s._writeToOutput](text);
  },

  // --- completion ---

  async [s._tabComplete](again) {
    this.pause();
    let value;
    try {
      value = await this.completer(this.line.slice(0, this.cursor));
    } catch (error) {
      this[s._writeToOutput](`Tab completion error: ${inspect(error)}`);
      return;
    } finally {
      this.resume();
    }
    this[s._tabCompleter](again, value);
  },
  [s._tabCompleter](again, [completions, completeOn]) {
    if (!completions || completions.length === 0) return;
    const prefix = commonPrefix(completions.filter((text) => text !== ''));
    if (prefix.startsWith(completeOn) && prefix.length > completeOn.length) {
      this[s._insertString](prefix.slice(completeOn.length));
      return;
    }
    if (!completeOn.startsWith(prefix)) {
      replace(this, this.cursor - completeOn.length, this.cursor, prefix);
      this[s._refreshLine]();
      return;
    }
    if (!again) return;
    this[s._beforeEdit](this.line, this.cursor);
    this[s._writeToOutput](columnsOf(completions, this.columns));
    this[s._refreshLine]();
  },

  // --- words ---

  [s._wordLeft]() {
    if (this.cursor > 0) this[s._moveCursor](-wordBefore(this.line.slice(0, this.cursor)));
  },
  [s._wordRight]() {
    if (this.cursor < this.line.length) this[s._moveCursor](wordAfter(this.line.slice(this.cursor)));
  },
  [s._deleteWordLeft]() {
    if (this.cursor === 0) return;
    this[s._beforeEdit](this.line, this.cursor);
    replace(this, this.cursor - wordBefore(this.line.slice(0, this.cursor)), this.cursor);
    this[s._refreshLine]();
  },
  [s._deleteWordRight]() {
    if (this.cursor >= this.line.length) return;
    this[s._beforeEdit](this.line, this.cursor);
    replace(this, this.cursor, this.cursor + wordToDelete(this.line.slice(this.cursor)));
    this[s._refreshLine]();
  },

  // --- characters and what is left and right of the cursor ---

  [s._deleteLeft]() {
    if (this.cursor <= 0 || this.line.length === 0) return;
    this[s._beforeEdit](this.line, this.cursor);
    replace(this, this.cursor - lengthLeft(this.line, this.cursor), this.cursor);
    this[s._refreshLine]();
  },
  [s._deleteRight]() {
    if (this.cursor >= this.line.length) return;
    this[s._beforeEdit](this.line, this.cursor);
    replace(this, this.cursor, this.cursor + lengthAt(this.line, this.cursor));
    this[s._refreshLine]();
  },
  [s._deleteLineLeft]() {
    this[s._beforeEdit](this.line, this.cursor);
    const killed = this.line.slice(0, this.cursor);
    replace(this, 0, this.cursor);
    this[s._pushToKillRing](killed);
    this[s._refreshLine]();
  },
  [s._deleteLineRight]() {
    this[s._beforeEdit](this.line, this.cursor);
    const killed = this.line.slice(this.cursor);
    this.line = this.line.slice(0, this.cursor);
    this[s._pushToKillRing](killed);
    this[s._refreshLine]();
  },
  clearLine() {
    this[s._moveCursor](Infinity);
    this[s._writeToOutput]('\r\n');
    this.line = '';
    this.cursor = 0;
    this.prevRows = 0;
  },
  [s._line]() {
    const line = this[s._addHistory]();
    this[s._undoStack] = [];
    this[s._redoStack] = [];
    this.clearLine();
    this[s._onLine](line);
  },

  // --- what was deleted ---

  [s._pushToKillRing](text) {
    const ring = this[s._killRing];
    if (!text || text === ring[0]) return;
    ring.unshift(text);
    this[s._killRingCursor] = 0;
    while (ring.length > mostKilled) ring.pop();
  },
  [s._yank]() {
    if (this[s._killRing].length === 0) return;
    this[s._yanking] = true;
    this[s._insertString](this[s._killRing][this[s._killRingCursor]]);
  },
  [s._yankPop]() {
    const ring = this[s._killRing];
    if (!this[s._yanking] || ring.length <= 1) return;
    const last = ring[this[s._killRingCursor]];
    this[s._killRingCursor] = (this[s._killRingCursor] + 1) % ring.length;
    replace(this, this.cursor - last.length, this.cursor, ring[this[s._killRingCursor]]);
    this[s._refreshLine]();
  },
  [s._pushToUndoStack](text, cursor) {
    if (this[s._undoStack].push({ text, cursor }) > mostUndone) this[s._undoStack].shift();
  },
  [s._undo]() { exchange(this, s._undoStack, s._redoStack); },
  [s._redo]() { exchange(this, s._redoStack, s._undoStack); },

  // --- history: of lines that begin as this one did ---

  [s._historyNext]() {
    if (this.historyIndex >= 0) goThrough(this, -1, -1);
  },
  [s._historyPrev]() {
    if (this.historyIndex < this.history.length && this.history.length) goThrough(this, 1, this.history.length);
  },

  // --- the cursor ---

  /** Where on the screen a text that begins in the first column ends. */
  [s._getDisplayPos](text) {
    const { columns } = this;
    let offset = 0;
    let rows = 0;
    for (const character of stripVTControlCharacters(text)) {
      if (character === '\n') {
        rows += Math.ceil(offset / columns) || 1;
        offset = 0;
      } else if (character === '\t') {
        offset += this.tabSize - (offset % this.tabSize);
      } else {
        const width = getStringWidth(character, false);
        // What is two columns wide does not begin in the last one.
        if (width === 2 && (offset + 1) % columns === 0) offset++;
        offset += width;
      }
    }
    const cols = offset % columns;
    return { cols, rows: rows + (offset - cols) / columns };
  },
  getCursorPos() { return this[s._getDisplayPos](this[s._prompt] + this.line.slice(0, this.cursor)); },
  [s._moveCursor](by) {
    if (by === 0) return;
    const before = this.getCursorPos();
    this.cursor = Math.min(Math.max(this.cursor + by, 0), this.line.length);
    const now = this.getCursorPos();
    if (before.rows === now.rows) moveCursor(this.output, now.cols - before.cols, 0);
    else this[s._refreshLine]();
  },

  // --- keys ---

  [s._ttyWrite](text, key) {
    const previous = this[s._previousKey];
    key = key || {};
    this[s._previousKey] = key;
    if (!key.meta || key.name !== 'y') this[s._yanking] = false;
    rememberSearch(this, key);
    if (typeof key.sequence === 'string') {
      const first = key.sequence.codePointAt(0);
      if (first === 0x1f) return this[s._undo](); // control and _
      if (first === 0x1e) return this[s._redo](); // control and ^
    }
    if (key.name === 'escape') return undefined;
    if (key.ctrl && key.shift) {
      if (key.name === 'backspace') this[s._deleteLineLeft]();
      else if (key.name === 'delete') this[s._deleteLineRight]();
    } else if (key.ctrl) {
      withControl[key.name]?.(this);
    } else if (key.meta) {
      withMeta[key.name]?.(this);
    } else {
      plain(this, text, key, previous);
    }
    return undefined;
  },
};

function exchange(reader, from, to) {
  if (reader[from].length <= 0) return;
  reader[to].push({ text: reader.line, cursor: reader.cursor });
  ({ text: reader.line, cursor: reader.cursor } = reader[from].pop());
  reader[s._refreshLine]();
}

function goThrough(reader, step, end) {
  reader[s._beforeEdit](reader.line, reader.cursor);
  const search = reader[s._substringSearch] || '';
  const { history } = reader;
  let index = reader.historyIndex + step;
  while (index !== end && (!history[index].startsWith(search) || reader.line === history[index])) index += step;
  reader.line = index === end ? search : history[index];
  reader.historyIndex = index;
  reader.cursor = reader.line.length;
  reader[s._refreshLine]();
}

// Going up and down keeps to lines that begin as this one did when it began.
function rememberSearch(reader, key) {
  if ((key.name === 'up' || key.name === 'down') && !key.ctrl && !key.meta && !key.shift) {
    reader[s._substringSearch] ??= reader.line.slice(0, reader.cursor);
  } else if (reader[s._substringSearch] !== null) {
    reader[s._substringSearch] = null;
    if (reader.history.length === reader.historyIndex) reader.historyIndex = -1;
  }
}

function end(reader, why) {
  reader.close();
  reader[s._questionReject]?.(new AbortError(`Aborted with ${why}`));
}

function suspend(reader) {
  if (reader.listenerCount('SIGTSTP') > 0) {
    reader.emit('SIGTSTP');
    return;
  }
  process.once('SIGCONT', () => {
    if (!reader.paused) { // a program that was paused before stays so
      reader.pause();
      reader.emit('SIGCONT');
    }
    reader[s._setRawMode](true);
    reader[s._refreshLine]();
  });
  reader[s._setRawMode](false);
  process.kill(process.pid, 'SIGTSTP');
}

const withControl = {
  __proto__: null,
  c(reader) {
    if (reader.listenerCount('SIGINT') > 0) reader.emit('SIGINT');
    else end(reader, 'Ctrl+C');
  },
  d(reader) {
    if (reader.cursor === 0 && reader.line.length === 0) end(reader, 'Ctrl+D');
    else if (reader.cursor < reader.line.length) reader[s._deleteRight]();
  },
  l(reader) {
    cursorTo(reader.output, 0, 0);
    clearScreenDown(reader.output);
    reader[s._refreshLine]();
  },
  h: (reader) => reader[s._deleteLeft](),
  u: (reader) => reader[s._deleteLineLeft](),
  k: (reader) => reader[s._deleteLineRight](),
  a: (reader) => reader[s._moveCursor](-Infinity),
  e: (reader) => reader[s._moveCursor](Infinity),
  b: (reader) => reader[s._moveCursor](-lengthLeft(reader.line, reader.cursor)),
  f: (reader) => reader[s._moveCursor](lengthAt(reader.line, reader.cursor)),
  n: (reader) => reader[s._historyNext](),
  p: (reader) => reader[s._historyPrev](),
  y: (reader) => reader[s._yank](),
  z: suspend,
  w: (reader) => reader[s._deleteWordLeft](),
  backspace: (reader) => reader[s._deleteWordLeft](),
  delete: (reader) => reader[s._deleteWordRight](),
  left: (reader) => reader[s._wordLeft](),
  right: (reader) => reader[s._wordRight](),
};

const withMeta = {
  __proto__: null,
  b: (reader) => reader[s._wordLeft](),
  f: (reader) => reader[s._wordRight](),
  d: (reader) => reader[s._deleteWordRight](),
  delete: (reader) => reader[s._deleteWordRight](),
  backspace: (reader) => reader[s._deleteWordLeft](),
  y: (reader) => reader[s._yankPop](),
};

const plainKeys = {
  __proto__: null,
  return(reader) {
    reader[s._sawReturnAt] = Date.now();
    reader[s._line]();
  },
  enter(reader) { // is a part of the line end if a return came just before
    if (reader[s._sawReturnAt] === 0 || Date.now() - reader[s._sawReturnAt] > reader.crlfDelay) reader[s._line]();
    reader[s._sawReturnAt] = 0;
  },
  backspace: (reader) => reader[s._deleteLeft](),
  delete: (reader) => reader[s._deleteRight](),
  left: (reader) => reader[s._moveCursor](-lengthLeft(reader.line, reader.cursor)),
  right: (reader) => reader[s._moveCursor](lengthAt(reader.line, reader.cursor)),
  home: (reader) => reader[s._moveCursor](-Infinity),
  end: (reader) => reader[s._moveCursor](Infinity),
  up: (reader) => reader[s._historyPrev](),
  down: (reader) => reader[s._historyNext](),
};

function plain(reader, text, key, previous) {
  if (reader[s._sawReturnAt] && key.name !== 'enter') reader[s._sawReturnAt] = 0;
  if (plainKeys[key.name]) {
    plainKeys[key.name](reader);
  } else if (key.name === 'tab' && typeof reader.completer === 'function' && reader.isCompletionEnabled) {
    reader[s._tabComplete](previous && previous.name === 'tab');
  } else if (typeof text === 'string' && text) {
    const lines = text.split(lineEnd);
    lines.forEach((line, i) => {
      reader[s._insertString](line);
      if (i < lines.length - 1) reader[s._line]();
    });
  }
}

module.exports = { editing };
