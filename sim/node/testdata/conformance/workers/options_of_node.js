// Options of Node that a worker has of its own, and those that it cannot have.
const { Worker, isMainThread, parentPort } = require('worker_threads');

globalThis.loaded = (globalThis.loaded ?? 0) + 1;

const own = [
  {}, { execArgv: [] }, { execArgv: ['-r', __filename] }, { execArgv: [`--require=${__filename}`, '--no-warnings'] },
  { execArgv: ['--no-deprecation', '--'] }, { execArgv: ['--throw-deprecation'] }, { execArgv: ['--unhandled-rejections=warn'] },
  { execArgv: ['script'] }, { env: { NODE_OPTIONS: '--no-warnings' } }, { env: { NODE_OPTIONS: '--nope' } }, { env: { NODE_OPTIONS: '--title=x' } },
  { execArgv: ['--nope'] }, { execArgv: ['--title', 'x'] }, { execArgv: ['--max-old-space-size=100'] }, { execArgv: ['-r'] }, { execArgv: '--no-warnings' },
];

function inWorker() {
  if (globalThis.loaded === 1 && process.execArgv.some((word) => word.includes('options_of_node'))) return; // required before
  parentPort.postMessage([process.execArgv.map((word) => word.replace(__filename, 'FILE')), globalThis.loaded, process.env.NODE_OPTIONS]);
  process.emitWarning('a warning');
  process.emitWarning('old', 'DeprecationWarning', 'DEP9');
  if (process.execArgv.includes('--unhandled-rejections=warn')) Promise.reject(new Error('rejected'));
}

function start(options) {
  const name = JSON.stringify(options).replaceAll(__filename, 'FILE');
  return new Promise((resolve) => {
    let worker;
    try {
      worker = new Worker(__filename, { ...options, stderr: true });
    } catch (error) {
      console.log(name, error.code, error.message);
      resolve();
      return;
    }
    let text = '';
    worker.stderr.on('data', (piece) => { text += piece; });
    worker.on('message', (message) => console.log(name, JSON.stringify(message)));
    worker.on('error', (error) => console.log('ended by', error.message));
    worker.on('exit', (code) => {
      const told = text.split('\n').filter((line) => /^\(node/.test(line)).map((line) => line.replace(/^\(node:\d+\) /, '').slice(0, 60));
      console.log(code, told.join(' | '));
      resolve();
    });
  });
}

async function main() {
  for (const options of own) await start(options);
}

if (!isMainThread) inWorker();
else main();
