'use strict';

// What a process is: which Node, built how, on what.

const { version } = binding('process');

function freeze(value) {
  const members = Object.values(value);
  for (let i = 0; i < members.length; i++) if (typeof members[i] === 'object') freeze(members[i]);
  return Object.freeze(value);
}

const built = {
  node: version.slice(1), acorn: '8.16.0', ada: '2.9.2', ares: '1.34.6', brotli: '1.1.0', cjs_module_lexer: '2.2.0',
  cldr: '48.0', icu: '78.2', llhttp: '9.3.1', modules: '115', napi: '9', nghttp2: '1.61.0', openssl: '3.0.19',
  simdutf: '6.4.2', tz: '2025c', undici: '6.24.1', unicode: '17.0', uv: '1.46.0', uvwasi: '0.0.23',
  v8: '11.3.244.8-node.38', zlib: '1.3.1-e00f703',
};

const release = {
  name: 'node', lts: 'Iron',
  sourceUrl: `https://nodejs.org/download/release/${version}/node-${version}.tar.gz`,
  headersUrl: `https://nodejs.org/download/release/${version}/node-${version}-headers.tar.gz`,
};

// Of what Node was built with: what programs ask for.
const config = freeze({
  target_defaults: {
    cflags: [], default_configuration: 'Release', defines: ['NODE_OPENSSL_CONF_NAME=nodejs_conf', 'ICU_NO_USER_DATA_OVERRIDE'],
    include_dirs: [], libraries: [],
  },
  variables: {
    asan: 0, clang: 0, coverage: false, debug_node: false, host_arch: 'x64', icu_small: false, icu_ver_major: '78', is_debug: 0,
    napi_build_version: '9', node_byteorder: 'little', node_install_corepack: true, node_install_npm: true, node_module_version: 115,
    node_prefix: '/', node_release_urlbase: 'https://nodejs.org/download/release/', node_shared: false, node_shared_libuv: false,
    node_shared_openssl: false, node_shared_zlib: false, node_tag: '', node_target_type: 'executable', node_use_bundled_v8: true,
    node_use_openssl: true, node_use_v8_platform: true, openssl_is_fips: false, shlib_suffix: 'so.115', target_arch: 'x64',
    v8_enable_i18n_support: 1, v8_enable_inspector: 1, v8_enable_webassembly: 1, v8_use_siphash: 1,
  },
});

const features = {
  inspector: true, debug: false, uv: true, ipv6: true, tls_alpn: true, tls_sni: true, tls_ocsp: true, tls: true,
  get cached_builtins() { return true; },
  get require_module() { return true; },
};

const versions = {};
for (const name of Object.keys(built)) {
  Object.defineProperty(versions, name, { value: built[name], enumerable: true, configurable: false, writable: false });
}

module.exports = { versions, release, config, features };
