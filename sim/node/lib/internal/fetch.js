'use strict';

// fetch and its classes. (Fetch)

const { Buffer } = require('buffer');
const { FormData } = require('internal/fetch/formdata');
const { Headers } = require('internal/fetch/headers');
const { Request, bodyOf } = require('internal/fetch/request');
const { Response, makeResponse } = require('internal/fetch/response');

const failed = (cause) => new TypeError('fetch failed', { cause });

function dataURL(url) {
  const rest = url.href.slice('data:'.length).replace(/#.*$/, '');
  const comma = rest.indexOf(',');
  if (comma < 0) return undefined;
  let type = rest.slice(0, comma).trim();
  let bytes = Buffer.from(decodeURIComponent(rest.slice(comma + 1).replace(/%(?![0-9a-fA-F]{2})/g, '%25')), 'latin1');
  if (/; *base64$/i.test(type)) {
    type = type.replace(/; *base64$/i, '');
    bytes = Buffer.from(bytes.toString('latin1'), 'base64');
  }
  if (type.startsWith(';')) type = `text/plain${type}`;
  return [bytes, type || 'text/plain;charset=US-ASCII'];
}

function respond(request) {
  const url = new URL(request.url);
  switch (url.protocol) {
    case 'data:': {
      const found = dataURL(url);
      if (found === undefined) throw failed(new Error('invalid data: URL'));
      return makeResponse({ statusText: 'OK', headers: new Headers({ 'content-type': found[1] }), body: { bytes: found[0] }, type: 'basic', url: request.url });
    }
    case 'blob:': {
      const blob = require('internal/blob').resolveObjectURL(request.url);
      if (request.method !== 'GET' || blob === undefined) throw failed(new Error('invalid method'));
      return makeResponse({
        statusText: 'OK', headers: new Headers({ 'content-length': `${blob.size}`, 'content-type': blob.type }),
        body: { bytes: require('internal/blob').bytesOf(blob) }, type: 'basic', url: request.url,
      });
    }
    case 'about:': throw failed(new Error('about scheme is not supported'));
    case 'file:': throw failed(new Error('not implemented... yet...'));
    case 'http:': case 'https:':
      return require('internal/fetch/network').overNetwork(request, bodyOf(request));
  }
  throw failed(new Error('unknown scheme'));
}

async function run(input, init) {
  const request = new Request(input, init);
  if (request.signal.aborted) throw request.signal.reason;
  return respond(request);
}

// What it fails with has the stack of the wait for it. (deps/undici, index-fetch.js)
function tellWait(error) { Error.captureStackTrace(error); }

async function fetch(input, init = undefined) {
  try {
    return await run(input, init);
  } catch (error) {
    if (error !== null && typeof error === 'object') tellWait(error);
    throw error;
  }
}

module.exports = { fetch, FormData, Headers, Request, Response };
