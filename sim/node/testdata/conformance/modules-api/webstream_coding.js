// TextEncoderStream, TextDecoderStream, CompressionStream and the queuing strategies.
(async () => {
  const e = new TextEncoderStream();
  console.log(e);
  const w = e.writable.getWriter();
  w.write('héllo');
  w.write('\ud83d');
  w.write('\ude00');
  w.write(5);
  w.close();
  for await (const c of e.readable) console.log(c);
  const d = new TextDecoderStream();
  console.log(d.encoding, d.fatal, d.ignoreBOM);
  const dw = d.writable.getWriter();
  dw.write(new Uint8Array([0xc3]));
  dw.write(new Uint8Array([0xa9, 0x41]));
  dw.write(new Uint8Array([0xe2]));
  dw.close();
  for await (const c of d.readable) console.log(JSON.stringify(c));
  const s = ReadableStream.from(['hello ', 'world'])
    .pipeThrough(new TextEncoderStream())
    .pipeThrough(new CompressionStream('gzip'))
    .pipeThrough(new DecompressionStream('gzip'))
    .pipeThrough(new TextDecoderStream());
  let t = '';
  for await (const c of s) t += c;
  console.log(t);
  try {
    new CompressionStream('x');
  } catch (e) {
    console.log(e.code, e.message);
  }
  console.log(new CompressionStream('deflate'));
  console.log(
    new ByteLengthQueuingStrategy({ highWaterMark: 5 }),
    new CountQueuingStrategy({ highWaterMark: 1 }).size(9),
    new ByteLengthQueuingStrategy({ highWaterMark: 5 }).size({ byteLength: 3 }),
  );
  try {
    new CountQueuingStrategy();
  } catch (e) {
    console.log(e.code, e.message);
  }
  try {
    new CountQueuingStrategy({});
  } catch (e) {
    console.log(e.code, e.message);
  }
})();
