'use strict';

// Histogram, as perf_hooks gives it. It keeps each value, so its percentiles
// are exact.

const { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } = require('internal/errors').codes;
const { validateInteger, validateNumber } = require('internal/validators');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

const kMake = Symbol('make');
const states = new WeakMap();

function validatePercentile(value) {
  validateNumber(value, 'percentile');
  if (!(value > 0 && value <= 100)) throw new ERR_OUT_OF_RANGE('percentile', '> 0 && <= 100', value);
}

function percentile(values, p) {
  if (values.length === 0) return 0;
  return values[Math.max(0, Math.min(values.length - 1, Math.ceil(values.length * p / 100) - 1))];
}

function sorted(histogram) {
  const state = states.get(histogram);
  state.sorted ||= Float64Array.from(state.values).sort();
  return state.sorted;
}

class Histogram {
  constructor(token) {
    if (token !== kMake) throw new ERR_ILLEGAL_CONSTRUCTOR();
    states.set(this, { values: [], exceeds: 0 });
  }
  get count() { return states.get(this).values.length; }
  get countBigInt() { return BigInt(this.count); }
  get exceeds() { return states.get(this).exceeds; }
  get exceedsBigInt() { return BigInt(this.exceeds); }
  get min() { return this.count ? sorted(this)[0] : 9223372036854776000; }
  get minBigInt() { return this.count ? BigInt(this.min) : 9223372036854775807n; }
  get max() { return this.count ? sorted(this)[this.count - 1] : 0; }
  get maxBigInt() { return BigInt(this.max); }
  get mean() {
    const { values } = states.get(this);
    return values.reduce((sum, v) => sum + v, 0) / values.length;
  }
  get stddev() {
    const { values } = states.get(this);
    const mean = this.mean;
    return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
  }
  percentile(p) {
    validatePercentile(p);
    return percentile(sorted(this), p);
  }
  percentileBigInt(p) { return BigInt(this.percentile(p)); }
  // Half of what is left at each step, until the greatest value.
  get percentiles() {
    const map = new Map();
    const values = sorted(this);
    if (values.length === 0) return map.set(100, 0);
    for (let p = 0; ; p += (100 - p) / 2) {
      const value = p === 0 ? values[0] : percentile(values, p);
      map.set(p, value);
      if (value === values[values.length - 1] || p > 99.999) break;
    }
    return map.set(100, values[values.length - 1]);
  }
  get percentilesBigInt() { return new Map([...this.percentiles].map(([p, v]) => [p, BigInt(v)])); }
  reset() { states.set(this, { values: [], exceeds: 0 }); }
  toJSON() {
    return {
      count: this.count, min: this.min, max: this.max, mean: this.mean, exceeds: this.exceeds, stddev: this.stddev,
      percentiles: Object.fromEntries(this.percentiles),
    };
  }
  [customInspect](depth, options) {
    if (depth < 0) return this;
    const shown = {
      min: this.min, max: this.max, mean: this.mean, exceeds: this.exceeds, stddev: this.stddev, count: this.count,
      percentiles: this.percentiles,
    };
    return `Histogram ${require('internal/inspect').inspect(shown, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
  }
}

function put(histogram, value) {
  const state = states.get(histogram);
  state.values.push(value);
  state.sorted = undefined;
}

class RecordableHistogram extends Histogram {
  #last;
  record(value) {
    if (typeof value !== 'bigint') validateInteger(value, 'val', 1);
    else if (value < 1n || value > BigInt(Number.MAX_SAFE_INTEGER)) throw new ERR_OUT_OF_RANGE('val', `>= 1 && <= ${Number.MAX_SAFE_INTEGER}`, value);
    put(this, Number(value));
  }
  recordDelta() {
    const now = binding('machine').nowMs() * 1e6;
    if (this.#last !== undefined) put(this, Math.max(1, Math.round(now - this.#last)));
    this.#last = now;
  }
  add(other) {
    if (!states.has(other)) throw new ERR_INVALID_ARG_TYPE('other', 'RecordableHistogram', other);
    for (const value of states.get(other).values) put(this, value);
  }
}

class IntervalHistogram extends Histogram {
  #timer;
  #resolution;
  constructor(token, resolution) {
    super(token);
    this.#resolution = resolution;
  }
  // Each tick of an unreferenced timer records how long it was since the last.
  enable() {
    if (this.#timer) return false;
    const { nowMs } = binding('machine');
    let last = nowMs();
    this.#timer = require('timers').setInterval(() => {
      const now = nowMs();
      put(this, Math.max(1, Math.round((now - last) * 1e6)));
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
  require('internal/validators').validateObject(options, 'options');
  return new RecordableHistogram(kMake);
}

function monitorEventLoopDelay(options = {}) {
  require('internal/validators').validateObject(options, 'options');
  const { resolution = 10 } = options;
  validateInteger(resolution, 'options.resolution', 1);
  return new IntervalHistogram(kMake, resolution);
}

module.exports = { createHistogram, monitorEventLoopDelay, Histogram, RecordableHistogram };
