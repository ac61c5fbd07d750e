'use strict';

// A worker of a cluster: it listens with what its primary gives it.

const EventEmitter = require('events');
const { send: sendMessage, receive, Worker } = require('internal/cluster/messages');
const { kOwner } = require('internal/stream_handle');

const cluster = new EventEmitter();
module.exports = cluster;

const handles = new Map(); // by key
const indexes = new Map(); // how often an address was asked for: port 0 is another one each time

cluster.isWorker = true;
cluster.isMaster = false;
cluster.isPrimary = false;
cluster.worker = null;
cluster.Worker = Worker;

cluster._setupWorker = function() {
  const worker = new Worker({ id: Number(process.env.NODE_UNIQUE_ID) | 0, process, state: 'online' });
  cluster.worker = worker;
  process.once('disconnect', () => {
    process.channel = null;
    worker.emit('disconnect');
    // The primary is gone, or the program has cut the channel.
    if (!worker.exitedAfterDisconnect) process.exit(0);
  });
  process.on('internalMessage', receive(worker, (message, handle) => {
    if (message.act === 'newconn') onConnection(message, handle);
    else if (message.act === 'disconnect') disconnect(worker, true);
  }));
  send({ act: 'online' });
};

/** Asks the primary for what to listen with: given(error, handle). */
cluster._getServer = function(server, options, given) {
  let { address } = options;
  if (options.port < 0 && typeof address === 'string') address = require('path').resolve(address);
  const place = [address, options.port, options.addressType, options.fd].join(':');
  const known = indexes.get(place) ?? { next: 0, taken: new Set() };
  indexes.set(place, known);
  const index = known.next++;
  known.taken.add(index);
  const forget = () => {
    known.taken.delete(index);
    if (known.taken.size === 0) indexes.delete(place);
  };
  const message = { ...options, act: 'queryServer', index, data: null, address };
  send(message, undefined, (answer, handle) => {
    if (handle !== undefined) share(answer, handle, forget, given);
    else roundRobin(answer, forget, given);
  });
  server.once('listening', () => {
    if (!indexes.has(place)) return; // it has been closed
    cluster.worker.state = 'listening';
    const name = server.address();
    send({ ...message, act: 'listening', port: name?.port || options.port });
  });
};

/** A handle that all workers have. */
function share({ error, key }, handle, forget, given) {
  const close = handle.close;
  handle.close = function(done) {
    send({ act: 'close', key });
    handles.delete(key);
    forget();
    return Reflect.apply(close, handle, [done]);
  };
  handles.set(key, handle);
  given(error, handle);
}

/** In place of a handle: what the primary accepts comes as messages. */
function roundRobin({ error, key, sockname }, forget, given) {
  if (error) {
    given(error, null);
    return;
  }
  let alive = null; // a timer, which keeps the loop alive
  const hold = () => { alive ??= setInterval(() => {}, 2 ** 31 - 1); };
  const release = () => {
    clearInterval(alive);
    alive = null;
  };
  let open = true;
  const handle = {
    listen() { hold(); },
    close(done) {
      if (open) {
        open = false;
        send({ act: 'close', key });
        handles.delete(key);
        forget();
        release();
      }
      if (typeof done === 'function') process.nextTick(done);
    },
    ref: hold,
    unref: release,
    hasRef: () => alive !== null,
    getAsyncId: () => -1,
  };
  if (sockname) handle.getsockname = () => sockname;
  handles.set(key, handle);
  given(undefined, handle);
}

function onConnection({ key, seq }, connection) {
  const handle = handles.get(key);
  const server = handle?.[kOwner];
  // One that has as many as it may leaves it to another worker.
  const accepted = handle !== undefined && !(server?.maxConnections && server._connections >= server.maxConnections);
  send({ ack: seq, accepted });
  if (accepted) handle.onconnection(undefined, connection);
  else connection.close();
}

function send(message, handle, answered) { return sendMessage(process, message, handle, answered); }

/** Closes all servers, and then the channel. */
function disconnect(worker, byPrimary) {
  worker.exitedAfterDisconnect = true;
  let left = 1;
  const closed = () => {
    if (--left > 0) return;
    // The primary is told first that this was meant.
    if (byPrimary) process.disconnect();
    else send({ act: 'exitedAfterDisconnect' }, undefined, () => process.disconnect());
  };
  for (const handle of handles.values()) {
    left++;
    if (handle[kOwner]) handle[kOwner].close(closed);
    else handle.close(closed);
  }
  handles.clear();
  closed();
}

Worker.prototype.disconnect = function() {
  if (this.state !== 'disconnecting' && this.state !== 'destroying') {
    this.state = 'disconnecting';
    disconnect(this, false);
  }
  return this;
};

Worker.prototype.destroy = function() {
  if (this.state === 'destroying') return;
  this.exitedAfterDisconnect = true;
  if (!this.isConnected()) process.exit(0);
  this.state = 'destroying';
  send({ act: 'exitedAfterDisconnect' }, undefined, () => process.disconnect());
  process.once('disconnect', () => process.exit(0));
};
