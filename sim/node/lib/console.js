'use strict';

const show = (v) => (typeof v === 'string' ? v : String(v));

module.exports = {
  log: (...args) => process.stdout.write(args.map(show).join(' ') + '\n'),
  error: (...args) => process.stderr.write(args.map(show).join(' ') + '\n'),
};
