'use strict';

// Domains: the errors of what begins inside one, also of callbacks that come
// later, go to its listeners. (doc: domain.html)

const EventEmitter = require('events');
const { createHook } = require('async_hooks');
const { codes } = require('internal/errors');
const native = binding('process');

const { ERR_DOMAIN_CALLBACK_NOT_AVAILABLE, ERR_DOMAIN_CANNOT_SET_UNCAUGHT_EXCEPTION_CAPTURE, ERR_UNHANDLED_ERROR } = codes;

if (process.hasUncaughtExceptionCaptureCallback()) throw new ERR_DOMAIN_CALLBACK_NOT_AVAILABLE();

// The present domain. Go is told, so that it knows in which a promise was
// rejected.
let present = null;
function setPresent(value) {
  present = value;
  native.setDomain(value);
}
Object.defineProperty(process, 'domain', { enumerable: true, get() { return present; }, set: setPresent });

const hidden = (object, value) => Object.defineProperty(object, 'domain', { configurable: true, enumerable: false, value, writable: true });
const isDomain = (value) => value !== null && value !== undefined;

// Every resource belongs to the domain in which it begins.
const domains = new Map(); // by the resource's number
const hook = createHook({
  init(id, type, trigger, resource) {
    if (!isDomain(present)) return;
    domains.set(id, present);
    hidden(resource, present);
  },
  before(id) { domains.get(id)?.enter(); },
  after(id) { domains.get(id)?.exit(); },
  destroy(id) { domains.delete(id); },
});

const { setUncaughtExceptionCaptureCallback: capture } = process;
const required = new Error('require(`domain`) at this point').stack;
process.setUncaughtExceptionCaptureCallback = function(fn) {
  const error = new ERR_DOMAIN_CANNOT_SET_UNCAUGHT_EXCEPTION_CAPTURE();
  error.stack += `\n${'-'.repeat(40)}\n${required}`;
  throw error;
};

let stack = []; // of the domains that were entered

function activate(domain) {
  exports.active = domain;
  setPresent(domain);
}
const enterTop = () => activate(stack.at(-1));


// While somebody in the stack listens, errors that nobody caught come here.
function updateCapture() {
  capture(null);
  if (stack.some((domain) => domain.listenerCount('error') > 0)) capture((error) => process.domain._errorHandler(error));
}

// A listener of uncaughtException finds no domain.
function leaveAll() {
  stack.length = 0;
  activate(null);
  updateCapture();
}
process.on('newListener', (name, listener) => {
  if (name !== 'uncaughtException' || listener === leaveAll) return;
  process.removeListener(name, leaveAll);
  process.prependListener(name, leaveAll);
});
process.on('removeListener', (name, listener) => {
  if (name !== 'uncaughtException' || listener === leaveAll) return;
  const left = process.listeners(name);
  if (left.length === 1 && left[0] === leaveAll) process.removeListener(name, leaveAll);
});

class Domain extends EventEmitter {
  constructor() {
    super();
    this.members = [];
    hook.enable();
    this.on('removeListener', updateCapture);
    this.on('newListener', updateCapture);
  }
}

Domain.prototype.members = undefined;

Domain.prototype._errorHandler = function(error) {
  let caught = false;
  if ((typeof error === 'object' && error !== null) || typeof error === 'function') {
    hidden(error, this);
    error.domainThrown = true;
  }
  // The handler runs outside of this domain: what it throws goes to the next.
  while (exports.active === this) this.exit();
  if (stack.length === 0) {
    if (this.listenerCount('error') > 0) {
      capture(null);
      try {
        caught = this.emit('error', error);
      } finally {
        updateCapture();
      }
    }
  } else {
    try {
      caught = this.emit('error', error);
    } catch (another) {
      updateCapture();
      if (stack.length === 0) throw another;
      enterTop();
      caught = present._errorHandler(another);
    }
  }
  leaveAll();
  return caught;
};

Domain.prototype.enter = function() {
  stack.push(this);
  enterTop();
  updateCapture();
};

Domain.prototype.exit = function() {
  const at = stack.lastIndexOf(this);
  if (at === -1) return;
  stack.splice(at);
  enterTop();
  updateCapture();
};

Domain.prototype.add = function(emitter) {
  if (emitter.domain === this) return;
  if (emitter.domain) emitter.domain.remove(emitter);
  if (this.domain && emitter instanceof Domain) {
    for (let domain = this.domain; domain; domain = domain.domain) if (emitter === domain) return;
  }
  hidden(emitter, this);
  this.members.push(emitter);
};

Domain.prototype.remove = function(emitter) {
  emitter.domain = null;
  const at = this.members.indexOf(emitter);
  if (at !== -1) this.members.splice(at, 1);
};

Domain.prototype.run = function(fn, ...args) {
  this.enter();
  const result = Reflect.apply(fn, this, args);
  this.exit();
  return result;
};

Domain.prototype.intercept = function(callback) {
  const self = this;
  return function runIntercepted(...args) {
    const [error, ...rest] = args;
    if (error instanceof Error) {
      error.domainBound = callback;
      error.domainThrown = false;
      hidden(error, self);
      self.emit('error', error);
      return undefined;
    }
    self.enter();
    const result = Reflect.apply(callback, this, rest);
    self.exit();
    return result;
  };
};

Domain.prototype.bind = function(callback) {
  const self = this;
  return hidden(function runBound(...args) {
    self.enter();
    const result = Reflect.apply(callback, this, args);
    self.exit();
    return result;
  }, self);
};

// Emitters belong to the domain in which they are made, and run in it.

EventEmitter.usingDomains = true;

const { init } = EventEmitter;
EventEmitter.init = function(options) {
  hidden(this, null);
  if (exports.active && !(this instanceof Domain)) this.domain = exports.active;
  return Reflect.apply(init, this, [options]);
};

const { emit } = EventEmitter.prototype;
EventEmitter.prototype.emit = function(...args) {
  const { domain } = this;
  const [type] = args;
  if ((type === 'error' && this.listenerCount(type) > 0) || !isDomain(domain) || this === process) return Reflect.apply(emit, this, args);
  if (type !== 'error') {
    domain.enter();
    const result = Reflect.apply(emit, this, args);
    domain.exit();
    return result;
  }
  const error = args.length > 1 && args[1] ? args[1] : new ERR_UNHANDLED_ERROR();
  if (typeof error === 'object') {
    error.domainEmitter = this;
    hidden(error, domain);
    error.domainThrown = false;
  }
  // The domain's listeners run outside of it.
  const [outer, active] = [stack, present];
  stack = [...stack];
  while (stack.length > 0 && stack.at(-1) === present) stack.pop();
  activate(stack.at(-1) ?? null);
  updateCapture();
  domain.emit('error', error);
  exports._stack = stack = outer;
  activate(active);
  updateCapture();
  return false;
};

exports._stack = stack;
exports.Domain = Domain;
exports.create = exports.createDomain = function createDomain() { return new Domain(); };
exports.active = null;
