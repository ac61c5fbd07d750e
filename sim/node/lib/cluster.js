'use strict';

// Several processes that share the ports they listen at. (doc: cluster.html)

module.exports = require('internal/cluster/role').isWorker() ? require('internal/cluster/child') : require('internal/cluster/primary');
