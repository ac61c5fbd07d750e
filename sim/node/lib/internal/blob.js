'use strict';

// Blob and File: bytes that do not change. (File API)

const { Buffer } = require('buffer');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE, ERR_INVALID_THIS, ERR_MISSING_ARGS } = require('internal/errors').codes;
const { kClone } = require('internal/clone');
const { validateDictionary } = require('internal/validators');
const { kind: kindOf } = binding('util');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

const kHandle = Symbol('kHandle');
const kLength = Symbol('kLength');
const kType = Symbol('kType');
const kNotCloneable = Symbol('kNotCloneable');

/** The bytes of a blob, and where the parts end that it was made of: they are read one after another. */
class BlobHandle {
  #read;
  #ends;
  constructor(read, ends) {
    this.#read = read;
    this.#ends = ends;
  }
  get ends() { return this.#ends; }
  read() { return this.#read(); }
  slice(from, to) {
    const ends = to > from ? [...this.#ends.filter((end) => end > from && end < to), to].map((end) => end - from) : [];
    return new BlobHandle(() => this.#read().subarray(from, to), ends);
  }
}

const inMemory = (bytes) => () => bytes;

function partBytes(part, endings) {
  if (isBlob(part)) return part;
  const kind = kindOf(part);
  if (kind === 'ArrayBuffer' || kind === 'SharedArrayBuffer') return Buffer.from(Buffer.from(part));
  if (ArrayBuffer.isView(part)) {
    require('internal/bytes').refuseDetached(part, 'ArrayBuffer.prototype.slice');
    return Buffer.from(Buffer.from(part.buffer, part.byteOffset, part.byteLength));
  }
  const text = `${part}`;
  return Buffer.from(endings === 'native' ? text.replace(/\r\n/g, '\n') : text);
}

function handleOf(parts) {
  const ends = [];
  let at = 0;
  for (const part of parts) {
    const size = isBlob(part) ? part[kLength] : part.length;
    for (const end of part[kHandle]?.ends ?? [size]) if (end > 0) ends.push(at + end);
    at += size;
  }
  return new BlobHandle(inMemory(Buffer.concat(parts.map((part) => part[kHandle]?.read() ?? part))), ends);
}

function isBlob(object) { return object?.[kHandle] !== undefined; }

function check(object) { if (!isBlob(object)) throw new ERR_INVALID_THIS('Blob'); }

const typeOf = (type) => (/[^\x20-\x7e]/.test(`${type}`) ? '' : `${type}`.toLowerCase());

// A blob over bytes that there are already, without what the constructor checks.
function blobOver(handle, length, type) {
  return Reflect.construct(function() {
    this[kHandle] = handle;
    this[kType] = type;
    this[kLength] = length;
  }, [], Blob);
}

const shown = (blob, parts, options) => require('internal/inspect').inspect(parts,
  { ...options, depth: options.depth === null || options.depth === undefined ? null : options.depth - 1 });

class Blob {
  constructor(sources = [], options = undefined) {
    if (sources === null || typeof sources[Symbol.iterator] !== 'function' || typeof sources === 'string') {
      throw new ERR_INVALID_ARG_TYPE('sources', 'a sequence', sources);
    }
    validateDictionary(options, 'options');
    const { type = '', endings = 'transparent' } = options ?? {};
    const ends = `${endings}`;
    if (ends !== 'transparent' && ends !== 'native') throw new ERR_INVALID_ARG_VALUE('options.endings', ends);
    const parts = Array.from(sources, (part) => partBytes(part, ends));
    this[kHandle] = handleOf(parts);
    this[kLength] = parts.reduce((sum, part) => sum + (isBlob(part) ? part[kLength] : part.length), 0);
    this[kType] = typeOf(type);
  }
  get size() {
    check(this);
    return this[kLength];
  }
  get type() {
    check(this);
    return this[kType];
  }
  slice(start = 0, end = this[kLength], type = '') {
    check(this);
    const bound = (n) => (n < 0 ? Math.max(this[kLength] + n, 0) : Math.min(n, this[kLength]));
    const from = bound(start);
    const length = Math.max(bound(end) - from, 0);
    return blobOver(this[kHandle].slice(from, from + length), length, typeOf(type));
  }
  // The parts are read one after another, in two microtasks each: callbacks of
  // several calls come in Node's order.
  async arrayBuffer() {
    check(this);
    const { ends } = this[kHandle];
    await undefined;
    for (let part = 1; part < ends.length; part++) {
      await undefined;
      await undefined;
    }
    return new Uint8Array(this[kHandle].read()).buffer;
  }
  bytes() {
    check(this);
    return this.arrayBuffer().then((memory) => new Uint8Array(memory));
  }
  async text() {
    check(this);
    return new TextDecoder().decode(await this.arrayBuffer());
  }
  stream() {
    check(this);
    const { ReadableStream } = require('internal/webstreams/readable');
    const { ends } = this[kHandle];
    let bytes;
    let at = 0;
    let part = 0;
    return new ReadableStream({
      type: 'bytes',
      pull: (controller) => {
        if (part === ends.length) {
          controller.close();
          controller.byobRequest?.respond(0);
          return;
        }
        bytes ??= new Uint8Array(this[kHandle].read());
        const end = ends[part++];
        controller.enqueue(bytes.slice(at, end));
        at = end;
      },
    }, { highWaterMark: 0 });
  }
  [kClone]() {
    if (this[kNotCloneable]) throw new ERR_INVALID_STATE.TypeError('File-backed Blobs are not cloneable');
    return { info: 'internal/blob:revive', data: { bytes: new Uint8Array(this[kHandle].read()), type: this[kType] } };
  }
  [customInspect](depth, options) {
    if (depth < 0) return this;
    return `Blob ${shown(this, { size: this.size, type: this.type }, options)}`;
  }
}
for (const name of ['size', 'type', 'slice', 'stream', 'text', 'arrayBuffer']) Object.defineProperty(Blob.prototype, name, { enumerable: true });
Object.defineProperty(Blob.prototype, Symbol.toStringTag, { value: 'Blob', configurable: true });

class File extends Blob {
  #name;
  #lastModified;
  constructor(bits, name, options = {}) {
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('fileBits', 'fileName');
    super(bits, options);
    const { lastModified } = options ?? {};
    this.#lastModified = lastModified === undefined ? Date.now() : +lastModified || 0;
    this.#name = `${name}`.toWellFormed();
  }
  get name() { return this.#name; }
  get lastModified() { return this.#lastModified; }
  [customInspect](depth, options) {
    if (depth < 0) return this;
    return `File ${shown(this, { size: this.size, type: this.type, name: this.name, lastModified: this.lastModified }, options)}`;
  }
}
for (const name of ['name', 'lastModified']) Object.defineProperty(File.prototype, name, { enumerable: true });
Object.defineProperty(File.prototype, Symbol.toStringTag, { value: 'File', configurable: true });

const stored = new Map();
function createObjectURL(object) {
  if (!isBlob(object)) throw new ERR_INVALID_ARG_TYPE('obj', 'Blob', object);
  const url = `blob:nodedata:${require('crypto').randomUUID()}`;
  stored.set(url, object);
  return url;
}
function revokeObjectURL(url) { stored.delete(`${url}`); }
function resolveObjectURL(url) { return stored.get(`${url}`); }

/** A blob that came from elsewhere. */
const revive = ({ bytes, type }) => new Blob([bytes], { type });

/** A blob of what is in a file, which cannot be read any more once the file changed. (src/dataqueue/queue.cc, FdEntry) */
function blobOfFile(path, type) {
  const fs = require('fs');
  const before = fs.statSync(path, { throwIfNoEntry: false });
  if (before === undefined) {
    throw Object.assign(new TypeError('Unable to open file as blob'), { code: 'ERR_INVALID_ARG_VALUE' });
  }
  const read = () => {
    const now = fs.statSync(path, { throwIfNoEntry: false });
    if (now === undefined || now.size !== before.size || now.mtimeMs !== before.mtimeMs) {
      const { DOMException } = require('internal/domexception');
      throw new DOMException('The blob could not be read', 'NotReadableError');
    }
    return fs.readFileSync(path);
  };
  const blob = blobOver(new BlobHandle(read, before.size > 0 ? [before.size] : []), before.size, type);
  blob[kNotCloneable] = true;
  return blob;
}

/** The bytes of a blob, not a copy. */
function bytesOf(blob) { return blob[kHandle].read(); }

module.exports = { Blob, File, blobOfFile, bytesOf, revive, createObjectURL, revokeObjectURL, resolveObjectURL };
