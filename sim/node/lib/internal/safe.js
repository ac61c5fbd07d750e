'use strict';

// The maps and sets that Node gives to programs out of its inside: of classes
// of their own, as shows when one is printed. And how it waits for promises: at two
// removes, as its own are out of reach of the script. (lib/internal/per_context/primordials.js:
// SafePromisePrototypeFinally)

class SafeMap extends Map {}
class SafeSet extends Set {}

const apart = (promise) => new Promise((resolve, reject) => { promise.then(resolve, reject); });

const atLast = (promise, f) => new Promise((resolve, reject) => { apart(promise).finally(f).then(resolve, reject); });

module.exports = { SafeMap, SafeSet, apart, atLast };
