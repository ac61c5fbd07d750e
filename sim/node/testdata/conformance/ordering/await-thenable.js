const thenable = { then(resolve) { console.log('then called'); resolve('v'); } };
(async () => { console.log('before'); console.log(await thenable); })();
Promise.resolve().then(() => console.log('p1')).then(() => console.log('p2')).then(() => console.log('p3'));
console.log('sync');
