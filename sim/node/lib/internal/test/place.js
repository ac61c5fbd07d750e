'use strict';

/** { line, column, file } of the call of a function, undefined if no script called it. */
function place(called) {
  const held = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 1;
  Error.captureStackTrace(held, called);
  Error.stackTraceLimit = limit;
  const [, file, line, column] = /\(?((?:file:\/\/)?\/[^\n]*):(\d+):(\d+)\)?$/.exec(held.stack) ?? [];
  if (file === undefined) return undefined;
  return { line: Number(line), column: Number(column), file: file.startsWith('file://') ? require('url').fileURLToPath(file) : file };
}

module.exports = { place };
