const { pbkdf2 } = require('crypto');

let hashed = 0;
for (let i = 0; i < 8; i++) {
  pbkdf2('secret', 'salt', 200_000, 32, 'sha256', () => {
    hashed += 1;
    if (hashed === 8) console.log('eight hashes');
  });
}

setTimeout(() => console.log('timeout'), 100);
setImmediate(() => console.log('immediate'));
Promise.resolve().then(() => console.log('promise'));
process.nextTick(() => console.log('tick'));
console.log('script');
