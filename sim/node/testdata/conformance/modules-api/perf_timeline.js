// Marks and measures, and what is wrong with them
const { performance } = require('perf_hooks');
const m = performance.mark('a'); console.log(m.name, m.entryType, m.duration, m.detail, m.startTime > 0, m.constructor.name);
performance.mark('b', { detail: { x: 1 }, startTime: 5 }); const me = performance.measure('a to b', 'a', 'b'); console.log(me.name, me.entryType, me.detail, me.constructor.name, me.duration < 0);
const m3 = performance.measure('opt', { start: 10, end: 30, detail: 'd' }); console.log(m3.startTime, m3.duration, m3.detail);
const m4 = performance.measure('dur', { start: 10, duration: 5 }); console.log(m4.startTime, m4.duration); console.log(performance.measure('fromzero').startTime);
console.log(performance.getEntries().map((e) => e.name), performance.getEntriesByName('a').length, performance.getEntriesByType('measure').map((e) => e.name), performance.getEntriesByName('b', 'measure'));
performance.clearMarks('a'); console.log(performance.getEntriesByType('mark').map((e) => e.name)); performance.clearMarks(); performance.clearMeasures('opt'); console.log(performance.getEntries().map((e) => e.name)); performance.clearMeasures(); console.log(performance.getEntries());
for (const f of [() => performance.mark(), () => performance.mark(Symbol()), () => performance.measure('x', 'nope'), () => performance.measure('x', { start: 1, end: 2, duration: 1 }), () => performance.measure('x', {}), () => performance.mark('x', { startTime: -1 }), () => performance.mark('x', { startTime: 'a' }), () => performance.mark('nodeStart'), () => performance.measure(), () => performance.measure('x', 'a', 'nope'), () => new ph.PerformanceEntry()]) { try { f(); console.log('ok'); } catch (e) { console.log(e.name, e.code, e.message); } }
