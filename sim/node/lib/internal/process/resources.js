'use strict';

// What a process uses. (doc: process.html)

const native = binding('process');
const heap = binding('heap');
const { codes } = require('internal/errors');
const { validateObject } = require('internal/validators');

exports.cpuUsage = function cpuUsage(prevValue) {
  if (prevValue) {
    validateObject(prevValue, 'prevValue');
    for (const name of ['user', 'system']) {
      const value = prevValue[name];
      if (typeof value !== 'number') throw new codes.ERR_INVALID_ARG_TYPE(`prevValue.${name}`, 'number', value);
      if (!(value >= 0 && value <= Number.MAX_SAFE_INTEGER)) throw new codes.ERR_INVALID_ARG_VALUE.RangeError(`prevValue.${name}`, value);
    }
  }
  const us = Math.floor(native.cpuNs() / 1000);
  const usage = { user: us - Math.floor(us / 10), system: Math.floor(us / 10) };
  if (prevValue) {
    usage.user -= prevValue.user;
    usage.system -= prevValue.system;
  }
  return usage;
};

exports.memoryUsage = function memoryUsage() {
  return {
    rss: heap.resident(), heapTotal: heap.committed(), heapUsed: heap.used(), external: heap.external(), arrayBuffers: heap.buffers(),
  };
};
exports.memoryUsage.rss = function rss() { return heap.resident(); };
exports.constrainedMemory = function constrainedMemory() { return 0; };
exports.availableMemory = function availableMemory() { return 8 * 2 ** 30; };

exports.resourceUsage = function resourceUsage() {
  const { user, system } = process.cpuUsage();
  return {
    userCPUTime: user, systemCPUTime: system, maxRSS: Math.floor(heap.resident() / 1024), sharedMemorySize: 0,
    unsharedDataSize: 0, unsharedStackSize: 0, minorPageFault: 0, majorPageFault: 0, swappedOut: 0, fsRead: 0, fsWrite: 0,
    ipcSent: 0, ipcReceived: 0, signalsCount: 0, voluntaryContextSwitches: 0, involuntaryContextSwitches: 0,
  };
};

// What keeps the loop alive, by what Node calls it.
exports.getActiveResourcesInfo = function getActiveResourcesInfo() { return native.activeResources(); };
const active = (names, of) => native.activeResources().filter((name) => of(name)).map((name) => names[name] || new (class { get [Symbol.toStringTag]() { return name; } })());
exports._getActiveRequests = function _getActiveRequests() { return active({}, (name) => /Req/.test(name)); };
exports._getActiveHandles = function _getActiveHandles() {
  return active({}, (name) => !/Req|^Timeout$|^Immediate$/.test(name));
};
