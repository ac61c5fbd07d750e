// Rejections that were reported and are handled afterwards: a warning tells of them, if
// nobody listens for that; and what a warning's stack begins with.
const turn = () => new Promise((resolve) => { setImmediate(resolve); });

process.on('unhandledRejection', (reason, promise) => {
  console.log('not handled:', reason);
  setImmediate(() => promise.catch((error) => console.log('handled now:', error)));
});
process.on('warning', ({ name, message, id }) => console.log(name, message, id));

async function main() {
  const first = Promise.reject('one');
  Promise.reject('handled in time').catch(() => {});
  Promise.reject('two');
  for (let i = 0; i < 5; i++) await turn();
  first.catch(() => {}); // it is handled already

  let third;
  process.on('rejectionHandled', (promise) => console.log('told of', promise === third));
  third = Promise.reject('three');
  for (let i = 0; i < 5; i++) await turn();

  process.traceProcessWarnings = true;
  (function warner() { process.emitWarning('with a stack', { type: 'Own', code: 'OWN1', detail: 'and a detail' }); })();
}

main();
