'use strict';
// What is seen of modules that a program looks at: names, constants that stay
// as they are, and the times of reading.
const crypto = require('crypto');
const fs = require('fs');
const os = require('os');
const path = require('path');
const url = require('url');
const util = require('util');
const zlib = require('zlib');
const names = [];
for (const name in url.parse('http://a/b?c')) names.push(name);
console.log(names.join());
for (const [object, name] of [
  [fs.constants, 'F_OK'], [zlib.constants, 'Z_OK'], [os.constants.signals, 'SIGINT'], [os.constants.errno, 'EPERM'],
  [os.constants, 'UV_UDP_REUSEADDR'], [crypto.constants, 'RSA_PKCS1_PADDING'], [zlib.codes, 'Z_OK'], [os.constants.priority, 'PRIORITY_LOW'],
]) {
  try {
    object[name] = 99;
    console.log('set', object[name]);
  } catch (e) {
    console.log(e.message);
  }
}
console.log(Buffer.prototype.fill, Buffer.prototype.swap16, Buffer.prototype.inspect, url.parse, url.format, url.resolve, util.types.isDate,
  util.types.isUint8Array, require('stream/promises').pipeline);
try {
  zlib.createBrotliCompress({ params: { [zlib.constants.BROTLI_PARAM_DISABLE_LITERAL_CONTEXT_MODELING]: 42 } });
} catch (e) {
  console.log(e.name, e.code, e.message);
}
for (const space of ['\u0000', '\u000b', '\u00a0', ' ', '\n']) {
  try {
    console.log(new TextDecoder(`${space}utf-8`).encoding, new TextDecoder(`koi8-r${space}`).encoding);
  } catch (e) {
    console.log(e.message);
  }
}
const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'shape-')), 'file');
const read = (name) => fs.statSync(name).atimeMs;
fs.writeFileSync(file, 'abc');
fs.utimesSync(file, 100, 200);
fs.copyFileSync(file, `${file}2`);
console.log('copied', read(file) > 1e9);
fs.utimesSync(file, 300, 200);
fs.readFileSync(file);
const first = read(file);
fs.readFileSync(file);
console.log('read', first > 1e9, read(file) === first);
fs.utimesSync(path.dirname(file), 1, 2);
fs.readdirSync(path.dirname(file));
console.log('listed', read(path.dirname(file)) > 1e9);
fs.utimesSync(file, 2.456, new Date(1700000000001));
const { atimeMs, mtimeMs } = fs.statSync(file);
console.log('cut', atimeMs, mtimeMs);
(async () => {
  const { subtle } = globalThis.crypto;
  const bytes = () => Buffer.from('some text here');
  const key = await subtle.importKey('raw', bytes(), { name: 'HMAC', hash: 'SHA-1' }, true, ['sign', 'verify']);
  const signature = Buffer.from(await subtle.sign('HMAC', key, bytes()));
  const text = bytes();
  const verified = subtle.verify('HMAC', key, signature, text);
  text.fill(0);
  signature.fill(0);
  console.log('verified', await verified);
  await subtle.importKey('raw', bytes(), { name: 'HMAC', hash: 'SHA-1', length: 0 }, true, ['sign']).catch((e) => console.log(e.message));
  const { publicKey } = crypto.generateKeyPairSync('rsa', { modulusLength: 512 });
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  await subtle.importKey('spki', spki, { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify']).catch((e) => console.log(e.message));
  fs.rmSync(path.dirname(file), { recursive: true });
})();
