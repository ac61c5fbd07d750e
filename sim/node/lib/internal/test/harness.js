'use strict';

// The root of all tests of a process: made with the first of them, reported
// on when the process has nothing left to do.

const { failure } = require('internal/test/failure');
const { Suite, Test, current } = require('internal/test/tree');
const { place } = require('internal/test/place');

/** An error that nobody caught: it fails the test it comes from. */
function failing(event, root) {
  return (error) => {
    if (!root.harness.started) throw error;
    const test = current.getStore();
    if (test && !test.finished && test.kind === undefined) {
      test.fail(failure(error, event));
      test.abortController.abort();
      return;
    }
    root.diagnostic(test ? lateError(test, error, event) : `Error: A resource generated asynchronous activity after the test ended. This activity created the error "${error}" which triggered an ${event} event, caught by the test runner.`);
    process.exitCode = 1;
  };
}

function lateError(test, error, event) {
  const name = test.kind ? `Test hook "${test.kind}"` : `Test "${test.name}"`;
  const { file, line, column } = test.where ?? {};
  const at = file === undefined ? '' : ` at ${require('path').relative(process.cwd(), file)}:${line}:${column}`;
  return `Error: ${name}${at} generated asynchronous activity after the test ended. This activity created the error "${error}" and would have caused the test to fail, but instead triggered an ${event} event.`;
}

function makeRoot() {
  const root = new Test({ name: '<root>' });
  root.harness = {
    begun: false, // tests may run
    started: false, // the first of them was made
    counters: { topLevel: 0, tests: 0, suites: 0, pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 },
  };
  root.startNs = process.hrtime.bigint();
  const onException = failing('uncaughtException', root);
  const onRejection = failing('unhandledRejection', root);
  const atEnd = async () => {
    if (root.subtests.length === 0 && (root.hooks.before.length > 0 || root.hooks.after.length > 0)) await root.run();
    root.finish(failure('Promise resolution is still pending but the event loop has already resolved', 'cancelledByParent'));
    process.removeListener('uncaughtException', onException);
    process.removeListener('unhandledRejection', onRejection);
    process.removeListener('beforeExit', atEnd);
  };
  process.on('uncaughtException', onException);
  process.on('unhandledRejection', onRejection);
  process.on('beforeExit', atEnd);
  root.reporter.on('test:fail', ({ todo }) => {
    if (todo === undefined || todo === false) process.exitCode = 1;
  });
  return root;
}

// Output that is no terminal gets TAP.
async function report(stream) {
  const [reporter] = await Promise.all([(async () => require('internal/test/tap'))()]);
  require('stream').compose(stream, reporter).pipe(process.stdout);
}

let root;
let reporting;

function getRoot() {
  if (!root) {
    root = makeRoot();
    reporting = current.exit(() => report(root.reporter));
  }
  return root;
}

async function startSubtest(subtest) {
  if (reporting) {
    await reporting;
    reporting = undefined;
  }
  if (!root.harness.started) {
    root.harness.started = true;
    queueMicrotask(() => {
      root.harness.begun = true;
      root.runPending();
    });
  }
  await subtest.start();
}

/** test or suite, with skip, todo and only. */
function maker(Class) {
  function make(name, options, fn, own) {
    const parent = current.getStore() || getRoot();
    const subtest = parent.addSubtest(Class, name, options, fn, own);
    return parent instanceof Suite ? Promise.resolve() : startSubtest(subtest);
  }
  const test = (name, options, fn) => make(name, options, fn, { where: place(test) });
  for (const keyword of ['skip', 'todo', 'only']) {
    const variant = (name, options, fn) => make(name, options, fn, { [keyword]: true, where: place(variant) });
    Object.defineProperty(variant, 'name', { value: '' });
    test[keyword] = variant;
  }
  return test;
}

function hook(kind) {
  const add = (fn, options) => {
    const parent = current.getStore() || getRoot();
    parent.addHook(kind, fn, { ...options, parent, where: place(add) });
  };
  Object.defineProperty(add, 'name', { value: '' });
  return add;
}

module.exports = {
  test: maker(Test), suite: maker(Suite), before: hook('before'), after: hook('after'), beforeEach: hook('beforeEach'),
  afterEach: hook('afterEach'),
};
