'use strict';

const native = binding('timers');

class Timeout {
  #handle;
  #ref = true;
  constructor(callback, ms, repeat, args) {
    this._onTimeout = callback;
    this.#handle = native.start(ms === undefined ? 1 : +ms, repeat, () => this._onTimeout(...args));
  }
  ref() { this.#ref = true; native.setRef(this.#handle, true); return this; }
  unref() { this.#ref = false; native.setRef(this.#handle, false); return this; }
  hasRef() { return this.#ref; }
  refresh() { native.restart(this.#handle); return this; }
  close() { native.stop(this.#handle); return this; }
}

class Immediate {
  #handle;
  #ref = true;
  constructor(callback, args) {
    this._onImmediate = callback;
    this.#handle = native.immediate(() => this._onImmediate(...args));
  }
  ref() { this.#ref = true; native.setImmediateRef(this.#handle, true); return this; }
  unref() { this.#ref = false; native.setImmediateRef(this.#handle, false); return this; }
  hasRef() { return this.#ref; }
  _clear() { native.clearImmediate(this.#handle); }
}

exports.setTimeout = function setTimeout(callback, ms, ...args) { return new Timeout(callback, ms, false, args); };
exports.setInterval = function setInterval(callback, ms, ...args) { return new Timeout(callback, ms, true, args); };
exports.setImmediate = function setImmediate(callback, ...args) { return new Immediate(callback, args); };
exports.clearTimeout = function clearTimeout(timer) { if (timer instanceof Timeout) timer.close(); };
exports.clearInterval = exports.clearTimeout;
exports.clearImmediate = function clearImmediate(immediate) { if (immediate instanceof Immediate) immediate._clear(); };
