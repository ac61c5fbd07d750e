'use strict';

// Timers and a Date whose time the script moves on. (doc:
// test.html#class-mocktimers)

const { AbortError, codes: { ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE } } = require('internal/errors');
const { validateAbortSignal, validateNumber, validateStringArray } = require('internal/validators');
const timers = require('timers');
const promises = require('timers/promises');

const longestMs = 2 ** 31 - 1;
const apis = ['setTimeout', 'setInterval', 'setImmediate', 'Date', 'scheduler.wait'];

class Timeout {
  constructor({ id, callback, runAt, interval, args }) { Object.assign(this, { id, callback, runAt, interval, args }); }

  hasRef() { return true; }
  ref() { return this; }
  unref() { return this; }
  refresh() { return this; }
}

let warned = false;

const aborted = (signal) => new AbortError(undefined, { cause: signal.reason });

class MockTimers {
  #enabled = false;
  #now = 0;
  #nextId = 1;
  #queue = []; // by when they are due, and of the same time by their age
  #undo = [];

  constructor() {
    if (!warned) process.emitWarning('The MockTimers API is an experimental feature and might change at any time', 'ExperimentalWarning');
    warned = true;
  }

  // ---- The queue

  #insert(timer) {
    const at = this.#queue.findIndex((other) => other.runAt > timer.runAt || (other.runAt === timer.runAt && other.id > timer.id));
    this.#queue.splice(at < 0 ? this.#queue.length : at, 0, timer);
  }

  #remove(timer) {
    const at = this.#queue.indexOf(timer);
    if (at >= 0) this.#queue.splice(at, 1);
  }

  #add(repeats, callback, delay, args) {
    if (delay > longestMs) delay = 1;
    const timer = new Timeout({ id: this.#nextId++, callback, runAt: this.#now + delay, interval: repeats ? delay : undefined, args });
    this.#insert(timer);
    return timer;
  }

  // ---- What stands in for the real ones

  #setTimeout = (callback, delay, ...args) => this.#add(false, callback, delay, args);
  #setInterval = (callback, delay, ...args) => this.#add(true, callback, delay, args);
  #setImmediate = (callback, ...args) => this.#add(false, callback, -1, args);
  #clear = (timer) => { if (timer) this.#remove(timer); };

  #promised(delay, result, options) {
    return new Promise((resolve, reject) => {
      const signal = options?.signal;
      if (signal) {
        validateAbortSignal(signal, 'options.signal');
        if (signal.aborted) throw aborted(signal);
      }
      const timer = this.#add(false, () => resolve(result), delay, []);
      signal?.addEventListener('abort', () => {
        this.#remove(timer);
        reject(aborted(signal));
      }, { once: true });
    });
  }

  async* #intervals(delay, result, options) {
    const signal = options?.signal;
    if (signal) {
      validateAbortSignal(signal, 'options.signal');
      if (signal.aborted) throw aborted(signal);
    }
    const { EventEmitter, on } = require('events');
    const emitter = new EventEmitter();
    const timer = this.#add(true, () => emitter.emit('data', result), delay, []);
    const abort = () => emitter.emit('error', aborted(signal));
    signal?.addEventListener('abort', abort, { once: true });
    try {
      for await (const [value] of on(emitter, 'data')) yield value;
    } finally {
      this.#remove(timer);
      signal?.removeEventListener('abort', abort);
    }
  }

  #date() {
    const { Date: Real } = globalThis;
    if (Real.isMock) throw new ERR_INVALID_STATE('Date is already being mocked!');
    const now = () => this.#now;
    function MockDate(...parts) {
      if (!new.target) return Real.prototype.toString.call(new Real(now()));
      return parts.length === 0 ? new Real(now()) : new Real(...parts.slice(0, 7));
    }
    const { prototype, ...own } = Object.getOwnPropertyDescriptors(Real);
    Object.defineProperties(MockDate, own);
    MockDate.prototype = prototype.value;
    MockDate.now = { now() { return now(); } }.now;
    MockDate.toString = { toString() { return Function.prototype.toString.call(Real); } }.toString;
    Object.defineProperty(MockDate, 'isMock', { value: true, enumerable: true });
    return MockDate;
  }

  // ---- Putting them in place

  #put(target, name, value) {
    const descriptor = Object.getOwnPropertyDescriptor(target, name);
    this.#undo.push(() => Object.defineProperty(target, name, descriptor));
    Object.defineProperty(target, name, { value, writable: true, enumerable: descriptor.enumerable, configurable: true });
  }

  #putBoth(name, value) {
    this.#put(globalThis, name, value);
    this.#put(timers, name, value);
  }

  #replace(api) {
    switch (api) {
      case 'setTimeout':
        this.#putBoth('setTimeout', this.#setTimeout);
        this.#putBoth('clearTimeout', this.#clear);
        this.#put(promises, 'setTimeout', (delay, result, options) => this.#promised(delay, result, options));
        break;
      case 'setInterval':
        this.#putBoth('setInterval', this.#setInterval);
        this.#putBoth('clearInterval', this.#clear);
        this.#put(promises, 'setInterval', (delay, result, options) => this.#intervals(delay, result, options));
        break;
      case 'setImmediate':
        this.#putBoth('setImmediate', this.#setImmediate);
        this.#putBoth('clearImmediate', this.#clear);
        this.#put(promises, 'setImmediate', (result, options) => this.#promised(-1, result, options));
        break;
      case 'scheduler.wait': {
        const { scheduler } = promises;
        const own = Object.hasOwn(scheduler, 'wait');
        const { wait } = scheduler;
        this.#undo.push(() => (own ? (scheduler.wait = wait) : delete scheduler.wait));
        Object.defineProperty(scheduler, 'wait', {
          value: (delay, options) => this.#promised(delay, undefined, options), writable: true, enumerable: true, configurable: true,
        });
        break;
      }
      case 'Date': this.#put(globalThis, 'Date', this.#date()); break;
    }
  }

  enable(options = { apis, now: 0 }) {
    const wanted = { ...options };
    if (this.#enabled) throw new ERR_INVALID_STATE('MockTimers is already enabled!');
    if (Number.isNaN(wanted.now)) throw new ERR_INVALID_ARG_VALUE('now', wanted.now, `epoch must be a positive integer received ${wanted.now}`);
    wanted.now ||= 0;
    wanted.apis ||= apis;
    validateStringArray(wanted.apis, 'options.apis');
    for (const api of wanted.apis) {
      if (!apis.includes(api)) throw new ERR_INVALID_ARG_VALUE('options.apis', api, `option ${api} is not supported`);
    }
    if (require('util').types.isDate(wanted.now)) {
      this.#now = wanted.now.getTime();
    } else {
      validateNumber(wanted.now, 'initialTime');
      assertTime(wanted.now);
      this.#now = wanted.now;
    }
    for (const api of wanted.apis) this.#replace(api);
    this.#enabled = true;
  }

  #assertEnabled() {
    if (!this.#enabled) throw new ERR_INVALID_STATE('You should enable MockTimers first by calling the .enable function');
  }

  /** Lets so much time pass, and calls what is due. */
  tick(time = 1) {
    this.#assertEnabled();
    assertTime(time);
    this.#now += time;
    for (let timer = this.#queue[0]; timer && timer.runAt <= this.#now; timer = this.#queue[0]) {
      Reflect.apply(timer.callback, undefined, timer.args);
      if (this.#queue[0] === timer) this.#queue.shift();
      if (timer.interval === undefined) continue;
      timer.runAt += timer.interval;
      this.#insert(timer);
    }
  }

  runAll() {
    this.#assertEnabled();
    const last = this.#queue.at(-1);
    if (last) this.tick(last.runAt - this.#now);
  }

  setTime(time = 0) {
    validateNumber(time, 'time');
    assertTime(time);
    this.#assertEnabled();
    this.#now = time;
  }

  reset() {
    if (!this.#enabled) return;
    for (const undo of this.#undo.splice(0).reverse()) undo();
    this.#enabled = false;
    this.#now = 0;
    this.#queue = [];
  }

  [Symbol.dispose]() { this.reset(); }
}

function assertTime(time) {
  if (time < 0) throw new ERR_INVALID_ARG_VALUE('time', 'positive integer', time);
}

module.exports = { MockTimers };
