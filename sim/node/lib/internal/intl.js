'use strict';

// Intl for en-US: numbers, dates, lists, plurals and comparison. Other locales
// are refused rather than written wrongly. Times are of the zone UTC.

function checkLocale(locales) {
  for (const locale of locales === undefined ? [] : Array.isArray(locales) ? locales : [locales]) {
    if (typeof locale !== 'string') throw new TypeError('Incorrect locale information provided');
    if (!/^[a-zA-Z]{2,8}(?:-[a-zA-Z0-9]{1,8})*$/.test(locale)) throw new RangeError(`Incorrect locale information provided`);
    if (!/^en(?:-us)?(?:-u-.*)?$/i.test(locale)) throw new RangeError(`timeslice: only the locale en-US is simulated, not ${locale}`);
  }
  return 'en-US';
}

function option(options, name, allowed, fallback) {
  const value = options[name];
  if (value === undefined) return fallback;
  const text = String(value);
  if (allowed && !allowed.includes(text)) throw new RangeError(`Value ${text} out of range for Intl options property ${name}`);
  return text;
}

function digitOption(options, name, low, high, fallback) {
  const value = options[name];
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!(number >= low && number <= high)) throw new RangeError(`${name} value is out of range.`);
  return Math.floor(number);
}

// Numbers.

// A number's digits without an exponent: "1234.5".
function plain(value) {
  const text = String(value);
  const match = /^(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!match) return text;
  const digits = match[1] + (match[2] || '');
  const point = match[1].length + Number(match[3]);
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return digits + '0'.repeat(point - digits.length);
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}

// Adds one to the last digit.
function increment(digits) {
  const list = [...digits];
  for (let i = list.length - 1; i >= 0; i--) {
    if (list[i] !== '9') {
      list[i] = String(Number(list[i]) + 1);
      return list.join('');
    }
    list[i] = '0';
  }
  return `1${list.join('')}`;
}

// Digits rounded to so many behind the point, half away from zero.
function round(text, most) {
  const [whole, fraction = ''] = text.split('.');
  if (fraction.length <= most) return [whole, fraction];
  let digits = whole + fraction.slice(0, most);
  if (fraction[most] >= '5') digits = increment(digits);
  const split = digits.length - most;
  return [digits.slice(0, split), digits.slice(split)];
}

// Digits rounded to so many significant ones.
function roundSignificant(text, least, most) {
  const digits = text.replace('.', '').replace(/^0+/, '');
  const [whole, fraction = ''] = text.split('.');
  const leading = whole === '0' ? -(fraction.length - fraction.replace(/^0+/, '').length) : whole.length;
  if (digits === '') return ['0', '0'.repeat(least - 1)];
  let kept = digits.slice(0, most);
  let places = leading;
  if (digits.length > most && digits[most] >= '5') {
    const grown = increment(kept);
    if (grown.length > kept.length) places++;
    kept = grown.slice(0, most);
  }
  kept = kept.replace(/0+$/, '').padEnd(least, '0');
  if (places <= 0) return ['0', '0'.repeat(-places) + kept];
  return [kept.slice(0, places).padEnd(places, '0'), kept.slice(places)];
}

const currencySigns = { USD: '$', EUR: '€', GBP: '£', JPY: '¥', INR: '₹', CNY: 'CN¥', KRW: '₩', BRL: 'R$', CAD: 'CA$', AUD: 'A$', MXN: 'MX$', NZD: 'NZ$', ILS: '₪', VND: '₫', TWD: 'NT$', HKD: 'HK$' };
const wholeCurrencies = ['JPY', 'KRW', 'VND', 'CLP', 'ISK'];

class NumberFormat {
  #o;

  constructor(locales, options = {}) {
    const locale = checkLocale(locales);
    options = Object(options);
    const style = option(options, 'style', ['decimal', 'percent', 'currency', 'unit'], 'decimal');
    if (style === 'unit') throw new RangeError("timeslice: Intl.NumberFormat's style 'unit' is not simulated");
    const notation = option(options, 'notation', ['standard', 'scientific', 'engineering', 'compact'], 'standard');
    if (notation === 'scientific' || notation === 'engineering') throw new RangeError(`timeslice: Intl.NumberFormat's notation '${notation}' is not simulated`);
    let { currency } = options;
    if (style === 'currency') {
      if (currency === undefined) throw new TypeError('Currency code is required with currency style.');
      currency = String(currency).toUpperCase();
      if (!/^[A-Z]{3}$/.test(currency)) throw new RangeError(`Invalid currency code : ${options.currency}`);
    }
    const usual = style === 'currency' ? (wholeCurrencies.includes(currency) ? 0 : 2) : 0;
    const usualMost = style === 'currency' ? usual : style === 'percent' || notation === 'compact' ? 0 : 3;
    const minimum = digitOption(options, 'minimumFractionDigits', 0, 20, undefined);
    const maximum = digitOption(options, 'maximumFractionDigits', 0, 20, undefined);
    if (minimum !== undefined && maximum !== undefined && minimum > maximum) throw new RangeError('maximumFractionDigits value is out of range.');
    const least = minimum === undefined ? Math.min(usual, maximum === undefined ? usual : maximum) : minimum;
    const most = maximum === undefined ? Math.max(usualMost, least) : maximum;
    const leastSignificant = digitOption(options, 'minimumSignificantDigits', 1, 21, undefined);
    const mostSignificant = digitOption(options, 'maximumSignificantDigits', leastSignificant || 1, 21, undefined);
    const grouping = options.useGrouping;
    this.#o = {
      locale, style, notation, currency, least, most,
      significant: leastSignificant !== undefined || mostSignificant !== undefined ? [leastSignificant || 1, mostSignificant || 21] : undefined,
      digitsGiven: minimum !== undefined || maximum !== undefined,
      integers: digitOption(options, 'minimumIntegerDigits', 1, 21, 1),
      grouping: grouping === undefined ? true : grouping !== false && grouping !== 'false',
      sign: option(options, 'signDisplay', ['auto', 'never', 'always', 'exceptZero', 'negative'], 'auto'),
      currencyDisplay: option(options, 'currencyDisplay', ['code', 'symbol', 'narrowSymbol', 'name'], 'symbol'),
      accounting: option(options, 'currencySign', ['standard', 'accounting'], 'standard') === 'accounting',
    };
    this.format = (value) => this.#write(value);
    Object.defineProperty(this, 'format', { enumerable: false });
  }

  #write(value) {
    const o = this.#o;
    value = typeof value === 'bigint' ? value : Number(value);
    const negative = typeof value === 'bigint' ? value < 0n : value < 0 || Object.is(value, -0);
    let digits;
    let suffix = '';
    if (typeof value === 'number' && !Number.isFinite(value)) {
      digits = Number.isNaN(value) ? 'NaN' : '∞';
    } else {
      let text = plain(negative ? -value : value);
      if (o.style === 'percent') text = shift(text, 2);
      if (o.notation === 'compact') [text, suffix] = compact(text, o);
      let [whole, fraction] = o.significant ? roundSignificant(text, ...o.significant)
        : o.notation === 'compact' && !o.digitsGiven ? compactDigits(text) : round(text, o.most);
      if (!o.significant) fraction = fraction.replace(/0+$/, '').padEnd(o.notation === 'compact' && !o.digitsGiven ? 0 : o.least, '0');
      whole = whole.padStart(o.integers, '0');
      if (o.grouping) whole = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
      digits = fraction === '' ? whole : `${whole}.${fraction}`;
    }
    const zero = !/[1-9∞]/.test(digits);
    let sign = '';
    if (o.sign === 'auto' && negative) sign = '-';
    else if (o.sign === 'always') sign = negative ? '-' : '+';
    else if (o.sign === 'exceptZero' && !zero) sign = negative ? '-' : '+';
    else if (o.sign === 'negative' && negative && !zero) sign = '-';
    if (digits === 'NaN' && sign === '-') sign = '';
    digits += suffix;
    if (o.style === 'percent') return `${sign}${digits}%`;
    if (o.style !== 'currency') return sign + digits;
    if (o.currencyDisplay === 'name') return `${sign}${digits} ${currencyName(o.currency, digits)}`;
    const known = currencySigns[o.currency];
    let mark = o.currencyDisplay === 'code' || known === undefined ? `${o.currency}\u00a0` : known;
    if (o.currencyDisplay === 'narrowSymbol' && known) mark = known.slice(-1);
    if (o.accounting && sign === '-') return `(${mark}${digits})`;
    return sign + mark + digits;
  }

  formatToParts() { throw new Error('timeslice: Intl.NumberFormat.prototype.formatToParts is not simulated'); }

  resolvedOptions() {
    const o = this.#o;
    const out = { locale: o.locale, numberingSystem: 'latn', style: o.style };
    if (o.currency && o.style === 'currency') Object.assign(out, { currency: o.currency, currencyDisplay: o.currencyDisplay, currencySign: o.accounting ? 'accounting' : 'standard' });
    Object.assign(out, { minimumIntegerDigits: o.integers });
    if (o.significant) Object.assign(out, { minimumSignificantDigits: o.significant[0], maximumSignificantDigits: o.significant[1] });
    else Object.assign(out, { minimumFractionDigits: o.least, maximumFractionDigits: o.most });
    return Object.assign(out, {
      useGrouping: o.grouping ? 'auto' : false, notation: o.notation, signDisplay: o.sign, roundingIncrement: 1,
      roundingMode: 'halfExpand', roundingPriority: 'auto', trailingZeroDisplay: 'auto',
    });
  }

  static supportedLocalesOf(locales) { return supported(locales); }
}

function currencyName(code, digits) {
  const one = digits === '1.00' || digits === '1';
  const names = { USD: ['US dollar', 'US dollars'], EUR: ['euro', 'euros'], GBP: ['British pound', 'British pounds'], JPY: ['Japanese yen', 'Japanese yen'] };
  return names[code] ? names[code][one ? 0 : 1] : code;
}

// Moves the point to the right.
function shift(text, places) {
  const [whole, fraction = ''] = text.split('.');
  const padded = fraction.padEnd(places, '0');
  const out = `${whole}${padded.slice(0, places)}`.replace(/^0+(?=\d)/, '');
  return padded.length > places ? `${out}.${padded.slice(places)}` : out;
}

function compact(text, o) {
  const value = Number(text);
  for (const [size, mark] of [[1e12, 'T'], [1e9, 'B'], [1e6, 'M'], [1e3, 'K']]) {
    if (value >= size * 0.9995 || value >= size) return [plain(value / size), mark];
  }
  return [text, ''];
}

// Compact numbers have two significant digits, or all before the point.
function compactDigits(text) {
  return text.split('.')[0].length >= 2 ? round(text, 0) : roundSignificant(text, 1, 2);
}

// Dates.

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const dateFields = ['weekday', 'year', 'month', 'day'];
const timeFields = ['dayPeriod', 'hour', 'minute', 'second', 'fractionalSecondDigits'];
const styles = {
  dateStyle: {
    full: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' }, long: { year: 'numeric', month: 'long', day: 'numeric' },
    medium: { year: 'numeric', month: 'short', day: 'numeric' }, short: { year: '2-digit', month: 'numeric', day: 'numeric' },
  },
  timeStyle: {
    full: { hour: 'numeric', minute: '2-digit', second: '2-digit', timeZoneName: 'long' }, long: { hour: 'numeric', minute: '2-digit', second: '2-digit', timeZoneName: 'short' },
    medium: { hour: 'numeric', minute: '2-digit', second: '2-digit' }, short: { hour: 'numeric', minute: '2-digit' },
  },
};

class DateTimeFormat {
  #o;

  constructor(locales, options = {}, needs = 'date') {
    const locale = checkLocale(locales);
    options = Object(options);
    const zone = options.timeZone === undefined ? 'UTC' : String(options.timeZone);
    if (!/^(?:utc|gmt|etc\/utc|etc\/gmt)$/i.test(zone)) {
      if (!/^[A-Za-z_]+(?:\/[A-Za-z_+\-0-9]+)*$/.test(zone)) throw new RangeError(`Invalid time zone specified: ${zone}`);
      throw new RangeError(`timeslice: only the time zone UTC is simulated, not ${zone}`);
    }
    const o = { locale, zone: 'UTC' };
    for (const name of [...dateFields, 'hour', 'minute', 'second', 'fractionalSecondDigits', 'timeZoneName']) {
      if (options[name] !== undefined) o[name] = options[name];
    }
    for (const name of ['era', 'dayPeriod']) {
      if (options[name] !== undefined) throw new RangeError(`timeslice: Intl.DateTimeFormat's option ${name} is not simulated`);
    }
    const { dateStyle, timeStyle } = options;
    if (dateStyle !== undefined || timeStyle !== undefined) {
      for (const [kind, value] of Object.entries({ dateStyle, timeStyle })) {
        if (value === undefined) continue;
        if (!Object.hasOwn(styles[kind], value)) throw new RangeError(`Value ${value} out of range for Intl.DateTimeFormat options property ${kind}`);
        Object.assign(o, styles[kind][value]);
      }
      o.at = dateStyle === 'full' || dateStyle === 'long' ? ' at ' : ', ';
    } else {
      const has = (list) => list.some((name) => o[name] !== undefined);
      const wantsDate = needs === 'date' || needs === 'all' ? true : false;
      const wantsTime = needs === 'time' || needs === 'all';
      const given = has(dateFields) || has(timeFields);
      const missing = needs === 'date-only' ? !has(dateFields) : needs === 'time' ? !has(timeFields) : !given;
      if (missing && (wantsDate || needs === 'date-only')) Object.assign(o, { year: 'numeric', month: 'numeric', day: 'numeric' });
      if (missing && wantsTime) Object.assign(o, { hour: 'numeric', minute: '2-digit', second: '2-digit' });
      o.at = o.month === 'long' ? ' at ' : ', ';
    }
    o.hour24 = options.hour12 !== undefined ? !options.hour12 : options.hourCycle === 'h23' || options.hourCycle === 'h24';
    o.midnight = options.hour12 === false && options.hourCycle === undefined;
    this.#o = o;
    this.format = (date) => this.#write(date);
    Object.defineProperty(this, 'format', { enumerable: false });
  }

  #write(date) {
    const o = this.#o;
    const value = date === undefined ? Date.now() : Number(date);
    if (Number.isNaN(value) || Math.abs(value) > 8.64e15) throw new RangeError('Invalid time value');
    const d = new Date(value);
    const dateText = writeDate(d, o);
    const timeText = writeTime(d, o);
    return [dateText, timeText].filter((text) => text !== '').join(o.at);
  }

  formatToParts() { throw new Error('timeslice: Intl.DateTimeFormat.prototype.formatToParts is not simulated'); }

  resolvedOptions() {
    const o = this.#o;
    const out = { locale: o.locale, calendar: 'gregory', numberingSystem: 'latn', timeZone: o.zone };
    if (o.hour !== undefined) Object.assign(out, { hourCycle: o.hour24 ? 'h23' : 'h12', hour12: !o.hour24 });
    for (const name of [...dateFields, 'hour', 'minute', 'second']) if (o[name] !== undefined) out[name] = o[name];
    return out;
  }

  static supportedLocalesOf(locales) { return supported(locales); }
}

const two = (n) => String(n).padStart(2, '0');

function writeDate(d, o) {
  const year = o.year === undefined ? '' : o.year === '2-digit' ? two(d.getUTCFullYear() % 100) : String(d.getUTCFullYear());
  const day = o.day === undefined ? '' : o.day === '2-digit' ? two(d.getUTCDate()) : String(d.getUTCDate());
  const weekday = o.weekday === undefined ? '' : o.weekday === 'long' ? days[d.getUTCDay()] : days[d.getUTCDay()].slice(0, o.weekday === 'short' ? 3 : 1);
  const month = d.getUTCMonth();
  if (o.month === 'long' || o.month === 'short' || o.month === 'narrow') {
    const name = o.month === 'long' ? months[month] : months[month].slice(0, o.month === 'short' ? 3 : 1);
    const monthDay = day === '' ? name : `${name} ${day}`;
    const rest = year === '' ? monthDay : day === '' ? `${monthDay} ${year}` : `${monthDay}, ${year}`;
    return weekday === '' ? rest : `${weekday}, ${rest}`;
  }
  const number = o.month === undefined ? '' : o.month === '2-digit' ? two(month + 1) : String(month + 1);
  const rest = [number, day, year].filter((part) => part !== '').join('/');
  if (weekday === '') return rest;
  if (rest === '') return weekday;
  return number === '' && year === '' ? `${rest} ${weekday}` : `${weekday}, ${rest}`;
}

function writeTime(d, o) {
  const parts = [];
  const hours = d.getUTCHours();
  if (o.hour !== undefined) {
    const shown = o.hour24 ? (hours === 0 && o.midnight ? 24 : hours) : hours % 12 || 12;
    parts.push(o.hour24 || o.hour === '2-digit' ? two(shown) : String(shown));
  }
  if (o.minute !== undefined) parts.push(o.hour === undefined && o.second === undefined && o.minute !== '2-digit' ? String(d.getUTCMinutes()) : o.hour === undefined && o.second === undefined ? String(d.getUTCMinutes()) : two(d.getUTCMinutes()));
  if (o.second !== undefined) parts.push(o.minute === undefined ? String(d.getUTCSeconds()) : two(d.getUTCSeconds()));
  let text = parts.join(':');
  if (o.fractionalSecondDigits !== undefined) text += `.${String(d.getUTCMilliseconds()).padStart(3, '0').slice(0, o.fractionalSecondDigits)}`;
  if (o.hour !== undefined && !o.hour24) text += hours < 12 ? ' AM' : ' PM';
  if (o.timeZoneName !== undefined) text += o.timeZoneName === 'long' ? `${text && ' '}Coordinated Universal Time` : `${text && ' '}UTC`;
  return text;
}

// Others.

class ListFormat {
  #word;
  #short;
  constructor(locales, options = {}) {
    checkLocale(locales);
    const type = option(options, 'type', ['conjunction', 'disjunction', 'unit'], 'conjunction');
    this.#word = { conjunction: 'and', disjunction: 'or', unit: '' }[type];
    this.#short = option(options, 'style', ['long', 'short', 'narrow'], 'long') !== 'long' && type === 'conjunction' ? '&' : undefined;
  }

  format(list) {
    const all = [...list];
    const word = this.#short || this.#word;
    if (all.length < 2) return all.join('');
    if (word === '') return all.join(', ');
    return all.length === 2 ? `${all[0]} ${word} ${all[1]}` : `${all.slice(0, -1).join(', ')}, ${word} ${all[all.length - 1]}`;
  }
}

class PluralRules {
  #ordinal;
  constructor(locales, options = {}) {
    checkLocale(locales);
    this.#ordinal = option(options, 'type', ['cardinal', 'ordinal'], 'cardinal') === 'ordinal';
  }

  select(n) {
    n = Number(n);
    if (!this.#ordinal) return n === 1 ? 'one' : 'other';
    if (n % 10 === 1 && n % 100 !== 11) return 'one';
    if (n % 10 === 2 && n % 100 !== 12) return 'two';
    return n % 10 === 3 && n % 100 !== 13 ? 'few' : 'other';
  }
}

const baseOf = (c) => c.normalize('NFD').replace(/[\u0300-\u036f]/g, '');

// compareText compares letters first, then accents, then case: "a" before "A"
// before "á" before "b". Digits come before letters, signs before both.
function compareText(a, b, numeric, sensitivity) {
  const classOf = (c) => (/\s/.test(c) ? 0 : /[0-9]/.test(c) ? 2 : /[^\x00-\x7f]|[a-zA-Z]/.test(c) ? 3 : 1);
  const x = a.normalize('NFC'), y = b.normalize('NFC');
  let accents = 0;
  let cases = 0;
  let i = 0, j = 0;
  for (; i < x.length && j < y.length; i++, j++) {
    if (numeric && classOf(x[i]) === 2 && classOf(y[j]) === 2) {
      const m = /^\d+/.exec(x.slice(i))[0], n = /^\d+/.exec(y.slice(j))[0];
      if (Number(m) !== Number(n)) return Number(m) < Number(n) ? -1 : 1;
      i += m.length - 1;
      j += n.length - 1;
      continue;
    }
    if (x[i] === y[j]) continue;
    const p = baseOf(x[i]), q = baseOf(y[j]);
    const r = p.toLowerCase(), s = q.toLowerCase();
    if (r !== s) {
      const k = classOf(r), l = classOf(s);
      if (k !== l) return k < l ? -1 : 1;
      if (k === 1) {
        const order = '_-,;:!?.\'"()[]{}@*/\\&#%`^+<=>|~$';
        return order.indexOf(r) < order.indexOf(s) ? -1 : 1;
      }
      return r < s ? -1 : 1;
    }
    if (accents === 0 && (p === x[i]) !== (q === y[j])) accents = p === x[i] ? -1 : 1;
    else if (accents === 0 && p !== x[i] && x[i].toLowerCase() !== y[j].toLowerCase()) accents = x[i] < y[j] ? -1 : 1;
    if (cases === 0 && p !== q) cases = p === r ? -1 : 1;
  }
  if (i < x.length) return 1;
  if (j < y.length) return -1;
  if (sensitivity === 'base') return 0;
  if (accents !== 0 && sensitivity !== 'case') return accents;
  return sensitivity === 'accent' ? 0 : cases;
}

class Collator {
  constructor(locales, options = {}) {
    checkLocale(locales);
    const numeric = Boolean(options.numeric);
    const sensitivity = option(options, 'sensitivity', ['base', 'accent', 'case', 'variant'], 'variant');
    Object.defineProperty(this, 'compare', { value: (a, b) => compareText(String(a), String(b), numeric, sensitivity) });
    Object.defineProperty(this, 'resolvedOptions', {
      value: () => ({ locale: 'en-US', usage: 'sort', sensitivity, ignorePunctuation: false, collation: 'default', numeric, caseFirst: 'false' }),
    });
  }
}

function supported(locales) {
  return (locales === undefined ? [] : Array.isArray(locales) ? locales : [locales]).filter((locale) => /^en(?:-us)?$/i.test(locale));
}

function callable(Class) {
  return new Proxy(Class, { apply: (target, self, args) => new target(...args) });
}

const Intl = {};
for (const [name, value] of Object.entries({
  getCanonicalLocales: (locales) => (locales === undefined ? [] : [].concat(locales)),
  NumberFormat: callable(NumberFormat), DateTimeFormat: callable(DateTimeFormat), Collator: callable(Collator), ListFormat, PluralRules,
})) {
  Object.defineProperty(Intl, name, { value, writable: true, enumerable: false, configurable: true });
}
for (const Class of [NumberFormat, DateTimeFormat, Collator, ListFormat, PluralRules]) {
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: `Intl.${Class.name}`, configurable: true });
}
Object.defineProperty(Intl, Symbol.toStringTag, { value: 'Intl', configurable: true });

module.exports = { Intl, NumberFormat, DateTimeFormat, Collator };
