// Node decodes text in two ways, whose errors differ: as a whole, and by ICU
// once something came in pieces.
const t = (label, f) => {
  try {
    const got = f();
    console.log(label, typeof got === 'string' ? JSON.stringify(got) : got);
  } catch (e) {
    console.log(label, '!', e.name, e.code, e.message, Object.keys(e), e.stack.split('\n')[0]);
  }
};
const bytes = (...list) => new Uint8Array(list);
for (const encoding of ['utf-8', 'latin1', 'utf-16le', 'utf-16be', 'iso-8859-2']) {
  const make = (options) => new TextDecoder(encoding, options);
  console.log(encoding, make().encoding);
  for (const wrong of ['x', 5, null, {}, [65]]) t('wrong', () => make().decode(wrong));
  t('wrong piece', () => make().decode('x', { stream: true }));
  t('wrong after a piece', () => {
    const d = make();
    d.decode(bytes(65), { stream: true });
    return d.decode('x');
  });
  for (const options of [5, 's', null, () => {}]) {
    t('options', () => make().decode(bytes(65, 66), options));
    t('options after a piece', () => {
      const d = make();
      d.decode(bytes(65, 66), { stream: true });
      return d.decode(bytes(65, 66), options);
    });
  }
  t('fatal', () => make({ fatal: true }).decode(bytes(0xff, 0xd8, 0x41, 0xdc, 0x80)));
  t('fatal in pieces', () => {
    const d = make({ fatal: true });
    return [d.decode(bytes(0xe2, 0x82), { stream: true }), d.decode(bytes(0x41, 0x42), { stream: true }), d.decode()];
  });
  t('after fatal', () => {
    const d = make({ fatal: true });
    try {
      d.decode(bytes(0xe2, 0x41, 0x41));
    } catch {}
    return d.decode(bytes(0x41, 0x42));
  });
  t('marks', () => {
    const d = make();
    return [d.decode(bytes(0xef, 0xbb, 0xbf, 0x41)), d.decode(bytes(0xff, 0xfe, 0x41, 0)), d.decode(bytes(0xfe, 0xff, 0, 0x41))];
  });
  t('marks kept', () => make({ ignoreBOM: true }).decode(bytes(0xff, 0xfe, 0x41, 0)));
  t('halves', () => {
    const d = make();
    return [bytes(0x41), bytes(0, 0x42, 0), bytes(0x3d), bytes(0xd8)].map((piece) => d.decode(piece, { stream: true }))
      .concat(d.decode(bytes(0x4d, 0xdc)), d.decode(bytes(0x3d, 0xd8)));
  });
  t('others', () => [make().decode(new SharedArrayBuffer(2)), make().decode(new DataView(new ArrayBuffer(4), 1, 2)), make().decode()]);
  const gone = new ArrayBuffer(4);
  const view = new Uint8Array(gone);
  structuredClone(gone, { transfer: [gone] });
  t('moved away', () => [make().decode(gone), make().decode(view)]);
}
const pieces = new TextDecoder('windows-1252');
pieces.decode(bytes(), { stream: true });
t('windows-1252', () => pieces.decode(bytes(0x80, 0x9f, 0xff)));
for (const name of ['encoding', 'fatal', 'ignoreBOM']) t(name, () => TextDecoder.prototype[name]);
t('decode', () => TextDecoder.prototype.decode.call({}, bytes(65)));
for (const name of ['encode', 'encodeInto']) t(name, () => TextEncoder.prototype[name].call({}, 'a', bytes(0, 0)));
(async () => {
  const stream = new TextDecoderStream('utf-8', { fatal: true });
  const writer = stream.writable.getWriter();
  writer.write('text').catch((e) => console.log(e.code));
  await stream.readable.getReader().read().catch((e) => console.log(e.message));
})();
