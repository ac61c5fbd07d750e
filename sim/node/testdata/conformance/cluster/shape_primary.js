// What cluster is in a primary.
const cluster = require('cluster');
console.log(Object.keys(cluster), cluster.isPrimary, cluster.isMaster, cluster.isWorker, cluster.schedulingPolicy, cluster.SCHED_NONE, cluster.SCHED_RR);
console.log(cluster.settings, cluster.workers, cluster.worker, cluster.setupMaster === cluster.setupPrimary);
console.log(cluster instanceof require('events'), typeof cluster.Worker);
const w = new cluster.Worker({ id: 3, state: 'odd' });
console.log(w.id, w.state, w.exitedAfterDisconnect, w.process);
cluster.disconnect(() => console.log('disconnected'));
