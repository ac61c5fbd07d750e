'use strict';

// CommonJS modules: how a name becomes a file, and what a file is given.
// (doc: modules.html, packages.html)

const native = binding('modules');
const language = binding('language');

const builtinModules = [
  '_http_agent', '_http_client', '_http_common', '_http_incoming', '_http_outgoing', '_http_server', '_stream_duplex',
  '_stream_passthrough', '_stream_readable', '_stream_transform', '_stream_wrap', '_stream_writable', '_tls_common',
  '_tls_wrap', 'assert', 'assert/strict', 'async_hooks', 'buffer', 'child_process', 'cluster', 'console', 'constants',
  'crypto', 'dgram', 'diagnostics_channel', 'dns', 'dns/promises', 'domain', 'events', 'fs', 'fs/promises', 'http',
  'http2', 'https', 'inspector', 'inspector/promises', 'module', 'net', 'os', 'path', 'path/posix', 'path/win32',
  'perf_hooks', 'process', 'punycode', 'querystring', 'readline', 'readline/promises', 'repl', 'stream',
  'stream/consumers', 'stream/promises', 'stream/web', 'string_decoder', 'sys', 'timers', 'timers/promises', 'tls',
  'trace_events', 'tty', 'url', 'util', 'util/types', 'v8', 'vm', 'wasi', 'worker_threads', 'zlib',
];
const withScheme = ['node:sea', 'node:test', 'node:test/reporters'];

const errors = () => require('internal/errors').codes;

/** A path with . and .. taken out; absolute. */
function resolvePath(from, path) {
  const parts = [];
  for (const part of (path[0] === '/' ? path : `${from}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

function dirname(path) { return path.slice(0, path.lastIndexOf('/')) || '/'; }
function basename(path) { return path.slice(path.lastIndexOf('/') + 1); }
function extname(path) {
  const name = basename(path);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot) : '';
}

function isBuiltin(id) {
  id = `${id}`;
  return id.startsWith('node:') ? builtinModules.includes(id.slice(5)) || withScheme.includes(id) : builtinModules.includes(id);
}

/** Loads one of Node's own modules; what is not simulated is refused. */
function builtin(id) {
  const name = id.startsWith('node:') ? id.slice(5) : id;
  if (id.startsWith('node:') && !builtinModules.includes(name) && !withScheme.includes(id)) {
    throw new (errors().ERR_UNKNOWN_BUILTIN_MODULE)(id);
  }
  if (name === 'process') return process;
  if (!native.has(name)) {
    throw require('internal/refuse').refusal(`the module '${name}'`, 'leave it out');
  }
  return native.builtin(name);
}

// What leads to a module through symbolic links is the module that is there, so that a
// package that is linked in is loaded once and finds its own packages. (toRealPath)
const { flags } = binding('process');
const keepsLinks = (isMain) => flags.includes(isMain ? '--preserve-symlinks-main' : '--preserve-symlinks');
const realPath = (path, isMain) => (keepsLinks(isMain) ? path : native.realPath(path));

const isFile = (path) => native.isFile(path);
const isDirectory = (path) => native.isDirectory(path);

// Packages.

const packages = new Map();

/** The package.json of a directory, undefined if it has none. importing says what an
    ES module asks it for. (package_json_reader.js) */
function packageIn(directory, importing) {
  if (packages.has(directory)) return packages.get(directory);
  const file = directory === '/' ? '/package.json' : `${directory}/package.json`;
  let found;
  const text = native.read(file);
  if (text !== undefined) {
    let data;
    try {
      data = JSON.parse(text);
    } catch (error) {
      if (importing !== undefined) throw new (errors().ERR_INVALID_PACKAGE_CONFIG)(file, importing, error.message);
      error.path = file;
      error.message = `Error parsing ${file}: ${error.message}`;
      throw error;
    }
    found = { directory, file, data: Object(data) };
  }
  packages.set(directory, found);
  return found;
}

/** The package a file belongs to. */
function packageOf(file, importing) {
  for (let at = dirname(file); !at.endsWith('/node_modules'); at = dirname(at)) {
    const found = packageIn(at, importing);
    if (found) return found;
    if (at === '/') return undefined;
  }
  return undefined;
}

const commonJSConditions = ['node', 'require', 'module-sync', 'node-addons', ...binding('main').conditions];

// Module.

function Module(id = '', parent) {
  this.id = id;
  this.path = dirname(id);
  this.exports = {};
  setParent(this, parent);
  if (parent && Array.isArray(parent.children)) parent.children.push(this);
  this.filename = null;
  this.loaded = false;
  this.children = [];
}

// What Node notes of a module in symbols, which it shows when it is printed.
const kIsMain = Symbol('kIsMainSymbol');
const kIsCachedByESMLoader = Symbol('kIsCachedByESMLoader');
const kIsExecuting = Symbol('kIsExecuting');

// A getter, so that the class is not shown when a module is printed.
Object.defineProperty(Module.prototype, 'constructor', { get: () => Module, configurable: true });

const parents = new WeakMap();
function setParent(module, parent) { parents.set(module, parent); }

Object.defineProperty(Module.prototype, 'parent', {
  get() { return parents.get(this); },
  set(value) { parents.set(this, value); },
  configurable: true,
});
Object.defineProperty(Module.prototype, 'isPreloading', { get: () => false, configurable: true });

Module._cache = Object.create(null);
Module._pathCache = Object.create(null);
Module._extensions = Object.create(null);
Module.globalPaths = [];
Module._debug = function debug(...args) {
  const log = require('util').debuglog('module');
  Module._debug = require('util').deprecate(log, 'Module._debug is deprecated.', 'DEP0077');
  log(...args);
};
Module.isBuiltin = isBuiltin;
for (const later of ['_findPath', '_nodeModulePaths', '_resolveLookupPaths', '_load', '_resolveFilename']) Module[later] = undefined; // their order

let modulePaths = [];

Module._nodeModulePaths = function _nodeModulePaths(from) {
  const paths = [];
  for (let at = resolvePath('/', from); ; at = dirname(at)) {
    if (basename(at) !== 'node_modules') paths.push(at === '/' ? '/node_modules' : `${at}/node_modules`);
    if (at === '/') return paths;
  }
};

Module._resolveLookupPaths = function _resolveLookupPaths(request, parent) {
  if (isBuiltin(request)) return null;
  if (!isRelative(request)) {
    const paths = parent && parent.paths && parent.paths.length ? [...parent.paths] : [];
    return [...paths, ...modulePaths];
  }
  return [parent && parent.filename ? dirname(parent.filename) : '.'];
};

const isRelative = (request) => request === '.' || request === '..' || request.startsWith('./') || request.startsWith('../');

function tryFile(path, isMain) { return isFile(path) ? realPath(path, isMain) : undefined; }

function tryExtensions(path, isMain) {
  for (const extension of Object.keys(Module._extensions)) {
    const file = tryFile(path + extension, isMain);
    if (file) return file;
  }
  return undefined;
}

function tryDirectory(path, request, isMain) {
  const found = packageIn(path);
  const main = found && typeof found.data.main === 'string' && found.data.main;
  if (!main) return tryExtensions(`${path === '/' ? '' : path}/index`, isMain);
  const target = resolvePath(path, main);
  let file = tryFile(target, isMain) || tryExtensions(target, isMain) || tryExtensions(`${target}/index`, isMain);
  if (file) return file;
  file = tryExtensions(`${path}/index`, isMain);
  if (!file) {
    const error = new Error(`Cannot find module '${target}'. Please verify that the package.json has a valid "main" entry`);
    error.code = 'MODULE_NOT_FOUND';
    error.path = found.file;
    error.requestPath = request;
    throw error;
  }
  process.emitWarning(`Invalid 'main' field in '${found.file}' of '${main}'. Please either fix that or report it to the module author`,
                      'DeprecationWarning', 'DEP0128');
  return file;
}

Module._findPath = function _findPath(request, paths, isMain) {
  const absolute = request[0] === '/';
  const slash = request.endsWith('/') || /(^|\/)\.\.?$/.test(request);
  for (const directory of absolute ? [''] : paths || []) {
    if (!absolute && !isRelative(request)) {
      if (!isDirectory(directory)) continue;
      const exported = exportedBy(directory, request);
      if (exported) return exported;
    }
    const path = resolvePath(directory === '.' ? process.cwd() : directory || '/', request);
    const file = (!slash && (tryFile(path, isMain) || tryExtensions(path, isMain))) || (isDirectory(path) && tryDirectory(path, request, isMain));
    if (file) return file;
  }
  return false;
};

function notFound(request, parent) {
  const requireStack = [];
  for (let at = parent; at; at = parents.get(at)) requireStack.push(at.filename || at.id);
  let message = `Cannot find module '${request}'`;
  if (requireStack.length > 0) message += `\nRequire stack:\n- ${requireStack.join('\n- ')}`;
  const error = new Error(message);
  error.code = 'MODULE_NOT_FOUND';
  error.requireStack = requireStack;
  return error;
}

Module._resolveFilename = function _resolveFilename(request, parent, isMain, options) {
  if (request.startsWith('node:') || builtinModules.includes(request)) return request;
  let paths;
  if (options && options.paths) {
    if (!Array.isArray(options.paths)) throw new (errors().ERR_INVALID_ARG_VALUE)('options.paths', options.paths);
    if (isRelative(request)) paths = options.paths;
    else {
      const others = [];
      for (const path of options.paths) {
        for (const one of Module._resolveLookupPaths(request, { paths: Module._nodeModulePaths(path) })) {
          if (!others.includes(one)) others.push(one);
        }
      }
      paths = others;
    }
  } else {
    paths = Module._resolveLookupPaths(request, parent);
  }
  if (parent && parent.filename) {
    if (request[0] === '#') {
      const found = packageOf(parent.filename);
      if (found && found.data.imports !== undefined && found.data.imports !== null) {
        return importedBy(found, request, parent.filename);
      }
    }
    const own = ownExport(request, parent.filename);
    if (own) return own;
  }
  const file = Module._findPath(request, paths, isMain);
  if (!file) throw notFound(request, parent);
  return file;
};

function importedBy(found, request, file) {
  return inPackage(found, request, undefined, (packages) => packages.resolveImports(request, file, commonJSConditions));
}

/** The file that a package names, which must be there. (finalizeEsmResolution) */
function inPackage(found, request, file, resolve) {
  let path;
  try {
    path = resolve(require('internal/packages'));
  } catch (error) {
    throw error.code === 'ERR_MODULE_NOT_FOUND' ? nowhere(request, file) : error;
  }
  if (path.startsWith('node:')) throw new (errors().ERR_INVALID_URL_SCHEME)('file');
  if (!isFile(path)) throw gone(path, found.file);
  return realPath(path);
}

function gone(path, file) { return nowhere(path, file); }

function nowhere(request, file) {
  const error = new Error(`Cannot find module '${request}'`);
  error.code = 'MODULE_NOT_FOUND';
  if (file) error.path = file;
  return error;
}

const hasExports = (found) => found !== undefined && found.data.exports !== undefined && found.data.exports !== null;

/** What the package of a name, seen from a folder of packages, exports by that name. */
function exportedBy(directory, request) {
  const name = /^((?:@[^/\\%]+\/)?[^./\\%][^/\\%]*)(\/.*)?$/.exec(request);
  const found = name && packageIn(resolvePath(directory, name[1]));
  if (!found || !hasExports(found)) return undefined;
  const subpath = `.${name[2] || ''}`;
  return inPackage(found, request, found.file, (packages) => packages.resolveExports(found, subpath, commonJSConditions));
}

/** A package may ask for itself by its own name, if it has exports. */
function ownExport(request, file) {
  const found = packageOf(file);
  if (!hasExports(found) || typeof found.data.name !== 'string') return undefined;
  const { name } = found.data;
  if (request !== name && !request.startsWith(`${name}/`)) return undefined;
  const subpath = `.${request.slice(name.length)}`;
  return inPackage(found, request, found.file, (packages) => packages.resolveExports(found, subpath, commonJSConditions, file));
}

Module._load = function _load(request, parent, isMain) {
  if (request.startsWith('node:')) return builtin(request);
  const filename = Module._resolveFilename(request, parent, isMain);
  const cached = Module._cache[filename];
  if (cached !== undefined) {
    if (parent && Array.isArray(parent.children) && !parent.children.includes(cached)) parent.children.push(cached);
    return cached.loaded ? cached.exports : partial(cached);
  }
  if (builtinModules.includes(filename) || filename.startsWith('node:')) return builtin(filename);
  const module = new Module(filename, parent);
  if (isMain) {
    process.mainModule = module;
    main = module;
    module.id = '.';
  }
  module[kIsMain] = Boolean(isMain);
  Module._cache[filename] = module;
  let failed = true;
  try {
    module.load(filename);
    failed = false;
  } finally {
    if (failed) {
      delete Module._cache[filename];
      const children = parent && parent.children;
      if (Array.isArray(children) && children.includes(module)) children.splice(children.indexOf(module), 1);
    } else if (partials.size > 0 && partials.delete(module) && isPlain(module.exports, missing)) {
      Object.setPrototypeOf(module.exports, Object.prototype);
    }
  }
  return module.exports;
};

// What a module that is not loaded yet exports so far is given to those that it loads
// itself. Whoever asks that for what it has not is warned: it may only come later.
const warnMissing = (name) => {
  process.emitWarning(`Accessing non-existent property '${String(name)}' of module exports inside circular dependency`);
};
const missing = new Proxy({}, {
  get(target, name) {
    if (name in target || name === '__esModule') return target[name];
    warnMissing(name);
    return undefined;
  },
  getOwnPropertyDescriptor(target, name) {
    if (Object.hasOwn(target, name) || name === '__esModule') return Object.getOwnPropertyDescriptor(target, name);
    warnMissing(name);
    return undefined;
  },
});

function isPlain(exports, prototype) {
  return Boolean(exports) && binding('util').proxy(exports) === undefined && Object.getPrototypeOf(exports) === prototype;
}

const partials = new Set(); // modules whose exports are given so

function partial(module) {
  if (isPlain(module.exports, Object.prototype) && !module.exports.__esModule) Object.setPrototypeOf(module.exports, missing);
  partials.add(module);
  return module.exports;
}

let main;

// The main script, if it is an ES module: 'pending' while it waits for
// something at its top level.
const mainModule = { phase: 'none' };

Module.prototype.load = function load(filename) {
  this.filename = filename;
  this.paths = Module._nodeModulePaths(dirname(filename));
  this[kIsCachedByESMLoader] = false;
  Module._extensions[extensionOf(filename)](this, filename);
  this.loaded = true;
};

// extensionOf is the longest registered extension that a file's name ends with.
function extensionOf(filename) {
  const name = basename(filename);
  for (let at = name.indexOf('.'); at >= 0; at = name.indexOf('.', at + 1)) {
    if (at > 0 && Module._extensions[name.slice(at)]) return name.slice(at);
  }
  return '.js';
}

Module.prototype.require = function requireFrom(id) {
  if (typeof id !== 'string') throw new (errors().ERR_INVALID_ARG_TYPE)('id', 'string', id);
  if (id === '') throw new (errors().ERR_INVALID_ARG_VALUE)('id', id, 'must be a non-empty string');
  return Module._load(id, this, false);
};

Module.prototype._compile = function _compile(content, filename) {
  const wrapper = native.compile(filename, stripMark(content));
  this[kIsExecuting] = true;
  Reflect.apply(wrapper, this.exports, [this.exports, makeRequire(this), this, filename, dirname(filename)]);
  this[kIsExecuting] = false;
};

const stripMark = (text) => (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);

function readSource(filename) {
  const text = native.read(filename);
  if (text === undefined) {
    const error = new Error(`ENOENT: no such file or directory, open '${filename}'`);
    Object.assign(error, { errno: -2, syscall: 'open', code: 'ENOENT', path: filename });
    throw error;
  }
  return text;
}

/** Whether a file is an ES module: 'module', 'commonjs' or 'json'. */
function formatOf(filename, source) {
  const extension = extname(filename);
  if (extension === '.mjs') return 'module';
  if (extension === '.cjs') return 'commonjs';
  if (extension === '.json') return 'json';
  const found = packageOf(filename);
  const type = found && found.data.type;
  if (type === 'module') return 'module';
  if (type === 'commonjs') return 'commonjs';
  const code = source === undefined ? readSource(filename) : source;
  return language.isModule(stripMark(code)) ? 'module' : 'commonjs';
}

Module._extensions['.js'] = function extension(module, filename) {
  const source = readSource(filename);
  if (formatOf(filename, source) === 'module') {
    requireModule(module, filename);
    return;
  }
  module._compile(source, filename);
};
const { parse } = JSON;
Module._extensions['.json'] = function json(module, filename) {
  try {
    module.exports = parse(stripMark(readSource(filename)));
  } catch (error) {
    error.message = `${filename}: ${error.message}`;
    throw error;
  }
};
Module._extensions['.node'] = (module, filename) => {
  const error = new Error(`timeslice: native addons cannot be simulated: ${filename}`);
  error.code = 'ERR_DLOPEN_FAILED';
  throw error;
};
for (const extension of ['.js', '.json', '.node']) Object.defineProperty(Module._extensions[extension], 'name', { value: '' });

function requireModule(module, filename) {
  const esm = require('internal/esm');
  module.exports = esm.requireModule(filename, parents.get(module));
}

function makeRequire(module) {
  const require = function require(path) { return module.require(path); };
  require.resolve = function resolve(request, options) {
    if (typeof request !== 'string') throw new (errors().ERR_INVALID_ARG_TYPE)('request', 'string', request);
    return Module._resolveFilename(request, module, false, options);
  };
  require.resolve.paths = function paths(request) {
    if (typeof request !== 'string') throw new (errors().ERR_INVALID_ARG_TYPE)('request', 'string', request);
    return Module._resolveLookupPaths(request, module);
  };
  require.main = main;
  require.extensions = Module._extensions;
  require.cache = Module._cache;
  return require;
}

Module.createRequire = function createRequire(filename) {
  let path;
  const URLClass = globalThis.URL;
  if ((URLClass && filename instanceof URLClass) || (typeof filename === 'string' && filename[0] !== '/')) {
    const text = String(filename);
    if (!text.startsWith('file:')) {
      throw new (errors().ERR_INVALID_ARG_VALUE)('filename', filename, 'must be a file URL object, file URL string, or absolute path string');
    }
    path = pathOfURL(text);
  } else if (typeof filename !== 'string') {
    throw new (errors().ERR_INVALID_ARG_VALUE)('filename', filename, 'must be a file URL object, file URL string, or absolute path string');
  } else {
    path = filename;
  }
  const directory = path.endsWith('/');
  const module = new Module(directory ? `${path}noop.js` : path);
  module.filename = module.id;
  module.paths = Module._nodeModulePaths(dirname(module.id));
  return makeRequire(module);
};

/** The path of a file: URL, and the URL of a path. */
function pathOfURL(url) { return decodeURIComponent(new RegExp('^file://(?:localhost)?([^?#]*)').exec(url)[1]); }
function urlOfPath(path) {
  return `file://${encodeURI(path).replace(/[?#]/g, (c) => (c === '?' ? '%3F' : '%23')).replaceAll('%5B', '[').replaceAll('%5D', ']')}`;
}

const wrapper = ['(function (exports, require, module, __filename, __dirname) { ', '\n});'];
Module.wrapper = wrapper;
Module.wrap = (script) => wrapper[0] + script + wrapper[1];
for (const hidden of ['wrap', 'wrapper']) Object.defineProperty(Module, hidden, { enumerable: false });

/** The folders where everybody's modules lie. (doc: modules.html, Loading from the global folders) */
Module._initPaths = function _initPaths() {
  const { HOME, NODE_PATH } = process.env;
  modulePaths = (NODE_PATH || '').split(':').filter(Boolean);
  if (HOME) modulePaths.push(resolvePath(HOME, '.node_modules'), resolvePath(HOME, '.node_libraries'));
  modulePaths.push(resolvePath(dirname(process.execPath), '../lib/node'));
  Module.globalPaths = [...modulePaths];
};

/** Modules that -r names come first. */
Module._preloadModules = function _preloadModules(requests) {
  if (!Array.isArray(requests)) return;
  const module = new Module('internal/preload', null);
  module.paths = Module._nodeModulePaths(process.cwd());
  for (const id of requests) Module._load(id, module, false);
};
// What ES modules have imported of Node's own modules.
const imported = { take() {} };
Module.syncBuiltinESMExports = function syncBuiltinESMExports() { imported.take(); };
Module.Module = Module;
Module.builtinModules = Object.freeze(builtinModules);

const noMain = (request) => notFound(request, null);

function runMain(request) {
  const filename = Module._findPath(request, null, true);
  const source = filename ? native.read(filename) : undefined;
  if (source === undefined) throw noMain(request);
  if (formatOf(filename, source) === 'module') {
    require('internal/esm').runMain(filename);
    return;
  }
  Module._load(filename, null, true);
}
Module.runMain = function executeUserEntryPoint(main = process.argv[1]) { runMain(main); };
Module.findSourceMap = function findSourceMap(sourceURL) { return undefined; };
Module.register = function register(specifier) {
  throw require('internal/refuse').refusal('module.register (loader hooks)', 'load what the hooks would have made');
};
Module.SourceMap = class SourceMap {
  constructor() { throw require('internal/refuse').refusal('module.SourceMap', 'read the map with a package'); }
};

// import() in any script; most have none, and do without the rest of ES modules.
language.import = (file, specifier, options) => require('internal/esm').importModule(file, specifier, options);
language.helper('import', language.import);

/** Reports whether code that belongs to no file can only be an ES module. */
const looksLikeModule = (code) => language.isModule(code);

function compileWorker(code, name) { language.check(code, name); }

/** Runs code in the global scope, which finds there what modules are given. */
function evalScript(name, code) {
  const module = new Module(name);
  module.filename = resolvePath(process.cwd(), name);
  module.paths = Module._nodeModulePaths(process.cwd());
  if (looksLikeModule(code, name)) {
    require('internal/esm').runSource(code, `${process.cwd()}/[eval1]`);
    return;
  }
  const given = { module, exports: module.exports, require: makeRequire(module), __filename: name, __dirname: '.' };
  for (const [key, value] of Object.entries(given)) {
    Object.defineProperty(globalThis, key, { value, writable: true, enumerable: false, configurable: true });
  }
  compileWorker(stripMark(code), name);
  language.run(stripMark(code), name, undefined, true);
}

module.exports = {
  Module, runMain, builtin, isBuiltin, builtinModules, formatOf, readSource, stripMark, packageIn, packageOf, resolvePath, dirname, extname, isFile, isDirectory, pathOfURL, urlOfPath,
  imported, isRelative, realPath, mainModule, makeRequire, evalScript, looksLikeModule,
};
