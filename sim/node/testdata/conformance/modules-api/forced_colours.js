'use strict';
// FORCE_COLOR makes anything colourful that would ask a terminal.

const util = require('util');

process.env.FORCE_COLOR = '1';
console.log({ a: 1, b: 'x' }, [true, null, undefined, Symbol('a'), new Date(0), /x/, () => {}]);
console.log('%o %s %d', 'a', { a: 1 }, 5);
console.table([{ a: 1, b: 'x' }]);
delete process.env.FORCE_COLOR;
console.log({ a: 1 });

// Frames: Node's own and the working directory are dim, packages underlined.
const folder = process.cwd();
const error = new Error('told');
error.stack = ['Error: told',
  `    at own (${folder}/main.js:1:2)`, `    at ${folder}/main.js:1:2`, `    at file://${folder}/main.mjs:3:4`,
  '    at used (/srv/node_modules/plain/index.js:5:6)', '    at used (/srv/node_modules/@scope/name/node_modules/deep/index.js:5:6)',
  '    at run (node:internal/process/task_queues:7:8)', '    at node:events:9:10', '    at elsewhere (/srv/my_node_modules/x.js:1:1)'].join('\n');
const shown = (value, options) => util.inspect(value, { colors: true, ...options }).replaceAll(folder, '<folder>');
console.log(JSON.stringify(shown(error)).replaceAll('\\n', '\n'));
console.log(JSON.stringify(shown({ error: Object.assign(error, { code: 'E' }) })).replaceAll('\\n', '\n'));

// Numbers in a format follow the default options.
util.inspect.defaultOptions = { numericSeparator: true };
console.log('%d %i %f %s %d', 123456789, 1234567.8, 12345.6789, 1234567, 9876543210n);
