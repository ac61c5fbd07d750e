// Where errors of Node's own functions come from, as their stacks show it.
const fs = require('fs');
const path = require('path');
const { pipeline, PassThrough, Readable, Transform, Writable } = require('stream');
const { pipeline: piped } = require('stream/promises');

const show = (error) => console.log(error.stack.split('\n').filter((line) => !/\(node:internal\/(modules|main)/.test(line)).join('\n'));
const attempt = (f) => { try { f(); } catch (error) { show(error); } };
attempt(() => fs.rmdirSync('/none'));
attempt(() => fs.rmSync('/none'));
attempt(() => path.join(1));
attempt(() => path.resolve('a', null));
attempt(() => new URL('x'));
attempt(() => Buffer.alloc(-1));
attempt(() => setTimeout('x'));
attempt(() => process.nextTick());
attempt(() => process.on('x', 1));
attempt(() => structuredClone(() => {}));
attempt(() => AbortSignal.abort().throwIfAborted());
attempt(() => pipeline(new PassThrough()));
(async () => {
  await piped(Readable.from(['a']), new Transform({ transform(chunk, encoding, done) { done(new Error('transform')); } }), new PassThrough()).catch(show);
  await piped(Readable.from(['a']), new Writable({ write(chunk, encoding, done) { process.nextTick(done, new Error('write')); } })).catch(show);
  const cut = new Readable({ read() {} });
  const cutting = piped(cut, new PassThrough()).catch(show);
  cut.destroy();
  await cutting;
  await fetch('nope').catch((error) => { show(error); show(error.cause); });
  await fetch('http://localhost:1234').catch(show);
  await fetch('http://localhost:1234', { signal: AbortSignal.abort() }).catch(show);
  await fs.promises.rmdir('/none').catch(show);
})();
