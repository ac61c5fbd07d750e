'use strict';

// The primary of a cluster: it starts workers and listens for them.

const EventEmitter = require('events');
const { send: sendMessage, receive, Worker } = require('internal/cluster/messages');

const cluster = new EventEmitter();
module.exports = cluster;

const handles = new Map(); // what is listened with, by key
const empty = new EventEmitter(); // tells when no worker is left
let lastID = 0;
let policy;

cluster.isWorker = false;
cluster.isMaster = true;
cluster.isPrimary = true;
cluster.Worker = Worker;
cluster.workers = {};
cluster.settings = {};
cluster.SCHED_NONE = 1;
cluster.SCHED_RR = 2;
cluster.schedulingPolicy = { none: 1, rr: 2 }[process.env.NODE_CLUSTER_SCHED_POLICY] ?? cluster.SCHED_RR;

cluster.setupPrimary = function(options) {
  const settings = {
    args: process.argv.slice(2), exec: process.argv[1], execArgv: process.execArgv, silent: false, ...cluster.settings, ...options,
  };
  cluster.settings = settings;
  if (policy === undefined) {
    policy = cluster.schedulingPolicy;
    if (policy !== cluster.SCHED_NONE && policy !== cluster.SCHED_RR) {
      require('assert').fail(`Bad cluster.schedulingPolicy: ${policy}`);
    }
  }
  process.nextTick(() => cluster.emit('setup', settings));
};

cluster.setupMaster = cluster.setupPrimary;

function removeWorker(worker) {
  delete cluster.workers[worker.id];
  if (Object.keys(cluster.workers).length === 0) empty.emit('empty');
}

function removeHandles(worker) {
  for (const [key, handle] of handles) {
    if (handle.remove(worker)) handles.delete(key);
  }
}

cluster.fork = function(env) {
  cluster.setupPrimary();
  const id = ++lastID;
  const { exec, args, cwd, serialization, silent, windowsHide, execArgv, stdio, gid, uid } = cluster.settings;
  const started = require('child_process').fork(exec, args, {
    cwd, env: { ...process.env, ...env, NODE_UNIQUE_ID: `${id}` }, serialization, silent, windowsHide, execArgv, stdio, gid, uid,
  });
  const worker = new Worker({ id, process: started });
  worker.on('message', function(message, handle) { cluster.emit('message', this, message, handle); });
  started.once('exit', (code, signal) => {
    // One that is still connected may have something to say.
    if (!worker.isConnected()) {
      removeHandles(worker);
      removeWorker(worker);
    }
    worker.exitedAfterDisconnect = Boolean(worker.exitedAfterDisconnect);
    worker.state = 'dead';
    worker.emit('exit', code, signal);
    cluster.emit('exit', worker, code, signal);
  });
  started.once('disconnect', () => {
    removeHandles(worker);
    if (worker.isDead()) removeWorker(worker);
    worker.exitedAfterDisconnect = Boolean(worker.exitedAfterDisconnect);
    worker.state = 'disconnected';
    worker.emit('disconnect');
    cluster.emit('disconnect', worker);
  });
  started.on('internalMessage', receive(worker, onMessage));
  process.nextTick(() => cluster.emit('fork', worker));
  cluster.workers[worker.id] = worker;
  return worker;
};

cluster.disconnect = function(callback) {
  const workers = Object.values(cluster.workers);
  if (workers.length === 0) {
    process.nextTick(() => empty.emit('empty'));
  } else {
    for (const worker of workers) if (worker.isConnected()) worker.disconnect();
  }
  // Each is off the list already, so that the first that goes tells of it.
  if (typeof callback === 'function') empty.once('empty', callback);
};

const acts = {
  online(worker) {
    worker.state = 'online';
    worker.emit('online');
    cluster.emit('online', worker);
  },
  listening(worker, { addressType, address, port, fd }) {
    const info = { addressType, address, port, fd };
    worker.state = 'listening';
    worker.emit('listening', info);
    cluster.emit('listening', worker, info);
  },
  exitedAfterDisconnect(worker, { seq }) {
    worker.exitedAfterDisconnect = true;
    send(worker, { ack: seq });
  },
  queryServer,
  close(worker, { key }) {
    if (handles.get(key)?.remove(worker)) handles.delete(key);
  },
};

function onMessage(message) {
  if (Object.hasOwn(acts, message.act)) acts[message.act](this, message);
}

/** The address of a server. A path is told as the shortest that leads there from here: a
    socket's has room for 107 bytes. */
function shortest({ address, port }) {
  if (!(port < 0) || typeof address !== 'string') return address;
  const relative = require('path').relative(process.cwd(), address);
  return address.length < relative.length ? address : relative;
}

/** A worker wants to listen: it is told with what. */
function queryServer(worker, message) {
  if (worker.exitedAfterDisconnect) return;
  const key = `${message.address}:${message.port}:${message.addressType}:${message.fd}:${message.index}`;
  let handle = handles.get(key);
  if (handle === undefined) {
    const { RoundRobin, Shared } = require('internal/cluster/listening');
    const datagrams = message.addressType === 'udp4' || message.addressType === 'udp6';
    const place = { ...message, address: shortest(message) };
    handle = policy === cluster.SCHED_RR && !datagrams ? new RoundRobin(key, place) : new Shared(key, place);
    handles.set(key, handle);
  }
  handle.data ||= message.data;
  handle.add(worker, (error, answer, passed) => {
    const { data } = handle;
    if (error) handles.delete(key);
    send(worker, { error, key, ack: message.seq, data, ...answer }, passed);
  });
}

function send(worker, message, handle, answered) { return sendMessage(worker.process, message, handle, answered); }

Worker.prototype.disconnect = function() {
  this.exitedAfterDisconnect = true;
  send(this, { act: 'disconnect' });
  removeHandles(this);
  removeWorker(this);
  return this;
};

Worker.prototype.destroy = function(signal) { this.process.kill(signal || 'SIGTERM'); };
