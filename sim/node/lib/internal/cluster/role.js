'use strict';

// Whether this process is a worker of a cluster: its primary said so when it
// started it.

let worker = process.env.NODE_UNIQUE_ID !== undefined && process.argv[1] !== undefined;

module.exports = { isWorker: () => worker };
