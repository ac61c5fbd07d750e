'use strict';

// Intl.ListFormat and Intl.RelativeTimeFormat.

const { resolve, supported, option, choose } = require('internal/intl_locale');
const { NumberFormat } = require('internal/intl_numbers');
const { category } = require('internal/intl_plurals');

class ListFormat {
  #o;

  constructor(locales, options = {}) {
    const { locale, data } = resolve(locales);
    if (typeof options !== 'object' || options === null) throw new TypeError('Incorrect ListFormat information provided');
    const type = option(options, 'type', ['conjunction', 'disjunction', 'unit'], 'conjunction', 'Intl.ListFormat');
    const style = option(options, 'style', ['long', 'short', 'narrow'], 'long', 'Intl.ListFormat');
    this.#o = { locale, type, style, between: data.lists[type[0] + style[0]] };
  }

  #pieces(list) {
    const all = [];
    for (const one of list === undefined ? [] : list) {
      if (typeof one !== 'string') throw new TypeError('Iterable yielded ' + String(one) + ' which is not a string');
      all.push(one);
    }
    const [two, first, middle, last] = this.#o.between;
    const parts = [];
    all.forEach((value, i) => {
      if (i > 0) {
        const spanish = this.#o.locale.startsWith('es') && i === all.length - 1 ? value : '';
        parts.push({ type: 'literal', value: softened(all.length === 2 ? two : i === all.length - 1 ? last : i === 1 ? first : middle, spanish) });
      }
      parts.push({ type: 'element', value });
    });
    return parts;
  }

  format(list) { return this.#pieces(list).map((part) => part.value).join(''); }
  formatToParts(list) { return this.#pieces(list); }
  resolvedOptions() { return { locale: this.#o.locale, type: this.#o.type, style: this.#o.style }; }
  static supportedLocalesOf(locales) { return supported(locales); }
}

// In Spanish "y" is "e" before the sound i, and "o" is "u" before o.
function softened(word, next) {
  if (word === ' y ' && /^(?:i|hi(?!e|a))/i.test(next)) return ' e ';
  if (word === ' o ' && /^(?:o|ho|8)/i.test(next)) return ' u ';
  return word;
}

const units = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'];

class RelativeTimeFormat {
  #o;

  constructor(locales, options = {}) {
    const { locale, data } = resolve(locales);
    options = Object(options);
    const style = option(options, 'style', ['long', 'short', 'narrow'], 'long', 'Intl.RelativeTimeFormat');
    const numeric = option(options, 'numeric', ['always', 'auto'], 'always', 'Intl.RelativeTimeFormat');
    this.#o = { locale, style, numeric, data: data.relative, system: data.numbers.system, number: new NumberFormat(locale) };
  }

  /** [a text alone], or [before the number, the number's parts, after it, the unit]. */
  #pieces(value, unit) {
    const { locale, style, numeric, data, number } = this.#o;
    value = Number(value);
    const name = String(unit).replace(/s$/, '');
    if (!units.includes(name)) throw new RangeError(`Invalid unit argument for Intl.RelativeTimeFormat.prototype.format() '${String(unit)}'`);
    if (!Number.isFinite(value)) throw new RangeError('Value need to be finite number for Intl.RelativeTimeFormat.prototype.format()');
    const [past, future, words] = data[name + style[0]];
    if (numeric === 'auto' && words[value] !== undefined) return [words[value]];
    const size = Math.abs(value);
    const plain = new NumberFormat('en-US', { useGrouping: false }).format(size);
    const pattern = choose(value < 0 || Object.is(value, -0) ? past : future, category(locale, plain));
    const at = pattern.indexOf('#');
    if (at < 0) return [pattern];
    return [pattern.slice(0, at), number.formatToParts(size), pattern.slice(at + 1), name];
  }

  format(value, unit) {
    const [before, parts, after] = this.#pieces(value, unit);
    return parts === undefined ? before : before + parts.map((part) => part.value).join('') + after;
  }

  formatToParts(value, unit) {
    const [before, parts, after, name] = this.#pieces(value, unit);
    const literal = (text) => (text ? [{ type: 'literal', value: text }] : []);
    if (parts === undefined) return literal(before);
    return [...literal(before), ...parts.map((part) => ({ ...part, unit: name })), ...literal(after)];
  }

  resolvedOptions() { return { locale: this.#o.locale, style: this.#o.style, numeric: this.#o.numeric, numberingSystem: this.#o.system }; }
  static supportedLocalesOf(locales) { return supported(locales); }
}

module.exports = { ListFormat, RelativeTimeFormat };
