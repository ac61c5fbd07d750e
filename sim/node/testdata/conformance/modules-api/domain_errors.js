// Domains: errors of callbacks, emitters and promises that belong to them
const domain = require('domain'); const EventEmitter = require('events'); const d = domain.create(); d.on('error', (e) => console.log('domain caught', e.message, e.domain === d, e.domainThrown, e.domainEmitter === undefined));
d.run(() => { setTimeout(() => { throw new Error('in timer'); }, 1); process.nextTick(() => { throw new Error('in tick'); }); const em = new EventEmitter(); setTimeout(() => em.emit('error', new Error('emitted')), 5); });
console.log(process.domain, domain.active, d.members.length); d.run((a, b) => console.log(a, b, process.domain === d), 1, 2);
const d2 = domain.create(); d2.on('error', (e) => console.log('d2', e.message)); const em2 = new EventEmitter(); d2.add(em2); console.log(em2.domain === d2); em2.emit('error', new Error('added')); d2.remove(em2); console.log(em2.domain);
const bound = d2.bind((x) => { throw new Error('bound ' + x); }); setTimeout(() => bound('v'), 10); const inter = d2.intercept((data) => console.log('data', data)); setTimeout(() => { inter(null, 'ok'); inter(new Error('intercepted')); }, 15);
d.enter(); console.log(process.domain === d); d.exit(); console.log(process.domain); Promise.resolve().then(() => console.log('p', process.domain)); d.run(() => Promise.reject(new Error('rejected in domain')));
