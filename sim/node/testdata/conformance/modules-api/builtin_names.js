// Which modules there are, and what some of the seldom used ones have.
const { builtinModules, isBuiltin } = require('module');
console.log(builtinModules.join(' '));
for (const name of ['fs', 'node:fs', 'node:test', 'test', 'node:sea', 'sea', 'node:nothing', 'nothing']) console.log(name, isBuiltin(name));
for (const name of ['_stream_duplex', '_stream_passthrough', '_stream_readable', '_stream_transform', '_stream_writable']) {
  console.log(name, require(name) === require('stream')[{ d: 'Duplex', p: 'PassThrough', r: 'Readable', t: 'Transform', w: 'Writable' }[name[8]]]);
}
console.log(require('sys') === require('util'), Object.keys(require('constants')).length > 100);
for (const name of ['node:nothing', 'sea', 'test/reporters']) {
  try {
    require(name);
  } catch (error) {
    console.log(error.code, error.message.split('\n')[0]);
  }
}
const tty = require('tty');
console.log(tty.isatty(0) === !!process.stdin.isTTY, tty.isatty(99), tty.isatty('x'), Object.keys(tty));
const inspector = require('inspector');
console.log(inspector.url(), typeof inspector.open, typeof new inspector.Session().connect);
const trace = require('trace_events');
console.log(trace.getEnabledCategories(), trace.createTracing({ categories: ['v8'] }).categories);
const sea = require('node:sea');
console.log(sea.isSea());
try {
  sea.getAsset('x');
} catch (error) {
  console.log(error.name, error.code, error.message);
}
const punycode = require('punycode');
console.log(punycode.encode('mañana'), punycode.decode('maana-pta'), punycode.toASCII('mañana.com'), punycode.toUnicode('xn--maana-pta.com'));
console.log(punycode.ucs2.decode('a😀'), punycode.ucs2.encode([97, 128512]), punycode.version);
for (const text of ['xn--', 'é', 'a-\u00ff', '99999999']) {
  try {
    console.log(punycode.decode(text));
  } catch (error) {
    console.log(error.name, error.message);
  }
}
