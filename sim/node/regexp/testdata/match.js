'use strict';

// Matches what is asked on standard input, a case a line, and answers on
// standard output, a line a case:
//
//	{"pattern": "(?<n>a)", "flags": "g", "text": "ba", "at": 0}
//	{"match": [[1, 2], [1, 2]], "names": ["n"], "source": "(?<n>a)"}
//	{"match": null, "source": "(?<n>a)"}
//	{"error": "Invalid regular expression: …"}
//
// A group that took no part is null. Each match is done twice, as V8 interprets
// an expression the first time and compiles it for the second.

const lines = require('node:fs').readFileSync(0, 'utf8').split('\n');
const answers = lines.filter(Boolean).map((line) => JSON.stringify(answer(JSON.parse(line))));
require('node:fs').writeSync(1, `${answers.join('\n')}\n`);

function answer({ pattern, flags, text, at }) {
  try {
    new RegExp(pattern, flags).exec('');
    const expression = new RegExp(pattern, flags.includes('d') ? flags : `d${flags}`);
    const results = [0, 0].map(() => {
      expression.lastIndex = at;
      return result(expression.exec(text));
    });
    if (JSON.stringify(results[0]) !== JSON.stringify(results[1])) return { differ: results };
    return { ...results[0], source: expression.source };
  } catch (error) {
    return { error: error.message };
  }
}

function result(match) {
  if (match === null) return { match: null };
  const found = { match: match.indices.map((pair) => pair ?? null) };
  if (match.groups !== undefined) found.names = Object.keys(match.groups);
  return found;
}
