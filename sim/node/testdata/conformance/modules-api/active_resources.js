// What process.getActiveResourcesInfo tells of: timers, immediates, requests, ports.
const names = () => process.getActiveResourcesInfo().filter((name) => name !== 'PipeWrap' && name !== 'TTYWrap');
const tell = (what) => console.log(what, names());
tell('at first');
const timer = setTimeout(() => tell('in the timer'), 60);
tell('a timer');
timer.unref();
tell('without a reference');
timer.ref();
const immediate = setImmediate(() => {});
tell('an immediate');
immediate.unref();
tell('without a reference');
clearImmediate(immediate);
require('dns').lookup('localhost', () => {});
require('fs').promises.stat(__filename);
tell('more requests');
const { port1 } = new MessageChannel();
port1.on('message', () => {});
tell('a port');
port1.close();
setTimeout(() => {
  require('fs').stat(__filename, () => {
    tell('in the request');
    setImmediate(() => tell('after the request'));
  });
  tell('a request');
}, 150);
