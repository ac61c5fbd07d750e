'use strict';

// Query strings: a=1&b=2&b=3 and back.

const { Buffer } = require('buffer');
const { ERR_INVALID_URI } = require('internal/errors').codes;

const plain = /^[A-Za-z0-9\-_.!~*'()]$/;

/** Like encodeURIComponent, with Node's error for half a surrogate pair. */
function qsEscape(text) {
  if (typeof text !== 'string') text = typeof text === 'object' ? String(text) : `${text}`;
  let out = '';
  for (let i = 0; i < text.length; i++) {
    let c = text[i];
    if (plain.test(c)) {
      out += c;
      continue;
    }
    const unit = c.charCodeAt(0);
    if (unit >= 0xD800 && unit < 0xE000) {
      // Whatever follows half of a pair is taken for the other half.
      if (++i >= text.length) throw new ERR_INVALID_URI();
      c = String.fromCodePoint(0x10000 + (((unit & 0x3FF) << 10) | (text.charCodeAt(i) & 0x3FF)));
    }
    for (const byte of Buffer.from(c)) out += `%${byte < 16 ? '0' : ''}${byte.toString(16).toUpperCase()}`;
  }
  return out;
}

/** The bytes of a text with its %XX decoded; what is no such is left. */
function unescapeBuffer(text, plusAsSpace) {
  const bytes = Buffer.from(text);
  const out = Buffer.allocUnsafe(bytes.length);
  let at = 0;
  for (let i = 0; i < bytes.length; i++) {
    let byte = bytes[i];
    if (byte === 0x2B && plusAsSpace) {
      byte = 0x20;
    } else if (byte === 0x25 && i + 2 < bytes.length) {
      const digits = String.fromCharCode(bytes[i + 1], bytes[i + 2]);
      if (/^[0-9A-Fa-f]{2}$/.test(digits)) {
        byte = parseInt(digits, 16);
        i += 2;
      }
    }
    out[at++] = byte;
  }
  return out.slice(0, at);
}

function qsUnescape(text, plusAsSpace) {
  try {
    return decodeURIComponent(text);
  } catch {
    return unescapeBuffer(text, plusAsSpace).toString();
  }
}

function primitive(value) {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return `${value}`;
  if (typeof value === 'bigint') return `${value}`;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return '';
}

function stringify(object, separator, equals, options) {
  separator ||= '&';
  equals ||= '=';
  const encode = options && typeof options.encodeURIComponent === 'function' ? options.encodeURIComponent : module.exports.escape;
  if (object === null || typeof object !== 'object') return '';
  const fields = [];
  for (const key of Object.keys(object)) {
    const value = object[key];
    const name = encode(primitive(key)) + equals;
    for (const item of Array.isArray(value) ? value : [value]) fields.push(name + encode(primitive(item)));
  }
  return fields.join(separator);
}

function parse(text, separator, equals, options) {
  const object = { __proto__: null };
  if (typeof text !== 'string' || text.length === 0) return object;
  const between = separator ? `${separator}` : '&';
  const is = equals ? `${equals}` : '=';
  let most = 1000;
  if (options && typeof options.maxKeys === 'number') most = options.maxKeys;
  let decode = module.exports.unescape;
  if (options && typeof options.decodeURIComponent === 'function') decode = options.decodeURIComponent;
  const custom = decode !== qsUnescape;
  const decoded = (part) => {
    part = part.replace(/\+/g, custom ? '%20' : ' ');
    if (part.length === 0 || (!custom && !part.includes('%'))) return part;
    try {
      return decode(part);
    } catch {
      return qsUnescape(part, true);
    }
  };
  let count = 0;
  for (const field of text.split(between)) {
    if (most > 0 && count++ >= most) break;
    if (field.length === 0) continue; // yet it counts
    const at = field.indexOf(is);
    const key = decoded(at < 0 ? field : field.slice(0, at));
    const value = at < 0 ? '' : decoded(field.slice(at + is.length));
    if (!(key in object)) object[key] = value;
    else if (Array.isArray(object[key])) object[key].push(value);
    else object[key] = [object[key], value];
  }
  return object;
}

module.exports = { unescapeBuffer, unescape: qsUnescape, escape: qsEscape, stringify, encode: stringify, parse, decode: parse };
