'use strict';

// Intl.DisplayNames, in English, Intl.Locale and Intl.Segmenter.

const { dataOf, canonical, resolve, supported, option } = require('internal/intl_locale');
const native = binding('language');

class DisplayNames {
  #o;

  constructor(locales, options) {
    const { locale } = resolve(locales);
    if (typeof options !== 'object' || options === null) throw new TypeError('invalid_argument');
    const style = option(options, 'style', ['narrow', 'short', 'long'], 'long', 'Intl.DisplayNames');
    const type = option(options, 'type', ['language', 'region', 'script', 'currency', 'calendar', 'dateTimeField'], undefined, 'Intl.DisplayNames');
    if (type === undefined) throw new TypeError('Required option "type" must not be undefined');
    const fallback = option(options, 'fallback', ['code', 'none'], 'code', 'Intl.DisplayNames');
    const languageDisplay = option(options, 'languageDisplay', ['dialect', 'standard'], 'dialect', 'Intl.DisplayNames');
    if (!locale.startsWith('en') || type === 'calendar' || type === 'dateTimeField') throw new RangeError(`timeslice: of Intl.DisplayNames only languages, regions, scripts and currencies in English are simulated`);
    this.#o = { locale, style, type, fallback, languageDisplay };
  }

  of(code) {
    const { type, fallback, languageDisplay } = this.#o;
    const text = String(code);
    const names = dataOf('names')[type];
    const wrong = () => { throw new RangeError('invalid_argument'); };
    let key = text;
    if (type === 'region') key = /^(?:[a-z]{2}|\d{3})$/i.test(text) ? text : wrong();
    else if (type === 'currency') key = /^[a-z]{3}$/i.test(text) ? text.toUpperCase() : wrong();
    else if (type === 'script') key = /^[a-z]{4}$/i.test(text) ? text : wrong();
    else if (/^[a-z]{2,3}(?:-[a-z0-9]+)*$/i.test(text)) key = canonical(text);
    else wrong();
    if (names[key] !== undefined && !(type === 'language' && languageDisplay === 'standard' && key.includes('-'))) return names[key];
    if (type === 'language' && key.includes('-')) {
      const [language, ...rest] = key.split('-');
      const of = (part) => (part.length === 4 ? dataOf('names').script[part] : dataOf('names').region[part]) ?? part;
      if (names[language] !== undefined) return `${names[language]} (${rest.map(of).join(', ')})`;
    }
    return fallback === 'code' ? key : undefined;
  }

  resolvedOptions() {
    const { locale, style, type, fallback, languageDisplay } = this.#o;
    return { locale, style, type, fallback, ...(type === 'language' ? { languageDisplay } : {}) };
  }

  static supportedLocalesOf(locales) { return supported(locales); }
}

const keywords = { calendar: 'ca', caseFirst: 'kf', collation: 'co', hourCycle: 'hc', numberingSystem: 'nu', numeric: 'kn' };

class Locale {
  #base;
  #keys;

  constructor(tag, options = {}) {
    if (typeof tag !== 'string' && (typeof tag !== 'object' || tag === null)) throw new TypeError('First argument to Intl.Locale constructor can\'t be empty or missing');
    const text = canonical(String(tag));
    const [base, extension = ''] = text.split(/-u-/);
    let [language, ...rest] = base.split('-');
    let script = rest[0]?.length === 4 && /^[A-Z]/.test(rest[0]) ? rest.shift() : undefined;
    let region = /^(?:[A-Z]{2}|\d{3})$/.test(rest[0] ?? '') ? rest.shift() : undefined;
    language = options.language === undefined ? language : String(options.language).toLowerCase();
    script = options.script === undefined ? script : canonical(`en-${options.script}`).slice(3);
    region = options.region === undefined ? region : String(options.region).toUpperCase();
    this.#base = { language, script, region, rest };
    this.#keys = {};
    for (const [, key, value] of extension.matchAll(/(?:^|-)([a-z0-9]{2})((?:-[a-z0-9]{3,8})*)(?=-[a-z0-9]{2}(?:-|$)|$)/g)) this.#keys[key] = value.slice(1);
    for (const name of Object.keys(keywords)) {
      if (options[name] === undefined) continue;
      const value = String(options[name]);
      if (name === 'hourCycle' && !/^h(?:11|12|23|24)$/.test(value)) throw new RangeError(`Value ${value} out of range for locale options property hourCycle`);
      this.#keys[keywords[name]] = name === 'numeric' ? (options.numeric ? '' : 'false') : value;
    }
  }

  get baseName() {
    const { language, script, region, rest } = this.#base;
    return [language, script, region, ...rest].filter((part) => part !== undefined).join('-');
  }
  get language() { return this.#base.language; }
  get script() { return this.#base.script; }
  get region() { return this.#base.region; }
  get calendar() { return this.#keys.ca; }
  get collation() { return this.#keys.co; }
  get hourCycle() { return this.#keys.hc; }
  get caseFirst() { return this.#keys.kf; }
  get numeric() { return this.#keys.kn !== undefined && this.#keys.kn !== 'false'; }
  get numberingSystem() { return this.#keys.nu; }

  toString() {
    const keys = Object.keys(this.#keys).sort().map((key) => (this.#keys[key] ? `${key}-${this.#keys[key]}` : key));
    return keys.length === 0 ? this.baseName : `${this.baseName}-u-${keys.join('-')}`;
  }

  #likely() {
    const { language, script, region } = this.#base;
    const found = dataOf('likely').split(' ').find((tag) => tag.startsWith(`${language}-`));
    if (found === undefined) return undefined;
    // Traditional Chinese is that of Taiwan, and the other way round.
    if (language === 'zh' && (script === 'Hant' && !region || ['TW', 'HK', 'MO'].includes(region) && !script)) return ['zh', 'Hant', region ?? 'TW'];
    return found.split('-');
  }

  #with(script, region) {
    const { language, rest } = this.#base;
    const tag = [language, script, region, ...rest].filter((part) => part !== undefined).join('-');
    return new Locale(tag + this.toString().slice(this.baseName.length));
  }

  maximize() {
    const likely = this.#likely();
    if (likely === undefined) return new Locale(this.toString());
    return this.#with(this.#base.script ?? likely[1], this.#base.region ?? likely[2]);
  }

  minimize() {
    const full = this.maximize();
    for (const [script, region] of [[undefined, undefined], [undefined, full.region], [full.script, undefined]]) {
      const shorter = this.#with(script, region);
      if (shorter.maximize().baseName === full.baseName) return shorter;
    }
    return full;
  }
}

class Segmenter {
  #o;

  constructor(locales, options = {}) {
    const { locale } = resolve(locales);
    const granularity = option(Object(options), 'granularity', ['grapheme', 'word', 'sentence'], 'grapheme', 'Intl.Segmenter');
    this.#o = { locale, granularity };
  }

  segment(input) { return new Segments(String(input), this.#o.granularity); }
  resolvedOptions() { return { locale: this.#o.locale, granularity: this.#o.granularity }; }
  static supportedLocalesOf(locales) { return supported(locales); }
}

class Segments {
  #input;
  #all;
  #word;

  constructor(input, granularity) {
    this.#input = input;
    this.#word = granularity === 'word';
    this.#all = native.segments(input, granularity);
  }

  #data(index, segment) {
    const out = { segment, index, input: this.#input };
    if (this.#word) out.isWordLike = /[\p{L}\p{N}]/u.test(segment);
    return out;
  }

  containing(at = 0) {
    at = Math.trunc(Number(at)) || 0;
    let index = 0;
    for (const segment of this.#all) {
      if (at >= index && at < index + segment.length) return this.#data(index, segment);
      index += segment.length;
    }
    return undefined;
  }

  *[Symbol.iterator]() {
    let index = 0;
    for (const segment of this.#all) {
      yield this.#data(index, segment);
      index += segment.length;
    }
  }
}

module.exports = { DisplayNames, Locale, Segmenter };
