'use strict';

// What options of Node the process was started with: those of NODE_OPTIONS, then those
// of its command line, of which the last of a name holds.

const native = binding('process');

const words = () => [...native.flagsOfEnvironment, ...process.execArgv];

exports.isGiven = (name) => words().includes(name);

exports.valueOf = (name) => {
  const all = words();
  const at = all.findLastIndex((word) => word === name || word.startsWith(`${name}=`));
  if (at < 0) return undefined;
  return all[at] === name ? all[at + 1] : all[at].slice(name.length + 1);
};
