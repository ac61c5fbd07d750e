'use strict';

// Writes sim/node/locales/locales.txt: what Unicode's CLDR says of a number of locales,
// as Node's own Intl tells it. Every text is taken apart by formatToParts.
//
//	node sim/node/testdata/intl/generate.js > sim/node/locales/locales.txt
//
// One locale a line: its name, a tab, and JSON. docs/model.md says what of Intl
// is simulated.

const names = ('en-US en-GB en-CA en-AU en-NZ en-IE en-IN en-ZA de-DE de-AT de-CH fr-FR fr-CA fr-CH fr-BE es-ES es-MX es-AR es-US it-IT it-CH ' +
  'pt-BR pt-PT nl-NL nl-BE sv-SE da-DK nb-NO fi-FI pl-PL cs-CZ sk-SK hu-HU ro-RO bg-BG hr-HR sl-SI el-GR tr-TR uk-UA ru-RU he-IL ar-EG hi-IN ' +
  'th-TH vi-VN id-ID ms-MY zh-CN zh-TW zh-HK ja-JP ko-KR').split(' ');
const currencies = 'USD EUR GBP JPY CNY INR KRW BRL CAD AUD MXN NZD ILS VND TWD HKD CHF SEK NOK DKK PLN CZK HUF RUB TRY UAH THB ZAR SGD IDR EGP AED'.split(' ');
const units = 'kilometer meter centimeter millimeter mile foot inch kilogram gram pound ounce liter milliliter celsius fahrenheit percent degree second minute hour day week month year millisecond byte kilobyte megabyte gigabyte terabyte bit'.split(' ');
const compound = ['kilometer-per-hour', 'mile-per-hour', 'meter-per-second'];
const zones = 'UTC America/New_York America/Chicago America/Denver America/Los_Angeles America/Sao_Paulo Europe/London Europe/Paris Europe/Berlin Europe/Madrid Europe/Rome Europe/Moscow Europe/Kiev Asia/Tokyo Asia/Shanghai Asia/Hong_Kong Asia/Singapore Asia/Seoul Asia/Calcutta Asia/Dubai Australia/Sydney Pacific/Auckland'.split(' ');

const day = new Date(Date.UTC(2024, 1, 5, 15, 4, 9, 78));
const text = (parts) => parts.map((p) => p.value).join('');
const range = (n) => Array.from({ length: n }, (_, i) => i);

// A number in a pattern is #.
const numeral = new Set(['integer', 'group', 'decimal', 'fraction', 'nan', 'infinity', 'exponentSeparator', 'exponentMinusSign', 'exponentInteger']);
function numberPattern(parts, sign = '') {
  let out = '';
  for (const p of parts) {
    if (numeral.has(p.type)) out += out.endsWith('#') ? '' : '#';
    else if (p.type === 'currency') out += '¤';
    else if (p.type === 'minusSign') out += '-';
    else if (p.type === 'percentSign') out += '%';
    else if (p.type === 'literal') out += p.value;
    else out += p.value;
  }
  return out;
}

function numbers(l) {
  const part = (options, value, type) => new Intl.NumberFormat(l, options).formatToParts(value).find((p) => p.type === type)?.value;
  const money = (value, options) => numberPattern(new Intl.NumberFormat(l, { style: 'currency', currency: 'EUR', currencyDisplay: 'narrowSymbol', ...options }).formatToParts(value));
  const rules = new Intl.PluralRules(l);
  const out = {
    system: new Intl.NumberFormat(l).resolvedOptions().numberingSystem,
    decimal: part({}, 1.5, 'decimal'), group: part({}, 123456, 'group'), minus: part({}, -1, 'minusSign'), plus: part({ signDisplay: 'always' }, 1, 'plusSign'),
    percent: part({ style: 'percent' }, 1, 'percentSign'), nan: part({}, NaN, 'nan'), infinity: part({}, Infinity, 'infinity'),
    exponent: part({ notation: 'scientific' }, 1234, 'exponentSeparator'),
    digits: range(10).map((n) => new Intl.NumberFormat(l).format(n)).join(''),
    indian: new Intl.NumberFormat(l).formatToParts(1234567).filter((p) => p.type === 'group').length === 2 && new Intl.NumberFormat(l).formatToParts(12345678).find((p) => p.type === 'integer').value.length === 1,
    fourth: new Intl.NumberFormat(l).formatToParts(1234).some((p) => p.type === 'group'),
    fourthMoney: new Intl.NumberFormat(l, { style: 'currency', currency: 'EUR' }).formatToParts(1234).some((p) => p.type === 'group'),
    moneyGroup: new Intl.NumberFormat(l, { style: 'currency', currency: 'EUR' }).formatToParts(1234567).find((p) => p.type === 'group').value,
    moneyDecimal: new Intl.NumberFormat(l, { style: 'currency', currency: 'EUR' }).formatToParts(1.5).find((p) => p.type === 'decimal').value,
    signed: numberPattern(new Intl.NumberFormat(l).formatToParts(-1)),
    percents: [0.5, -0.5].map((v) => numberPattern(new Intl.NumberFormat(l, { style: 'percent' }).formatToParts(v))),
    money: [money(1), money(-1)], accounting: [money(1, { currencySign: 'accounting' }), money(-1, { currencySign: 'accounting' })],
    signs: {}, currencies: {}, compact: {}, units: {},
  };
  for (const currency of currencies) {
    const of = (currencyDisplay, value = 5) => new Intl.NumberFormat(l, { style: 'currency', currency, currencyDisplay }).formatToParts(value);
    const sign = (d) => of(d).find((p) => p.type === 'currency').value;
    out.signs[currency] = sign('symbol') === sign('narrowSymbol') ? sign('symbol') : [sign('symbol'), sign('narrowSymbol')];
    const words = {};
    for (const n of [1, 2, 5, 0, 11, 1e6, 1.5, 0.5]) words[rules.select(n)] ??= of('name', n).find((p) => p.type === 'currency').value;
    out.currencies[currency] = words;
  }
  out.nameFirst = numberPattern(new Intl.NumberFormat(l, { style: 'currency', currency: 'USD', currencyDisplay: 'name' }).formatToParts(5));
  for (const display of ['short', 'long']) {
    out.compact[display] = range(12).map((i) => {
      const patterns = {};
      let digits = 0;
      for (const m of [1.5, 1, 2, 3, 5, 9]) {
        const value = m * 10 ** (i + 3);
        const parts = new Intl.NumberFormat(l, { notation: 'compact', compactDisplay: display }).formatToParts(value);
        const whole = parts.filter((p) => p.type === 'integer').map((p) => p.value).join('');
        if (whole !== '') digits = i + 4 - whole.length;
        const pattern = numberPattern(parts);
        if (m === 1 && whole.length < 2 && !pattern.includes('#')) patterns['=1'] = pattern;
        else patterns[rules.select(m * 10 ** (whole.length || 1) / 10)] ??= pattern;
      }
      const all = [...new Set(Object.values(patterns))];
      return [digits, all.length === 1 ? all[0] : patterns];
    });
  }
  for (const unit of [...units, ...compound]) {
    out.units[unit] = ['long', 'short', 'narrow'].map((unitDisplay) => {
      const patterns = {};
      for (const n of [1, 2, 5, 0, 11, 1e6, 1.5, 0.5]) patterns[rules.select(n)] ??= numberPattern(new Intl.NumberFormat(l, { style: 'unit', unit, unitDisplay }).formatToParts(n));
      const all = [...new Set(Object.values(patterns))];
      return all.length === 1 ? all[0] : patterns;
    });
  }
  return out;
}

function dates(l) {
  const parts = (options, at = day) => new Intl.DateTimeFormat(l, { timeZone: 'UTC', ...options }).formatToParts(at);
  const find = (options, type, at) => parts(options, at).find((p) => p.type === type)?.value;
  const latin = (value) => [...value].map((c) => (digitsOf.indexOf(c) >= 0 ? String(digitsOf.indexOf(c)) : c)).join('');
  const digitsOf = range(10).map((n) => new Intl.NumberFormat(l).format(n)).join('');
  const months = range(12).map((m) => new Date(Date.UTC(2024, m, 5)));
  const week = range(7).map((d) => new Date(Date.UTC(2024, 1, 4 + d)));
  const full = { year: 'numeric', month: 'long', day: 'numeric' };
  const out = {
    MMMM: months.map((d) => find({ month: 'long', day: 'numeric' }, 'month', d)), MMM: months.map((d) => find({ month: 'short', day: 'numeric' }, 'month', d)),
    MMMMM: months.map((d) => find({ month: 'narrow' }, 'month', d)), LLLL: months.map((d) => find({ month: 'long' }, 'month', d)), LLL: months.map((d) => find({ month: 'short' }, 'month', d)),
    EEEE: week.map((d) => find({ weekday: 'long', ...full }, 'weekday', d)), EEE: week.map((d) => find({ weekday: 'short', ...full }, 'weekday', d)),
    EEEEE: week.map((d) => find({ weekday: 'narrow' }, 'weekday', d)), cccc: week.map((d) => find({ weekday: 'long' }, 'weekday', d)), ccc: week.map((d) => find({ weekday: 'short' }, 'weekday', d)),
    a: range(24).map((h) => find({ hour: 'numeric', hour12: true }, 'dayPeriod', new Date(Date.UTC(2024, 1, 5, h)))),
    cycle: new Intl.DateTimeFormat(l, { hour: 'numeric' }).resolvedOptions().hourCycle,
    calendar: new Intl.DateTimeFormat(l).resolvedOptions().calendar,
    patterns: {}, times: {}, styles: {}, zones: {},
  };
  if (new Set(out.a.slice(0, 12)).size === 1 && new Set(out.a.slice(12)).size === 1) out.a = [out.a[0], out.a[12]];
  out.offset = Number(latin(find({ year: 'numeric' }, 'year'))) - 2024;
  out.era = find({ year: 'numeric' }, 'era');
  const era = parts({ year: 'numeric', era: 'short' });
  const name = (value, tables, at) => tables.find((t) => out[t][at] === value);
  // Names that only some patterns have.
  const extra = (p, options, all, letter) => {
    const values = all.map((d) => find(options, p.type, d));
    const key = Object.keys(out).find((k) => /^[ME]\d$/.test(k) && JSON.stringify(out[k]) === JSON.stringify(values)) ?? letter + Object.keys(out).filter((k) => /^[ME]\d$/.test(k)).length;
    out[key] = values;
    return key;
  };
  const token = (p, options) => {
    const v = latin(p.value);
    switch (p.type) {
      case 'year': case 'relatedYear': return v.length === 2 ? '{yy}' : '{y}';
      case 'month': return v === '2' ? '{M}' : v === '02' ? '{MM}' : `{${name(p.value, ['MMMM', 'MMM', 'LLLL', 'LLL', 'MMMMM'], 1) ?? extra(p, options, months, 'M')}}`;
      case 'day': return v === '5' ? '{d}' : '{dd}';
      case 'weekday': return `{${name(p.value, ['EEEE', 'EEE', 'cccc', 'ccc', 'EEEEE'], 1) ?? extra(p, options, week, 'E')}}`;
      case 'hour': return { 3: '{h}', '03': '{hh}', 15: '{H}' }[v];
      case 'minute': return v === '4' ? '{m}' : '{mm}';
      case 'second': return v === '9' ? '{s}' : '{ss}';
      case 'dayPeriod': return '{a}';
      case 'era': return '{G}';
      case 'fractionalSecond': return '{S}';
      case 'timeZoneName': return '{z}';
      case 'literal': return p.value;
    }
    return fail(l, p);
  };
  const pattern = (options) => parts(options).map((p) => token(p, options)).join('');
  const set = (key, value) => { out.patterns[value] = (out.patterns[value] ? out.patterns[value] + ' ' : '') + key; };
  const pick = { '-': undefined, n: 'numeric', 2: '2-digit', l: 'long', s: 'short', w: 'narrow' };
  for (const weekday of '-lsw') for (const year of '-n2') for (const month of '-n2lsw') for (const d of '-n2') {
    if (weekday + year + month + d === '----') continue;
    set(weekday + year + month + d, pattern({ weekday: pick[weekday], year: pick[year], month: pick[month], day: pick[d] }));
  }
  // An hour of two digits is told from one by an instant with one.
  for (const hour12 of [true, false]) for (const h of '-n2') for (const m of '-n2') for (const s of '-n2') {
    if (h + m + s === '---' || h !== '-' && m === '-' && s !== '-') continue;
    const options = { hour: pick[h], minute: pick[m], second: pick[s], ...(h === '-' ? {} : { hour12 }) };
    const early = new Date(Date.UTC(2024, 1, 5, 3, 4, 9));
    const p = parts(options, early).map((p) => (p.type === 'hour' ? (latin(p.value).length === 1 ? (hour12 ? '{h}' : '{H}') : hour12 ? '{hh}' : '{HH}') : token(p, options))).join('');
    const key = (hour12 ? 'h' : 'H') + h + m + s;
    out.times[p] = (out.times[p] ? out.times[p] + ' ' : '') + key;
  }
  const zero = range(24).map((h) => latin(find({ hour: 'numeric', hour12: false }, 'hour', new Date(Date.UTC(2024, 1, 5, h)))));
  out.midnight = zero[0];
  out.B = range(24).map((h) => find({ timeStyle: 'short' }, 'dayPeriod', new Date(Date.UTC(2024, 1, 5, h))) ?? '');
  const flexible = new Set(out.B).size > 2;
  if (!flexible) delete out.B;
  const styled = (options) => parts(options, new Date(Date.UTC(2024, 1, 5, 3, 4, 9))).map((p) => (p.type === 'hour' ? (out.cycle === 'h12' ? (latin(p.value).length === 1 ? '{h}' : '{hh}') : latin(p.value).length === 1 ? '{H}' : '{HH}') : p.type === 'timeZoneName' ? (options.timeStyle === 'full' ? '{zzzz}' : '{z}') : p.type === 'dayPeriod' && flexible && options.timeStyle ? '{B}' : token(p, options))).join('');
  const glue = (whole, date, time) => {
    const g = whole.replace(date, '{1}').replace(time, '{0}');
    return g.includes('{1}') && g.includes('{0}') ? g : undefined;
  };
  for (const s of ['full', 'long', 'medium', 'short']) {
    const date = styled({ dateStyle: s }), time = styled({ timeStyle: s });
    out.styles[s] = [date, time, glue(styled({ dateStyle: s, timeStyle: 'short' }), date, styled({ timeStyle: 'short' })) ?? '{1} {0}'];
  }
  const hms = { hour: 'numeric', minute: '2-digit', second: '2-digit' };
  const joint = (options) => glue(styled({ ...options, ...hms }), styled(options), styled(hms)) ?? '{1} {0}';
  out.glue = { full: joint({ weekday: 'long', ...full }), long: joint(full), medium: joint({ ...full, month: 'short' }), short: joint({ ...full, month: 'numeric' }) };
  out.zoned = (glue(styled({ ...hms, timeZoneName: 'short' }), styled(hms), '{z}') ?? '{1} {0}').replaceAll('{1}', '{t}');
  out.dated = (glue(styled({ year: 'numeric', month: 'numeric', day: 'numeric', timeZoneName: 'short' }), styled({ year: 'numeric', month: 'numeric', day: 'numeric' }), '{z}') ?? '{1}, {0}').replaceAll('{1}', '{t}');
  const gmt = find({ timeZoneName: 'shortOffset', timeZone: 'Asia/Tokyo' }, 'timeZoneName').replace(/[+\-\u200e\u2212].*/u, '');
  out.zonedTimes = {};
  for (const hour12 of [true, false]) for (const h of 'n2') for (const m of '-n') for (const s of m === '-' ? '-' : '-n') {
    const p = parts({ hour: pick[h], minute: pick[m], second: pick[s], hour12, timeZoneName: 'short' }, new Date(Date.UTC(2024, 1, 5, 3, 4, 9)));
    out.zonedTimes[(hour12 ? 'h' : 'H') + h + m + s] = p.map((p) => (p.type === 'hour' ? (latin(p.value).length === 1 ? (hour12 ? '{h}' : '{H}') : hour12 ? '{hh}' : '{HH}') : token(p))).join('');
  }
  out.gmtMinus = find({ timeZoneName: 'shortOffset', timeZone: 'Etc/GMT+5' }, 'timeZoneName').replace(gmt, '').replace(/[^+\-\u200e\u2212].*/u, '');
  out.point = find({ second: 'numeric', fractionalSecondDigits: 3 }, 'literal') ?? '.';
  out.gmt = gmt;
  out.gmtZero = find({ timeZoneName: 'shortOffset' }, 'timeZoneName');
  const winter = new Date(Date.UTC(2024, 0, 5)), summer = new Date(Date.UTC(2024, 6, 5));
  for (const zone of l === 'en-US' ? Intl.supportedValuesOf('timeZone').concat('UTC') : zones) {
    const of = (style, at) => find({ timeZone: zone, timeZoneName: style }, 'timeZoneName', at);
    const short = [winter, summer].map((at) => (of('short', at) === of('shortOffset', at) ? '' : of('short', at)));
    const long = [winter, summer].map((at) => (of('long', at) === of('longOffset', at) ? '' : of('long', at)));
    const generic = ['shortGeneric', 'longGeneric'].map((s) => of(s, winter));
    out.zones[zone] = [...short, ...long, ...(l === 'en-US' ? generic : [])].join('|');
  }
  return out;
}

function fail(l, p) { throw new Error(`${l}: ${JSON.stringify(p)}`); }

function lists(l) {
  const out = {};
  for (const type of ['conjunction', 'disjunction', 'unit']) for (const style of ['long', 'short', 'narrow']) {
    const f = (list) => new Intl.ListFormat(l, { type, style }).formatToParts(list).filter((p) => p.type === 'literal').map((p) => p.value);
    const two = f(['A', 'B']), four = f(['A', 'B', 'C', 'D']);
    out[type[0] + style[0]] = [two[0], four[0], four[1], four[2]];
  }
  return out;
}

function relatives(l) {
  const rules = new Intl.PluralRules(l);
  const out = {};
  for (const unit of ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year']) for (const style of ['long', 'short', 'narrow']) {
    const side = (sign) => {
      const patterns = {};
      for (const n of [1, 2, 5, 0, 11, 1.5, 0.5, 1e6]) patterns[rules.select(n)] ??= numberPattern(new Intl.RelativeTimeFormat(l, { style }).formatToParts(sign * n || sign * 0, unit));
      const all = [...new Set(Object.values(patterns))];
      return all.length === 1 ? all[0] : patterns;
    };
    const words = {};
    for (const n of [-2, -1, 0, 1, 2]) {
      const p = new Intl.RelativeTimeFormat(l, { style, numeric: 'auto' }).formatToParts(n, unit);
      if (p.length === 1 && p[0].type === 'literal') words[n] = p[0].value;
    }
    out[unit + style[0]] = [side(-1), side(1), words];
  }
  return out;
}

for (const l of names) {
  const data = { numbers: numbers(l), dates: dates(l), lists: lists(l), relative: relatives(l) };
  console.log(`${l}\t${JSON.stringify(data)}`);
}

// Every language that Node knows, with its likely script and region; and names
// in English.
const letters = 'abcdefghijklmnopqrstuvwxyz';
const two = [...letters].flatMap((a) => [...letters].map((b) => a + b));
const three = two.flatMap((a) => [...letters].map((b) => a + b));
const known = [...two, ...three].filter((c) => Intl.NumberFormat.supportedLocalesOf(c).length > 0 && new Intl.Locale(c).language === c);
const likely = [...two, ...three].filter((c) => new Intl.Locale(c).maximize().toString() !== c && new Intl.Locale(c).language === c);
console.log(`known\t${JSON.stringify(known.join(' '))}`);
console.log(`likely\t${JSON.stringify(likely.filter((c) => known.includes(c)).map((c) => new Intl.Locale(c).maximize().toString()).join(' '))}`);
const display = (type, codes) => {
  const n = new Intl.DisplayNames('en', { type, fallback: 'none' });
  return Object.fromEntries(codes.map((c) => [c, n.of(c)]).filter(([, v]) => v));
};
console.log(`names\t${JSON.stringify({
  region: display('region', [...two.map((c) => c.toUpperCase()), ...range(1000).map((n) => String(n).padStart(3, '0'))]), language: display('language', [...known, 'en-US', 'en-GB', 'en-AU', 'en-CA', 'fr-CA', 'fr-CH', 'es-ES', 'es-MX', 'es-419', 'pt-BR', 'pt-PT', 'zh-Hans', 'zh-Hant', 'de-AT', 'de-CH', 'nl-BE']),
  currency: display('currency', Intl.supportedValuesOf('currency')), script: display('script', ['Latn', 'Cyrl', 'Arab', 'Hans', 'Hant', 'Grek', 'Hebr', 'Deva', 'Jpan', 'Kore', 'Thai', 'Hani', 'Hira', 'Kana', 'Hang', 'Beng', 'Taml']),
})}`);

// Other names of time zones, from the links of the tz database.
const links = require('fs').readFileSync('/usr/share/zoneinfo/tzdata.zi', 'utf8').split('\n').filter((line) => line.startsWith('L ')).map((line) => line.split(' ')[2]);
const zoneNames = Intl.supportedValuesOf('timeZone');
const aliases = {};
for (const name of [...links, 'Europe/Kyiv', 'Asia/Kolkata', 'Asia/Ho_Chi_Minh', 'Asia/Kathmandu', 'Asia/Yangon', 'America/Argentina/Buenos_Aires']) {
  try {
    const is = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    if (!zoneNames.includes(name)) aliases[name] = is;
  } catch { /* a name that Node has not */ }
}
for (let i = -14; i <= 12; i++) if (i) aliases[`Etc/GMT${i < 0 ? i : `+${i}`}`] = `Etc/GMT${i < 0 ? i : `+${i}`}`;
console.log(`aliases\t${JSON.stringify(aliases)}`);
