// Timers of old: enroll and active
const t = require('timers');
console.log(typeof t.enroll, typeof t.active, typeof t._unrefActive, typeof t.unenroll);
const o = { _onTimeout() { console.log('timeout legacy'); } };
t.enroll(o, 5); t.active(o);
