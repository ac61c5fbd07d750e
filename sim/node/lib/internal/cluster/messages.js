'use strict';

// What primary and workers tell each other: messages of Node's own over the
// channel, some of which want an answer.

const EventEmitter = require('events');

const waiting = new Map(); // for an answer, by number
let last = 0;

/** Sends a message; answered(message, handle) is called with the answer to it. */
function send(to, message, handle, answered) {
  if (!to.connected) return false;
  message = { cmd: 'NODE_CLUSTER', ...message, seq: last };
  if (typeof answered === 'function') waiting.set(last, answered);
  last++;
  return to.send(message, handle);
}

/** A listener of internalMessage that finds answers, and gives what asks to call. */
function receive(worker, call) {
  return function onInternalMessage(message, handle) {
    if (message.cmd !== 'NODE_CLUSTER') return;
    let to = call;
    if (message.ack !== undefined) {
      const answered = waiting.get(message.ack);
      if (answered !== undefined) {
        to = answered;
        waiting.delete(message.ack);
      }
    }
    Reflect.apply(to, worker, [message, handle]);
  };
}

/** A worker, as both sides see it. */
function Worker(options) {
  if (!(this instanceof Worker)) return new Worker(options);
  Reflect.apply(EventEmitter, this, []);
  options = options !== null && typeof options === 'object' ? options : {};
  this.exitedAfterDisconnect = undefined;
  this.state = options.state || 'none';
  this.id = options.id | 0;
  if (options.process) {
    this.process = options.process;
    this.process.on('error', (code, signal) => this.emit('error', code, signal));
    this.process.on('message', (message, handle) => this.emit('message', message, handle));
  }
}
Object.setPrototypeOf(Worker.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Worker, EventEmitter);

Worker.prototype.kill = function kill(...args) { this.destroy(...args); };
Worker.prototype.send = function send(...args) { return this.process.send(...args); };
Worker.prototype.isDead = function isDead() { return this.process.exitCode != null || this.process.signalCode != null; };
Worker.prototype.isConnected = function isConnected() { return this.process.connected; };

module.exports = { send, receive, Worker };
