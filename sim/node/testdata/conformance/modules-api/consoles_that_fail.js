'use strict';
// Consoles over streams that fail, or are no streams, and what their writes share.

const { Console } = require('console');
const { Writable } = require('stream');
const { createHook } = require('async_hooks');

// The callbacks of the writes of a tick are called together: one tick for all.
let ticks = 0;
const hook = createHook({ init(id, type) { if (type === 'TickObject') ticks++; } }).enable();
const quiet = new Console(new Writable({ write(chunk, encoding, callback) { callback(); } }));
for (let i = 0; i < 50; i++) quiet.log(i);
hook.disable();
console.log('ticks:', ticks);
console.log(Object.getOwnPropertyNames(quiet).filter((name) => name.startsWith('_')));

// What fails is not told, unless somebody listens.
const failing = (message) => new Writable({ write(chunk, encoding, callback) { callback(new Error(message)); } });
const unheard = failing('unheard');
new Console(unheard, unheard).log('x');
new Console(unheard, unheard).error('y');
const heard = failing('heard').on('error', (error) => console.log('listener:', error.message));
new Console(heard).log('x');
const late = new Writable({ write(chunk, encoding, callback) { setTimeout(callback, 1, new Error('late')); } });
new Console(late).log('x');
late.on('close', () => console.log('late one closed'));

function attempt(name, options) {
  try {
    new Console(options).log('written');
    console.log(name, 'went on');
  } catch (error) {
    console.log(name, error.name, error.message);
  }
}
const throwing = () => new Writable({ write() { throw new Error('at once'); } });
attempt('throws:', { stdout: throwing() });
attempt('throws, heard:', { stdout: throwing().on('error', () => {}) });
attempt('throws, told:', { stdout: throwing(), ignoreErrors: false });
attempt('no stream:', { stdout: { write() {} } });
attempt('no stream, told:', { stdout: { write(text) { process.stdout.write(text); } }, ignoreErrors: false });

// A class of its own says what log is for the others too.
class Prefixed extends Console {
  constructor() { super(process.stdout); }
  log(...values) { super.log('>', ...values); }
}
const prefixed = new Prefixed();
prefixed.log('a');
prefixed.count();
prefixed.table(['b']);
prefixed.info('c');
setTimeout(() => console.log(unheard.destroyed), 5);
