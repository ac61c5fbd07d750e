// What of worker_threads works without a worker
const { markAsUntransferable, isMarkedAsUntransferable, moveMessagePortToContext, setEnvironmentData, getEnvironmentData, isMainThread, parentPort, threadId, workerData, resourceLimits, SHARE_ENV } = require('worker_threads');
console.log(isMainThread, parentPort, threadId, workerData, resourceLimits, typeof SHARE_ENV);
const b = new ArrayBuffer(4); markAsUntransferable(b);
const { port1 } = new MessageChannel(); try { port1.postMessage(b, [b]); } catch (e) { console.log(e.name, e.code, e.message); }
setEnvironmentData('k', 'v'); console.log(getEnvironmentData('k'));
