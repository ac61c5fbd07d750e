'use strict';

// The frames of a stack in colours: those of Node itself are dim, and so is the
// working directory; packages are underlined. (lib/internal/util/inspect.js,
// formatError)

const ofNode = /^ {4}at (?:[^/\\(]+ \(|)node:(.+):\d+:\d+\)?$/;

/** One frame as it is shown in colours. */
function colourFrame(frame, stylize) {
  if (ofNode.test(frame)) return stylize(frame, 'undefined');
  return dimFolder(underlinePackages(frame, stylize), stylize);
}

function underlinePackages(frame, stylize) {
  return frame.replace(/([/\\]node_modules)([/\\])((?:@[^/\\]*[/\\])?[^/\\]*)/g,
    (_, folder, separator, name) => `${folder}${separator}${stylize(name, 'module')}`);
}

function dimFolder(frame, stylize) {
  let folder;
  try {
    folder = process.cwd();
  } catch {
    return frame; // it was removed
  }
  const href = `${require('url').pathToFileURL(folder)}`;
  for (const prefix of [`file://${folder}`, folder, href]) {
    const at = frame.indexOf(prefix);
    if (at === -1) continue;
    const bracketed = frame[at - 1] === '(';
    const start = bracketed ? at - 1 : at;
    const after = at + prefix.length + 1; // with the separator
    const closed = bracketed && frame.endsWith(')');
    return frame.slice(0, start) + stylize(frame.slice(start, after), 'undefined') + frame.slice(after, closed ? -1 : undefined) +
      (closed ? stylize(')', 'undefined') : '');
  }
  return frame;
}

module.exports = { colourFrame };
