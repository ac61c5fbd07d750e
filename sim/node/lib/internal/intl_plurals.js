'use strict';

// Intl.PluralRules: the rules of the Unicode CLDR, by language. Of a number as
// it is written, n is its value, i what is before the point, v how many digits
// are behind it and f those digits, t the same without zeros at the end.

const { resolve, supported, option } = require('internal/intl_locale');

const within = (n, low, high) => n >= low && n <= high;
const million = (o) => o.e === 0 && o.i !== 0 && o.i % 1e6 === 0 && o.v === 0;
const oneOther = (o) => (o.i === 1 && o.v === 0 ? 'one' : 'other');
const slavic = (o) => {
  if (o.v !== 0) return 'other';
  if (o.i % 10 === 1 && o.i % 100 !== 11) return 'one';
  if (within(o.i % 10, 2, 4) && !within(o.i % 100, 12, 14)) return 'few';
  return 'many';
};
const oneN = (o) => (o.n === 1 ? 'one' : 'other');
const other = () => 'other';
const latin = (one) => (o) => (one(o) ? 'one' : million(o) ? 'many' : 'other');

const cardinal = {
  en: oneOther, de: oneOther, nl: oneOther, sv: oneOther, fi: oneOther,
  it: latin((o) => o.i === 1 && o.v === 0), es: latin((o) => o.n === 1), fr: latin((o) => o.i === 0 || o.i === 1), pt: latin((o) => o.i === 0 || o.i === 1), 'pt-PT': latin((o) => o.i === 1 && o.v === 0),
  da: (o) => (o.n === 1 || o.t !== 0 && (o.i === 0 || o.i === 1) ? 'one' : 'other'),
  nb: oneN, hu: oneN, bg: oneN, el: oneN, tr: oneN, ru: slavic, uk: slavic,
  pl: (o) => {
    if (o.v !== 0) return 'other';
    if (o.i === 1) return 'one';
    return within(o.i % 10, 2, 4) && !within(o.i % 100, 12, 14) ? 'few' : 'many';
  },
  cs: (o) => (o.v !== 0 ? 'many' : o.i === 1 ? 'one' : within(o.i, 2, 4) ? 'few' : 'other'),
  ro: (o) => (o.i === 1 && o.v === 0 ? 'one' : o.v !== 0 || o.n === 0 || o.n !== 1 && within(o.n % 100, 1, 19) ? 'few' : 'other'),
  hr: (o) => {
    const is = (x) => x % 10 === 1 && x % 100 !== 11;
    const few = (x) => within(x % 10, 2, 4) && !within(x % 100, 12, 14);
    if (o.v === 0 && is(o.i) || is(o.f)) return 'one';
    return o.v === 0 && few(o.i) || few(o.f) ? 'few' : 'other';
  },
  sl: (o) => (o.v !== 0 ? 'few' : o.i % 100 === 1 ? 'one' : o.i % 100 === 2 ? 'two' : within(o.i % 100, 3, 4) ? 'few' : 'other'),
  he: (o) => (o.i === 1 && o.v === 0 || o.i === 0 && o.v !== 0 ? 'one' : o.i === 2 && o.v === 0 ? 'two' : 'other'),
  ar: (o) => {
    if (o.n === 0) return 'zero';
    if (o.n === 1) return 'one';
    if (o.n === 2) return 'two';
    if (o.v !== 0 && o.f !== 0) return 'other';
    return within(o.i % 100, 3, 10) ? 'few' : within(o.i % 100, 11, 99) ? 'many' : 'other';
  },
  hi: (o) => (o.i === 0 || o.n === 1 ? 'one' : 'other'),
  th: other, vi: other, id: other, ms: other, zh: other, ja: other, ko: other,
};
cardinal.sk = cardinal.cs;

const ordinal = {
  en: (n) => (n % 10 === 1 && n % 100 !== 11 ? 'one' : n % 10 === 2 && n % 100 !== 12 ? 'two' : n % 10 === 3 && n % 100 !== 13 ? 'few' : 'other'),
  sv: (n) => (within(n % 10, 1, 2) && !within(n % 100, 11, 12) ? 'one' : 'other'),
  it: (n) => ([8, 11, 80, 800].includes(n) ? 'many' : 'other'), fr: (n) => (n === 1 ? 'one' : 'other'), vi: (n) => (n === 1 ? 'one' : 'other'),
  ms: (n) => (n === 1 ? 'one' : 'other'), ro: (n) => (n === 1 ? 'one' : 'other'), hu: (n) => (n === 1 || n === 5 ? 'one' : 'other'),
  uk: (n) => (n % 10 === 3 && n % 100 !== 13 ? 'few' : 'other'),
  hi: (n) => ({ 1: 'one', 2: 'two', 3: 'two', 4: 'few', 6: 'many' })[n] ?? 'other',
};

const order = ['few', 'many', 'one', 'two', 'zero', 'other'];

/** What V8 calls a plural's operands, of a number as it is written in digits. */
function operands(text) {
  const [whole, fraction = ''] = text.split('.');
  return { n: Number(text), i: Number(whole), v: fraction.length, f: Number(fraction), t: Number(fraction.replace(/0+$/, '')), e: 0 };
}

/** The category of digits such as "1.50" in a locale. */
function category(locale, text, ordinals) {
  const language = locale.split('-')[0].replace(/^no$/, 'nb');
  if (ordinals) return text.includes('.') ? 'other' : (ordinal[language] ?? other)(Number(text));
  return (cardinal[locale] ?? cardinal[language])(operands(text));
}

class PluralRules {
  #o;
  constructor(locales, options = {}) {
    const { locale } = resolve(locales);
    options = Object(options);
    const type = option(options, 'type', ['cardinal', 'ordinal'], 'cardinal', 'Intl.PluralRules');
    const { NumberFormat } = require('internal/intl_numbers');
    this.#o = { locale, type, number: new NumberFormat('en-US', { ...options, style: 'decimal', notation: 'standard', useGrouping: false, signDisplay: 'never' }) };
  }

  select(n) {
    n = Number(n);
    if (!Number.isFinite(n)) return 'other';
    return category(this.#o.locale, this.#o.number.format(n), this.#o.type === 'ordinal');
  }

  resolvedOptions() {
    const { locale, type, number } = this.#o;
    const digits = number.resolvedOptions();
    const seen = new Set();
    for (const text of ['0', '1', '2', '3', '4', '5', '6', '8', '11', '20', '21', '1000000', '1.5', '0.5']) seen.add(category(locale, text, type === 'ordinal'));
    const out = { locale: locale === 'pt-PT' ? locale : locale.split('-')[0], type };
    for (const name of ['minimumIntegerDigits', 'minimumFractionDigits', 'maximumFractionDigits', 'minimumSignificantDigits', 'maximumSignificantDigits']) if (digits[name] !== undefined) out[name] = digits[name];
    return Object.assign(out, { pluralCategories: order.filter((name) => seen.has(name)) });
  }

  static supportedLocalesOf(locales) { return supported(locales); }
}

module.exports = { PluralRules, category };
