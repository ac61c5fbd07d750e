'use strict';

const { refusal } = require('internal/refuse');

process.emitWarning('WASI is an experimental feature and might change at any time', 'ExperimentalWarning');

class WASI {
  constructor() { throw refusal('WASI', 'write what the module does in JavaScript'); }
}

module.exports = { WASI };
