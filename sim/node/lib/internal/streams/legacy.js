'use strict';

// Stream, what all streams are: an EventEmitter that can be piped.

const EventEmitter = require('events');

function Stream(options) { EventEmitter.call(this, options); }
Object.setPrototypeOf(Stream.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Stream, EventEmitter);

/** pipe of old streams, which only emit 'data' and 'end'. */
Stream.prototype.pipe = function pipe(destination, options) {
  const source = this;
  const ondata = (chunk) => {
    if (destination.writable && destination.write(chunk) === false && source.pause) source.pause();
  };
  const ondrain = () => { if (source.readable && source.resume) source.resume(); };
  let ended = false;
  const onend = () => {
    if (ended) return;
    ended = true;
    destination.end();
  };
  const onclose = () => {
    if (ended) return;
    ended = true;
    if (typeof destination.destroy === 'function') destination.destroy();
  };
  const onerror = function onerror(error) {
    cleanup();
    if (EventEmitter.listenerCount(this, 'error') === 0) this.emit('error', error);
  };
  source.on('data', ondata);
  destination.on('drain', ondrain);
  if (!destination._isStdio && (!options || options.end !== false)) {
    source.on('end', onend);
    source.on('close', onclose);
  }
  prependListener(source, 'error', onerror);
  prependListener(destination, 'error', onerror);
  function cleanup() {
    source.removeListener('data', ondata);
    destination.removeListener('drain', ondrain);
    source.removeListener('end', onend);
    source.removeListener('close', onclose);
    source.removeListener('error', onerror);
    destination.removeListener('error', onerror);
    source.removeListener('end', cleanup);
    source.removeListener('close', cleanup);
    destination.removeListener('close', cleanup);
  }
  source.on('end', cleanup);
  source.on('close', cleanup);
  destination.on('close', cleanup);
  destination.emit('pipe', source);
  return destination;
};

// The events that are listened to: streams name those that are common before
// anybody listens.
Stream.prototype.eventNames = function eventNames() {
  const all = this._events;
  return Reflect.ownKeys(all).filter((key) => typeof all[key] === 'function' || (Array.isArray(all[key]) && all[key].length > 0));
};

/** Adds a listener before the others, to emitters of any make. */
function prependListener(emitter, event, f) {
  if (typeof emitter.prependListener === 'function') return emitter.prependListener(event, f);
  if (!emitter._events || !emitter._events[event]) emitter.on(event, f);
  else if (Array.isArray(emitter._events[event])) emitter._events[event].unshift(f);
  else emitter._events[event] = [f, emitter._events[event]];
}

module.exports = { Stream, prependListener };
