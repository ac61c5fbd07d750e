'use strict';

// The timer functions. The lists of timers are in Go (timer.go).

const native = binding('timers');
const ids = require('internal/async_ids');
const { validateFunction } = require('internal/validators');

const maximumMs = 2 ** 31 - 1;
const custom = Symbol.for('nodejs.util.promisify.custom');
const inspectCustom = Symbol.for('nodejs.util.inspect.custom');

// Timers that were turned into a number, by that number.
const known = new Map();

class Timeout {
  #handle;
  #ids;
  #ref = true;

  constructor(callback, after, args, isRepeat) {
    after *= 1;
    if (!(after >= 1 && after <= maximumMs)) {
      if (after > maximumMs && process.emitWarning) {
        process.emitWarning(`${after} does not fit into a 32-bit signed integer.\nTimeout duration was set to 1.`, 'TimeoutOverflowWarning');
      }
      after = 1;
    }
    this._idleTimeout = after;
    this._idlePrev = this;
    this._idleNext = this;
    this._idleStart = null;
    this._onTimeout = callback;
    this._timerArgs = args;
    this._repeat = isRepeat ? after : null;
    this._destroyed = false;
    this.#ids = ids.begin('Timeout', this);
    this.#handle = native.start(after, isRepeat, () => this.#fire());
  }

  #fire() {
    const callback = this._onTimeout;
    if (typeof callback !== 'function') return;
    try {
      ids.run(this.#ids, callback, this, this._timerArgs || []);
    } finally {
      if (this._repeat === null && !native.isRunning(this.#handle)) this.#destroy();
    }
  }

  #destroy() {
    if (this._destroyed) return;
    this._destroyed = true;
    if (this.#known) known.delete(this.#ids.id);
    ids.end(this.#ids);
  }

  #known = false;

  // stop is what clearTimeout does, with any timer.
  static stop(timer) {
    timer._onTimeout = null;
    timer._idleTimeout = -1;
    native.stop(timer.#handle);
    timer.#destroy();
  }

  static isOurs(value) { return typeof value === 'object' && value !== null && #handle in value; }

  [inspectCustom](depth, options) {
    return require('internal/inspect').inspect(this, { ...options, depth: 0, customInspect: false });
  }

  refresh() {
    if (this._onTimeout === null) return this;
    native.restart(this.#handle);
    this._destroyed = false;
    return this;
  }

  unref() {
    this.#ref = false;
    native.setRef(this.#handle, false);
    return this;
  }

  ref() {
    this.#ref = true;
    native.setRef(this.#handle, true);
    return this;
  }

  hasRef() { return this.#ref; }

  close() {
    clearTimeout(this);
    return this;
  }

  [Symbol.toPrimitive]() {
    if (!this.#known) {
      this.#known = true;
      known.set(this.#ids.id, this);
    }
    return this.#ids.id;
  }
}
if (Symbol.dispose) {
  Object.defineProperty(Timeout.prototype, Symbol.dispose, { value() { clearTimeout(this); }, writable: true, configurable: true });
}

class Immediate {
  #handle;
  #ids;
  #ref = true;

  constructor(callback, args) {
    this._idleNext = null;
    this._idlePrev = null;
    this._onImmediate = callback;
    this._argv = args;
    this._destroyed = false;
    this.#ids = ids.begin('Immediate', this);
    this.#handle = native.immediate(() => {
      this._destroyed = true;
      try {
        ids.run(this.#ids, this._onImmediate, this, this._argv || []);
      } finally {
        this._onImmediate = null;
        ids.end(this.#ids);
      }
    });
  }

  static stop(immediate) {
    if (immediate._destroyed) return;
    immediate._destroyed = true;
    native.clearImmediate(immediate.#handle);
    immediate._onImmediate = null;
    ids.end(immediate.#ids);
  }

  static isOurs(value) { return typeof value === 'object' && value !== null && #handle in value; }

  ref() {
    if (!this._destroyed) this.#ref = true;
    native.setImmediateRef(this.#handle, true);
    return this;
  }

  unref() {
    this.#ref = false;
    native.setImmediateRef(this.#handle, false);
    return this;
  }

  hasRef() { return this.#ref && !this._destroyed; }
}
if (Symbol.dispose) {
  Object.defineProperty(Immediate.prototype, Symbol.dispose, { value() { clearImmediate(this); }, writable: true, configurable: true });
}

function setTimeout(callback, after, arg1, arg2, arg3) {
  validateFunction(callback, 'callback');
  const args = arguments.length > 2 ? Array.prototype.slice.call(arguments, 2) : undefined;
  return new Timeout(callback, after, args, false);
}

function setInterval(callback, repeat, arg1, arg2, arg3) {
  validateFunction(callback, 'callback');
  const args = arguments.length > 2 ? Array.prototype.slice.call(arguments, 2) : undefined;
  return new Timeout(callback, repeat, args, true);
}

function setImmediate(callback, arg1, arg2, arg3) {
  validateFunction(callback, 'callback');
  const args = arguments.length > 1 ? Array.prototype.slice.call(arguments, 1) : undefined;
  return new Immediate(callback, args);
}

function clearTimeout(timer) {
  if (Timeout.isOurs(timer)) {
    if (timer._onTimeout) Timeout.stop(timer);
  } else if (typeof timer === 'number' || typeof timer === 'string') {
    const found = known.get(+timer);
    if (found) Timeout.stop(found);
  }
}

function clearInterval(timer) { clearTimeout(timer); }

function clearImmediate(immediate) {
  if (Immediate.isOurs(immediate)) Immediate.stop(immediate);
}

for (const [f, name] of [[setTimeout, 'setTimeout'], [setImmediate, 'setImmediate']]) {
  Object.defineProperty(f, custom, { enumerable: true, get: () => require('timers/promises')[name] });
}

module.exports = { setTimeout, clearTimeout, setImmediate, clearImmediate, setInterval, clearInterval };
Object.defineProperty(module.exports, 'promises', {
  configurable: true, enumerable: true, get: () => require('timers/promises'),
});
