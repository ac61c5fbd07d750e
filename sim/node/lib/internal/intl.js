'use strict';

// Intl. Its parts are in files of their own; here is the object.

const { canonicalList, dataOf } = require('internal/intl_locale');
const { NumberFormat } = require('internal/intl_numbers');
const { DateTimeFormat } = require('internal/intl_dates');
const { Collator } = require('internal/intl_collator');
const { PluralRules } = require('internal/intl_plurals');
const { ListFormat, RelativeTimeFormat } = require('internal/intl_lists');
const { DisplayNames, Locale, Segmenter } = require('internal/intl_names');

// A formatter that can be called without new, and a class that cannot.
const callable = (Class) => new Proxy(Class, { apply: (target, self, args) => new target(...args) });
const strict = (Class) => new Proxy(Class, { apply: (target) => { throw new TypeError(`Constructor Intl.${target.name} requires 'new'`); } });

const lists = {
  calendar: () => ['buddhist', 'chinese', 'coptic', 'dangi', 'ethioaa', 'ethiopic', 'gregory', 'hebrew', 'indian', 'islamic', 'islamic-civil', 'islamic-rgsa', 'islamic-tbla', 'islamic-umalqura', 'iso8601', 'japanese', 'persian', 'roc'],
  currency: () => Object.keys(dataOf('names').currency),
  timeZone: () => Object.keys(dataOf('en-US').dates.zones).filter((zone) => zone !== 'UTC'),
};

const Intl = {};
for (const [name, value] of Object.entries({
  getCanonicalLocales: (locales) => canonicalList(locales),
  supportedValuesOf: (key) => {
    const list = lists[String(key)];
    if (list !== undefined) return list();
    if (['collation', 'numberingSystem', 'unit'].includes(String(key))) throw new RangeError(`timeslice: Intl.supportedValuesOf('${key}') is not simulated`);
    throw new RangeError(`Invalid key : ${String(key)}`);
  },
  DateTimeFormat: callable(DateTimeFormat), NumberFormat: callable(NumberFormat), Collator: callable(Collator), PluralRules: strict(PluralRules),
  RelativeTimeFormat: strict(RelativeTimeFormat), ListFormat: strict(ListFormat), Locale: strict(Locale), DisplayNames: strict(DisplayNames), Segmenter: strict(Segmenter),
})) {
  Object.defineProperty(Intl, name, { value, writable: true, enumerable: false, configurable: true });
}
for (const Class of [NumberFormat, DateTimeFormat, Collator, ListFormat, PluralRules, RelativeTimeFormat, Locale, DisplayNames, Segmenter]) {
  Object.defineProperty(Class, 'length', { value: { Locale: 1, DisplayNames: 2 }[Class.name] ?? 0, configurable: true });
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: `Intl.${Class.name}`, configurable: true });
}
Object.defineProperty(Intl, Symbol.toStringTag, { value: 'Intl', configurable: true });

module.exports = { Intl, NumberFormat, DateTimeFormat, Collator };
