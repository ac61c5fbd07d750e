// Blobs and files as they are made, printed, sent and read from the disk; and
// options of fs and dns that are looked at closely.
const fs = require('fs');
const os = require('os');
const path = require('path');
const dns = require('dns');
const util = require('util');
const t = async (label, f) => {
  try {
    console.log(label, await f());
  } catch (e) {
    console.log(label, '!', e.name, e.code, e.message.replaceAll(dir, 'DIR'));
  }
};
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'blob-'));
(async () => {
  const blob = new Blob(['a\r\nb\nc\r', '\ufeff']);
  await t('native', async () => JSON.stringify(await new Blob(['a\r\nb\nc\r'], { endings: 'native' }).text()));
  await t('endings', () => new Blob([], { endings: 'x' }));
  await t('mark', async () => JSON.stringify(await new Blob(['\ufeffx']).text()));
  await t('size', () => Blob.prototype.size);
  await t('text', () => Blob.prototype.text.call({}));
  await t('slice', () => Blob.prototype.slice.call({}));
  console.log(util.inspect(blob, { depth: -1 }), util.inspect({ a: { b: { c: blob } } }), Object.keys(blob), JSON.stringify(blob));
  await t('lines', async () => blob.slice(1, 3).arrayBuffer());
  await t('date', () => new File([], 'x', { lastModified: 3n }));
  await t('date', () => new File([], 'x', { lastModified: new Date(9) }).lastModified);
  await t('inherited', () => new File([], 'x', { __proto__: { lastModified: 7, type: 'a/b' } }).lastModified);
  await t('name', () => new File([], '\ud800').name === '\ufffd');
  await t('url', () => URL.revokeObjectURL());
  console.log(Object.keys(URL));
  const name = path.join(dir, 'file');
  fs.writeFileSync(name, 'what is in it');
  const opened = await fs.openAsBlob(name, { type: 'a/b' });
  console.log(opened, await opened.slice(5, 7).text());
  await t('clone', () => structuredClone(opened));
  await t('stream', async () => { for await (const piece of opened.stream()) return piece.length; });
  fs.writeFileSync(name, 'changed');
  await t('changed', () => opened.text());
  await t('none', () => fs.openAsBlob(`${name}2`));
  await t('Dir', () => new fs.Dir());
  await t('recursive', () => fs.watch(dir, { recursive: 'x' }));
  await t('encoding', async () => { for await (const _ of fs.promises.watch(dir, { encoding: 1 })); });
  const handle = await fs.promises.open(name);
  await t('handle', () => handle.stat.call({}));
  await handle.close();
  await t('options', async () => {
    let text = '';
    for await (const piece of fs.createReadStream(name, { __proto__: { start: 1, end: 3, encoding: 'utf8' } })) text += piece;
    return text;
  });
  const servers = [];
  servers[1] = '127.0.0.1';
  servers[3] = '[::1]:53';
  await t('servers', () => { dns.setServers(servers); return dns.getServers(); });
  for (const wrong of ['127.0.0.1:va', '[::1', '::1]', 'a:1', '']) await t('server', () => dns.setServers([wrong]));
  fs.rmSync(dir, { recursive: true });
})();
