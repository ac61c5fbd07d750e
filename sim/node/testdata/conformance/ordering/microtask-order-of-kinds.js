queueMicrotask(() => console.log(1));
Promise.resolve().then(() => console.log(2));
(async () => { await undefined; console.log(3); })();
queueMicrotask(() => console.log(4));
new Promise((r) => r()).finally(() => console.log(5));
Promise.reject().catch(() => console.log(6));
