'use strict';

// Blob and File: bytes that do not change. (File API)

const { Buffer } = require('buffer');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_MISSING_ARGS } = require('internal/errors').codes;
const { kClone } = require('internal/clone');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

function partBytes(part, endings) {
  if (part instanceof Blob) return part;
  if (Object.prototype.toString.call(part) === '[object ArrayBuffer]') return Buffer.from(Buffer.from(part));
  if (ArrayBuffer.isView(part)) return Buffer.from(Buffer.from(part.buffer, part.byteOffset, part.byteLength));
  const text = `${part}`;
  return Buffer.from(endings === 'native' ? text.replace(/\r\n?/g, '\n') : text);
}

const kBytes = Symbol('bytes');
// Where the parts end that a blob was made of: its stream gives them one by one.
const kEnds = Symbol('ends');

function partEnds(parts) {
  const ends = [];
  let at = 0;
  for (const part of parts) {
    for (const end of part[kEnds] ?? [part.length]) if (end > 0) ends.push(at + end);
    at += part[kBytes]?.length ?? part.length;
  }
  return ends;
}

const typeOf = (type) => (/[^\x20-\x7e]/.test(`${type}`) ? '' : `${type}`.toLowerCase());

class Blob {
  #type;
  constructor(sources = [], options = {}) {
    if (sources === null || typeof sources !== 'object' || typeof sources[Symbol.iterator] !== 'function') {
      throw new ERR_INVALID_ARG_TYPE('sources', 'a sequence', sources);
    }
    require('internal/validators').validateDictionary(options, 'options');
    const { type = '', endings = 'transparent' } = options ?? {};
    if (`${endings}` !== 'transparent' && `${endings}` !== 'native') throw new ERR_INVALID_ARG_VALUE('options.endings', `${endings}`);
    const parts = [...sources].map((part) => partBytes(part, endings));
    const bytes = Buffer.concat(parts.map((part) => part[kBytes] ?? part));
    Object.defineProperty(this, kBytes, { value: bytes, enumerable: false });
    Object.defineProperty(this, kEnds, { value: partEnds(parts), enumerable: false, configurable: true });
    this.#type = typeOf(type);
  }
  get size() { return this[kBytes].length; }
  get type() { return this.#type; }
  slice(start = 0, end = this.size, type = '') {
    const bound = (n) => (n < 0 ? Math.max(this.size + n, 0) : Math.min(n, this.size));
    const from = bound(start);
    const to = Math.max(from, bound(end));
    const slice = new Blob([this[kBytes].subarray(from, to)], { type });
    const ends = [...this[kEnds].filter((e) => e > from && e < to), to].map((e) => e - from);
    Object.defineProperty(slice, kEnds, { value: to > from ? ends : [] });
    return slice;
  }
  // The parts are read one after another, in two microtasks each: callbacks of
  // several calls come in Node's order.
  async arrayBuffer() {
    await undefined;
    for (let part = 1; part < this[kEnds].length; part++) {
      await undefined;
      await undefined;
    }
    return new Uint8Array(this[kBytes]).buffer;
  }
  async bytes() { return new Uint8Array(await this.arrayBuffer()); }
  async text() { return Buffer.from(await this.arrayBuffer()).toString(); }
  stream() {
    const { ReadableStream } = require('internal/webstreams/readable');
    const bytes = new Uint8Array(this[kBytes]);
    const ends = this[kEnds];
    let at = 0;
    let part = 0;
    return new ReadableStream({
      type: 'bytes',
      pull(controller) {
        if (part === ends.length) {
          controller.close();
          controller.byobRequest?.respond(0);
          return;
        }
        const end = ends[part++];
        controller.enqueue(bytes.slice(at, end));
        at = end;
      },
    }, { highWaterMark: 0 });
  }
  [kClone]() { return { info: 'internal/blob:revive', data: { bytes: new Uint8Array(this[kBytes]), type: this.type } }; }
  [customInspect](depth, options) {
    if (depth < 0) return this;
    return `Blob ${require('internal/inspect').inspect({ size: this.size, type: this.type }, options)}`;
  }
}
for (const name of ['size', 'type', 'slice', 'stream', 'text', 'bytes', 'arrayBuffer']) Object.defineProperty(Blob.prototype, name, { enumerable: true });
Object.defineProperty(Blob.prototype, Symbol.toStringTag, { value: 'Blob', configurable: true });

class File extends Blob {
  #name;
  #lastModified;
  constructor(bits, name, options = {}) {
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('fileBits', 'fileName');
    super(bits, options);
    this.#name = `${name}`;
    this.#lastModified = options?.lastModified === undefined ? Date.now() : Math.trunc(Number(options.lastModified)) || 0;
  }
  get name() { return this.#name; }
  get lastModified() { return this.#lastModified; }
  [customInspect](depth, options) {
    if (depth < 0) return this;
    const shown = { size: this.size, type: this.type, name: this.name, lastModified: this.lastModified };
    return `File ${require('internal/inspect').inspect(shown, options)}`;
  }
}
for (const name of ['name', 'lastModified']) Object.defineProperty(File.prototype, name, { enumerable: true });
Object.defineProperty(File.prototype, Symbol.toStringTag, { value: 'File', configurable: true });

const stored = new Map();
function createObjectURL(object) {
  if (!(object instanceof Blob)) throw new ERR_INVALID_ARG_TYPE('obj', 'Blob', object);
  const url = `blob:nodedata:${require('crypto').randomUUID()}`;
  stored.set(url, object);
  return url;
}
function revokeObjectURL(url) { stored.delete(`${url}`); }
function resolveObjectURL(url) { return stored.get(`${url}`); }

/** A blob that came from elsewhere. */
const revive = ({ bytes, type }) => new Blob([bytes], { type });

/** The bytes of a blob, not a copy. */
function bytesOf(blob) { return blob[kBytes]; }

module.exports = { Blob, File, bytesOf, revive, createObjectURL, revokeObjectURL, resolveObjectURL };
