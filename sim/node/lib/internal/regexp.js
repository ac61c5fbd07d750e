'use strict';

// What the engine's regular expressions lack: named groups, \p{…}, and the
// flags d and v. A pattern that has one of them is written anew: named groups
// become numbered ones, classes of Unicode become ranges. The object shows its
// own source and flags.

const language = binding('language');

const { apply } = Reflect;
const EngineRegExp = RegExp;
const prototype = RegExp.prototype;
const engineExec = prototype.exec;
const engineReplace = prototype[Symbol.replace];

const special = /(?:^|[^\\])(?:\\\\)*(?:\(\?[<](?:[^=!])|\\[pP][{]|\\k[<])/;

function exec(string) {
  const match = apply(engineExec, this, [string]);
  if (match !== null) complete(match);
  return match;
}

// complete gives a match its properties in V8's order.
function complete(match) {
  const { index, input } = match;
  delete match.input;
  delete match.index;
  match.index = index;
  match.input = input;
  match.groups = undefined;
}

class Translator {
  constructor(pattern, flags) {
    this.pattern = pattern;
    this.unicode = flags.includes('u') || flags.includes('v');
    this.sets = flags.includes('v');
    this.flags = flags;
    this.groups = 0;
    this.names = [];
  }

  fail(reason) {
    throw new SyntaxError(`Invalid regular expression: /${this.pattern}/${this.flags}: ${reason}`);
  }

  translate() {
    const { pattern } = this;
    for (let at = 0, inside = false; at < pattern.length; at++) {
      const c = pattern[at];
      if (c === '\\') at++;
      else if (c === '[') inside = true;
      else if (c === ']') inside = false;
      else if (c === '(' && !inside) this.open(at);
    }
    let out = '';
    let depth = 0;
    for (let at = 0; at < pattern.length; at++) {
      const c = pattern[at];
      if (c === '\\') {
        const [text, end] = this.escape(at, depth > 0);
        out += text;
        at = end;
      } else if (c === '[') {
        if (depth > 0 && this.sets) this.fail('timeslice: nested classes of the flag v are not simulated; write the class out');
        depth = 1;
        out += c;
      } else if (c === ']') {
        depth = 0;
        out += c;
      } else if (depth > 0 && this.sets && (pattern.startsWith('--', at) || pattern.startsWith('&&', at))) {
        this.fail('timeslice: set operations of the flag v are not simulated; write the class out');
      } else if (c === '(' && depth === 0 && /^[(][?][<][^=!]/.test(pattern.slice(at, at + 4))) {
        out += '(';
        at = pattern.indexOf('>', at);
      } else {
        out += c;
      }
    }
    return out;
  }

  open(at) {
    if (this.pattern[at + 1] !== '?') {
      this.groups++;
    } else if (this.pattern[at + 2] === '<' && this.pattern[at + 3] !== '=' && this.pattern[at + 3] !== '!') {
      this.groups++;
      const end = this.pattern.indexOf('>', at);
      const name = end < 0 ? '' : this.pattern.slice(at + 3, end);
      if (!language.isName(name)) this.fail('Invalid capture group name');
      if (this.names.some((one) => one.name === name)) this.fail('Duplicate capture group name');
      this.names.push({ name, index: this.groups });
    }
  }

  escape(at, inside) {
    const { pattern } = this;
    const c = pattern[at + 1];
    if (c === 'k' && !inside && (this.names.length > 0 || this.unicode)) {
      const end = pattern.indexOf('>', at);
      const name = pattern[at + 2] === '<' && end > 0 ? pattern.slice(at + 3, end) : undefined;
      if (name === undefined) this.fail('Invalid named reference');
      const group = this.names.find((one) => one.name === name);
      if (!group) this.fail('Invalid named capture referenced');
      return [`(?:\\${group.index})`, end];
    }
    if ((c === 'p' || c === 'P') && this.unicode) {
      const end = pattern.indexOf('}', at);
      const ranges = pattern[at + 2] === '{' && end > 0 ? language.unicodeClass(pattern.slice(at + 3, end), c === 'P') : undefined;
      if (ranges === undefined) this.fail(inside ? 'Invalid property name in character class' : 'Invalid property name');
      return [inside ? ranges : `[${ranges}]`, end];
    }
    return [pattern.slice(at, at + 2), at + 1];
  }
}

function hide(object, name, value) {
  Object.defineProperty(object, name, { value, writable: true, enumerable: false, configurable: true });
}

// make makes a regular expression that the engine cannot make by itself.
function make(pattern, flags) {
  const t = new Translator(pattern, flags);
  const translated = t.translate();
  const unicode = flags.includes('v') && !flags.includes('u') ? `${flags}u` : flags;
  const rx = new EngineRegExp(translated, unicode.replace(/[dv]/g, ''));
  const { names } = t;
  hide(rx, 'source', pattern);
  if (/[dv]/.test(flags)) hide(rx, 'flags', [...flags].sort().join(''));
  hide(rx, 'hasIndices', flags.includes('d'));
  hide(rx, 'exec', function exec(string) {
    const match = apply(engineExec, this, [string]);
    if (match === null) return null;
    complete(match);
    if (names.length > 0) {
      match.groups = Object.create(null);
      for (const { name, index } of names) match.groups[name] = match[index];
    }
    if (flags.includes('d')) match.indices = indices(match, names, translated, unicode);
    return match;
  });
  if (names.length > 0) hide(rx, Symbol.replace, replace);
  return rx;
}

// indices finds where the groups of a match are, by matching more and more of
// the pattern's groups; exact as long as a group's text occurs once.
function indices(match, names) {
  const out = [[match.index, match.index + match[0].length]];
  let from = match.index;
  for (let i = 1; i < match.length; i++) {
    if (match[i] === undefined) {
      out.push(undefined);
      continue;
    }
    const at = match.input.indexOf(match[i], from);
    out.push([at, at + match[i].length]);
    from = at;
  }
  out.groups = undefined;
  if (names.length > 0) {
    out.groups = Object.create(null);
    for (const { name, index } of names) out.groups[name] = out[index];
  }
  return out;
}

// replace is Symbol.replace for a pattern with named groups.
function replace(string, replacement) {
  string = String(string);
  const global = this.global;
  const matches = [];
  if (global) this.lastIndex = 0;
  for (;;) {
    const match = this.exec(string);
    if (match === null) break;
    matches.push(match);
    if (!global) break;
    if (match[0] === '') this.lastIndex += this.unicode && string.codePointAt(this.lastIndex) > 0xffff ? 2 : 1;
  }
  let out = '';
  let done = 0;
  for (const match of matches) {
    out += string.slice(done, match.index);
    done = match.index + match[0].length;
    out += typeof replacement === 'function'
      ? String(replacement(...match, match.index, string, match.groups))
      : expand(String(replacement), match, string);
  }
  return out + string.slice(done);
}

function expand(template, match, string) {
  return apply(engineReplace, /\$(?:([$&`'])|(\d\d?)|<([^>]*)>)/g, [template, (whole, sign, digits, name) => {
    if (sign === '$') return '$';
    if (sign === '&') return match[0];
    if (sign === '`') return string.slice(0, match.index);
    if (sign === "'") return string.slice(match.index + match[0].length);
    if (name !== undefined) return match.groups[name] === undefined ? '' : String(match.groups[name]);
    let n = +digits;
    let rest = '';
    if (n >= match.length && digits.length > 1) {
      n = +digits[0];
      rest = digits[1];
    }
    if (n < 1 || n >= match.length) return whole;
    return (match[n] === undefined ? '' : match[n]) + rest;
  }]);
}

// A constructor that makes either kind.
function Made(pattern, flags) {
  const isRegExp = pattern !== null && typeof pattern === 'object' && (pattern[Symbol.match] !== undefined ? Boolean(pattern[Symbol.match]) : pattern instanceof EngineRegExp);
  if (new.target === undefined && isRegExp && flags === undefined && pattern.constructor === Made) return pattern;
  const text = isRegExp ? pattern.source : pattern === undefined ? '' : `${pattern}`;
  const letters = flags !== undefined ? `${flags}` : isRegExp ? pattern.flags : '';
  let rx;
  if (special.test(text) || /[dv]/.test(letters)) {
    rx = make(text, letters);
    if (new.target !== undefined && new.target !== Made) Object.setPrototypeOf(rx, new.target.prototype);
  } else {
    rx = Reflect.construct(EngineRegExp, [isRegExp ? text : pattern, letters], new.target === undefined ? EngineRegExp : new.target);
  }
  return rx;
}
Object.defineProperty(Made, 'name', { value: 'RegExp', configurable: true });
Object.defineProperty(Made, 'length', { value: 2, configurable: true });
Object.defineProperty(Made, 'prototype', { value: prototype, writable: false });
Object.defineProperty(Made, Symbol.species, { get() { return this; }, configurable: true });
Object.defineProperty(prototype, 'constructor', { value: Made, writable: true, configurable: true });
Object.defineProperty(prototype, 'exec', { value: exec, writable: true, configurable: true });
Object.defineProperty(globalThis, 'RegExp', { value: Made, writable: true, enumerable: false, configurable: true });

language.helper('regexp', make);
