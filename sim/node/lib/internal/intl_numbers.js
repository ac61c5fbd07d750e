'use strict';

// Intl.NumberFormat. A number is made into parts, whose texts joined are what
// format gives.

const { resolve, supported, option, choose, withDigits } = require('internal/intl_locale');
const { plain, shift, round, roundSignificant } = require('internal/intl_digits');
const { category } = require('internal/intl_plurals');

const owner = 'Intl.NumberFormat';
const wholeCurrencies = ['JPY', 'KRW', 'VND', 'CLP', 'ISK', 'UGX', 'XAF', 'XOF', 'PYG', 'RWF'];
const thousandths = ['BHD', 'KWD', 'OMR', 'TND', 'JOD', 'IQD', 'LYD'];

function digitOption(options, name, low, high, fallback) {
  const value = options[name];
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!(number >= low && number <= high)) throw new RangeError(`${name} value is out of range.`);
  return Math.floor(number);
}

function currencyOf(options, style) {
  const { currency } = options;
  if (currency === undefined) {
    if (style === 'currency') throw new TypeError('Currency code is required with currency style.');
    return undefined;
  }
  if (!/^[A-Z]{3}$/i.test(String(currency))) throw new RangeError(`Invalid currency code : ${currency}`);
  return String(currency).toUpperCase();
}

function unitOf(options, style) {
  const { unit } = options;
  if (unit === undefined) {
    if (style === 'unit') throw new TypeError(`Invalid unit argument for ${owner}() ''`);
    return undefined;
  }
  return String(unit);
}

function digitsOf(o, options) {
  const usual = o.style !== 'currency' ? 0 : wholeCurrencies.includes(o.currency) ? 0 : thousandths.includes(o.currency) ? 3 : 2;
  const usualMost = o.style === 'currency' ? usual : o.style === 'percent' || o.notation === 'compact' ? 0 : 3;
  o.integers = digitOption(options, 'minimumIntegerDigits', 1, 21, 1);
  const minimum = digitOption(options, 'minimumFractionDigits', 0, 20, undefined);
  const maximum = digitOption(options, 'maximumFractionDigits', 0, 20, undefined);
  if (minimum !== undefined && maximum !== undefined && minimum > maximum) throw new RangeError('maximumFractionDigits value is out of range.');
  o.least = minimum === undefined ? Math.min(usual, maximum === undefined ? usual : maximum) : minimum;
  o.most = maximum === undefined ? Math.max(usualMost, o.least) : maximum;
  const least = digitOption(options, 'minimumSignificantDigits', 1, 21, undefined);
  const most = digitOption(options, 'maximumSignificantDigits', least || 1, 21, undefined);
  if (least !== undefined || most !== undefined) o.significant = [least || 1, most || 21];
  o.given = minimum !== undefined || maximum !== undefined;
  if (o.notation === 'compact' && !o.given) o.least = o.most = 0;
}

class NumberFormat {
  #o;

  constructor(locales, options = {}) {
    const { locale, data } = resolve(locales);
    if (options === null) throw new TypeError('Cannot convert undefined or null to object');
    options = Object(options);
    const style = option(options, 'style', ['decimal', 'percent', 'currency', 'unit'], 'decimal', owner);
    const o = {
      locale, data: data.numbers, style, currency: currencyOf(options, style),
      currencyDisplay: option(options, 'currencyDisplay', ['code', 'symbol', 'narrowSymbol', 'name'], 'symbol', owner),
      accounting: option(options, 'currencySign', ['standard', 'accounting'], 'standard', owner) === 'accounting',
      unit: unitOf(options, style), unitDisplay: option(options, 'unitDisplay', ['short', 'narrow', 'long'], 'short', owner),
      notation: option(options, 'notation', ['standard', 'scientific', 'engineering', 'compact'], 'standard', owner),
    };
    if (o.unit !== undefined && !Object.hasOwn(o.data.units, o.unit)) {
      if (!/^[a-z]+(?:-[a-z]+)*$/.test(o.unit) || o.unit.length < 3) throw new RangeError(`Invalid unit argument for Intl.NumberFormat() '${o.unit}'`);
      throw new RangeError(`timeslice: the unit ${o.unit} is not simulated; these are: ${Object.keys(o.data.units).join(', ')}`);
    }
    digitsOf(o, options);
    o.rounding = option(options, 'roundingMode', ['ceil', 'floor', 'expand', 'trunc', 'halfCeil', 'halfFloor', 'halfExpand', 'halfTrunc', 'halfEven'], 'halfExpand', owner);
    o.stripped = option(options, 'trailingZeroDisplay', ['auto', 'stripIfInteger'], 'auto', owner) === 'stripIfInteger';
    o.compactDisplay = option(options, 'compactDisplay', ['short', 'long'], 'short', owner);
    const grouping = options.useGrouping;
    o.grouping = grouping === undefined ? (o.notation === 'compact' ? 'min2' : 'auto') : grouping === true || grouping === 'always' ? 'always'
      : grouping === false || grouping === null || grouping === 'false' ? false : grouping === 'min2' ? 'min2' : 'auto';
    o.sign = option(options, 'signDisplay', ['auto', 'never', 'always', 'exceptZero', 'negative'], 'auto', owner);
    this.#o = o;
  }

  get format() {
    const format = (value) => this.#parts(value).map((part) => part.value).join('');
    Object.defineProperty(format, 'name', { value: '' });
    Object.defineProperty(this, 'format', { value: format, configurable: true });
    return format;
  }

  #parts(value) {
    if (typeof value !== 'bigint') value = typeof value === 'string' && /^\s*-?\d+\s*$/.test(value) ? BigInt(value) : Number(value);
    return write(this.#o, value);
  }

  formatToParts(value) { return this.#parts(value); }

  formatRange(start, end) {
    const a = this.format(start), b = this.format(end);
    return a === b ? `~${a}` : `${a}${/\d$/.test(a) && /^\d/.test(b) ? '–' : ' – '}${b}`;
  }

  resolvedOptions() {
    const o = this.#o;
    const out = { locale: o.locale, numberingSystem: o.data.system, style: o.style };
    if (o.style === 'currency') Object.assign(out, { currency: o.currency, currencyDisplay: o.currencyDisplay, currencySign: o.accounting ? 'accounting' : 'standard' });
    if (o.style === 'unit') Object.assign(out, { unit: o.unit, unitDisplay: o.unitDisplay });
    Object.assign(out, { minimumIntegerDigits: o.integers });
    const compact = o.notation === 'compact' && !o.given && !o.significant;
    const [least, most] = compact ? [1, 2] : o.significant ?? [];
    if (least !== undefined) Object.assign(out, { minimumSignificantDigits: least, maximumSignificantDigits: most });
    if (compact || !o.significant) Object.assign(out, { minimumFractionDigits: o.least, maximumFractionDigits: o.most });
    Object.assign(out, { useGrouping: o.grouping, notation: o.notation });
    if (o.notation === 'compact') out.compactDisplay = o.compactDisplay;
    return Object.assign(out, {
      signDisplay: o.sign, roundingMode: o.rounding, roundingIncrement: 1, trailingZeroDisplay: o.stripped ? 'stripIfInteger' : 'auto',
      roundingPriority: compact ? 'morePrecision' : 'auto',
    });
  }

  static supportedLocalesOf(locales) { return supported(locales); }
}

// The digits before and behind the point, rounded as the options say.
function rounded(o, text, negative) {
  if (o.significant) return roundSignificant(text, ...o.significant, o.rounding, negative);
  if (o.notation === 'compact' && !o.given) return text.split('.')[0].length >= 2 ? round(text, 0, o.rounding, negative) : roundSignificant(text, 1, 2, o.rounding, negative);
  const [whole, fraction] = round(text, o.most, o.rounding, negative);
  return [whole, fraction.replace(/0+$/, '').padEnd(o.least, '0')];
}

// A compact number's digits, and its pattern.
function compacted(o, text, negative) {
  const table = o.data.compact[o.compactDisplay];
  for (let length = text.split('.')[0].length; ; length++) {
    const row = length < 4 ? [0, '#'] : table[Math.min(length - 4, table.length - 1)];
    const digits = rounded(o, row[0] > 0 ? shift(text, -row[0]) : text, negative);
    // What is rounded up to the next thousand belongs to the next pattern.
    if (digits[0].length + row[0] > length && length < 15 && row[0] !== table[length - 3]?.[0]) continue;
    return [digits, row[1]];
  }
}

// A scientific number's digits and exponent.
function scaled(o, text, negative) {
  const [whole, fraction = ''] = text.split('.');
  let exponent = Number(text) === 0 ? 0 : whole !== '0' ? whole.length - 1 : -(fraction.length - fraction.replace(/^0+/, '').length) - 1;
  if (o.notation === 'engineering') exponent = Math.floor(exponent / 3) * 3;
  let digits = rounded(o, shift(text, -exponent), negative);
  if (digits[0].length > (o.notation === 'engineering' ? 3 : 1)) {
    exponent += o.notation === 'engineering' ? 3 : 1;
    digits = rounded(o, shift(text, -exponent), negative);
  }
  return [digits, exponent];
}

function groups(o, whole) {
  const least = o.grouping === 'min2' ? 5 : o.grouping === 'always' ? 4 : (o.style === 'currency' ? o.data.fourthMoney : o.data.fourth) ? 4 : 5;
  if (o.grouping === false || whole.length < least) return [whole];
  const out = [whole.slice(-3)];
  const size = o.data.indian ? 2 : 3;
  for (let end = whole.length - 3; end > 0; end -= size) out.unshift(whole.slice(Math.max(0, end - size), end));
  return out;
}

function numeralParts(o, [whole, fraction], exponent) {
  const parts = [];
  const money = o.style === 'currency';
  const digits = (text) => withDigits(text, o.data.digits);
  groups(o, whole.padStart(o.integers, '0')).forEach((group, i) => {
    if (i > 0) parts.push({ type: 'group', value: money ? o.data.moneyGroup : o.data.group });
    parts.push({ type: 'integer', value: digits(group) });
  });
  if (fraction !== '') parts.push({ type: 'decimal', value: money ? o.data.moneyDecimal : o.data.decimal }, { type: 'fraction', value: digits(fraction) });
  if (exponent !== undefined) {
    parts.push({ type: 'exponentSeparator', value: o.data.exponent });
    if (exponent < 0) parts.push({ type: 'exponentMinusSign', value: o.data.signed.replace('#', '').replace('-', o.data.minus) });
    parts.push({ type: 'exponentInteger', value: digits(String(Math.abs(exponent))) });
  }
  return parts;
}

function signOf(o, negative, zero, nan) {
  if (nan) return o.sign === 'always' ? '+' : '';
  switch (o.sign) {
    case 'never': return '';
    case 'always': return negative ? '-' : '+';
    case 'exceptZero': return zero ? '' : negative ? '-' : '+';
    case 'negative': return negative && !zero ? '-' : '';
  }
  return negative ? '-' : '';
}

function write(o, value) {
  const negative = typeof value === 'bigint' ? value < 0n : value < 0 || Object.is(value, -0);
  let parts, zero = false, nan = false, plural = 'other', compact;
  if (typeof value === 'number' && !Number.isFinite(value)) {
    nan = Number.isNaN(value);
    parts = [nan ? { type: 'nan', value: o.data.nan } : { type: 'infinity', value: o.data.infinity }];
  } else {
    let text = plain(negative ? -value : value);
    if (o.style === 'percent') text = shift(text, 2);
    let digits, exponent;
    if (o.notation === 'compact') [digits, compact] = compacted(o, text, negative);
    if (compact?.['=1'] && digits[0] === '1' && digits[1] === '') compact = compact['=1'];
    if (o.notation === 'scientific' || o.notation === 'engineering') [digits, exponent] = scaled(o, text, negative);
    else if (o.notation === 'standard') digits = rounded(o, text, negative);
    if (o.stripped && /^0*$/.test(digits[1])) digits = [digits[0], ''];
    zero = /^0*$/.test(digits[0] + digits[1]);
    plural = category(o.locale, digits[1] === '' ? digits[0] : digits.join('.'));
    parts = numeralParts(o, digits, exponent);
  }
  if (compact !== undefined) parts = filled(choose(compact, plural), { '#': parts }, 'compact');
  return decorated(o, parts, signOf(o, negative, zero, nan), plural);
}

// Puts parts into a pattern. What is text in it, without blanks around, is of a
// type.
function filled(pattern, of, type) {
  const parts = [];
  for (const piece of pattern.match(/[#¤%+-]|[^#¤%+-]+/g) ?? []) {
    if (of[piece]) parts.push(...of[piece]);
    else if (type === undefined) parts.push({ type: 'literal', value: piece });
    else {
      const [, before, text, after] = /^([\s\u200e\u200f]*)(.*?)([\s\u200e\u200f]*)$/s.exec(piece);
      if (before) parts.push({ type: 'literal', value: before });
      if (text) parts.push({ type, value: text });
      if (after) parts.push({ type: 'literal', value: after });
    }
  }
  return parts;
}

function decorated(o, parts, sign, plural) {
  const signs = { '-': [{ type: 'minusSign', value: o.data.minus }], '+': [{ type: 'plusSign', value: o.data.plus }] };
  const signed = ofSign(['#', o.data.signed], sign, { '#': parts, ...signs });
  if (o.style === 'percent') return ofSign(o.data.percents, sign, { '#': parts, '%': [{ type: 'percentSign', value: o.data.percent }], ...signs });
  if (o.style === 'unit') {
    const patterns = o.data.units[o.unit][{ long: 0, short: 1, narrow: 2 }[o.unitDisplay]];
    if (o.unit === 'percent' && o.unitDisplay !== 'long') return filled(choose(patterns, plural), { '#': signed, '%': [{ type: 'unit', value: '%' }] }, 'unit');
    return filled(choose(patterns, plural), { '#': signed }, 'unit');
  }
  if (o.style !== 'currency') return signed;
  if (o.currencyDisplay === 'name') {
    const name = o.data.currencies[o.currency] ?? refuse(o.currency);
    return filled(o.data.nameFirst, { '#': signed, '¤': [{ type: 'currency', value: choose(name, plural) }] });
  }
  return spaced(ofSign(o.accounting ? o.data.accounting : o.data.money, sign, { '#': parts, '¤': [{ type: 'currency', value: currencyMark(o) }], ...signs }));
}

// A pattern with a sign is the one for negative numbers with that sign.
function ofSign([positive, negative], sign, of) {
  if (sign === '') return filled(positive, of);
  if (sign === '-') return filled(negative, of);
  return filled(negative.includes('-') ? negative.replace('-', '+') : `+${positive}`, of);
}

function currencyMark(o) {
  if (o.currencyDisplay === 'code') return o.currency;
  const known = o.data.signs[o.currency];
  if (known === undefined) return o.currency;
  return typeof known === 'string' ? known : known[o.currencyDisplay === 'narrowSymbol' ? 1 : 0];
}

// Letters beside digits have a blank between. (CLDR, currencySpacing)
function spaced(parts) {
  const out = [];
  parts.forEach((part, i) => {
    const before = parts[i - 1];
    if (part.type === 'currency' && before && /^(?:integer|fraction|nan|infinity)$/.test(before.type) && !/^[\p{S}\p{Z}]/u.test(part.value)) out.push({ type: 'literal', value: '\u00a0' });
    if (before?.type === 'currency' && /^(?:integer|fraction)$/.test(part.type) && !/[\p{S}\p{Z}]$/u.test(before.value)) out.push({ type: 'literal', value: '\u00a0' });
    out.push(part);
  });
  return out;
}

function refuse(currency) { throw new RangeError(`timeslice: the name of the currency ${currency} is not simulated`); }

module.exports = { NumberFormat };
