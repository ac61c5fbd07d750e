// The environment of a worker is a hash table in Node, and is listed in its order. A name that is an index is lost.
const { Worker, SHARE_ENV } = require('worker_threads');
if (require('worker_threads').isMainThread) {
  const env = { __proto__: null, 7: 'lost', 4294967295: 'kept', 'a b=c': 'q=1', a_longer_name_than_eight: 1, 'é😀': 2 };
  for (let i = 0; i < 45; i++) env[`V${i}`] = i;
  new Worker(__filename, { env });
} else if (process.env.V44 !== undefined) {
  const names = () => console.log(Object.keys(process.env).join(' '));
  names();
  for (let i = 0; i < 490; i += 7) process.env[`W${i}`] = 'x';
  for (let i = 0; i < 45; i++) delete process.env[`V${i}`];
  names();
  console.log(process.env['a b=c']);
  new Worker(__filename).on('exit', () => new Worker(__filename, { env: SHARE_ENV }).on('exit', () => console.log('Z' in process.env)));
} else {
  process.env.Z = 'z';
  console.log(Object.keys(process.env).join(' '));
}
