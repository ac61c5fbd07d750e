// The same as cluster.js with one server, which is its own client.
const http = require('http');
const count = Number(process.argv[2]);
const ATONCE = 50;

const server = http.createServer((request, response) => response.end('hello'));
server.listen(8000, () => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: ATONCE });
  let begun = 0, answered = 0;
  const ask = () => {
    if (begun === count) return;
    begun++;
    http.get({ port: 8000, agent, path: '/' + begun }, (response) => {
      response.resume();
      response.on('end', () => {
        if (++answered === count) {
          console.log('done', answered);
          process.exit();
        }
        ask();
      });
    });
  };
  for (let i = 0; i < ATONCE; i++) ask();
});
