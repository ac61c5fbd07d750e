'use strict';

// A dot for each test that passes, an X for each that fails.

const { reportOf } = require('internal/test/spec');

const width = () => Math.max(process.stdout.columns ?? 20, 20);

module.exports = async function* dot(source) {
  const failed = [];
  let count = 0;
  for await (const { type, data } of source) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    yield type === 'test:pass' ? '.' : 'X';
    if (type === 'test:fail') failed.push(data);
    if (++count === width()) {
      yield '\n';
      count = 0;
    }
  }
  yield '\n';
  if (failed.length > 0) {
    yield '\nFailed tests:\n\n';
    for (const data of failed) yield reportOf('test:fail', data);
  }
};
