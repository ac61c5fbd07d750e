'use strict';

// Agents keep connections for requests. (doc: http.html#class-httpagent)

const net = require('net');
const EventEmitter = require('events');
const { validateNumber, validateOneOf, validateString } = require('internal/validators');

const kOnKeylog = Symbol('onkeylog');
const kRequestOptions = Symbol('requestOptions');
const kRequestAsyncResource = Symbol('requestAsyncResource');

// How long before the server closes a connection the agent stops using it.
const letsGoBefore = 1000;

function Agent(options) {
  if (!(this instanceof Agent)) return new Agent(options);
  Reflect.apply(EventEmitter, this, []);
  this.defaultPort = 80;
  this.protocol = 'http:';
  this.options = { __proto__: null, ...options };
  if (this.options.noDelay === undefined) this.options.noDelay = true;
  this.options.path = null; // it is that of no UNIX domain socket
  this.requests = { __proto__: null };
  this.sockets = { __proto__: null };
  this.freeSockets = { __proto__: null };
  this.keepAliveMsecs = this.options.keepAliveMsecs || 1000;
  this.keepAlive = this.options.keepAlive || false;
  this.maxSockets = this.options.maxSockets || Agent.defaultMaxSockets;
  this.maxFreeSockets = this.options.maxFreeSockets || 256;
  this.scheduling = this.options.scheduling || 'lifo';
  this.maxTotalSockets = this.options.maxTotalSockets;
  this.totalSocketCount = 0;
  validateOneOf(this.scheduling, 'scheduling', ['fifo', 'lifo']);
  if (this.maxTotalSockets !== undefined) {
    validateNumber(this.maxTotalSockets, 'maxTotalSockets', 1);
  } else {
    this.maxTotalSockets = Infinity;
  }
  this.on('free', (socket, options) => onFree(this, socket, options));
  this.on('newListener', maybeEnableKeylog);
}
Object.setPrototypeOf(Agent.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Agent, EventEmitter);
Agent.defaultMaxSockets = Infinity;

// A socket has become free: the next request gets it, or it is kept.
function onFree(agent, socket, options) {
  const name = agent.getName(options);
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const requests = agent.requests[name];
  if (requests && requests.length) {
    const req = requests.shift();
    // The request goes on in the context that it was made in.
    const resource = req[kRequestAsyncResource];
    if (resource) resource.runInAsyncScope(() => setRequestSocket(agent, req, socket));
    else setRequestSocket(agent, req, socket);
    req[kRequestAsyncResource] = null;
    if (requests.length === 0) delete agent.requests[name];
    return;
  }
  const req = socket._httpMessage;
  if (!req || !req.shouldKeepAlive || !agent.keepAlive) {
    socket.destroy();
    return;
  }
  const free = agent.freeSockets[name] || [];
  let count = free.length;
  if (agent.sockets[name]) count += agent.sockets[name].length;
  if (agent.totalSocketCount > agent.maxTotalSockets || count > agent.maxSockets || free.length >= agent.maxFreeSockets || !agent.keepSocketAlive(socket)) {
    socket.destroy();
    return;
  }
  agent.freeSockets[name] = free;
  socket._httpMessage = null;
  agent.removeSocket(socket, options);
  socket.once('error', freeSocketErrorListener);
  free.push(socket);
}

// Keys are logged by connections that have such, once somebody listens.
function maybeEnableKeylog(name) {
  if (name !== 'keylog') return;
  this.removeListener('newListener', maybeEnableKeylog);
  const agent = this;
  this[kOnKeylog] = function onkeylog(line) { agent.emit('keylog', line, this); };
  for (const list of Object.values(this.sockets)) for (const socket of list) socket.on('keylog', this[kOnKeylog]);
}

function freeSocketErrorListener() {
  this.destroy();
  this.emit('agentRemove');
}

function setRequestSocket(agent, req, socket) {
  req.onSocket(socket);
  const agentTimeout = agent.options.timeout || 0;
  if (req.timeout === undefined || req.timeout === agentTimeout) return;
  socket.setTimeout(req.timeout);
}

function installListeners(agent, socket, options) {
  function onFreeSocket() { agent.emit('free', socket, options); }
  socket.on('free', onFreeSocket);
  function onClose() {
    agent.totalSocketCount--;
    agent.removeSocket(socket, options);
  }
  socket.on('close', onClose);
  function onTimeout() {
    // Only a socket that is free is closed for having been so for long.
    for (const list of Object.values(agent.freeSockets)) {
      if (list.includes(socket)) {
        socket.destroy();
        return;
      }
    }
  }
  socket.on('timeout', onTimeout);
  function onRemove() {
    agent.totalSocketCount--;
    agent.removeSocket(socket, options);
    socket.removeListener('close', onClose);
    socket.removeListener('free', onFreeSocket);
    socket.removeListener('timeout', onTimeout);
    socket.removeListener('agentRemove', onRemove);
  }
  socket.on('agentRemove', onRemove);
  if (agent[kOnKeylog]) socket.on('keylog', agent[kOnKeylog]);
}

const methods = {
  createConnection: net.createConnection,
  getName(options = {}) {
    let name = options.host || 'localhost';
    name += ':';
    if (options.port) name += options.port;
    name += ':';
    if (options.localAddress) name += options.localAddress;
    // What asks for a family of addresses is not what does not.
    if (options.family === 4 || options.family === 6) name += `:${options.family}`;
    if (options.socketPath) name += `:${options.socketPath}`;
    return name;
  },
  addRequest(req, options, port, localAddress) {
    if (typeof options === 'string') options = { __proto__: null, host: options, port, localAddress };
    options = { __proto__: null, ...options, ...this.options };
    if (options.socketPath) options.path = options.socketPath;
    normalizeServerName(options, req);
    const name = this.getName(options);
    this.sockets[name] ||= [];
    const free = this.freeSockets[name];
    let socket;
    if (free) {
      while (free.length && free[0].destroyed) free.shift();
      socket = this.scheduling === 'fifo' ? free.shift() : free.pop();
      if (!free.length) delete this.freeSockets[name];
    }
    const freeLength = free ? free.length : 0;
    const count = freeLength + this.sockets[name].length;
    if (socket) {
      this.reuseSocket(socket, req);
      setRequestSocket(this, req, socket);
      this.sockets[name].push(socket);
    } else if (count < this.maxSockets && this.totalSocketCount < this.maxTotalSockets) {
      this.createSocket(req, options, (error, made) => {
        if (error) req.onSocket(made, error);
        else setRequestSocket(this, req, made);
      });
    } else {
      this.requests[name] ||= [];
      req[kRequestOptions] = options;
      req[kRequestAsyncResource] = new (require('async_hooks').AsyncResource)('QueuedRequest');
      this.requests[name].push(req);
    }
  },
  createSocket(req, options, callback) {
    options = { __proto__: null, ...options, ...this.options };
    if (options.socketPath) options.path = options.socketPath;
    normalizeServerName(options, req);
    const name = this.getName(options);
    options._agentKey = name;
    options.encoding = null;
    let called = false;
    const created = (error, socket) => {
      if (called) return;
      called = true;
      if (error) return callback(error);
      (this.sockets[name] ||= []).push(socket);
      this.totalSocketCount++;
      installListeners(this, socket, options);
      callback(null, socket);
    };
    if (this.keepAlive) {
      options.keepAlive = this.keepAlive;
      options.keepAliveInitialDelay = this.keepAliveMsecs;
    }
    const made = this.createConnection(options, created);
    if (made) created(null, made);
  },
  removeSocket(socket, options) {
    const name = this.getName(options);
    const sets = [this.sockets];
    if (!socket.writable) sets.push(this.freeSockets);
    for (const sockets of sets) {
      const list = sockets[name];
      const at = list ? list.indexOf(socket) : -1;
      if (at < 0) continue;
      list.splice(at, 1);
      if (list.length === 0) delete sockets[name];
    }
    let req;
    if (this.requests[name]?.length) {
      req = this.requests[name][0];
    } else {
      for (const key of Object.keys(this.requests)) {
        if (this.sockets[key]?.length) break;
        req = this.requests[key][0];
        options = req[kRequestOptions];
        break;
      }
    }
    if (req && options) {
      req[kRequestOptions] = undefined;
      // The request that waited is not taken from its line before it has a socket.
      this.createSocket(req, options, (error, made) => {
        if (error) req.onSocket(made, error);
        else made.emit('free'); // which gives it to the request
      });
    }
  },
  keepSocketAlive(socket) {
    socket.setKeepAlive(true, this.keepAliveMsecs);
    socket.unref();
    let agentTimeout = this.options.timeout || 0;
    // The server says how long it keeps the connection. The agent lets go of it
    // a while before, and does not keep it at all if no time is left.
    const hint = socket._httpMessage?.res?.headers?.['keep-alive'];
    const told = hint && /^timeout=(\d+)/.exec(hint)?.[1];
    let keeps = true;
    if (told) {
      const serverTimeout = Math.max(0, told * 1000 - letsGoBefore);
      if (serverTimeout === 0) keeps = false;
      else if (serverTimeout < agentTimeout) agentTimeout = serverTimeout;
    }
    if (socket.timeout !== agentTimeout) socket.setTimeout(agentTimeout);
    return keeps;
  },
  reuseSocket(socket, req) {
    socket.removeListener('error', freeSocketErrorListener);
    req.reusedSocket = true;
    socket.ref();
  },
  destroy() {
    for (const set of [this.freeSockets, this.sockets]) {
      for (const list of Object.values(set)) for (const socket of [...list]) socket.destroy();
    }
  },
};
for (const [name, method] of Object.entries(methods)) Agent.prototype[name] = method;

// The name of a server is that of the host the request names.
function normalizeServerName(options, req) {
  if (!options.servername && options.servername !== '') {
    let name = options.host;
    const host = req.getHeader('host');
    if (host) {
      validateString(host, 'options.headers.host');
      if (host[0] !== '[') name = host.split(':', 1)[0];
      else name = host.includes(']') ? host.slice(1, host.indexOf(']')) : host;
    }
    options.servername = net.isIP(name) ? '' : name;
  }
}

module.exports = { Agent, globalAgent: new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5000 }) };
