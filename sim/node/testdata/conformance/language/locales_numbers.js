// Numbers as 24 locales write them: plain, money, compact, units, exponents
const locales = ['en-US', 'en-GB', 'en-IN', 'de-DE', 'de-AT', 'de-CH', 'fr-FR', 'fr-CA', 'es-ES', 'es-MX', 'it-IT', 'pt-BR', 'pt-PT', 'nl-NL', 'sv-SE', 'pl-PL', 'cs-CZ', 'ru-RU', 'hi-IN', 'ar-EG', 'ja-JP', 'zh-CN', 'zh-TW', 'ko-KR'];
const numbers = [0, 1, 12, 999, 1234, 12345, 1234567, 0.5, -0.256, 1e21, NaN, -Infinity];
for (const locale of locales) {
  const write = (options, list) => console.log(locale, list.map((n) => new Intl.NumberFormat(locale, options).format(n)).join(' | '));
  write({}, numbers);
  write({ style: 'percent', maximumFractionDigits: 1 }, [0.256, -3, 12.5]);
  for (const currency of ['USD', 'JPY', 'EUR', 'CHF']) {
    for (const currencyDisplay of ['symbol', 'narrowSymbol', 'code', 'name']) write({ style: 'currency', currency, currencyDisplay }, [5, 1234.5, -3.1]);
    write({ style: 'currency', currency, currencySign: 'accounting', signDisplay: 'exceptZero' }, [0, 7, -7]);
  }
  for (const compactDisplay of ['short', 'long']) write({ notation: 'compact', compactDisplay }, [999, 1000, 1500, 12345, 999999, 1e6, 2.5e9, 1.2e13]);
  for (const unit of ['kilometer', 'liter', 'celsius', 'hour', 'megabyte', 'kilometer-per-hour']) for (const unitDisplay of ['long', 'short', 'narrow']) write({ style: 'unit', unit, unitDisplay }, [1, 2, 5.5, -3]);
  for (const notation of ['scientific', 'engineering']) write({ notation }, [0, 1, 12345.678, 0.00012, -5e10]);
  console.log(new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' }).formatToParts(-1234.5));
}
for (const roundingMode of ['ceil', 'floor', 'expand', 'trunc', 'halfCeil', 'halfFloor', 'halfExpand', 'halfTrunc', 'halfEven']) console.log(roundingMode, [1.5, 2.5, -1.5, -2.5, 0.4, -0.6].map((n) => new Intl.NumberFormat('en', { roundingMode, maximumFractionDigits: 0 }).format(n)).join(' '));
for (const options of [{}, { style: 'currency', currency: 'JPY' }, { notation: 'compact' }, { style: 'unit', unit: 'day' }, { maximumSignificantDigits: 3 }]) console.log(new Intl.NumberFormat('de', options).resolvedOptions());
console.log((12345.678).toLocaleString('de'), 12345678901234567890n.toLocaleString('fr'), [1, 1234.5].toLocaleString('de'), (5).toLocaleString(['xx', 'it']), new Intl.NumberFormat('en').format('123456789012345678901234567890'));
const wrong = (f) => { try { f(); } catch (e) { console.log(e.name, e.message); } };
wrong(() => new Intl.NumberFormat('xx-invalid-locale-x')); wrong(() => new Intl.NumberFormat('e')); wrong(() => new Intl.NumberFormat(5)); wrong(() => new Intl.NumberFormat([5])); wrong(() => new Intl.NumberFormat('en', { minimumFractionDigits: 5, maximumFractionDigits: 2 }));
wrong(() => new Intl.NumberFormat('en', { style: 'unit' })); wrong(() => new Intl.NumberFormat('en', { style: 'currency', currency: 'EU' })); wrong(() => new Intl.NumberFormat('en', { notation: 'x' })); wrong(() => new Intl.NumberFormat(null));
