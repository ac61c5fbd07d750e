// All of standard input as text.
// stdin: "abc\ndéf\n"
const { text, json, lines } = require('stream/consumers');
text(process.stdin).then((t) => console.log(JSON.stringify(t)));
