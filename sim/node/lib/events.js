'use strict';

function EventEmitter() {
  if (!this._events || this._events === Object.getPrototypeOf(this)._events) {
    this._events = Object.create(null);
  }
}

EventEmitter.prototype.emit = function emit(type, ...args) {
  const list = this._events[type];
  if (!list || list.length === 0) {
    if (type === 'error') throw args[0];
    return false;
  }
  for (const listener of list.slice()) {
    Reflect.apply(listener, this, args);
  }
  return true;
};

EventEmitter.prototype.on = function on(type, listener) {
  (this._events[type] ||= []).push(listener);
  return this;
};
EventEmitter.prototype.addListener = EventEmitter.prototype.on;

EventEmitter.prototype.once = function once(type, listener) {
  const wrapper = (...args) => {
    this.off(type, wrapper);
    Reflect.apply(listener, this, args);
  };
  wrapper.listener = listener;
  return this.on(type, wrapper);
};

EventEmitter.prototype.off = function off(type, listener) {
  const list = this._events[type];
  if (list) {
    const at = list.findLastIndex((l) => l === listener || l.listener === listener);
    if (at >= 0) list.splice(at, 1);
  }
  return this;
};
EventEmitter.prototype.removeListener = EventEmitter.prototype.off;

EventEmitter.prototype.listenerCount = function listenerCount(type) {
  return (this._events[type] || []).length;
};

module.exports = EventEmitter;
module.exports.EventEmitter = EventEmitter;
