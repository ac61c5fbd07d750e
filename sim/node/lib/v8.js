'use strict';

// The module v8: statistics of the heap, and values as bytes.

const { Buffer } = require('buffer');
const heap = binding('heap');
const { ERR_NOT_BUILDING_SNAPSHOT } = require('internal/errors').codes;
const { validateFunction, validateString, validateUint32 } = require('internal/validators');
const { Deserializer, Serializer, viewName } = require('internal/v8_serializer');

/** Statistics in the shape of V8's. What is not simulated is as Node has it after its start. */
function getHeapStatistics() {
  const usage = process.memoryUsage();
  const limit = heap.limit();
  return {
    total_heap_size: usage.heapTotal, total_heap_size_executable: 262144, total_physical_size: usage.heapTotal,
    total_available_size: limit - usage.heapUsed, used_heap_size: usage.heapUsed, heap_size_limit: limit, malloced_memory: 262320,
    peak_malloced_memory: 571392, does_zap_garbage: 0, number_of_native_contexts: 1, number_of_detached_contexts: 0,
    total_global_handles_size: 8192, used_global_handles_size: 2112, external_memory: usage.external,
  };
}

/** The heap by its spaces: the young and the old generation; the others as Node has them after its start. */
function getHeapSpaceStatistics() {
  const old = Math.min(heap.old(), heap.used());
  const young = heap.used() - old;
  const sizes = {
    read_only_space: [0, 0], new_space: [heap.semi(), young], old_space: [Math.max(heap.committed() - heap.semi(), old), old],
    code_space: [262144, 245712], shared_space: [0, 0], new_large_object_space: [0, 0], large_object_space: [270336, 262160],
    code_large_object_space: [0, 0], shared_large_object_space: [0, 0],
  };
  return Object.keys(sizes).map((name) => {
    const [size, used] = sizes[name];
    return {
      space_name: name, space_size: size, space_used_size: used, space_available_size: Math.max(0, size - used), physical_space_size: size,
    };
  });
}

function getHeapCodeStatistics() {
  return {
    code_and_metadata_size: 1793040, bytecode_and_metadata_size: 180736, external_script_source_size: 1391511, cpu_profiler_metadata_size: 0,
  };
}

// Serialization: views are told apart by their kinds, Buffers among them.

const kinds = [
  Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array, DataView, Buffer,
  BigInt64Array, BigUint64Array,
];

class DefaultSerializer extends Serializer {
  constructor() {
    super();
    this._setTreatArrayBufferViewsAsHostObjects(true);
  }

  _writeHostObject(abView) {
    if (!ArrayBuffer.isView(abView)) {
      throw new this._getDataCloneError(`Unserializable host object: ${require('internal/inspect').inspect(abView)}`);
    }
    const name = viewName(abView);
    this.writeUint32(abView.constructor === Buffer ? kinds.indexOf(Buffer) : kinds.findIndex((kind) => kind.name === name));
    this.writeUint32(abView.byteLength);
    this.writeRawBytes(new Uint8Array(abView.buffer, abView.byteOffset, abView.byteLength));
  }
}

class DefaultDeserializer extends Deserializer {
  _readHostObject() {
    const kind = kinds[this.readUint32()];
    const length = this.readUint32();
    const at = this._readRawBytes(length);
    const size = kind.BYTES_PER_ELEMENT || 1;
    const offset = this.buffer.byteOffset + at;
    let memory = this.buffer.buffer;
    let place = offset;
    if (offset % size !== 0) { // what is not at a place for its kind is copied to one
      const copy = Buffer.allocUnsafe(length);
      Buffer.from(memory, offset, length).copy(copy);
      memory = copy.buffer;
      place = copy.byteOffset;
    }
    return kind === Buffer ? Buffer.from(memory, place, length) : new kind(memory, place, length / size);
  }
}

function serialize(value) {
  const serializer = new DefaultSerializer();
  serializer.writeHeader();
  serializer.writeValue(value);
  return serializer.releaseBuffer();
}

function deserialize(buffer) {
  const deserializer = new DefaultDeserializer(buffer);
  deserializer.readHeader();
  return deserializer.readValue();
}

// Of V8's flags none is simulated: those it has are taken and change nothing.
function setFlagsFromString(flags) {
  validateString(flags, 'flags');
  for (const flag of flags.split(/\s+/)) {
    if (flag.startsWith('--no') && !/^--no-?(opt|lazy|expose|use|allow|harmony|turbo|sparkplug|maglev|concurrent|idle|inline|always|trace)/.test(flag)) {
      process.stderr.write(`Error: unrecognized flag ${flag}\nTry --help for options\n`);
    }
    if (flag === '--expose-gc' || flag === '--expose_gc') exposed = true;
  }
}

let exposed = false;

function refuse(what, instead) {
  const error = new Error(`timeslice: v8.${what} is not simulated; ${instead}`);
  error.code = 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM';
  return error;
}

const snapshot = 'use v8.getHeapStatistics() or process.memoryUsage(), and look at the heap in the trace';

function notBuilding() { throw new ERR_NOT_BUILDING_SNAPSHOT(); }

const startupSnapshot = {
  addDeserializeCallback: function addDeserializeCallback() { notBuilding(); },
  addSerializeCallback: function addSerializeCallback() { notBuilding(); },
  setDeserializeMainFunction: function setDeserializeMainFunction() { notBuilding(); },
  isBuildingSnapshot: function isBuildingSnapshot() { return 0; },
};

// Hooks of promises need the engine to tell of each.
function hookOf(name) {
  return (hook) => {
    validateFunction(hook, name);
    throw refuse('promiseHooks', 'use async_hooks.createHook or AsyncLocalStorage');
  };
}

const promiseHooks = {
  createHook: function createHook(hooks = {}) {
    for (const name of ['init', 'before', 'after', 'settled']) {
      if (hooks[name] !== undefined) hookOf(`${name}Hook`)(hooks[name]);
    }
    return () => {};
  },
  onInit: hookOf('initHook'),
  onBefore: hookOf('beforeHook'),
  onAfter: hookOf('afterHook'),
  onSettled: hookOf('settledHook'),
};

/** Tells of the collections between start and stop. */
class GCProfiler {
  #started;
  #list;
  #observer;

  start() {
    if (this.#list) return;
    this.#list = [];
    this.#started = performance.timeOrigin + performance.now();
    this.#observer = new (require('perf_hooks').PerformanceObserver)((entries) => this.#list.push(...entries.getEntries()));
    this.#observer.observe({ entryTypes: ['gc'] });
  }

  stop() {
    if (!this.#list) return undefined;
    this.#observer.disconnect();
    const names = { 1: 'Scavenge', 4: 'MarkSweepCompact', 8: 'IncrementalMarking', 16: 'ProcessWeakCallbacks' };
    const statistics = this.#list.map((entry) => ({
      gcType: names[entry.detail.kind], cost: Math.round(entry.duration * 1000),
      beforeGC: { heapStatistics: shape(), heapSpaceStatistics: spaces() }, afterGC: { heapStatistics: shape(), heapSpaceStatistics: spaces() },
    }));
    this.#list = undefined;
    return { version: 1, startTime: Math.round(this.#started), statistics, endTime: Math.round(performance.timeOrigin + performance.now()) };
  }
}

const camel = (object) => Object.fromEntries(Object.entries(object).map(([key, value]) => [key.replace(/_(.)/g, (all, letter) => letter.toUpperCase()), value]));
const shape = () => camel(getHeapStatistics());
const spaces = () => getHeapSpaceStatistics().map(camel);

module.exports = {
  cachedDataVersionTag: function cachedDataVersionTag() { return 2208153205; },
  getHeapSnapshot: function getHeapSnapshot() { throw refuse('getHeapSnapshot', snapshot); },
  getHeapStatistics,
  getHeapSpaceStatistics,
  getHeapCodeStatistics,
  setFlagsFromString,
  Serializer,
  Deserializer,
  DefaultSerializer,
  DefaultDeserializer,
  deserialize,
  takeCoverage: function takeCoverage() {},
  stopCoverage: function stopCoverage() {},
  serialize,
  writeHeapSnapshot: function writeHeapSnapshot() { throw refuse('writeHeapSnapshot', snapshot); },
  promiseHooks,
  queryObjects: function queryObjects(constructor) {
    validateFunction(constructor, 'constructor');
    throw refuse('queryObjects', 'count what you make yourself');
  },
  startupSnapshot,
  setHeapSnapshotNearHeapLimit: function setHeapSnapshotNearHeapLimit(limit) { validateUint32(limit, 'limit', true); },
  GCProfiler,
};
