'use strict';

// stream/consumers: all that a stream or an iterable gives, as one value.

const { Blob } = require('internal/blob');

async function arrayBuffer(stream) { return (await blob(stream)).arrayBuffer(); }

async function blob(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return new Blob(chunks);
}

async function buffer(stream) { return Buffer.from(await arrayBuffer(stream)); }

async function text(stream) {
  const decoder = new TextDecoder();
  let all = '';
  for await (const chunk of stream) all += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
  return all + decoder.decode(undefined, { stream: false });
}

async function json(stream) { return JSON.parse(await text(stream)); }

module.exports = { arrayBuffer, blob, buffer, text, json };
