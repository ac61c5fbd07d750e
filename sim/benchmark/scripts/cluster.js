// 8 workers answer so many requests over connections that are used again, 50
// under way at once, for a client in a process of its own.
const cluster = require('cluster');
const http = require('http');
const { fork } = require('child_process');
const count = Number(process.argv[2]);
const WORKERS = 8, ATONCE = 50;

if (process.argv[3] === 'client') {
  const agent = new http.Agent({ keepAlive: true, maxSockets: ATONCE });
  let begun = 0, answered = 0;
  const ask = () => {
    if (begun === count) return;
    begun++;
    http.get({ port: 8000, agent, path: '/' + begun }, (response) => {
      response.resume();
      response.on('end', () => {
        if (++answered === count) process.send(answered);
        ask();
      });
    });
  };
  for (let i = 0; i < ATONCE; i++) ask();
  process.on('message', () => process.exit());
} else if (cluster.isPrimary) {
  let ready = 0;
  for (let i = 0; i < WORKERS; i++) cluster.fork();
  cluster.on('listening', () => {
    if (++ready < WORKERS) return;
    fork(__filename, [count, 'client']).on('message', function (answered) {
      console.log('done', answered);
      this.send('end');
      for (const id in cluster.workers) cluster.workers[id].kill();
    });
  });
} else {
  http.createServer((request, response) => response.end('hello')).listen(8000);
}
