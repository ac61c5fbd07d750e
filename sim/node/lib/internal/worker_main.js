'use strict';

// The main program of a worker: it waits to be told what to run.

const { makePort } = require('internal/message_channel');
const { kWaiting, kWantsMore } = require('internal/worker_stdio');
const workers = require('internal/worker');

let port;

/** Begins to listen at the channel to the library of the thread that started this one. */
function start(end) {
  port = makePort(end);
  port[kWaiting] = 0;
  port.on('message', hear);
}

function hear(message) {
  switch (message.type) {
    case 'loadScript': load(message); break;
    case 'stdioPayload':
      for (const { chunk, encoding } of message.chunks) process[message.stream].push(chunk, encoding);
      break;
    case 'stdioWantsMoreData': process[message.stream][kWantsMore](); break;
    case 'toThread': require('internal/thread_messages').route(message); break;
    default:
  }
}

const portOf = () => port;

function load({ filename, form, argv, workerData, environmentData, hasStdin, publicPort, options }) {
  port.unref();
  if (argv !== undefined) process.argv.push(...argv);
  const publicWorker = require('worker_threads');
  require('internal/thread_messages').setAbove((message, moving) => port.postMessage(message, moving));
  publicWorker.parentPort = publicPort;
  publicWorker.workerData = workerData;
  for (const [key, value] of environmentData) workers.environmentData.set(key, value);
  if (!hasStdin) process.stdin.push(null);
  port.postMessage({ type: 'upAndRunning' });
  require('internal/modules').Module._initPaths();
  require('internal/worker_options').apply(options, () => run(form, filename));
}

function run(form, filename) {
  const modules = require('internal/modules');
  if (form === 'eval') {
    const name = '[worker eval]';
    Object.defineProperty(process, '_eval', { value: filename, configurable: true, enumerable: true });
    process.argv.splice(1, 0, name);
    modules.evalScript(name, filename);
  } else if (form === 'module') {
    require('internal/esm').runImport(filename);
  } else {
    process.argv.splice(1, 0, filename);
    modules.runMain(filename);
  }
}

/** Tells of an error that nobody caught, and returns the exit code. threw says that a listener threw it. */
function fail(error, threw) {
  if (!process._exiting) {
    try {
      process._exiting = true;
      process.exitCode = 1;
      if (!threw) process.emit('exit', process.exitCode);
    } catch {
      // It ends in any case.
    }
  }
  let message = { type: 'couldNotSerializeError' };
  try {
    message = { type: 'errorMessage', error: require('internal/worker_error').pickle(error) };
  } catch {
    // Then only that there was one is told.
  }
  port.postMessage(message);
  return +(process.exitCode || 0);
}

module.exports = { fail, portOf, start };
