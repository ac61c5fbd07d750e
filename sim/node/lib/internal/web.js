'use strict';

// The globals that Node shares with the web, and Buffer: each is loaded when a
// program first asks for it. In their order.

const { lazy, getter } = binding('globals');
const { lazily } = binding('lazy');

function later(name, f) { Object.defineProperty(globalThis, name, { value: f, writable: true, configurable: true, enumerable: true }); }

// Those that Node itself has as plain properties.
function value(module, ...names) { lazily(globalThis, 'hidden', (name) => require(module)[name], ...names); }

// Those that Node itself has as getters are among the names that can be listed.
later('structuredClone', function structuredClone() { return Reflect.apply(require('internal/clone').structuredClone, undefined, arguments); });
getter('atob', 'buffer', 'atob', true, true);
getter('btoa', 'buffer', 'btoa', true, true);
getter('performance', 'perf_hooks', 'performance', true, true);
later('fetch', function fetch(input, init = undefined) { return require('internal/fetch').fetch(input, init); });
getter('crypto', 'crypto', 'webcrypto', false, true);

getter('Buffer', 'buffer', 'Buffer', true, false);
lazy('internal/blob', 'Blob', 'File');
lazy('internal/domexception', 'DOMException');
value('internal/event_target', 'Event', 'EventTarget', 'CustomEvent');
lazy('internal/abort_controller', 'AbortController', 'AbortSignal');
lazy('internal/encoding', 'TextEncoder', 'TextDecoder');
value('internal/url', 'URL', 'URLSearchParams');
lazy('internal/message_channel', 'MessageChannel', 'MessagePort', 'MessageEvent', 'BroadcastChannel');
lazy('perf_hooks', 'Performance', 'PerformanceEntry', 'PerformanceMark', 'PerformanceMeasure', 'PerformanceObserver',
  'PerformanceObserverEntryList', 'PerformanceResourceTiming');
lazy('internal/crypto/webcrypto', 'Crypto', 'CryptoKey', 'SubtleCrypto');
lazy('stream/web', 'ReadableStream', 'ReadableStreamDefaultReader', 'ReadableStreamBYOBReader', 'ReadableStreamBYOBRequest',
  'ReadableByteStreamController', 'ReadableStreamDefaultController', 'TransformStream', 'TransformStreamDefaultController',
  'WritableStream', 'WritableStreamDefaultController', 'WritableStreamDefaultWriter', 'ByteLengthQueuingStrategy',
  'CountQueuingStrategy', 'TextEncoderStream', 'TextDecoderStream', 'CompressionStream', 'DecompressionStream');
lazy('internal/fetch', 'FormData', 'Headers', 'Request', 'Response');
lazy('internal/shared_memory', 'SharedArrayBuffer', 'Atomics');
lazy('internal/webassembly', 'WebAssembly');

const { isGiven } = require('internal/options');
for (const [option, names] of [
  ['--no-experimental-fetch', ['fetch', 'FormData', 'Headers', 'Request', 'Response']],
  ['--no-experimental-global-customevent', ['CustomEvent']],
  ['--no-experimental-global-webcrypto', ['crypto', 'Crypto', 'CryptoKey', 'SubtleCrypto']],
]) {
  if (isGiven(option)) for (const name of names) delete globalThis[name];
}
