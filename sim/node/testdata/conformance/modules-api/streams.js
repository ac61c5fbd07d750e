const { Readable, Transform, pipeline } = require('stream'); const up = new Transform({ transform(c, e, cb) { cb(null, String(c).toUpperCase()); } });
pipeline(Readable.from(['a', 'b', 'c']), up, async function* (s) { for await (const c of s) yield c + '!'; }, async (s) => { for await (const c of s) console.log(String(c)); }, (e) => console.log('done', e));
