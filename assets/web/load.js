// Loads the program, with true progress, and is its other side in the page: the
// text twin, the clipboard, the way back, and what else only a browser can do.
// Nothing is fetched but what lies beside this file.
const here = document.querySelector('script[src$="load.js"]');
const texts = JSON.parse(document.getElementById('texts').textContent);
const element = (id) => document.getElementById(id);

let language = navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
const say = (id, places = {}) =>
  texts[language][id].replace(/\{\{\.(\w+)\}\}/g, (_, name) => String(places[name] ?? ''));

// What is in the canvas is not known to those who cannot see it: it has a name,
// and what happens in it stands beside it as text.
function nameCanvas() {
  const canvas = document.querySelector('canvas');
  if (canvas === null) return;
  canvas.tabIndex = 0;
  canvas.setAttribute('role', 'application');
  canvas.setAttribute('aria-label', say('web.picture'));
  // What is written into the picture goes through fields that nobody sees.
  for (const field of document.querySelectorAll('body > textarea, main > textarea')) {
    field.tabIndex = -1;
    field.setAttribute('aria-label', say('web.writing'));
    if (field.parentElement === document.body) element('app').append(field);
  }
}

function speak(chosen) {
  language = chosen in texts ? chosen : 'en';
  document.documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en';
  element('twin-title').textContent = say('web.twin');
  element('progress').setAttribute('aria-label', say('web.loading'));
  nameCanvas();
}

function fail(id, detail = '') {
  element('loading').hidden = false;
  element('progress').hidden = true;
  element('message').textContent = say(id);
  element('detail').textContent = detail;
}

/** What the program answers to and takes, once it has drawn its first frame. */
let outside;

// What the program calls. It finds this object as globalThis.timeslice.
const page = {
  /** The archives beside the program: the fonts, Node's own modules,
   *  what Intl knows of languages and time zones, what patterns know of Unicode. */
  fonts: undefined,
  library: undefined,
  locales: undefined,
  unicode: undefined,
  /** The first frame is on the screen. */
  ready(program) {
    outside = program;
    page.look = () => JSON.parse(program.look());
    element('loading').hidden = true;
    nameCanvas();
    document.querySelector('canvas')?.focus();
    performance.mark('timeslice:first-frame');
    keepForOffline();
  },
  /** The program ends, with something to say. */
  end(why) { page.ended = why; },
  /** The language in which the program speaks: "en" or "zh". */
  speak,
  /** A sentence about what is on the screen now. */
  tell(sentence) { if (element('now').textContent !== sentence) element('now').textContent = sentence; },
  /** A message to the user, such as that something went wrong. */
  notice(text) { if (element('notice').textContent !== text) element('notice').textContent = text; },
  /** A file that the user wants to have, as bytes. */
  save(name, bytes) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  },
  /** Something goes to the clipboard. */
  copy(text) {
    const refused = () => { if (!copyByEvent(text)) outside.refuse(say('web.copy-refused')); };
    if (navigator.clipboard?.writeText === undefined) refused();
    else navigator.clipboard.writeText(text).catch(refused);
  },
  /** What is on the clipboard is wanted. */
  paste() {
    const refused = () => outside.refuse(say('web.paste-refused'));
    if (navigator.clipboard?.readText === undefined) refused();
    else navigator.clipboard.readText().then((text) => outside.paste(text), refused);
  },
  /** The user is at another place: an entry in the history, with a link to it. */
  moved(name, fragment) {
    const address = location.pathname + location.search + (fragment === '' ? '' : '#' + fragment);
    if (history.state === null || history.state.place === name) history.replaceState({ place: name }, '', address);
    else history.pushState({ place: name }, '', address);
  },
  /** The labels of the controls there are, in order. */
  controls(labels) {
    const key = JSON.stringify(labels);
    if (page.shown === key) return;
    page.shown = key;
    const list = element('controls');
    while (list.children.length > labels.length) list.lastElementChild.remove();
    labels.forEach((label, number) => {
      if (list.children.length <= number) list.append(control(number));
      list.children[number].firstElementChild.textContent = label;
    });
  },
};
globalThis.timeslice = page;

function control(number) {
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.onclick = () => outside?.press(number);
  item.append(button);
  return item;
}

// The way of browsers, and of pages, that have no other.
function copyByEvent(text) {
  const give = (event) => {
    event.clipboardData.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener('copy', give, { capture: true, once: true });
  const done = document.execCommand('copy');
  document.removeEventListener('copy', give, { capture: true });
  return done;
}

// Ctrl+V is left to the browser, which answers with what is on the clipboard
// without asking for leave.
addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'v') event.stopImmediatePropagation();
}, { capture: true });
addEventListener('paste', (event) => {
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (outside === undefined || text === '') return;
  event.preventDefault();
  event.stopImmediatePropagation();
  outside.paste(text);
}, { capture: true });

addEventListener('popstate', (event) => outside?.go(event.state?.place ?? '', location.href));

// The canvas of the picture, made while the program is still on its way, because a
// browser takes its time over the first. The picture smooths its edges itself: with
// the browser's smoothing, a computer without a graphics card would draw each pixel
// four times, and need a second for each change of size. False where there is no WebGL.
function prepareCanvas() {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('webgl2', { alpha: true, premultipliedAlpha: true, stencil: true, antialias: false });
  if (context === null) return false;
  context.finish();
  // Ebitengine makes its canvas itself, once, and asks it for a context: it is given this one.
  document.createElement = (name, options) => {
    if (name !== 'canvas') return Document.prototype.createElement.call(document, name, options);
    delete document.createElement;
    return canvas;
  };
  return true;
}

// A browser brings what it keeps for a page when that is first asked for; the program
// need not wait for it.
function recallKept() {
  try { localStorage.getItem(''); } catch { /* it keeps nothing here, and the program will say so when it matters */ }
}

const all = Number(here.dataset.bytes);

function showCome(bytes) {
  element('progress').value = Math.min(100, Math.round((bytes / all) * 100));
  element('detail').textContent = say('web.bytes', { Done: (bytes / 1e6).toFixed(1), All: (all / 1e6).toFixed(1) });
}

// Has everything fetched, unpacked and compiled on a thread of its own (unpack.js), and
// puts the archives into the page; the program is what it comes to.
function getAll() {
  return new Promise((done, failed) => {
    const worker = new Worker(`unpack.js?${here.dataset.version}`);
    worker.onerror = (event) => failed(new Error(event.message || 'unpack.js'));
    worker.onmessage = ({ data }) => {
      if (data.come !== undefined) return showCome(data.come);
      worker.terminate();
      if (data.failed !== undefined) return failed(new Error(data.failed));
      Object.assign(page, data.archives);
      done(data.program);
    };
    worker.postMessage(here.dataset.version);
  });
}

// What is loaded is kept for when there is no network; not before there is
// something to see, for the processor has enough to do until then.
function keepForOffline() {
  if (!('serviceWorker' in navigator) || location.protocol === 'file:') return;
  navigator.serviceWorker.register('offline.js').catch(() => { /* the page works without, only not offline */ });
}

async function load() {
  speak(language);
  element('message').textContent = say('web.loading');
  if (typeof WebAssembly !== 'object' || typeof DecompressionStream !== 'function') return fail('web.old-browser');
  const coming = getAll();
  coming.catch(() => {}); // it is told where it is waited for
  recallKept();
  if (!prepareCanvas()) return fail('web.no-webgl', say('web.no-webgl-cure'));
  await import('./wasm_exec.js');
  const go = new Go();
  go.argv = ['timeslice', location.href];
  // Go keeps places of functions in its heap (reflect.Type.Method); as wasm they are
  // small numbers, which its collector can take for broken pointers, and stop.
  go.env = { GODEBUG: 'invalidptr=0' };
  const program = await coming;
  performance.mark('timeslice:loaded');
  element('message').textContent = say('web.starting');
  const instance = await WebAssembly.instantiate(program, go.importObject);
  const running = go.run(instance);
  running.catch(() => {}).finally(() => { outside = undefined; });
  await running;
  fail(page.ended === undefined ? 'web.ended' : 'web.crashed', page.ended);
}

load().catch((error) => {
  page.ended ??= String(error);
  fail(page.look === undefined ? 'web.failed' : 'web.crashed', page.ended);
});

