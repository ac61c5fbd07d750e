// URL.parse, which gives null where the constructor throws, and Blob's bytes
console.log(URL.parse('http://a/b?c').href, URL.parse('x'), URL.parse('x', 'http://q').href, URL.parse.length);
try { URL.parse(); } catch (e) { console.log(e.code, e.message); }
new Blob(['ab']).bytes().then((bytes) => console.log(bytes, Blob.prototype.bytes.length));
// A socket has no descriptor before it is bound.
const socket = require('dgram').createSocket('udp4');
for (const f of [() => socket.setBroadcast(true), () => socket.setTTL(5), () => socket.setTTL(0), () => socket.getRecvBufferSize()]) {
  try { console.log(f()); } catch (e) { console.log(e.name, e.code, e.message); }
}
socket.bind(0, () => {
  console.log(socket.setBroadcast(true), socket.setTTL(5), socket.getRecvBufferSize() > 0);
  socket.close();
});
