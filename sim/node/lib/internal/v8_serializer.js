'use strict';

// Values as V8 writes them, to the byte. (V8, src/objects/value-serializer.cc,
// version 15 of the form; doc: v8.html, serialization API)
//
// One thing cannot be seen from here: whether V8 holds an array that has no
// holes as one that might have had some, and then writes index by index.

const { Buffer } = require('buffer');
const { kind: kindOf } = binding('util');
const clone = binding('clone');
const { describe, isOpaque, kClone, kTransfer } = require('internal/clone');

const version = 15;

const tag = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get;
const viewName = (view) => Reflect.apply(tag, view, []) || 'DataView';

// The letters of views that are written as such, with the bytes of an element.
const viewTags = {
  Int8Array: 'b', Uint8Array: 'B', Uint8ClampedArray: 'C', Int16Array: 'w', Uint16Array: 'W', Int32Array: 'd', Uint32Array: 'D',
  Float32Array: 'f', Float64Array: 'F', BigInt64Array: 'q', BigUint64Array: 'Q', DataView: '?',
};
const viewOfTag = Object.fromEntries(Object.entries(viewTags).map(([name, letter]) => [letter.charCodeAt(0), name]));

// Flags of regular expressions, by V8's bits.
const regexpFlags = [['g', 1], ['i', 2], ['m', 4], ['y', 8], ['u', 16], ['s', 32], ['d', 128], ['v', 256]];

const errorTags = { EvalError: 'E', RangeError: 'R', ReferenceError: 'F', SyntaxError: 'S', TypeError: 'T', URIError: 'U' };

const scratch = new DataView(new ArrayBuffer(8));

/** Bytes that grow. */
class Writer {
  bytes = Buffer.allocUnsafeSlow(64);
  length = 0;

  room(size) {
    const needed = this.length + size;
    if (needed <= this.bytes.length) return;
    const bigger = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.bytes.length));
    this.bytes.copy(bigger, 0, 0, this.length);
    this.bytes = bigger;
  }

  byte(value) {
    this.room(1);
    this.bytes[this.length++] = value;
  }

  letter(letter) { this.byte(letter.charCodeAt(0)); }

  raw(data) {
    this.room(data.length);
    this.bytes.set(data, this.length);
    this.length += data.length;
  }

  // Seven bits a byte, the lowest first; all but the last have their highest bit set.
  varint(value) {
    while (value > 0x7f) {
      this.byte((value % 128) | 0x80);
      value = Math.floor(value / 128);
    }
    this.byte(value);
  }

  bigVarint(value) {
    while (value > 0x7fn) {
      this.byte(Number(value & 0x7fn) | 0x80);
      value >>= 7n;
    }
    this.byte(Number(value));
  }

  double(value) {
    scratch.setFloat64(0, value, true);
    this.raw(new Uint8Array(scratch.buffer));
  }
}

const writers = new WeakMap();
const states = new WeakMap();

class Serializer {
  constructor() {
    writers.set(this, new Writer());
    states.set(this, { ids: new Map(), transferred: new Map(), hostViews: false, holds: false });
  }

  writeHeader() {
    const out = writers.get(this);
    out.byte(0xff);
    out.byte(version);
  }

  writeValue(value) {
    writeValue(this, value);
    return true;
  }

  releaseBuffer() {
    const out = writers.get(this);
    const result = Buffer.from(out.bytes.buffer.slice(0, out.length));
    writers.set(this, new Writer());
    return result;
  }

  transferArrayBuffer(id, arrayBuffer) { states.get(this).transferred.set(arrayBuffer, id >>> 0); }
  writeUint32(value) { writers.get(this).varint(value >>> 0); }
  writeUint64(high, low) { writers.get(this).bigVarint((BigInt(high >>> 0) << 32n) | BigInt(low >>> 0)); }
  writeDouble(value) { writers.get(this).double(+value); }

  writeRawBytes(source) {
    if (!ArrayBuffer.isView(source)) throw invalidView('source');
    writers.get(this).raw(new Uint8Array(source.buffer, source.byteOffset, source.byteLength));
  }

  _setTreatArrayBufferViewsAsHostObjects(mode) { states.get(this).hostViews = !!mode; }
}

function invalidView(name) {
  const error = new TypeError(`${name} must be a TypedArray or a DataView`);
  error.code = 'ERR_INVALID_ARG_TYPE';
  return error;
}

/** What a value that cannot be written is thrown for. */
Object.defineProperty(Serializer.prototype, '_getDataCloneError', { value: Error, writable: true, configurable: true });

function refuse(serializer, what) { throw serializer._getDataCloneError(`${what} could not be cloned.`); }

function writeString(out, text) {
  if (clone.narrow(text)) {
    out.letter('"');
    out.varint(text.length);
    out.raw(Buffer.from(text, 'latin1'));
    return;
  }
  // Two bytes a letter stand at an even place.
  const size = 2 * text.length;
  let lengthBytes = 1;
  for (let rest = size; rest > 0x7f; rest = Math.floor(rest / 128)) lengthBytes++;
  if ((out.length + 1 + lengthBytes) % 2) out.byte(0);
  out.letter('c');
  out.varint(size);
  out.raw(Buffer.from(text, 'utf16le'));
}

function writeNumber(out, value) {
  if (value === (value | 0) && !Object.is(value, -0)) {
    out.letter('I');
    out.varint(((value << 1) ^ (value >> 31)) >>> 0);
  } else {
    out.letter('N');
    out.double(value);
  }
}

// Sign and length, then digits of 64 bits, the lowest first.
function writeBigInt(out, value) {
  let rest = value < 0n ? -value : value;
  const digits = [];
  for (; rest > 0n; rest >>= 64n) digits.push(rest & 0xffffffffffffffffn);
  out.varint(digits.length * 16 + (value < 0n ? 1 : 0));
  for (const digit of digits) {
    scratch.setBigUint64(0, digit, true);
    out.raw(new Uint8Array(scratch.buffer));
  }
}

function writeValue(serializer, value) {
  const out = writers.get(serializer);
  switch (typeof value) {
    case 'undefined': return out.letter('_');
    case 'boolean': return out.letter(value ? 'T' : 'F');
    case 'number': return writeNumber(out, value);
    case 'bigint':
      out.letter('Z');
      return writeBigInt(out, value);
    case 'string': return writeString(out, value);
    case 'object': return value === null ? out.letter('0') : writeObject(serializer, out, value);
  }
  return refuse(serializer, describe(value));
}

function writeObject(serializer, out, value) {
  const state = states.get(serializer);
  const isView = ArrayBuffer.isView(value);
  if (isView && !state.hostViews && !state.ids.has(value)) writeValue(serializer, value.buffer);
  const known = state.ids.get(value);
  if (known !== undefined) {
    out.letter('^');
    return out.varint(known);
  }
  state.ids.set(value, state.ids.size);
  if (isView) return state.hostViews ? writeHost(serializer, out, value) : writeView(out, value);
  const kind = kindOf(value);
  switch (kind) {
    case 'Array': return writeArray(serializer, out, value);
    case 'Date':
      out.letter('D');
      return out.double(Date.prototype.getTime.call(value));
    case 'Boolean': return out.letter(Boolean.prototype.valueOf.call(value) ? 'y' : 'x');
    case 'Number':
      out.letter('n');
      return out.double(Number.prototype.valueOf.call(value));
    case 'BigInt':
      out.letter('z');
      return writeBigInt(out, BigInt.prototype.valueOf.call(value));
    case 'String':
      out.letter('s');
      return writeString(out, String.prototype.valueOf.call(value));
    case 'RegExp':
      out.letter('R');
      writeString(out, value.source);
      return out.varint(regexpFlags.reduce((bits, [flag, bit]) => bits | (value.flags.includes(flag) ? bit : 0), 0));
    case 'Map': {
      out.letter(';');
      const entries = [...Map.prototype.entries.call(value)].flat(1);
      for (const item of entries) writeValue(serializer, item);
      out.letter(':');
      return out.varint(entries.length);
    }
    case 'Set': {
      out.letter("'");
      const items = [...Set.prototype.values.call(value)];
      for (const item of items) writeValue(serializer, item);
      out.letter(',');
      return out.varint(items.length);
    }
    case 'Error': return writeError(serializer, out, value);
    case 'ArrayBuffer': return writeMemory(serializer, out, value);
    case 'Object': break;
    default: return refuse(serializer, describe(value));
  }
  if (isOpaque(value)) return refuse(serializer, describe(value));
  if (value[kClone] || value[kTransfer]) return writeHost(serializer, out, value);
  if (isBoxedBigInt(value)) {
    out.letter('z');
    return writeBigInt(out, BigInt.prototype.valueOf.call(value));
  }
  out.letter('o');
  const count = writeProperties(serializer, out, value, Object.keys(value));
  out.letter('{');
  return out.varint(count);
}

function isBoxedBigInt(value) {
  try {
    BigInt.prototype.valueOf.call(value);
    return true;
  } catch {
    return false;
  }
}

const isIndex = (key) => /^(0|[1-9][0-9]{0,9})$/.test(key) && +key < 4294967295;

// Those that are still there when it is their turn.
function writeProperties(serializer, out, object, keys) {
  let count = 0;
  for (const key of keys) {
    if (!Object.prototype.propertyIsEnumerable.call(object, key)) continue;
    const value = object[key];
    if (isIndex(key)) writeNumber(out, +key);
    else writeString(out, key);
    writeValue(serializer, value);
    count++;
  }
  return count;
}

function writeArray(serializer, out, array) {
  const { length } = array;
  // Arrays that are frozen, sealed or not extensible are held in another way.
  let dense = Object.isExtensible(array) && (length === 0 || Object.hasOwn(array, length - 1));
  const numbers = dense && length > 0 ? clone.packNumbers(array) : undefined;
  if (numbers !== undefined) {
    out.letter('A');
    out.varint(length);
    out.raw(new Uint8Array(numbers));
    out.letter('$');
    out.varint(0);
    return out.varint(length);
  }
  for (let i = 0; i < length && dense; i++) dense = Object.hasOwn(array, i);
  const keys = Object.keys(array);
  let count;
  if (dense) {
    out.letter('A');
    out.varint(length);
    for (let i = 0; i < length; i++) {
      if (Object.hasOwn(array, i)) writeValue(serializer, array[i]);
      else out.letter('-');
    }
    count = writeProperties(serializer, out, array, keys.filter((key) => !isIndex(key)));
    out.letter('$');
  } else {
    out.letter('a');
    out.varint(length);
    count = writeProperties(serializer, out, array, keys);
    out.letter('@');
  }
  out.varint(count);
  out.varint(length);
}

// The kind, if it is one of the language's, then what there is of message,
// cause and stack.
function writeError(serializer, out, error) {
  out.letter('r');
  const name = String(error.name);
  if (Object.hasOwn(errorTags, name)) out.letter(errorTags[name]);
  const message = Object.getOwnPropertyDescriptor(error, 'message');
  if (message && 'value' in message) {
    out.letter('m');
    writeString(out, `${message.value}`);
  }
  if (Object.hasOwn(error, 'cause')) {
    out.letter('c');
    writeValue(serializer, error.cause);
  }
  const { stack } = error;
  if (typeof stack === 'string') {
    out.letter('s');
    writeString(out, stack);
  }
  out.letter('.');
}

function writeMemory(serializer, out, memory) {
  const id = states.get(serializer).transferred.get(memory);
  if (id !== undefined) {
    out.letter('t');
    return out.varint(id);
  }
  if (clone.detached(memory)) return refuse(serializer, 'An ArrayBuffer is detached and');
  if (memory.resizable) {
    out.letter('~');
    out.varint(memory.byteLength);
    out.varint(memory.maxByteLength);
  } else {
    out.letter('B');
    out.varint(memory.byteLength);
  }
  return out.raw(new Uint8Array(memory));
}

function writeView(out, view) {
  out.letter('V');
  out.letter(viewTags[viewName(view)]);
  out.varint(view.byteOffset);
  out.varint(view.byteLength);
  out.varint(0); // neither tracks its memory's length nor is it resizable
}

function writeHost(serializer, out, value) {
  out.letter('\\');
  if (typeof serializer._writeHostObject !== 'function') return refuse(serializer, describe(value));
  return serializer._writeHostObject(value);
}

// Reading.

function broken() { return new Error('Unable to deserialize cloned data.'); }

const readers = new WeakMap();

class Deserializer {
  constructor(buffer) {
    if (!ArrayBuffer.isView(buffer)) throw invalidView('buffer');
    this.buffer = buffer;
    readers.set(this, {
      bytes: require('internal/bytes').bytesOf(buffer), at: 0, version: 0, objects: [], transferred: new Map(),
    });
  }

  readHeader() {
    const input = readers.get(this);
    if (input.bytes[input.at] === 0xff && input.bytes[input.at + 1] <= version) {
      input.version = input.bytes[input.at + 1];
      input.at += 2;
      return true;
    }
    throw new Error('Unable to deserialize cloned data due to invalid or unsupported version.');
  }

  readValue() {
    const input = readers.get(this);
    return readObject(this, input);
  }

  getWireFormatVersion() { return readers.get(this).version; }
  transferArrayBuffer(id, arrayBuffer) { readers.get(this).transferred.set(id >>> 0, arrayBuffer); }
  readUint32() { return attempt(() => varint(readers.get(this)), 'ReadUint32() failed') >>> 0; }

  readUint64() {
    const value = attempt(() => bigVarint(readers.get(this)), 'ReadUint64() failed');
    return [Number((value >> 32n) & 0xffffffffn), Number(value & 0xffffffffn)];
  }

  readDouble() { return attempt(() => double(readers.get(this)), 'ReadDouble() failed'); }

  readRawBytes(length) {
    const offset = this._readRawBytes(length);
    return Buffer.from(this.buffer.buffer, this.buffer.byteOffset + offset, length);
  }

  _readRawBytes(length) {
    const input = readers.get(this);
    if (length > input.bytes.length - input.at) throw new Error('ReadRawBytes() failed');
    input.at += length;
    return input.at - length;
  }
}

function attempt(read, words) {
  try {
    return read();
  } catch {
    throw new Error(words);
  }
}

function byte(input) {
  if (input.at >= input.bytes.length) throw broken();
  return input.bytes[input.at++];
}

function varint(input) {
  let value = 0;
  for (let scale = 1; ; scale *= 128) {
    const next = byte(input);
    if (scale < 2 ** 32) value += (next & 0x7f) * scale;
    if (next < 0x80) return value % 2 ** 32;
  }
}

function bigVarint(input) {
  let value = 0n;
  for (let shift = 0n; ; shift += 7n) {
    const next = byte(input);
    value |= BigInt(next & 0x7f) << shift;
    if (next < 0x80) return value & 0xffffffffffffffffn;
  }
}

function take(input, size) {
  if (size > input.bytes.length - input.at) throw broken();
  input.at += size;
  return input.bytes.subarray(input.at - size, input.at);
}

function double(input) {
  const data = take(input, 8);
  return new DataView(data.buffer, data.byteOffset, 8).getFloat64(0, true);
}

function readBigInt(input) {
  const field = varint(input);
  const data = take(input, Math.floor((field & 0x3fffffff) / 2));
  let value = 0n;
  for (let i = data.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(data[i]);
  return field & 1 ? -value : value;
}

// The next tag; padding is passed over.
function readTag(input) {
  let next;
  do next = byte(input); while (next === 0);
  return next;
}

const code = (letter) => letter.charCodeAt(0);

function peekTag(input) {
  let at = input.at;
  while (at < input.bytes.length && input.bytes[at] === 0) at++;
  return input.bytes[at];
}

function readText(input) {
  const next = readTag(input);
  const text = stringOf(input, next);
  if (text === undefined) throw broken();
  return text;
}

function stringOf(input, next) {
  switch (next) {
    case code('"'): return Buffer.from(take(input, varint(input))).toString('latin1');
    case code('c'): return Buffer.from(take(input, varint(input))).toString('utf16le');
    case code('S'): return Buffer.from(take(input, varint(input))).toString('utf8');
  }
  return undefined;
}

function readObject(deserializer, input) {
  const value = readInner(deserializer, input);
  // A view follows its memory.
  if (kindOf(value) === 'ArrayBuffer' && peekTag(input) === code('V')) {
    readTag(input);
    return readView(input, value);
  }
  return value;
}

function remember(input, object) {
  input.objects.push(object);
  return object;
}

function readInner(deserializer, input) {
  const next = readTag(input);
  const text = stringOf(input, next);
  if (text !== undefined) return text;
  switch (String.fromCharCode(next)) {
    case '_': return undefined;
    case '0': return null;
    case 'T': return true;
    case 'F': return false;
    case 'I': {
      const value = varint(input);
      return value % 2 ? -Math.floor(value / 2) - 1 : value / 2;
    }
    case 'U': return varint(input);
    case 'N': return double(input);
    case 'Z': return readBigInt(input);
    case '?':
      varint(input);
      return readObject(deserializer, input);
    case '^': {
      const id = varint(input);
      if (id >= input.objects.length) throw broken();
      return input.objects[id];
    }
    case 'o': {
      const object = remember(input, {});
      const count = readProperties(deserializer, input, object, '{');
      if (varint(input) !== count) throw broken();
      return object;
    }
    case 'A': return readDense(deserializer, input);
    case 'a': {
      const length = varint(input);
      const array = remember(input, new Array(length));
      const count = readProperties(deserializer, input, array, '@');
      if (varint(input) !== count || varint(input) !== length) throw broken();
      return array;
    }
    case 'D': return remember(input, new Date(double(input)));
    case 'y': return remember(input, Object(true));
    case 'x': return remember(input, Object(false));
    case 'n': return remember(input, Object(double(input)));
    case 'z': return remember(input, Object(readBigInt(input)));
    case 's': return remember(input, Object(readText(input)));
    case 'R': {
      const at = input.objects.push(undefined) - 1;
      const source = readText(input);
      const bits = varint(input);
      input.objects[at] = new RegExp(source, regexpFlags.filter(([, bit]) => bits & bit).map(([flag]) => flag).join(''));
      return input.objects[at];
    }
    case ';': {
      const map = remember(input, new Map());
      let count = 0;
      while (peekTag(input) !== code(':')) {
        const key = readObject(deserializer, input);
        map.set(key, readObject(deserializer, input));
        count += 2;
      }
      readTag(input);
      if (varint(input) !== count) throw broken();
      return map;
    }
    case "'": {
      const set = remember(input, new Set());
      let count = 0;
      while (peekTag(input) !== code(',')) {
        set.add(readObject(deserializer, input));
        count++;
      }
      readTag(input);
      if (varint(input) !== count) throw broken();
      return set;
    }
    case 'B': {
      const length = varint(input);
      return remember(input, new Uint8Array(take(input, length)).buffer);
    }
    case '~': {
      const length = varint(input);
      varint(input);
      return remember(input, new Uint8Array(take(input, length)).buffer);
    }
    case 't': {
      const memory = input.transferred.get(varint(input));
      if (memory === undefined) throw broken();
      return remember(input, memory);
    }
    case 'r': return readError(deserializer, input);
    case '\\': {
      const at = input.objects.push(undefined) - 1;
      if (typeof deserializer._readHostObject !== 'function') throw broken();
      input.objects[at] = deserializer._readHostObject();
      return input.objects[at];
    }
  }
  throw broken();
}

function readProperties(deserializer, input, object, end) {
  for (let count = 0; ; count++) {
    if (peekTag(input) === code(end)) {
      readTag(input);
      return count;
    }
    const key = readObject(deserializer, input);
    if (typeof key !== 'string' && typeof key !== 'number') throw broken();
    const value = readObject(deserializer, input);
    if (key === '__proto__') Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
    else object[key] = value;
  }
}

function readDense(deserializer, input) {
  const length = varint(input);
  if (length > input.bytes.length - input.at) throw broken();
  const numbers = length > 0 ? clone.unpackNumbers(input.bytes, input.at, length) : undefined;
  const array = remember(input, numbers === undefined ? new Array(length) : numbers[0]);
  if (numbers !== undefined) input.at = numbers[1];
  for (let i = 0; i < length && numbers === undefined; i++) {
    if (peekTag(input) === code('-')) readTag(input);
    else array[i] = readObject(deserializer, input);
  }
  const count = readProperties(deserializer, input, array, '$');
  if (varint(input) !== count || varint(input) !== length) throw broken();
  return array;
}

function readError(deserializer, input) {
  const at = input.objects.push(undefined) - 1;
  let Type = Error;
  const parts = {};
  for (;;) {
    const next = String.fromCharCode(readTag(input));
    if (next === '.') break;
    const known = Object.keys(errorTags).find((name) => errorTags[name] === next);
    if (known) Type = globalThis[known];
    else if (next === 'm') parts.message = readText(input);
    else if (next === 's') parts.stack = readText(input);
    else if (next === 'c') parts.cause = readObject(deserializer, input);
    else throw broken();
  }
  const error = new Type();
  for (const name of ['message', 'cause', 'stack']) {
    if (name in parts) Object.defineProperty(error, name, { value: parts[name], writable: true, enumerable: false, configurable: true });
    else if (name === 'stack') Object.defineProperty(error, name, { value: undefined, writable: true, enumerable: false, configurable: true });
  }
  input.objects[at] = error;
  return error;
}

function readView(input, memory) {
  const name = viewOfTag[byte(input)];
  const offset = varint(input);
  const length = varint(input);
  if (input.version >= 14 || input.version === 0) varint(input);
  if (name === undefined || offset + length > memory.byteLength) throw broken();
  const size = globalThis[name].BYTES_PER_ELEMENT || 1;
  if (offset % size || length % size) throw broken();
  return remember(input, new globalThis[name](memory, offset, length / size));
}

/** A class that, as those of C++, cannot be called. */
function constructed(Class) {
  const { name } = Class;
  const Made = {
    [name]: function(...args) {
      if (new.target === undefined) {
        const error = new TypeError(`Class constructor ${name} cannot be invoked without 'new'`);
        error.code = 'ERR_CONSTRUCT_CALL_REQUIRED';
        throw error;
      }
      return Reflect.construct(Class, args, new.target);
    },
  }[name];
  Made.prototype = Class.prototype;
  Object.defineProperty(Class.prototype, 'constructor', { value: Made, writable: true, configurable: true });
  return Made;
}

module.exports = { Deserializer: constructed(Deserializer), Serializer: constructed(Serializer), viewName };
