'use strict';

// process.allowedNodeEnvironmentFlags: what may stand in NODE_OPTIONS.

// Flags that may also be given with --no- in front, and others.
const native = binding('process');

const switches = native.environmentSwitches.split(' ');

const others = native.environmentFlags.split(' ');

const flags = [...switches.flatMap((name) => [`--${name}`, `--no-${name}`]), ...others];
const bare = flags.map((flag) => flag.replace(/^--?/, ''));

// The set cannot be changed, and knows a flag in all forms in which it may be
// written.
class NodeEnvironmentFlagsSet extends Set {
  add() { return this; }
  delete() { return false; }
  clear() {}
  has(key) {
    if (typeof key !== 'string') return false;
    const name = key.replace(/_/g, '-');
    return /^--?/.test(name) ? flags.includes(name.replace(/=.*$/, '')) : bare.includes(name);
  }
  entries() { return new Set(flags).entries(); }
  values() { return new Set(flags).values(); }
  forEach(callback, thisArg) { flags.forEach((flag) => Reflect.apply(callback, thisArg, [flag, flag, this])); }
  get size() { return flags.length; }
}
for (const name of [Symbol.iterator, 'keys']) {
  Object.defineProperty(NodeEnvironmentFlagsSet.prototype, name, { value: NodeEnvironmentFlagsSet.prototype.values });
}
Object.freeze(NodeEnvironmentFlagsSet);
Object.freeze(NodeEnvironmentFlagsSet.prototype);

module.exports = Object.freeze(new NodeEnvironmentFlagsSet());
