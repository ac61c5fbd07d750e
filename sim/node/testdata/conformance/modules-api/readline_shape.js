// What readline and its interfaces have, and which arguments they refuse.
const readline = require('readline');
console.log(Object.keys(readline), Object.keys(require('readline/promises')));
console.log(Object.getOwnPropertyNames(readline.Interface.prototype).sort());
console.log(Object.getOwnPropertyNames(Object.getPrototypeOf(readline.Interface.prototype)).sort());
console.log(Object.getOwnPropertyNames(require('readline/promises').Interface.prototype).sort());
console.log(
  readline.Interface.length,
  readline.createInterface.length,
  readline.cursorTo.length,
  readline.Interface.name,
);
for (const [n, o] of [
  ['no input', {}],
  ['completer', { input: process.stdin, completer: 5 }],
  ['history', { input: process.stdin, history: 5 }],
  ['historySize', { input: process.stdin, historySize: -1 }],
  ['hs2', { input: process.stdin, historySize: 'x' }],
  ['signal', { input: process.stdin, signal: 5 }],
  ['tab', { input: process.stdin, tabSize: 0 }],
  ['esc', { input: process.stdin, escapeCodeTimeout: 'x' }],
])
  try {
    readline.createInterface(o);
    console.log(n, 'ok');
  } catch (e) {
    console.log(n, e.name, e.code, e.message);
  }
try {
  readline.createInterface();
} catch (e) {
  console.log(e.name, e.message);
}
try {
  readline.cursorTo(process.stdout, NaN);
} catch (e) {
  console.log(e.code, e.message);
}
try {
  readline.cursorTo(process.stdout, 'a', 1);
} catch (e) {
  console.log(e.code, e.message);
}
try {
  readline.cursorTo(process.stdout, 1, 2, 3);
} catch (e) {
  console.log(e.code, e.message);
}
const w = [];
const o = {
  write(s, cb) {
    w.push(s);
    cb && cb();
    return true;
  },
};
readline.cursorTo(o, 3);
readline.cursorTo(o, 3, 4);
readline.moveCursor(o, 1, -2);
readline.moveCursor(o, -1, 2);
readline.moveCursor(o, 0, 0, () => console.log('cb'));
readline.clearLine(o, -1);
readline.clearLine(o, 0);
readline.clearLine(o, 1);
readline.clearScreenDown(o, () => console.log('cb2'));
readline.cursorTo(o, 1, () => console.log('cb3'));
console.log(w.map((x) => JSON.stringify(x)).join(' '));
