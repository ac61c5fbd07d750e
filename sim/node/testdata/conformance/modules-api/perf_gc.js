// A collection of garbage is told to observers
// flags: --expose-gc
const { PerformanceObserver, constants } = require('perf_hooks'); const obs = new PerformanceObserver((list) => { const e = list.getEntries()[0]; console.log(e.name, e.entryType, e.detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR, typeof e.detail.flags, e.duration > 0); obs.disconnect(); });
obs.observe({ entryTypes: ['gc'] }); global.gc(); setTimeout(() => {}, 10);
