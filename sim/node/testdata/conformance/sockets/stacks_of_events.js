// Where Node's streams and sockets call a listener from.
const net = require('net');
const http = require('http');
const dgram = require('dgram');
const shown = (what) => {
  const lines = new Error(what).stack.split('\n').slice(2);
  console.log(what, lines.map((line) => line.replace(/ \(?(node:[\w/]+)[\d:]*\)?/, ' $1').replace('    at ', '')).join(' | '));
};
const server = net.createServer((c) => {
  shown('connection');
  c.resume();
  server.close();
}).listen(0, () => {
  shown('listening');
  const c = net.connect(server.address().port, () => shown('connect'));
  c.on('end', () => shown('end'));
  c.on('close', () => { shown('close'); web(); });
  c.end();
});
function web() {
  const s = http.createServer((req, res) => {
    shown('request');
    req.on('data', () => shown('data'));
    req.on('end', () => { shown('end of the request'); res.end('x'); });
  }).listen(0, () => {
    const req = http.request({ port: s.address().port, method: 'POST', agent: false }, (res) => {
      shown('response');
      res.on('data', () => shown('data of the response'));
      res.on('end', () => { shown('end of the response'); s.close(datagrams); });
    });
    req.on('socket', () => shown('socket'));
    req.end('abc');
  });
}
function datagrams() {
  const d = dgram.createSocket('udp4');
  d.on('message', () => { shown('message'); d.close(); });
  d.on('close', () => { shown('closed'); refused(); });
  d.bind(0, () => d.send('x', d.address().port));
}
function refused() {
  net.connect(1, '127.0.0.1').on('error', (e) => { shown('error'); console.log(e.stack.split('\n').length); });
}
