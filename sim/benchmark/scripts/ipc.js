// A parent sends so many messages to its child, which counts them.
const { fork } = require('child_process');
const count = Number(process.argv[2]);

if (process.argv[3] === 'child') {
  let received = 0;
  process.on('message', () => {
    if (++received < count) return;
    process.send(received);
    process.disconnect();
  });
} else {
  const child = fork(__filename, [count, 'child']);
  child.on('message', (received) => console.log('done', received));
  for (let i = 0; i < count; i++) child.send({ number: i, text: 'a message' });
}
