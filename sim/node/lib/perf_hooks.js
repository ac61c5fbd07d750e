'use strict';

// Performance: clocks, marks, measures, and those who observe them.

const machine = binding('machine');
const { DOMException } = require('internal/domexception');
const {
  ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_MISSING_ARGS, ERR_PERFORMANCE_INVALID_TIMESTAMP,
  ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS,
} = require('internal/errors').codes;
const { validateFunction, validateNumber, validateObject, validateString } = require('internal/validators');
const { Event, EventTarget, defineEventHandler, trustedEvent } = require('internal/event_target');
const { createHistogram, monitorEventLoopDelay, RecordableHistogram } = require('internal/histogram');
const heap = binding('heap');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

function inspectAs(name, fields, depth, options) {
  if (depth < 0) return name;
  const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
  return `${name} ${require('internal/inspect').inspect(fields, inner)}`;
}

const kMake = Symbol('make');
const kName = Symbol('PerformanceEntry.Name');
const kEntryType = Symbol('PerformanceEntry.EntryType');
const kStartTime = Symbol('PerformanceEntry.StartTime');
const kDuration = Symbol('PerformanceEntry.Duration');
const kNodeDetail = Symbol('NodePerformanceEntry.Detail');
const kDetail = Symbol('kDetail');
const kPerformanceBrand = Symbol('performance');
const enumerable = { enumerable: true };
const tag = (value) => ({ value, configurable: true });

// (validateInternalField)
function own(object, field, name) {
  if (typeof object !== 'object' || object === null || !Object.hasOwn(object, field)) throw new ERR_INVALID_ARG_TYPE('this', name, object);
  return object[field];
}

class PerformanceEntry {
  constructor(skipThrowSymbol = undefined, name = undefined, type = undefined, start = undefined, duration = undefined) {
    if (skipThrowSymbol !== kMake) throw new ERR_ILLEGAL_CONSTRUCTOR();
    this[kName] = name;
    this[kEntryType] = type;
    this[kStartTime] = start;
    this[kDuration] = duration;
  }
  get name() { return own(this, kName, 'PerformanceEntry'); }
  get entryType() { return own(this, kEntryType, 'PerformanceEntry'); }
  get startTime() { return own(this, kStartTime, 'PerformanceEntry'); }
  get duration() { return own(this, kDuration, 'PerformanceEntry'); }
  [customInspect](depth, options) {
    return depth < 0 ? this : inspectAs(this.constructor.name, this.toJSON(), depth, options);
  }
  toJSON() {
    own(this, kName, 'PerformanceEntry');
    return { name: this[kName], entryType: this[kEntryType], startTime: this[kStartTime], duration: this[kDuration] };
  }
}
Object.defineProperties(PerformanceEntry.prototype, {
  name: enumerable, entryType: enumerable, startTime: enumerable, duration: enumerable, toJSON: enumerable,
});

// What Node itself tells of: functions, collections of garbage.
class PerformanceNodeEntry extends PerformanceEntry {
  get detail() { return own(this, kNodeDetail, 'NodePerformanceEntry'); }
  toJSON() { return { ...super.toJSON(), detail: this[kNodeDetail] }; }
}

function makeNodeEntry(name, type, start, duration, detail) {
  const entry = new PerformanceNodeEntry(kMake, name, type, start, duration);
  entry[kNodeDetail] = detail;
  return entry;
}

const cloned = (detail) => (detail != null ? require('internal/clone').structuredClone(detail) : null);

class PerformanceMark extends PerformanceEntry {
  constructor(name, options = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    name = `${name}`;
    if (Object.hasOwn(milestones, name)) throw new ERR_INVALID_ARG_VALUE('name', name);
    if (options != null) validateObject(options, 'options');
    const start = options?.startTime ?? machine.nowMs();
    validateNumber(start, 'startTime');
    if (start < 0) throw new ERR_PERFORMANCE_INVALID_TIMESTAMP(start);
    lastMarks.set(name, start);
    const detail = cloned(options?.detail);
    super(kMake, name, 'mark', start, 0);
    this[kDetail] = detail;
  }
  get detail() { return own(this, kDetail, 'PerformanceMark'); }
  toJSON() { return { ...super.toJSON(), detail: this[kDetail] }; }
}
Object.defineProperties(PerformanceMark.prototype, { detail: enumerable, [Symbol.toStringTag]: tag('PerformanceMark') });

class PerformanceMeasure extends PerformanceEntry {
  get detail() { return own(this, kDetail, 'PerformanceMeasure'); }
  toJSON() { return { ...super.toJSON(), detail: this[kDetail] }; }
}
Object.defineProperties(PerformanceMeasure.prototype, { detail: enumerable, [Symbol.toStringTag]: tag('PerformanceMeasure') });

// What a fetch took, as it was told to markResourceTiming.
const kTimingInfo = Symbol('kTimingInfo');
const kInitiatorType = Symbol('kInitiatorType');
const kCacheMode = Symbol('kCacheMode');
class PerformanceResourceTiming extends PerformanceEntry {
  get startTime() { return timingOf(this).startTime; }
  get duration() { return timingOf(this).endTime - timingOf(this).startTime; }
  get initiatorType() { return own(this, kInitiatorType, 'PerformanceResourceTiming'); }
  get workerStart() { return timingOf(this).finalServiceWorkerStartTime; }
  get redirectStart() { return timingOf(this).redirectStartTime; }
  get redirectEnd() { return timingOf(this).redirectEndTime; }
  get fetchStart() { return timingOf(this).postRedirectStartTime; }
  get domainLookupStart() { return timingOf(this).finalConnectionTimingInfo?.domainLookupStartTime; }
  get domainLookupEnd() { return timingOf(this).finalConnectionTimingInfo?.domainLookupEndTime; }
  get connectStart() { return timingOf(this).finalConnectionTimingInfo?.connectionStartTime; }
  get connectEnd() { return timingOf(this).finalConnectionTimingInfo?.connectionEndTime; }
  get secureConnectionStart() { return timingOf(this).finalConnectionTimingInfo?.secureConnectionStartTime; }
  get nextHopProtocol() { return timingOf(this).finalConnectionTimingInfo?.ALPNNegotiatedProtocol; }
  get requestStart() { return timingOf(this).finalNetworkRequestStartTime; }
  get responseStart() { return timingOf(this).finalNetworkResponseStartTime; }
  get responseEnd() { return timingOf(this).endTime; }
  get encodedBodySize() { return timingOf(this).encodedBodySize; }
  get decodedBodySize() { return timingOf(this).decodedBodySize; }
  get transferSize() {
    const timing = timingOf(this);
    if (this[kCacheMode] === 'local') return 0;
    return this[kCacheMode] === 'validated' ? 300 : timing.encodedBodySize + 300;
  }
  toJSON() {
    const json = { name: this.name, entryType: this.entryType, startTime: this.startTime, duration: this.duration };
    for (const name of timingNames) json[name] = this[name];
    return json;
  }
}
const timingOf = (entry) => own(entry, kTimingInfo, 'PerformanceResourceTiming');
const timingNames = ['initiatorType', 'nextHopProtocol', 'workerStart', 'redirectStart', 'redirectEnd', 'fetchStart', 'domainLookupStart',
  'domainLookupEnd', 'connectStart', 'connectEnd', 'secureConnectionStart', 'requestStart', 'responseStart', 'responseEnd', 'transferSize',
  'encodedBodySize', 'decodedBodySize'];
for (const name of [...timingNames, 'toJSON']) Object.defineProperty(PerformanceResourceTiming.prototype, name, enumerable);
Object.defineProperty(PerformanceResourceTiming.prototype, Symbol.toStringTag, tag('PerformanceResourceTiming'));

function markResourceTiming(timingInfo, requestedUrl, initiatorType, global, cacheMode) {
  require('assert')(cacheMode === '' || cacheMode === 'local', "cache must be an empty string or 'local'");
  const entry = new PerformanceResourceTiming(kMake, requestedUrl, 'resource');
  entry[kInitiatorType] = initiatorType;
  entry[kTimingInfo] = timingInfo;
  entry[kCacheMode] = cacheMode;
  enqueue(entry);
  keepResource(entry);
  return entry;
}

// What has no room waits for a listener to make some. (https://w3c.github.io/resource-timing/#dfn-fire-a-buffer-full-event)
let waiting = [];
let firing = false;

function keepResource(entry) {
  if (kept.resource.length < mostResources && !firing) {
    kept.resource.push(entry);
    return;
  }
  if (!firing) setImmediate(fireBufferFull);
  firing = true;
  waiting.push(entry);
}

function fireBufferFull() {
  while (waiting.length > 0) {
    const before = waiting.length;
    performance.dispatchEvent(trustedEvent(new Event('resourcetimingbufferfull')));
    const fit = Math.max(Math.min(mostResources - kept.resource.length, waiting.length), 0);
    kept.resource.push(...waiting.slice(0, fit));
    if (before <= waiting.length - fit) waiting = [];
  }
  firing = false;
}

// The process's own milestones, by name: they may stand for marks.
const milestones = {
  __proto__: null, nodeStart: 0, v8Start: 2, environment: 10, loopStart: -1, loopExit: -1, bootstrapComplete: 25,
};
const lastMarks = new Map();

// What was made, by kind.
const kept = { mark: [], measure: [], resource: [] };
let mostResources = 250;

function selected(name, type) {
  let list;
  if (type === undefined) list = [...kept.mark, ...kept.measure, ...kept.resource];
  else list = Object.hasOwn(kept, type) ? [...kept[type]] : [];
  if (name !== undefined) list = list.filter((entry) => entry.name === name);
  return list.sort((a, b) => a.startTime - b.startTime);
}

function clear(type, name) {
  kept[type] = name === undefined ? [] : kept[type].filter((entry) => entry.name !== `${name}`);
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
    const shown = { enumerable: true, configurable: true };
    for (const [name, value] of [['name', 'node'], ['entryType', 'node'], ['startTime', 0]]) Object.defineProperty(this, name, { ...shown, value });
    const getters = { duration: () => machine.nowMs() };
    for (const name of ['nodeStart', 'v8Start', 'environment', 'loopStart', 'loopExit', 'bootstrapComplete']) {
      getters[name] = () => milestoneMs(name);
    }
    getters.idleTime = () => machine.idleMs();
    getters.uvMetricsInfo = () => ({ loopCount: machine.turns(), events: machine.polled(), eventsWaiting: 0 });
    for (const name of Object.keys(getters)) Object.defineProperty(this, name, { ...shown, get: getters[name] });
  }
  [customInspect](depth, options) { return depth < 0 ? this : inspectAs('PerformanceNodeTiming', this.toJSON(), depth, options); }
  toJSON() { return { ...this }; }
}
Object.setPrototypeOf(PerformanceNodeTiming.prototype, PerformanceEntry.prototype);
const nodeTiming = new PerformanceNodeTiming(kMake);

/** How much of the time since the loop began, or since an earlier answer, it was busy. */
function eventLoopUtilization(util1, util2) {
  const loopStart = machine.loopStartMs();
  if (loopStart <= 0) return { idle: 0, active: 0, utilization: 0 };
  const shares = (idle, active) => ({ idle, active, utilization: active / (idle + active) });
  if (util2) return shares(util1.idle - util2.idle, util1.active - util2.active);
  const idle = machine.idleMs();
  const active = machine.nowMs() - loopStart - idle;
  return util1 ? shares(idle - util1.idle, active - util1.active) : shares(idle, active);
}

function timerify(fn, options = {}) {
  validateFunction(fn, 'fn');
  validateObject(options, 'options');
  const { histogram } = options;
  if (histogram !== undefined && !(histogram instanceof RecordableHistogram)) {
    throw new ERR_INVALID_ARG_TYPE('options.histogram', 'RecordableHistogram', histogram);
  }
  const done = (start, args) => {
    const duration = machine.nowMs() - start;
    if (histogram) histogram.record(Math.max(1, Math.ceil(duration * 1e6)));
    const entry = makeNodeEntry(fn.name, 'function', start, duration, args);
    for (let i = 0; i < args.length; i++) entry[i] = args[i];
    enqueue(entry);
  };
  function timerified(...args) {
    const start = machine.nowMs();
    const result = new.target ? Reflect.construct(fn, args, fn) : Reflect.apply(fn, this, args);
    if (!new.target && typeof result?.finally === 'function') return result.finally(() => done(start, args));
    done(start, args);
    return result;
  }
  Object.defineProperties(timerified, {
    length: { configurable: false, enumerable: true, value: fn.length },
    name: { configurable: false, enumerable: true, value: `timerified ${fn.name}` },
  });
  return timerified;
}

/** Where a measure begins, and how long it is. (calculateStartDuration) */
function spanOf(startOrOptions, endMark) {
  const options = typeof startOrOptions === 'object' && startOrOptions !== null ? startOrOptions : {};
  const { duration } = options;
  let { start, end } = options;
  const isGiven = start !== undefined || end !== undefined;
  if (isGiven && endMark !== undefined) throw new ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS('endMark must not be specified');
  if (start !== undefined && end !== undefined && duration !== undefined) {
    throw new ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS('Must not have options.start, options.end, and options.duration specified');
  }
  const hasEnd = end !== undefined;
  if (endMark !== undefined) end = instantOf(endMark);
  else if (hasEnd) end = instantOf(end);
  else if (isGiven && duration !== undefined) end = instantOf(start) + instantOf(duration);
  else end = machine.nowMs();
  if (typeof startOrOptions === 'string') start = instantOf(startOrOptions);
  else if (start !== undefined) start = instantOf(start);
  else start = hasEnd && duration !== undefined ? end - instantOf(duration) : 0;
  return { start, duration: end - start };
}

const check = (performance) => own(performance, kPerformanceBrand, 'Performance');

class Performance extends EventTarget {
  constructor() {
    if (arguments[0] !== kMake) throw new ERR_ILLEGAL_CONSTRUCTOR();
    super();
    Object.defineProperty(this, kPerformanceBrand, { value: true }); // hidden, so that it is not shown
  }
  [customInspect](depth, options) {
    return depth < 0 ? this : inspectAs('Performance', { nodeTiming: this.nodeTiming, timeOrigin: this.timeOrigin }, depth, options);
  }
  clearMarks(name = undefined) {
    check(this);
    if (name !== undefined) name = `${name}`;
    if (name === undefined) lastMarks.clear();
    else if (name in milestones) throw new ERR_INVALID_ARG_VALUE('name', name);
    else lastMarks.delete(name);
    clear('mark', name);
  }
  clearMeasures(name = undefined) {
    check(this);
    clear('measure', name);
  }
  clearResourceTimings(name = undefined) {
    check(this);
    clear('resource', name);
  }
  getEntries() {
    check(this);
    return selected();
  }
  getEntriesByName(name, type = undefined) {
    check(this);
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    return selected(`${name}`, type === undefined ? undefined : `${type}`);
  }
  getEntriesByType(type) {
    check(this);
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    return selected(undefined, `${type}`);
  }
  mark(name, options = {}) {
    check(this);
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    const mark = new PerformanceMark(name, options);
    enqueue(mark);
    kept.mark.push(mark);
    return mark;
  }
  measure(name, startOrMeasureOptions = {}, endMark = undefined) {
    check(this);
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    validateString(name, 'name');
    const { start, duration } = spanOf(startOrMeasureOptions, endMark);
    const detail = cloned(startOrMeasureOptions?.detail);
    const measure = new PerformanceMeasure(kMake, name, 'measure', start, duration);
    measure[kDetail] = detail;
    enqueue(measure);
    kept.measure.push(measure);
    return measure;
  }
  now() {
    check(this);
    return machine.nowMs();
  }
  setResourceTimingBufferSize(maxSize) {
    check(this);
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('maxSize');
    mostResources = maxSize >>> 0;
  }
  get timeOrigin() {
    check(this);
    return machine.originMs();
  }
  toJSON() {
    check(this);
    return { nodeTiming: this.nodeTiming, timeOrigin: this.timeOrigin, eventLoopUtilization: this.eventLoopUtilization() };
  }
}
for (const name of ['clearMarks', 'clearMeasures', 'clearResourceTimings', 'getEntries', 'getEntriesByName', 'getEntriesByType',
  'mark', 'measure', 'now', 'timeOrigin', 'toJSON', 'setResourceTimingBufferSize']) {
  Object.defineProperty(Performance.prototype, name, enumerable);
}
Object.defineProperty(Performance.prototype, Symbol.toStringTag, tag('Performance'));
for (const [name, value] of Object.entries({ eventLoopUtilization, nodeTiming, markResourceTiming, timerify })) {
  Object.defineProperty(Performance.prototype, name, { value, writable: true, enumerable: false, configurable: true });
}
defineEventHandler(Performance.prototype, 'resourcetimingbufferfull');

const performance = new Performance(kMake);

// Observers are told of all that was made since, in the next check phase.

const supported = Object.freeze(['dns', 'function', 'gc', 'http', 'http2', 'mark', 'measure', 'net', 'resource']);
const observers = new Set();
const pending = new Set();
let scheduled = false;

class PerformanceObserverEntryList {
  #entries;
  constructor() {
    const [token, list] = arguments;
    if (token !== kMake) throw new ERR_ILLEGAL_CONSTRUCTOR();
    this.#entries = list.sort((a, b) => a.startTime - b.startTime);
  }
  getEntries() { return this.#entries.slice(); }
  getEntriesByType(type) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    return this.#entries.filter((e) => e.entryType === `${type}`);
  }
  getEntriesByName(name) {
    const type = arguments[1];
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    return this.#entries.filter((e) => e.name === `${name}` && (type === undefined || e.entryType === type));
  }
  [customInspect](depth, options) { return inspectAs('PerformanceObserverEntryList', this.#entries, depth, options); }
}

Object.defineProperties(PerformanceObserverEntryList.prototype, {
  getEntries: enumerable, getEntriesByType: enumerable, getEntriesByName: enumerable,
  [Symbol.toStringTag]: tag('PerformanceObserverEntryList'),
});

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

Object.defineProperties(PerformanceObserver.prototype, {
  observe: enumerable, disconnect: enumerable, takeRecords: enumerable, [Symbol.toStringTag]: tag('PerformanceObserver'),
});

function enqueue(entry) { for (const observer of observers) tell(observer, entry); }

require('internal/perf_observe').observeBy({
  has: (type) => [...observers].some((observer) => wants(observer, type)),
  now: () => machine.nowMs(),
  tell(...entry) { enqueue(makeNodeEntry(...entry)); },
});

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
  enqueue(makeNodeEntry('gc', 'gc', start, duration, detail));
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
  PerformanceResourceTiming, monitorEventLoopDelay, createHistogram, performance,
};
Object.defineProperty(module.exports, 'constants', { value: constants, enumerable: true });
