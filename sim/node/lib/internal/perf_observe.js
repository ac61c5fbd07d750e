'use strict';

// What takes time elsewhere, told to observers of performance: nothing is kept while
// nobody observes. (lib/internal/perf/observe.js)

let observers;

/** perf_hooks says how observers are asked and told, once somebody uses it. */
function observeBy(functions) { observers = functions; }

const hasObserver = (type) => observers !== undefined && observers.has(type);

/** Begins an entry { type, name, detail }, kept at a property of whom it is about. */
function startPerf(target, key, context) { target[key] = { ...context, startTime: observers.now() }; }

/** Ends an entry that was begun. */
function stopPerf(target, key, detail) {
  const context = target[key];
  if (context && hasObserver(context.type)) {
    observers.tell(context.name, context.type, context.startTime, observers.now() - context.startTime, { ...context.detail, ...detail });
  }
}

module.exports = { observeBy, hasObserver, startPerf, stopPerf };
