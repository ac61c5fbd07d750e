'use strict';

// process.allowedNodeEnvironmentFlags: what may stand in NODE_OPTIONS.

// Flags that may also be given with --no- in front, and others.
const switches = (
  'watch-preserve-output force-async-hooks-checks experimental-vm-modules deprecation tls-min-v1.0 allow-wasi experimental-fetch ' +
  'enable-source-maps experimental-require-module experimental-network-imports inspect experimental-global-webcrypto ' +
  'track-heap-objects experimental-detect-module trace-atomics-wait allow-addons verify-base-objects watch trace-deprecation ' +
  'throw-deprecation insecure-http-parser force-node-api-uncaught-exceptions-policy addons warnings tls-min-v1.1 ' +
  'pending-deprecation tls-min-v1.2 preserve-symlinks-main global-search-paths experimental-global-customevent trace-sigint ' +
  'openssl-shared-config zero-fill-buffers use-bundled-ca openssl-legacy-provider force-fips experimental-shadow-realm ' +
  'preserve-symlinks disable-wasm-trap-handler report-exclude-network experimental-websocket tls-min-v1.3 enable-fips ' +
  'report-on-fatalerror node-snapshot experimental-permission experimental-wasm-modules use-openssl-ca experimental-eventsource ' +
  'extra-info-on-fatal-exception trace-uncaught experimental-repl-await trace-warnings trace-tls tls-max-v1.2 ' +
  'experimental-print-required-tla report-compact debug-arraybuffer-allocations trace-sync-io force-context-aware ' +
  'allow-child-process allow-worker test-only network-family-autoselection report-uncaught-exception inspect-wait trace-exit ' +
  'frozen-intrinsics inspect-brk tls-max-v1.3 heap-prof report-on-signal trace-promises experimental-import-meta-resolve').split(' ');
const others = (
  '--heapsnapshot-near-heap-limit --disable-warning --heapsnapshot-signal --diagnostic-dir --expose-gc ' +
  '--experimental-wasi-unstable-preview1 --inspect-port --http-parser --experimental-loader --input-type --jitless ' +
  '--experimental-policy --policy-integrity --allow-fs-read --experimental-report --experimental-modules ' +
  '--experimental-abortcontroller --experimental-default-type --disallow-code-generation-from-strings --title --node-memory-debug ' +
  '--experimental-specifier-resolution --allow-fs-write --import --experimental-json-modules --conditions --heap-prof-interval ' +
  '--disable-proto --experimental-worker --test-shard --experimental-top-level-await --v8-pool-size --secure-heap-min ' +
  '--abort-on-uncaught-exception --trace-event-categories --network-family-autoselection-attempt-timeout --report-dir ' +
  '--unhandled-rejections --snapshot-blob --huge-max-old-generation-size --icu-data-dir --report-filename ' +
  '--interpreted-frames-native-stack --tls-cipher-list --watch-path --use-largepages --test-reporter --secure-heap --require ' +
  '--napi-modules --tls-keylog --stack-trace-limit --openssl-config --perf-basic-prof-only-functions --max-semi-space-size ' +
  '--perf-prof-unwinding-info --trace-event-file-pattern --test-reporter-destination --heap-prof-dir --report-signal ' +
  '--dns-result-order --enable-etw-stack-walking --perf-basic-prof --max-old-space-size --perf-prof --heap-prof-name ' +
  '--inspect-publish-uid --redirect-warnings --max-http-header-size --trace-require-module --debug-port -C ' +
  '--enable-network-family-autoselection --prof-process --loader -r --trace-events-enabled --es-module-specifier-resolution ' +
  '--report-directory').split(' ');

const flags = [...switches.flatMap((name) => [`--${name}`, `--no-${name}`]), ...others];
const bare = flags.map((flag) => flag.replace(/^--?/, ''));

// The set cannot be changed, and knows a flag in all forms in which it may be
// written.
class NodeEnvironmentFlagsSet extends Set {
  add() { return this; }
  delete() { return false; }
  clear() {}
  has(key) {
    if (typeof key !== 'string') return false;
    const name = key.replace(/_/g, '-');
    return /^--?/.test(name) ? flags.includes(name.replace(/=.*$/, '')) : bare.includes(name);
  }
  entries() { return new Set(flags).entries(); }
  values() { return new Set(flags).values(); }
  forEach(callback, thisArg) { flags.forEach((flag) => Reflect.apply(callback, thisArg, [flag, flag, this])); }
  get size() { return flags.length; }
}
for (const name of [Symbol.iterator, 'keys']) {
  Object.defineProperty(NodeEnvironmentFlagsSet.prototype, name, { value: NodeEnvironmentFlagsSet.prototype.values });
}
Object.freeze(NodeEnvironmentFlagsSet);
Object.freeze(NodeEnvironmentFlagsSet.prototype);

module.exports = Object.freeze(new NodeEnvironmentFlagsSet());
