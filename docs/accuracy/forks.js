// Three children derive four keys each.
const { fork } = require('child_process');
const { pbkdf2Sync } = require('crypto');
if (process.argv[2] === 'child') {
  for (let i = 0; i < 4; i++) pbkdf2Sync('secret', 'salt', 100_000, 64, 'sha512');
} else {
  for (let i = 0; i < 3; i++) fork(__filename, ['child']);
}
