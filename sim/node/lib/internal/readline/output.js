'use strict';

// Movements of a terminal's cursor, as control sequences. (ECMA-48)

const { codes } = require('internal/errors');
const { validateFunction } = require('internal/validators');

const { ERR_INVALID_ARG_VALUE, ERR_INVALID_CURSOR_POS } = codes;

const sequence = (text) => `\x1b[${text}`;

/** The sequences themselves. */
const sequences = {
  to: (x, y) => sequence(typeof y === 'number' ? `${y + 1};${x + 1}H` : `${x + 1}G`),
  by(dx, dy) {
    let text = '';
    if (dx < 0) text += sequence(`${-dx}D`);
    else if (dx > 0) text += sequence(`${dx}C`);
    if (dy < 0) text += sequence(`${-dy}A`);
    else if (dy > 0) text += sequence(`${dy}B`);
    return text;
  },
  clearLine(direction) {
    if (direction < 0) return sequence('1K');
    return sequence(direction > 0 ? '0K' : '2K');
  },
  clearDown: sequence('0J'),
};

const check = (callback) => { if (callback !== undefined) validateFunction(callback, 'callback'); };

function send(stream, text, callback) {
  if (stream !== null && stream !== undefined && text !== '') return stream.write(text, callback);
  if (typeof callback === 'function') process.nextTick(callback, null);
  return true;
}

function cursorTo(stream, x, y, callback) {
  check(callback);
  if (typeof y === 'function') {
    callback = y;
    y = undefined;
  }
  if (Number.isNaN(x)) throw new ERR_INVALID_ARG_VALUE('x', x);
  if (Number.isNaN(y)) throw new ERR_INVALID_ARG_VALUE('y', y);
  if (stream == null || (typeof x !== 'number' && typeof y !== 'number')) return send(null, '', callback);
  if (typeof x !== 'number') throw new ERR_INVALID_CURSOR_POS();
  return send(stream, sequences.to(x, y), callback);
}

function moveCursor(stream, dx, dy, callback) {
  check(callback);
  return send(stream, sequences.by(dx, dy), callback);
}

function clearLine(stream, direction, callback) {
  check(callback);
  return send(stream, sequences.clearLine(direction), callback);
}

function clearScreenDown(stream, callback) {
  check(callback);
  return send(stream, sequences.clearDown, callback);
}

module.exports = { sequences, clearLine, clearScreenDown, cursorTo, moveCursor };
