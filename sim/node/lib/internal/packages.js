'use strict';

// Packages: what the exports and imports of a package.json make of a name, by the
// algorithm of Node's documents and in the words of Node 20.
// (doc: esm.html, Resolution Algorithm Specification; internal/modules/esm/resolve.js)

const cjs = require('internal/modules');
const { codes } = require('internal/errors');

const isConditions = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const hasScheme = (text) => /^[a-zA-Z][a-zA-Z0-9+.-]*:/.test(text);

// A way through a package.json: of which package, which key of which of its two maps, what
// a * in the key stands for, for whom, and under which conditions.
class Search {
  constructor(found, base, conditions, internal) {
    Object.assign(this, { found, base, conditions, internal, key: '', rest: undefined });
  }

  field() { return this.internal ? 'imports' : 'exports'; }
  filled(text) { return this.rest === undefined ? text : text.replaceAll('*', () => this.rest); }
  request() { return this.rest === undefined ? this.key : this.key.replace('*', () => this.rest); }

  wrongTarget(target) {
    const text = typeof target === 'object' && target !== null ? JSON.stringify(target) : String(target);
    return invalidTarget(this, text);
  }
}

// Where stacks lead through functions of Node's, there are such here. (sim/node/js/foreign.go)
function invalidTarget({ found, key, internal, base }, text) {
  return new codes.ERR_INVALID_PACKAGE_TARGET(`${found.directory}/`, key, text, internal, base);
}
function notExported(found, subpath, base) { return new codes.ERR_PACKAGE_PATH_NOT_EXPORTED(`${found.directory}/`, subpath, base); }
function notExportedHere(found, subpath, base) { return notExported(found, subpath, base); }
function exactTarget(search, map) { return resolveTarget(search, map[search.key]); }
function patternTarget(search, map) { return resolveTarget(search, map[search.key]); }

/** What a package's exports say of a subpath: a path, or the URL of a builtin. */
function resolveExports(found, subpath, conditions, base) {
  const search = new Search(found, base, conditions, false);
  const map = isShort(found, base) ? { '.': found.data.exports } : found.data.exports;
  const target = find(search, map, subpath) ? (search.rest === undefined ? exactTarget : patternTarget)(search, map) : undefined;
  if (target !== null && target !== undefined) return target;
  throw search.key === '' || search.rest !== undefined ? notExported(found, subpath, base) : notExportedHere(found, subpath, base);
}

/** Reports whether exports are those of the package's own name alone. */
function isShort(found, base) {
  const { exports } = found.data;
  if (!isConditions(exports)) return typeof exports === 'string' || Array.isArray(exports);
  const [first, ...others] = Object.keys(exports).map((key) => key[0] !== '.');
  if (others.some((short) => short !== first)) {
    throw new codes.ERR_INVALID_PACKAGE_CONFIG(found.file, base && cjs.urlOfPath(base),
      '"exports" cannot contain some keys starting with \'.\' and some not. The exports object must either be an object of ' +
      'package subpath keys or an object of main entry condition name keys only.');
  }
  return first === true;
}

/** What the imports of a file's package say of a name that begins with #. */
function resolveImports(specifier, file, conditions) {
  if (specifier === '#' || specifier.startsWith('#/') || specifier.endsWith('/')) throw invalidImport(specifier, file);
  const found = cjs.packageOf(file);
  const search = new Search(found, file, conditions, true);
  const map = found && found.data.imports;
  const target = map && find(search, map, specifier) ? importTarget(search, map) : undefined;
  if (target === null || target === undefined) throw importNotDefined(specifier, found, file);
  return target;
}

function importTarget(search, map) { return resolveTarget(search, map[search.key]); }
function invalidImport(specifier, file) {
  return new codes.ERR_INVALID_MODULE_SPECIFIER(specifier, 'is not a valid internal imports specifier name', file);
}
function importNotDefined(specifier, found, file) {
  return new codes.ERR_PACKAGE_IMPORT_NOT_DEFINED(specifier, found && `${found.directory}/`, file);
}

/** Looks for the key of a map that a name fits best: itself, or the longest with a *. */
function find(search, map, name) {
  if (Object.hasOwn(map, name) && !name.includes('*') && (search.internal || !name.endsWith('/'))) {
    search.key = name;
    return true;
  }
  for (const key of Object.getOwnPropertyNames(map)) {
    const star = key.indexOf('*');
    if (star < 0 || star !== key.lastIndexOf('*') || !name.startsWith(key.slice(0, star))) continue;
    const tail = key.slice(star + 1);
    if (name.length < key.length || !name.endsWith(tail) || !isMoreExact(key, search.key)) continue;
    search.key = key;
    search.rest = name.slice(star, name.length - tail.length);
  }
  return search.key !== '';
}

// (PATTERN_KEY_COMPARE)
function isMoreExact(key, than) {
  const before = key.indexOf('*') - than.indexOf('*');
  return before > 0 || (before === 0 && key.length > than.length);
}

function resolveTarget(search, target) {
  if (typeof target === 'string') return resolveText(search, target);
  if (target === null) return null;
  if (Array.isArray(target)) return resolveFirst(search, target);
  if (!isConditions(target)) throw search.wrongTarget(target);
  const keys = Object.getOwnPropertyNames(target);
  if (keys.some((key) => /^(?:0|[1-9]\d*)$/.test(key) && Number(key) < 0xffffffff)) {
    throw new codes.ERR_INVALID_PACKAGE_CONFIG(search.found.file, search.base && cjs.urlOfPath(search.base), '"exports" cannot contain numeric property keys.');
  }
  for (const key of keys) {
    if (key !== 'default' && !search.conditions.includes(key)) continue;
    const resolved = resolveTarget(search, target[key]);
    if (resolved !== undefined) return resolved;
  }
  return undefined;
}

/** The first of several targets that there can be. */
function resolveFirst(search, targets) {
  let wrong = targets.length === 0 ? null : undefined;
  for (const target of targets) {
    let resolved;
    try {
      resolved = resolveTarget(search, target);
    } catch (error) {
      if (error.code !== 'ERR_INVALID_PACKAGE_TARGET') throw error;
      wrong = error;
      continue;
    }
    if (resolved) return resolved;
    if (resolved === null) wrong = null;
  }
  if (wrong) throw wrong;
  return wrong;
}

function resolveText(search, target) {
  if (!target.startsWith('./')) {
    if (!search.internal || target.startsWith('../') || target[0] === '/' || hasScheme(target)) throw search.wrongTarget(target);
    return resolvePackage(search.filled(target), search.found.file, search.conditions);
  }
  if (leaves(target.slice(2))) throw search.wrongTarget(target);
  if (search.rest !== undefined && leaves(search.rest)) throw invalidSubpath(search);
  return decoded(search.found.directory, search.filled(target), search.base);
}

function invalidSubpath(search) {
  const why = `request is not a valid match in pattern "${search.key}" for the "${search.field()}" resolution of ${search.found.file}`;
  return new codes.ERR_INVALID_MODULE_SPECIFIER(search.request(), why, search.base);
}

/** Reports whether a path leaves where it begins, or leads into other packages. */
function leaves(path) {
  return path.split(/[/\\]/).some((segment) => /^(?:(?:\.|%2e){1,2}|(?:n|%[64]e)(?:o|%[64]f)(?:d|%[64]4)(?:e|%[64]5)(?:_|%5f)(?:m|%[64]d)(?:o|%[64]f)(?:d|%[64]4)(?:u|%[75]5)(?:l|%[64]c)(?:e|%[64]5)(?:s|%[75]3))$/i.test(segment));
}

/** The file that a part of a URL names, seen from a directory. */
function decoded(directory, text, base) {
  if (/%2f|%5c/i.test(text)) {
    throw new codes.ERR_INVALID_MODULE_SPECIFIER(cjs.resolvePath(directory, text), 'must not include encoded "/" or "\\" characters', base);
  }
  return cjs.resolvePath(directory, decodeURIComponent(text));
}

function parseName(specifier, from) {
  const scoped = specifier[0] === '@';
  let slash = specifier.indexOf('/');
  const isValid = !scoped || slash >= 0;
  if (scoped && isValid) slash = specifier.indexOf('/', slash + 1);
  const name = slash < 0 ? specifier : specifier.slice(0, slash);
  if (!isValid || /^\.|%|\\/.test(name)) {
    throw new codes.ERR_INVALID_MODULE_SPECIFIER(specifier, 'is not a valid package name', from);
  }
  return { name, subpath: slash < 0 ? '.' : `.${specifier.slice(slash)}` };
}

/** What a bare name means for a file: a path, or the URL of a builtin. (PACKAGE_RESOLVE) */
function resolvePackage(specifier, from, conditions) {
  if (cjs.builtinModules.includes(specifier)) return `node:${specifier}`;
  const { name, subpath } = parseName(specifier, from);
  const own = cjs.packageOf(from, from);
  if (own && exportsOf(own) && own.data.name === name) return resolveOwn(own, subpath, conditions, from);
  for (const directory of cjs.Module._nodeModulePaths(cjs.dirname(from))) {
    const root = cjs.resolvePath(directory, name);
    if (!cjs.isDirectory(root)) continue;
    const found = cjs.packageIn(root, `"${specifier}" from ${from}`);
    if (found && exportsOf(found)) return resolveExports(found, subpath, conditions, from);
    if (subpath !== '.') return decoded(root, subpath, from);
    return resolveMain(name === '' ? `${directory}/` : root, found, from);
  }
  throw packageMissing(name, from);
}

function packageMissing(name, from) { return new codes.ERR_MODULE_NOT_FOUND(name, from); }

function resolveOwn(found, subpath, conditions, from) { return resolveExports(found, subpath, conditions, from); }

const exportsOf = (found) => found.data.exports !== undefined && found.data.exports !== null;

/** The file of a package without exports. (legacyMainResolve) */
function resolveMain(root, found, from) {
  const main = found && typeof found.data.main === 'string' ? found.data.main : '';
  const candidates = main ? ['', '.js', '.json', '.node', '/index.js', '/index.json', '/index.node'].map((tail) => main + tail) : [];
  for (const candidate of [...candidates, 'index.js', 'index.json', 'index.node']) {
    const file = cjs.resolvePath(root, candidate);
    if (!cjs.isFile(file)) continue;
    warnOfMain(`${root}/`, main, file, from);
    return file;
  }
  const missing = new Error(`Cannot find package '${main ? cjs.resolvePath(root, main) : `${root}/index.js`}' imported from ${from}`);
  missing.code = 'ERR_MODULE_NOT_FOUND';
  throw missing;
}

function warnOfMain(directory, main, file, from) {
  if (process.noDeprecation || (main && cjs.resolvePath(directory, main) === file) || cjs.formatOf(file) !== 'module') return;
  const name = file.slice(directory.length);
  process.emitWarning(main === '' ?
    `No "main" or "exports" field defined in the package.json for ${directory} resolving the main entry point "${name}", ` +
      `imported from ${from}.\nDefault "index" lookups for the main are deprecated for ES modules.` :
    `Package ${directory} has a "main" field set to "${main}", excluding the full filename and extension to the resolved file ` +
      `at "${name}", imported from ${from}.\n Automatic extension resolution of the "main" field is deprecated for ES modules.`,
                      'DeprecationWarning', 'DEP0151');
}

module.exports = { resolveExports, resolveImports, resolvePackage, decoded, exportsOf };
