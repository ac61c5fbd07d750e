// Eight derivations of a key share the four threads of the pool.
const { pbkdf2 } = require('crypto');
for (let i = 0; i < 8; i++) pbkdf2('secret', 'salt', 100_000, 64, 'sha512', () => {});
