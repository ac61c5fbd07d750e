let n = 0;
const timer = setInterval(() => { console.log(++n); if (n === 4) clearInterval(timer); }, 3);
setTimeout(() => console.log('late'), 60);
