'use strict';

// Blob and File: bytes that do not change. (File API)

const { Buffer } = require('buffer');
const { ERR_INVALID_ARG_TYPE, ERR_MISSING_ARGS } = require('internal/errors').codes;
const { kClone } = require('internal/clone');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

function partBytes(part, endings) {
  if (part instanceof Blob) return part[kBytes];
  if (Object.prototype.toString.call(part) === '[object ArrayBuffer]') return Buffer.from(Buffer.from(part));
  if (ArrayBuffer.isView(part)) return Buffer.from(Buffer.from(part.buffer, part.byteOffset, part.byteLength));
  const text = `${part}`;
  return Buffer.from(endings === 'native' ? text.replace(/\r\n?/g, '\n') : text);
}

const kBytes = Symbol('bytes');

const typeOf = (type) => (/[^\x20-\x7e]/.test(`${type}`) ? '' : `${type}`.toLowerCase());

class Blob {
  #type;
  constructor(sources = [], options = {}) {
    if (sources === null || typeof sources !== 'object' || typeof sources[Symbol.iterator] !== 'function') {
      throw new ERR_INVALID_ARG_TYPE('sources', 'a sequence', sources);
    }
    require('internal/validators').validateDictionary(options, 'options');
    const { type = '', endings = 'transparent' } = options ?? {};
    const bytes = Buffer.concat([...sources].map((part) => partBytes(part, endings)));
    Object.defineProperty(this, kBytes, { value: bytes, enumerable: false });
    this.#type = typeOf(type);
  }
  get size() { return this[kBytes].length; }
  get type() { return this.#type; }
  slice(start = 0, end = this.size, type = '') {
    const bound = (n) => (n < 0 ? Math.max(this.size + n, 0) : Math.min(n, this.size));
    const from = bound(start);
    return new Blob([this[kBytes].subarray(from, Math.max(from, bound(end)))], { type });
  }
  async arrayBuffer() { return Uint8Array.from(this[kBytes]).buffer; }
  async text() { return this[kBytes].toString(); }
  stream() {
    const { ReadableStream } = globalThis;
    if (ReadableStream === undefined) throw new Error('timeslice: blob.stream() is not simulated');
    const bytes = Uint8Array.from(this[kBytes]);
    return new ReadableStream({
      start(controller) {
        if (bytes.length > 0) controller.enqueue(bytes);
        controller.close();
      },
    });
  }
  [kClone]() { return new Blob([this[kBytes]], { type: this.type }); }
  [customInspect](depth, options) {
    if (depth < 0) return this;
    return `Blob ${require('internal/inspect').inspect({ size: this.size, type: this.type }, options)}`;
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

module.exports = { Blob, File, createObjectURL, revokeObjectURL, resolveObjectURL };
