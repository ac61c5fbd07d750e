'use strict';

// Users and groups: the process is somebody's, and if that is root, it may become
// somebody else's.

const { codes, errnoException } = require('internal/errors');
const { parseFileMode, validateUint32 } = require('internal/validators');
const native = binding('process');

let held;

// Whom it belongs to; asked for when a script asks.
function owner() {
  if (held === undefined) {
    const id = binding('machine').user() === 'root' ? 0 : 1000;
    held = { uid: id, euid: id, gid: id, egid: id, groups: [id] };
  }
  return held;
}

for (const name of ['uid', 'euid', 'gid', 'egid']) {
  exports[`get${name}`] = { [`get${name}`]() { return owner()[name]; } }[`get${name}`];
}
exports.getgroups = function getgroups() { return [...owner().groups]; };

function idOf(value, name, type) {
  if (typeof value === 'number') {
    validateUint32(value, name);
    return value;
  }
  if (typeof value !== 'string') throw new codes.ERR_INVALID_ARG_TYPE(name, ['number', 'string'], value);
  if (value === 'root') return 0;
  if (value === 'user') return 1000;
  throw new codes.ERR_UNKNOWN_CREDENTIAL(type, value);
}

// Only root may become somebody it is not.
function become(names, id, syscall) {
  const held = owner();
  if (held.euid !== 0 && !names.some((name) => held[name] === id)) throw errnoException('EPERM', syscall);
  for (const name of names) held[name] = id;
}

const setters = { setuid: ['uid', 'euid'], seteuid: ['euid'], setgid: ['gid', 'egid'], setegid: ['egid'] };
for (const [name, fields] of Object.entries(setters)) {
  exports[name] = { [name](id) { become(fields, idOf(id, 'id', name.endsWith('uid') ? 'User' : 'Group'), name); } }[name];
}

exports.setgroups = function setgroups(groups) {
  if (!Array.isArray(groups)) throw new codes.ERR_INVALID_ARG_TYPE('groups', 'Array', groups);
  const ids = groups.map((group, i) => idOf(group, `groups[${i}]`, 'Group'));
  if (owner().euid !== 0) throw errnoException('EPERM', 'setgroups');
  held.groups = ids;
};

exports.initgroups = function initgroups(user, extraGroup) {
  // The kinds of both, then the group's name, then the user's. (InitGroups, src/node_credentials.cc)
  if (typeof user === 'number') validateUint32(user, 'user');
  else if (typeof user !== 'string') throw new codes.ERR_INVALID_ARG_TYPE('user', ['number', 'string'], user);
  const group = idOf(extraGroup, 'extraGroup', 'Group');
  idOf(user, 'user', 'User');
  if (owner().euid !== 0) throw errnoException('EPERM', 'initgroups');
  held.groups = [group];
};

exports.umask = function umask(mask) {
  return native.umask(mask === undefined ? undefined : parseFileMode(mask, 'mask') & 0o777);
};
