'use strict';

// The test anything protocol, version 13. (https://testanything.org)

const { inspect } = require('internal/inspect');
const { isError } = require('internal/inspect');

// Failures whose cause is an error of the script, which is shown instead.
const ofScript = new Set(['testCodeFailure', 'hookFailed', 'uncaughtException', 'unhandledRejection']);

module.exports = async function* tapReporter(source) {
  yield 'TAP version 13\n';
  for await (const { type, data } of source) {
    const indent = '    '.repeat(data.nesting ?? 0);
    switch (type) {
      case 'test:fail':
        yield `${indent}not ok${result(data)}`;
        yield details(indent, data.details, data.file ? `${data.file}:${data.line}:${data.column}` : undefined);
        break;
      case 'test:pass':
        yield `${indent}ok${result(data)}`;
        yield details(indent, data.details);
        break;
      case 'test:plan': yield `${indent}1..${data.count}\n`; break;
      case 'test:start': yield `${indent}# Subtest: ${escape(data.name)}\n`; break;
      case 'test:diagnostic': yield `${indent}# ${escape(data.message)}\n`; break;
      case 'test:stderr':
      case 'test:stdout':
        for (const line of data.message.split(/\r?\n/)) if (line !== '') yield `# ${escape(line)}\n`;
        break;
    }
  }
};

const escapes = { '\b': '\\b', '\f': '\\f', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\v': '\\v' };
function escape(text) { return text.replace(/[\b\f\t\n\r\v]/g, (c) => escapes[c]).replaceAll('\\', '\\\\').replaceAll('#', '\\#'); }

function result({ testNumber, name, skip, todo }) {
  const directive = (word, value) => ` # ${word}${typeof value === 'string' && value !== '' ? ` ${escape(value)}` : ''}`;
  let line = ` ${testNumber}`;
  if (name) line += ` ${escape(`- ${name}`)}`;
  if (skip !== undefined) line += directive('SKIP', skip);
  else if (todo !== undefined) line += directive('TODO', todo);
  return `${line}\n`;
}

function details(indent, data, location) {
  return `${indent}  ---\n${yaml(indent, 'duration_ms', data.duration_ms)}${yaml(indent, 'type', data.type)}` +
    `${yaml(indent, 'location', location)}${yaml(indent, null, data.error, new Set())}${indent}  ...\n`;
}

const plain = { colors: false, breakLength: Infinity };

// A value as YAML, with its name; an object's properties are one step in,
// those of the error itself are not.
function yaml(indent, name, value, seen) {
  if (value === undefined) return '';
  const prefix = `${indent}  ${name}:`;
  if (value === null) return `${prefix} ~\n`;
  if (typeof value === 'string' && /\n/.test(value)) {
    return `${prefix} |-\n${value.split(/\r?\n/).map((line) => `${indent}    ${line}\n`).join('')}`;
  }
  if (typeof value !== 'object') return `${prefix} ${inspect(value, plain)}\n`;

  seen.add(value);
  const isFault = isError(value);
  let text = '';
  let inner = indent;
  if (name !== null) {
    text += `${prefix}${require('util').types.isDate(value) ? ` ${value.toISOString()}` : ''}\n`;
    inner += '  ';
  }
  for (const [key, one] of Object.entries(value)) {
    if (isFault && (key === 'cause' || key === 'code')) continue;
    text += seen.has(one) ? `${inner}  ${key}: <Circular>\n` : yaml(inner, key, one, seen);
  }
  return isFault ? text + fault(indent, value, seen) : text;
}

const isAssertion = (value) => value && typeof value === 'object' && 'expected' in value && 'actual' in value;

function fault(indent, error, seen) {
  const cause = error.code === 'ERR_TEST_FAILURE' && ofScript.has(error.failureType) ? error.cause : undefined;
  const of = (key) => cause?.[key] ?? error[key];
  let text = yaml(indent, 'error', of('message') ?? '<unknown error>', seen);
  if (of('code')) text += yaml(indent, 'code', of('code'), seen);
  if (of('name') && of('name') !== 'Error') text += yaml(indent, 'name', of('name'), seen);
  const compared = isAssertion(cause) ? cause : isAssertion(error) ? error : undefined;
  if (compared) {
    text += yaml(indent, 'expected', compared.expected, new Set(seen));
    text += yaml(indent, 'actual', compared.actual, new Set(seen));
    if (of('operator')) text += yaml(indent, 'operator', of('operator'), seen);
  }
  const stack = of('stack');
  const frames = typeof stack === 'string' ? stack.split(/\r?\n/).filter((line) => line.startsWith('    at ') && line.length > 7) : [];
  if (frames.length > 0) text += `${indent}  stack: |-${frames.map((line) => `\n${indent}    ${line.slice(7)}`).join('')}\n`;
  return text;
}
