console.log(Buffer.from('YQ==YQ==','base64'), Buffer.from('Y Q=\n=','base64'), Buffer.from('YWJj=ZGVm','base64'), Buffer.from('YWJjZ','base64'));
console.log(Buffer.from('abc').lastIndexOf('c', -1), Buffer.from('abcabc').lastIndexOf('abc', 2), Buffer.from('abc').indexOf(''), Buffer.from('abc').indexOf('',10));

// Of hexadecimal digits only the low byte is looked at, as far as there are pairs.
for (const text of ['abc', 'abxcd', 'a\u0130bc', '12\u0131a4', '\u0663\u0663', '\u00e9\u00e9']) {
  const target = Buffer.alloc(4);
  console.log(target.write(text, 'hex'), target, Buffer.from(text, 'hex'), Buffer.byteLength(text, 'hex'));
}
