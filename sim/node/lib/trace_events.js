'use strict';

// Trace events: none are written. The trace of the run has all of them.

const { refusal } = require('internal/refuse');
const { ERR_TRACE_EVENTS_CATEGORY_REQUIRED } = require('internal/errors').codes;
const { validateObject, validateStringArray } = require('internal/validators');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

class Tracing {
  #categories;
  constructor(categories) { this.#categories = categories; }
  enable() { throw refusal('trace_events', 'look at the trace of the run: timeslice run --trace'); }
  disable() {}
  get enabled() { return false; }
  get categories() { return this.#categories.join(','); }
  [customInspect](depth) {
    if (typeof depth === 'number' && depth < 0) return this;
    return `Tracing ${require('util').inspect({ enabled: this.enabled, categories: this.categories })}`;
  }
}

function createTracing(options) {
  validateObject(options, 'options');
  validateStringArray(options.categories, 'options.categories');
  if (options.categories.length <= 0) throw new ERR_TRACE_EVENTS_CATEGORY_REQUIRED();
  return new Tracing(options.categories);
}

module.exports = { createTracing, getEnabledCategories: function getEnabledCategories() { return undefined; } };
