'use strict';

// stream/promises: pipeline and finished as promises.

const { finishedPromise } = require('internal/streams/finished');
const { pipelinePromise } = require('internal/streams/pipeline');

exports.finished = finishedPromise;
exports.pipeline = pipelinePromise;
