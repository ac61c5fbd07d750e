'use strict';

// A tree of marks and names, for people. (doc: test.html#test-reporters)

const { Transform } = require('stream');
const { inspect } = require('internal/inspect');

const marks = { 'test:fail': '\u2716 ', 'test:pass': '\u2714 ', 'test:diagnostic': '\u2139 ' };

/** What a test came to, on a line, and its error below. */
function reportOf(type, data, before = '', indent = '', hasSubtests = false) {
  const { skip, todo, details } = data;
  let title = data.name + (details?.duration_ms ? ` (${details.duration_ms}ms)` : '');
  const directive = (word, value) => ` # ${typeof value === 'string' && value !== '' ? value : word}`;
  if (skip !== undefined) title += directive('SKIP', skip);
  else if (todo !== undefined) title += directive('TODO', todo);
  let error = errorText(details?.error, indent);
  if (hasSubtests) error = !error || details.error.failureType === 'subtestsFailed' ? '' : `\n${error}`;
  return `${before}${indent}${skip === undefined ? marks[type] : '\uFE63 '}${title}${error}`;
}

function errorText(error, indent) {
  if (!error) return '';
  const shown = inspect(error.code === 'ERR_TEST_FAILURE' ? error.cause : error, { colors: false, breakLength: Infinity });
  return `\n${indent}  ${shown.split(/\r?\n/).join(`\n${indent}  `)}\n`;
}

class SpecReporter extends Transform {
  #begun = []; // tests that began, the innermost first
  #shown = []; // those of them that were shown, as they have subtests
  #failed = [];

  constructor() { super({ writableObjectMode: true }); }

  _transform({ type, data }, encoding, callback) { callback(null, this.#text(type, data)); }

  #text(type, data) {
    const indent = '  '.repeat(data.nesting ?? 0);
    switch (type) {
      case 'test:start':
        this.#begun.unshift(data);
        return undefined;
      case 'test:fail':
        if (data.details?.error?.failureType !== 'subtestsFailed') this.#failed.push(data);
        return this.#ended(type, data, indent);
      case 'test:pass': return this.#ended(type, data, indent);
      case 'test:stderr':
      case 'test:stdout': return data.message;
      case 'test:diagnostic': return `${indent}${marks[type]}${data.message}\n`;
    }
    return undefined;
  }

  #ended(type, data, indent) {
    this.#begun.shift();
    let before = '';
    while (this.#begun.length > 0) {
      const around = this.#begun.pop();
      this.#shown.unshift(around);
      before += `${'  '.repeat(around.nesting)}\u25B6 ${around.name}\n`;
    }
    const hasSubtests = this.#shown[0]?.nesting === data.nesting && this.#shown[0].name === data.name;
    if (hasSubtests) this.#shown.shift();
    return `${reportOf(type, data, before, indent, hasSubtests)}\n`;
  }

  _flush(callback) {
    if (this.#failed.length === 0) {
      callback(null, '');
      return;
    }
    const lines = [`\n${marks['test:fail']}failing tests:\n`];
    for (const data of this.#failed) {
      if (data.file) lines.push(`test at ${require('path').relative(process.cwd(), data.file)}:${data.line}:${data.column}`);
      lines.push(reportOf('test:fail', data));
    }
    callback(null, lines.join('\n'));
  }
}

module.exports = { SpecReporter, reportOf };
