// The global object: its own names, how they are had, and how it is printed.
console.log(globalThis);
console.log(Object.keys(globalThis));
console.log(Object.getOwnPropertyNames(globalThis).filter((name) => /^[^A-Za-z]/.test(name)));
for (const name of ['process', 'fetch', 'crypto', 'performance', 'structuredClone', 'console', 'global', 'globalThis', 'setTimeout',
  'queueMicrotask', 'AbortController', 'navigator', 'Headers', 'Blob', 'TextEncoder', 'atob']) {
  const { value, get, set, ...rest } = Object.getOwnPropertyDescriptor(globalThis, name) ?? {};
  console.log(name, typeof value, get?.name, set?.name, rest);
}
for (const name of ['AggregateError', 'Atomics', 'BroadcastChannel', 'CompressionStream', 'CryptoKey', 'CustomEvent', 'DOMException',
  'EventTarget', 'File', 'FinalizationRegistry', 'FormData', 'Iterator', 'Navigator', 'PerformanceMark', 'Request', 'SharedArrayBuffer',
  'Storage', 'WeakRef', 'WebSocket', 'WebAssembly', 'escape', 'gc', 'require', 'module']) {
  console.log(name, typeof globalThis[name]);
}
