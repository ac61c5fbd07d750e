'use strict';

// Names with wildcards, as path.matchesGlob takes them: *, ?, [a-z], {a,b},
// **, and the groups ?(a|b) *(a) +(a) @(a) !(a) of ksh. A name's leading dot
// must be written.

const classes = {
  alnum: '\\p{L}\\p{Nl}\\p{Nd}', alpha: '\\p{L}\\p{Nl}', ascii: '\\x00-\\x7f', blank: '\\p{Zs}\\t', cntrl: '\\p{Cc}', digit: '\\p{Nd}',
  lower: '\\p{Ll}', punct: '\\p{P}', space: '\\p{Z}\\t\\r\\n\\v\\f', upper: '\\p{Lu}', word: '\\p{L}\\p{Nl}\\p{Nd}\\p{Pc}',
  xdigit: 'A-Fa-f0-9',
};

const literal = (text) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** All patterns that one with {a,b} or {1..3} stands for. */
function expandBraces(pattern) {
  let depth = 0;
  let open = -1;
  let commas = [];
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i];
    if (c === '\\') {
      i++;
    } else if (c === '{') {
      if (depth++ === 0) {
        open = i;
        commas = [];
      }
    } else if (c === ',' && depth === 1) {
      commas.push(i);
    } else if (c === '}' && depth > 0 && --depth === 0) {
      const choices = alternatives(pattern, open, commas, i);
      if (choices === undefined) continue;
      const before = pattern.slice(0, open);
      const after = expandBraces(pattern.slice(i + 1));
      return choices.flatMap(expandBraces).flatMap((choice) => after.map((rest) => before + choice + rest));
    }
  }
  return [pattern];
}

function alternatives(pattern, open, commas, close) {
  const inside = pattern.slice(open + 1, close);
  if (commas.length > 0) {
    const cuts = [open, ...commas, close];
    return cuts.slice(1).map((cut, i) => pattern.slice(cuts[i] + 1, cut));
  }
  const range = /^(-?\d+|[A-Za-z])\.\.(-?\d+|[A-Za-z])(?:\.\.(-?\d+))?$/.exec(inside);
  if (!range || /\d/.test(range[1]) !== /\d/.test(range[2])) return undefined;
  const numbers = /\d/.test(range[1]);
  const from = numbers ? +range[1] : range[1].charCodeAt(0);
  const to = numbers ? +range[2] : range[2].charCodeAt(0);
  const step = Math.max(1, Math.abs(+(range[3] || 1)));
  const width = numbers && /^-?0\d/.test(range[1]) ? range[1].length : 0;
  const list = [];
  for (let at = from; from <= to ? at <= to : at >= to; at += from <= to ? step : -step) {
    list.push(numbers ? String(at).padStart(width, '0') : String.fromCharCode(at));
  }
  return list;
}

/** The end of a class [...] that begins at a place, and its source; undefined if it is none. */
function classAt(pattern, start) {
  let at = start + 1;
  const negated = pattern[at] === '!' || pattern[at] === '^';
  if (negated) at++;
  let members = '';
  for (let first = true; at < pattern.length; first = false) {
    const named = /^\[:(\w+):\]/.exec(pattern.slice(at));
    if (named && classes[named[1]]) {
      members += classes[named[1]];
      at += named[0].length;
    } else if (pattern[at] === ']' && !first) {
      return { end: at + 1, source: `[${negated ? '^' : ''}${members}]` };
    } else {
      if (pattern[at] === '\\') at++;
      const range = pattern[at] === '-' && !first && pattern[at + 1] !== ']';
      members += range ? '-' : literal(pattern[at] || '');
      at++;
    }
  }
  return undefined;
}

/** A pattern for one part of a path, from a place on, up to a ) or | if it is inside a group. */
function translate(pattern, at, inGroup) {
  let source = '';
  while (at < pattern.length) {
    const c = pattern[at];
    if (inGroup && (c === ')' || c === '|')) break;
    if ('?*+@!'.includes(c) && pattern[at + 1] === '(') {
      const group = groupAt(pattern, at);
      if (group) {
        source += c === '!' ? `(?:(?!(?:${group.source})${inGroup ? '' : '$'})[^/]*?)` : `(?:${group.source})${c === '@' ? '' : c}`;
        at = group.end;
        continue;
      }
    }
    if (c === '[') {
      const set = classAt(pattern, at);
      if (set) {
        source += set.source;
        at = set.end;
        continue;
      }
    }
    if (c === '*') {
      while (pattern[at + 1] === '*' && pattern[at + 2] !== '(') at++;
      source += '[^/]*?';
    } else if (c === '?') {
      source += '[^/]';
    } else {
      if (c === '\\' && at + 1 < pattern.length) at++;
      source += literal(pattern[at]);
    }
    at++;
  }
  return { source, end: at };
}

function groupAt(pattern, start) {
  const choices = [];
  for (let at = start + 2; at <= pattern.length;) {
    const part = translate(pattern, at, true);
    choices.push(part.source);
    if (part.end >= pattern.length) return undefined;
    at = part.end + 1;
    if (pattern[part.end] === ')') return { source: choices.join('|'), end: at };
  }
  return undefined;
}

function matchesPart(name, pattern, insensitive) {
  if (name[0] === '.' && !/^\\?\./.test(pattern)) return false;
  if (!/[*?[(]/.test(pattern)) return name === pattern.replace(/\\(.)/g, '$1');
  if (name === '' && !/[*?@!]\(/.test(pattern)) return false;
  return new RegExp(`^${translate(pattern, 0, false).source}$`, insensitive ? 'iu' : 'u').test(name);
}

// Parts of a path against parts of a pattern; ** stands for any number.
function matchesParts(names, patterns, insensitive) {
  // A separator at the end of a path is passed over.
  if (patterns.length === 0) return names.length === 0 || (names.length === 1 && names[0] === '');
  const [first, ...rest] = patterns;
  if (first !== '**') {
    return names.length > 0 && matchesPart(names[0], first, insensitive) && matchesParts(names.slice(1), rest, insensitive);
  }
  if (rest.length === 0) return names.every((name) => name[0] !== '.');
  for (let skipped = 0; skipped <= names.length; skipped++) {
    if (matchesParts(names.slice(skipped), rest, insensitive)) return true;
    if (skipped < names.length && names[skipped][0] === '.') return false;
  }
  return false;
}

/** Whether a path is one of those that a pattern stands for. */
function matchesGlob(path, pattern, windows) {
  if (windows) {
    path = path.replaceAll('\\', '/');
    pattern = pattern.replaceAll('\\', '/');
  }
  if (pattern === '') return path === '';
  return expandBraces(pattern).some((one) => matchesParts(path.split('/'), one.split('/'), windows));
}

module.exports = { matchesGlob };
