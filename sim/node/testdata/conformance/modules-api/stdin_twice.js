// Standard input read by its descriptor leaves nothing to the stream.
// stdin: "abc\n"
const fs = require('fs');
console.log(fs.readFileSync(0, 'utf8'));
console.log(fs.fstatSync(0).isFIFO(), fs.fstatSync(1).isFIFO());
process.stdin.on('data', (d) => console.log('d', d)).on('end', () => console.log('end'));
