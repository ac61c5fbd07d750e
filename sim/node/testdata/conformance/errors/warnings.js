const util = require('util');
const d = util.deprecate(() => 5, 'old', 'DEP1'); process.on('warning', (w) => console.log('W', w.name, w.code, w.message)); console.log(d(), d());
process.emitWarning('careful', 'Custom', 'C1'); process.emitWarning('plain');
