let b;
setImmediate(() => { console.log('a'); clearImmediate(b); });
b = setImmediate(() => console.log('never'));
setImmediate(() => console.log('c'));
