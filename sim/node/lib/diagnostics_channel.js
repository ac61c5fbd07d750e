'use strict';

// Named channels on which programs tell of what they do.

const { codes } = require('internal/errors');
const { SafeMap } = require('internal/safe');
const { validateFunction } = require('internal/validators');

const { ERR_INVALID_ARG_TYPE } = codes;

const channels = new Map();

// A subscriber that throws does not disturb the publisher.
function throwLater(error) {
  process.nextTick(() => { throw error; });
}

// A channel to which somebody listens is of another class than one to which
// nobody does, so that telling nobody costs nothing.
function activate(channel) {
  Object.setPrototypeOf(channel, ActiveChannel.prototype);
  channel._subscribers = [];
  channel._stores = new SafeMap();
}

function deactivate(channel) {
  if (channel._subscribers.length > 0 || channel._stores.size > 0) return;
  Object.setPrototypeOf(channel, Channel.prototype);
  channel._subscribers = undefined;
  channel._stores = undefined;
}

class ActiveChannel {
  subscribe(subscription) {
    validateFunction(subscription, 'subscription');
    // A copy, since the list may be being gone through.
    this._subscribers = [...this._subscribers, subscription];
  }

  unsubscribe(subscription) {
    const at = this._subscribers.indexOf(subscription);
    if (at === -1) return false;
    this._subscribers = this._subscribers.filter((_, i) => i !== at);
    deactivate(this);
    return true;
  }

  bindStore(store, transform) { this._stores.set(store, transform); }

  unbindStore(store) {
    if (!this._stores.delete(store)) return false;
    deactivate(this);
    return true;
  }

  get hasSubscribers() { return true; }

  publish(data) {
    for (const subscriber of this._subscribers || []) {
      try {
        subscriber(data, this.name);
      } catch (error) {
        throwLater(error);
      }
    }
  }

  // The function runs with each store set to what the channel is told.
  runStores(data, fn, thisArg, ...args) {
    let run = () => {
      this.publish(data);
      return Reflect.apply(fn, thisArg, args);
    };
    for (const [store, transform = (same) => same] of this._stores) {
      const next = run;
      run = () => {
        let context;
        try {
          context = transform(data);
        } catch (error) {
          throwLater(error);
          return next();
        }
        return store.run(context, next);
      };
    }
    return run();
  }
}

class Channel {
  constructor(name) {
    this._subscribers = undefined;
    this._stores = undefined;
    this.name = name;
    channels.set(name, this);
  }

  static [Symbol.hasInstance](instance) {
    const prototype = Object.getPrototypeOf(instance);
    return prototype === Channel.prototype || prototype === ActiveChannel.prototype;
  }

  subscribe(subscription) {
    activate(this);
    this.subscribe(subscription);
  }

  unsubscribe() { return false; }

  bindStore(store, transform) {
    activate(this);
    this.bindStore(store, transform);
  }

  unbindStore() { return false; }
  get hasSubscribers() { return false; }
  publish() {}
  runStores(data, fn, thisArg, ...args) { return Reflect.apply(fn, thisArg, args); }
}

function channel(name) {
  const known = channels.get(name);
  if (known) return known;
  if (typeof name !== 'string' && typeof name !== 'symbol') throw new ERR_INVALID_ARG_TYPE('channel', ['string', 'symbol'], name);
  return new Channel(name);
}

function subscribe(name, subscription) { return channel(name).subscribe(subscription); }
function unsubscribe(name, subscription) { return channel(name).unsubscribe(subscription); }
function hasSubscribers(name) { return channels.get(name)?.hasSubscribers ?? false; }

// ---- Channels for the steps of one operation

const events = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'];

function channelFor(from, event) {
  if (typeof from === 'string') return channel(`tracing:${from}:${event}`);
  if (typeof from !== 'object' || from === null) {
    throw new ERR_INVALID_ARG_TYPE('nameOrChannels', ['string', 'object', 'TracingChannel'], from);
  }
  if (!(from[event] instanceof Channel)) throw new ERR_INVALID_ARG_TYPE(`nameOrChannels.${event}`, ['Channel'], from[event]);
  return from[event];
}

class TracingChannel {
  constructor(nameOrChannels) {
    for (const event of events) Object.defineProperty(this, event, { value: channelFor(nameOrChannels, event) });
  }

  get hasSubscribers() { return events.some((event) => this[event].hasSubscribers); }

  subscribe(handlers) {
    for (const event of events) {
      if (handlers[event]) this[event].subscribe(handlers[event]);
    }
  }

  unsubscribe(handlers) {
    let done = true;
    for (const event of events) {
      if (handlers[event] && !this[event].unsubscribe(handlers[event])) done = false;
    }
    return done;
  }

  // Each form calls a function between start and end, and tells what came of it.
  #trace(context, call) {
    return this.start.runStores(context, () => {
      try {
        return call();
      } catch (error) {
        context.error = error;
        this.error.publish(context);
        throw error;
      } finally {
        this.end.publish(context);
      }
    });
  }

  traceSync(fn, context = {}, thisArg, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    return this.#trace(context, () => {
      const result = Reflect.apply(fn, thisArg, args);
      context.result = result;
      return result;
    });
  }

  tracePromise(fn, context = {}, thisArg, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    const settled = () => {
      this.asyncStart.publish(context);
      this.asyncEnd.publish(context);
    };
    return this.#trace(context, () => {
      let promise = Reflect.apply(fn, thisArg, args);
      if (!(promise instanceof Promise)) promise = Promise.resolve(promise);
      return Promise.prototype.then.call(promise, (result) => {
        context.result = result;
        settled();
        return result;
      }, (error) => {
        context.error = error;
        this.error.publish(context);
        settled();
        return Promise.reject(error);
      });
    });
  }

  traceCallback(fn, position = -1, context = {}, thisArg, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    const callback = args.at(position);
    validateFunction(callback, 'callback');
    const { asyncStart, asyncEnd, error: failed } = this;
    args.splice(position, 1, function wrappedCallback(error, result) {
      if (error) {
        context.error = error;
        failed.publish(context);
      } else {
        context.result = result;
      }
      asyncStart.runStores(context, () => {
        try {
          return Reflect.apply(callback, this, arguments);
        } finally {
          asyncEnd.publish(context);
        }
      });
    });
    return this.#trace(context, () => Reflect.apply(fn, thisArg, args));
  }
}

module.exports = { channel, hasSubscribers, subscribe, tracingChannel: (name) => new TracingChannel(name), unsubscribe, Channel };
Object.defineProperty(module.exports.tracingChannel, 'name', { value: 'tracingChannel' });
