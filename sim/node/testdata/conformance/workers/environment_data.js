const { Worker, setEnvironmentData, getEnvironmentData, isMainThread } = require('worker_threads');
if (isMainThread) {
  setEnvironmentData('a', { deep: [1] });
  setEnvironmentData('b', 2);
  setEnvironmentData('b');
  const w = new Worker(__filename);
  setEnvironmentData('late', 1);
  w.on('exit', () => console.log(getEnvironmentData('a'), getEnvironmentData('fromWorker'), getEnvironmentData('late')));
} else {
  console.log(getEnvironmentData('a'), getEnvironmentData('b'), getEnvironmentData('late'));
  setEnvironmentData('fromWorker', 1);
  if (!process.argv.includes('inner')) new Worker(__filename, { argv: ['inner'] });
}
