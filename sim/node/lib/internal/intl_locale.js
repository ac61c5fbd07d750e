'use strict';

// Which locales are simulated, and what is known of them. The data are the
// Unicode CLDR's: testdata/intl/generate.js. What belongs to a language that is
// not among them is refused rather than written wrongly.

const native = binding('language');

const cache = new Map();
function dataOf(name) {
  if (!cache.has(name)) {
    const text = native.locale(name);
    cache.set(name, text === undefined ? undefined : JSON.parse(text));
  }
  return cache.get(name);
}

const table = native.locales();
const known = () => dataOf('known').split(' ');

// The first of a language stands for the language alone, and these for a script.
const scripts = { 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW', 'zh-Hans-CN': 'zh-CN', 'zh-Hant-TW': 'zh-TW', 'zh-Hant-HK': 'zh-HK', no: 'nb-NO' };

// Language, script, region, variants, extensions, what is private. (UTS 35, unicode_locale_id)
const structure = /^[a-z]{2,8}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?$/i;

/** The parts of a tag in the case that is usual for them; false if it is none. (BCP 47) */
function canonical(locale) {
  if (!/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/.test(locale) || /^[a-z]{4}(?:-|$)/i.test(locale)) throw new RangeError('Incorrect locale information provided');
  if (/-[A-Za-z0-9]$/.test(locale)) throw new RangeError(`Invalid language tag: ${locale}`);
  if (!structure.test(locale)) throw new RangeError('Incorrect locale information provided');
  let extension = false;
  return locale.split('-').map((part, i) => {
    if (part.length === 1) extension = true;
    if (i === 0 || extension) return part.toLowerCase();
    if (/^[A-Za-z]{4}$/.test(part)) return part[0].toUpperCase() + part.slice(1).toLowerCase();
    return /^(?:[A-Za-z]{2}|\d{3})$/.test(part) ? part.toUpperCase() : part.toLowerCase();
  }).join('-');
}

/** A list of locales in their usual form, without repetitions. (ECMA-402, CanonicalizeLocaleList) */
function canonicalList(locales) {
  if (locales === undefined) return [];
  if (locales === null) throw new TypeError('Cannot convert undefined or null to object');
  const list = typeof locales === 'string' || isLocale(locales) ? [locales] : Array.from(Object(locales));
  const all = list.map((locale) => {
    if (typeof locale !== 'string' && (typeof locale !== 'object' || locale === null)) throw new TypeError('Language ID should be string or object.');
    return canonical(String(locale));
  });
  return [...new Set(all)];
}

const isLocale = (value) => typeof value === 'object' && value?.[Symbol.toStringTag] === 'Intl.Locale';

/** The name of the data of a locale; undefined if Node knows none either. */
function find(locale) {
  const base = locale.replace(/-[a-wy-z0-9]-.*$/, '');
  if (table.includes(base)) return base;
  if (scripts[base]) return scripts[base];
  const parts = base.split('-');
  const plain = parts.filter((part, i) => i === 0 || part.length !== 4).join('-');
  if (table.includes(plain)) return plain;
  if (!known().includes(parts[0])) return undefined;
  const first = table.find((name) => name.startsWith(`${parts[0]}-`));
  if (first !== undefined && (parts.length === 1 || !/^(?:[A-Z]{2}|\d{3})$/.test(parts[parts.length - 1]))) return first;
  throw new RangeError(`timeslice: the locale ${locale} is not simulated; these are: ${table.join(', ')}`);
}

/** What a formatter goes by: the locale's name, what its extension says, and its data. */
function resolve(locales) {
  for (const locale of canonicalList(locales)) {
    const name = find(locale);
    if (name === undefined) continue;
    const extension = {};
    for (const [, key, value] of (/-u-(.*)$/.exec(locale)?.[1] ?? '').matchAll(/(?:^|-)([a-z0-9]{2})((?:-[a-z0-9]{3,8})*)(?=-[a-z0-9]{2}(?:-|$)|$)/g)) extension[key] = value.slice(1);
    return { locale: locale.replace(/-u-.*$/, ''), extension, data: dataOf(name) };
  }
  return { locale: 'en-US', extension: {}, data: dataOf('en-US') };
}

/** Those of some locales that Node knows. */
function supported(locales) {
  const languages = known();
  return canonicalList(locales).filter((locale) => languages.includes(locale.split('-')[0]));
}

function option(options, name, allowed, fallback, owner) {
  const value = options[name];
  if (value === undefined) return fallback;
  const text = String(value);
  if (allowed && !allowed.includes(text)) throw new RangeError(`Value ${text} out of range for ${owner} options property ${name}`);
  return text;
}

/** What of a pattern by plural category belongs to a category. */
const choose = (patterns, category) => (typeof patterns === 'string' ? patterns : patterns[category] ?? patterns.other);

/** A number's digits as the locale writes them. */
function withDigits(text, digits) {
  return digits === '0123456789' ? text : text.replace(/\d/g, (digit) => [...digits][digit]);
}

module.exports = { dataOf, canonical, canonicalList, resolve, supported, option, choose, withDigits };
