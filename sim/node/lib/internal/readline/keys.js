'use strict';

// What keys a terminal sends: control sequences of several characters become
// one key each.

const { StringDecoder } = require('string_decoder');

const escape = '\x1b';
const kSawKeyPress = Symbol('_sawKeyPress');
const kKeyDecoder = Symbol('keypress-decoder');
const kEscapeDecoder = Symbol('escape-decoder');
const escapeCodeTimeoutMs = 500;

/** How many code units the character before, or at, an index has. */
function lengthLeft(text, i) {
  if (i <= 0) return 0;
  const wide = (i > 1 && text.codePointAt(i - 2) >= 0x10000) || text.codePointAt(i - 1) >= 0x10000;
  return wide ? 2 : 1;
}
const lengthAt = (text, i) => (i < text.length && text.codePointAt(i) >= 0x10000 ? 2 : 1);

// Names of keys by what follows the escape: of xterm and gnome (O and [ with a
// letter), rxvt ([ with a number and ~), cygwin ([[), putty and others; small
// letters, $ and ^ stand for keys pressed with shift or control.
const names = new Map();
const name = (key, ...ends) => { for (const end of ends) names.set(end, { name: key }); };
name('f1', '[P', 'OP', '[11~', '[[A');
name('f2', '[Q', 'OQ', '[12~', '[[B');
name('f3', '[R', 'OR', '[13~', '[[C');
name('f4', '[S', 'OS', '[14~', '[[D');
name('f5', '[[E', '[15~');
for (const [key, number] of [['f6', 17], ['f7', 18], ['f8', 19], ['f9', 20], ['f10', 21], ['f11', 23], ['f12', 24]]) name(key, `[${number}~`);
name('paste-start', '[200~');
name('paste-end', '[201~');
name('up', '[A', 'OA');
name('down', '[B', 'OB');
name('right', '[C', 'OC');
name('left', '[D', 'OD');
name('clear', '[E', 'OE');
name('end', '[F', 'OF', '[4~', '[8~');
name('home', '[H', 'OH', '[1~', '[7~');
name('insert', '[2~');
name('delete', '[3~');
name('pageup', '[5~', '[[5~');
name('pagedown', '[6~', '[[6~');
for (const [key, letter] of [['up', 'a'], ['down', 'b'], ['right', 'c'], ['left', 'd'], ['clear', 'e']]) {
  names.set(`[${letter}`, { name: key, shift: true });
  names.set(`O${letter}`, { name: key, ctrl: true });
}
for (const [key, number] of [['insert', 2], ['delete', 3], ['pageup', 5], ['pagedown', 6], ['home', 7], ['end', 8]]) {
  names.set(`[${number}$`, { name: key, shift: true });
  names.set(`[${number}^`, { name: key, ctrl: true });
}
names.set('[Z', { name: 'tab', shift: true });

const single = new Map([
  ['\r', 'return'], ['\n', 'enter'], ['\t', 'tab'], ['\b', 'backspace'], ['\x7f', 'backspace'], [escape, 'escape'], [' ', 'space'],
]);
const isDigit = (character) => character >= '0' && character <= '9';

// Reads what follows "ESC O" or "ESC [": the code of a key and its modifiers.
function* sequenceAfter(first, start) {
  let read = start;
  let character;
  const take = function* () {
    character = yield;
    read += character;
  };
  let code = first;
  let modifier = 0;
  yield* take();
  if (first === 'O') {
    if (isDigit(character)) {
      modifier = Number(character) - 1;
      yield* take();
    }
    return { read, code: code + character, modifier };
  }
  if (character === '[') {
    code += character;
    yield* take();
  }
  const from = read.length - 1;
  for (let digits = 0; digits < 3 && isDigit(character); digits++) yield* take();
  if (character === ';') {
    yield* take();
    if (isDigit(character)) yield* take();
  }
  const command = read.slice(from);
  let match;
  if ((match = /^(?:(\d\d?)(?:;(\d))?([~^$])|(\d{3}~))$/.exec(command))) {
    if (match[4]) {
      code += match[4];
    } else {
      code += match[1] + match[3];
      modifier = (match[2] || 1) - 1;
    }
  } else if ((match = /^((\d;)?(\d))?([A-Za-z])$/.exec(command))) {
    code += match[4];
    modifier = (match[3] || 1) - 1;
  } else {
    code += command;
  }
  return { read, code, modifier };
}

/** A generator that is given characters and lets the stream emit keys. */
function* decodeKeys(stream) {
  for (;;) {
    let character = yield;
    let read = character;
    let escaped = false;
    const key = { sequence: null, name: undefined, ctrl: false, meta: false, shift: false };
    if (character === escape) {
      escaped = true;
      read += character = yield;
      if (character === escape) read += character = yield;
    }
    if (escaped && (character === 'O' || character === '[')) {
      const found = yield* sequenceAfter(character, read);
      read = found.read;
      key.ctrl = (found.modifier & 4) !== 0;
      key.meta = (found.modifier & 10) !== 0;
      key.shift = (found.modifier & 1) !== 0;
      key.code = found.code;
      Object.assign(key, names.get(found.code) ?? { name: 'undefined' });
    } else if (single.has(character)) {
      key.name = single.get(character);
      key.meta = escaped;
    } else if (!escaped && character <= '\x1a') {
      key.name = String.fromCharCode(character.charCodeAt(0) + 'a'.charCodeAt(0) - 1);
      key.ctrl = true;
    } else if (/^[0-9A-Za-z]$/.test(character)) {
      key.name = character.toLowerCase();
      key.shift = /^[A-Z]$/.test(character);
      key.meta = escaped;
    } else if (escaped) {
      key.name = character.length ? undefined : 'escape';
      key.meta = true;
    }
    key.sequence = read;
    if (read.length !== 0 && (key.name !== undefined || escaped)) stream.emit('keypress', escaped ? undefined : read, key);
    else if (lengthAt(read, 0) === read.length) stream.emit('keypress', read, key);
  }
}

function startDecoding(stream) {
  stream[kEscapeDecoder] = decodeKeys(stream);
  stream[kEscapeDecoder].next();
}

/** Makes a stream emit 'keypress' as long as somebody listens. */
function emitKeypressEvents(stream, reader = {}) {
  if (stream[kKeyDecoder]) return;
  stream[kKeyDecoder] = new StringDecoder('utf8');
  startDecoding(stream);
  const { escapeCodeTimeout = escapeCodeTimeoutMs } = reader;
  let timer;
  function take(text) {
    reader[kSawKeyPress] = lengthAt(text, 0) === text.length;
    reader.isCompletionEnabled = false;
    let taken = 0;
    for (const character of text) {
      taken += character.length;
      if (taken === text.length) reader.isCompletionEnabled = true;
      try {
        stream[kEscapeDecoder].next(character);
        // An escape that nothing follows is the key of that name.
        if (taken === text.length && character === escape) {
          timer = setTimeout(() => stream[kEscapeDecoder].next(''), escapeCodeTimeout);
        }
      } catch (error) {
        startDecoding(stream);
        throw error;
      }
    }
  }
  function ondata(input) {
    if (stream.listenerCount('keypress') === 0) {
      stream.removeListener('data', ondata);
      stream.on('newListener', onNewListener);
      return;
    }
    const text = stream[kKeyDecoder].write(input);
    if (!text) return;
    clearTimeout(timer);
    take(text);
  }
  function onNewListener(event) {
    if (event !== 'keypress') return;
    stream.on('data', ondata);
    stream.removeListener('newListener', onNewListener);
  }
  if (stream.listenerCount('keypress') > 0) stream.on('data', ondata);
  else stream.on('newListener', onNewListener);
}

module.exports = { emitKeypressEvents, escapeCodeTimeoutMs, kSawKeyPress, lengthAt, lengthLeft };
