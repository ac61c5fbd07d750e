'use strict';

// Histogram, as perf_hooks gives it. Values are counted in buckets that grow
// with them, so that each is known to so many figures. (Gil Tene,
// HdrHistogram; deps/histogram)

const { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } = require('internal/errors').codes;
const { validateInteger, validateNumber, validateObject } = require('internal/validators');
const { SafeMap } = require('internal/safe');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

const kMake = Symbol('make');
const states = new WeakMap();
const nothing = 9223372036854775807n; // the least value of none

/** Buckets for values from lowest to highest. */
class Buckets {
  constructor(lowest, highest, figures) {
    this.highest = highest;
    this.unit = Math.floor(Math.log2(lowest));
    this.half = Math.max(Math.ceil(Math.log2(2 * 10 ** figures)), 1) - 1; // of a bucket's parts, as a power of two
    this.clear();
  }

  clear() {
    this.counts = new Map(); // by the lowest value that counts as the same
    this.count = 0;
    this.exceeds = 0;
    this.lowest = Infinity;
    this.greatest = 0;
  }

  // widthOf is how many values, from a multiple of that on, count as the same.
  widthOf(value) {
    const bits = Math.floor(Math.log2(Math.max(value, 2 ** (this.unit + this.half + 1) - 1))) + 1;
    return 2 ** Math.max(bits - this.half - 1, this.unit);
  }

  record(value, times = 1) {
    if (value > this.highest) {
      this.exceeds += times;
      return;
    }
    const width = this.widthOf(value);
    const low = Math.floor(value / width) * width;
    this.counts.set(low, (this.counts.get(low) || 0) + times);
    this.count += times;
    this.lowest = Math.min(this.lowest, value);
    this.greatest = Math.max(this.greatest, value);
    this.sorted = undefined;
  }

  // each is the lowest value of each bucket in use and how many are in it.
  each() { return (this.sorted ||= [...this.counts].sort(([a], [b]) => a - b)); }
  lowOf(value) { return Math.floor(value / this.widthOf(value)) * this.widthOf(value); }
  highOf(value) { return this.lowOf(value) + this.widthOf(value) - 1; }
  middleOf(value) { return this.lowOf(value) + Math.floor(this.widthOf(value) / 2); }

  get min() { return this.lowOf(this.lowest); }
  get max() { return this.count === 0 ? 0 : this.highOf(this.greatest); }
  get mean() { return this.each().reduce((sum, [value, count]) => sum + count * this.middleOf(value), 0) / this.count; }
  get deviation() {
    const { mean } = this;
    return Math.sqrt(this.each().reduce((sum, [value, count]) => sum + (this.middleOf(value) - mean) ** 2 * count, 0) / this.count);
  }

  percentile(p) {
    const upTo = Math.max(1, Math.floor(Math.min(p, 100) / 100 * this.count + 0.5));
    let seen = 0;
    for (const [value, count] of this.each()) {
      seen += count;
      if (seen >= upTo) return this.highOf(value);
    }
    return 0;
  }

  // percentiles come nearer to 100 by half of what is left at each step.
  *percentiles() {
    let next = 0;
    let seen = 0;
    for (const [value, count] of this.each()) {
      seen += count;
      while (next <= 100 * seen / this.count) {
        yield [next, value];
        next += 100 / 2 ** (Math.floor(Math.log(100 / (100 - next)) / Math.log(2)) + 1);
        if (seen === this.count) break;
      }
    }
    yield [100, this.each().at(-1)?.[0] ?? 0];
  }
}

const bucketsOf = (histogram) => states.get(histogram);

function validatePercentile(value) {
  validateNumber(value, 'percentile');
  if (Number.isNaN(value) || value <= 0 || value > 100) throw new ERR_OUT_OF_RANGE('percentile', '> 0 && <= 100', value);
}

class Histogram {
  constructor(token, buckets) {
    if (token !== kMake) throw new ERR_ILLEGAL_CONSTRUCTOR();
    states.set(this, buckets);
  }
  get count() { return bucketsOf(this).count; }
  get countBigInt() { return BigInt(this.count); }
  get exceeds() { return bucketsOf(this).exceeds; }
  get exceedsBigInt() { return BigInt(this.exceeds); }
  get min() { return Number(this.minBigInt); }
  get minBigInt() { return this.count === 0 ? nothing : BigInt(bucketsOf(this).min); }
  get max() { return bucketsOf(this).max; }
  get maxBigInt() { return BigInt(this.max); }
  get mean() { return bucketsOf(this).mean; }
  get stddev() { return bucketsOf(this).deviation; }
  percentile(p) {
    validatePercentile(p);
    return bucketsOf(this).percentile(p);
  }
  percentileBigInt(p) {
    validatePercentile(p);
    return BigInt(bucketsOf(this).percentile(p));
  }
  get percentiles() { return filled(this, (value) => value); }
  get percentilesBigInt() { return filled(this, BigInt); }
  reset() { bucketsOf(this).clear(); }
  toJSON() {
    return {
      count: this.count, min: this.min, max: this.max, mean: this.mean, exceeds: this.exceeds, stddev: this.stddev,
      percentiles: Object.fromEntries(this.percentiles),
    };
  }
  [customInspect](depth, options) {
    if (depth < 0) return `[${this.constructor.name}]`;
    const shown = {
      min: this.min, max: this.max, mean: this.mean, exceeds: this.exceeds, stddev: this.stddev, count: this.count,
      percentiles: this.percentiles,
    };
    return `Histogram ${require('internal/inspect').inspect(shown, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
  }
}

// A histogram has one map of percentiles, which is filled anew for whoever asks.
const maps = new WeakMap();
function filled(histogram, form) {
  if (!maps.has(histogram)) maps.set(histogram, new SafeMap());
  const map = maps.get(histogram);
  map.clear();
  for (const [percentile, value] of bucketsOf(histogram).percentiles()) map.set(percentile, form(value));
  return map;
}

class RecordableHistogram extends Histogram {
  #last;
  record(value) {
    if (typeof value === 'bigint') {
      if (value < 1n) throw new ERR_OUT_OF_RANGE('val', '> 0', value);
    } else {
      validateInteger(value, 'val', 1);
    }
    bucketsOf(this).record(Number(value));
  }
  recordDelta() {
    const now = binding('machine').nowMs() * 1e6;
    if (this.#last !== undefined) bucketsOf(this).record(Math.max(1, Math.round(now - this.#last)));
    this.#last = now;
  }
  add(other) {
    if (!(other instanceof RecordableHistogram)) throw new ERR_INVALID_ARG_TYPE('other', 'RecordableHistogram', other);
    const mine = bucketsOf(this);
    for (const [value, count] of bucketsOf(other).each()) mine.record(value, count);
    mine.exceeds += other.exceeds;
  }
}

class ELDHistogram extends Histogram {
  #timer;
  #resolution;
  constructor(token, resolution) {
    super(token, new Buckets(1, 3.6e12, 3));
    this.#resolution = resolution;
  }
  // Each tick of an unreferenced timer records how long it was since the last.
  enable() {
    if (this.#timer) return false;
    const { nowMs } = binding('machine');
    let last = nowMs();
    this.#timer = require('timers').setInterval(() => {
      const now = nowMs();
      bucketsOf(this).record(Math.max(1, Math.round((now - last) * 1e6)));
      last = now;
    }, this.#resolution);
    this.#timer.unref();
    return true;
  }
  disable() {
    if (!this.#timer) return false;
    this.#timer.close();
    this.#timer = undefined;
    return true;
  }
}

function createHistogram(options = {}) {
  validateObject(options, 'options');
  const { lowest = 1, highest = Number.MAX_SAFE_INTEGER, figures = 3 } = options;
  if (typeof lowest !== 'bigint') validateInteger(lowest, 'options.lowest', 1);
  if (typeof highest !== 'bigint') {
    validateInteger(highest, 'options.highest', 2 * Number(lowest));
  } else if (highest < 2n * BigInt(lowest)) {
    throw new ERR_INVALID_ARG_TYPE.RangeError('options.highest', 'a value greater than 2 * options.lowest', highest);
  }
  validateInteger(figures, 'options.figures', 1, 5);
  return new RecordableHistogram(kMake, new Buckets(Number(lowest), Number(highest), figures));
}

function monitorEventLoopDelay(options = {}) {
  validateObject(options, 'options');
  const { resolution = 10 } = options;
  validateInteger(resolution, 'options.resolution', 1);
  return new ELDHistogram(kMake, resolution);
}

module.exports = { createHistogram, monitorEventLoopDelay, Histogram, RecordableHistogram };
