'use strict';

// Intl.DateTimeFormat. The options name a pattern of the locale's; the pattern
// makes the parts, whose texts joined are what format gives.

const { dataOf, resolve, supported, option, withDigits } = require('internal/intl_locale');
const native = binding('language');

const owner = 'Intl.DateTimeFormat';
const widths = { numeric: 'n', '2-digit': '2', long: 'l', short: 's', narrow: 'w' };
const names = ['long', 'short', 'narrow'], digits = ['numeric', '2-digit'];
const allowed = { weekday: names, year: digits, month: [...digits, ...names], day: digits, hour: digits, minute: digits, second: digits };
const dateFields = ['weekday', 'year', 'month', 'day'], timeFields = ['hour', 'minute', 'second', 'fractionalSecondDigits'];
const zoneNames = ['short', 'long', 'shortOffset', 'longOffset', 'shortGeneric', 'longGeneric'];
const styleNames = ['full', 'long', 'medium', 'short'];

// The eras of English. (CLDR, eras)
const eras = { long: ['Anno Domini', 'Before Christ'], short: ['AD', 'BC'], narrow: ['A', 'B'] };

const two = (n) => String(n).padStart(2, '0');

/** The name that Node gives a time zone. */
function zoneOf(value) {
  if (value === undefined) return 'UTC';
  const text = String(value);
  const lower = text.toLowerCase();
  if (/^(?:utc|gmt|etc\/(?:utc|gmt|uct|zulu|universal|greenwich)|uct|zulu|universal|greenwich|gmt[+-]?0)$/.test(lower)) return 'UTC';
  const aliases = dataOf('aliases');
  const known = Object.keys(dataOf('en-US').dates.zones).find((name) => name.toLowerCase() === lower) ??
    aliases[Object.keys(aliases).find((name) => name.toLowerCase() === lower)];
  if (known === undefined) throw new RangeError(`Invalid time zone specified: ${text}`);
  return known;
}

// The keys of a table of patterns, each with its pattern.
const turned = new WeakMap();
function patternFor(table, key) {
  if (!turned.has(table)) {
    const out = {};
    for (const [pattern, keys] of Object.entries(table)) for (const one of keys.split(' ')) out[one] = pattern;
    turned.set(table, out);
  }
  return turned.get(table)[key];
}

class DateTimeFormat {
  #o;

  constructor(locales, options = {}, needs = 'date') {
    const { locale, extension, data } = resolve(locales);
    if (options === null) throw new TypeError('Cannot convert undefined or null to object');
    options = Object(options);
    const o = { locale, data: data.dates, digits: data.numbers.digits, system: data.numbers.system, zone: zoneOf(options.timeZone) };
    if (options.dayPeriod !== undefined) throw new RangeError("timeslice: Intl.DateTimeFormat's option dayPeriod is not simulated");
    o.era = option(options, 'era', names, undefined, owner);
    if (o.era !== undefined && !/^en/.test(locale)) throw new RangeError(`timeslice: Intl.DateTimeFormat's option era is not simulated for ${locale}`);
    if (options.calendar !== undefined && options.calendar !== o.data.calendar) throw new RangeError(`timeslice: the calendar ${options.calendar} is not simulated`);
    for (const name of Object.keys(allowed)) o[name] = option(options, name, allowed[name], undefined, owner);
    if (options.fractionalSecondDigits !== undefined) {
      const count = Number(options.fractionalSecondDigits);
      if (!(count >= 1 && count <= 3)) throw new RangeError('fractionalSecondDigits value is out of range.');
      o.fractionalSecondDigits = Math.floor(count);
    }
    o.timeZoneName = option(options, 'timeZoneName', zoneNames, undefined, owner);
    o.dateStyle = option(options, 'dateStyle', styleNames, undefined, owner);
    o.timeStyle = option(options, 'timeStyle', styleNames, undefined, owner);
    if (o.dateStyle !== undefined || o.timeStyle !== undefined) {
      for (const name of ['era', ...dateFields, ...timeFields, 'timeZoneName']) {
        if (o[name] !== undefined) throw new TypeError(`Can't set option ${name} when ${o.dateStyle !== undefined ? 'dateStyle' : 'timeStyle'} is used`);
      }
      if (needs === 'date-only' && o.timeStyle !== undefined) throw new TypeError('Invalid option : timeStyle');
      if (needs === 'time' && o.dateStyle !== undefined) throw new TypeError('Invalid option : dateStyle');
    } else {
      const has = (list) => list.some((name) => o[name] !== undefined);
      const missing = needs === 'date-only' ? !has(dateFields) : needs === 'time' ? !has(timeFields) : !has(dateFields) && !has(timeFields);
      if (missing && needs !== 'time') Object.assign(o, { year: 'numeric', month: 'numeric', day: 'numeric' });
      if (missing && (needs === 'time' || needs === 'all')) Object.assign(o, { hour: 'numeric', minute: 'numeric', second: 'numeric' });
    }
    const cycle = option(options, 'hourCycle', ['h11', 'h12', 'h23', 'h24'], ['h11', 'h12', 'h23', 'h24'].includes(extension.hc) ? extension.hc : undefined, owner);
    if (options.hour12 !== undefined) o.cycle = options.hour12 ? (o.data.cycle === 'h12' ? 'h12' : 'h11') : o.data.midnight === '24' ? 'h24' : 'h23';
    else o.cycle = cycle ?? o.data.cycle;
    o.own = o.cycle === o.data.cycle;
    o.pattern = patternOf(o);
    this.#o = o;
  }

  get format() {
    // V8 has plain blanks in texts, but not in parts.
    const format = (date) => this.formatToParts(date).map((part) => part.value).join('').replace(/\u202f/g, ' ');
    Object.defineProperty(format, 'name', { value: '' });
    Object.defineProperty(this, 'format', { value: format, configurable: true });
    return format;
  }

  formatToParts(date) { return fill(this.#o, this.#o.pattern, timeOf(date)); }

  formatRange(start, end) {
    const from = timeOf(start), to = timeOf(end);
    return ranged(this.#o, from, to).replace(/\u202f/g, ' ');
  }

  resolvedOptions() {
    const o = this.#o;
    const out = { locale: o.locale, calendar: o.data.calendar, numberingSystem: o.system, timeZone: o.zone };
    if (/\{[hH]/.test(o.pattern)) Object.assign(out, { hourCycle: o.cycle, hour12: o.cycle === 'h11' || o.cycle === 'h12' });
    if (o.dateStyle === undefined && o.timeStyle === undefined) {
      const style = (tokens) => {
        const found = tokens.find(([token]) => o.pattern.includes(`{${token}}`));
        return found && found[1];
      };
      const fields = {
        weekday: o.weekday, year: style([['y', 'numeric'], ['yy', '2-digit']]),
        month: style([['M', 'numeric'], ['MM', '2-digit'], ['MMMM', 'long'], ['LLLL', 'long'], ['MMM', 'short'], ['LLL', 'short'], ['MMMMM', 'narrow']]),
        day: style([['d', 'numeric'], ['dd', '2-digit']]), hour: style([['h', 'numeric'], ['H', 'numeric'], ['hh', '2-digit'], ['HH', '2-digit']]),
        minute: style([['m', 'numeric'], ['mm', '2-digit']]), second: style([['s', 'numeric'], ['ss', '2-digit']]),
        fractionalSecondDigits: o.fractionalSecondDigits, timeZoneName: o.timeZoneName,
      };
      if (o.era !== undefined) out.era = o.era;
      for (const name of Object.keys(fields)) if (fields[name] !== undefined) out[name] = fields[name];
    }
    for (const name of ['dateStyle', 'timeStyle']) if (o[name] !== undefined) out[name] = o[name];
    return out;
  }

  static supportedLocalesOf(locales) { return supported(locales); }
}

function timeOf(date) {
  const value = date === undefined ? Date.now() : Number(date);
  if (Number.isNaN(value) || Math.abs(value) > 8.64e15) throw new RangeError('Invalid time value');
  return Math.trunc(value);
}

function timePattern(o) {
  const letter = o.cycle === 'h11' || o.cycle === 'h12' ? 'h' : 'H';
  if (o.timeStyle !== undefined) {
    const usual = o.data.styles[o.timeStyle][1];
    if (o.own) return usual;
    const seconds = o.timeStyle === 'short' ? '-' : '2';
    const zone = o.timeStyle === 'full' ? '{zzzz}' : o.timeStyle === 'long' ? '{z}' : undefined;
    const time = patternFor(o.data.times, `${letter}${/\{(?:hh|HH)\}/.test(usual) ? '2' : 'n'}2${seconds}`);
    return zone ? o.data.zoned.replace('{t}', time).replace('{0}', zone) : time;
  }
  const code = (name) => (o[name] === undefined ? '-' : widths[o[name]]);
  let pattern = '';
  if (o.hour !== undefined && o.timeZoneName !== undefined && o.fractionalSecondDigits === undefined) {
    return o.data.zonedTimes[`${letter}${code('hour')}${o.minute === undefined && o.second === undefined ? '-' : 'n'}${o.second === undefined ? '-' : 'n'}`];
  }
  if (o.hour !== undefined || o.minute !== undefined || o.second !== undefined) {
    const minute = o.hour !== undefined && o.second !== undefined && o.minute === undefined ? 'n' : code('minute');
    pattern = patternFor(o.data.times, `${letter}${code('hour')}${minute}${code('second')}`);
  }
  if (o.fractionalSecondDigits !== undefined) pattern = /\{ss?\}/.test(pattern) ? pattern.replace(/\{ss?\}/, `$&${o.data.point}{S}`) : pattern + '{S}';
  return pattern;
}

function patternOf(o) {
  let date = o.dateStyle !== undefined ? o.data.styles[o.dateStyle][0]
    : patternFor(o.data.patterns, dateFields.map((name) => (o[name] === undefined ? '-' : widths[o[name]])).join('')) ?? '';
  if (o.era !== undefined) date = `${o.day === undefined && o.month === 'numeric' ? date.replace('{MM}', '{M}') : date} {G}`;
  let time = timePattern(o);
  let whole = date;
  if (o.timeZoneName !== undefined && time !== '' && !time.includes('{z}')) time = o.data.zoned.replace('{t}', time).replace('{0}', '{z}');
  if (time !== '') {
    const glue = o.dateStyle !== undefined ? o.data.styles[o.dateStyle][2]
      : o.data.glue[o.month === 'long' ? (o.weekday !== undefined ? 'full' : 'long') : o.month === 'short' ? 'medium' : 'short'];
    whole = date === '' ? time : glue.replace('{1}', date).replace('{0}', time);
  } else if (o.timeZoneName !== undefined) whole = o.data.dated.replace('{t}', date).replace('{0}', '{z}');
  return whole;
}

const types = { y: 'year', M: 'month', L: 'month', d: 'day', E: 'weekday', c: 'weekday', h: 'hour', H: 'hour', m: 'minute', s: 'second', S: 'fractionalSecond', a: 'dayPeriod', B: 'dayPeriod', z: 'timeZoneName', G: 'era' };

// The instant's fields in the format's zone.
function fieldsAt(o, time) {
  const d = new Date(time + 1000 * native.offset(o.zone, time));
  return { d, time, year: d.getUTCFullYear(), month: d.getUTCMonth(), day: d.getUTCDate(), weekday: d.getUTCDay(), hour: d.getUTCHours() };
}

function fill(o, pattern, time) {
  const f = fieldsAt(o, time);
  const parts = [];
  for (const piece of pattern.match(/\{\w+\}|[^{]+/g) ?? []) {
    const token = /^\{(\w+)\}$/.exec(piece)?.[1];
    const last = parts[parts.length - 1];
    if (token !== undefined) parts.push({ type: types[token[0]], value: withDigits(tokenText(o, token, f), /^[GzEcaBML]/.test(token) && !/^MM?$/.test(token) ? '0123456789' : o.digits) });
    else if (last?.type === 'literal') last.value += piece;
    else parts.push({ type: 'literal', value: piece });
  }
  return parts;
}

function tokenText(o, token, f) {
  const shown = (n) => (token.length === 2 ? two(n) : String(n));
  switch (token[0]) {
    case 'y': {
      const year = (f.year > 0 ? f.year : 1 - f.year) + o.data.offset;
      return token === 'yy' ? two(year % 100) : String(year);
    }
    case 'M': case 'L': return token === 'M' || token === 'MM' ? shown(f.month + 1) : o.data[token][f.month];
    case 'E': case 'c': return o.data[token][f.weekday];
    case 'd': return shown(f.day);
    case 'h': return shown(o.cycle === 'h11' ? f.hour % 12 : f.hour % 12 || 12);
    case 'H': return shown(o.cycle === 'h24' && f.hour === 0 ? 24 : f.hour);
    case 'm': return shown(f.d.getUTCMinutes());
    case 's': return shown(f.d.getUTCSeconds());
    case 'S': return String(f.d.getUTCMilliseconds()).padStart(3, '0').slice(0, o.fractionalSecondDigits);
    case 'a': return o.data.a.length === 2 ? o.data.a[f.hour < 12 ? 0 : 1] : o.data.a[f.hour];
    case 'B': return o.data.B[f.hour];
    case 'G': return o.era === undefined ? o.data.era : eras[o.era][f.year > 0 ? 0 : 1];
  }
  return zoneText(o, token === 'zzzz' ? 'long' : o.timeZoneName ?? 'short', f.time);
}

function offsetText(o, long, seconds) {
  if (seconds === 0) return long ? `${o.data.gmt}+00:00` : o.data.gmtZero;
  const size = Math.abs(seconds), hours = Math.floor(size / 3600), minutes = Math.floor(size / 60) % 60;
  const sign = seconds < 0 ? o.data.gmtMinus : '+';
  const tail = long ? `${two(hours)}:${two(minutes)}` : minutes === 0 ? String(hours) : `${hours}:${two(minutes)}`;
  return o.data.gmt + sign + withDigits(tail, o.digits);
}

function zoneText(o, style, time) {
  const seconds = native.offset(o.zone, time);
  if (style === 'shortOffset' || style === 'longOffset') return offsetText(o, style === 'longOffset', seconds);
  const table = (o.locale.startsWith('en') ? dataOf('en-US').dates : o.data).zones;
  const known = (o.data.zones[o.zone] ?? table[o.zone])?.split('|');
  if (known === undefined) {
    if (style === 'short' || o.zone.startsWith('Etc/')) return offsetText(o, style.startsWith('long'), seconds);
    throw new RangeError(`timeslice: the name of the time zone ${o.zone} is not simulated for ${o.locale}`);
  }
  if (style.endsWith('Generic')) return dataOf('en-US').dates.zones[o.zone].split('|')[style === 'shortGeneric' ? 4 : 5];
  const year = new Date(time).getUTCFullYear();
  const usual = Math.min(native.offset(o.zone, Date.UTC(year, 0, 5)), native.offset(o.zone, Date.UTC(year, 6, 5)));
  // The names were taken in January and in July.
  const summer = seconds === native.offset(o.zone, Date.UTC(2024, 6, 5)) && (seconds !== usual || seconds !== native.offset(o.zone, Date.UTC(2024, 0, 5)));
  const name = known[(style === 'long' ? 2 : 0) + (summer ? 1 : 0)];
  return name === '' ? offsetText(o, style === 'long', seconds) : name;
}

// A range writes what both ends have in common once. (CLDR, intervalFormats of
// English; other locales: both ends in full)
function ranged(o, from, to) {
  const text = (pattern, time) => fill(o, pattern, time).map((part) => part.value).join('');
  const a = fieldsAt(o, from), b = fieldsAt(o, to);
  const whole = o.pattern;
  if (text(whole, from) === text(whole, to)) return text(whole, from);
  const sameDay = a.year === b.year && a.month === b.month && a.day === b.day;
  if (/^en/.test(o.locale)) {
    const named = /^((?:\{E+\}, )?\{MMMM?\} \{dd?\})(, \{y\})?$/.exec(whole);
    if (named && a.year === b.year) {
      const end = a.month === b.month && !/\{E/.test(whole) ? whole.replace(/^\{MMMM?\} /, '').replace(/, \{y\}$/, '') : named[1];
      return `${text(named[1], from)}\u2009–\u2009${text(end + (named[2] ?? ''), to)}`;
    }
    const time = /(\{[hH].*)$/.exec(whole)?.[1];
    if (time && sameDay) {
      const begin = (a.hour < 12) === (b.hour < 12) ? whole.replace(/[\s\u202f]*\{a\}/, '') : whole;
      return `${text(begin, from)}\u2009–\u2009${text(time, to)}`;
    }
  }
  return `${text(whole, from)}\u2009–\u2009${text(whole, to)}`;
}

module.exports = { DateTimeFormat };
