// Domains within domains, and one that nobody listens to
const domain = require('domain'); const EventEmitter = require('events'); const fs = require('fs');
const outer = domain.create(), inner = domain.create(); outer.on('error', (e) => console.log('outer', e.message)); inner.on('error', (e) => { console.log('inner', e.message); throw new Error('from the handler'); });
outer.run(() => inner.run(() => setTimeout(() => { throw new Error('nested'); }, 1)));
setTimeout(() => { const d = domain.create(); d.on('error', (e) => console.log('d', e.message)); d.run(() => { fs.readFile('/nonexistent', (err) => { throw err; }); new Promise((r) => setImmediate(r)).then(() => { throw new Error('then'); }); setImmediate(() => { console.log(process.domain === d); throw new Error('imm'); }); }); }, 20);
setTimeout(() => { try { process.setUncaughtExceptionCaptureCallback(() => {}); } catch (e) { console.log(e.code); } class E extends EventEmitter {} const d = domain.create(); d.run(() => { const e = new E(); console.log(e.domain === d); }); console.log(new E().domain); }, 40);
setTimeout(() => { const d = domain.create(); d.run(() => { process.nextTick(() => { throw new Error('nobody listens'); }); }); }, 60); process.on('exit', (c) => console.log('exit', c));
