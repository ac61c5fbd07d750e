// Texts that tell dates: the form of the language, and what V8 reads besides.
process.env.TZ = 'UTC';
const texts = [
  '2020-1-1', 'Jan 32 2020', '2020-01-01 13:00 pm', '2020-01-01T10:00+01', '2020-01-01T10:00+0130', '2020-001', '-1', 'Jan 1 2000 GMT-5', 'Jan 1 2000 GMT+5:30',
  'Jan 1 2000 +0530', 'Jan 1 2000 10:60', 'Wed Jan 1 10 2020', '99999999999', '0/1/2020', '13/1/2020', '2020-01-01t00:00:00z', '\t2020-01-01\n', '5/6/2000 7:08 pm',
  'Thu Jan 02 2020 10:00:00 GMT+0200 (CEST)', '(a (b)) 3 March 99', '2020-01-01T24:00:00Z', '2020-01-01T24:00:01Z', '+275760-09-13T00:00:00Z', '+275760-09-13T00:00:00.001Z', '-000000-01-01T00:00Z', '12:30', 'noon', '',
];
for (const text of texts) console.log(JSON.stringify(text), Date.parse(text), String(new Date(text)) === 'Invalid Date');

let seed = 7;
const pick = (n) => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return Math.floor(seed / 65536) % n;
};
const parts = [
  '2020', '31', '12', '05', '0', '100', 'Jan', 'march', 'Tue', '10:30', '23:59:59', '24:00', '12:00:00.5', 'am', 'PM', 'GMT', 'Z', 'EST', '+0200', '-05:30', '+1', '-', '/', ',', '.', ':', 'T',
  '2020-02-03', '2020-02-03T04:05', '2020-02-03T04:05:06.789', '2020-02-03T04:05:06+01:00', '1/2/2003', '3-4-2005', '(x)', 'x', '6.7.2008', '+002020-01-01', '12345',
];
let known = 0, sum = 0;
for (let i = 0; i < 1500; i++) {
  let text = '';
  for (let k = 1 + pick(5); k > 0; k--) text += parts[pick(parts.length)] + (pick(3) ? ' ' : '');
  const time = Date.parse(text);
  if (!Number.isNaN(time)) {
    known++;
    sum = (sum * 31 + time % 1000003) % 1000000007;
  }
}
console.log(known, sum);
