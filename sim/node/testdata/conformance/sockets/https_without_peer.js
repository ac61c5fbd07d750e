// https, tls and http2 can be loaded and asked; what cannot be reached is told as ever.
const https = require('https');
const tls = require('node:tls');
const http2 = require('http2');

console.log(Object.keys(https), Object.keys(tls), Object.keys(http2));
console.log(https.Agent.name, https.globalAgent.protocol, https.globalAgent.defaultPort, https.globalAgent instanceof require('http').Agent);
console.log(https.globalAgent.getName({ host: 'a', port: 443, servername: 'b', ca: 'c' }));
console.log(tls.DEFAULT_MIN_VERSION, tls.DEFAULT_MAX_VERSION, http2.constants.HTTP2_HEADER_STATUS, http2.constants.NGHTTP2_CANCEL, Object.keys(http2.constants).length);
console.log(http2.getDefaultSettings());
const out = {};
tls.convertALPNProtocols(['h2', 'http/1.1'], out);
console.log(out);
for (const [name, call] of [['protocol', () => https.get('http://localhost/')], ['agent', () => https.get({ agent: 5 })]]) {
  try {
    call();
  } catch (error) {
    console.log(name, error.code, error.message);
  }
}
https.get('https://localhost:9/', { agent: false }, () => console.log('an answer')).on('error', (error) => {
  console.log('request', error.code, error.syscall);
  const socket = tls.connect(9, 'localhost', () => console.log('secure'));
  socket.on('error', (error) => console.log('connect', error.code, error.syscall));
  socket.on('close', (failed) => console.log('closed', failed));
});
fetch('https://localhost:9/').catch((error) => console.log(error.message, error.cause.code));
const around = new tls.TLSSocket(new (require('stream').PassThrough)());
console.log(around._handle._parentWrap.constructor.name, around.encrypted, around.authorized, around instanceof require('net').Socket);
