// Lists, plurals, "in two days" and the order of letters in 24 languages
const locales = ['en-US', 'de-DE', 'fr-FR', 'es-ES', 'it-IT', 'pt-BR', 'pt-PT', 'nl-NL', 'sv-SE', 'da-DK', 'nb-NO', 'fi-FI', 'pl-PL', 'cs-CZ', 'sk-SK', 'hu-HU', 'ro-RO', 'hr-HR', 'sl-SI', 'ru-RU', 'uk-UA', 'ar-EG', 'ja-JP', 'zh-CN'];
const counts = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 19, 20, 21, 22, 23, 80, 100, 101, 102, 111, 800, 1000000, 0.5, 1.5, 2.1];
for (const locale of locales) {
  const cardinal = new Intl.PluralRules(locale), ordinal = new Intl.PluralRules(locale, { type: 'ordinal' });
  console.log(locale, counts.map((n) => `${n}:${cardinal.select(n)}/${ordinal.select(n)}`).join(' '));
  console.log(cardinal.resolvedOptions(), ordinal.resolvedOptions().pluralCategories);
  for (const type of ['conjunction', 'disjunction', 'unit']) console.log(['long', 'short', 'narrow'].map((style) => [['a'], ['a', 'b'], ['a', 'b', 'c', 'i']].map((list) => new Intl.ListFormat(locale, { type, style }).format(list)).join(' | ')).join(' || '));
  for (const unit of ['year', 'quarter', 'month', 'week', 'day', 'hour', 'second']) console.log([-2, -1, 0, 1, 2, 5, -1.5].map((n) => `${new Intl.RelativeTimeFormat(locale).format(n, unit)} | ${new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }).format(n, unit)}`).join(' || '));
  console.log(['zebra', 'äpple', 'apple', 'Öl', 'ol', 'ñu', 'nu', 'çay', 'cay', 'šok', 'sok', 'Zoo', 'zoo', 'éa', 'eb'].sort(new Intl.Collator(locale).compare).join(' '));
}
console.log(new Intl.ListFormat('en').formatToParts(['x', 'y', 'z']), new Intl.RelativeTimeFormat('de').formatToParts(-3, 'month'));
console.log(['a10', 'a9', 'A1'].sort(new Intl.Collator('en', { numeric: true }).compare), ['a', 'B', 'A', 'b'].sort(new Intl.Collator('en', { caseFirst: 'upper' }).compare), new Intl.Collator('en', { ignorePunctuation: true }).compare('a-b', 'ab'), new Intl.Collator('sv').resolvedOptions(), 'a10'.localeCompare('a9', 'en-u-kn'));
console.log('I'.toLocaleLowerCase('tr'), 'i'.toLocaleUpperCase('tr'), 'Iİ'.toLocaleLowerCase(['tr']), 'i'.toLocaleUpperCase('en'));
try { new Intl.ListFormat('en').format([1]); } catch (e) { console.log(e.name, e.message); }
