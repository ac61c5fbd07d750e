// How busy the loop was
const { performance } = require('perf_hooks'); const elu = performance.eventLoopUtilization(); console.log(Object.keys(elu));
setTimeout(() => { const e2 = performance.eventLoopUtilization(); const d = performance.eventLoopUtilization(e2, elu); const d2 = performance.eventLoopUtilization(elu); console.log(e2.idle > 0, e2.active >= 0, e2.utilization > 0 && e2.utilization < 1, d.idle > 10, d2.utilization <= 1); }, 50);
