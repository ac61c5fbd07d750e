// Bodies from iterables: what they yield is made bytes of.
const http = require('http');
const server = http.createServer(async (req, res) => {
  const parts = [];
  for await (const part of req) parts.push(part);
  res.setHeader('how', req.headers['content-length'] ?? req.headers['transfer-encoding'] ?? 'none');
  res.end(Buffer.concat(parts));
});
async function *texts() { yield 'g1'; yield Buffer.from('g2'); yield new Uint8Array([65]); yield [66, 67]; }
server.listen(0, async () => {
  const url = `http://localhost:${server.address().port}`;
  const post = (body) => fetch(url, { method: 'POST', body, duplex: 'half' });
  const answer = await post(texts());
  console.log(answer.headers.get('how'), await answer.text());
  console.log(await new Response(texts()).text(), await new Response(new ReadableStream({ start(c) { c.enqueue('a'); c.close(); } })).text().catch((e) => e.message));
  console.log(await (await post(require('stream').Readable.from(['x', 'y']))).text());
  const failing = await post((async function *() { yield 'a'; throw new RangeError('of the iterable'); })()).catch((e) => e);
  console.log(failing.name, failing.message, failing.cause?.name, failing.cause?.message);
  console.log(await new Response((async function *() { yield 5; })()).text().catch((e) => `${e.name} ${e.code}`));
  for (const signal of [5, {}]) {
    try { http.get({ signal }); } catch (e) { console.log(e.code, e.message); }
  }
  server.close();
});
