// What does a computer make of a program as small as this?
console.log('my process has a number:', Number.isInteger(process.pid));

const numbers = [];
for (let i = 0; i < 1_000_000; i++) {
  numbers.push(i * 0.5);
}
console.log('numbers in my memory:', numbers.length);

setTimeout(() => {
  console.log('I waited, and nobody needed a core for that');
  process.exitCode = 3;
}, 30);
