setTimeout(() => console.log('a'), 1);
setTimeout(() => console.log('b'), 0);
setTimeout(() => console.log('c'), 1.9);
setTimeout(() => console.log('d'), -5);
setTimeout(() => console.log('e'), NaN);
setTimeout(() => console.log('f'), '1');
