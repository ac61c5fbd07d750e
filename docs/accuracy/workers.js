// Two workers derive four keys each.
const { Worker, isMainThread } = require('worker_threads');
const { pbkdf2Sync } = require('crypto');
if (isMainThread) {
  for (let i = 0; i < 2; i++) new Worker(__filename);
} else {
  for (let i = 0; i < 4; i++) pbkdf2Sync('secret', 'salt', 100_000, 64, 'sha512');
}
