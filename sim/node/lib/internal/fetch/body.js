'use strict';

// What Request and Response share: a body that can be read once. (Fetch,
// section 5.2)

const { Buffer } = require('buffer');
const { Blob, bytesOf } = require('internal/blob');
const { URLSearchParams } = require('internal/url');
const { ReadableStream, isReadableStream } = require('internal/webstreams/readable');
const { FormData, decodeForm, encodeForm } = require('internal/fetch/formdata');
const { usvString } = require('internal/fetch/webidl');

// Behind each object with a body: its bytes, or the stream they come from, its
// type and whether it was read.
const bodies = new WeakMap();

let boundaries = 0;

/** A body from what a program gives for one; null for none. */
function extract(value, keepalive = false) {
  if (value === null || value === undefined) return { none: true };
  if (isReadableStream(value)) {
    if (keepalive) throw new TypeError('keepalive');
    if (isUsed(value) || value.locked) throw new TypeError('Response body object should not be disturbed or locked');
    return { stream: value };
  }
  if (value instanceof Blob) return { bytes: bytesOf(value), type: value.type || undefined, source: value };
  if (value instanceof ArrayBuffer) return { bytes: Buffer.from(value.slice(0)) };
  if (ArrayBuffer.isView(value)) return { bytes: Buffer.from(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) };
  if (value instanceof FormData) {
    const boundary = `----formdata-undici-0${String(Math.floor(Math.random() * 1e11)).padStart(11, '0')}`;
    boundaries++;
    return { bytes: encodeForm(value, boundary), type: `multipart/form-data; boundary=${boundary}`, source: value };
  }
  if (value instanceof URLSearchParams) return { bytes: Buffer.from(`${value}`), type: 'application/x-www-form-urlencoded;charset=UTF-8' };
  if (typeof value === 'object' && typeof value[Symbol.asyncIterator] === 'function') {
    return { stream: bytesFrom(value) };
  }
  return { bytes: Buffer.from(usvString(value)), type: 'text/plain;charset=UTF-8' };
}

/** A stream of what an iterable has, as bytes. (ReadableStreamFrom of undici) */
function bytesFrom(iterable) {
  let iterator;
  return new ReadableStream({
    type: 'bytes',
    async start() { iterator = iterable[Symbol.asyncIterator](); },
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) {
        queueMicrotask(() => {
          controller.close();
          controller.byobRequest?.respond(0);
        });
        return;
      }
      const bytes = Buffer.isBuffer(value) ? value : Buffer.from(value);
      if (bytes.byteLength > 0) controller.enqueue(new Uint8Array(bytes));
    },
    async cancel() { await iterator.return(); },
  });
}

const isUsed = (stream) => require('stream').isDisturbed(stream);

// The stream of a body, made when it is first asked for.
function streamOf(body) {
  if (body.none) return null;
  if (body.stream === undefined) {
    const { bytes } = body;
    body.stream = new ReadableStream({
      type: 'bytes',
      pull(controller) {
        if (bytes.length > 0) controller.enqueue(new Uint8Array(bytes));
        controller.close();
        controller.byobRequest?.respond(0);
      },
    });
    if (body.used) body.stream.cancel();
  }
  return body.stream;
}

const wasUsed = (body) => !body.none && (body.used || (body.stream !== undefined && isUsed(body.stream)));

// All bytes of a body, once.
async function consume(body) {
  if (wasUsed(body) || (body.stream !== undefined && body.stream.locked)) throw new TypeError('Body is unusable: Body has already been read');
  if (body.none) return Buffer.alloc(0);
  if (body.stream === undefined) {
    body.used = true;
    return body.bytes;
  }
  const reader = body.stream.getReader();
  const parts = [];
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return Buffer.concat(parts);
    if (!(value instanceof Uint8Array)) throw new TypeError('Received non-Uint8Array chunk');
    parts.push(Buffer.from(value));
  }
}

/** Two bodies of one: both can be read. */
function cloneBody(body) {
  if (body.none || body.stream === undefined) return { ...body };
  const [one, other] = body.stream.tee();
  body.stream = one;
  return { ...body, stream: other };
}

/** Gives a class the methods of a body. of(object) is the body, and throws if it is no such object. */
function mixin(Class, of, typeOf) {
  const methods = {
    async blob() {
      const bytes = await consume(of(this));
      return new Blob([bytes], { type: typeOf(this) ?? '' });
    },
    async arrayBuffer() { return new Uint8Array(await consume(of(this))).buffer; },
    async text() { return new TextDecoder().decode(await consume(of(this))); },
    async json() { return JSON.parse(new TextDecoder().decode(await consume(of(this)))); },
    async formData() {
      const body = of(this);
      const type = typeOf(this) ?? '';
      const [essence] = type.split(';');
      if (essence.trim() === 'multipart/form-data') {
        const boundary = /boundary="?([^";]+)"?/i.exec(type);
        if (!boundary) throw new TypeError('Failed to parse body as FormData.');
        return decodeForm(await consume(body), boundary[1]);
      }
      if (essence.trim() === 'application/x-www-form-urlencoded') {
        const form = new FormData();
        for (const [name, value] of new URLSearchParams((await consume(body)).toString())) form.append(name, value);
        return form;
      }
      throw new TypeError('Content-Type was not one of "multipart/form-data" or "application/x-www-form-urlencoded".');
    },
    async bytes() { return new Uint8Array(await consume(of(this))); },
  };
  for (const name of Object.keys(methods)) {
    Object.defineProperty(Class.prototype, name, { value: methods[name], writable: true, enumerable: true, configurable: true });
  }
}

module.exports = { bodies, cloneBody, extract, mixin, streamOf, wasUsed };
