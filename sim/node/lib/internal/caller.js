'use strict';

// Who calls the library.

// The files of the frames, without calling what a program formats stacks with.
function files() {
  const own = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  const { stackTraceLimit } = Error;
  Error.prepareStackTrace = (_, sites) => sites.map((site) => `${site.getFileName() ?? ''}`);
  Error.stackTraceLimit = 100;
  const { stack } = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  if (own === undefined) delete Error.prepareStackTrace;
  else Object.defineProperty(Error, 'prepareStackTrace', own);
  return stack;
}

/** Whether the nearest caller that is not Node's own is in a package, whose
    author is not told what is deprecated. (src/node_util.cc, IsInsideNodeModules) */
function isInsidePackage() {
  const nearest = files().find((file) => file !== '' && !file.startsWith('node:'));
  return nearest !== undefined && /[/\\]node_modules[/\\]/.test(nearest);
}

module.exports = { isInsidePackage };
