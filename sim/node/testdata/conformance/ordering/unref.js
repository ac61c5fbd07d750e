setTimeout(() => console.log('never'), 1000).unref();
const t = setTimeout(() => console.log('kept'), 20);
t.unref(); t.ref();
console.log(t.hasRef());
