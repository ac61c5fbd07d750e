// The shape of children and of the module.
const cp = require('child_process');
console.log(Object.keys(cp));
const c = cp.spawn('true');
console.log(Object.keys(c), c instanceof require('events'), cp.ChildProcess.name, cp.ChildProcess.length);
console.log(c.stdin.constructor.name, c.stdout.readable, c.stdout.writable, c.stdin.readable, c.stdin.writable, c.stdio.length);
console.log(c._handle.constructor.name, c.ref(), c.unref(), c.ref());
console.log(typeof cp.ChildProcess.prototype.kill, cp.exec.length, cp.fork.length, cp.spawn.length, cp.execFile.length);
c.on('exit', (...args) => console.log(args, c._handle, c.stdin.destroyed));
