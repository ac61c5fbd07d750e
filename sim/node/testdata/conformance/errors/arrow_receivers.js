// Stacks tell what an arrow function was called on, though it has no this: where
// a class keeps callbacks and calls this.callback().
const lines = (error) => error.stack.split('\n').slice(1, 4).map((line) => line.replace(/\(?\/.*\//, '').trim());
const shown = (name, f) => {
  try {
    f();
  } catch (error) {
    console.log(name, lines(error));
  }
};
const fail = () => { throw new Error('failed'); };

class Task {
  constructor(callback) { this._callback = callback; this.list = [callback]; }
  run() { this._callback(this); }
  keyed(key) { this[key](this); }
  optional() { this._callback?.(this); }
  inArrow() { (() => this._callback())(); }
  local() { const callback = this._callback; callback(); }
  static create(callback) { this.callback = callback; this.callback(); }
}
class Timer extends Task {}
function Old(callback) { this.callback = callback; }
Old.prototype.run = function () { this.callback(); };

shown('method', () => new Task(() => { throw new Error('here'); }).run());
shown('named', () => new Task(fail).run());
shown('key', () => new Task((task) => task.missing.property).keyed('_callback'));
shown('optional', () => new Task((task) => task.missing()).optional());
shown('derived', () => new Timer((task) => { task.missing(); }).run());
shown('local', () => new Task(() => { throw new Error('here'); }).local());
shown('static', () => Task.create(() => { throw new Error('here'); }));
shown('old', () => new Old(() => { throw new Error('here'); }).run());
shown('literal', () => ({ callback: () => { throw new Error('here'); }, run() { this.callback(); } }).run());
