// Fetches, unpacks and compiles what the page needs, on a thread of its own, so that
// the page can prepare its canvas meanwhile. It is sent the version, and tells how many
// bytes have come, as {come}; then all of it, as {program, archives}, or why not, as
// {failed}. The files belong to the version, which is part of how they are asked for.
let come = 0;

function counted(body) {
  return body.pipeThrough(new TransformStream({
    transform(piece, out) {
      come += piece.byteLength;
      postMessage({ come });
      out.enqueue(piece);
    },
  }));
}

async function unpacked(name, version) {
  const answer = await fetch(`${name}.gz?${version}`);
  if (!answer.ok) throw new Error(`${name}.gz: ${answer.status}`);
  const stream = counted(answer.body);
  // A server that knows gzip has unpacked it already.
  return answer.headers.get('Content-Encoding') === 'gzip' ? stream : stream.pipeThrough(new DecompressionStream('gzip'));
}

async function program(version) {
  const stream = await unpacked('timeslice.wasm', version);
  return WebAssembly.compileStreaming(new Response(stream, { headers: { 'Content-Type': 'application/wasm' } }));
}

async function archive(name, version) {
  return new Uint8Array(await new Response(await unpacked(`${name}.zip`, version)).arrayBuffer());
}

onmessage = async ({ data: version }) => {
  try {
    const names = ['fonts', 'library', 'locales', 'unicode'];
    const [compiled, ...files] = await Promise.all([program(version), ...names.map((name) => archive(name, version))]);
    const archives = Object.fromEntries(names.map((name, i) => [name, files[i]]));
    postMessage({ program: compiled, archives }, files.map((file) => file.buffer));
  } catch (error) {
    postMessage({ failed: String(error) });
  }
};
