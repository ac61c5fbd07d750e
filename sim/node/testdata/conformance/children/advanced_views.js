// Views over an advanced channel lie where Node puts them; strings in the stdio of a child that is waited for.
const { fork, spawnSync, spawn } = require('child_process');
if (process.argv[2] === 'child') {
  process.on('message', (view) => {
    console.log(view.constructor.name, view instanceof Float64Array || view.byteOffset, view.buffer.byteLength);
    process.send(view.byteLength);
  });
} else {
  const views = [new DataView(new ArrayBuffer(3), 1), new Uint16Array([1, 2, 3]), Buffer.from('text'), new Float64Array(2), new Int8Array(5)];
  const child = fork(__filename, ['child'], { serialization: 'advanced' });
  const next = () => {
    if (views.length === 0) child.disconnect();
    else child.send(views.shift());
  };
  child.on('message', (length) => {
    console.log(length);
    next();
  });
  next();
  const result = spawnSync('echo', ['x'], { stdio: ['pipe', 'what', 'pipe'], encoding: 'utf8' });
  console.log(result.status, result.output, spawnSync('echo', ['x'], { stdio: [Buffer.from('a'), 'ignore', 'pipe', 'pipe'] }).output);
  for (const stdio of [['what'], [new Uint8Array(2)], [{}], [Symbol.iterator]]) {
    try { spawn('echo', [], { stdio }); } catch (e) { console.log(e.code, e.message); }
  }
}
