'use strict';

// HTTP/2: not simulated. What is known without a connection is answered. (doc: http2.html)

const { refusal, refusing } = require('internal/refuse');

const instead = "use 'http'";

class Http2ServerRequest {
  constructor(stream, headers, options, rawHeaders) { throw refusal('HTTP/2', instead); }
}

class Http2ServerResponse {
  constructor(stream, options) { throw refusal('HTTP/2', instead); }
}

module.exports = {
  connect: refusing('connect', 'HTTP/2', instead),
  constants: require('internal/http2_constants'),
  createServer: refusing('createServer', 'HTTP/2', instead),
  createSecureServer: refusing('createSecureServer', 'HTTP/2', instead),
  getDefaultSettings() {
    return {
      __proto__: null,
      headerTableSize: 4096, enablePush: true, initialWindowSize: 65535, maxFrameSize: 16384, maxConcurrentStreams: 4294967295,
      maxHeaderSize: 65535, maxHeaderListSize: 65535, enableConnectProtocol: false,
    };
  },
  getPackedSettings: refusing('getPackedSettings', 'HTTP/2', instead),
  getUnpackedSettings: refusing('getUnpackedSettings', 'HTTP/2', instead),
  performServerHandshake: refusing('performServerHandshake', 'HTTP/2', instead),
  sensitiveHeaders: Symbol('sensitiveHeaders'),
  Http2ServerRequest,
  Http2ServerResponse,
};
