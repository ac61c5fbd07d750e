'use strict';

// Intl.Collator: the order of texts in a language. Package sim/node/collation compares.

const { resolve, supported, option } = require('internal/intl_locale');

const native = binding('language');

const sensitivities = ['base', 'accent', 'case', 'variant'];
const cases = ['false', 'upper', 'lower'];

// The ways to order that V8 takes from a locale's name, and of these the ones that it names
// as the collation.
const ways = { de: ['phonebk'], es: ['trad'], sv: ['trad'], zh: ['pinyin', 'stroke'] };
const named = ['phonebk', 'trad'];

const isTrue = (value) => value === '' || value === 'true';

class Collator {
  #resolved;
  #compare;
  #settings;

  constructor(locales, options) {
    if (options === null) throw new TypeError('Intl.Collator called on null or undefined');
    options = options === undefined ? {} : Object(options);
    const { locale, extension } = resolve(locales);
    const language = locale.split('-')[0];
    const usage = option(options, 'usage', ['sort', 'search'], 'sort', 'Intl.Collator');
    option(options, 'localeMatcher', ['lookup', 'best fit'], 'best fit', 'Intl.Collator');
    const collation = option(options, 'collation', undefined, undefined, 'Intl.Collator');
    if (collation !== undefined && !/^[a-z\d]{3,8}(?:-[a-z\d]{3,8})*$/i.test(collation)) throw new RangeError(`Invalid collation : ${collation}`);
    let numeric = options.numeric;
    const caseFirst = option(options, 'caseFirst', ['upper', 'lower', 'false'], undefined, 'Intl.Collator');
    const sensitivity = option(options, 'sensitivity', sensitivities, 'variant', 'Intl.Collator');
    let ignorePunctuation = options.ignorePunctuation;
    const way = ways[language]?.includes(extension.co) ? extension.co : '';
    let tag = '';
    if (way) tag += `-co-${way}`;
    if (cases.includes(extension.kf)) tag += `-kf-${extension.kf}`;
    if (isTrue(extension.kn)) tag += '-kn';
    else if (extension.kn === 'false') tag += '-kn-false';
    numeric = numeric === undefined ? isTrue(extension.kn) : Boolean(numeric);
    ignorePunctuation = ignorePunctuation === undefined ? language === 'th' : Boolean(ignorePunctuation);
    this.#resolved = {
      locale: tag ? `${locale}-u${tag}` : locale, usage, sensitivity, ignorePunctuation,
      collation: named.includes(way) && usage === 'sort' ? way : 'default', numeric,
      caseFirst: caseFirst ?? (cases.includes(extension.kf) ? extension.kf : ['da', 'mt'].includes(language) ? 'upper' : 'false'),
    };
    const flags = (numeric ? 1 : 0) + (locale === 'fr-CA' ? 2 : 0) + (ignorePunctuation ? 4 : 0);
    this.#settings = [locale, way, sensitivities.indexOf(sensitivity), cases.indexOf(this.#resolved.caseFirst), flags];
  }

  resolvedOptions() { return { ...this.#resolved }; }

  get compare() {
    if (this.#compare === undefined) {
      const [locale, way, strength, caseFirst, flags] = this.#settings;
      this.#compare = (a, b) => native.compare(locale, way, `${a}`, `${b}`, strength, caseFirst, flags);
      Object.defineProperty(this.#compare, 'name', { value: '', configurable: true });
    }
    return this.#compare;
  }

  static supportedLocalesOf(locales) { return supported(locales); }
}

module.exports = { Collator };
