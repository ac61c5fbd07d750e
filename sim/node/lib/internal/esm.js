'use strict';

// ES modules: loading, linking and running, as the specification says
// (ECMA-262, 16.2.1), with Node's rules for what a specifier means.
// (doc: esm.html)

const language = binding('language');
const native = binding('modules');
const { Await, wait } = require('internal/async');
const cjs = require('internal/modules');

const { parse } = JSON;
const errors = () => require('internal/errors').codes;
const conditions = ['node', 'import', 'module-sync', 'node-addons', ...binding('main').conditions];

// Resolving.

function nodeError(Base, code, message, properties) {
  const error = new Base(message);
  error.code = code;
  Object.assign(error, properties);
  Object.defineProperty(error, 'toString', {
    value() { return `${this.name} [${code}]: ${this.message}`; }, writable: true, configurable: true, enumerable: false,
  });
  const stack = String(error.stack);
  Object.defineProperty(error, 'stack', {
    value: stack.replace(`${error.name}: `, () => `${error.name} [${code}]: `), writable: true, configurable: true, enumerable: false,
  });
  return error;
}

/** What a specifier in a file means: { kind: 'builtin' | 'file' | 'data' | 'other', url, path }. */
function resolve(specifier, parent) {
  try {
    return resolveTo(specifier, parent);
  } catch (error) {
    if (error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'ERR_UNSUPPORTED_DIR_IMPORT') hint(error, specifier, parent);
    throw error;
  }
}

function resolveTo(specifier, parent) {
  const inFile = parent.startsWith('file:');
  const from = inFile ? cjs.pathOfURL(parent) : parent;
  if (specifier[0] === '/' || cjs.isRelative(specifier)) {
    if (!inFile && parent[0] !== '/') throw new (errors().ERR_UNSUPPORTED_RESOLVE_REQUEST)(specifier, parent);
    return placed(specifier, from);
  }
  if (specifier[0] === '#' && inFile) return located(importFor(specifier, from), '', from);
  const scheme = /^[a-zA-Z][a-zA-Z0-9+.-]*:/.exec(specifier)?.[0].toLowerCase();
  switch (scheme) {
    case undefined: break;
    case 'node:': return { kind: 'builtin', url: specifier };
    case 'data:': return { kind: 'data', url: specifier };
    case 'file:': return placed(pathOfFile(specifier), from);
    default: return { kind: 'other', url: specifier, scheme };
  }
  if (cjs.builtinModules.includes(specifier)) return { kind: 'builtin', url: `node:${specifier}` };
  if (!inFile && parent[0] !== '/') throw new (errors().ERR_UNSUPPORTED_RESOLVE_REQUEST)(specifier, parent);
  return located(packageFor(specifier, from), '', from);
}

const packages = () => require('internal/packages');
function importFor(specifier, from) { return packages().resolveImports(specifier, from, conditions); }
function packageFor(specifier, from) { return packages().resolvePackage(specifier, from, conditions); }

/** The part of a file: URL behind its host, which is this computer. */
function pathOfFile(url) {
  const [, host, path] = /^file:(?:\/\/([^/?#]*))?(.*)$/is.exec(url);
  if (host && host.toLowerCase() !== 'localhost') throw new (errors().ERR_INVALID_FILE_URL_HOST)('linux');
  return path;
}

/** The file that a relative or absolute reference names. A reference to a folder ends with a slash. */
function placed(reference, from) {
  const [, path, suffix] = /^([^?#]*)(.*)$/s.exec(reference);
  const isFolder = /(?:^|\/)(?:\.{1,2})?$/.test(path);
  const file = packages().decoded(cjs.dirname(from), path, from);
  return located(isFolder && file !== '/' ? `${file}/` : file, suffix, from);
}

function located(path, suffix, from) {
  if (path.startsWith('node:')) return { kind: 'builtin', url: path };
  if (path.endsWith('/') || (cjs.isDirectory(path) && !cjs.isFile(path))) throw folderImport(path, suffix, from);
  if (!cjs.isFile(path)) {
    throw nodeError(Error, 'ERR_MODULE_NOT_FOUND', `Cannot find module '${path}' imported from ${from}`,
                    { url: cjs.urlOfPath(path) + suffix });
  }
  path = cjs.realPath(path);
  return { kind: 'file', url: cjs.urlOfPath(path) + suffix, path };
}

function folderImport(path, suffix, from) {
  return nodeError(Error, 'ERR_UNSUPPORTED_DIR_IMPORT', `Directory import '${path}' is not supported resolving ES modules imported from ${from}`,
                   { url: cjs.urlOfPath(path) + suffix });
}

/** Says in an error what require would have found. (decorateErrorWithCommonJSHints) */
function hint(error, specifier, parent) {
  const found = asCommonJS(specifier.startsWith('file://') ? cjs.pathOfURL(specifier) : specifier, parent);
  if (!found || found === specifier) return;
  const text = `\nDid you mean to import ${JSON.stringify(found)}?`;
  const { message, stack } = error;
  error.stack = stack.replace(/\n|$/, (end) => text + end);
  error.message = message + text;
}

// As in Node, a relative name is looked for from the working directory here, whoever asks.
function asCommonJS(specifier, parent) {
  if (!parent.startsWith('file:')) return undefined;
  const from = cjs.pathOfURL(parent);
  let found;
  try {
    found = cjs.Module._resolveFilename(specifier, { id: from, paths: cjs.Module._nodeModulePaths(from) }, false);
  } catch {
    return undefined;
  }
  if (cjs.isRelative(specifier)) {
    found = require('path').posix.relative(cjs.dirname(from), found);
    return found.startsWith('../') ? found : `./${found}`;
  }
  if (specifier[0] === '/' || specifier[0] === '.') return found;
  const name = specifier.split('/')[0];
  const folder = `/node_modules/${name}/`;
  const at = found.lastIndexOf(folder);
  if (at < 0) return cjs.urlOfPath(found);
  return `${name}/${found.slice(at + folder.length).split('/').map(encodeURIComponent).join('/')}`;
}

// Records.

const records = new Map();
const failures = new Map(); // why imports failed, which are not tried again

class Record {
  constructor(url, path) {
    this.url = url;
    this.path = path;
    this.kind = '';
    this.phase = 'unlinked';
    this.names = undefined; // of what is no ES module
    this.values = undefined; // its exports
    this.requests = [];
    this.getters = {};
    this.namespace = undefined;
    // Of running, by the names of the specification.
    this.error = undefined;
    this.index = 0;
    this.ancestor = 0;
    this.root = undefined;
    this.order = 0; // of asynchronous evaluation; 0 for not
    this.pending = 0;
    this.parents = [];
    this.capability = undefined;
  }
}

// A stack shows by whom a module was asked for: those that ask, find, load, link and run
// are functions of their own here where Node has such. (sim/node/js/foreign.go)

/** What a module asks for. */
function requested(specifier, parent, type, unknown) { return recordFor(resolveRequested(specifier, parent), type, unknown, requested); }
function resolveRequested(specifier, parent) { return resolve(specifier, parent); }

/** What a module asks for that was required itself. */
function requestedSync(specifier, parent, type, unknown) { return recordFor(resolveSync(specifier, parent), type, unknown, requestedSync); }
function resolveSync(specifier, parent) { return resolve(specifier, parent); }

/** What is asked for by no module, or as the program runs. */
function rootJob(resolved, type, unknown) { return translateRoot(resolved, type, unknown); }
function translateRoot(resolved, type, unknown) { return recordFor(resolved, type, unknown, requested); }
function rootSync(resolved) { return recordFor(resolved, undefined, undefined, requestedSync); }

/** The record of a module, with those of all that it asks for, which ask finds. */
function recordFor(resolved, type, unknown, ask) {
  const key = type ? `${resolved.url}\0${type}` : resolved.url;
  const known = records.get(key);
  if (known) return known;
  const failed = failures.get(key);
  if (failed) throw failed.error;
  try {
    return makeRecord(key, resolved, type, unknown, ask);
  } catch (error) {
    if (ask === requested) failures.set(key, { error });
    throw error;
  }
}

function makeRecord(key, resolved, type, unknown, ask) {
  if (unknown !== undefined) throw unknownAttribute(unknown);
  const record = new Record(resolved.url, resolved.path);
  if (resolved.kind === 'builtin') {
    checkType(record, type, 'builtin');
    makeBuiltin(record);
  } else if (resolved.kind === 'data') {
    makeData(record, type);
  } else if (resolved.kind === 'other') {
    throw unsupportedScheme(resolved.scheme);
  } else if (resolved.kind === 'code') {
    makeModule(record, resolved.path, resolved.source);
  } else {
    const extension = cjs.extname(resolved.path);
    if (!['.js', '.mjs', '.cjs', '.json', ''].includes(extension)) throw unknownExtension(extension, resolved.path);
    const source = cjs.readSource(resolved.path);
    const format = cjs.formatOf(resolved.path, source);
    checkType(record, type, format);
    if (format === 'module') makeModule(record, resolved.path, source);
    else if (format === 'json') makeJSON(record, source);
    else makeCommonJS(record, source);
  }
  records.set(key, record);
  if (record.kind === 'module') {
    try {
      record.requests = record.code.requests.map(({ specifier, type, unknown, value }) => ({
        specifier, record: ask(specifier, record.url, type, unknown === '' ? undefined : [unknown, value]),
      }));
    } catch (error) {
      records.delete(key);
      throw error;
    }
  }
  return record;
}

// (validateAttributes, lib/internal/modules/esm/assert.js)
function checkType(record, type, format) {
  if (type !== undefined && type !== '' && type !== 'json') throw unsupportedType(type);
  if (format === 'json' && type !== 'json') throw missingType(record.url);
  if (format !== 'json' && type === 'json') throw wrongType(record.url);
}

function unknownAttribute(unknown) { return new (errors().ERR_IMPORT_ATTRIBUTE_UNSUPPORTED)(...unknown); }
function unsupportedType(type) {
  return nodeError(TypeError, 'ERR_IMPORT_ASSERTION_TYPE_UNSUPPORTED', `Import attribute type "${type}" is unsupported`);
}
function missingType(url) {
  return nodeError(TypeError, 'ERR_IMPORT_ASSERTION_TYPE_MISSING', `Module "${url}" needs an import attribute of type "json"`);
}
function wrongType(url) {
  return nodeError(TypeError, 'ERR_IMPORT_ASSERTION_TYPE_FAILED', `Module "${url}" is not of type "json"`);
}
function unsupportedScheme(scheme) {
  return nodeError(Error, 'ERR_UNSUPPORTED_ESM_URL_SCHEME',
                   `Only URLs with a scheme in: file, data, and node are supported by the default ESM loader. Received protocol '${scheme}'`);
}
function unknownExtension(extension, path) {
  return nodeError(TypeError, 'ERR_UNKNOWN_FILE_EXTENSION', `Unknown file extension "${extension}" for ${path}`);
}

function makeModule(record, name, source) {
  record.kind = 'module';
  record.source = cjs.stripMark(source);
  record.code = language.compileModule(name, record.source);
}

function makeSynthetic(record, kind, names, load) {
  record.kind = kind;
  record.names = names;
  record.values = Object.create(null);
  record.load = load;
  for (const name of names) record.getters[name] = () => record.values[name];
}

// What Node's own modules export by names is what they were when they were first imported,
// until syncBuiltinESMExports. What they make when it is asked for is made then.
function makeBuiltin(record) {
  if (!cjs.isBuiltin(record.url)) throw unknownBuiltin(record.url);
  const exports = cjs.builtin(record.url);
  const names = Object.keys(exports).filter((name) => name !== 'default');
  makeSynthetic(record, 'builtin', ['default', ...names], () => {});
  record.getters.default = () => exports;
  const later = new Set();
  for (const name of names) record.getters[name] = () => (later.has(name) ? exports[name] : record.values[name]);
  record.take = () => {
    for (const name of names) {
      if (Object.getOwnPropertyDescriptor(exports, name)?.get) {
        later.add(name);
        continue;
      }
      later.delete(name);
      record.values[name] = exports[name];
    }
  };
  record.take();
}

function unknownBuiltin(url) { return new (errors().ERR_UNKNOWN_BUILTIN_MODULE)(url); }

cjs.imported.take = () => {
  for (const record of records.values()) record.take?.();
};

// JSON is shared with require, but for URLs with a query or a fragment. (jsonStrategy)
function makeJSON(record, source) {
  makeSynthetic(record, 'json', ['default'], () => {});
  const isShared = record.path !== undefined && !/[?#]/.test(record.url);
  const known = isShared ? cjs.Module._cache[record.path] : undefined;
  if (known?.loaded) {
    record.values.default = known.exports;
    return;
  }
  try {
    record.values.default = parse(cjs.stripMark(source));
  } catch (error) {
    error.message = `${record.path ?? record.url}: ${error.message}`;
    throw error;
  }
  if (isShared) cjs.Module._cache[record.path] = { exports: record.values.default, loaded: true };
}

function makeData(record, type) {
  const match = /^data:([^,;]*)([^,]*),(.*)$/s.exec(record.url);
  if (!match) throw wrongData(record.url);
  const [, mime] = match;
  let source = decodeURIComponent(match[3]);
  if (match[2].endsWith(';base64')) source = Buffer.from(source, 'base64').toString();
  if (mime === 'application/json') {
    checkType(record, type, 'json');
    makeJSON(record, source);
  } else if (/^\s*(?:text|application)\/javascript\s*$/i.test(mime)) {
    checkType(record, type, 'module');
    makeModule(record, record.url, source);
  } else {
    throw unknownFormat(mime, record.url);
  }
}

function wrongData(url) { return new (errors().ERR_INVALID_URL)(url); }

function unknownFormat(mime, url) {
  return nodeError(RangeError, 'ERR_UNKNOWN_MODULE_FORMAT', `Unknown module format: ${mime || null} for URL ${url}`);
}

/** The names a CommonJS file exports, with those of what it hands on. */
function commonJSNames(path, source, seen = new Set()) {
  seen.add(path);
  const [names, reexports] = language.commonJSExports(source);
  const all = new Set(names);
  for (const request of reexports) {
    let file;
    try {
      file = cjs.Module._resolveFilename(request, { filename: path, paths: cjs.Module._nodeModulePaths(cjs.dirname(path)) });
    } catch {
      continue;
    }
    if (seen.has(file)) continue;
    if (cjs.isBuiltin(file)) {
      for (const name of Object.keys(cjs.builtin(file))) all.add(name);
    } else if (cjs.isFile(file) && cjs.formatOf(file) === 'commonjs') {
      for (const name of commonJSNames(file, cjs.readSource(file), seen)) all.add(name);
    }
  }
  return all;
}

function makeCommonJS(record, source) {
  const names = commonJSNames(record.path, source);
  names.delete('default');
  makeSynthetic(record, 'commonjs', ['default', ...names], function cjsLoader() {
    const cached = cjs.Module._cache[record.path];
    const exports = cached && cached.loaded ? cached.exports : cjs.Module._load(record.path, undefined, false);
    for (const name of names) {
      if (exports !== null && exports !== undefined && Object.hasOwn(Object(exports), name)) record.values[name] = exports[name];
    }
    record.values.default = exports;
  });
}

// Linking.

/** Makes the functions and bindings of a module and all it needs. */
function link(record) {
  const fresh = [];
  collect(record, fresh, new Set());
  for (const one of fresh) instantiate(one);
  try {
    for (const one of fresh) bind(one);
  } catch (error) {
    for (const one of fresh) one.phase = 'unlinked';
    throw error;
  }
  for (const one of fresh) one.phase = 'linked';
}

function linkJob(record) { link(record); }
function linkSync(record) { link(record); }

function collect(record, list, seen) {
  if (seen.has(record) || record.phase !== 'unlinked') return;
  seen.add(record);
  for (const request of record.requests) collect(request.record, list, seen);
  list.push(record);
}

function instantiate(record) {
  if (record.kind !== 'module') return;
  record.imports = Object.create(null);
  record.generator = Reflect.apply(record.code.body, undefined, [record.imports, meta(record)]);
  record.getters = record.generator.next().value;
}

function meta(record) {
  const object = Object.create(null);
  if (record.path !== undefined) {
    object.dirname = cjs.dirname(record.path);
    object.filename = record.path;
  }
  object.resolve = function resolve_(specifier) {
    try {
      return resolve(`${specifier}`, record.url).url;
    } catch (error) {
      if ((error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'ERR_UNSUPPORTED_DIR_IMPORT') && error.url) return error.url;
      throw error;
    }
  };
  Object.defineProperty(object.resolve, 'name', { value: 'resolve', configurable: true });
  object.url = record.url;
  return object;
}

function bind(record) {
  if (record.kind !== 'module') return;
  for (const { request, name, local, offset } of record.code.imports) {
    const { record: target } = record.requests[request];
    const get = name === '*' ? () => namespaceOf(target) : importOf(record, request, name, offset);
    Object.defineProperty(record.imports, local, {
      get, set() { throw new TypeError('Assignment to constant variable.'); }, enumerable: true,
    });
  }
  for (const entry of record.code.exports) {
    if (entry.request >= 0 && entry.name !== '' && entry.import !== '*') {
      importOf(record, entry.request, entry.import, entry.offset);
    }
  }
}

/** What a module gets by a name from one that it asks for. */
function importOf(record, request, name, offset) {
  const { specifier, record: target } = record.requests[request];
  const get = resolveExport(target, name, []);
  if (typeof get === 'function') return get;
  const place = placeIn(record, offset);
  if (get === 'ambiguous') {
    throw wrongImport(place, `The requested module '${specifier}' contains conflicting star exports for name '${name}' with the previous requested module`);
  }
  if (target.kind !== 'commonjs') throw wrongImport(place, `The requested module '${specifier}' does not provide an export named '${name}'`);
  const list = /{.*}/.exec(place.text);
  throw wrongImport(place, `Named export '${name}' not found. The requested module '${specifier}' is a CommonJS module, which ` +
    'may not support all module.exports as named exports.\nCommonJS modules can always be imported via the default export, ' +
    `for example using:\n\nimport pkg from '${specifier}';\n${list ? `const ${list[0].replace(/\s+as\s+/g, ': ')} = pkg;\n` : ''}`);
}

/** The line and column of a place in a module, which is counted in bytes. */
function placeIn(record, offset) {
  const before = Buffer.from(record.source).toString('utf8', 0, offset).split('\n');
  return { url: record.url, line: before.length, column: before.at(-1).length, text: record.source.split('\n')[before.length - 1] };
}

// Its stack begins with the line of the import and marks below the name. (decorateErrorStack)
function wrongImport({ url, line, column, text }, message) {
  const error = new SyntaxError(message);
  const name = /^(?:[\p{ID_Continue}$\u200c\u200d]+|"[^"]*"|'[^']*')/u.exec(text.slice(column));
  error.stack = `${url}:${line}\n${text}\n${' '.repeat(column)}${'^'.repeat(name ? name[0].length : 1)}\n${error.stack}`;
  return error;
}

/** The function that returns an export's value, 'ambiguous', or undefined. */
function resolveExport(record, name, seen) {
  if (seen.some((one) => one.record === record && one.name === name)) return undefined;
  seen.push({ record, name });
  if (Object.hasOwn(record.getters, name)) return record.getters[name];
  if (record.kind !== 'module') return undefined;
  for (const entry of record.code.exports) {
    if (entry.name === name && entry.request >= 0) {
      const target = record.requests[entry.request].record;
      if (entry.import !== '*') return resolveExport(target, entry.import, seen);
      return namespaceGetter(target);
    }
  }
  if (name === 'default') return undefined;
  let found;
  for (const entry of record.code.exports) {
    if (entry.name !== '' || entry.request < 0) continue;
    const one = resolveExport(record.requests[entry.request].record, name, seen);
    if (one === 'ambiguous') return one;
    if (one && found && one !== found) return 'ambiguous';
    found ||= one;
  }
  return found;
}

function namespaceGetter(record) {
  record.namespaceGetter ||= () => namespaceOf(record);
  return record.namespaceGetter;
}

function exportedNames(record, seen = new Set()) {
  if (seen.has(record)) return [];
  seen.add(record);
  if (record.kind !== 'module') return record.names;
  const names = new Set();
  for (const entry of record.code.exports) {
    if (entry.name !== '') names.add(entry.name);
  }
  for (const entry of record.code.exports) {
    if (entry.name !== '') continue;
    for (const name of exportedNames(record.requests[entry.request].record, seen)) {
      if (name !== 'default') names.add(name);
    }
  }
  return [...names];
}

function namespaceOf(record) {
  if (!record.namespace) {
    if (record.kind === 'builtin') for (const name of record.names) void record.getters[name](); // in order, not as the keys are asked for
    const getters = {};
    for (const name of exportedNames(record)) {
      const get = resolveExport(record, name, []);
      if (typeof get === 'function') getters[name] = get;
    }
    record.namespace = language.namespace(getters);
  }
  return record.namespace;
}

// Running.

let orders = 0;

/** Runs a module and all it needs; the promise of its end. */
function evaluate(record) {
  const module = record.phase === 'evaluating-async' || record.phase === 'evaluated' ? record.root || record : record;
  if (module.capability) return module.capability.promise;
  const capability = {};
  capability.promise = new Promise((resolve, reject) => {
    capability.resolve = resolve;
    capability.reject = reject;
  });
  module.capability = capability;
  const stack = [];
  try {
    visit(module, stack, 0);
    if (module.order === 0) capability.resolve(undefined);
  } catch (error) {
    for (const one of stack) {
      one.phase = 'evaluated';
      one.error = { error };
    }
    if (module.error === undefined) module.error = { error };
    capability.reject(error);
  }
  return capability.promise;
}

function runJob(record) { return evaluate(record); }
function runSync(record) { return evaluate(record); }

function visit(record, stack, index) {
  if (record.kind !== 'module') {
    if (record.error) throw record.error.error;
    if (record.phase !== 'evaluated') {
      record.phase = 'evaluated';
      try {
        record.load();
      } catch (error) {
        record.error = { error };
        throw error;
      }
    }
    return index;
  }
  if (record.phase === 'evaluating-async' || record.phase === 'evaluated') {
    if (record.error) throw record.error.error;
    return index;
  }
  if (record.phase === 'evaluating') return index;
  record.phase = 'evaluating';
  record.index = record.ancestor = index;
  record.pending = 0;
  index++;
  stack.push(record);
  for (const request of record.requests) {
    let required = request.record;
    index = visit(required, stack, index);
    if (required.kind !== 'module') continue;
    if (required.phase === 'evaluating') {
      record.ancestor = Math.min(record.ancestor, required.ancestor);
    } else {
      required = required.root;
      if (required.error) throw required.error.error;
    }
    if (required.order > 0) {
      record.pending++;
      required.parents.push(record);
    }
  }
  if (record.pending > 0 || record.code.waits) {
    record.order = ++orders;
    if (record.pending === 0) runAsync(record);
  } else {
    record.generator.next();
  }
  if (record.ancestor === record.index) {
    for (;;) {
      const one = stack.pop();
      one.phase = one.order === 0 ? 'evaluated' : 'evaluating-async';
      one.root = record;
      if (one === record) break;
    }
  }
  return index;
}

/** Runs a module that waits; it goes on when what it yields is known. */
function runAsync(record) {
  const ended = new Promise((resolve, reject) => {
    const step = (kind, value) => {
      let result;
      try {
        result = record.generator[kind](value);
      } catch (error) {
        reject(error);
        return;
      }
      if (result.done) resolve(undefined);
      else if (result.value instanceof Await) wait(result.value.value, (v) => step('next', v), (e) => step('throw', e), result.value.line, record.generator);
      else step('next', undefined);
    };
    step('next', undefined);
  });
  ended.then(() => fulfilled(record), (error) => rejected(record, error));
}

function fulfilled(record) {
  if (record.phase === 'evaluated') return;
  record.done = true;
  record.phase = 'evaluated';
  const order = record.order;
  record.order = 0;
  record.wasOrder = order;
  if (record.capability) record.capability.resolve(undefined);
  const list = [];
  gather(record, list);
  list.sort((a, b) => a.order - b.order);
  for (const one of list) {
    if (one.phase === 'evaluated') continue;
    if (one.code.waits) {
      runAsync(one);
      continue;
    }
    try {
      one.generator.next();
    } catch (error) {
      rejected(one, error);
      continue;
    }
    one.phase = 'evaluated';
    one.order = 0;
    if (one.capability) one.capability.resolve(undefined);
  }
}

function gather(record, list) {
  for (const parent of record.parents) {
    if (list.includes(parent) || (parent.root && parent.root.error)) continue;
    if (--parent.pending === 0) {
      list.push(parent);
      if (!parent.code.waits) gather(parent, list);
    }
  }
}

function rejected(record, error) {
  if (record.phase === 'evaluated') return;
  record.error = { error };
  record.phase = 'evaluated';
  for (const parent of record.parents) rejected(parent, error);
  if (record.capability) record.capability.reject(error);
}

function waits(record, seen = new Set()) {
  if (seen.has(record)) return false;
  seen.add(record);
  return (record.kind === 'module' && record.code.waits) || record.requests.some((request) => waits(request.record, seen));
}

// What others ask for.

function runMain(path) { runRecord(() => rootJob({ kind: 'file', url: cjs.urlOfPath(path), path })); }

/** Runs what a URL names as the main program. */
function runImport(url) { runRecord(() => rootJob(resolve(url, cjs.urlOfPath(`${process.cwd()}/`)))); }

/** Runs code as the main program, as if it lay in a file of that path. */
function runSource(source, path) { runRecord(() => rootJob({ kind: 'code', url: cjs.urlOfPath(path), path, source })); }

/** Runs what is to come first, one after the other, and then the main program. */
function runAfter(specifiers, main) {
  const run = async () => {
    for (const specifier of specifiers) {
      const record = rootJob(resolve(specifier, cjs.urlOfPath(`${process.cwd()}/`)));
      linkJob(record);
      await runJob(record);
    }
  };
  Promise.resolve().then(run).then(main).catch((error) => native.uncaught(error, 'unhandledRejection'));
}

function runRecord(find) {
  process.mainModule = undefined;
  cjs.mainModule.phase = 'pending';
  const run = async () => {
    const record = find();
    linkJob(record);
    try {
      await runJob(record);
    } catch (error) {
      throw explained(error, record);
    }
  };
  Promise.resolve().then(run).then(() => {
    cjs.mainModule.phase = 'fulfilled';
  }, (error) => {
    cjs.mainModule.phase = 'rejected';
    native.uncaught(error, 'unhandledRejection');
  });
}

/** require of an ES module, which must not wait at its top level. */
function requireModule(path, parent) {
  const record = rootSync({ kind: 'file', url: cjs.urlOfPath(path), path });
  if (record.phase === 'unlinked') linkSync(record);
  if (record.phase === 'evaluating') {
    throw nodeError(Error, 'ERR_REQUIRE_CYCLE_MODULE',
                    `Cannot require() ES Module ${path} in a cycle. A cycle involving require(esm) is disallowed to maintain invariants mandated by the ECMAScript specification. Try making at least part of the dependency in the graph lazily loaded.`);
  }
  if (waits(record)) {
    let message = 'require() cannot be used on an ESM graph with top-level await. Use import() instead. To see where the ' +
      'top-level await comes from, use --experimental-print-required-tla.';
    if (parent && parent.filename) message += `\n  From ${parent.filename} `;
    message += `\n  Requiring ${path} `;
    throw nodeError(Error, 'ERR_REQUIRE_ASYNC_MODULE', message);
  }
  runSync(record).catch(() => {});
  if (record.error) throw record.error.error;
  const names = exportedNames(record);
  if (names.includes('module.exports')) return namespaceOf(record)['module.exports'];
  if (!names.includes('default') || names.includes('__esModule')) return namespaceOf(record);
  if (!record.required) {
    const getters = { __esModule: () => true };
    for (const name of names) {
      const get = resolveExport(record, name, []);
      if (typeof get === 'function') getters[name] = get;
    }
    record.required = language.namespace(getters);
  }
  return record.required;
}

/** import(specifier, options) in a file. */
// What import() in a script of vm says that was not told how, and in one whose function
// for it would need --experimental-vm-modules.
const noImporters = { 'vm:none': 'ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING', 'vm:function': 'ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG' };

function resolveForModule(specifier, parent) { return resolve(specifier, parent); }
function resolveForScript(specifier, parent) { return resolve(specifier, parent); }

async function importModule(file, specifier, options) {
  specifier = `${specifier}`;
  if (file in noImporters) throw new (errors()[noImporters[file]])();
  let type;
  let unknown;
  if (options !== undefined) {
    if (typeof options !== 'object' || options === null) throw new TypeError('The second argument to import() must be an object');
    const attributes = options.with !== undefined ? options.with : options.assert;
    if (attributes !== undefined) {
      if (typeof attributes !== 'object' || attributes === null) throw new TypeError('The \'assert\' option must be an object');
      type = attributes.type;
      const name = Object.keys(attributes).find((key) => key !== 'type');
      if (name !== undefined) unknown = [name, attributes[name]];
    }
  }
  await undefined;
  const parent = file[0] === '/' ? cjs.urlOfPath(file) : file;
  const from = parent.includes(':') ? parent : cjs.urlOfPath(`${process.cwd()}/`);
  const resolved = records.get(parent)?.kind === 'module' ? resolveForModule(specifier, from) : resolveForScript(specifier, from);
  await undefined;
  const record = rootJob(resolved, type, unknown);
  await undefined;
  if (record.phase === 'unlinked') linkJob(record);
  try {
    await evaluateAny(record);
  } catch (error) {
    throw explained(error, record);
  }
  return namespaceOf(record);
}

const missing = /^(?:require|module|exports|__filename|__dirname) is not defined$/;

/** An error with which a module ended: one about a name that only CommonJS has
    says so. (ModuleJob.run) */
function explained(error, record) {
  if (error?.name !== 'ReferenceError' || !missing.test(error.message)) return error;
  const before = `ReferenceError: ${error.message}`;
  const { stack } = error;
  error.message += ' in ES module scope';
  if (error.message.startsWith('require ')) error.message += ', you can use import instead';
  const found = record.path?.endsWith('.js') && cjs.packageOf(record.path);
  if (found && found.data.type === 'module') {
    error.message += "\nThis file is being treated as an ES module because it has a '.js' file extension and " +
      `'${found.file}' contains "type": "module". To treat it as a CommonJS script, rename it to use the '.cjs' file extension.`;
  }
  if (typeof stack === 'string' && stack.startsWith(before)) error.stack = `ReferenceError: ${error.message}${stack.slice(before.length)}`;
  return error;
}

function evaluateAny(record) {
  if (record.kind === 'module') return runJob(record);
  try {
    visitJob(record);
  } catch (error) {
    return Promise.reject(error);
  }
  return Promise.resolve();
}

function visitJob(record) { visit(record, [], 0); }

module.exports = { runAfter, runImport, runMain, runSource, requireModule, importModule };
