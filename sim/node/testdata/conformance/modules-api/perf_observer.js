// PerformanceObserver: what it is told, when, and how it must be asked
const { performance, PerformanceObserver } = require('perf_hooks');
const obs = new PerformanceObserver((list, o) => { console.log(list.getEntries().map((e) => [e.name, e.entryType]), o === obs, list.getEntriesByType('mark').length, list.getEntriesByName('m1').length); obs.disconnect(); });
obs.observe({ entryTypes: ['mark', 'measure'] }); performance.mark('m1'); performance.mark('m2'); performance.measure('me', 'm1', 'm2'); console.log('sync');
setTimeout(() => { performance.mark('after'); console.log('no more'); }, 100);
const o2 = new PerformanceObserver((l) => console.log('o2', l.getEntries().map((e) => e.name))); o2.observe({ type: 'mark', buffered: true });
console.log(PerformanceObserver.supportedEntryTypes); try { new PerformanceObserver(); } catch (e) { console.log(e.code, e.message); } try { o2.observe(); } catch (e) { console.log(e.code, e.message); } try { o2.observe({ entryTypes: 'x' }); } catch (e) { console.log(e.code, e.message); } try { o2.observe({ entryTypes: ['mark'], type: 'mark' }); } catch (e) { console.log(e.code, e.message); }
try { o2.observe({ entryTypes: ['mark'] }); } catch (e) { console.log(e.name, e.code, e.message); }
