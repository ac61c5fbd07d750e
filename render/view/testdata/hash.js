const { pbkdf2 } = require('node:crypto')
const fs = require('node:fs')
const t0 = performance.now()
for (let i = 1; i <= 8; i++) {
  pbkdf2('pw', 'salt', 1e5, 64, 'sha512', () => {
    const ms = performance.now() - t0
    console.log(i, ms.toFixed(0) + ' ms')
    Promise.resolve().then(() => process.nextTick(() => {}))
  })
}
setTimeout(() => console.log('later'), 30)
const every = setInterval(() => { let s = 0; for (let i = 0; i < 2e5; i++) s += i }, 20)
setTimeout(() => clearInterval(every), 300)
setImmediate(() => fs.readFile(__filename, () => console.log('read')))
async function work() { for (let i = 0; i < 3; i++) { await null; } }
work()
