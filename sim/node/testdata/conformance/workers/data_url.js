const { Worker } = require('worker_threads');
const w = new Worker(new URL('data:text/javascript,import { parentPort, threadId } from "worker_threads"; parentPort.postMessage([threadId, typeof require, import.meta.url.slice(0, 20)]);'));
w.on('message', (m) => console.log(m));
w.on('error', (e) => console.log('error', e.message));
w.on('exit', (c) => console.log('exit', c));
