'use strict';

// util.inspect: a value as text, in the form of Node 20.

const native = binding('util');
const { makers } = binding('language');
const errors = require('internal/errors');
const { formatArguments } = require('internal/format');

const custom = Symbol.for('nodejs.util.inspect.custom');

const defaults = Object.seal({
  showHidden: false, depth: 2, colors: false, customInspect: true, showProxy: false, maxArrayLength: 100,
  maxStringLength: 10000, breakLength: 80, compact: 3, sorted: false, getters: false, numericSeparator: false,
});

// How the entries of a value are laid out.
const layout = { object: 0, element: 1, array: 2 };

const hasOwn = (object, key) => Object.prototype.hasOwnProperty.call(object, key);

// The language's own classes and objects.
const builtIns = new Set(('AggregateError Array ArrayBuffer Atomics BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError ' +
  'FinalizationRegistry Float32Array Float64Array Function Infinity Int16Array Int32Array Int8Array Intl JSON Map Math NaN Number Object ' +
  'Promise Proxy RangeError ReferenceError Reflect RegExp Set SharedArrayBuffer String Symbol SyntaxError TypeError URIError Uint16Array ' +
  'Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet WebAssembly').split(' '));

const typedArrayGetter = (name) => Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), name).get;
const typedArrayLength = typedArrayGetter('length');
const typedArrayBuffer = typedArrayGetter('buffer');
const typedArrayOffset = typedArrayGetter('byteOffset');
const typedArrayTag = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get;
const setSize = Object.getOwnPropertyDescriptor(Set.prototype, 'size').get;
const mapSize = Object.getOwnPropertyDescriptor(Map.prototype, 'size').get;
const setValues = Set.prototype.values;
const mapEntries = Map.prototype.entries;
const sourceOf = Function.prototype.toString;

// The text between escape sequences of a terminal.
// eslint-disable-next-line no-control-regex
const escapeSequences = /[\u001B\u009B][[\]()#;?]*(?:(?:(?:(?:;[-a-zA-Z\d\/#&.:=?%@~_]+)*|[a-zA-Z\d]+(?:;[-a-zA-Z\d\/#&.:=?%@~_]*)*)?(?:\u0007|\u001B\u005C|\u009C))|(?:(?:\d{1,4}(?:;\d{0,4})*)?[\dA-PR-TZcf-ntqry=><~]))/g;

function stripVTControlCharacters(text) {
  if (typeof text !== 'string') throw new errors.codes.ERR_INVALID_ARG_TYPE('str', 'string', text);
  return text.replace(escapeSequences, '');
}

// ---- Text

const escapes = { 8: '\\b', 9: '\\t', 10: '\\n', 12: '\\f', 13: '\\r', 92: '\\\\' };

function quote(text) {
  let mark = "'";
  if (text.includes("'")) {
    if (!text.includes('"')) mark = '"';
    else if (!text.includes('`') && !text.includes('${')) mark = '`';
  }
  let out = '';
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    let escaped;
    if (code === 92 || code < 32) escaped = escapes[code] || `\\x${code < 16 ? '0' : ''}${code.toString(16).toUpperCase()}`;
    else if (code === 39 && mark === "'") escaped = "\\'";
    else if (code >= 127 && code <= 159) escaped = `\\x${code.toString(16).toUpperCase()}`;
    else if (code >= 0xD800 && code <= 0xDFFF) {
      const next = i + 1 < text.length ? text.charCodeAt(i + 1) : 0;
      if (code <= 0xDBFF && next >= 0xDC00 && next <= 0xDFFF) {
        i++;
        continue;
      }
      escaped = `\\u${code.toString(16)}`;
    }
    if (escaped !== undefined) {
      out += text.slice(from, i) + escaped;
      from = i + 1;
    }
  }
  return mark + out + text.slice(from) + mark;
}

// Columns a text takes on a terminal.
function getStringWidth(text, removeEscapes = true) {
  let width = 0;
  if (removeEscapes && text.includes('\u001b')) text = stripVTControlCharacters(text);
  let simple = true;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 127) {
      simple = false;
      break;
    }
    if (code >= 32) width++;
  }
  if (simple) return width;
  width = 0;
  for (const character of text.normalize('NFC')) {
    const code = character.codePointAt(0);
    if (isFullWidth(code)) width += 2;
    else if (!isZeroWidth(code)) width++;
  }
  return width;
}

function isZeroWidth(code) {
  return code <= 0x1F || (code >= 0x7F && code <= 0x9F) || (code >= 0x300 && code <= 0x36F) ||
    (code >= 0x200B && code <= 0x200F) || (code >= 0x20D0 && code <= 0x20FF) || (code >= 0xFE00 && code <= 0xFE0F) ||
    (code >= 0xFE20 && code <= 0xFE2F) || (code >= 0xE0100 && code <= 0xE01EF);
}

function isFullWidth(code) {
  return code >= 0x1100 && (code <= 0x115f || code === 0x2329 || code === 0x232a ||
    (code >= 0x2e80 && code <= 0x3247 && code !== 0x303f) || (code >= 0x3250 && code <= 0x4dbf) ||
    (code >= 0x4e00 && code <= 0xa4c6) || (code >= 0xa960 && code <= 0xa97c) || (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) || (code >= 0xfe10 && code <= 0xfe19) || (code >= 0xfe30 && code <= 0xfe6b) ||
    (code >= 0xff01 && code <= 0xff60) || (code >= 0xffe0 && code <= 0xffe6) || (code >= 0x1b000 && code <= 0x1b001) ||
    (code >= 0x1f200 && code <= 0x1f251) || (code >= 0x1f300 && code <= 0x1f64f) || (code >= 0x1f900 && code <= 0x1f9ff) ||
    (code >= 0x20000 && code <= 0x3fffd));
}

const plural = (n) => (n > 1 ? 's' : '');
const moreItems = (n) => `... ${n} more item${plural(n)}`;

// ---- Kinds of values

// What the engine made an object as: "Map", "Uint8Array", "Object"...
function kindOf(value) {
  const kind = native.kind(value);
  if (ArrayBuffer.isView(value)) return Reflect.apply(typedArrayTag, value, []) || 'DataView';
  if (kind !== 'Object') return kind;
  if (value instanceof Symbol && isBoxed(Symbol, value)) return 'Symbol';
  if (value instanceof BigInt && isBoxed(BigInt, value)) return 'BigInt';
  return kind;
}

function isBoxed(Class, value) {
  try {
    Reflect.apply(Class.prototype.valueOf, value, []);
    return true;
  } catch {
    return false;
  }
}

const boxes = { Number: Number.prototype.valueOf, String: String.prototype.valueOf, Boolean: Boolean.prototype.valueOf,
  BigInt: BigInt.prototype.valueOf, Symbol: Symbol.prototype.valueOf };

function isError(value) {
  return typeof value === 'object' && value !== null && (value instanceof Error || native.kind(value) === 'Error');
}

// ---- Colours

const colours = {
  __proto__: null,
  reset: [0, 0], bold: [1, 22], dim: [2, 22], italic: [3, 23], underline: [4, 24], blink: [5, 25], inverse: [7, 27],
  hidden: [8, 28], strikethrough: [9, 29], doubleunderline: [21, 24], black: [30, 39], red: [31, 39], green: [32, 39],
  yellow: [33, 39], blue: [34, 39], magenta: [35, 39], cyan: [36, 39], white: [37, 39], bgBlack: [40, 49], bgRed: [41, 49],
  bgGreen: [42, 49], bgYellow: [43, 49], bgBlue: [44, 49], bgMagenta: [45, 49], bgCyan: [46, 49], bgWhite: [47, 49],
  framed: [51, 54], overlined: [53, 55], gray: [90, 39], redBright: [91, 39], greenBright: [92, 39], yellowBright: [93, 39],
  blueBright: [94, 39], magentaBright: [95, 39], cyanBright: [96, 39], whiteBright: [97, 39], bgGray: [100, 49],
  bgRedBright: [101, 49], bgGreenBright: [102, 49], bgYellowBright: [103, 49], bgBlueBright: [104, 49],
  bgMagentaBright: [105, 49], bgCyanBright: [106, 49], bgWhiteBright: [107, 49],
};
const aliases = {
  grey: 'gray', bgGrey: 'bgGray', blackBright: 'gray', bgBlackBright: 'bgGray', faint: 'dim', crossedout: 'strikethrough',
  strikeThrough: 'strikethrough', crossedOut: 'strikethrough', conceal: 'hidden', swapColors: 'inverse', swapcolors: 'inverse',
  doubleUnderline: 'doubleunderline',
};
for (const alias of Object.keys(aliases)) {
  const name = aliases[alias];
  Object.defineProperty(colours, alias, {
    get() { return this[name]; }, set(value) { this[name] = value; }, configurable: true, enumerable: false,
  });
}

const styles = Object.assign(Object.create(null), {
  special: 'cyan', number: 'yellow', bigint: 'yellow', boolean: 'yellow', undefined: 'grey', null: 'bold', string: 'green',
  symbol: 'green', date: 'magenta', regexp: 'red', module: 'underline',
});

const plain = (text) => text;

function coloured(text, style) {
  const name = inspect.styles[style];
  const pair = name !== undefined ? inspect.colors[name] : undefined;
  return pair === undefined ? text : `\u001b[${pair[0]}m${text}\u001b[${pair[1]}m`;
}

// ---- Numbers

function separate(digits) { return errors.addNumericalSeparator(digits); }

function separateFraction(digits) {
  let out = '';
  let i = 0;
  for (; digits.length >= i + 4; i += 3) out += `${digits.slice(i, i + 3)}_`;
  return i === 0 ? digits : out + digits.slice(i);
}

function formatNumber(style, number, separated) {
  let text = Object.is(number, -0) ? '-0' : String(number);
  if (separated && Number.isFinite(number) && !text.includes('e')) {
    const [whole, fraction] = String(number).split('.');
    text = separate(whole) + (fraction === undefined ? '' : `.${separateFraction(fraction)}`);
  }
  return style(text, 'number');
}

function formatBigInt(style, value, separated) {
  return style(`${separated ? separate(String(value)) : value}n`, 'bigint');
}

// ---- The value

/** inspect returns a value as text. */
function inspect(value, options) {
  const ctx = {
    budget: {}, indentationLvl: 0, seen: [], currentDepth: 0, stylize: plain, circular: undefined, userOptions: undefined, ...defaults,
  };
  if (arguments.length > 1) {
    if (arguments.length > 2) {
      if (arguments[2] !== undefined) ctx.depth = arguments[2];
      if (arguments.length > 3 && arguments[3] !== undefined) ctx.colors = arguments[3];
    }
    if (typeof options === 'boolean') {
      ctx.showHidden = options;
    } else if (options) {
      for (const key of Object.keys(options)) {
        if (hasOwn(defaults, key) || key === 'stylize') ctx[key] = options[key];
        else if (ctx.userOptions === undefined) ctx.userOptions = options;
      }
    }
  }
  if (ctx.colors) ctx.stylize = coloured;
  if (ctx.maxArrayLength === null) ctx.maxArrayLength = Infinity;
  if (ctx.maxStringLength === null) ctx.maxStringLength = Infinity;
  return formatValue(ctx, value, 0);
}

inspect.custom = custom;
inspect.colors = colours;
inspect.styles = styles;
Object.defineProperty(inspect, 'defaultOptions', {
  get: () => defaults,
  set(options) {
    if (options === null || typeof options !== 'object') throw new errors.codes.ERR_INVALID_ARG_TYPE('options', 'Object', options);
    return Object.assign(defaults, options);
  },
  enumerable: true, configurable: true,
});

// The options as a custom inspection function gets them.
function userOptions(ctx, foreign) {
  const options = { stylize: ctx.stylize };
  for (const key of Object.keys(defaults)) options[key] = ctx[key];
  if (ctx.userOptions !== undefined) Object.assign(options, ctx.userOptions);
  if (foreign) {
    options.stylize = (value, flavour) => {
      let text;
      try {
        text = `${ctx.stylize(value, flavour)}`;
      } catch {
        // The text stays as it is.
      }
      return typeof text === 'string' ? text : value;
    };
  }
  return options;
}

function formatValue(ctx, value, depth, typedArray) {
  if (typeof value !== 'object' && typeof value !== 'function') return formatPrimitive(ctx.stylize, value, ctx);
  if (value === null) return ctx.stylize('null', 'null');
  const context = value;
  let proxy = native.proxy(value);
  const isProxy = proxy !== undefined;
  if (isProxy) {
    if (proxy[0] === null) return ctx.stylize('<Revoked Proxy>', 'special');
    if (ctx.showProxy) return formatProxy(ctx, proxy, depth);
    while (proxy !== undefined) {
      value = proxy[0];
      if (value === null) return ctx.stylize('<Revoked Proxy>', 'special');
      proxy = native.proxy(value);
    }
  }
  if (ctx.customInspect) {
    const own = value[custom];
    if (typeof own === 'function' && own !== inspect && !(value.constructor && value.constructor.prototype === value)) {
      const left = ctx.depth === null ? null : ctx.depth - depth;
      const foreign = isProxy || !(context instanceof Object);
      const result = Reflect.apply(own, context, [left, userOptions(ctx, foreign), inspect]);
      if (result !== context) {
        if (typeof result !== 'string') return formatValue(ctx, result, depth);
        return result.replaceAll('\n', `\n${' '.repeat(ctx.indentationLvl)}`);
      }
    }
  }
  if (ctx.seen.includes(value)) {
    ctx.circular ||= new Map();
    let index = ctx.circular.get(value);
    if (index === undefined) {
      index = ctx.circular.size + 1;
      ctx.circular.set(value, index);
    }
    return ctx.stylize(`[Circular *${index}]`, 'special');
  }
  return formatObject(ctx, value, depth, typedArray);
}

function formatPrimitive(style, value, ctx) {
  switch (typeof value) {
    case 'string': {
      let trailer = '';
      if (value.length > ctx.maxStringLength) {
        const left = value.length - ctx.maxStringLength;
        value = value.slice(0, ctx.maxStringLength);
        trailer = `... ${left} more character${plural(left)}`;
      }
      if (ctx.compact !== true && value.length > 16 && value.length > ctx.breakLength - ctx.indentationLvl - 4) {
        return splitLines(value).map((line) => style(quote(line), 'string')).join(` +\n${' '.repeat(ctx.indentationLvl + 2)}`) + trailer;
      }
      return style(quote(value), 'string') + trailer;
    }
    case 'number': return formatNumber(style, value, ctx.numericSeparator);
    case 'bigint': return formatBigInt(style, value, ctx.numericSeparator);
    case 'boolean': return style(`${value}`, 'boolean');
    case 'undefined': return style('undefined', 'undefined');
  }
  return style(Symbol.prototype.toString.call(value), 'symbol');
}

// Lines with their line ends.
function splitLines(text) {
  const lines = text.split('\n').map((line, i, all) => (i < all.length - 1 ? `${line}\n` : line));
  if (lines.length > 1 && lines[lines.length - 1] === '') lines.pop();
  return lines;
}

function formatProxy(ctx, proxy, depth) {
  if (depth > ctx.depth && ctx.depth !== null) return ctx.stylize('Proxy [Array]', 'special');
  ctx.indentationLvl += 2;
  const parts = [formatValue(ctx, proxy[0], depth + 1), formatValue(ctx, proxy[1], depth + 1)];
  ctx.indentationLvl -= 2;
  return joinEntries(ctx, parts, '', ['Proxy [', ']'], layout.array, depth + 1);
}

// ---- Names

function isInstance(object, Class) {
  try {
    return object instanceof Class;
  } catch {
    return false;
  }
}

// What inherits from these is known by their names, whatever their constructor property is.
const wellKnown = new Map([[Object.prototype, ['Object', Object]], [Function.prototype, ['Function', Function]]]);
const isOrdinaryInstance = Function.prototype[Symbol.hasInstance];

function getConstructorName(object, ctx, depth, prototypeProperties) {
  let first;
  const value = object;
  while (object) {
    const known = wellKnown.get(object);
    if (known !== undefined && Reflect.apply(isOrdinaryInstance, known[1], [value])) {
      if (prototypeProperties !== undefined && first !== object) {
        addPrototypeProperties(ctx, value, first || value, depth, prototypeProperties);
      }
      return known[0];
    }
    const descriptor = Object.getOwnPropertyDescriptor(object, 'constructor');
    if (descriptor !== undefined && typeof descriptor.value === 'function' && descriptor.value.name !== '' &&
        isInstance(value, descriptor.value)) {
      if (prototypeProperties !== undefined && (first !== object || !builtIns.has(descriptor.value.name))) {
        addPrototypeProperties(ctx, value, first || value, depth, prototypeProperties);
      }
      return String(descriptor.value.name);
    }
    object = Object.getPrototypeOf(object);
    if (first === undefined) first = object;
  }
  if (first === null) return null;
  const name = makers.get(first)?.name || bareName(value);
  if (depth > ctx.depth && ctx.depth !== null) return `${name} <Complex prototype>`;
  const inherited = getConstructorName(first, ctx, depth + 1, prototypeProperties);
  if (inherited === null) {
    return `${name} <${inspect(first, { ...ctx, customInspect: false, depth: -1 })}>`;
  }
  return `${name} <${inherited}>`;
}

// The name that V8 has for an object whose prototypes give none. (JSReceiver::GetConstructorName)
function bareName(value) {
  for (let object = value; object !== null; object = Object.getPrototypeOf(object)) {
    const name = Object.getOwnPropertyDescriptor(object, Symbol.toStringTag)?.value;
    if (typeof name === 'string') return name;
  }
  return plainKind(value);
}

function plainKind(value) {
  const kind = kindOf(value);
  return kind === 'Arguments' || kind === 'Module' ? 'Object' : kind;
}

// Properties of the prototypes, for showHidden.
function addPrototypeProperties(ctx, main, object, depth, output) {
  let level = 0;
  let keys;
  let seen;
  do {
    if (level !== 0 || main === object) {
      object = Object.getPrototypeOf(object);
      if (object === null) break;
      const descriptor = Object.getOwnPropertyDescriptor(object, 'constructor');
      if (descriptor !== undefined && typeof descriptor.value === 'function' && builtIns.has(descriptor.value.name)) break;
    }
    if (level === 0) seen = new Set();
    else keys.forEach((key) => seen.add(key));
    keys = Reflect.ownKeys(object);
    ctx.seen.push(main);
    for (const key of keys) {
      if (key === 'constructor' || hasOwn(main, key) || (level !== 0 && seen.has(key))) continue;
      const descriptor = Object.getOwnPropertyDescriptor(object, key);
      if (typeof descriptor.value === 'function') continue;
      const text = formatProperty(ctx, object, depth, key, layout.object, descriptor, main);
      output.push(ctx.colors ? `\u001b[2m${text}\u001b[22m` : text);
    }
    ctx.seen.pop();
  } while (++level !== 3);
}

function getPrefix(constructor, tag, fallback, size = '') {
  if (constructor === null) {
    if (tag !== '' && fallback !== tag) return `[${fallback}${size}: null prototype] [${tag}] `;
    return `[${fallback}${size}: null prototype] `;
  }
  if (tag !== '' && constructor !== tag) return `${constructor}${size} [${tag}] `;
  return `${constructor}${size} `;
}

// (getCtxStyle)
function getStyle(value, constructor, tag) {
  if (constructor !== null) return getPrefix(constructor, tag, '');
  const name = bareName(value);
  return getPrefix(constructor, tag, name === tag ? 'Object' : name);
}

// The names of a function's own properties, in V8's order.
function ownNames(value) {
  const names = Object.getOwnPropertyNames(value);
  if (typeof value !== 'function') return names;
  const first = ['length', 'name', 'arguments', 'caller', 'prototype'].filter((name) => names.includes(name) || sloppyNames(value, name));
  return [...first, ...names.filter((name) => !first.includes(name))];
}

// Functions of sloppy mode have these, which are null unless they run.
function sloppyNames(value, name) { return (name === 'arguments' || name === 'caller') && native.isSloppy(value); }

function getKeys(value, showHidden) {
  const symbols = Object.getOwnPropertySymbols(value);
  if (showHidden) return [...ownNames(value), ...symbols];
  let keys;
  try {
    keys = Object.keys(value);
  } catch {
    // Of a module that is not evaluated yet.
    keys = Object.getOwnPropertyNames(value);
  }
  if (symbols.length > 0) keys.push(...symbols.filter((key) => Object.prototype.propertyIsEnumerable.call(value, key)));
  return keys;
}

function isIndex(key) {
  return typeof key === 'string' && /^(0|[1-9][0-9]*)$/.test(key) && key.length <= 10 && +key < 4294967295;
}

// Properties of an array that are not its elements.
function getExtraKeys(value, showHidden) {
  const symbols = Object.getOwnPropertySymbols(value);
  let names;
  if (showHidden) {
    names = Object.getOwnPropertyNames(value).filter((key) => !isIndex(key));
  } else if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    names = Object.keys(value);
    // Elements come first, so usually there is nothing to look through.
    if (names.length > 0 && isIndex(names[names.length - 1])) names = [];
    else names = names.filter((key) => !isIndex(key));
  }
  return [...names, ...symbols.filter((key) => showHidden || Object.prototype.propertyIsEnumerable.call(value, key))];
}

// ---- Objects of every kind

function formatObject(ctx, value, depth, typedArray) {
  let prototypeProperties;
  if (ctx.showHidden && (depth <= ctx.depth || ctx.depth === null)) prototypeProperties = [];
  const constructor = getConstructorName(value, ctx, depth, prototypeProperties);
  if (prototypeProperties !== undefined && prototypeProperties.length === 0) prototypeProperties = undefined;
  let tag = value[Symbol.toStringTag];
  if (typeof tag !== 'string' || (tag !== '' &&
      (ctx.showHidden ? hasOwn(value, Symbol.toStringTag) : Object.prototype.propertyIsEnumerable.call(value, Symbol.toStringTag)))) {
    tag = '';
  }
  const kind = kindOf(value);
  const shape = describe(ctx, value, kind, constructor, tag, depth, typedArray, prototypeProperties === undefined);
  if (typeof shape === 'string') return shape;
  const { braces, keys, entries, extras } = shape;
  let base = shape.base || '';
  if (depth > ctx.depth && ctx.depth !== null) {
    const name = getStyle(value, constructor, tag).slice(0, -1);
    return ctx.stylize(constructor !== null ? `[${name}]` : name, 'special');
  }
  depth += 1;
  ctx.seen.push(value);
  ctx.currentDepth = depth;
  const output = entries ? entries(depth) : [];
  for (const key of keys) output.push(formatProperty(ctx, value, depth, key, extras));
  if (prototypeProperties !== undefined) output.push(...prototypeProperties);
  ctx.seen.pop();
  if (ctx.circular !== undefined) {
    const index = ctx.circular.get(value);
    if (index !== undefined) {
      const reference = ctx.stylize(`<ref *${index}>`, 'special');
      if (ctx.compact !== true) base = base === '' ? reference : `${reference} ${base}`;
      else braces[0] = `${reference} ${braces[0]}`;
    }
  }
  if (ctx.sorted) {
    const order = ctx.sorted === true ? undefined : ctx.sorted;
    if (extras === layout.object) {
      output.sort(order);
    } else if (keys.length > 1) {
      const sorted = output.slice(output.length - keys.length).sort(order);
      output.splice(output.length - keys.length, keys.length, ...sorted);
    }
  }
  const text = joinEntries(ctx, output, base, braces, extras, depth, value);
  const spent = (ctx.budget[ctx.indentationLvl] || 0) + text.length;
  ctx.budget[ctx.indentationLvl] = spent;
  // Beyond this much text nothing more is opened.
  if (spent > 2 ** 27) ctx.depth = -1;
  return text;
}

// What is particular to the kind of a value: braces, what stands before them
// (base), entries, keys. A text, if that is all there is to show.
function describe(ctx, value, kind, constructor, tag, depth, typedArray, ownOnly) {
  const prefix = (fallback, size) => getPrefix(constructor, tag, fallback, size);
  const bare = (keys) => keys.length === 0 && ownOnly;
  const hidden = ctx.showHidden;
  if (Array.isArray(value)) {
    const named = constructor !== 'Array' || tag !== '' ? prefix('Array', `(${value.length})`) : '';
    const keys = getExtraKeys(value, hidden);
    if (value.length === 0 && bare(keys)) return `${named}[]`;
    return { braces: [`${named}[`, ']'], keys, extras: layout.array, entries: (d) => formatArray(ctx, value, d) };
  }
  switch (kind) {
    case 'Set': {
      const size = Reflect.apply(setSize, value, []);
      const keys = getKeys(value, hidden);
      const named = prefix('Set', `(${size})`);
      if (size === 0 && bare(keys)) return `${named}{}`;
      return { braces: [`${named}{`, '}'], keys, extras: layout.object, entries: (d) => formatSet(ctx, value, size, d) };
    }
    case 'Map': {
      const size = Reflect.apply(mapSize, value, []);
      const keys = getKeys(value, hidden);
      const named = prefix('Map', `(${size})`);
      if (size === 0 && bare(keys)) return `${named}{}`;
      return { braces: [`${named}{`, '}'], keys, extras: layout.object, entries: (d) => formatMap(ctx, value, size, d) };
    }
    case 'Map Iterator':
    case 'Set Iterator': {
      const shown = tag === kind ? tag : tag === '' ? kind : `${tag}] [${kind}`;
      const braces = [`[${shown}] {`, '}'];
      return { braces, keys: getKeys(value, hidden), extras: layout.object, entries: (d) => formatIterator(ctx, value, d, kind, braces) };
    }
    case 'Function':
    case 'AsyncFunction':
    case 'GeneratorFunction':
    case 'AsyncGeneratorFunction': {
      const base = getFunctionBase(value, constructor, tag);
      const keys = getKeys(value, hidden);
      if (bare(keys)) return ctx.stylize(base, 'special');
      return { base, braces: ['{', '}'], keys, extras: layout.object };
    }
    case 'RegExp': {
      const keys = getKeys(value, hidden);
      let base = RegExp.prototype.toString.call(constructor !== null ? value : new RegExp(value));
      const named = prefix('RegExp');
      if (named !== 'RegExp ') base = `${named}${base}`;
      if (bare(keys) || (depth > ctx.depth && ctx.depth !== null)) return ctx.stylize(base, 'regexp');
      return { base, braces: ['{', '}'], keys, extras: layout.object };
    }
    case 'Date': {
      const keys = getKeys(value, hidden);
      let base = Number.isNaN(Date.prototype.getTime.call(value)) ? Date.prototype.toString.call(value) : Date.prototype.toISOString.call(value);
      const named = prefix('Date');
      if (named !== 'Date ') base = `${named}${base}`;
      if (bare(keys)) return ctx.stylize(base, 'date');
      return { base, braces: ['{', '}'], keys, extras: layout.object };
    }
    case 'ArrayBuffer':
    case 'SharedArrayBuffer': {
      const keys = getKeys(value, hidden);
      const named = prefix(kind);
      if (typedArray !== undefined && bare(keys)) return `${named}{ byteLength: ${formatNumber(ctx.stylize, value.byteLength, false)} }`;
      keys.unshift('byteLength');
      return { braces: [`${named}{`, '}'], keys, extras: layout.object, entries: typedArray === undefined ? () => formatBytes(ctx, value) : undefined };
    }
    case 'DataView':
      return { braces: [`${prefix('DataView')}{`, '}'], keys: ['byteLength', 'byteOffset', 'buffer', ...getKeys(value, hidden)], extras: layout.object };
    case 'Promise':
      return { braces: [`${prefix('Promise')}{`, '}'], keys: getKeys(value, hidden), extras: layout.object, entries: (d) => formatPromise(ctx, value, d) };
    case 'WeakSet':
    case 'WeakMap':
    case 'WeakRef':
      return { braces: [`${prefix(kind)}{`, '}'], keys: getKeys(value, hidden), extras: layout.object,
        entries: () => [ctx.stylize('<items unknown>', 'special')] };
    case 'Module': {
      const names = getKeys(value, hidden);
      return { braces: [`${prefix('Module')}{`, '}'], keys: [], extras: layout.object, entries: (d) => formatNamespace(ctx, value, names, d) };
    }
    case 'Number': case 'String': case 'Boolean': case 'BigInt': case 'Symbol': {
      if (constructor === 'Object') break; // what those of a class inherit from
      const keys = getKeys(value, hidden);
      const base = getBoxedBase(value, kind, ctx, keys, constructor, tag);
      if (bare(keys)) return base;
      return { base, braces: ['{', '}'], keys, extras: layout.object };
    }
  }
  if (ArrayBuffer.isView(value)) {
    const keys = getExtraKeys(value, hidden);
    const length = Reflect.apply(typedArrayLength, value, []);
    const named = prefix(constructor === null ? kind : '', `(${length})`);
    if (length === 0 && keys.length === 0 && !hidden) return `${named}[]`;
    const elements = constructor === null ? new globalThis[kind](Reflect.apply(typedArrayBuffer, value, []), Reflect.apply(typedArrayOffset, value, []), length) : value;
    return { braces: [`${named}[`, ']'], keys, extras: layout.array, entries: (d) => formatTypedArray(ctx, elements, length, d) };
  }
  if (isError(value)) {
    const keys = getKeys(value, hidden);
    const base = formatError(ctx, value, constructor, tag, keys);
    if (bare(keys)) return base;
    return { base, braces: ['{', '}'], keys, extras: layout.object };
  }
  const keys = getKeys(value, hidden);
  if (constructor !== 'Object' && isURL(value) && (depth <= ctx.depth || ctx.depth === null)) {
    return bare(keys) ? value.href : { base: value.href, braces: ['{', '}'], keys, extras: layout.object };
  }
  let open = '{';
  if (kind === 'Arguments' && constructor === 'Object') open = '[Arguments] {';
  else if (constructor !== 'Object' || tag !== '') open = `${constructor === 'Object' ? prefix('Object') : getStyle(value, constructor, tag)}{`;
  if (bare(keys)) return `${open}}`;
  return { braces: [open, '}'], keys, extras: layout.object };
}

// It is asked of objects of all kinds, most of which have no such property.
function isURL(value) { return typeof value.href === 'string' && value instanceof require('internal/url').URL; }

const classHead = /^(\s+[^(]*?)\s*{/;
const comments = /(\/\/.*?\n)|(\/\*(.|\n)*?\*\/)/g;

function isClass(source) {
  if (!source.startsWith('class') || !source.endsWith('}')) return false;
  const rest = source.slice(5, -1);
  const brace = rest.indexOf('{');
  return brace !== -1 && (!rest.slice(0, brace).includes('(') || classHead.test(rest.replace(comments, '')));
}

function getFunctionBase(value, constructor, tag) {
  const source = Reflect.apply(sourceOf, value, []);
  if (isClass(source)) return getClassBase(value, constructor, tag);
  const kind = native.kind(value);
  let type = kind.endsWith('Function') ? kind : 'Function';
  // An async generator is lowered to a generator with another prototype.
  if (type === 'GeneratorFunction' && value[Symbol.toStringTag] === 'AsyncGeneratorFunction') type = 'AsyncGeneratorFunction';
  let base = `[${type}`;
  if (constructor === null) base += ' (null prototype)';
  base += value.name === '' ? ' (anonymous)' : `: ${typeof value.name === 'string' ? value.name : inspect(value.name)}`;
  base += ']';
  if (constructor !== type && constructor !== null) base += ` ${constructor}`;
  if (tag !== '' && constructor !== tag) base += ` [${tag}]`;
  return base;
}

function getClassBase(value, constructor, tag) {
  const name = (hasOwn(value, 'name') && value.name) || '(anonymous)';
  let base = `class ${name}`;
  if (constructor !== 'Function' && constructor !== null) base += ` [${constructor}]`;
  if (tag !== '' && constructor !== tag) base += ` [${tag}]`;
  if (constructor !== null) {
    const superName = Object.getPrototypeOf(value).name;
    if (superName) base += ` extends ${superName}`;
  } else {
    base += ' extends [null prototype]';
  }
  return `[${base}]`;
}

function getBoxedBase(value, kind, ctx, keys, constructor, tag) {
  const primitive = Reflect.apply(boxes[kind], value, []);
  // The characters of a string are its first keys.
  if (kind === 'String') keys.splice(0, value.length);
  let base = `[${kind}`;
  if (kind !== constructor) base += constructor === null ? ' (null prototype)' : ` (${constructor})`;
  base += `: ${formatPrimitive(plain, primitive, ctx)}]`;
  if (tag !== '' && tag !== constructor) base += ` [${tag}]`;
  if (keys.length !== 0 || ctx.stylize === plain) return base;
  return ctx.stylize(base, kind.toLowerCase());
}

// ---- Errors

function stackOf(error) {
  return error.stack ? String(error.stack) : Error.prototype.toString.call(error);
}

function formatError(ctx, error, constructor, tag, keys) {
  const name = error.name != null ? String(error.name) : 'Error';
  let stack = stackOf(error);
  if (!ctx.showHidden && keys.length !== 0) {
    // What the stack shows already is not shown again.
    for (const key of ['name', 'message', 'stack']) {
      const at = keys.indexOf(key);
      if (at !== -1 && stack.includes(error[key])) keys.splice(at, 1);
    }
  }
  if ('cause' in error && !keys.includes('cause')) keys.push('cause');
  if (Array.isArray(error.errors) && !keys.includes('errors')) keys.push('errors');
  stack = improveStack(stack, constructor, name, tag);
  let from = (error.message && stack.indexOf(error.message)) || -1;
  if (from !== -1) from += error.message.length;
  const frames = stack.indexOf('\n    at', from);
  if (frames === -1) {
    stack = `[${stack}]`;
  } else {
    let lines = stackFrames(ctx, error, stack.slice(frames + 1));
    if (ctx.colors) lines = lines.map((line) => require('internal/inspect_frames').colourFrame(line, ctx.stylize));
    stack = `${stack.slice(0, frames)}\n${lines.join('\n')}`;
  }
  if (ctx.indentationLvl !== 0) stack = stack.replaceAll('\n', `\n${' '.repeat(ctx.indentationLvl)}`);
  return stack;
}

// The frames of an error, without those it has in common with its cause.
function stackFrames(ctx, error, text) {
  const frames = text.split('\n');
  let cause;
  try {
    ({ cause } = error);
  } catch {
    // As if there were none.
  }
  if (cause == null || !isError(cause)) return frames;
  const causeStack = stackOf(cause);
  const start = causeStack.indexOf('\n    at');
  if (start === -1) return frames;
  const causeFrames = causeStack.slice(start + 1).split('\n');
  const { length, at } = commonFrames(frames, causeFrames);
  if (length > 0) {
    const skipped = length - 2;
    frames.splice(at + 1, skipped, ctx.stylize(`    ... ${skipped} lines matching cause stack trace ...`, 'undefined'));
  }
  return frames;
}

/** The first run of more than three frames that two stacks have in common: its
    length, and where it begins in the first. */
function commonFrames(frames, others) {
  for (let at = 0; at < frames.length - 3; at++) {
    const begin = others.indexOf(frames[at]);
    if (begin === -1 || others.length - begin <= 3) continue;
    let length = 1;
    while (begin + length < others.length && at + length < frames.length && frames[at + length] === others[begin + length]) length++;
    if (length > 3) return { length, at };
  }
  return { length: 0, at: 0 };
}

// The stack with the name of the error's class, if its first line lacks it.
function improveStack(stack, constructor, name, tag) {
  let length = name.length;
  if (constructor !== null && !(name.endsWith('Error') && stack.startsWith(name) &&
      (stack.length === length || stack[length] === ':' || stack[length] === '\n'))) {
    return stack;
  }
  let fallback = 'Error';
  if (constructor === null) {
    const start = /^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n {4}at)/.exec(stack) || /^([a-z_A-Z0-9-]*Error)$/.exec(stack);
    fallback = (start && start[1]) || '';
    length = fallback.length;
    fallback ||= 'Error';
  }
  const prefix = getPrefix(constructor, tag, fallback).slice(0, -1);
  if (name === prefix) return stack;
  if (!prefix.includes(name)) return `${prefix} [${name}]${stack.slice(length)}`;
  return length === 0 ? `${prefix}: ${stack}` : `${prefix}${stack.slice(length)}`;
}

// ---- Entries

function formatArray(ctx, value, depth) {
  const output = [];
  const length = Math.min(Math.max(0, ctx.maxArrayLength), value.length);
  for (let i = 0; i < length; i++) {
    if (!hasOwn(value, i)) return formatHoles(ctx, value, depth, length, output, i);
    output.push(formatProperty(ctx, value, depth, i, layout.element));
  }
  if (value.length > length) output.push(moreItems(value.length - length));
  return output;
}

// The rest of an array that has holes.
function formatHoles(ctx, value, depth, limit, output, index) {
  const keys = Object.keys(value);
  for (let i = index; i < keys.length && output.length < limit; i++) {
    const key = keys[i];
    if (!isIndex(key)) break;
    if (String(index) !== key) {
      const empty = key - index;
      output.push(ctx.stylize(`<${empty} empty item${plural(empty)}>`, 'undefined'));
      index = +key;
      if (output.length === limit) break;
    }
    output.push(formatProperty(ctx, value, depth, key, layout.element));
    index++;
  }
  const left = value.length - index;
  if (output.length !== limit) {
    if (left > 0) output.push(ctx.stylize(`<${left} empty item${plural(left)}>`, 'undefined'));
  } else if (left > 0) {
    output.push(moreItems(left));
  }
  return output;
}

function formatTypedArray(ctx, value, length, depth) {
  const limit = Math.min(Math.max(0, ctx.maxArrayLength), length);
  const format = length > 0 && typeof value[0] === 'number' ? formatNumber : formatBigInt;
  const output = [];
  for (let i = 0; i < limit; i++) output.push(format(ctx.stylize, value[i], ctx.numericSeparator));
  if (length > limit) output.push(moreItems(length - limit));
  if (ctx.showHidden) {
    ctx.indentationLvl += 2;
    for (const key of ['BYTES_PER_ELEMENT', 'length', 'byteLength', 'byteOffset', 'buffer']) {
      output.push(`[${key}]: ${formatValue(ctx, value[key], depth, true)}`);
    }
    ctx.indentationLvl -= 2;
  }
  return output;
}

function formatBytes(ctx, value) {
  let bytes;
  try {
    bytes = new Uint8Array(value);
  } catch {
    return [ctx.stylize('(detached)', 'special')];
  }
  const limit = Math.min(Math.max(0, ctx.maxArrayLength), bytes.length);
  const shown = [];
  for (let i = 0; i < limit; i++) shown.push((bytes[i] < 16 ? '0' : '') + bytes[i].toString(16));
  let text = shown.join(' ');
  const left = bytes.length - limit;
  if (left > 0) text += ` ... ${left} more byte${plural(left)}`;
  return [`${ctx.stylize('[Uint8Contents]', 'special')}: <${text}>`];
}

function formatSet(ctx, value, size, depth) {
  const limit = Math.min(Math.max(0, ctx.maxArrayLength), size);
  const output = [];
  ctx.indentationLvl += 2;
  const values = Reflect.apply(setValues, value, []);
  for (let i = 0; i < limit; i++) output.push(formatValue(ctx, values.next().value, depth));
  if (size > limit) output.push(moreItems(size - limit));
  ctx.indentationLvl -= 2;
  return output;
}

function formatMap(ctx, value, size, depth) {
  const limit = Math.min(Math.max(0, ctx.maxArrayLength), size);
  const output = [];
  ctx.indentationLvl += 2;
  const entries = Reflect.apply(mapEntries, value, []);
  for (let i = 0; i < limit; i++) {
    const [key, item] = entries.next().value;
    output.push(`${formatValue(ctx, key, depth)} => ${formatValue(ctx, item, depth)}`);
  }
  if (size > limit) output.push(moreItems(size - limit));
  ctx.indentationLvl -= 2;
  return output;
}

// An iterator cannot be looked into without taking from it; so what is taken
// is given back by a next of its own.
function formatIterator(ctx, iterator, depth, kind, braces) {
  const proceed = Object.getPrototypeOf(kind === 'Map Iterator' ? new Map().keys() : new Set().keys()).next;
  const replay = Object.getOwnPropertyDescriptor(iterator, 'next');
  const items = replay && replay.value.items ? replay.value.items.slice() : [];
  for (;;) {
    const step = Reflect.apply(proceed, iterator, []);
    if (step.done) break;
    items.push(step.value);
  }
  if (items.length > 0) {
    const next = function next() {
      return items.length > 0 ? { value: items.shift(), done: false } : Reflect.apply(proceed, iterator, []);
    };
    Object.defineProperty(next, 'items', { value: items });
    Object.defineProperty(iterator, 'next', { value: next, writable: true, configurable: true, enumerable: false });
  }
  const pairs = native.givesEntries(iterator);
  if (pairs) braces[0] = braces[0].replace(/ Iterator] {$/, ' Entries] {');
  const limit = Math.min(Math.max(0, ctx.maxArrayLength), items.length);
  const output = [];
  ctx.indentationLvl += 2;
  for (let i = 0; i < limit; i++) {
    output.push(pairs ?
      joinEntries(ctx, items[i].map((part) => formatValue(ctx, part, depth)), '', ['[', ']'], layout.array, depth) :
      formatValue(ctx, items[i], depth));
  }
  ctx.indentationLvl -= 2;
  if (items.length > limit) output.push(moreItems(items.length - limit));
  return output;
}

function formatPromise(ctx, value, depth) {
  const [state, result] = native.promise(value);
  if (state === 0) return [ctx.stylize('<pending>', 'special')];
  ctx.indentationLvl += 2;
  const text = formatValue(ctx, result, depth);
  ctx.indentationLvl -= 2;
  return [state === 2 ? `${ctx.stylize('<rejected>', 'special')} ${text}` : text];
}

function formatNamespace(ctx, value, names, depth) {
  return names.map((name) => {
    try {
      return formatProperty(ctx, value, depth, name, layout.object);
    } catch {
      return `${String(name)}: ${ctx.stylize('<uninitialized>', 'special')}`;
    }
  });
}

function formatProperty(ctx, value, depth, key, type, descriptor, original = value) {
  descriptor = descriptor || Object.getOwnPropertyDescriptor(value, key) ||
    (typeof value === 'function' && sloppyNames(value, key) ? { value: null, enumerable: false } : { value: value[key], enumerable: true });
  let text;
  let gap = ' ';
  if (descriptor.value !== undefined) {
    const indent = ctx.compact !== true || type !== layout.object ? 2 : 3;
    ctx.indentationLvl += indent;
    text = formatValue(ctx, descriptor.value, depth);
    if (indent === 3 && ctx.breakLength < getStringWidth(text, ctx.colors)) gap = `\n${' '.repeat(ctx.indentationLvl)}`;
    ctx.indentationLvl -= indent;
  } else if (descriptor.get !== undefined) {
    text = formatGetter(ctx, descriptor, original, depth);
  } else if (descriptor.set !== undefined) {
    text = ctx.stylize('[Setter]', 'special');
  } else {
    text = ctx.stylize('undefined', 'undefined');
  }
  if (type === layout.element) return text;
  let name;
  if (typeof key === 'symbol') {
    name = `[${ctx.stylize(Symbol.prototype.toString.call(key), 'symbol')}]`;
  } else if (key === '__proto__') {
    name = "['__proto__']";
  } else if (descriptor.enumerable === false) {
    name = `[${key}]`;
  } else if (/^[a-zA-Z_][a-zA-Z_0-9]*$/.test(key)) {
    name = ctx.stylize(key, 'name');
  } else {
    name = ctx.stylize(quote(String(key)), 'string');
  }
  return `${name}:${gap}${text}`;
}

function formatGetter(ctx, descriptor, original, depth) {
  const label = descriptor.set !== undefined ? 'Getter/Setter' : 'Getter';
  const open = ctx.getters && (ctx.getters === true || (ctx.getters === 'get' && descriptor.set === undefined) ||
    (ctx.getters === 'set' && descriptor.set !== undefined));
  if (!open) return ctx.stylize(`[${label}]`, 'special');
  try {
    const value = Reflect.apply(descriptor.get, original, []);
    ctx.indentationLvl += 2;
    let text;
    if (value === null) text = `${ctx.stylize(`[${label}:`, 'special')} ${ctx.stylize('null', 'null')}${ctx.stylize(']', 'special')}`;
    else if (typeof value === 'object') text = `${ctx.stylize(`[${label}]`, 'special')} ${formatValue(ctx, value, depth)}`;
    else text = `${ctx.stylize(`[${label}:`, 'special')} ${formatValue(ctx, value, depth)}${ctx.stylize(']', 'special')}`;
    ctx.indentationLvl -= 2;
    return text;
  } catch (error) {
    return `${ctx.stylize(`[${label}:`, 'special')} <Inspection threw (${error.message})>${ctx.stylize(']', 'special')}`;
  }
}

// ---- Layout

// Puts entries on one line if they fit, else on a line each; the elements of
// longer arrays in columns.
function joinEntries(ctx, output, base, braces, extras, depth, value) {
  const head = base ? `${base} ` : '';
  if (ctx.compact !== true) {
    if (typeof ctx.compact === 'number' && ctx.compact >= 1) {
      const count = output.length;
      if (extras === layout.array && count > 6) output = groupElements(ctx, output, value);
      // At most so many levels are put on one line.
      if (ctx.currentDepth - depth < ctx.compact && count === output.length) {
        const start = output.length + ctx.indentationLvl + braces[0].length + base.length + 10;
        if (fits(ctx, output, start, base)) {
          const joined = output.join(', ');
          if (!joined.includes('\n')) return `${head}${braces[0]} ${joined} ${braces[1]}`;
        }
      }
    }
    const indentation = `\n${' '.repeat(ctx.indentationLvl)}`;
    return `${head}${braces[0]}${indentation}  ${output.join(`,${indentation}  `)}${indentation}${braces[1]}`;
  }
  if (fits(ctx, output, 0, base)) return `${braces[0]}${base ? ` ${base}` : ''} ${output.join(', ')} ${braces[1]}`;
  const indentation = `\n${' '.repeat(ctx.indentationLvl)}`;
  const line = base === '' && braces[0].length === 1 ? ' ' : `${base ? ` ${base}` : ''}${indentation}  `;
  return `${braces[0]}${line}${output.join(`,${indentation}  `)} ${braces[1]}`;
}

function fits(ctx, output, start, base) {
  let total = output.length + start;
  if (total + output.length > ctx.breakLength) return false;
  for (const entry of output) {
    total += ctx.colors ? entry.replace(escapeSequences, '').length : entry.length;
    if (total > ctx.breakLength) return false;
  }
  return base === '' || !base.includes('\n');
}

// Puts the elements of an array into columns, if they are of similar length.
function groupElements(ctx, output, value) {
  // The line about more items stays alone.
  const count = ctx.maxArrayLength < output.length ? output.length - 1 : output.length;
  const gap = 2;
  const widths = [];
  let total = 0;
  let widest = 0;
  for (let i = 0; i < count; i++) {
    const width = getStringWidth(output[i], ctx.colors);
    widths.push(width);
    total += width + gap;
    widest = Math.max(widest, width);
  }
  const column = widest + gap;
  if (column * 3 + ctx.indentationLvl >= ctx.breakLength || (total / column <= 5 && widest > 6)) return output;
  // Such that the block is about 2.5 times as wide as it is high, at most 16
  // columns with the default of compact.
  const bias = Math.sqrt(column - total / output.length);
  const biased = Math.max(column - 3 - bias, 1);
  const columns = Math.min(
    Math.round(Math.sqrt(2.5 * biased * count) / biased),
    Math.floor((ctx.breakLength - ctx.indentationLvl) / column),
    ctx.compact * 4,
    15,
  );
  if (columns <= 1) return output;
  const columnWidths = [];
  for (let i = 0; i < columns; i++) {
    let width = 0;
    for (let j = i; j < count; j += columns) width = Math.max(width, widths[j]);
    columnWidths.push(width + gap);
  }
  // Numbers stand at the right.
  let right = true;
  if (value !== undefined) {
    for (let i = 0; i < output.length; i++) {
      if (typeof value[i] !== 'number' && typeof value[i] !== 'bigint') {
        right = false;
        break;
      }
    }
  }
  const rows = [];
  for (let i = 0; i < count; i += columns) {
    const end = Math.min(i + columns, count);
    let row = '';
    let j = i;
    for (; j < end - 1; j++) {
      const width = columnWidths[j - i] + output[j].length - widths[j];
      row += right ? `${output[j]}, `.padStart(width, ' ') : `${output[j]}, `.padEnd(width, ' ');
    }
    row += right ? output[j].padStart(columnWidths[j - i] + output[j].length - widths[j] - gap, ' ') : output[j];
    rows.push(row);
  }
  if (count < output.length) rows.push(output[count]);
  return rows;
}

// ---- format

function tryStringify(value) {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (/circular|cyclic/i.test(error.message)) return '[Circular]';
    throw error;
  }
}

// Whether an object's toString is the language's own, so that it says little.
function hasBuiltInToString(value) {
  const proxy = native.proxy(value);
  if (proxy !== undefined) {
    if (proxy[0] === null) return true;
    value = proxy[0];
  }
  if (typeof value[Symbol.toPrimitive] === 'function') return native.kind(value) === 'Date';
  if (typeof value.toString !== 'function') return true;
  if (hasOwn(value, 'toString')) return false;
  let pointer = value;
  do {
    pointer = Object.getPrototypeOf(pointer);
  } while (!hasOwn(pointer, 'toString'));
  const descriptor = Object.getOwnPropertyDescriptor(pointer, 'constructor');
  return descriptor !== undefined && typeof descriptor.value === 'function' && builtIns.has(descriptor.value.name);
}

function formatWithOptions(options, ...args) {
  if (typeof options !== 'object' || options === null) {
    throw new errors.codes.ERR_INVALID_ARG_TYPE('inspectOptions', 'object', options);
  }
  return formatArguments(options, args);
}

function format(...args) { return formatArguments(undefined, args); }

const separates = (options) => options?.numericSeparator ?? defaults.numericSeparator;

const asNumber = (value, convert, options) => {
  if (typeof value === 'bigint') return formatBigInt(plain, value, separates(options));
  if (typeof value === 'symbol') return 'NaN';
  return formatNumber(plain, convert(value), separates(options));
};

function formatOne(letter, value, options) {
  switch (letter) {
    case 's':
      if (typeof value === 'number' || typeof value === 'bigint') return asNumber(value, Number, options);
      if (typeof value !== 'object' || value === null || !hasBuiltInToString(value)) return String(value);
      return inspect(value, { ...options, compact: 3, colors: false, depth: 0 });
    case 'j': return tryStringify(value);
    case 'd': return asNumber(value, Number, options);
    case 'i': return asNumber(value, parseInt, options);
    case 'f': return typeof value === 'symbol' ? 'NaN' : formatNumber(plain, parseFloat(value), separates(options));
    case 'O': return inspect(value, options);
    case 'o': return inspect(value, { ...options, showHidden: true, showProxy: true, depth: 4 });
    case 'c': return '';
  }
  return undefined;
}

module.exports = {
  inspect, format, formatWithOptions, stripVTControlCharacters, getStringWidth, isError, kindOf,
  quote, formatArguments, formatOne, commonFrames,
};
