console.log(Buffer.from('YQ==YQ==','base64'), Buffer.from('Y Q=\n=','base64'), Buffer.from('YWJj=ZGVm','base64'), Buffer.from('YWJjZ','base64'));
console.log(Buffer.from('abc').lastIndexOf('c', -1), Buffer.from('abcabc').lastIndexOf('abc', 2), Buffer.from('abc').indexOf(''), Buffer.from('abc').indexOf('',10));
