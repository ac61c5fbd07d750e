'use strict';

// FormData, and how it is written for sending. (XHR, section 5)

const { Buffer } = require('buffer');
const { inspect } = require('internal/inspect');
const { Blob, File } = require('internal/blob');
const { expose, fail, illegal, iterable, need, usvString } = require('internal/fetch/webidl');

const entries = new WeakMap();

function entriesOf(form) {
  const list = entries.get(form);
  if (!list) throw illegal();
  return list;
}

function entry(name, value, filename) {
  if (!(value instanceof Blob)) return [name, usvString(value)];
  if (!(value instanceof File)) value = new File([value], 'blob', { type: value.type });
  if (filename !== undefined) value = new File([value], filename, { type: value.type, lastModified: value.lastModified });
  return [name, value];
}

function checkFile(method, count, value) {
  if (count === 3 && !(value instanceof Blob)) {
    throw new TypeError(`Failed to execute '${method}' on 'FormData': parameter 2 is not of type 'Blob'`);
  }
}

class FormData {
  constructor(form = undefined) {
    if (form !== undefined) throw fail('FormData constructor', 'Argument 1 could not be converted to: undefined.');
    entries.set(this, []);
  }

  append(name, value, filename = undefined) {
    const list = entriesOf(this);
    need(arguments.length, 2, 'FormData.append');
    checkFile('append', arguments.length, value);
    list.push(entry(usvString(name), value, arguments.length === 3 ? usvString(filename) : undefined));
  }

  delete(name) {
    const list = entriesOf(this);
    need(arguments.length, 1, 'FormData.delete');
    name = usvString(name);
    entries.set(this, list.filter(([key]) => key !== name));
  }

  get(name) {
    const list = entriesOf(this);
    need(arguments.length, 1, 'FormData.get');
    name = usvString(name);
    const found = list.find(([key]) => key === name);
    return found ? found[1] : null;
  }

  getAll(name) {
    const list = entriesOf(this);
    need(arguments.length, 1, 'FormData.getAll');
    name = usvString(name);
    return list.filter(([key]) => key === name).map(([, value]) => value);
  }

  has(name) {
    const list = entriesOf(this);
    need(arguments.length, 1, 'FormData.has');
    name = usvString(name);
    return list.some(([key]) => key === name);
  }

  set(name, value, filename = undefined) {
    const list = entriesOf(this);
    need(arguments.length, 2, 'FormData.set');
    checkFile('set', arguments.length, value);
    const made = entry(usvString(name), value, arguments.length === 3 ? usvString(filename) : undefined);
    const at = list.findIndex(([key]) => key === made[0]);
    if (at < 0) list.push(made);
    else entries.set(this, [...list.slice(0, at), made, ...list.slice(at + 1).filter(([key]) => key !== made[0])]);
  }

  [inspect.custom](depth, options) {
    const shown = { __proto__: null };
    for (const [name, value] of entriesOf(this)) {
      if (!Object.hasOwn(shown, name)) shown[name] = value;
      else if (Array.isArray(shown[name])) shown[name].push(value);
      else shown[name] = [shown[name], value];
    }
    options.depth ??= depth;
    options.colors ??= true;
    return inspect(shown, options).replace('[Object: null prototype]', 'FormData');
  }
}
expose(FormData, 'FormData', ['append', 'delete', 'get', 'getAll', 'has', 'set']);
iterable(FormData, 'FormData', entriesOf);
Object.defineProperty(FormData, 'length', { value: 0, configurable: true });

const escapeName = (text) => text.replace(/\n/g, '%0A').replace(/\r/g, '%0D').replace(/"/g, '%22');
const lines = (text) => text.replace(/\r?\n|\r/g, '\r\n');

/** The form as multipart/form-data, between a boundary. */
function encodeForm(form, boundary) {
  const parts = [];
  for (const [name, value] of entriesOf(form)) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(lines(name))}"`;
    if (typeof value === 'string') {
      parts.push(Buffer.from(`${head}\r\n\r\n${lines(value)}\r\n`));
    } else {
      parts.push(Buffer.from(`${head}${value.name ? `; filename="${escapeName(value.name)}"` : ''}\r\n` +
        `Content-Type: ${value.type || 'application/octet-stream'}\r\n\r\n`), require('internal/blob').bytesOf(value), Buffer.from('\r\n'));
    }
  }
  parts.push(Buffer.from(`--${boundary}--\r\n`));
  return Buffer.concat(parts);
}

/** A form from multipart/form-data. */
function decodeForm(bytes, boundary) {
  const broken = () => new TypeError('Failed to parse body as FormData.');
  const form = new FormData();
  const mark = Buffer.from(`--${boundary}`);
  let at = bytes.indexOf(mark);
  if (at < 0) throw broken();
  for (;;) {
    at += mark.length;
    if (bytes.latin1Slice(at, at + 2) === '--') return form;
    const headEnd = bytes.indexOf('\r\n\r\n', at);
    const next = bytes.indexOf(`\r\n--${boundary}`, headEnd);
    if (headEnd < 0 || next < 0) throw broken();
    const head = bytes.utf8Slice(at, headEnd);
    const name = /\bname="([^"]*)"/i.exec(head);
    const filename = /\bfilename="([^"]*)"/i.exec(head);
    const type = /content-type:\s*([^\r\n]*)/i.exec(head);
    if (!name) throw broken();
    const plain = (text) => text.replace(/%0A/gi, '\n').replace(/%0D/gi, '\r').replace(/%22/g, '"');
    const data = bytes.subarray(headEnd + 4, next);
    if (filename) form.append(plain(name[1]), new File([data], plain(filename[1]), { type: type ? type[1] : 'text/plain' }));
    else form.append(plain(name[1]), data.toString());
    at = next + 2;
  }
}

module.exports = { FormData, decodeForm, encodeForm };
