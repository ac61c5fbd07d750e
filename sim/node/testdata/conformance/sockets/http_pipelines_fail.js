'use strict';
// Pipelines with a request or a response of HTTP in them, of which a part fails:
// who is told, and whether the connection is left.

const http = require('http');
const { Readable, Writable, Transform, pipeline } = require('stream');
const promises = require('stream/promises');

const failing = (message, after = 0) => new Writable({
  write(chunk, encoding, callback) { callback(after-- > 0 ? null : new Error(message)); },
});
const listen = (handler) => new Promise((resolve) => {
  const server = http.createServer(handler).listen(0, () => resolve({ server, port: server.address().port }));
});

// A download that cannot be stored: the request has no listener for errors.
async function download() {
  let gone;
  const sourceGone = new Promise((resolve) => { gone = resolve; });
  const { server, port } = await listen((request, response) => {
    let left = 10;
    const source = new Readable({ read() { if (left-- > 0) source.push('hello'); } });
    pipeline(source, response, (error) => gone(`source: ${error?.code} ${source.destroyed}`));
  });
  const request = http.get({ port });
  request.on('abort', () => console.log('abort'));
  request.on('close', () => console.log('request closed'));
  await new Promise((resolve) => {
    request.on('response', (response) => {
      response.on('aborted', () => console.log('aborted'));
      response.on('error', (error) => console.log('response:', error.code, error.message));
      response.on('close', resolve);
      pipeline(response, failing('disk full', 3), (error) => console.log('download:', error.message));
    });
  });
  console.log(await sourceGone);
  await new Promise((resolve) => { server.close(resolve); });
}

// An upload that cannot be stored can still be answered.
async function upload() {
  const { server, port } = await listen((request, response) => {
    pipeline(request, failing('no room'), (error) => {
      console.log('upload:', error.message, request.destroyed, request.socket);
      response.statusCode = 507;
      response.end('sorry');
    });
  });
  await new Promise((resolve) => {
    const request = http.request({ port, method: 'POST' }, async (response) => {
      console.log(response.statusCode, String(await response.toArray()));
      server.close(resolve);
    });
    request.end('body');
  });
}

// A source that fails under way ends the request it feeds.
async function feed() {
  const told = [];
  let gone;
  const requestGone = new Promise((resolve) => { gone = resolve; });
  const { server, port } = await listen((request) => {
    request.on('aborted', () => told.push('server: aborted'));
    request.on('error', (error) => told.push(`server: ${error.code}`));
    request.on('close', gone);
    request.once('data', () => source.destroy(new Error('source gone')));
  });
  const source = new Readable({ read() {} });
  source.push('part');
  const request = http.request({ port, method: 'PUT' });
  request.on('error', (error) => console.log('client:', error.code, error.message));
  pipeline(source, request, (error) => console.log('feed:', error.message));
  await new Promise((resolve) => { request.on('close', resolve); });
  await requestGone;
  console.log(told.join('\n'));
  await new Promise((resolve) => { server.close(resolve); });
}

// A consumer that throws.
async function consume() {
  const { server, port } = await listen((request, response) => {
    const louder = new Transform({ transform: (chunk, encoding, callback) => callback(null, String(chunk).toUpperCase()) });
    promises.pipeline(request, louder, response).catch((error) => console.log('echo:', error.code));
  });
  await new Promise((resolve) => {
    http.request({ port, method: 'POST' }, async (response) => {
      try {
        await promises.pipeline(response, async (source) => {
          for await (const chunk of source) throw new Error(`stop at ${chunk}`);
        });
      } catch (error) {
        console.log('consumer:', error.message);
      }
      server.close(resolve);
    }).end('hello');
  });
}

(async () => {
  for (const step of [download, upload, feed, consume]) {
    console.log(`-- ${step.name}`);
    await step();
  }
})();
