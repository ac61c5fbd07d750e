// process.report: settings and what a report holds
console.log(Object.keys(process.report).sort(), process.report.compact, process.report.signal, process.report.filename, process.report.reportOnFatalError);
const r = process.report.getReport(); console.log(Object.keys(r), Object.keys(r.header).sort().join(' '), r.header.nodejsVersion, r.header.event, r.header.trigger);
