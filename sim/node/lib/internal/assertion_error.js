'use strict';

// AssertionError, and the difference of two values as its message shows it.

const { inspect } = require('internal/inspect');
const { setStackHeader } = require('internal/errors');
const { validateObject } = require('internal/validators');

const headings = {
  deepStrictEqual: 'Expected values to be strictly deep-equal:',
  strictEqual: 'Expected values to be strictly equal:',
  strictEqualObject: 'Expected "actual" to be reference-equal to "expected":',
  deepEqual: 'Expected values to be loosely deep-equal:',
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
  notStrictEqual: 'Expected "actual" to be strictly unequal to:',
  notStrictEqualObject: 'Expected "actual" not to be reference-equal to "expected":',
  notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
  notDeepEqualUnequal: 'Expected values not to be loosely deep-equal:',
};

function show(value) {
  return inspect(value, {
    compact: false, customInspect: false, depth: 1000, maxArrayLength: Infinity, showHidden: false, showProxy: false,
    sorted: true, getters: true,
  });
}

const isObject = (value) => typeof value === 'object' && value !== null;

function shorten(lines) { return lines.length > 50 ? [...lines.slice(0, 46), '...'] : lines; }

// Whether two lines say the same; a comma at the end is no difference.
const sameLine = (a, b) => a === b || a === `${b},` || `${a},` === b;

function difference(actual, expected, operator, message) {
  const both = (isObject(actual) && isObject(expected)) || (typeof actual === 'function' && typeof expected === 'function');
  if (operator === 'strictEqual' && both) operator = 'strictEqualObject';
  const heading = message || headings[operator];
  const shown = show(actual);
  const left = shown.split('\n');
  const right = show(expected).split('\n');
  let mark = '';
  if (left.length === 1 && right.length === 1 && left[0] !== right[0]) {
    const length = left[0].length + right[0].length;
    if (length <= 12) {
      if (!isObject(actual) && !isObject(expected) && (actual !== 0 || expected !== 0)) {
        return `${heading}\n\n${left[0]} !== ${right[0]}\n`;
      }
    } else if (operator !== 'strictEqualObject' && length < 80) {
      let same = 0;
      while (left[0][same] === right[0][same]) same++;
      if (same > 2) mark = `\n  ${' '.repeat(same)}^`;
    }
  }
  // The end that both have in common: three lines of it are shown, and its first.
  const tail = [];
  while (left.length > 0 && right.length > 0 && left[left.length - 1] === right[right.length - 1]) {
    tail.unshift(left.pop());
    right.pop();
  }
  const most = Math.max(left.length, right.length);
  if (most === 0) return `Values have same structure but are not reference-equal:\n\n${shorten(shown.split('\n')).join('\n')}\n`;
  let skipped = false;
  let end = tail.slice(-3).map((line) => `\n  ${line}`).join('');
  if (tail.length >= 5) {
    end = `\n...${end}`;
    skipped = true;
  }
  if (tail.length > 3) end = `\n  ${tail[0]}${end}`;

  let result = '';
  let pending = ''; // expected lines of the present difference
  let printed = 0;
  let identical = 0;
  const longer = left.length >= right.length ? left : right;
  const sign = longer === left ? '+' : '-';
  const shorter = Math.min(left.length, right.length);
  const line = (text) => {
    result += text;
    printed++;
  };
  // Up to two lines before a difference; what is between is left out.
  const before = (lines, i) => {
    if (identical > 4) {
      if (identical === 5) {
        line(`\n  ${lines[i - 3]}`);
      } else {
        result += '\n...';
        skipped = true;
      }
    }
    if (identical > 3) line(`\n  ${lines[i - 2]}`);
    if (identical > 2) line(`\n  ${lines[i - 1]}`);
    identical = 0;
  };
  const head = () => `${heading}\n+ actual - expected${skipped ? ' ... Lines skipped' : ''}`;
  for (let i = 0; i < most; i++) {
    if (i >= shorter) {
      before(longer, i);
      if (longer === left) result += `\n${sign} ${longer[i]}`;
      else pending += `\n${sign} ${longer[i]}`;
      printed++;
    } else if (sameLine(left[i], right[i])) {
      result += pending;
      pending = '';
      identical++;
      if (identical <= 2) line(`\n  ${right[i] === `${left[i]},` ? right[i] : left[i]}`);
    } else {
      before(left, i);
      result += `\n+ ${left[i]}`;
      pending += `\n- ${right[i]}`;
      printed += 2;
    }
    if (printed > 50 && i < most - 2) {
      skipped = true;
      return `${head()}\n${result}\n...${pending}\n...`;
    }
  }
  return `${head()}\n${result}${pending}${end}${mark}`;
}

function unequalText(actual, operator) {
  const lines = shorten(show(actual).split('\n'));
  const heading = operator === 'notStrictEqual' && (isObject(actual) || typeof actual === 'function') ?
    headings.notStrictEqualObject : headings[operator];
  if (lines.length === 1) return `${heading}${lines[0].length > 5 ? '\n\n' : ' '}${lines[0]}`;
  return `${heading}\n\n${lines.join('\n')}\n`;
}

function looseText(actual, expected, operator) {
  const cut = (text, length) => (text.length > length ? `${text.slice(0, length - 3)}...` : text);
  const left = show(actual);
  const right = show(expected);
  if (operator === 'notDeepEqual' && left === right) return cut(`${headings.notDeepEqual}\n\n${left}`, 1024);
  if (operator === 'deepEqual') return `${headings.deepEqual}\n\n${cut(left, 512)}\n\nshould loosely deep-equal\n\n${cut(right, 512)}`;
  if (operator === 'notDeepEqual') {
    return `${headings.notDeepEqualUnequal}\n\n${cut(left, 512)}\n\nshould not loosely deep-equal\n\n${cut(right, 512)}`;
  }
  return `${cut(left, 512)} ${operator} ${cut(right, 512)}`;
}

// An error without its stack, so that only what can be compared is shown.
function copyError(error) {
  const copy = Object.assign(Object.create(Object.getPrototypeOf(error)), error);
  Object.defineProperty(copy, 'message', { value: error.message });
  return copy;
}

function textOf(options) {
  let { actual, expected } = options;
  const { message, operator } = options;
  const compares = operator === 'deepStrictEqual' || operator === 'strictEqual';
  if (message != null) return compares ? difference(actual, expected, operator, message) : String(message);
  if (actual instanceof Error && expected instanceof Error) {
    actual = copyError(actual);
    expected = copyError(expected);
  }
  if (compares) return difference(actual, expected, operator, '');
  if (operator === 'notDeepStrictEqual' || operator === 'notStrictEqual') return unequalText(actual, operator);
  return looseText(actual, expected, operator);
}

class AssertionError extends Error {
  constructor(options) {
    validateObject(options, 'options');
    super(textOf(options));
    this.generatedMessage = !options.message;
    Object.defineProperty(this, 'name', { value: 'AssertionError', enumerable: false, writable: true, configurable: true });
    this.code = 'ERR_ASSERTION';
    this.actual = options.actual;
    this.expected = options.expected;
    this.operator = options.operator;
    const above = options.stackStartFn || options.stackStartFunction;
    if (typeof above === 'function') Error.captureStackTrace(this, above);
    setStackHeader(this, `AssertionError [ERR_ASSERTION]: ${this.message}`);
  }

  toString() { return `${this.name} [${this.code}]: ${this.message}`; }

  [inspect.custom](depth, options) { return inspect(this, { ...options, customInspect: false, depth: 0 }); }
}

module.exports = AssertionError;
