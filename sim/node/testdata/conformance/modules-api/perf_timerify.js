// performance.timerify: functions, constructors, promises, errors
const { performance, PerformanceObserver, createHistogram } = require('perf_hooks');
function work(a, b) { return a + b; } const obs = new PerformanceObserver((l) => { for (const e of l.getEntries()) console.log(e.name, e.entryType, e.detail, e[0], e[1], e.duration >= 0); });
obs.observe({ entryTypes: ['function'] }); const t = performance.timerify(work); console.log(t.name, t.length, t(1, 2), t !== work);
const h = createHistogram(); const t2 = performance.timerify(async function slow(x) { return x; }, { histogram: h }); t2(5).then((v) => { console.log(v); setImmediate(() => console.log(h.count)); });
class A { constructor(x) { this.x = x; } } const TA = performance.timerify(A); console.log(new TA(3).x, new TA(1) instanceof A); try { performance.timerify(1); } catch (e) { console.log(e.code, e.message); } try { performance.timerify(work, { histogram: 1 }); } catch (e) { console.log(e.code, e.message); }
const thrower = performance.timerify(function bad() { throw new Error('E'); }); try { thrower(); } catch (e) { console.log(e.message); }
