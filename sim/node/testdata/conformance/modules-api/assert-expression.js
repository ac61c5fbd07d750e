const assert = require('assert');
try {
  assert(1 === 2);
} catch (e) { console.log(e.message) }
try { assert.ok(typeof 5 === 'string', undefined) } catch (e) { console.log(e.message) }
