'use strict';

// The globals that Node shares with the web, and Buffer: each is loaded when a
// program first asks for it.

function lazy(name, module, { enumerable = false, key = name, readonly = false } = {}) {
  const replace = (value) => Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable });
  Object.defineProperty(globalThis, name, {
    configurable: true,
    enumerable,
    get() {
      const value = require(module)[key];
      if (!readonly) replace(value);
      return value;
    },
    set(value) { replace(value); },
  });
}

lazy('Buffer', 'buffer');
lazy('atob', 'buffer', { enumerable: true });
lazy('btoa', 'buffer', { enumerable: true });
lazy('Blob', 'internal/blob');
lazy('File', 'internal/blob');
lazy('DOMException', 'internal/domexception');
lazy('Event', 'internal/event_target');
lazy('EventTarget', 'internal/event_target');
lazy('CustomEvent', 'internal/event_target');
lazy('AbortController', 'internal/abort_controller');
lazy('AbortSignal', 'internal/abort_controller');
lazy('TextEncoder', 'internal/encoding');
lazy('TextDecoder', 'internal/encoding');
lazy('URL', 'internal/url');
lazy('URLSearchParams', 'internal/url');
lazy('structuredClone', 'internal/clone', { enumerable: true });
lazy('MessageChannel', 'internal/message_channel');
lazy('MessagePort', 'internal/message_channel');
lazy('MessageEvent', 'internal/message_channel');
lazy('performance', 'perf_hooks', { enumerable: true });
for (const name of ['Performance', 'PerformanceEntry', 'PerformanceMark', 'PerformanceMeasure', 'PerformanceObserver',
  'PerformanceObserverEntryList', 'PerformanceResourceTiming']) {
  lazy(name, 'perf_hooks');
}
lazy('crypto', 'crypto', { enumerable: true, key: 'webcrypto' });
lazy('Crypto', 'internal/webcrypto');
lazy('CryptoKey', 'internal/webcrypto');
lazy('SubtleCrypto', 'internal/webcrypto');
