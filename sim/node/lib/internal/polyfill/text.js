'use strict';

// Methods that make text. Intl is loaded when somebody first needs it.

const { plain } = binding('errors');
const intl = () => require('internal/intl');

// Well-formed strings.
function isWellFormed(text) {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0xd800 || unit > 0xdfff) continue;
    const next = text.charCodeAt(i + 1);
    if (unit > 0xdbff || !(next >= 0xdc00 && next <= 0xdfff)) return false;
    i++;
  }
  return true;
}

// Turkish and Azeri have an i with and one without a dot. (SpecialCasing.txt)
const dotted = (locales) => /^(?:tr|az)\b/i.test(String(Array.isArray(locales) ? locales[0] : locales));

// (CanonicalizeLocaleList, ECMA-402, 9.2.1)
function check(locales) {
  if (locales === null || typeof locales === 'string' || Array.isArray(locales)) intl().Intl.getCanonicalLocales(locales);
}

// What a method of String is called on, as text. A template refuses symbols, as String does not.
function textOf(value, method) {
  if (value === null || value === undefined) throw new TypeError(`String.prototype.${method} called on null or undefined`);
  return `${value}`;
}

exports.string = {
  localeCompare(that) {
    const text = textOf(this, 'localeCompare');
    return new (intl().Collator)(arguments[1], arguments[2]).compare(text, `${that}`);
  },
  toLocaleUpperCase() {
    const text = textOf(this, 'toLocaleUpperCase');
    check(arguments[0]);
    return (dotted(arguments[0]) ? text.replace(/i/g, '\u0130') : text).toUpperCase();
  },
  toLocaleLowerCase() {
    const text = textOf(this, 'toLocaleLowerCase');
    check(arguments[0]);
    return (dotted(arguments[0]) ? text.replace(/\u0130/g, 'i').replace(/I\u0307/g, 'i').replace(/I/g, '\u0131') : text).toLowerCase();
  },
  isWellFormed() {
    return isWellFormed(textOf(this, 'isWellFormed'));
  },
  toWellFormed() {
    const text = textOf(this, 'toWellFormed');
    if (isWellFormed(text)) return text;
    let out = '';
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      const next = text.charCodeAt(i + 1);
      if (unit < 0xd800 || unit > 0xdfff) out += text[i];
      else if (unit <= 0xdbff && next >= 0xdc00 && next <= 0xdfff) out += text[i] + text[++i];
      else out += '\ufffd';
    }
    return out;
  },
};

// Annex B's ways to write HTML.
const tags = {
  anchor: ['a', 'name'], big: ['big'], blink: ['blink'], bold: ['b'], fixed: ['tt'], fontcolor: ['font', 'color'], fontsize: ['font', 'size'],
  italics: ['i'], link: ['a', 'href'], small: ['small'], strike: ['strike'], sub: ['sub'], sup: ['sup'],
};
for (const name of Object.keys(tags)) {
  const [tag, attribute] = tags[name];
  const write = (that, value) => {
    const text = textOf(that, name);
    const shown = attribute === undefined ? '' : ` ${attribute}="${`${value}`.replaceAll('"', '&quot;')}"`;
    return `<${tag}${shown}>${text}</${tag}>`;
  };
  exports.string[name] = attribute === undefined
    ? { [name]() { return write(this); } }[name]
    : { [name](value) { return write(this, value); } }[name];
}

// Text for people.

exports.number = {
  toLocaleString() { return new (intl().NumberFormat)(arguments[0], arguments[1]).format(Number.prototype.valueOf.call(this)); },
};
exports.bigint = {
  toLocaleString() { return new (intl().NumberFormat)(arguments[0], arguments[1]).format(BigInt.prototype.valueOf.call(this)); },
};

function isDate(value) {
  try {
    Date.prototype.valueOf.call(value);
    return true;
  } catch {
    return false;
  }
}
function dateText(date, method, [locales, options], needs) {
  if (!isDate(date)) throw new TypeError(`Method Date.prototype.${method} called on incompatible receiver ${plain(date)}`);
  if (Number.isNaN(date.getTime())) return 'Invalid Date';
  return new (intl().DateTimeFormat)(locales, options, needs).format(date);
}
exports.date = {
  toLocaleString() { return dateText(this, 'toLocaleString', arguments, 'all'); },
  toLocaleDateString() { return dateText(this, 'toLocaleDateString', arguments, 'date-only'); },
  toLocaleTimeString() { return dateText(this, 'toLocaleTimeString', arguments, 'time'); },
  // Annex B: years since 1900, and the older name.
  getYear() { return this.getFullYear() - 1900; },
  setYear(year) {
    const y = Number(year);
    if (Number.isNaN(y)) return this.setTime(NaN);
    const whole = Math.trunc(y);
    if (Number.isNaN(this.getTime())) this.setTime(0);
    return this.setFullYear(whole >= 0 && whole <= 99 ? 1900 + whole : y);
  },
  toGMTString: Date.prototype.toUTCString,
};
// (23.1.3.32, and ECMA-402, 19.5.1)
exports.array = {
  toLocaleString() {
    if (this === null || this === undefined) throw new TypeError('Cannot convert undefined or null to object');
    const list = Object(this);
    const length = Math.min(Math.max(Math.trunc(+list.length) || 0, 0), Number.MAX_SAFE_INTEGER);
    let text = '';
    for (let at = 0; at < length; at++) {
      const one = list[at];
      if (at > 0) text += ',';
      if (one !== null && one !== undefined) text += `${one.toLocaleString(arguments[0], arguments[1])}`;
    }
    return text;
  },
};
