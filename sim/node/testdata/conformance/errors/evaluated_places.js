'use strict';
// Errors of code that comes into being at run time: what their stacks begin with, and which of Node's calls are in them.
const vm = require('vm');

const show = (title, code) => {
  try {
    console.log(title, code());
  } catch (error) {
    const stack = String(error.stack).split('\n').filter((line) => !/\.js:\d+:\d+\)?$|node:internal\/(?!vm)/.test(line) && !line.includes('(eval at'));
    console.log(`${title}: ${stack.join('\n')}`);
  }
};

show('eval', () => eval('a b'));
show('indirect eval', () => (0, eval)('1 +'));
show('Function', () => new Function('a', '}'));
show('in a constructor', () => new (class { field = 1; constructor() { eval('this.a.b'); } })());
const context = vm.createContext({});
const wrong = '\n a b', throws = '\n throw new TypeError("thrown")';
for (const code of [wrong, throws]) {
  show('runInThisContext', () => vm.runInThisContext(code, 'this.vm'));
  show('runInContext', () => vm.runInContext(code, context, 'in.vm'));
  show('runInNewContext', () => vm.runInNewContext(code, {}, { filename: 'new.vm' }));
  show('Script', () => new vm.Script(code, { filename: 'script.vm' }).runInContext(context));
  show('Script in a new one', () => new vm.Script(code).runInNewContext());
  show('compileFunction', () => vm.compileFunction(code, ['x'], { filename: 'function.vm' })());
}
show('too long', () => vm.runInNewContext('for (;;);', {}, { timeout: 5 }));
show('options', () => vm.createContext({}, { name: null }));
show('options of a new one', () => vm.runInNewContext('', {}, { contextName: null }));
show('no context', () => vm.runInContext('', {}));
show('no strings', () => vm.runInNewContext('eval("1")', {}, { contextCodeGeneration: { strings: false } }));
show('no Function', () => vm.runInNewContext('new Function("1")', {}, { contextCodeGeneration: { strings: false } }));

const self = vm.createContext({});
self.self = self;
console.log(vm.runInContext('self === globalThis && self === this', self), new vm.Script('1\n//# sourceMappingURL=a.map').sourceMapURL);
console.log(vm.compileFunction('return a + b', ['a', 'b'], { contextExtensions: [{ b: 2 }] })(1), String(vm.compileFunction('return a', ['a'])));
process.on('uncaughtException', (error) => console.log('uncaught', error.stack.split('\n')[0]));
setTimeout(() => eval('undefined.x'));
