'use strict';

// The timer functions. The lists of timers are in Go (timer.go), which calls
// what the properties of a timer say.

const native = binding('timers');
const { timerId, refed: kRefed } = binding('async');
const { codes } = require('internal/errors');
const { validateFunction, validateNumber } = require('internal/validators');

const maximumMs = 2 ** 31 - 1;
const custom = Symbol.for('nodejs.util.promisify.custom');
const inspectCustom = Symbol.for('nodejs.util.inspect.custom');
const kHasPrimitive = Symbol('kHasPrimitive');

// Timers that were turned into a number, by that number.
const known = new Map();

// Objects that are no Timeout but were made timers by enroll.
const enrolled = new WeakMap();

class Timeout {
  #handle;

  constructor(callback, after, args, isRepeat) {
    after *= 1;
    if (!(after >= 1 && after <= maximumMs)) {
      if (after > maximumMs) {
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
    this[kRefed] = true;
    this[kHasPrimitive] = false;
    this.#handle = native.timer(this, isRepeat ? 'setInterval' : 'setTimeout');
    native.start(this.#handle, after);
  }

  static handleOf(timer) { return #handle in timer ? timer.#handle : enrolled.get(timer); }

  // What is shown of a timer: its neighbours in the list are no deeper than
  // their names.
  [inspectCustom](depth, options) {
    const [start, listed, newer, older] = native.state(this.#handle);
    const beside = (is) => (listed ? Object.create((is ? Timeout : TimersList).prototype, { hidden: { value: 0, enumerable: true } }) : null);
    const shown = Object.create(Timeout.prototype);
    for (const key of Reflect.ownKeys(this)) shown[key] = this[key];
    if (!listed || shown._idlePrev === this) Object.assign(shown, { _idlePrev: beside(newer), _idleNext: beside(older), _idleStart: start });
    return require('internal/inspect').inspect(shown, { ...options, depth: 0, customInspect: false });
  }

  refresh() {
    active(this, this[kRefed]);
    return this;
  }

  unref() {
    if (this[kRefed]) {
      this[kRefed] = false;
      native.setRef(this.#handle, false);
    }
    return this;
  }

  ref() {
    if (!this[kRefed]) {
      this[kRefed] = true;
      if (#handle in this) native.setRef(this.#handle, true);
    }
    return this;
  }

  hasRef() { return this[kRefed]; }
}
const { handleOf } = Timeout;
delete Timeout.handleOf;

class TimersList {}

class Immediate {
  #handle;

  constructor(callback, args) {
    this._idleNext = null;
    this._idlePrev = null;
    this._onImmediate = callback;
    this._argv = args;
    this._destroyed = false;
    this[kRefed] = true;
    this.#handle = native.immediate(this);
  }

  static handleOf(immediate) { return #handle in immediate ? immediate.#handle : undefined; }

  ref() {
    if (this[kRefed] === false) {
      this[kRefed] = true;
      native.setImmediateRef(this.#handle, true);
    }
    return this;
  }

  unref() {
    if (this[kRefed] === true) {
      this[kRefed] = false;
      native.setImmediateRef(this.#handle, false);
    }
    return this;
  }

  hasRef() { return Boolean(this[kRefed]); }
}
const immediateHandleOf = Immediate.handleOf;
delete Immediate.handleOf;

// argumentsFrom are the arguments for the callback, undefined if there are none.
const argumentsFrom = (list, from) => (list.length > from ? Array.prototype.slice.call(list, from) : undefined);

function setTimeout(callback, after, arg1, arg2, arg3) {
  validateFunction(callback, 'callback');
  return new Timeout(callback, after, argumentsFrom(arguments, 2), false);
}

function setInterval(callback, repeat, arg1, arg2, arg3) {
  validateFunction(callback, 'callback');
  return new Timeout(callback, repeat, argumentsFrom(arguments, 2), true);
}

function setImmediate(callback, arg1, arg2, arg3) {
  validateFunction(callback, 'callback');
  return new Immediate(callback, argumentsFrom(arguments, 1));
}

function unenroll(timer) {
  if (timer._destroyed) return;
  timer._destroyed = true;
  if (timer[kHasPrimitive]) known.delete(timer[timerId]);
  const handle = handleOf(timer);
  if (handle !== undefined) native.stop(handle);
  timer._idleNext = timer._idlePrev = null;
  timer._idleTimeout = -1;
}

function clearTimeout(timer) {
  if (timer && timer._onTimeout) {
    timer._onTimeout = null;
    unenroll(timer);
  } else if (typeof timer === 'number' || typeof timer === 'string') {
    const found = known.get(`${timer}`);
    if (found !== undefined) {
      found._onTimeout = null;
      unenroll(found);
    }
  }
}

function clearInterval(timer) { clearTimeout(timer); }

function clearImmediate(immediate) {
  if (!immediate || immediate._destroyed) return;
  immediate._destroyed = true;
  const handle = immediateHandleOf(immediate);
  if (handle !== undefined) native.clearImmediate(handle);
  immediate[kRefed] = null;
  immediate._onImmediate = null;
}

Timeout.prototype.close = function() {
  clearTimeout(this);
  return this;
};
Timeout.prototype[Symbol.dispose] = function() { clearTimeout(this); };
Timeout.prototype[Symbol.toPrimitive] = function() {
  const id = this[timerId];
  if (!this[kHasPrimitive]) {
    this[kHasPrimitive] = true;
    known.set(`${id}`, this);
  }
  return id;
};
Immediate.prototype[Symbol.dispose] = function() { clearImmediate(this); };

// Timers of old: any object can be one.

function durationOf(msecs, name) {
  validateNumber(msecs, name);
  if (msecs < 0 || !Number.isFinite(msecs)) throw new codes.ERR_OUT_OF_RANGE(name, 'a non-negative finite number', msecs);
  if (msecs <= maximumMs) return msecs;
  process.emitWarning(`${msecs} does not fit into a 32-bit signed integer.\nTimer duration was truncated to ${maximumMs}.`, 'TimeoutOverflowWarning');
  return maximumMs;
}

function enroll(timer, msecs) {
  msecs = durationOf(msecs, 'msecs');
  if (timer._idleNext) unenroll(timer);
  timer._idleNext = timer._idlePrev = timer;
  timer._idleTimeout = msecs;
}

function active(timer, ref) {
  const msecs = timer._idleTimeout;
  if (msecs < 0 || msecs === undefined) return;
  let handle = handleOf(timer);
  if (handle === undefined) {
    handle = native.timer(timer, 'timers.active');
    enrolled.set(timer, handle);
  }
  native.restart(handle, msecs);
  if (enrolled.has(timer)) {
    [timer._idleStart] = native.state(handle);
    timer._idleNext = timer._idlePrev = timer;
  }
  timer._destroyed = false;
  native.setRef(handle, ref);
  timer[kRefed] = ref;
}

for (const [f, name] of [[setTimeout, 'setTimeout'], [setImmediate, 'setImmediate']]) {
  Object.defineProperty(f, custom, { enumerable: true, get: () => require('timers/promises')[name] });
}

// deprecated is util.deprecate, for which util is not loaded before it is called.
const deprecated = (name, f, message, code) => {
  let made;
  return {
    [name](...args) {
      made ||= require('util').deprecate(f, message, code);
      return Reflect.apply(made, this, args);
    },
  }[name];
};

module.exports = {
  setTimeout, clearTimeout, setImmediate, clearImmediate, setInterval, clearInterval,
  _unrefActive: deprecated('_unrefActive', (timer) => active(timer, false),
    'timers._unrefActive() is deprecated. Please use timeout.refresh() instead.', 'DEP0127'),
  active: deprecated('active', (timer) => active(timer, true),
    'timers.active() is deprecated. Please use timeout.refresh() instead.', 'DEP0126'),
  unenroll: deprecated('unenroll', unenroll, 'timers.unenroll() is deprecated. Please use clearTimeout instead.', 'DEP0096'),
  enroll: deprecated('enroll', enroll, 'timers.enroll() is deprecated. Please use setTimeout instead.', 'DEP0095'),
};
Object.defineProperty(module.exports, 'promises', {
  configurable: true, enumerable: true, get: () => require('timers/promises'),
});
