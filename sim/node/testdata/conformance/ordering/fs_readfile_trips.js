// readFile takes several trips through the loop; stat takes one.
const fs = require('fs');
const dir = fs.mkdtempSync('/tmp/case-');
const file = dir + '/f';
fs.writeFileSync(file, 'data');
let turns = 0;
let counting = true;
fs.stat(file, () => console.log('stat'));
fs.readFile(file, 'utf8', (e, text) => {
  counting = false;
  console.log('readFile', text, turns > 1);
  setTimeout(() => console.log('timeout'), 0);
  setImmediate(() => console.log('immediate'));
  process.nextTick(() => console.log('tick'));
  Promise.resolve().then(() => console.log('micro'));
  fs.rmSync(dir, { recursive: true });
});
(function spin() {
  turns++;
  if (counting) setImmediate(spin);
})();
process.nextTick(() => console.log('tick of main'));
console.log('main');
