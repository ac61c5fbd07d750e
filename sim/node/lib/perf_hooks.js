'use strict';

// Performance: clocks, marks, measures, and those who observe them.

const machine = binding('machine');
const { DOMException } = require('internal/domexception');
const {
  ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_MISSING_ARGS, ERR_PERFORMANCE_INVALID_TIMESTAMP,
  ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS,
} = require('internal/errors').codes;
const { validateFunction, validateNumber, validateObject, validateString } = require('internal/validators');
const { EventTarget, defineEventHandler } = require('internal/event_target');
const { createHistogram, monitorEventLoopDelay, RecordableHistogram } = require('internal/histogram');
const heap = binding('heap');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

function inspectAs(name, fields, depth, options) {
  if (depth < 0) return name;
  const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
  return `${name} ${require('internal/inspect').inspect(fields, inner)}`;
}

const kMake = Symbol('make');

class PerformanceEntry {
  #name; #type; #start; #duration; #detail;
  constructor(token, name, type, start, duration, detail) {
    if (token !== kMake) throw new ERR_ILLEGAL_CONSTRUCTOR();
    this.#name = name;
    this.#type = type;
    this.#start = start;
    this.#duration = duration;
    this.#detail = detail;
  }
  get name() { return this.#name; }
  get entryType() { return this.#type; }
  get startTime() { return this.#start; }
  get duration() { return this.#duration; }
  get detail() { return this.#detail; }
  toJSON() {
    return { name: this.name, entryType: this.entryType, startTime: this.startTime, duration: this.duration, detail: this.detail };
  }
  [customInspect](depth, options) { return inspectAs(this.constructor.name, this.toJSON(), depth, options); }
}
for (const name of ['name', 'entryType', 'startTime', 'duration', 'toJSON']) {
  Object.defineProperty(PerformanceEntry.prototype, name, { enumerable: true });
}

class PerformanceMark extends PerformanceEntry {
  constructor(name, options = {}) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    name = `${name}`;
    if (Object.hasOwn(milestones, name) || name in milestones) throw new ERR_INVALID_ARG_VALUE('name', name);
    if (options != null) validateObject(options, 'options');
    const start = options?.startTime ?? performance.now();
    validateNumber(start, 'startTime');
    if (start < 0) throw new ERR_PERFORMANCE_INVALID_TIMESTAMP(start);
    let detail = options?.detail;
    detail = detail != null ? require('internal/clone').structuredClone(detail) : null;
    super(kMake, name, 'mark', start, 0, detail);
    lastMarks.set(name, start);
  }
}

class PerformanceMeasure extends PerformanceEntry {}

class PerformanceResourceTiming extends PerformanceEntry {
  constructor() { super(undefined); }
}

// The process's own milestones, by name: they may stand for marks.
const milestones = {
  nodeStart: 0, v8Start: 2, environment: 10, loopStart: -1, loopExit: -1, bootstrapComplete: 25,
};
const lastMarks = new Map();

// What was made, by startTime.
let entries = [];
function keep(entry) {
  let at = entries.length;
  while (at > 0 && entries[at - 1].startTime > entry.startTime) at--;
  entries.splice(at, 0, entry);
}

function instantOf(mark) {
  if (mark === undefined) return undefined;
  if (typeof mark === 'number') {
    if (mark < 0) throw new ERR_PERFORMANCE_INVALID_TIMESTAMP(mark);
    return mark;
  }
  const name = `${mark}`;
  if (name in milestones) return milestoneMs(name);
  if (!lastMarks.has(name)) throw new DOMException(`The "${name}" performance mark has not been set`, 'SyntaxError');
  return lastMarks.get(name);
}

function milestoneMs(name) {
  if (name === 'loopStart') return machine.loopStartMs();
  if (name === 'loopExit') return machine.loopExitMs();
  return milestones[name] * machine.startMs() / 30;
}

class PerformanceNodeTiming {
  constructor(token) {
    if (token !== kMake) throw new ERR_ILLEGAL_CONSTRUCTOR();
    const getters = { name: () => 'node', entryType: () => 'node', startTime: () => 0, duration: () => performance.now() };
    for (const name of ['nodeStart', 'v8Start', 'bootstrapComplete', 'environment', 'loopStart', 'loopExit']) {
      getters[name] = () => milestoneMs(name);
    }
    getters.idleTime = () => machine.idleMs();
    getters.uvMetricsInfo = () => ({ loopCount: machine.turns(), events: machine.polled(), eventsWaiting: 0 });
    for (const name of Object.keys(getters)) Object.defineProperty(this, name, { enumerable: true, configurable: true, get: getters[name] });
  }
  toJSON() { return { ...this }; }
  [customInspect](depth, options) { return inspectAs('PerformanceNodeTiming', this.toJSON(), depth, options); }
}
Object.setPrototypeOf(PerformanceNodeTiming.prototype, PerformanceEntry.prototype);
const nodeTiming = new PerformanceNodeTiming(kMake);

/** How much of the time since the start, or since an earlier answer, the loop was busy. */
function eventLoopUtilization(first, second) {
  if (first && second) {
    const idle = first.idle - second.idle;
    const active = first.active - second.active;
    return { idle, active, utilization: active / (idle + active) };
  }
  const idle = machine.idleMs();
  const active = machine.nowMs() - machine.startMs() - idle;
  if (!first) return { idle, active, utilization: active / (idle + active) };
  const idleSince = idle - first.idle;
  const activeSince = active - first.active;
  return { idle: idleSince, active: activeSince, utilization: activeSince / (idleSince + activeSince) };
}

class Performance extends EventTarget {
  #brand = true;
  constructor(token) {
    if (token !== kMake) throw new ERR_ILLEGAL_CONSTRUCTOR();
    super();
  }
  now() { return machine.nowMs(); }
  get timeOrigin() { return machine.originMs(); }
  get nodeTiming() { return nodeTiming; }
  eventLoopUtilization(first, second) { return eventLoopUtilization(first, second); }
  mark(name, options = {}) {
    const mark = new (class extends PerformanceMark {})(...(arguments.length === 0 ? [] : [name, options]));
    Object.setPrototypeOf(mark, PerformanceMark.prototype);
    keep(mark);
    enqueue(mark);
    return mark;
  }
  measure(name, startOrOptions = {}, endMark) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    validateString(name, 'name');
    const options = startOrOptions != null && typeof startOrOptions === 'object' ? startOrOptions : undefined;
    const given = options && ['start', 'end', 'duration', 'detail'].some((key) => options[key] !== undefined);
    if (given) {
      if (endMark !== undefined) throw new ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS('endMark must not be specified');
      if (options.start === undefined && options.end === undefined) {
        throw new ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS('One of options.start or options.end is required');
      }
      if (options.start !== undefined && options.end !== undefined && options.duration !== undefined) {
        throw new ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS('Must not have options.start, options.end, and options.duration specified');
      }
    }
    let end;
    if (endMark !== undefined) end = instantOf(endMark);
    else if (options?.end !== undefined) end = instantOf(options.end);
    else if (options?.start !== undefined && options?.duration !== undefined) end = instantOf(options.start) + options.duration;
    else end = this.now();
    let start;
    if (options?.start !== undefined) start = instantOf(options.start);
    else if (options?.duration !== undefined && options?.end !== undefined) start = end - options.duration;
    else if (typeof startOrOptions === 'string') start = instantOf(startOrOptions);
    else start = 0;
    const detail = options?.detail != null ? require('internal/clone').structuredClone(options.detail) : null;
    const measure = new PerformanceMeasure(kMake, name, 'measure', start, end - start, detail);
    keep(measure);
    enqueue(measure);
    return measure;
  }
  clearMarks(name) {
    if (name !== undefined) name = `${name}`;
    if (name === undefined) lastMarks.clear();
    else lastMarks.delete(name);
    entries = entries.filter((e) => e.entryType !== 'mark' || (name !== undefined && e.name !== name));
  }
  clearMeasures(name) {
    if (name !== undefined) name = `${name}`;
    entries = entries.filter((e) => e.entryType !== 'measure' || (name !== undefined && e.name !== name));
  }
  clearResourceTimings() {}
  setResourceTimingBufferSize() {}
  markResourceTiming() {
    throw new Error('timeslice: performance.markResourceTiming is not simulated, as there is no network beyond the machine; use performance.measure');
  }
  getEntries() { return entries.slice(); }
  getEntriesByName(name, type) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    return entries.filter((e) => e.name === `${name}` && (type === undefined || e.entryType === type));
  }
  getEntriesByType(type) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    return entries.filter((e) => e.entryType === `${type}`);
  }
  timerify(fn, options = {}) {
    validateFunction(fn, 'fn');
    validateObject(options, 'options');
    const { histogram } = options;
    if (histogram !== undefined && !(histogram instanceof RecordableHistogram)) {
      throw new ERR_INVALID_ARG_TYPE('options.histogram', 'RecordableHistogram', histogram);
    }
    const done = (start, args) => {
      const duration = performance.now() - start;
      if (histogram) histogram.record(Math.max(1, Math.ceil(duration * 1e6)));
      const entry = new PerformanceEntry(kMake, fn.name, 'function', start, duration, args);
      for (let i = 0; i < args.length; i++) entry[i] = args[i];
      enqueue(entry);
    };
    function timerified(...args) {
      const start = performance.now();
      const result = new.target ? Reflect.construct(fn, args, fn) : Reflect.apply(fn, this, args);
      if (!new.target && result && typeof result.finally === 'function') return result.finally(() => done(start, args));
      done(start, args);
      return result;
    }
    Object.defineProperties(timerified, {
      length: { configurable: false, enumerable: true, value: fn.length },
      name: { configurable: false, enumerable: true, value: `timerified ${fn.name}` },
    });
    return timerified;
  }
  toJSON() { return { nodeTiming: this.nodeTiming, timeOrigin: this.timeOrigin, eventLoopUtilization: this.eventLoopUtilization() }; }
  [customInspect](depth, options) {
    return inspectAs('Performance', { nodeTiming: this.nodeTiming, timeOrigin: this.timeOrigin }, depth, options);
  }
}
for (const name of ['clearMarks', 'clearMeasures', 'clearResourceTimings', 'getEntries', 'getEntriesByName', 'getEntriesByType',
  'mark', 'markResourceTiming', 'measure', 'now', 'setResourceTimingBufferSize', 'timeOrigin', 'toJSON', 'eventLoopUtilization', 'nodeTiming', 'timerify']) {
  Object.defineProperty(Performance.prototype, name, { enumerable: true });
}
Object.defineProperty(Performance.prototype, Symbol.toStringTag, { value: 'Performance', configurable: true });
defineEventHandler(Performance.prototype, 'resourcetimingbufferfull');

const performance = new Performance(kMake);

// Observers are told of all that was made since, in the next check phase.

const supported = Object.freeze(['dns', 'function', 'gc', 'http', 'http2', 'mark', 'measure', 'net', 'resource']);
const observers = new Set();
const pending = new Set();
let scheduled = false;

class PerformanceObserverEntryList {
  #entries;
  constructor(token, list) {
    if (token !== kMake) throw new ERR_ILLEGAL_CONSTRUCTOR();
    this.#entries = list.sort((a, b) => a.startTime - b.startTime);
  }
  getEntries() { return this.#entries.slice(); }
  getEntriesByType(type) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    return this.#entries.filter((e) => e.entryType === `${type}`);
  }
  getEntriesByName(name, type) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    return this.#entries.filter((e) => e.name === `${name}` && (type === undefined || e.entryType === type));
  }
  [customInspect](depth, options) { return inspectAs('PerformanceObserverEntryList', this.#entries, depth, options); }
}

class PerformanceObserver {
  #callback;
  #kind;
  #types = new Set();
  #buffer = [];
  constructor(callback) {
    validateFunction(callback, 'callback');
    this.#callback = callback;
  }
  observe(options = {}) {
    validateObject(options, 'options');
    const { entryTypes, type, buffered } = options;
    if (entryTypes === undefined && type === undefined) throw new ERR_MISSING_ARGS('options.entryTypes', 'options.type');
    if (entryTypes != null && type != null) {
      throw new ERR_INVALID_ARG_VALUE('options.entryTypes', entryTypes, 'options.entryTypes can not set with options.type together');
    }
    const kind = entryTypes !== undefined ? 'multiple observations' : 'single observation';
    this.#kind ??= kind;
    if (this.#kind !== kind) throw new DOMException(`PerformanceObserver can not change to ${kind}`, 'InvalidModificationError');
    if (entryTypes !== undefined) {
      if (!Array.isArray(entryTypes)) throw new ERR_INVALID_ARG_TYPE('options.entryTypes', 'string[]', entryTypes);
      this.#types = new Set(entryTypes.filter((t) => supported.includes(t)));
    } else {
      if (!supported.includes(type)) return;
      this.#types.add(type);
      if (buffered) {
        this.#buffer.push(...performance.getEntriesByType(type));
        this.#pend();
      }
    }
    if (this.#types.size > 0) observers.add(this);
    else this.disconnect();
    watchCollections();
  }
  disconnect() {
    observers.delete(this);
    pending.delete(this);
    this.#buffer = [];
    this.#types = new Set();
    this.#kind = undefined;
    watchCollections();
  }
  takeRecords() {
    const list = this.#buffer;
    this.#buffer = [];
    return list;
  }
  static get supportedEntryTypes() { return supported; }
  static tell(observer, entry) { if (observer.#types.has(entry.entryType)) observer.#take(entry); }
  static flush(observer) {
    const list = new PerformanceObserverEntryList(kMake, observer.takeRecords());
    observer.#callback(list, observer);
  }
  static wants(observer, type) { return observer.#types.has(type); }
  #take(entry) {
    this.#buffer.push(entry);
    this.#pend();
  }
  #pend() {
    pending.add(this);
    if (scheduled) return;
    scheduled = true;
    require('timers').setImmediate(() => {
      scheduled = false;
      const list = [...pending];
      pending.clear();
      for (const observer of list) flush(observer);
    });
  }
  [customInspect](depth, options) {
    return inspectAs('PerformanceObserver', {
      connected: observers.has(this), pending: pending.has(this), entryTypes: [...this.#types], buffer: this.#buffer,
    }, depth, options);
  }
}
const { tell, flush, wants } = PerformanceObserver;
delete PerformanceObserver.wants;
delete PerformanceObserver.tell;
delete PerformanceObserver.flush;

function enqueue(entry) { for (const observer of observers) tell(observer, entry); }

// Collections of garbage are told of while somebody observes them.
let watched = false;
function watchCollections() {
  const wanted = [...observers].some((observer) => wants(observer, 'gc'));
  if (wanted === watched) return;
  watched = wanted;
  heap.observe(wanted ? collected : undefined);
}

function collected(major, start, duration, forced) {
  const detail = {
    kind: major ? constants.NODE_PERFORMANCE_GC_MAJOR : constants.NODE_PERFORMANCE_GC_MINOR,
    flags: forced ? constants.NODE_PERFORMANCE_GC_FLAGS_FORCED : constants.NODE_PERFORMANCE_GC_FLAGS_NO,
  };
  enqueue(new PerformanceEntry(kMake, 'gc', 'gc', start, duration, detail));
}

const constants = {};
for (const [name, value] of Object.entries({
  NODE_PERFORMANCE_GC_MAJOR: 4, NODE_PERFORMANCE_GC_MINOR: 1, NODE_PERFORMANCE_GC_INCREMENTAL: 8, NODE_PERFORMANCE_GC_WEAKCB: 16,
  NODE_PERFORMANCE_GC_FLAGS_NO: 0, NODE_PERFORMANCE_GC_FLAGS_CONSTRUCT_RETAINED: 2, NODE_PERFORMANCE_GC_FLAGS_FORCED: 4,
  NODE_PERFORMANCE_GC_FLAGS_SYNCHRONOUS_PHANTOM_PROCESSING: 8, NODE_PERFORMANCE_GC_FLAGS_ALL_AVAILABLE_GARBAGE: 16,
  NODE_PERFORMANCE_GC_FLAGS_ALL_EXTERNAL_MEMORY: 32, NODE_PERFORMANCE_GC_FLAGS_SCHEDULE_IDLE: 64,
})) {
  Object.defineProperty(constants, name, { value, enumerable: true });
}

module.exports = {
  Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceObserver, PerformanceObserverEntryList,
  PerformanceResourceTiming, monitorEventLoopDelay, createHistogram, performance, constants,
};
