const after = (ms, v) => new Promise((r) => setTimeout(r, ms, v));
Promise.all([after(30, 'x'), after(10, 'y'), 3]).then((v) => console.log('all', v));
Promise.race([after(30, 'x'), after(10, 'y')]).then((v) => console.log('race', v));
Promise.any([Promise.reject(new Error('no')), after(20, 'z')]).then((v) => console.log('any', v));
Promise.allSettled([after(5, 1), Promise.reject('bad')]).then((v) => console.log('settled', v));
