'use strict';

// Tests, suites and hooks: how they are made, when they run, and what is told
// of them. (doc: test.html)

const { AsyncLocalStorage } = require('async_hooks');
const { AbortError, codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { validateAbortSignal, validateNumber, validateUint32 } = require('internal/validators');
const { SuiteContext, TestContext } = require('internal/test/context');
const { failure, isFailure } = require('internal/test/failure');
const { TestsStream } = require('internal/test/events');
const { all, atLast, deferred, deferredCallback, once, race, stopper } = require('internal/test/waiting');

const longestTimeoutMs = 2 ** 31 - 1;

/** The test that what runs belongs to. */
const current = new AsyncLocalStorage();

const failureOf = (error) => (isFailure(error) ? error : failure(error, 'testCodeFailure'));
const ignored = async (f) => {
  try {
    await f();
  } catch {
    // The test has failed already.
  }
};

const nowNs = process.hrtime.bigint;

class Test {
  #started = false; // its start was reported
  #listener = () => {
    const error = this.outerSignal?.reason || new AbortError('The test was aborted');
    error.failureType = 'testAborted';
    this.#cancel(error);
  };

  constructor({ name, fn, parent = null, where, concurrency, only, timeout, skip, todo, signal, plan }) {
    if (typeof fn !== 'function') fn = Function.prototype;
    this.name = typeof name === 'string' && name !== '' ? name : fn.name || '<anonymous>';
    this.fn = skip ? Function.prototype : fn;
    this.parent = parent;
    this.where = where;
    this.#inherit(parent, only);
    this.#limit(concurrency, timeout);

    this.abortController = new AbortController();
    this.signal = this.abortController.signal;
    this.outerSignal = signal;
    validateAbortSignal(signal, 'options.signal');
    signal?.addEventListener('abort', this.#listener);

    this.skipped = skip !== undefined && skip !== false;
    this.isTodo = todo !== undefined && todo !== false;
    this.message = [skip, todo].find((text) => typeof text === 'string') ?? null;
    this.expectedAssertions = plan;
    Object.assign(this, {
      plan: null, mock: null, harness: null, cancelled: false, passed: false, finished: false, error: null, startNs: null, endNs: null,
      diagnostics: [], subtests: [],
      active: 0, // subtests that run
      pending: [], // those that wait for their turn
      ready: new Map(), // those that are finished and have not been reported, by number
      waitingOn: 0, // the number of the one to be reported next
    });
    if (only || this.runOnlySubtests) this.diagnostic("'only' and 'runOnly' require the --test-only command-line option.");
  }

  #inherit(parent, only) {
    this.hooks = { before: [], after: [], beforeEach: [...(parent?.hooks.beforeEach ?? [])], afterEach: [...(parent?.hooks.afterEach ?? [])] };
    this.ownAfterEach = 0;
    if (parent === null) {
      Object.assign(this, { concurrency: 1, nesting: 0, reporter: new TestsStream(), runOnlySubtests: false, number: 0, timeoutMs: null, root: this });
      return;
    }
    this.concurrency = parent.concurrency;
    this.nesting = parent.parent === null ? parent.nesting : parent.nesting + 1;
    this.reporter = parent.reporter;
    this.runOnlySubtests = !(only ?? !parent.runOnlySubtests);
    this.number = parent.subtests.length + 1;
    this.timeoutMs = parent.timeoutMs;
    this.root = parent.root;
  }

  #limit(concurrency, timeout) {
    if (typeof concurrency === 'number') {
      validateUint32(concurrency, 'options.concurrency', true);
      this.concurrency = concurrency;
    } else if (typeof concurrency === 'boolean') {
      const most = this.parent === null ? Math.max(require('os').availableParallelism() - 1, 1) : Infinity;
      this.concurrency = concurrency ? most : 1;
    } else if (concurrency !== undefined && concurrency !== null) {
      throw new ERR_INVALID_ARG_TYPE('options.concurrency', ['boolean', 'number'], concurrency);
    }
    if (timeout !== undefined && timeout !== null && timeout !== Infinity) {
      validateNumber(timeout, 'options.timeout', 0, longestTimeoutMs);
      this.timeoutMs = timeout;
    }
  }

  // ---- What a test is told

  fail(error) {
    if (this.error !== null) return;
    this.passed = false;
    this.error = error;
  }

  pass() {
    if (this.error === null) this.passed = true;
  }

  skip(message) { Object.assign(this, { skipped: true, message }); }
  todo(message) { Object.assign(this, { isTodo: true, message }); }
  diagnostic(message) { this.diagnostics.push(message); }

  #cancel(error) {
    if (this.endNs !== null || this.error !== null) return;
    this.fail(error || failure('test did not finish before its parent and was cancelled', 'cancelledByParent'));
    this.cancelled = true;
    this.abortController.abort();
  }

  stopIfAborted() {
    if (!this.signal.aborted && !this.outerSignal?.aborted) return false;
    this.#listener();
    return true;
  }

  // ---- Subtests and hooks

  /** Makes a test of (name, options, fn), each of which may be left out. */
  addSubtest(Class, name, options, fn, own) {
    if (typeof name === 'function') fn = name;
    else if (name !== null && typeof name === 'object') [options, fn] = [name, options];
    else if (typeof options === 'function') fn = options;
    if (options === null || typeof options !== 'object') options = {};

    const late = this.finished || this.built;
    const parent = late ? this.root : this;
    const test = new Class({ __proto__: null, fn, name, parent, ...options, ...own });
    if (parent.waitingOn === 0) parent.waitingOn = test.number;
    if (late) test.fail(failure('test could not be started because its parent finished', 'parentAlreadyFinished'));
    parent.subtests.push(test);
    return test;
  }

  addHook(kind, fn, options) {
    const hook = new Hook(kind, fn, options);
    if (kind === 'before' && this.startNs !== null) {
      hook.run(this.arguments()).then(() => {
        if (hook.error != null) this.fail(hook.error);
      });
    }
    // A test's own come before those of the tests around it.
    if (kind === 'afterEach') this.hooks.afterEach.splice(this.ownAfterEach++, 0, hook);
    else this.hooks[kind].push(hook);
    return hook;
  }

  async runHooks(kind, args) {
    try {
      for (const hook of this.hooks[kind]) {
        await hook.run(args);
        if (hook.error) throw hook.error;
      }
    } catch (cause) {
      const error = failure(`failed running ${kind} hook`, 'hookFailed');
      error.cause = isFailure(cause) ? cause.cause : cause;
      throw error;
    }
  }

  get hasRoom() { return this.concurrency > this.active; }

  /** Runs now, or when there is room. */
  start() {
    this.reporter.tell('enqueue', this.where, { nesting: this.nesting, name: this.name });
    if (!this.root.harness.begun || !this.parent.hasRoom) {
      const { promise, resolve } = deferred();
      this.parent.pending.push({ test: this, resolve });
      return promise;
    }
    this.reporter.tell('dequeue', this.where, { nesting: this.nesting, name: this.name });
    return this.run();
  }

  async runPending() {
    while (this.pending.length > 0 && this.hasRoom) {
      const { test, resolve } = this.pending.shift();
      test.reporter.tell('dequeue', test.where, { nesting: test.nesting, name: test.name });
      await test.run();
      resolve();
    }
  }

  // ---- Running

  arguments() {
    const context = new TestContext(this);
    return { context, list: [context] };
  }

  /** Calls the test's function, within it as the current test. */
  runInAsyncScope(context, list) { return current.run(this, () => Reflect.apply(this.fn, context, list)); }

  async run() {
    if (this.parent !== null) this.parent.active++;
    this.startNs ??= nowNs();
    if (this.stopIfAborted()) {
      this.finish();
      return;
    }
    const args = this.arguments();
    if (this.plan === null && this.expectedAssertions) args.context.plan(this.expectedAssertions);
    const after = async () => {
      if (this.hooks.after.length > 0) await this.runHooks('after', args);
    };
    const afterEach = once(async () => {
      if (this.parent?.hooks.afterEach.length > 0 && !this.skipped) await this.parent.runHooks('afterEach', args);
    });
    let stop;
    try {
      if (this.parent?.hooks.before.length > 0) await this.parent.runHooks('before', this.parent.arguments());
      if (this.parent?.hooks.beforeEach.length > 0 && !this.skipped) await this.parent.runHooks('beforeEach', args);
      stop = stopper(this.timeoutMs, this.signal);
      await this.#call(args, stop.promise);
      this.stopIfAborted();
      this.plan?.check();
      this.pass();
      await afterEach();
      await after();
    } catch (error) {
      const reason = failureOf(error);
      if (reason.failureType === 'testTimeoutFailure') this.#cancel(reason);
      else this.fail(reason);
      await ignored(afterEach);
      await ignored(after);
    } finally {
      stop?.dispose();
      if (this.parent !== null) this.abortController.abort(); // hooks run again, for other tests
    }
    // The root is finished when the process is about to exit, so that what
    // tests leave behind is heard of.
    if (this.parent !== null || this.kind !== undefined) this.finish();
  }

  // A function that takes one argument more than it is given is told of its
  // end by a callback.
  async #call({ context, list }, stop) {
    if (this.fn.length !== list.length + 1) {
      await race([Promise.resolve(this.runInAsyncScope(context, list)), stop]);
      return;
    }
    const { promise, callback } = deferredCallback();
    const returned = this.runInAsyncScope(context, [...list, callback]);
    if (require('util').types.isPromise(returned)) {
      this.fail(failure('passed a callback but also returned a Promise', 'callbackAndPromisePresent'));
      await race([returned, stop]);
    } else {
      await race([Promise.resolve(promise), stop]);
    }
  }

  // ---- The end

  finish(pendingError) {
    this.endNs ??= nowNs();
    this.startNs ??= this.endNs;
    this.pending = [];
    let failed = 0;
    for (const subtest of this.subtests) {
      if (!subtest.finished) {
        subtest.#cancel(pendingError);
        subtest.finish(pendingError);
      }
      if (!subtest.passed && !subtest.isTodo) failed++;
    }
    if ((this.passed || this.parent === null) && failed > 0) {
      this.fail(failure(`${failed} subtest${failed > 1 ? 's' : ''} failed`, 'subtestsFailed'));
    }
    this.outerSignal?.removeEventListener('abort', this.#listener);
    this.mock?.reset();
    if (this.parent !== null) this.#handOver();
    else if (!this.reported) this.#summarize();
  }

  #handOver() {
    const { parent } = this;
    const { details, directive } = this.#result();
    details.passed = this.passed;
    this.reporter.tell('complete', this.where, { name: this.name, nesting: this.nesting, testNumber: this.number, details }, directive);
    parent.active--;
    parent.ready.set(this.number, this);
    parent.reportReady(false);
    parent.runPending();
    const { root } = this;
    // When nothing is left to do, the hooks of the whole get their turn.
    if (parent === root && root.active === 0 && root.pending.length === 0 && root.ready.size === 0) root.run();
  }

  #summarize() {
    this.reported = true;
    const { counters } = this.harness;
    const tell = (message) => this.reporter.tell('diagnostic', this.where, { nesting: this.nesting, message });
    this.reporter.tell('plan', this.where, { nesting: this.nesting, count: counters.topLevel });
    this.diagnostics.forEach(tell);
    for (const name of ['tests', 'suites', 'pass', 'fail', 'cancelled', 'skipped', 'todo']) tell(`${name} ${counters[name]}`);
    tell(`duration_ms ${this.#durationMs()}`);
    this.reporter.end();
  }

  // ---- Reports, in the order in which tests were made

  get mayReport() { return this.parent === null || (this.parent.waitingOn === this.number && this.parent.mayReport); }

  reportReady(may) {
    for (let number = this.waitingOn, end = number + this.ready.size; number < end; number++) {
      const subtest = this.ready.get(number);
      if (subtest === undefined) return;
      may ||= this.mayReport;
      if (!may) return;
      subtest.#report();
      this.ready.delete(number);
    }
  }

  #report() {
    this.reportReady(true);
    this.#count();
    if (this.subtests.length > 0) this.reporter.tell('plan', this.where, { nesting: this.subtests[0].nesting, count: this.subtests.length });
    else this.#reportStart();
    const { details, directive } = this.#result();
    this.reporter.tell(this.passed ? 'pass' : 'fail', this.where,
      { name: this.name, nesting: this.nesting, testNumber: this.number, details }, directive);
    for (const message of this.diagnostics) this.reporter.tell('diagnostic', this.where, { nesting: this.nesting, message });
    this.parent.waitingOn++;
    this.finished = true;
  }

  #reportStart() {
    if (this.#started || this.parent === null) return;
    this.#started = true;
    this.parent.#reportStart();
    this.reporter.tell('start', this.where, { nesting: this.nesting, name: this.name });
  }

  #durationMs() { return Number(this.endNs - this.startNs) / 1e6; }

  #result() {
    const details = { __proto__: null, duration_ms: this.#durationMs() };
    if (this.reportedType) details.type = this.reportedType;
    if (!this.passed) details.error = this.error;
    let directive;
    if (this.skipped) directive = { __proto__: null, skip: this.message ?? true };
    else if (this.isTodo) directive = { __proto__: null, todo: this.message ?? true };
    return { details, directive };
  }

  #count() {
    const { counters } = this.root.harness;
    if (this.nesting === 0) counters.topLevel++;
    if (this.reportedType === 'suite') {
      counters.suites++;
      return;
    }
    const kind = this.skipped ? 'skipped' : this.isTodo ? 'todo' : this.cancelled ? 'cancelled' : this.passed ? 'pass' : 'fail';
    counters[kind]++;
    counters.tests++;
  }
}

/** before, after, beforeEach, afterEach: run as tests are, but no tests. */
class Hook extends Test {
  #args;

  constructor(kind, fn, { where, timeout, signal, parent = null }) {
    super({ fn, where, timeout, signal });
    this.kind = kind;
    this.of = parent;
    if (kind === 'before' || kind === 'after') this.run = once(this.run);
  }

  run(args) {
    if (this.error && !this.outerSignal?.aborted) {
      this.passed = false;
      this.error = null;
      this.abortController.abort();
      this.abortController = new AbortController();
      this.signal = this.abortController.signal;
    }
    this.#args = args;
    return super.run();
  }

  arguments() { return this.#args; }

  finish() {
    const { error, of: test, where } = this;
    if (!error || test === null || test !== test.root || this.kind !== 'after') return;
    if (isFailure(error)) error.failureType = 'hookFailed';
    this.endNs ??= nowNs();
    test.reporter.tell('fail', where, {
      name: where.file, nesting: 0, testNumber: test.subtests.length + 1,
      details: { __proto__: null, duration_ms: Number(this.endNs - this.startNs) / 1e6, error },
    });
  }
}

/** What describe makes: its function makes tests, at once; they run afterwards. */
class Suite extends Test {
  reportedType = 'suite';

  constructor(options) {
    super(options);
    this.runOnlySubtests = false;
    try {
      const { context, list } = this.arguments();
      const made = Promise.resolve(this.runInAsyncScope(context, list)).then(undefined, (error) => {
        this.fail(failure(error, 'testCodeFailure'));
      });
      this.building = atLast(made, () => { this.built = true; });
    } catch (error) {
      this.fail(failure(error, 'testCodeFailure'));
      this.built = true;
    }
    this.fn = () => {};
  }

  arguments() {
    const context = new SuiteContext(this);
    return { context, list: [context] };
  }

  async run() {
    const args = this.arguments();
    const after = once(() => this.runHooks('after', args));
    let stop;
    try {
      this.parent.active++;
      await this.building;
      this.startNs = nowNs();
      if (this.stopIfAborted()) {
        this.subtests = [];
        this.finish();
        return;
      }
      if (this.parent.hooks.before.length > 0) await this.parent.runHooks('before', this.parent.arguments());
      await this.runHooks('before', args);
      stop = stopper(this.timeoutMs, this.signal);
      const subtests = this.skipped || this.error ? [] : this.subtests;
      await race([all(subtests, (subtest) => subtest.start()), stop.promise]);
      await after();
      this.pass();
    } catch (error) {
      await ignored(after);
      this.fail(failureOf(error));
    } finally {
      stop?.dispose();
    }
    this.finish();
  }
}

module.exports = { Suite, Test, current };
