'use strict';

// realpath goes along a path part by part with lstat, and so names the part
// that is missing; realpath.native asks the system.

const u = require('internal/fs/utils');
const { encodeName, getOptions, getPath, makeCallback } = u;
const { atOnce, withCallback } = require('internal/fs/calls');
const { validateFunction } = require('internal/validators');

function check(path, options) {
  options = getOptions(options);
  path = u.fromURL(path);
  if (typeof path !== 'string') path += '';
  return { options, path: require('path').resolve(getPath(path)) };
}

// Goes along a path: it is given what each lstat or readlink that it asks for
// gives, and returns the real path.
function* walk(path) {
  const { resolve } = require('path');
  const known = new Set(); // parts that are no links
  let from = 1;
  while (from < path.length) {
    const slash = path.indexOf('/', from);
    const end = slash === -1 ? path.length : slash;
    const part = path.slice(0, end);
    from = end + 1;
    if (known.has(part)) {
      yield {};
      continue;
    }
    if (!(yield { lstat: part }).isSymbolicLink()) {
      known.add(part);
      yield {};
      continue;
    }
    yield { stat: part };
    const target = yield { readlink: part };
    path = resolve(resolve(path.slice(0, part.lastIndexOf('/') + 1), target), path.slice(from));
    from = 1;
    yield {};
  }
  return path;
}

function realpathSync(p, options) {
  const checked = check(p, options);
  const steps = walk(checked.path);
  for (let step = steps.next(); ;) {
    if (step.done) return encodeName(step.value, checked.options);
    const { lstat, stat, readlink } = step.value;
    if (lstat) step = steps.next(atOnce.lstatSync(lstat));
    else if (stat) step = steps.next(atOnce.statSync(stat));
    else if (readlink) step = steps.next(atOnce.readlinkSync(readlink));
    else step = steps.next();
  }
}
realpathSync.native = function (path, options) { return atOnce.realpathSync(path, options); };

function realpath(p, options, callback) {
  if (typeof options === 'function') callback = options;
  else validateFunction(callback, 'cb');
  const checked = check(p, options);
  const steps = walk(checked.path);
  const fs = require('fs');
  const next = (value) => {
    const step = steps.next(value);
    if (step.done) {
      callback(null, encodeName(step.value, checked.options));
      return;
    }
    const { lstat, stat, readlink } = step.value;
    const goOn = (error, result) => {
      if (error) callback(error);
      else next(result);
    };
    if (lstat) fs.lstat(lstat, { bigint: true }, goOn);
    else if (stat) fs.stat(stat, goOn);
    else if (readlink) fs.readlink(readlink, goOn);
    else process.nextTick(next);
  };
  process.nextTick(next);
}
realpath.native = function (path, options, callback) {
  callback = makeCallback(callback || options);
  withCallback.realpath(path, getOptions(options), callback);
};

module.exports = { realpath, realpathSync };
