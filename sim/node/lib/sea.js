'use strict';

// Single executable applications: no script of the machine is one.

const { ERR_NOT_IN_SINGLE_EXECUTABLE_APPLICATION } = require('internal/errors').codes;

function never(name) {
  return { [name]() { throw new ERR_NOT_IN_SINGLE_EXECUTABLE_APPLICATION(); } }[name];
}

module.exports = {
  isSea: function isSea() { return false; },
  getAsset: never('getAsset'),
  getRawAsset: never('getRawAsset'),
  getAssetAsBlob: never('getAssetAsBlob'),
};
