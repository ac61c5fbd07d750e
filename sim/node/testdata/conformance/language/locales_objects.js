// Intl.Locale, Intl.DisplayNames, Intl.Segmenter, and what belongs to Intl itself
const show = (f) => { try { console.log(f()); } catch (e) { console.log(e.name, e.message); } };
for (const tag of ['en', 'EN-latn-us', 'zh-Hans-CN', 'zh-TW', 'de-DE-u-co-phonebk-nu-latn', 'sr', 'ja', 'ar-u-ca-islamic']) {
  const l = new Intl.Locale(tag);
  console.log(l.toString(), l.baseName, l.language, l.script, l.region, l.calendar, l.collation, l.numberingSystem, l.maximize().toString(), l.minimize().toString());
}
show(() => new Intl.Locale('de', { region: 'at', hourCycle: 'h12', numeric: true }).toString()); show(() => new Intl.Locale('en-US', { hourCycle: 'h9' })); show(() => new Intl.Locale()); show(() => new Intl.Locale('e')); show(() => (1234.5).toLocaleString(new Intl.Locale('de-DE')));
for (const [type, codes] of Object.entries({ region: ['US', 'de', 'GB', '419', 'ZZ'], language: ['fr', 'de-AT', 'en-US', 'pt-BR', 'zh-Hant', 'fr-BE', 'xx'], currency: ['USD', 'eur', 'JPY', 'XYZ'], script: ['Latn', 'cyrl'] })) console.log(type, codes.map((code) => new Intl.DisplayNames('en', { type }).of(code)).join(' | '));
show(() => new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of('QX')); show(() => new Intl.DisplayNames('en')); show(() => new Intl.DisplayNames('en', { type: 'region' }).of('nope')); show(() => new Intl.DisplayNames('en', { type: 'language' }).resolvedOptions()); show(() => new Intl.DisplayNames('en', { type: 'x' }));
const pieces = (text, granularity) => [...new Intl.Segmenter('en', { granularity }).segment(text)].map((s) => (granularity === 'word' ? [s.segment, s.isWordLike] : s.segment));
console.log(pieces('e\u0301👨‍👩‍👧a🇩🇪\r\nक्षि', 'grapheme'), pieces("Hello, world! It's 5.5 apples — naïve.", 'word'), pieces('Hi there. How are you? Fine!', 'sentence'));
const segments = new Intl.Segmenter('en', { granularity: 'word' }).segment('one two'); console.log(segments.containing(5), segments.containing(9), segments.containing(), new Intl.Segmenter('en').resolvedOptions());
console.log(Intl.supportedValuesOf('currency').length, Intl.supportedValuesOf('timeZone').length, Intl.supportedValuesOf('calendar').join(), Intl.getCanonicalLocales(['EN-us', 'de', 'en-US']), Intl.NumberFormat.supportedLocalesOf(['de', 'xx', 'en-US']), Object.getOwnPropertyNames(Intl).sort().join());
for (const Class of [Intl.NumberFormat, Intl.DateTimeFormat, Intl.Collator, Intl.PluralRules, Intl.ListFormat, Intl.RelativeTimeFormat, Intl.Locale, Intl.DisplayNames, Intl.Segmenter]) console.log(Class.name, Class.length, Object.prototype.toString.call(Class.prototype));
show(() => Intl.PluralRules()); show(() => Intl.supportedValuesOf('x')); show(() => [typeof Intl.NumberFormat(), typeof Intl.DateTimeFormat('de')]); show(() => [1, 2].map(new Intl.NumberFormat('de').format));
