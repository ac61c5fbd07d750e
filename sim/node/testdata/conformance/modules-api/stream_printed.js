// How streams print.
const { Readable, Writable, Transform, Duplex, PassThrough } = require('stream');
console.log(new Readable());
console.log(new Writable());
console.log(new Transform());
console.log(new Duplex());
console.log(new PassThrough({ objectMode: true }));
console.log(Readable.from([1, 2]));
