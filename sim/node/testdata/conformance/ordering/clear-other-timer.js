const b = () => clearTimeout(c);
setTimeout(() => { console.log('a'); b(); }, 5);
const c = setTimeout(() => console.log('never'), 5);
setTimeout(() => console.log('d'), 5);
