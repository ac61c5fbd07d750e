'use strict';

// Files of environment variables, as util.parseEnv and process.loadEnvFile
// take them: lines of NAME=value, with values in quotes that may go over
// several lines, comments, and export before a name.

function trim(text) { return text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, ''); }

/** The value that begins at a place, and where what follows it begins. */
function readValue(text, start) {
  const quote = text[start];
  const lineEnd = (from) => {
    const at = text.indexOf('\n', from);
    return at < 0 ? text.length : at;
  };
  if (quote === '"' || quote === "'" || quote === '`') {
    const end = text.indexOf(quote, start + 1);
    if (end >= 0) {
      const value = text.slice(start + 1, end);
      return [quote === '"' ? value.replaceAll('\\n', '\n') : value, lineEnd(end) + 1];
    }
    // Without its other end a quote is a letter.
    return [text.slice(start, lineEnd(start)).replace(/[ \t\r]+$/, ''), lineEnd(start) + 1];
  }
  const end = lineEnd(start);
  return [trim(text.slice(start, end).replace(/#.*$/, '')), end + 1];
}

/** An object of the variables a text defines; of a name that comes again the last counts. */
function parse(text) {
  const values = {};
  text = text.replaceAll('\r\n', '\n');
  let at = 0;
  while (at < text.length) {
    while (at < text.length && /[ \t\n]/.test(text[at])) at++;
    if (text[at] === '#') {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end + 1;
      continue;
    }
    const equals = text.indexOf('=', at);
    if (equals < 0) break;
    const newline = text.indexOf('\n', at);
    if (newline >= 0 && newline < equals) {
      at = newline + 1;
      continue;
    }
    const name = trim(text.slice(at, equals)).replace(/^export[ \t]+/, '');
    let start = equals + 1;
    while (start < text.length && /[ \t]/.test(text[start])) start++;
    if (name === '') break;
    const [value, next] = readValue(text, start);
    values[name] = value;
    at = next;
  }
  return values;
}

module.exports = { parse };
