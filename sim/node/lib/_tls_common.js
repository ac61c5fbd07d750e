'use strict';

const { SecureContext, createSecureContext } = require('tls');
const { refusing } = require('internal/refuse');

module.exports = {
  SecureContext, createSecureContext,
  translatePeerCertificate: refusing('translatePeerCertificate', 'TLS', "use 'net': the simulated network needs no encryption"),
};
