'use strict';

// process.report: what a process knows of itself, as an object and as a file.

const { codes } = require('internal/errors');
const { validateBoolean, validateObject, validateString } = require('internal/validators');

const settings = {
  directory: '', filename: '', compact: false, excludeNetwork: false, signal: 'SIGUSR2',
  reportOnFatalError: false, reportOnSignal: false, reportOnUncaughtException: false,
};
let written = 0;

function stackOf(error) {
  const [message, ...stack] = String(error.stack).split('\n');
  return { message, stack: stack.map((line) => line.trim()), errorProperties: { ...error } };
}

function make(error, event, trigger, filename) {
  const os = require('os');
  const memory = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  const now = new Date();
  const seconds = process.uptime();
  const cpu = {
    userCpuSeconds: user / 1e6, kernelCpuSeconds: system / 1e6, cpuConsumptionPercent: (user + system) / 1e4 / seconds,
    userCpuConsumptionPercent: user / 1e4 / seconds, kernelCpuConsumptionPercent: system / 1e4 / seconds,
  };
  const fsActivity = { reads: 0, writes: 0 };
  const unlimited = { soft: 'unlimited', hard: 'unlimited' };
  return {
    header: {
      reportVersion: 4, event, trigger, filename, dumpEventTime: now.toISOString().replace(/\.\d+/, ''), dumpEventTimeStamp: `${now.getTime()}`,
      processId: process.pid, threadId: 0, cwd: process.cwd(), commandLine: [process.argv0, ...process.execArgv, ...process.argv.slice(1)],
      nodejsVersion: process.version, glibcVersionRuntime: '2.36', glibcVersionCompiler: '2.28', wordSize: 64, arch: process.arch,
      platform: process.platform, componentVersions: Object.fromEntries(Object.entries(process.versions).sort(([a], [b]) => (a < b ? -1 : 1))),
      release: { ...process.release }, osName: os.type(), osRelease: os.release(), osVersion: os.version(), osMachine: os.machine(),
      cpus: os.cpus().map(({ model, speed, times }) => ({ model, speed, user: times.user, nice: times.nice, sys: times.sys, idle: times.idle, irq: times.irq })),
      networkInterfaces: settings.excludeNetwork ? [] :
        Object.entries(os.networkInterfaces()).flatMap(([name, list]) => list.map(({ internal, mac, address, netmask, family }) => ({ name, internal, mac, address, netmask, family }))),
      host: os.hostname(),
    },
    javascriptStack: stackOf(error),
    javascriptHeap: {
      totalMemory: memory.heapTotal, executableMemory: 262144, totalCommittedMemory: memory.heapTotal,
      availableMemory: require('v8').getHeapStatistics().total_available_size, totalGlobalHandlesMemory: 8192,
      usedGlobalHandlesMemory: 2048, usedMemory: memory.heapUsed, memoryLimit: require('v8').getHeapStatistics().heap_size_limit,
      mallocedMemory: 262312, externalMemory: memory.external, peakMallocedMemory: 107696, nativeContextCount: 1,
      detachedContextCount: 0, doesZapGarbage: 0, heapSpaces: {},
    },
    nativeStack: [],
    resourceUsage: {
      free_memory: os.freemem(), total_memory: os.totalmem(), rss: memory.rss, constrained_memory: process.constrainedMemory(),
      available_memory: process.availableMemory(), ...cpu, maxRss: memory.rss, pageFaults: { IORequired: 0, IONotRequired: 0 }, fsActivity,
    },
    uvthreadResourceUsage: { ...cpu, fsActivity: { ...fsActivity } },
    libuv: process.getActiveResourcesInfo().map((name) => ({ type: name.toLowerCase(), is_active: true, is_referenced: true })),
    workers: [],
    environmentVariables: { ...process.env },
    userLimits: {
      core_file_size_blocks: { soft: 0, hard: 'unlimited' }, data_seg_size_kbytes: unlimited, file_size_blocks: unlimited,
      max_locked_memory_bytes: { soft: 8388608, hard: 8388608 }, max_memory_size_kbytes: unlimited, open_files: { soft: 1024, hard: 1024 },
      stack_size_bytes: { soft: 8388608, hard: 'unlimited' }, cpu_time_seconds: unlimited, max_user_processes: unlimited,
      virtual_memory_kbytes: unlimited,
    },
    sharedObjects: [],
  };
}

function synthetic() {
  const error = new Error('JavaScript Callstack');
  error.code = 'ERR_SYNTHETIC';
  error.stack = error.stack.replace('Error:', 'Error [ERR_SYNTHETIC]:');
  return error;
}

function nextName() {
  const now = new Date();
  const two = (n) => String(n).padStart(2, '0');
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  const time = `${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
  return `report.${day}.${time}.${process.pid}.0.${String(++written).padStart(3, '0')}.json`;
}

const property = (name, check) => ({
  enumerable: true, configurable: true, get() { return settings[name]; }, set(value) { check(value, name); settings[name] = value; },
});

module.exports = Object.defineProperties({
  writeReport(file, error) {
    if (typeof file === 'object' && file !== null) {
      error = file;
      file = undefined;
    } else if (file !== undefined) {
      validateString(file, 'file');
    }
    if (error === undefined) error = synthetic();
    else validateObject(error, 'err');
    const name = file || settings.filename || nextName();
    const path = require('path').resolve(settings.directory || process.cwd(), name);
    const text = JSON.stringify(make(error, 'JavaScript API', 'API', name), null, settings.compact ? undefined : 2);
    process._rawDebug(`\nWriting Node.js report to file: ${name}`);
    require('fs').writeFileSync(path, `${text}\n`);
    process._rawDebug('Node.js report completed');
    return name;
  },
  getReport(error) {
    if (error === undefined) error = synthetic();
    else validateObject(error, 'err');
    return make(error, 'JavaScript API', 'GetReport', null);
  },
}, {
  directory: property('directory', validateString),
  filename: property('filename', validateString),
  compact: property('compact', validateBoolean),
  excludeNetwork: property('excludeNetwork', validateBoolean),
  signal: property('signal', (value) => {
    if (typeof value !== 'string') throw new codes.ERR_INVALID_ARG_TYPE('signal', 'string', value);
    if (!(value in require('os').constants.signals)) throw new codes.ERR_UNKNOWN_SIGNAL(value);
  }),
  reportOnFatalError: property('reportOnFatalError', validateBoolean),
  reportOnSignal: property('reportOnSignal', validateBoolean),
  reportOnUncaughtException: property('reportOnUncaughtException', validateBoolean),
});
