'use strict';

// fs.promises: each call is a job of the pool, and settles a promise.

const u = require('internal/fs/utils');
const { getOptions } = u;
const { asPromise } = require('internal/fs/calls');
const { FileHandle, appendFile, open, readFile, truncate, writeFile } = require('internal/fs/handle');
const { cpPromise: cp } = require('internal/fs/copy');
const { rmPromise: rm, rmdirPromise: rmdir } = require('internal/fs/remove');
const { ERR_METHOD_NOT_IMPLEMENTED } = require('internal/errors').codes;
const { promisify } = require('util');

const {
  access, chmod, chown, copyFile, lchown, link, lstat, lutimes, mkdir, mkdtemp, readlink, realpath, rename, stat, statfs, symlink, unlink,
  utimes,
} = asPromise;

async function lchmod(path, mode) { throw new ERR_METHOD_NOT_IMPLEMENTED('lchmod()'); }

async function readdir(path, options) {
  options = { ...getOptions(options) };
  path = u.getPath(path);
  if (options.recursive) return readTree(path, options);
  const list = await asPromise.readdir(path, { encoding: options.encoding, withFileTypes: options.withFileTypes });
  return options.withFileTypes ? Promise.resolve(list) : list;
}

// All that is below a directory; the directory that was found last is read on
// from first.
async function readTree(root, options) {
  const { join, relative } = require('path');
  const list = (path) => u.promised('readdir', { syscall: 'scandir', path }, u.absolute(path)).then(undefined, u.fromHere);
  const result = [];
  const waiting = [[root, await list(root)]];
  while (waiting.length > 0) {
    const [directory, names] = waiting.pop();
    for (const pair of u.pairs(names)) {
      const path = join(directory, pair[0]);
      result.push(options.withFileTypes ? u.makeDirent(pair, directory, options) : relative(root, path));
      if (u.isBranch(path, pair, options)) waiting.push([path, await list(path)]);
    }
  }
  return result;
}

module.exports = {
  access, copyFile, cp, open, opendir: promisify(require('internal/fs/dir').opendir), rename, truncate, rm, rmdir, mkdir, readdir,
  readlink, symlink, lstat, stat, statfs, link, unlink, chmod, lchmod, lchown, chown, utimes, lutimes, realpath, mkdtemp, writeFile,
  appendFile, readFile, watch: require('internal/fs/watch').watchPromise, constants: u.constants,
};
