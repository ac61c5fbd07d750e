'use strict';

// The old module constants: all of them, of os, fs and crypto.

const { constants: os } = require('os');

module.exports = Object.freeze(Object.assign({},
  os.dlopen, os.errno, os.priority, os.signals, require('fs').constants, require('crypto').constants));
