// The hour, the day and the names of time zones, in summer, in winter, and where clocks change
const dates = [Date.UTC(2024, 6, 5, 15, 4, 9), Date.UTC(2024, 0, 5, 3, 0, 0), Date.UTC(2024, 2, 10, 6, 59), Date.UTC(2024, 2, 10, 7, 0), Date.UTC(2024, 9, 27, 0, 59, 59), Date.UTC(2024, 9, 27, 1, 0), Date.UTC(1970, 0, 1)];
for (const timeZone of ['America/New_York', 'America/Los_Angeles', 'America/Sao_Paulo', 'Europe/London', 'Europe/Berlin', 'europe/paris', 'Asia/Tokyo', 'Asia/Kolkata', 'Asia/Kathmandu', 'Australia/Sydney', 'Australia/Lord_Howe', 'Pacific/Auckland', 'Etc/GMT+5', 'US/Eastern', 'UTC', 'GMT']) {
  console.log(new Intl.DateTimeFormat('en-US', { timeZone }).resolvedOptions().timeZone);
  for (const date of dates) console.log(new Date(date).toLocaleString('en-US', { timeZone }), '|', new Date(date).toLocaleTimeString('de-DE', { timeZone }));
  for (const timeZoneName of ['short', 'long', 'shortOffset', 'longOffset', 'shortGeneric', 'longGeneric']) console.log(dates.slice(0, 2).map((date) => new Intl.DateTimeFormat('en-US', { timeZone, hour: 'numeric', timeZoneName }).format(date)).join(' | '));
}
console.log(new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false }).formatToParts(dates[1]).map((part) => part.value).join(''));
for (const timeZone of ['Nowhere', 'America/Nowhere', '', '+25:00', 'EST5']) try { console.log(new Date(0).toLocaleString('en', { timeZone })); } catch (e) { console.log(e.name, e.message); }
