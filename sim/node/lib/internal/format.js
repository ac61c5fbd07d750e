'use strict';

// util.format. A text needs no more than this; util.inspect is loaded when
// something else is to be shown.

let loaded;
const inspector = () => (loaded ??= require('internal/inspect'));

function formatArguments(options, args) {
  const first = args[0];
  if (args.length === 0) return '';
  if (typeof first !== 'string') {
    let all = show(first, options);
    for (let i = 1; i < args.length; i++) all += ` ${show(args[i], options)}`;
    return all;
  }
  if (args.length === 1) return first;
  let text = '';
  let done = 0;
  let used = 0;
  for (let i = 0; i < first.length - 1; i++) {
    if (first[i] !== '%') continue;
    const letter = first[++i];
    if (letter === '%') {
      text += first.slice(done, i);
      done = i + 1;
      continue;
    }
    if (used + 1 === args.length || !'sjdifOoc'.includes(letter)) continue;
    const shown = inspector().formatOne(letter, args[++used], options);
    text += first.slice(done, i - 1) + shown;
    done = i + 1;
  }
  text += first.slice(done);
  for (let i = used + 1; i < args.length; i++) text += ` ${show(args[i], options)}`;
  return text;
}

function show(value, options) { return typeof value === 'string' ? value : inspector().inspect(value, options); }

module.exports = { formatArguments };
