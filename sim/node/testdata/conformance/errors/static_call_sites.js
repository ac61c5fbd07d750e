// How stacks name what is called on a class: by the class, and by the property if
// the function has no name or another.
const shown = (f) => {
  try {
    f();
  } catch (error) {
    console.log(error.message, error.stack.split('\n').slice(1, 3).map((line) => line.replace(/\(?\/.*\//, '').trim()));
  }
};
class Runner {
  static call(f) { f.call(this); }
  static keep(f) { this.kept = f; this.kept(); }
  static twice(f) { this.one = this.other = f; this.one(); }
  static #hidden() { throw new Error('hidden'); }
  static hidden() { Runner.#hidden(); }
  static get getter() { throw new Error('getter'); }
  static async asynchronous() { throw new Error('asynchronous'); }
  static ['two words']() { throw new Error('two words'); }
  static field = function () { throw new Error('field'); };
  static arrow = () => { throw new Error('arrow'); };
}
class Sub extends Runner {}

for (const way of ['call', 'keep', 'twice']) {
  shown(() => Runner[way](function () { throw new Error(`${way} nameless`); }));
  shown(() => Runner[way](() => { throw new Error(`${way} arrow`); }));
  shown(() => Sub[way](function name() { throw new Error(`${way} named`); }));
}
for (const name of ['hidden', 'two words', 'field']) {
  shown(() => Runner[name]());
  shown(() => Sub[name]());
}
Runner.asynchronous().catch((error) => console.log(error.stack.split('\n')[1].replace(/\(?\/.*\//, '').trim()));
shown(() => Runner.getter);
shown(() => Sub.getter);
shown(() => Runner.arrow());
const { hidden } = Runner;
shown(hidden);
shown(() => Runner.hidden.call(Sub));
