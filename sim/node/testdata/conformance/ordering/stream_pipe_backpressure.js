const { Readable, Writable } = require('stream');
let n = 0;
const source = new Readable({ highWaterMark: 4, read(size) { console.log('read', size, n); this.push(n < 6 ? `chunk${n++}` : null); } });
const sink = new Writable({ highWaterMark: 8, write(c, e, cb) { console.log('write', String(c)); setTimeout(cb, 1); } });
sink.on('pipe', (s) => console.log('pipe', s === source)).on('unpipe', () => console.log('unpipe')).on('drain', () => console.log('drain'));
source.on('pause', () => console.log('pause')).on('resume', () => console.log('resume')).on('end', () => console.log('end'));
sink.on('finish', () => console.log('finish')).on('close', () => console.log('close'));
console.log(source.pipe(sink) === sink);
