const { Worker, BroadcastChannel, isMainThread, threadId, parentPort } = require('worker_threads');
const channel = new BroadcastChannel('news');
if (isMainThread) {
  const heard = [];
  let ready = 0;
  channel.onmessage = ({ data }) => {
    heard.push(data);
    if (heard.length === 3) {
      console.log(heard.sort());
      channel.close();
    }
  };
  for (let i = 0; i < 3; i++) {
    new Worker(__filename).on('message', () => { if (++ready === 3) channel.postMessage('go'); });
  }
} else {
  channel.onmessage = ({ data }) => {
    if (data !== 'go') return;
    channel.postMessage(`worker ${threadId} heard go`);
    channel.close();
  };
  parentPort.postMessage('ready');
}
