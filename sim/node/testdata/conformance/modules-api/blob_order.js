const b = new Blob(['ab']);
b.text().then(() => console.log('text'));
b.arrayBuffer().then(() => console.log('ab'));
b.slice(0, 1).text().then(() => console.log('text2'));
(async () => { for await (const c of b.stream()) console.log('stream'); })();
setImmediate(() => console.log('imm'));
setTimeout(() => console.log('timeout'), 0);
Promise.resolve().then(() => console.log('m'));
