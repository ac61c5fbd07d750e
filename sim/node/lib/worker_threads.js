'use strict';

// Threads, and the channels between them. (doc: worker_threads.html)

const { BroadcastChannel, MessageChannel, MessagePort, receiveMessageOnPort } = require('internal/message_channel');
const { postMessageToThread } = require('internal/thread_messages');
const untransferable = require('internal/untransferable');
const {
  Worker, SHARE_ENV, isMainThread, threadId, resourceLimits, setEnvironmentData, getEnvironmentData,
} = require('internal/worker');

module.exports = {
  isMainThread,
  MessagePort,
  MessageChannel,
  markAsUntransferable(object) {
    if ((typeof object !== 'object' && typeof object !== 'function') || object === null) return;
    untransferable.add(object);
  },
  moveMessagePortToContext() {
    throw new Error('timeslice: worker_threads.moveMessagePortToContext is not simulated; use the port in its own context');
  },
  receiveMessageOnPort,
  resourceLimits,
  postMessageToThread,
  threadId,
  SHARE_ENV,
  Worker,
  parentPort: null,
  workerData: null,
  BroadcastChannel,
  setEnvironmentData,
  getEnvironmentData,
};
