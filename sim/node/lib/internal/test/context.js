'use strict';

// What the functions of tests and suites are called with.

const { failure } = require('internal/test/failure');
const { Plan } = require('internal/test/waiting');
const { place } = require('internal/test/place');

const counted = ['deepEqual', 'deepStrictEqual', 'doesNotMatch', 'doesNotReject', 'doesNotThrow', 'equal', 'fail', 'ifError', 'match',
  'notDeepEqual', 'notDeepStrictEqual', 'notEqual', 'notStrictEqual', 'rejects', 'strictEqual', 'throws', 'ok'];

function fullName(test) {
  const names = [test.name];
  for (let at = test.parent; at !== at.root; at = at.parent) names.unshift(at.name);
  return names.join(' > ');
}

class TestContext {
  #test;
  #assert;

  constructor(test) { this.#test = test; }

  get signal() { return this.#test.signal; }
  get name() { return this.#test.name; }
  get fullName() { return fullName(this.#test); }
  get error() { return this.#test.error; }
  get passed() { return this.#test.passed; }

  diagnostic(message) { this.#test.diagnostic(message); }

  plan(count) {
    if (this.#test.plan !== null) throw failure('cannot set plan more than once', 'testCodeFailure');
    this.#test.plan = new Plan(count);
  }

  /** The functions of assert, counted for the plan that there is when they are first asked for. */
  get assert() {
    if (this.#assert) return this.#assert;
    const assert = require('assert');
    const { plan } = this.#test;
    this.#assert = { __proto__: null };
    for (const name of counted) {
      this.#assert[name] = { [name](...args) {
        if (plan !== null) plan.actual++;
        return Reflect.apply(assert[name], this, args);
      } }[name];
    }
    return this.#assert;
  }

  get mock() {
    this.#test.mock ??= new (require('internal/test/mock').MockTracker)();
    return this.#test.mock;
  }

  runOnly(value) { this.#test.runOnlySubtests = !!value; }
  skip(message) { this.#test.skip(message); }
  todo(message) { this.#test.todo(message); }

  test(name, options, fn) {
    const where = place(this.test);
    if (this.#test.plan !== null) this.#test.plan.actual++;
    return this.#test.addSubtest(require('internal/test/tree').Test, name, options, fn, { where }).start();
  }

  before(fn, options) { this.#test.addHook('before', fn, { ...options, where: place(this.before) }); }
  after(fn, options) { this.#test.addHook('after', fn, { ...options, where: place(this.after) }); }
  beforeEach(fn, options) { this.#test.addHook('beforeEach', fn, { ...options, where: place(this.beforeEach) }); }
  afterEach(fn, options) { this.#test.addHook('afterEach', fn, { ...options, where: place(this.afterEach) }); }
}

class SuiteContext {
  #suite;

  constructor(suite) { this.#suite = suite; }

  get signal() { return this.#suite.signal; }
  get name() { return this.#suite.name; }
  get fullName() { return fullName(this.#suite); }
}

module.exports = { SuiteContext, TestContext };
