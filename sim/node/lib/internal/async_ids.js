'use strict';

// Which asynchronous resource runs now, and the hooks that are told of it.
// (doc: async_hooks.html)

let last = 1;
let current = { id: 1, trigger: 0, resource: {} };
let listening = [];

exports.newAsyncId = () => ++last;
exports.executionAsyncId = () => current.id;
exports.triggerAsyncId = () => current.trigger;
exports.executionAsyncResource = () => current.resource;

/** Begins a resource of a type, and returns its two ids. */
exports.begin = function begin(type, resource, trigger = current.id) {
  const ids = { id: ++last, trigger, resource };
  if (listening.length > 0) tell('init', [ids.id, type, ids.trigger, resource]);
  return ids;
};

/** Runs a function as a callback of a resource. */
exports.run = function run(ids, f, self, args) {
  const outer = current;
  current = ids;
  if (listening.length > 0) tell('before', [ids.id]);
  try {
    return Reflect.apply(f, self, args);
  } finally {
    if (listening.length > 0) tell('after', [ids.id]);
    current = outer;
  }
};

exports.end = function end(ids) {
  if (listening.length > 0) tell('destroy', [ids.id]);
};

/** Nothing runs: the loop is between callbacks. */
exports.leaveMain = function leaveMain() { current = { id: 0, trigger: 0, resource: {} }; };

function tell(event, args) {
  for (const hook of listening) {
    if (typeof hook[event] === 'function') Reflect.apply(hook[event], hook, args);
  }
}

exports.listen = (hook) => { if (!listening.includes(hook)) listening = [...listening, hook]; };
exports.unlisten = (hook) => { listening = listening.filter((one) => one !== hook); };
