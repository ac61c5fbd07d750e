let n = 0;
setImmediate(() => console.log('immediate after', n));
const again = () => { if (++n < 1000) return Promise.resolve().then(again); console.log('done'); };
again();
