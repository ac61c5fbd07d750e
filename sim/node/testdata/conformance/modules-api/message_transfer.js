// Buffers and ports that are moved instead of copied
const { port1, port2 } = new MessageChannel();
const ab = new ArrayBuffer(8); const { port1: x, port2: y } = new MessageChannel();
port1.postMessage({ ab, y }, [ab, y]); console.log(ab.byteLength);
port2.once('message', ({ ab, y: z }) => { console.log(ab.byteLength, z.constructor.name, z === y); z.postMessage('via transferred'); z.close(); port2.close(); });
x.on('message', (m) => console.log('x', m)); x.on('close', () => console.log('x closed'));
