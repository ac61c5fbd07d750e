// The event multipleResolves: promises that are settled again
process.on('warning', (w) => console.log(w.name, w.code));
process.on('multipleResolves', (type, promise, value) => console.log(type, promise, value.message ?? value));
new Promise((resolve, reject) => { resolve('first'); resolve('second'); reject('third'); resolve('fourth'); });
const p = new Promise((resolve, reject) => { reject('a'); reject('b'); setTimeout(resolve, 1, 'late'); });
p.catch((reason) => console.log('caught', reason));
new Promise((resolve) => { resolve('once'); }).then((value) => console.log(value));
new Promise((resolve) => { resolve('kept'); throw new Error('lost'); }).then((value) => console.log(value));
