'use strict';

// A stream as the socket that TLS would stand on.

const net = require('net');
const { refusal } = require('internal/refuse');

class JSStreamSocket extends net.Socket {
  constructor(stream) { throw refusal('a socket over a stream', "use 'net': the simulated network needs no encryption"); }
}

module.exports = JSStreamSocket;
