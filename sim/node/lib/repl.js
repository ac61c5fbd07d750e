'use strict';

// The interactive prompt: a script has nobody to answer it.

const { refusal, refusing } = require('internal/refuse');

const instead = 'read standard input with readline, or write what you would type into the script';

const REPL_MODE_SLOPPY = Symbol('repl-sloppy');
const REPL_MODE_STRICT = Symbol('repl-strict');

class Recoverable extends SyntaxError {
  constructor(err) {
    super();
    this.err = err;
  }
}

function REPLServer() { throw refusal('the REPL', instead); }

module.exports = {
  start: refusing('start', 'the REPL', instead),
  writer: (value) => require('util').inspect(value),
  REPLServer,
  REPL_MODE_SLOPPY,
  REPL_MODE_STRICT,
  Recoverable,
  isValidSyntax(code) {
    try {
      new (require('vm').Script)(code);
      return true;
    } catch {
      return false;
    }
  },
  builtinModules: require('module').builtinModules.filter((name) => !name.startsWith('_')),
};
