'use strict';

// process.stdin, stdout and stderr. The outputs write at once, on this thread,
// as to a file; the input is a pipe that holds what the process was started with.

const native = binding('process');

/** A method of the outputs: writes text if nothing waits, and reports whether it did. */
const kDirect = Symbol('kDirect');

// Most programs only print, so an output becomes a Writable when it is first
// used for more than write: its prototype is asked for something then.
function makeOutput(fd) {
  let ready = false;
  const options = {
    decodeStrings: false,
    write(chunk, encoding, callback) {
      if (typeof chunk === 'string' && (encoding === 'utf8' || encoding === 'utf-8')) native.write(fd, chunk);
      else require('fs').writeSync(fd, typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk);
      callback();
    },
    destroy(error, callback) { callback(error); },
    emitClose: false,
    autoDestroy: false,
  };
  function become() {
    const { Writable } = require('stream');
    if (ready) return Writable.prototype;
    ready = true;
    Object.setPrototypeOf(stream, Writable.prototype);
    Reflect.apply(Writable, stream, [options]);
    stream.destroySoon = stream.destroy;
    return Writable.prototype;
  }
  const before = new Proxy(Object.create(null), {
    get(target, key, receiver) {
      if (key === 'isTTY') return undefined;
      return Reflect.get(become(), key, receiver);
    },
    set(target, key, value, receiver) { return Reflect.set(become(), key, value, receiver); },
    has(target, key) { return key !== 'isTTY' && key in become(); },
    getPrototypeOf() { return become(); },
  });
  function write(chunk, encoding, callback) {
    if (!ready && typeof chunk === 'string' && encoding === undefined && callback === undefined) {
      native.write(fd, chunk);
      return true;
    }
    return Reflect.apply(become().write, stream, [chunk, encoding, callback]);
  }
  const stream = Object.create(before, {
    write: { value: write, writable: true, configurable: true, enumerable: false },
    fd: { value: fd, writable: true, configurable: true, enumerable: true },
    _type: { value: 'fs', writable: true, configurable: true, enumerable: true },
    _isStdio: { value: true, writable: true, configurable: true, enumerable: true },
    [kDirect]: {
      value(text) {
        const w = ready ? stream._writableState : null;
        if (stream.write !== write || (w && (w.length > 0 || w.corked || w.ending || w.destroyed))) return false;
        native.write(fd, text);
        return true;
      },
    },
  });
  return stream;
}

function makeInput() {
  const { ReadStream } = require('internal/fs/streams');
  return new ReadStream(null, { fd: 0 });
}

function define(name, make) {
  let stream;
  Object.defineProperty(process, name, {
    configurable: true,
    enumerable: true,
    get() { return (stream ||= make()); },
    set(value) { stream = value; },
  });
}

define('stdin', makeInput);
define('stdout', () => makeOutput(1));
define('stderr', () => makeOutput(2));

module.exports = { kDirect };
