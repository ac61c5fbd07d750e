// Views of memory that was transferred, and what is not transferred although it is asked for.
const { MessageChannel, receiveMessageOnPort, markAsUntransferable, Worker } = require('worker_threads');
const crypto = require('crypto');
const attempt = (f) => {
  try { return f(); } catch (e) { return `${e.name} ${e.code} ${e.message}`; }
};
const memory = new ArrayBuffer(8);
const buffer = Buffer.from(memory);
const wide = new Uint16Array(memory, 2);
const view = new DataView(memory);
structuredClone(memory, { transfer: [memory] });
const tries = {
  text: () => buffer.toString(), hex: () => buffer.toString('hex'), lengths: () => [buffer.length, wide.length, wide.byteOffset, memory.byteLength],
  write: () => buffer.write('abc'), read: () => buffer.readUInt8(0), set: () => buffer.writeUInt8(1, 0), compare: () => buffer.compare(Buffer.from('a')),
  equals: () => buffer.equals(Buffer.alloc(0)), index: () => buffer.indexOf('a'), copy: () => buffer.copy(Buffer.alloc(3)), onto: () => Buffer.from('abc').copy(buffer),
  part: () => buffer.subarray(0, 2), json: () => buffer.toJSON(), from: () => Buffer.from(buffer), fromMemory: () => Buffer.from(memory),
  slice: () => memory.slice(0), get: () => view.getInt8(0), views: () => new DataView(memory), arrays: () => new Uint8Array(memory), element: () => wide[0],
  put: () => (wide[0] = 4), has: () => 0 in wide, map: () => wide.map((x) => x), again: () => structuredClone(memory, { transfer: [memory] }),
  cloned: () => structuredClone(wide), hash: () => crypto.createHash('sha1').update(buffer).digest('hex'), shown: () => buffer,
};
for (const [name, f] of Object.entries(tries)) console.log(name, attempt(f));

const { port1, port2 } = new MessageChannel();
const marked = new ArrayBuffer(4);
markAsUntransferable(marked);
console.log(attempt(() => port1.postMessage(marked, [marked])), marked.byteLength, receiveMessageOnPort(port2), Object.getOwnPropertySymbols(marked));
const pooled = Buffer.from('pooled');
console.log(attempt(() => structuredClone(pooled, { transfer: [pooled.buffer] })), pooled.toString());
console.log(attempt(() => port1.postMessage(pooled, [pooled])), Atomics.load(new Int32Array(2), 1));
port1.close();
new Worker(`for (const [name, f] of Object.entries(process).sort()) if (f?.disabled) {
  try { f(); } catch (e) { console.log(name, f.name, f.length, e.code, e.message); }
}`, { eval: true });
