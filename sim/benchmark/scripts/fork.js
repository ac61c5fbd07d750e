// So many children, which stay until all of them have said that they are there.
const { fork } = require('child_process');
const count = Number(process.argv[2]);

if (process.argv[3] === 'child') {
  process.send('here');
  process.on('message', () => process.disconnect());
} else {
  const children = [];
  let there = 0;
  for (let i = 0; i < count; i++) {
    const child = fork(__filename, [count, 'child']);
    children.push(child);
    child.on('message', () => {
      if (++there < count) return;
      console.log('done', there);
      setTimeout(() => children.forEach((child) => child.send('end')), 10_000);
    });
  }
}
