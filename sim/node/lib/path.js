'use strict';

// Paths as text: posix and win32.

const { validateObject, validateString } = require('internal/validators');

/**
 * Takes '.' and '..' and doubled separators out of the part of a path behind
 * its root. With allowAbove '..' may lead out of it.
 */
function normalizeParts(path, allowAbove, separator, isSeparator) {
  const kept = [];
  let part = '';
  for (let i = 0; i <= path.length; i++) {
    if (i < path.length && !isSeparator(path[i])) {
      part += path[i];
      continue;
    }
    if (part === '..') {
      if (kept.length > 0 && kept[kept.length - 1] !== '..') kept.pop();
      else if (allowAbove) kept.push('..');
    } else if (part !== '' && part !== '.') {
      kept.push(part);
    }
    part = '';
  }
  return kept.join(separator);
}

// Its name is seen where the module is printed.
function _format(separator, object) {
  validateObject(object, 'pathObject');
  const directory = object.dir || object.root;
  const extension = object.ext ? `${object.ext[0] === '.' ? '' : '.'}${object.ext}` : '';
  const base = object.base || `${object.name || ''}${extension}`;
  if (!directory) return base;
  return directory === object.root ? `${directory}${base}` : `${directory}${separator}${base}`;
}

// Where the extension of a last part begins: at its last dot, unless there is
// nothing before that, or the part is '..'.
function extensionAt(base) {
  const dot = base.lastIndexOf('.');
  if (dot <= 0 || base === '..') return base.length;
  return dot;
}

/**
 * The part of a path from start to end without a suffix: not if nothing would
 * be left. Node keeps the separators behind it if all of it is the end of a
 * longer suffix.
 */
function stripSuffix(path, start, end, suffix) {
  const base = path.slice(start, end);
  if (suffix === undefined || suffix.length === 0 || suffix.length > path.length || base === suffix) return base;
  if (base.endsWith(suffix)) return base.slice(0, base.length - suffix.length);
  return suffix.length > base.length && suffix.endsWith(base) ? path.slice(start) : base;
}

const isSlash = (c) => c === '/';
const isEither = (c) => c === '/' || c === '\\';

function trimTrailing(path, from, isSeparator) {
  let end = path.length;
  while (end > from && isSeparator(path[end - 1])) end--;
  return end;
}

function lastSeparator(path, end, from, isSeparator) {
  for (let i = end - 1; i >= from; i--) if (isSeparator(path[i])) return i;
  return -1;
}

let warned = false;

function matchesGlob(path, pattern, windows) {
  if (!warned) {
    warned = true;
    process.emitWarning('glob is an experimental feature and might change at any time', 'ExperimentalWarning');
  }
  validateString(path, 'path');
  validateString(pattern, 'pattern');
  return require('internal/glob').matchesGlob(path, pattern, windows);
}

const posix = {
  resolve(...paths) {
    let resolved = '';
    let absolute = false;
    for (let i = paths.length - 1; i >= -1 && !absolute; i--) {
      const path = i >= 0 ? paths[i] : process.cwd();
      validateString(path, `paths[${i}]`);
      if (path.length === 0) continue;
      resolved = `${path}/${resolved}`;
      absolute = path[0] === '/';
    }
    resolved = normalizeParts(resolved, !absolute, '/', isSlash);
    if (absolute) return `/${resolved}`;
    return resolved.length > 0 ? resolved : '.';
  },

  normalize(path) {
    validateString(path, 'path');
    if (path.length === 0) return '.';
    const absolute = path[0] === '/';
    const trailing = path[path.length - 1] === '/';
    let normal = normalizeParts(path, !absolute, '/', isSlash);
    if (normal.length === 0) {
      if (absolute) return '/';
      return trailing ? './' : '.';
    }
    if (trailing) normal += '/';
    return absolute ? `/${normal}` : normal;
  },

  isAbsolute(path) {
    validateString(path, 'path');
    return path[0] === '/';
  },

  join(...paths) {
    for (const path of paths) validateString(path, 'path');
    const joined = paths.filter((path) => path.length > 0).join('/');
    return joined === '' ? '.' : posix.normalize(joined);
  },

  relative(from, to) {
    validateString(from, 'from');
    validateString(to, 'to');
    if (from === to) return '';
    const a = posix.resolve(from);
    const b = posix.resolve(to);
    if (a === b) return '';
    const fromParts = a.split('/').filter(Boolean);
    const toParts = b.split('/').filter(Boolean);
    let same = 0;
    while (same < fromParts.length && same < toParts.length && fromParts[same] === toParts[same]) same++;
    return [...fromParts.slice(same).map(() => '..'), ...toParts.slice(same)].join('/');
  },

  toNamespacedPath(path) { return path; },

  dirname(path) {
    validateString(path, 'path');
    if (path.length === 0) return '.';
    const at = lastSeparator(path, trimTrailing(path, 1, isSlash), 1, isSlash);
    if (at === -1) return path[0] === '/' ? '/' : '.';
    if (at === 1 && path[0] === '/') return '//';
    return path.slice(0, at);
  },

  basename(path, suffix) {
    if (suffix !== undefined) validateString(suffix, 'suffix');
    validateString(path, 'path');
    if (suffix !== undefined && suffix.length > 0 && suffix === path) return '';
    const end = trimTrailing(path, 0, isSlash);
    if (end === 0 && suffix && suffix.length <= path.length) return path;
    return stripSuffix(path, lastSeparator(path, end, 0, isSlash) + 1, end, suffix);
  },

  extname(path) {
    validateString(path, 'path');
    const base = posix.basename(path);
    return base.slice(extensionAt(base));
  },

  format: undefined,

  parse(path) {
    validateString(path, 'path');
    const parsed = { root: '', dir: '', base: '', ext: '', name: '' };
    if (path.length === 0) return parsed;
    const absolute = path[0] === '/';
    if (absolute) parsed.root = '/';
    const start = absolute ? 1 : 0;
    const end = trimTrailing(path, start, isSlash);
    const at = lastSeparator(path, end, start, isSlash);
    parsed.base = path.slice(at === -1 ? start : at + 1, end);
    // Node takes '/..' for a name '.' with an extension '.'.
    const dot = absolute && at === -1 && parsed.base === '..' ? 1 : extensionAt(parsed.base);
    parsed.name = parsed.base.slice(0, dot);
    parsed.ext = parsed.base.slice(dot);
    if (at > 0) parsed.dir = path.slice(0, at);
    else if (absolute) parsed.dir = '/';
    return parsed;
  },

  matchesGlob(path, pattern) { return matchesGlob(path, pattern, false); },

  sep: '/',
  delimiter: ':',
  win32: null,
  posix: null,
};

const isLetter = (c) => c !== undefined && /^[A-Za-z]$/.test(c);

/**
 * What a path of Windows begins with: device 'C:' or '\\server\share', whether
 * it is absolute, and where the rest begins. With devices, '\\.' and '\\?' are
 * no servers.
 */
function rootOf(path, devices = false) {
  if (path.length === 0) return { device: '', absolute: false, end: 0 };
  if (isEither(path[0])) {
    const unc = /^[/\\]{2}([^/\\]+)[/\\]+([^/\\]+)/.exec(path);
    if (!unc) return { device: '', absolute: true, end: 1 };
    // \\.\ and \\?\ are followed by a device, not by a share.
    if (devices && (unc[1] === '.' || unc[1] === '?')) return { device: `\\\\${unc[1]}`, absolute: true, end: 4 };
    return { device: `\\\\${unc[1]}\\${unc[2]}`, absolute: true, end: unc[0].length, unc: true };
  }
  if (isLetter(path[0]) && path[1] === ':') {
    if (path.length > 2 && isEither(path[2])) return { device: path.slice(0, 2), absolute: true, end: 3 };
    return { device: path.slice(0, 2), absolute: false, end: 2 };
  }
  return { device: '', absolute: false, end: 0 };
}

const win32 = {
  resolve(...paths) {
    let device = '';
    let tail = '';
    let absolute = false;
    for (let i = paths.length - 1; i >= -1; i--) {
      let path;
      if (i >= 0) {
        path = paths[i];
        validateString(path, `paths[${i}]`);
        if (path.length === 0) continue;
      } else if (device.length === 0) {
        path = process.cwd();
      } else {
        path = process.env[`=${device}`] || process.cwd();
        if (path === undefined || (path.slice(0, 2).toLowerCase() !== device.toLowerCase() && path[2] === '\\')) path = `${device}\\`;
      }
      const root = rootOf(path, true);
      if (root.device.length > 0) {
        if (device.length > 0) {
          if (root.device.toLowerCase() !== device.toLowerCase()) continue;
        } else {
          device = root.device;
        }
      }
      if (absolute) {
        if (device.length > 0) break;
      } else {
        tail = `${path.slice(root.end)}\\${tail}`;
        absolute = root.absolute;
        if (absolute && device.length > 0) break;
      }
    }
    tail = normalizeParts(tail, !absolute, '\\', isEither);
    return absolute ? `${device}\\${tail}` : `${device}${tail}` || '.';
  },

  // A path without a device must not come to look as if it had one.
  normalize(path) {
    validateString(path, 'path');
    if (path.length === 0) return '.';
    if (path.length === 1) return path === '/' ? '\\' : path;
    const { device, absolute, end, unc } = rootOf(path, true);
    if (unc && end === path.length) return `${device}\\`;
    let tail = end < path.length ? normalizeParts(path.slice(end), !absolute, '\\', isEither) : '';
    if (tail.length === 0 && !absolute) tail = '.';
    if (tail.length > 0 && isEither(path[path.length - 1])) tail += '\\';
    if (!absolute && device === '' && /^[A-Za-z]:/.test(tail) && path.includes(':')) return `.\\${tail}`;
    if (!absolute && device === '' && /:($|[/\\])/.test(path)) return `.\\${tail}`;
    return absolute ? `${device}\\${tail}` : `${device}${tail}`;
  },

  isAbsolute(path) {
    validateString(path, 'path');
    return path.length > 0 && (isEither(path[0]) || (isLetter(path[0]) && path[1] === ':' && path.length > 2 && isEither(path[2])));
  },

  join(...paths) {
    for (const path of paths) validateString(path, 'path');
    const parts = paths.filter((path) => path.length > 0);
    if (parts.length === 0) return '.';
    let joined = parts.join('\\');
    // Two separators in front mean a share only if the first part has them
    // itself and goes on.
    const first = parts[0];
    let slashes = 0;
    let replace = true;
    if (isEither(first[0])) {
      slashes++;
      if (first.length > 1 && isEither(first[1])) {
        slashes++;
        if (first.length > 2) {
          if (isEither(first[2])) slashes++;
          else replace = false;
        }
      }
    }
    if (replace) {
      while (slashes < joined.length && isEither(joined[slashes])) slashes++;
      if (slashes >= 2) joined = `\\${joined.slice(slashes)}`;
    }
    return win32.normalize(joined);
  },

  relative(from, to) {
    validateString(from, 'from');
    validateString(to, 'to');
    if (from === to) return '';
    const a = win32.resolve(from);
    const b = win32.resolve(to);
    if (a.toLowerCase() === b.toLowerCase()) return '';
    // Both without the separators around them, compared letter by letter; what
    // they have in common ends at a separator.
    const left = a.replace(/^\\+|\\+$/g, '');
    const start = b.length - b.replace(/^\\+/, '').length;
    const right = b.slice(start).replace(/\\+$/, '');
    const shorter = Math.min(left.length, right.length);
    let common = -1;
    let same = 0;
    for (; same < shorter && left[same].toLowerCase() === right[same].toLowerCase(); same++) if (left[same] === '\\') common = same;
    if (same < shorter) {
      if (common === -1) return b;
    } else {
      if (right.length > shorter) {
        if (right[same] === '\\') return b.slice(start + same + 1);
        if (same === 2) return b.slice(start + same);
      }
      if (left.length > shorter) {
        if (left[same] === '\\') common = same;
        else if (same === 2) common = 3;
      }
      if (common === -1) common = 0;
    }
    let up = '';
    for (let i = common + 1; i <= left.length; i++) {
      if (i === left.length || left[i] === '\\') up += up === '' ? '..' : '\\..';
    }
    const rest = right.slice(common);
    return up !== '' ? up + rest : rest.replace(/^\\/, '');
  },

  toNamespacedPath(path) {
    if (typeof path !== 'string' || path.length === 0) return path;
    const resolved = win32.resolve(path);
    if (resolved.length <= 2) return path;
    if (resolved[0] === '\\') {
      if (resolved[1] === '\\' && resolved[2] !== '?' && resolved[2] !== '.') return `\\\\?\\UNC\\${resolved.slice(2)}`;
    } else if (isLetter(resolved[0]) && resolved[1] === ':' && resolved[2] === '\\') {
      return `\\\\?\\${resolved}`;
    }
    return resolved;
  },

  dirname(path) {
    validateString(path, 'path');
    if (path.length === 0) return '.';
    if (path.length === 1) return isEither(path[0]) ? path : '.';
    const { end: rootLength, unc } = rootOf(path);
    if (unc && rootLength === path.length) return path;
    const root = unc ? rootLength + 1 : rootLength;
    let end = trimTrailing(path, root, isEither);
    const at = lastSeparator(path, end, root, isEither);
    if (at === -1) return root === 0 ? '.' : path.slice(0, root);
    end = at;
    return path.slice(0, end);
  },

  basename(path, suffix) {
    if (suffix !== undefined) validateString(suffix, 'suffix');
    validateString(path, 'path');
    if (suffix !== undefined && suffix.length > 0 && suffix === path) return '';
    const start = isLetter(path[0]) && path[1] === ':' ? 2 : 0;
    const end = trimTrailing(path, start, isEither);
    if (end === start && suffix && suffix.length <= path.length) return path.slice(start);
    const at = lastSeparator(path, end, start, isEither);
    return stripSuffix(path, at === -1 ? start : at + 1, end, suffix);
  },

  extname(path) {
    validateString(path, 'path');
    const base = win32.basename(path);
    return base.slice(extensionAt(base));
  },

  format: undefined,

  parse(path) {
    validateString(path, 'path');
    const parsed = { root: '', dir: '', base: '', ext: '', name: '' };
    if (path.length === 0) return parsed;
    if (path.length === 1) {
      if (isEither(path[0])) parsed.root = parsed.dir = path;
      else parsed.base = parsed.name = path;
      return parsed;
    }
    const { end: rootLength, unc } = rootOf(path);
    const root = unc && rootLength < path.length ? rootLength + 1 : rootLength;
    parsed.root = path.slice(0, root);
    if (root === path.length) {
      parsed.dir = parsed.root;
      return parsed;
    }
    const end = trimTrailing(path, root, isEither);
    const at = lastSeparator(path, end, root, isEither);
    parsed.base = path.slice(at === -1 ? root : at + 1, end);
    const dot = extensionAt(parsed.base);
    parsed.name = parsed.base.slice(0, dot);
    parsed.ext = parsed.base.slice(dot);
    parsed.dir = at > 0 && at !== root - 1 ? path.slice(0, at) : parsed.root;
    return parsed;
  },

  matchesGlob(path, pattern) { return matchesGlob(path, pattern, true); },

  sep: '\\',
  delimiter: ';',
  win32: null,
  posix: null,
};

posix.format = _format.bind(null, '/');
win32.format = _format.bind(null, '\\');
Object.defineProperty(posix, '_makeLong', { value: posix.toNamespacedPath, writable: true, enumerable: true, configurable: true });
win32._makeLong = win32.toNamespacedPath;
posix.posix = win32.posix = posix;
posix.win32 = win32.win32 = win32;

module.exports = posix;
