'use strict';

// Buffer: bytes, a Uint8Array with Node's methods. What goes over many bytes
// is Go (binding_buffer.go).

const native = binding('buffer');
const { kind: kindOf } = binding('util');
const { refuseDetached } = require('internal/bytes');
const { codes } = require('internal/errors');
const untransferable = require('internal/untransferable');
const { validateArray, validateInteger, validateNumber } = require('internal/validators');

const kMaxLength = 4294967296;
const kStringMaxLength = 536870888;
const customInspect = Symbol.for('nodejs.util.inspect.custom');

let inspectMaxBytes = 50;

class FastBuffer extends Uint8Array {
  constructor(bufferOrLength, byteOffset, length) { super(bufferOrLength, byteOffset, length); }
}

/** Buffer(), as old programs call it: with a length or with what from() takes. */
function Buffer(arg, encodingOrOffset, length) {
  warnOfConstructor();
  if (typeof arg === 'number') {
    if (typeof encodingOrOffset === 'string') throw new codes.ERR_INVALID_ARG_TYPE('string', 'string', arg);
    return Buffer.alloc(arg);
  }
  return Buffer.from(arg, encodingOrOffset, length);
}

let warned = false;
function warnOfConstructor() {
  if (warned || (!require('internal/options').isGiven('--pending-deprecation') && require('internal/caller').isInsidePackage())) return;
  warned = true;
  if (typeof process.emitWarning === 'function') {
    process.emitWarning('Buffer() is deprecated due to security and usability issues. Please use the Buffer.alloc(), ' +
      'Buffer.allocUnsafe(), or Buffer.from() methods instead.', 'DeprecationWarning', 'DEP0005');
  }
}

Object.defineProperty(Buffer, Symbol.species, { configurable: true, enumerable: false, get() { return FastBuffer; } });
Object.setPrototypeOf(Buffer, Uint8Array);
FastBuffer.prototype.constructor = Buffer;
Buffer.prototype = FastBuffer.prototype;

// Node's names of encodings by what programs write; the value is the name that
// binding_buffer.go knows.
const encodings = {
  'utf8': 'utf8', 'utf-8': 'utf8', 'hex': 'hex', 'base64': 'base64', 'base64url': 'base64url', 'latin1': 'latin1',
  'binary': 'latin1', 'ascii': 'ascii', 'ucs2': 'utf16le', 'ucs-2': 'utf16le', 'utf16le': 'utf16le', 'utf-16le': 'utf16le',
};

/** The plain name of an encoding, undefined if there is none of that name. */
function encodingOf(name) {
  if (name === undefined || name === null || name === '') return 'utf8';
  const known = encodings[name];
  if (known !== undefined && Object.hasOwn(encodings, name)) return known;
  const lower = `${name}`.toLowerCase();
  return Object.hasOwn(encodings, lower) ? encodings[lower] : undefined;
}

function knownEncoding(name) {
  const encoding = encodingOf(name);
  if (encoding === undefined) throw new codes.ERR_UNKNOWN_ENCODING(name);
  return encoding;
}

// The encoding that a method is asked for; null and '' are no names.
function encodingNamed(name) {
  if (name === undefined) return 'utf8';
  if (name === null || name === '') throw new codes.ERR_UNKNOWN_ENCODING(name);
  return knownEncoding(name);
}

const isUint8Array = (v) => v instanceof Uint8Array;
const isAnyArrayBuffer = (v) => {
  const kind = kindOf(v);
  return kind === 'ArrayBuffer' || kind === 'SharedArrayBuffer';
};

// Small buffers share a piece of memory of this size.
Buffer.poolSize = 8 * 1024;
let pool;
let poolOffset = 0;

function allocate(size) {
  if (size <= 0) return new FastBuffer();
  if (size >= Buffer.poolSize >>> 1) return new FastBuffer(size);
  if (pool === undefined || size > pool.byteLength - poolOffset) {
    pool = new ArrayBuffer(Buffer.poolSize);
    untransferable.add(pool);
    poolOffset = 0;
  }
  const b = new FastBuffer(pool, poolOffset, size);
  poolOffset += size;
  if (poolOffset & 7) poolOffset = (poolOffset | 7) + 1;
  return b;
}

function assertSize(size) { validateNumber(size, 'size', 0, kMaxLength); }

// validateNumber words its range with "&&", as Node does for sizes.

function SlowBuffer(size) {
  assertSize(size);
  return new FastBuffer(size);
}
Object.setPrototypeOf(SlowBuffer.prototype, Uint8Array.prototype);
Object.setPrototypeOf(SlowBuffer, Uint8Array);

const fromTypes = ['string', 'Buffer', 'ArrayBuffer', 'Array', 'Array-like Object'];

Buffer.from = function from(value, encodingOrOffset, length) {
  if (typeof value === 'string') return fromString(value, encodingOrOffset);
  if (typeof value === 'object' && value !== null) {
    if (isAnyArrayBuffer(value)) return fromArrayBuffer(value, encodingOrOffset, length);
    const primitive = value.valueOf && value.valueOf();
    if (primitive != null && primitive !== value && (typeof primitive === 'string' || typeof primitive === 'object')) {
      return from(primitive, encodingOrOffset, length);
    }
    const b = fromObject(value);
    if (b) return b;
    if (typeof value[Symbol.toPrimitive] === 'function') {
      const text = value[Symbol.toPrimitive]('string');
      if (typeof text === 'string') return fromString(text, encodingOrOffset);
    }
  }
  throw new codes.ERR_INVALID_ARG_TYPE('first argument', fromTypes, value);
};

function fromString(text, encoding) {
  const name = typeof encoding !== 'string' || encoding.length === 0 ? 'utf8' : knownEncoding(encoding);
  if (text.length === 0) return new FastBuffer();
  const data = native.encode(text, name);
  if (data.byteLength >= Buffer.poolSize >>> 1) return new FastBuffer(data);
  const b = allocate(data.byteLength);
  native.copy(data, b, 0, 0, data.byteLength);
  return b;
}

function fromArrayBuffer(memory, byteOffset, length) {
  byteOffset = byteOffset === undefined ? 0 : +byteOffset;
  if (Number.isNaN(byteOffset)) byteOffset = 0;
  const most = memory.byteLength - byteOffset;
  if (most < 0) throw new codes.ERR_BUFFER_OUT_OF_BOUNDS('offset');
  if (length === undefined) {
    length = most;
  } else {
    length = +length;
    if (length > 0) {
      if (length > most) throw new codes.ERR_BUFFER_OUT_OF_BOUNDS('length');
    } else {
      length = 0;
    }
  }
  return new FastBuffer(memory, byteOffset, length);
}

function fromArrayLike(list) {
  if (list.length <= 0) return new FastBuffer();
  const b = allocate(list.length);
  if (isUint8Array(list)) native.copy(list, b, 0, 0, list.length);
  else b.set(list);
  return b;
}

function fromObject(value) {
  if (value.length !== undefined || isAnyArrayBuffer(value.buffer)) {
    if (typeof value.length !== 'number') return new FastBuffer();
    return fromArrayLike(value);
  }
  if (value.type === 'Buffer' && Array.isArray(value.data)) return fromArrayLike(value.data);
}

Buffer.copyBytesFrom = function copyBytesFrom(view, offset, length) {
  if (!ArrayBuffer.isView(view) || view instanceof DataView) throw new codes.ERR_INVALID_ARG_TYPE('view', ['TypedArray'], view);
  if (view.length === 0) return Buffer.alloc(0);
  if (offset !== undefined || length !== undefined) {
    if (offset !== undefined) {
      validateInteger(offset, 'offset', 0);
      if (offset >= view.length) return Buffer.alloc(0);
    } else {
      offset = 0;
    }
    let end = view.length;
    if (length !== undefined) {
      validateInteger(length, 'length', 0);
      end = offset + length;
    }
    view = view.slice(offset, end);
  }
  return fromArrayLike(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
};

Buffer.of = function of(...items) {
  const b = allocate(items.length);
  for (let i = 0; i < items.length; i++) b[i] = items[i];
  return b;
};

Buffer.alloc = function alloc(size, fill, encoding) {
  assertSize(size);
  const b = new FastBuffer(size);
  if (fill !== undefined && fill !== 0 && size > 0) return bufferFill(b, fill, 0, b.length, encoding);
  return b;
};

Buffer.allocUnsafe = function allocUnsafe(size) {
  assertSize(size);
  return allocate(Math.trunc(size));
};

Buffer.allocUnsafeSlow = function allocUnsafeSlow(size) {
  assertSize(size);
  return new FastBuffer(size);
};

Buffer.isBuffer = function isBuffer(b) { return b instanceof Buffer; };

Buffer.compare = function compare(a, b) {
  if (!isUint8Array(a)) throw new codes.ERR_INVALID_ARG_TYPE('buf1', ['Buffer', 'Uint8Array'], a);
  if (!isUint8Array(b)) throw new codes.ERR_INVALID_ARG_TYPE('buf2', ['Buffer', 'Uint8Array'], b);
  return a === b ? 0 : native.compare(a, b);
};

Buffer.isEncoding = function isEncoding(encoding) {
  return typeof encoding === 'string' && encoding.length !== 0 && encodingOf(encoding) !== undefined;
};

Buffer.concat = function concat(list, length) {
  validateArray(list, 'list');
  if (list.length === 0) return new FastBuffer();
  if (length === undefined) {
    length = 0;
    for (let i = 0; i < list.length; i++) if (list[i].length) length += list[i].length;
  } else {
    validateInteger(length, 'length', 0, kMaxLength);
  }
  const b = Buffer.allocUnsafe(length);
  let at = 0;
  for (let i = 0; i < list.length; i++) {
    const part = list[i];
    if (!isUint8Array(part)) throw new codes.ERR_INVALID_ARG_TYPE(`list[${i}]`, ['Buffer', 'Uint8Array'], list[i]);
    if (part.length === 0) refuseDetached(part, '%TypedArray%.prototype.set');
    else if (at < length) at += native.copy(part, b, at, 0, part.length);
  }
  if (at < length) Uint8Array.prototype.fill.call(b, 0, at, length);
  return b;
};

Buffer.byteLength = function byteLength(text, encoding) {
  if (typeof text !== 'string') {
    if (ArrayBuffer.isView(text) || isAnyArrayBuffer(text)) return text.byteLength;
    throw new codes.ERR_INVALID_ARG_TYPE('string', ['string', 'Buffer', 'ArrayBuffer'], text);
  }
  switch (encodingOf(encoding) || 'utf8') {
    case 'latin1': case 'ascii': return text.length;
    case 'utf16le': return text.length * 2;
    case 'hex': return text.length >>> 1;
    case 'base64': case 'base64url': {
      let n = text.length;
      if (n > 1 && text.charCodeAt(n - 1) === 0x3D) n--;
      if (n > 1 && text.charCodeAt(n - 1) === 0x3D) n--;
      return (n * 3) >>> 2;
    }
    default: return native.lengthUtf8(text);
  }
};

const prototype = Buffer.prototype;

function method(name, f) {
  if (f.name !== name && (f.name === '' || f === inspectBuffer)) Object.defineProperty(f, 'name', { value: name });
  prototype[name] = f;
}

function accessor(name, get) { Object.defineProperty(prototype, name, { enumerable: true, get }); }

// Numbers of fixed width.

function checkOffset(b, offset, size) {
  if (typeof offset !== 'number') throw new codes.ERR_INVALID_ARG_TYPE('offset', 'number', offset);
  const most = b.length - size;
  if (Number.isInteger(offset) && offset >= 0 && offset <= most) return;
  if (Math.floor(offset) !== offset) throw new codes.ERR_OUT_OF_RANGE('offset', 'an integer', offset);
  if (most < 0) throw new codes.ERR_BUFFER_OUT_OF_BOUNDS();
  throw new codes.ERR_OUT_OF_RANGE('offset', `>= 0 and <= ${most}`, offset);
}

function checkByteLength(size) {
  if (typeof size !== 'number') throw new codes.ERR_INVALID_ARG_TYPE('byteLength', 'number', size);
  if (Math.floor(size) !== size) throw new codes.ERR_OUT_OF_RANGE('byteLength', 'an integer', size);
  if (size < 1 || size > 6) throw new codes.ERR_OUT_OF_RANGE('byteLength', '>= 1 and <= 6', size);
}

function readUnsigned(b, offset, size, little) {
  let value = 0;
  if (little) for (let i = size - 1; i >= 0; i--) value = value * 256 + b[offset + i];
  else for (let i = 0; i < size; i++) value = value * 256 + b[offset + i];
  return value;
}

function readSigned(b, offset, size, little) {
  const value = readUnsigned(b, offset, size, little);
  return value >= 2 ** (8 * size - 1) ? value - 2 ** (8 * size) : value;
}

// The range is told in digits up to four bytes, in powers above.
function checkValue(value, size, signed, fixed) {
  const min = signed ? -(2 ** (8 * size - 1)) : 0;
  const max = signed ? 2 ** (8 * size - 1) - 1 : 2 ** (8 * size) - 1;
  if (!(value > max || value < min)) return;
  if (fixed || size <= 4) throw new codes.ERR_OUT_OF_RANGE('value', `>= ${min} and <= ${max}`, value);
  const bits = 8 * size;
  throw new codes.ERR_OUT_OF_RANGE('value',
    signed ? `>= -(2 ** ${bits - 1}) and < 2 ** ${bits - 1}` : `>= 0 and < 2 ** ${bits}`, value);
}

function writeNumber(b, value, offset, size, little) {
  let rest = Math.trunc(value) || 0;
  if (rest < 0) rest += 2 ** (8 * size);
  for (let i = 0; i < size; i++) {
    b[little ? offset + i : offset + size - 1 - i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return offset + size;
}

for (let sort = 0; sort < 2; sort++) {
  const signed = sort === 1;
  const read = signed ? readSigned : readUnsigned;
  for (let end = 0; end < 2; end++) {
    const little = end === 0;
    const order = little ? 'LE' : 'BE';
    const kinds = signed ? ['Int'] : ['UInt', 'Uint'];
    for (let size = 1; size <= 4; size *= 2) {
      const suffix = size === 1 ? '8' : `${8 * size}${order}`;
      const readName = `read${kinds[0]}${suffix}`;
      const writeName = `write${kinds[0]}${suffix}`;
      const made = {
        [readName](offset = 0) {
          checkOffset(this, offset, size);
          return read(this, offset, size, little);
        },
        [writeName](value, offset = 0) {
          value = +value;
          if (size === 1) {
            if (typeof offset !== 'number') throw new codes.ERR_INVALID_ARG_TYPE('offset', 'number', offset);
          }
          checkValue(value, size, signed, true);
          checkOffset(this, offset, size);
          return writeNumber(this, value, offset, size, little);
        },
      };
      for (let i = 0; i < kinds.length; i++) {
        const kind = kinds[i];
        method(`read${kind}${suffix}`, made[readName]);
        method(`write${kind}${suffix}`, made[writeName]);
      }
    }
    const readName = `read${kinds[0]}${order}`;
    const writeName = `write${kinds[0]}${order}`;
    const made = {
      [readName](offset, byteLength) {
        if (offset === undefined) throw new codes.ERR_INVALID_ARG_TYPE('offset', 'number', offset);
        checkByteLength(byteLength);
        checkOffset(this, offset, byteLength);
        return read(this, offset, byteLength, little);
      },
      [writeName](value, offset, byteLength) {
        checkByteLength(byteLength);
        value = +value;
        checkValue(value, byteLength, signed, false);
        if (offset === undefined) throw new codes.ERR_INVALID_ARG_TYPE('offset', 'number', offset);
        checkOffset(this, offset, byteLength);
        return writeNumber(this, value, offset, byteLength, little);
      },
    };
    for (let i = 0; i < kinds.length; i++) {
      const kind = kinds[i];
      method(`read${kind}${order}`, made[readName]);
      method(`write${kind}${order}`, made[writeName]);
    }
  }
}

const view = (b) => new DataView(b.buffer, b.byteOffset, b.byteLength);

for (let size = 4; size <= 8; size += 4) {
  const kind = size === 4 ? 'Float' : 'Double';
  const getter = `Float${8 * size}`;
  for (let end = 0; end < 2; end++) {
    const little = end === 0;
    const order = little ? 'LE' : 'BE';
    const made = {
      [`read${kind}${order}`](offset = 0) {
        checkOffset(this, offset, size);
        return view(this)[`get${getter}`](offset, little);
      },
      [`write${kind}${order}`](value, offset = 0) {
        value = +value;
        checkOffset(this, offset, size);
        view(this)[`set${getter}`](offset, value, little);
        return offset + size;
      },
    };
    for (const name of Object.keys(made)) method(name, made[name]);
  }
}

for (let sort = 0; sort < 2; sort++) {
  const signed = sort === 1;
  for (let end = 0; end < 2; end++) {
    const little = end === 0;
    const order = little ? 'LE' : 'BE';
    const kind = signed ? 'BigInt64' : 'BigUInt64';
    const accessed = signed ? 'BigInt64' : 'BigUint64';
    const made = {
      [`read${kind}${order}`](offset = 0) {
        checkOffset(this, offset, 8);
        return view(this)[`get${accessed}`](offset, little);
      },
      [`write${kind}${order}`](value, offset = 0) {
        const min = signed ? -(2n ** 63n) : 0n;
        const max = signed ? 2n ** 63n - 1n : 2n ** 64n - 1n;
        if (value > max || value < min) {
          throw new codes.ERR_OUT_OF_RANGE('value', signed ? '>= -(2n ** 63n) and < 2n ** 63n' : '>= 0n and < 2n ** 64n', value);
        }
        checkOffset(this, offset, 8);
        if (typeof value !== 'bigint') throw new TypeError('Cannot mix BigInt and other types, use explicit conversions');
        view(this)[`set${accessed}`](offset, value, little);
        return offset + 8;
      },
    };
    for (const name of Object.keys(made)) {
      method(name, made[name]);
      if (!signed) method(name.replace('UInt', 'Uint'), made[name]);
    }
  }
}

// Text.

const sliced = ['ascii', 'base64', 'base64url', 'latin1', 'hex', 'ucs2', 'utf8'];
for (let i = 0; i < sliced.length; i++) {
  const name = sliced[i];
  const encoding = encodings[name];
  const made = {
    [`${name}Slice`](start = 0, end = this.length) {
      if (start < 0 || start > this.length) throw new codes.ERR_OUT_OF_RANGE('start', `>= 0 && <= ${this.length}`, start);
      return native.decode(this, start, Math.max(start, Math.min(end, this.length)), encoding);
    },
    [`${name}Write`](text, offset = 0, length = this.length - offset) {
      if (typeof text !== 'string') throw stringExpected();
      if (offset < 0 || offset > this.length) throw new codes.ERR_BUFFER_OUT_OF_BOUNDS('offset');
      return native.write(this, text, offset, Math.min(length, this.length - offset), encoding);
    },
  };
  for (const key of Object.keys(made)) method(key, made[key]);
}

accessor('parent', function() { return this instanceof Buffer ? this.buffer : undefined; });
accessor('offset', function() { return this instanceof Buffer ? this.byteOffset : undefined; });

function stringExpected() {
  const error = new TypeError('argument must be a string');
  error.code = 'ERR_INVALID_ARG_TYPE';
  return error;
}

function integerOr(value, fallback) {
  value = +value;
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Math.floor(value) : fallback;
}

method('copy', function copy(target, targetStart, sourceStart, sourceEnd) {
  if (!isUint8Array(target)) throw new codes.ERR_INVALID_ARG_TYPE('target', ['Buffer', 'Uint8Array'], target);
  if (targetStart === undefined) {
    targetStart = 0;
  } else {
    targetStart = integerOr(targetStart, 0);
    if (targetStart < 0) throw new codes.ERR_OUT_OF_RANGE('targetStart', '>= 0', targetStart);
  }
  if (sourceStart === undefined) {
    sourceStart = 0;
  } else {
    sourceStart = integerOr(sourceStart, 0);
    if (sourceStart < 0 || sourceStart > this.length) {
      throw new codes.ERR_OUT_OF_RANGE('sourceStart', `>= 0 && <= ${this.length}`, sourceStart);
    }
  }
  if (sourceEnd === undefined) {
    sourceEnd = this.length;
  } else {
    sourceEnd = integerOr(sourceEnd, 0);
    if (sourceEnd < 0) throw new codes.ERR_OUT_OF_RANGE('sourceEnd', '>= 0', sourceEnd);
  }
  sourceEnd = Math.min(sourceEnd, this.length);
  if (targetStart >= target.length || sourceStart >= sourceEnd) return 0;
  return native.copy(this, target, targetStart, sourceStart, sourceEnd);
});

method('toString', function toString(encoding, start, end) {
  const length = this.length;
  if (arguments.length === 0) return native.decode(this, 0, length, 'utf8');
  if (start <= 0) start = 0;
  else if (start >= length) return '';
  else start = Math.trunc(start) || 0;
  if (end === undefined || end > length) end = length;
  else end = Math.trunc(end) || 0;
  if (end <= start) return '';
  return native.decode(this, start, end, encodingNamed(encoding));
});
method('toLocaleString', prototype.toString);

method('equals', function equals(other) {
  if (!isUint8Array(other)) throw new codes.ERR_INVALID_ARG_TYPE('otherBuffer', ['Buffer', 'Uint8Array'], other);
  if (this === other) return true;
  return this.byteLength === other.byteLength && native.compare(this, other) === 0;
});

// <Buffer 68 65 6c 6c 6f>, and the properties a program gave the buffer.
function inspectBuffer(depth, options) {
  const shown = Math.min(inspectMaxBytes, this.length);
  let text = native.decode(this, 0, shown, 'hex').replace(/(.{2})/g, '$1 ').trim();
  if (this.length > shown) text += ` ... ${this.length - shown} more byte${this.length - shown > 1 ? 's' : ''}`;
  if (options) {
    const extras = Object.create(null);
    let any = false;
    for (const key of Object.keys(this)) {
      if (/^(0|[1-9][0-9]*)$/.test(key)) continue;
      extras[key] = this[key];
      any = true;
    }
    if (any) {
      if (this.length !== 0) text += ', ';
      // As inspect shows an object without a prototype, less its frame.
      text += require('internal/inspect').inspect(extras, { ...options, breakLength: Infinity, compact: true })
        .slice(27, -2);
    }
  }
  const name = this.constructor && this.constructor.name ? this.constructor.name : 'Buffer';
  return `<${name} ${text}>`;
}
prototype[customInspect] = inspectBuffer;
method('inspect', inspectBuffer);

method('compare', function compare(target, targetStart, targetEnd, sourceStart, sourceEnd) {
  if (!isUint8Array(target)) throw new codes.ERR_INVALID_ARG_TYPE('target', ['Buffer', 'Uint8Array'], target);
  if (arguments.length === 1) return native.compare(this, target);
  const bound = (value, name, fallback, most) => {
    if (value === undefined) return fallback;
    validateInteger(value, name, 0, most);
    return value;
  };
  targetStart = bound(targetStart, 'targetStart', 0, kMaxLength);
  targetEnd = bound(targetEnd, 'targetEnd', target.length, target.length);
  sourceStart = bound(sourceStart, 'sourceStart', 0, kMaxLength);
  sourceEnd = bound(sourceEnd, 'sourceEnd', this.length, this.length);
  if (sourceStart >= sourceEnd) return targetStart >= targetEnd ? 0 : -1;
  if (targetStart >= targetEnd) return 1;
  return native.compare(Uint8Array.prototype.subarray.call(new Uint8Array(this.buffer, this.byteOffset, this.length), sourceStart, sourceEnd),
    new Uint8Array(target.buffer, target.byteOffset, target.length).subarray(targetStart, targetEnd));
});

function indexOf(b, value, byteOffset, encoding, forward) {
  if (!ArrayBuffer.isView(b)) throw new codes.ERR_INVALID_ARG_TYPE('buffer', ['Buffer', 'TypedArray', 'DataView'], b);
  if (typeof byteOffset === 'string') {
    encoding = byteOffset;
    byteOffset = undefined;
  } else if (byteOffset > 0x7fffffff) {
    byteOffset = 0x7fffffff;
  } else if (byteOffset < -0x80000000) {
    byteOffset = -0x80000000;
  }
  byteOffset = +byteOffset;
  if (Number.isNaN(byteOffset)) byteOffset = forward ? 0 : (b.length || b.byteLength);
  byteOffset = Math.trunc(byteOffset);
  let needle;
  let step = 1;
  if (typeof value === 'number') {
    needle = new Uint8Array([value]);
  } else if (typeof value === 'string') {
    const name = encodingNamed(encoding);
    needle = new Uint8Array(native.encode(value, name));
    if (name === 'utf16le') step = 2;
  } else if (isUint8Array(value)) {
    needle = value;
    if (encodingOf(encoding) === 'utf16le') step = 2;
  } else {
    throw new codes.ERR_INVALID_ARG_TYPE('value', ['number', 'string', 'Buffer', 'Uint8Array'], value);
  }
  const length = b.length;
  let from = byteOffset < 0 ? byteOffset + length : byteOffset;
  if (needle.length === 0) return from < 0 ? 0 : Math.min(from, length);
  // Of two-byte units there must be one. (src/node_buffer.cc, IndexOfBuffer)
  if (length < step || needle.length < step) return -1;
  if (from < 0) {
    if (!forward) return -1;
    from = 0;
  }
  if (from > length - 1) {
    if (forward) return -1;
    from = length - 1;
  }
  return native.find(b, needle, from, forward, step);
}

method('indexOf', function(value, byteOffset, encoding) { return indexOf(this, value, byteOffset, encoding, true); });
method('lastIndexOf', function(value, byteOffset, encoding) { return indexOf(this, value, byteOffset, encoding, false); });
method('includes', function(value, byteOffset, encoding) { return indexOf(this, value, byteOffset, encoding, true) !== -1; });

method('fill', function(value, offset, end, encoding) { return bufferFill(this, value, offset, end, encoding); });

function bufferFill(b, value, offset, end, encoding) {
  if (b.length === 0 && typeof value === 'number') refuseDetached(b, '%TypedArray%.prototype.fill');
  if (typeof value === 'string') {
    if (offset === undefined || typeof offset === 'string') {
      encoding = offset;
      offset = 0;
      end = b.length;
    } else if (typeof end === 'string') {
      encoding = end;
      end = b.length;
    }
    if (encoding !== undefined && encoding !== null && typeof encoding !== 'string') {
      throw new codes.ERR_INVALID_ARG_TYPE('encoding', 'string', encoding);
    }
    const name = knownEncoding(encoding);
    if (value.length === 0) {
      value = 0;
    } else {
      const text = value;
      value = new Uint8Array(native.encode(value, name));
      if (value.length === 0) throw new codes.ERR_INVALID_ARG_VALUE('value', text);
    }
  } else if (typeof value === 'boolean') {
    value = +value;
  }
  if (offset === undefined) {
    offset = 0;
    end = b.length;
  } else {
    validateInteger(offset, 'offset', 0, kMaxLength);
    if (end === undefined) {
      end = b.length;
    } else {
      validateInteger(end, 'end', 0, b.length);
    }
    if (offset >= end) return b;
  }
  if (isUint8Array(value) && value.length === 0) throw new codes.ERR_INVALID_ARG_VALUE('value', value);
  if (!ArrayBuffer.isView(value)) value = new Uint8Array([+value]);
  native.fill(b, value, Math.trunc(offset), Math.trunc(end));
  return b;
}

method('write', function write(text, offset, length, encoding) {
  if (typeof text !== 'string') throw stringExpected();
  if (offset === undefined) return native.write(this, text, 0, this.length, 'utf8');
  if (length === undefined && typeof offset === 'string') {
    encoding = offset;
    offset = 0;
    length = this.length;
  } else {
    validateInteger(offset, 'offset', 0, this.length);
    const rest = this.length - offset;
    if (length === undefined) {
      length = rest;
    } else if (typeof length === 'string') {
      encoding = length;
      length = rest;
    } else {
      validateInteger(length, 'length', 0, this.length);
      length = Math.min(length, rest);
    }
  }
  return native.write(this, text, offset, length, encoding ? knownEncoding(encoding) : 'utf8');
});

method('toJSON', function toJSON() { return { type: 'Buffer', data: this.length > 0 ? Array.from(this) : [] }; });

function adjust(offset, length) {
  offset = Math.trunc(offset);
  if (offset === 0 || Number.isNaN(offset)) return 0;
  if (offset < 0) return Math.max(0, offset + length);
  return Math.min(offset, length);
}

method('subarray', function subarray(start, end) {
  const length = this.length;
  start = adjust(start, length);
  end = end !== undefined ? adjust(end, length) : length;
  return new FastBuffer(this.buffer, this.byteOffset + start, end > start ? end - start : 0);
});
method('slice', function slice(start, end) { return this.subarray(start, end); });

for (const bits of [16, 32, 64]) {
  method(`swap${bits}`, function() {
    if (this.length % (bits / 8) !== 0) throw new codes.ERR_INVALID_BUFFER_SIZE(`${bits}-bits`);
    native.swap(this, bits / 8);
    return this;
  });
}

// Whole encodings.

function transcode(source, from, to) {
  if (!isUint8Array(source)) throw new codes.ERR_INVALID_ARG_TYPE('source', ['Buffer', 'Uint8Array'], source);
  const has = { utf8: true, utf16le: true, latin1: true, ascii: true };
  const fromName = encodingOf(from);
  const toName = encodingOf(to);
  if (!has[fromName] || !has[toName]) {
    const error = new Error('Unable to transcode Buffer [U_ILLEGAL_ARGUMENT_ERROR]');
    error.code = 'U_ILLEGAL_ARGUMENT_ERROR';
    error.errno = 1;
    throw error;
  }
  if (source.length === 0) return Buffer.alloc(0);
  const text = native.decode(source, 0, source.length, fromName);
  if (toName === 'utf8' || toName === 'utf16le') return Buffer.from(native.encode(text, toName));
  // What the narrow encodings cannot say is a question mark.
  const most = toName === 'ascii' ? 0x7f : 0xff;
  return Buffer.from(Array.from(text, (c) => (c.codePointAt(0) <= most ? c.charCodeAt(0) : 0x3f)));
}

// A view of memory that moved away counts as empty, that memory itself not.
function checkValidated(input) {
  if (!ArrayBuffer.isView(input) && !isAnyArrayBuffer(input)) {
    throw new codes.ERR_INVALID_ARG_TYPE('input', ['ArrayBuffer', 'Buffer', 'TypedArray'], input);
  }
  if (!ArrayBuffer.isView(input) && binding('clone').detached(input)) {
    throw Object.assign(new Error('Cannot validate on a detached buffer'), { code: 'ERR_INVALID_STATE' });
  }
}

function isUtf8(input) {
  checkValidated(input);
  return native.validUtf8(input);
}

function isAscii(input) {
  checkValidated(input);
  return native.validAscii(input);
}

function domException(message, name) { return new (require('internal/domexception').DOMException)(message, name); }

function btoa(input) {
  if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('input');
  input = `${input}`;
  for (let i = 0; i < input.length; i++) {
    if (input.charCodeAt(i) > 255) throw domException('Invalid character', 'InvalidCharacterError');
  }
  return Buffer.from(input, 'latin1').toString('base64');
}

function atob(input) {
  if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('input');
  const text = `${input}`.replace(/[\t\n\f\r ]/g, '');
  const [digits, equals] = /^[A-Za-z0-9+/]*(={0,2})$/.exec(text) || [];
  if (digits === undefined) throw domException('Invalid character', 'InvalidCharacterError');
  const count = digits.length - equals.length;
  if (count % 4 === 1) throw domException('The string to be decoded is not correctly encoded.', 'InvalidCharacterError');
  if (equals !== '' && digits.length % 4 !== 0) throw domException('Invalid character', 'InvalidCharacterError');
  return Buffer.from(text, 'base64').toString('latin1');
}

module.exports = {
  Buffer, SlowBuffer, transcode, isUtf8, isAscii, kMaxLength, kStringMaxLength, btoa, atob,
};

Object.defineProperties(module.exports, {
  constants: {
    configurable: false, enumerable: true,
    value: Object.defineProperties({}, {
      MAX_LENGTH: { value: kMaxLength, enumerable: true },
      MAX_STRING_LENGTH: { value: kStringMaxLength, enumerable: true },
    }),
  },
  INSPECT_MAX_BYTES: {
    configurable: true, enumerable: true,
    get() { return inspectMaxBytes; },
    set(value) {
      validateNumber(value, 'INSPECT_MAX_BYTES', 0);
      inspectMaxBytes = value;
    },
  },
});
require('internal/lazy').defineLazily(module.exports, 'internal/blob', 'Blob', 'resolveObjectURL', 'File');
