// flags: --max-old-space-size=20
// A heap that outgrows its limit ends the process by SIGABRT.
process.on('exit', () => console.log('never printed'));
const all = [];
console.log('begins');
setInterval(() => {
  for (let i = 0; i < 2000; i++) all.push({ number: i, list: [i, i, i], text: 'item ' + i });
}, 1);
