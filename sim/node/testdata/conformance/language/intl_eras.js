// Dates with their era, as luxon asks for them to find the offset of a zone.
const instants = [0, Date.UTC(2024, 1, 29, 17, 5, 9), -63e12, -6e13];
const options = [
  {}, { year: 'numeric' }, { year: 'numeric', month: 'long' }, { year: 'numeric', month: 'short', day: 'numeric' },
  { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' }, { year: 'numeric', month: 'numeric' },
  { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false },
];
for (const era of ['short', 'long', 'narrow']) {
  for (const locale of ['en-US', 'en-GB']) {
    for (const option of options) {
      const format = new Intl.DateTimeFormat(locale, { ...option, era, timeZone: 'America/New_York' });
      console.log(era, locale, instants.map((at) => format.format(at)).join(' | '), format.resolvedOptions().era);
    }
  }
}
console.log(new Intl.DateTimeFormat('en', { era: 'short', timeZone: 'Asia/Tokyo' }).formatToParts(-63e12));
console.log(new Date(0).toLocaleDateString('en-US', { era: 'long', timeZone: 'UTC' }));
for (const wrong of [{ era: 'medium' }, { era: 'short', dateStyle: 'full' }]) {
  try {
    new Intl.DateTimeFormat('en', wrong);
  } catch (error) {
    console.log(error.name, error.message);
  }
}
