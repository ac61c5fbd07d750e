'use strict';

// Methods that make text. Intl is loaded when somebody first needs it.

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

exports.string = {
  localeCompare(that, locales, options) { return new (intl().Collator)(locales, options).compare(String(this), String(that)); },
  toLocaleUpperCase(locales) { return (dotted(locales) ? String(this).replace(/i/g, '\u0130') : String(this)).toUpperCase(); },
  toLocaleLowerCase(locales) { return (dotted(locales) ? String(this).replace(/\u0130/g, 'i').replace(/I\u0307/g, 'i').replace(/I/g, '\u0131') : String(this)).toLowerCase(); },
  isWellFormed() {
    if (this === null || this === undefined) throw new TypeError('String.prototype.isWellFormed called on null or undefined');
    return isWellFormed(String(this));
  },
  toWellFormed() {
    if (this === null || this === undefined) throw new TypeError('String.prototype.toWellFormed called on null or undefined');
    const text = String(this);
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
    if (that === null || that === undefined) throw new TypeError(`String.prototype.${name} called on null or undefined`);
    const text = String(that);
    const shown = attribute === undefined ? '' : ` ${attribute}="${String(value).replaceAll('"', '&quot;')}"`;
    return `<${tag}${shown}>${text}</${tag}>`;
  };
  exports.string[name] = attribute === undefined
    ? { [name]() { return write(this); } }[name]
    : { [name](value) { return write(this, value); } }[name];
}

// Text for people.

exports.number = {
  toLocaleString(locales, options) { return new (intl().NumberFormat)(locales, options).format(this.valueOf()); },
};

function dateText(date, locales, options, needs) {
  if (Number.isNaN(date.getTime())) return 'Invalid Date';
  return new (intl().DateTimeFormat)(locales, options, needs).format(date);
}
exports.date = {
  toLocaleString(locales, options) { return dateText(this, locales, options, 'all'); },
  toLocaleDateString(locales, options) { return dateText(this, locales, options, 'date-only'); },
  toLocaleTimeString(locales, options) { return dateText(this, locales, options, 'time'); },
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
exports.array = {
  toLocaleString(locales, options) {
    return Array.from(this, (one) => (one === null || one === undefined ? '' : one.toLocaleString(locales, options))).join(',');
  },
};
