'use strict';

// What options of Node the process was started with: those of NODE_OPTIONS, then those
// of its command line, of which the last of a name holds.

const native = binding('process');

let environment = native.flagsOfEnvironment;
exports.ofEnvironment = () => environment;
exports.setOfEnvironment = (words) => { environment = words; };

const words = () => [...environment, ...process.execArgv];

exports.isGiven = (name) => words().includes(name);

exports.valueOf = (name) => {
  const all = words();
  const at = all.findLastIndex((word) => word === name || word.startsWith(`${name}=`));
  if (at < 0) return undefined;
  return all[at] === name ? all[at + 1] : all[at].slice(name.length + 1);
};

/** Options whose value is the next word, if it is not joined to them. */
const takers = new Set(['-r', '--require', '--import', '-C', '--conditions', '--input-type', '--unhandled-rejections', '--disable-warning',
  '--redirect-warnings', '--dns-result-order', '--max-http-header-size', '-e', '--eval', '-p', '--print', '-pe', '--env-file', '--title']);
exports.takesWord = (word) => takers.has(word);

/** All values of an option, in order. */
exports.valuesOf = (...names) => {
  const all = words();
  const values = [];
  for (let i = 0; i < all.length; i++) {
    const [name] = all[i].split('=', 1);
    const joined = name.length < all[i].length;
    const value = joined ? all[i].slice(name.length + 1) : all[i + 1];
    if (names.includes(name)) values.push(value);
    if (!joined && takers.has(name)) i++;
  }
  return values;
};
