// A pipeline from standard input to standard output.
// stdin: "abc\ndef\n"
const { pipeline, Transform } = require('stream');
pipeline(
  process.stdin,
  new Transform({
    transform(c, e, cb) {
      cb(null, String(c).toUpperCase());
    },
  }),
  process.stdout,
  (e) => console.log('done', e),
);
