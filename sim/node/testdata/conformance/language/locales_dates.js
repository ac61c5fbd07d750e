// Dates and times as 22 locales write them
const locales = ['en-US', 'en-GB', 'en-CA', 'en-AU', 'de-DE', 'de-AT', 'fr-FR', 'fr-CA', 'es-ES', 'es-MX', 'it-IT', 'pt-BR', 'nl-NL', 'sv-SE', 'pl-PL', 'ru-RU', 'hi-IN', 'ar-EG', 'ja-JP', 'zh-CN', 'zh-TW', 'ko-KR'];
const dates = [new Date(Date.UTC(2024, 1, 5, 3, 4, 9)), new Date(Date.UTC(1999, 10, 28, 0, 30, 59)), new Date(Date.UTC(2025, 7, 15, 12, 0, 0)), new Date(Date.UTC(2031, 4, 1, 23, 59, 9))];
const kinds = [
  {}, { dateStyle: 'full' }, { dateStyle: 'long', timeStyle: 'short' }, { dateStyle: 'medium' }, { dateStyle: 'short', timeStyle: 'medium' }, { timeStyle: 'full' }, { timeStyle: 'long', timeZone: 'Europe/Berlin' }, { timeStyle: 'short', hour12: true }, { timeStyle: 'medium', hour12: false },
  { month: 'long' }, { month: 'long', year: 'numeric' }, { month: 'short', day: 'numeric' }, { weekday: 'long' }, { weekday: 'short', day: 'numeric', month: 'short' }, { weekday: 'short', month: 'long', day: 'numeric', year: 'numeric', hour: '2-digit', minute: '2-digit' }, { year: '2-digit', month: '2-digit', day: '2-digit' },
  { hour: 'numeric' }, { hour: '2-digit', minute: '2-digit' }, { hour: 'numeric', minute: 'numeric', hour12: true }, { minute: '2-digit', second: '2-digit' }, { hour: 'numeric', timeZoneName: 'short', timeZone: 'America/New_York' }, { second: 'numeric', fractionalSecondDigits: 2 }, { month: 'narrow', day: 'numeric' }, { weekday: 'narrow' }, { year: 'numeric' }, { day: 'numeric' }, { month: 'numeric' },
];
for (const locale of locales) {
  for (const date of dates) {
    console.log(locale, kinds.map((options) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(date)).join(' | '));
    console.log(date.toLocaleString(locale, { timeZone: 'UTC' }), '|', date.toLocaleDateString(locale, { timeZone: 'UTC' }), '|', date.toLocaleTimeString(locale, { timeZone: 'UTC' }));
  }
  console.log(new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).formatToParts(dates[0]));
  console.log(new Intl.DateTimeFormat(locale, { timeZone: 'UTC' }).resolvedOptions());
}
const ranges = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });
console.log(ranges.formatRange(dates[0], new Date(+dates[0] + 3 * 864e5)), '|', ranges.formatRange(dates[0], new Date(+dates[0] + 40 * 864e5)), '|', ranges.formatRange(dates[0], dates[2]), '|', ranges.formatRange(dates[0], dates[0]));
const wrong = (f) => { try { console.log(f()); } catch (e) { console.log(e.name, e.message); } };
wrong(() => new Intl.DateTimeFormat('en', { timeStyle: 'short', year: 'numeric' })); wrong(() => new Intl.DateTimeFormat('en', { timeZone: 'x' })); wrong(() => new Intl.DateTimeFormat('en', { month: 'x' })); wrong(() => new Intl.DateTimeFormat().format(NaN)); wrong(() => new Date(0).toLocaleDateString('en', { timeStyle: 'short' })); wrong(() => new Date(NaN).toLocaleDateString('de'));
