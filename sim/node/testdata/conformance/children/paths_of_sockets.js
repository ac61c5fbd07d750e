// A socket's path goes with the handle: when it is closed, when nothing is left to do, but
// not when the process is told to exit.
const fs = require('fs');
const net = require('net');
const path = require('path');
const cluster = require('cluster');
const { spawnSync } = require('child_process');

const file = path.join(require('os').tmpdir(), `paths-of-sockets-${process.env.FIRST ?? process.pid}.sock`);
const ends = {
  close(server) { server.close(() => console.log('closed', fs.existsSync(file))); },
  handle(server) { server._handle.close(); console.log('closed at once', fs.existsSync(file)); process.exit(); },
  unref(server) { server.unref(); },
  exit() { process.exit(); },
  fails() { throw new Error('ends it'); },
};

function listen(how) {
  const server = net.createServer().listen(file, () => {
    console.log(how, 'listens', fs.existsSync(file));
    ends[how](server);
  });
}

// Two workers want a port that somebody has: it is told before they listen.
function inCluster() {
  if (cluster.isPrimary) {
    cluster.schedulingPolicy = cluster.SCHED_NONE;
    const server = net.createServer().listen(0, () => {
      cluster.fork({ PORT: server.address().port }).on('exit', (code) => {
        console.log('worker', code);
        server.close();
      });
    });
    return;
  }
  const server = net.createServer().listen(process.env.PORT);
  server.on('listening', () => console.log('listens'));
  server.on('error', ({ code, syscall }) => {
    console.log(code, syscall);
    process.disconnect();
  });
}

if (process.argv[2]) {
  listen(process.argv[2]);
} else if (cluster.isPrimary) {
  for (const how of Object.keys(ends)) {
    const { stdout, status } = spawnSync(process.execPath, [__filename, how], { encoding: 'utf8', env: { ...process.env, FIRST: process.pid } });
    console.log(stdout.trim(), status, 'left', fs.existsSync(file));
    fs.rmSync(file, { force: true });
  }
  inCluster();
} else {
  inCluster();
}
