// Keeps the program for when there is no network. A new version is another
// cache; the old one goes when the new one is complete.
const cache = 'timeslice-{{.Version}}';
const files = ['./', 'index.html', 'page.css', 'load.js', 'unpack.js?{{.Version}}', 'wasm_exec.js', 'icon.svg', 'notes.html', 'notes.css', 'notes.js', 'timeslice.wasm.gz?{{.Version}}'{{range .Beside}}, '{{.}}?{{$.Version}}'{{end}}];

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(cache).then((kept) => kept.addAll(files)).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith('timeslice-') && name !== cache) await caches.delete(name);
    await self.clients.claim();
  })());
});

// A page is asked of the network first, so that a new version is seen; all else
// belongs to a version and is taken from the cache.
self.addEventListener('fetch', (event) => {
  const asked = event.request;
  if (asked.method !== 'GET' || new URL(asked.url).origin !== location.origin) return;
  event.respondWith((async () => {
    const kept = await caches.open(cache);
    if (asked.mode !== 'navigate') return (await kept.match(asked)) ?? fetch(asked);
    try {
      return await fetch(asked);
    } catch {
      return (await kept.match(asked, { ignoreSearch: true })) ?? (await kept.match('./'));
    }
  })());
});
