// What a pattern that explodes keeps waiting: a timer is late by as much.
let late = false;
setTimeout(() => { late = performance.now() - begin > 20; console.log('timer', late); }, 1);
const begin = performance.now();
console.log(/^(a+)+$/.test('a'.repeat(22) + '!'));
process.nextTick(() => console.log('tick'));
