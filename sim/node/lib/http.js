'use strict';

// HTTP/1.1. (doc: http.html)

const agent = require('_http_agent');
const { ClientRequest } = require('_http_client');
const { methods, mostHeaderBytes } = require('_http_common');
const { IncomingMessage } = require('_http_incoming');
const { OutgoingMessage, validateHeaderName, validateHeaderValue } = require('_http_outgoing');
const { _connectionListener, STATUS_CODES, Server, ServerResponse } = require('_http_server');
const { validateInteger } = require('internal/validators');

function createServer(options, requestListener) { return new Server(options, requestListener); }

function request(url, options, callback) { return new ClientRequest(url, options, callback); }

function get(url, options, callback) {
  const req = request(url, options, callback);
  req.end();
  return req;
}

module.exports = {
  _connectionListener, METHODS: [...methods].sort(), STATUS_CODES, Agent: agent.Agent, ClientRequest, IncomingMessage, OutgoingMessage,
  Server, ServerResponse, createServer, validateHeaderName, validateHeaderValue, get, request,
  setMaxIdleHTTPParsers(max) { validateInteger(max, 'max', 1); },
  get maxHeaderSize() { return mostHeaderBytes; },
};
Object.defineProperty(module.exports, 'globalAgent', {
  configurable: true, enumerable: true, get() { return agent.globalAgent; }, set(value) { agent.globalAgent = value; },
});
