'use strict';

// HTTP over TLS. Requests are made and connections tried, so that whoever cannot be
// reached is told as in Node; where encryption would begin it is refused, as in
// tls.js. (doc: https.html)

const http = require('http');
const tls = require('tls');
const { URL, urlToHttpOptions } = require('url');
const { refusal } = require('internal/refuse');

function Agent(options) {
  if (!(this instanceof Agent)) return new Agent(options);
  Reflect.apply(http.Agent, this, [options]);
  this.defaultPort = 443;
  this.protocol = 'https:';
  this.maxCachedSessions = this.options.maxCachedSessions ?? 100;
  this._sessionCache = { map: {}, list: [] };
}
Object.setPrototypeOf(Agent.prototype, http.Agent.prototype);
Object.setPrototypeOf(Agent, http.Agent);
Agent.prototype.createConnection = (...args) => tls.connect(...args);

// What distinguishes connections of TLS, besides where they lead.
const identity = ['ca', 'cert', 'clientCertEngine', 'ciphers', 'key', 'pfx', 'rejectUnauthorized', 'servername', 'minVersion', 'maxVersion',
  'secureProtocol', 'crl', 'honorCipherOrder', 'ecdhCurve', 'dhparam', 'secureOptions', 'sessionIdContext', 'sigalgs', 'privateKeyIdentifier',
  'privateKeyEngine'];

Agent.prototype.getName = function getName(options = {}) {
  const parts = identity.map((name) => {
    if (name === 'servername' && options.servername === options.host) return '';
    return options[name] === undefined ? '' : `${options[name]}`;
  });
  return `${Reflect.apply(http.Agent.prototype.getName, this, [options])}:${parts.join(':')}`;
};

const globalAgent = new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5000 });

function Server() { throw refusal('a server of HTTPS', "use 'http': the simulated network needs no encryption"); }
Object.setPrototypeOf(Server.prototype, tls.Server.prototype);
Object.setPrototypeOf(Server, tls.Server);

function createServer(options, requestListener) { return new Server(options, requestListener); }

function request(...args) {
  let options = {};
  if (typeof args[0] === 'string' || args[0] instanceof URL) {
    options = urlToHttpOptions(typeof args[0] === 'string' ? new URL(args.shift()) : args.shift());
  }
  if (args[0] && typeof args[0] !== 'function') Object.assign(options, args.shift());
  options._defaultAgent = module.exports.globalAgent;
  return new http.ClientRequest(options, ...args);
}

function get(input, options, cb) {
  const req = request(input, options, cb);
  req.end();
  return req;
}

module.exports = { Agent, globalAgent, Server, createServer, get, request };
