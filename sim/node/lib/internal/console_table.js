'use strict';

// console.table. (doc: console.html)

const { getStringWidth } = require('internal/inspect');

const indexTitle = '(index)';
const iterationTitle = '(iteration index)';

function tableOf(data, properties, inspect) {
  const cell = (value) => {
    const depth = value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length > 2 ? -1 : 0;
    return inspect(value, { maxArrayLength: 3, breakLength: Infinity, depth });
  };
  if (data instanceof Map) {
    const keys = [];
    const values = [];
    for (const [key, value] of data) {
      keys.push(cell(key));
      values.push(cell(value));
    }
    return drawTable([iterationTitle, 'Key', 'Values'], [keys.map((_, i) => String(i)), keys, values]);
  }
  if (data instanceof Set) {
    const values = [...data].map(cell);
    return drawTable([iterationTitle, 'Values'], [values.map((_, i) => String(i)), values]);
  }
  const kind = typeof data.next === 'function' ? Object.prototype.toString.call(data) : '';
  if (kind === '[object Map Iterator]' || kind === '[object Set Iterator]') {
    const values = [...data];
    if (values.length > 0 && kind === '[object Map Iterator]' &&
        values.every((value) => Array.isArray(value) && value.length === 2)) {
      return drawTable([iterationTitle, 'Key', 'Values'],
        [values.map((_, i) => String(i)), values.map((v) => cell(v[0])), values.map((v) => cell(v[1]))]);
    }
    return drawTable([iterationTitle, 'Values'], [values.map((_, i) => String(i)), values.map(cell)]);
  }
  const columns = Object.create(null);
  const primitives = [];
  let hasPrimitives = false;
  const rows = Object.keys(data);
  for (let i = 0; i < rows.length; i++) {
    const item = data[rows[i]];
    const primitive = item === null || (typeof item !== 'function' && typeof item !== 'object');
    if (primitive && !properties) {
      hasPrimitives = true;
      primitives[i] = cell(item);
      continue;
    }
    for (const key of properties || Object.keys(item)) {
      columns[key] ??= [];
      columns[key][i] = !primitive && Object.prototype.hasOwnProperty.call(item, key) ? cell(item[key]) : '';
    }
  }
  // Integer names come first, as with the keys of an object.
  const titles = Object.keys(columns);
  const all = [rows, ...titles.map((key) => columns[key])];
  const heads = [indexTitle, ...titles];
  if (hasPrimitives) {
    heads.push('Values');
    all.push(primitives);
  }
  return drawTable(heads, all);
}

function drawTable(heads, columns) {
  const count = columns.reduce((most, column) => Math.max(most, column.length), 0);
  const widths = columns.map((column, i) => {
    let width = getStringWidth(heads[i]);
    for (let row = 0; row < count; row++) width = Math.max(width, getStringWidth(cellText(column, row)));
    return width + 2;
  });
  const padded = (text, width) => ` ${text}${' '.repeat(width - getStringWidth(text) - 1)}`;
  const line = (left, middle, right) => left + widths.map((width) => '─'.repeat(width)).join(middle) + right;
  const row = (cells) => `│${cells.map((text, i) => padded(text, widths[i])).join('│')}│`;
  const lines = [line('┌', '┬', '┐'), row(heads), line('├', '┼', '┤')];
  for (let i = 0; i < count; i++) lines.push(row(columns.map((column) => cellText(column, i))));
  lines.push(line('└', '┴', '┘'));
  return lines.join('\n');
}

function cellText(column, row) { return column[row] === undefined ? '' : column[row]; }

module.exports = tableOf;
