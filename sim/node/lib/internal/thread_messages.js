'use strict';

// Messages from any thread to any other. They go through the channels that the
// library has between a worker and who started it: up to the main thread, which
// knows all, and down from there. Whether somebody heard it is answered through
// a channel of the message's own. (doc: worker_threads.html, postMessageToThread)

const native = binding('worker');
const { codes } = require('internal/errors');
const { validateNumber } = require('internal/validators');
const { MessageChannel } = require('internal/message_channel');

const kind = 'toThread';
const delivered = 'delivered';
const failures = {
  unheard: codes.ERR_WORKER_MESSAGING_FAILED,
  threw: codes.ERR_WORKER_MESSAGING_ERRORED,
  late: codes.ERR_WORKER_MESSAGING_TIMEOUT,
};

const own = native.threadId;

// Of this thread: the workers it started, by number, as functions that send to
// one; and what sends to the thread that started this one.
const below = new Map();
let above;

const setAbove = (send) => { above = send; };

function emit({ value, source }) {
  try {
    return process.emit('workerMessage', value, source) ? delivered : 'unheard';
  } catch {
    return 'threw';
  }
}

/** Sends a message on its way, or delivers it here: then what became of it is known. */
function pass(message) {
  const { destination, answer, transferList } = message;
  const moving = [...(transferList ?? []), answer];
  if (own !== 0 && message.path === undefined) {
    above(message, moving);
    return undefined;
  }
  if (destination === own) return emit(message);
  const path = message.path ?? native.path(destination);
  const next = path?.[0];
  if (next === undefined || !below.has(next)) return 'unheard';
  below.get(next)({ ...message, path: path.slice(1) }, moving);
  return undefined;
}

/** Sees to a message that came from another thread. */
function route(message) {
  const outcome = pass(message);
  if (outcome !== undefined) message.answer.postMessage(outcome);
}

/** The answer to a message, or 'late'. */
function answerAt(port, timeout) {
  return new Promise((resolve) => {
    port.once('message', (answer) => {
      port.close();
      resolve(answer);
    });
    port.unref();
    if (timeout !== undefined) setTimeout(resolve, timeout, 'late').unref();
  });
}

async function postMessageToThread(threadId, value, transferList, timeout) {
  if (typeof transferList === 'number' && timeout === undefined) [transferList, timeout] = [[], transferList];
  if (timeout !== undefined) validateNumber(timeout, 'timeout', 0);
  if (threadId === own) throw new codes.ERR_WORKER_MESSAGING_SAME_THREAD();
  const { port1, port2 } = new MessageChannel();
  const outcome = pass({ type: kind, source: own, destination: threadId, value, transferList, answer: port2 });
  if (outcome !== undefined) port1.close();
  const Failure = failures[outcome ?? await answerAt(port1, timeout)];
  if (Failure) throw new Failure();
}

module.exports = { below, kind, postMessageToThread, route, setAbove };
