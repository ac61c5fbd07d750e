'use strict';

// What a primary listens with for its workers: round robin, where it accepts and
// hands connections to who is free; or one handle for all, where each accepts by
// itself and the system decides. (doc: cluster.html#how-it-works)

const net = require('net');
const { send } = require('internal/cluster/messages');

class RoundRobin {
  #handle = null;
  #server;
  #all = new Map();
  #free = new Map(); // in the order in which they became free
  #connections = []; // that nobody has
  constructor(key, { address, port, fd, flags, backlog }) {
    this.key = key;
    this.#server = net.createServer();
    if (fd >= 0) this.#server.listen({ fd, backlog });
    else if (port >= 0) this.#server.listen({ port, host: address ?? undefined, ipv6Only: Boolean(flags & 1), backlog });
    else this.#server.listen(address);
    this.#server.once('listening', () => {
      this.#handle = this.#server._handle;
      this.#handle.onconnection = (error, connection) => this.#distribute(connection);
      this.#server._handle = null;
      this.#server = null;
    });
  }
  /** Lets a worker have connections; reply(error, what it is told, handle). */
  add(worker, reply) {
    this.#all.set(worker.id, worker);
    const done = () => {
      const name = this.#handle.getsockname?.();
      reply(undefined, name === undefined ? null : { sockname: name });
      this.#handOver(worker);
    };
    if (this.#server === null) {
      done();
      return;
    }
    this.#server.once('listening', done);
    this.#server.once('error', (error) => reply(error.code, null));
  }
  /** Whether no worker is left. */
  remove(worker) {
    if (!this.#all.delete(worker.id)) return false;
    this.#free.delete(worker.id);
    if (this.#all.size !== 0) return false;
    for (const connection of this.#connections) connection.close();
    this.#connections = [];
    this.#handle?.close();
    this.#handle = null;
    return true;
  }
  #distribute(connection) {
    this.#connections.push(connection);
    const [next] = this.#free.values();
    if (next === undefined) return;
    this.#free.delete(next.id);
    this.#handOver(next);
  }
  #handOver(worker) {
    if (!this.#all.has(worker.id)) return;
    const connection = this.#connections.shift();
    if (connection === undefined) {
      this.#free.set(worker.id, worker);
      return;
    }
    send(worker.process, { act: 'newconn', key: this.key }, connection, (answer) => {
      if (answer.accepted) connection.close();
      else this.#distribute(connection); // it is about to end: somebody else
      this.#handOver(worker);
    });
  }
}

class Shared {
  #workers = new Set();
  #handle = null;
  #error;
  constructor(key, { address, port, addressType, fd, flags }) {
    this.key = key;
    if (addressType === 'udp4' || addressType === 'udp6') {
      this.#bind(address, port, flags);
      return;
    }
    let made;
    if (!address && !(fd >= 0) && port >= 0) made = net._createServerHandle('::', port, 6, fd, flags);
    if (made === undefined || typeof made === 'string') made = net._createServerHandle(address, port, addressType, fd, flags);
    if (typeof made === 'string') this.#error = made;
    else this.#handle = made;
  }
  /** Makes the socket of UDP that all have. (dgram._createSocketHandle) */
  #bind(address, port, flags) {
    const handle = new (require('internal/datagram_handle').UDP)();
    this.#error = handle.bind(address, port, (flags & 4) !== 0, (flags & 1) !== 0);
    if (this.#error === undefined) this.#handle = handle;
    else handle.close();
  }
  add(worker, reply) {
    this.#workers.add(worker.id);
    reply(this.#error, null, this.#handle ?? undefined);
  }
  remove(worker) {
    if (!this.#workers.delete(worker.id) || this.#workers.size !== 0) return false;
    this.#handle?.close();
    this.#handle = null;
    return true;
  }
}

module.exports = { RoundRobin, Shared };
