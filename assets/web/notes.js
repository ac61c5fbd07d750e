// The speaker's page: it shows what the talk tells it, and turns the talk's pages.
// It hears from the page that gives the talk, in the same browser, or from the
// timeslice that served it.
const element = (id) => document.getElementById(id);
const channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel('timeslice-talk') : null;
const served = location.pathname.endsWith('/speaker');

let passed = 0; // of the talk, in ms, when it was last told
let told = 0;
let minutes = 0;

const two = (number) => String(number).padStart(2, '0');

function show(talk) {
  const words = talk.words;
  document.documentElement.lang = talk.language === 'zh' ? 'zh-Hans' : 'en';
  document.title = `${words.title} · ${talk.lesson}`;
  element('lesson').textContent = talk.lesson;
  element('where').textContent = talk.part === 'lesson' ? '' : `${talk.at} / ${talk.all}`;
  element('title').textContent = talk.black ? words.black : talk.part === 'end' ? words.end : talk.part === 'lesson' ? talk.lesson : talk.title;
  fill('notes', words.notes, talk.notes?.length ? talk.notes : [words.none]);
  fill('ask', talk.ask, []);
  if (talk.options?.length) {
    const list = document.createElement('ol');
    talk.options.forEach((option, i) => {
      const item = document.createElement('li');
      const place = talk.right?.indexOf(i) ?? -1;
      item.textContent = option + (place >= 0 && talk.right.length > 1 ? ` — ${place + 1}` : '');
      if (place >= 0) item.className = 'right';
      list.append(item);
    });
    element('ask').append(list);
  }
  fill('answer', talk.ask ? words.answer : '', [talk.number, ...(talk.explain ?? [])].filter(Boolean));
  element('next').textContent = talk.next ? `${words.next}: ${talk.next}` : '';
  element('back').setAttribute('aria-label', words.back);
  element('forward').setAttribute('aria-label', words.forward);
  element('dark').setAttribute('aria-label', words.dark);
  element('dark').setAttribute('aria-pressed', String(talk.black));
  passed = talk.passedMs;
  told = performance.now();
  minutes = talk.minutes;
  tick();
}

function fill(id, title, texts) {
  const head = document.createElement('h3');
  head.textContent = title ?? '';
  element(id).replaceChildren(...(title ? [head] : []), ...texts.map((text) => {
    const line = document.createElement('p');
    line.textContent = text;
    return line;
  }));
}

function tick() {
  const now = new Date();
  element('clock').textContent = `${two(now.getHours())}:${two(now.getMinutes())}`;
  if (!told) return;
  const seconds = Math.floor((passed + performance.now() - told) / 1000);
  element('passed').textContent = `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
  element('passed').className = seconds > minutes * 60 ? 'over' : '';
  element('planned').textContent = `/ ${minutes}:00`;
}

function act(name) {
  if (served) fetch('speaker/act', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(name) }).catch(() => {});
  else channel?.postMessage({ act: name });
}

// A clicker's keys do here what they do on the other screen.
const keys = {
  PageDown: 'talk-next', ArrowRight: 'talk-next', ' ': 'talk-next', PageUp: 'talk-back', ArrowLeft: 'talk-back',
  b: 'talk-black', '.': 'talk-black', a: 'talk-answer',
};
addEventListener('keydown', (event) => {
  const name = keys[event.key] ?? keys[event.key.toLowerCase()];
  if (!name || event.ctrlKey || event.metaKey || event.altKey || (event.key === ' ' && event.target instanceof HTMLButtonElement)) return;
  event.preventDefault();
  act(name);
});
for (const button of document.querySelectorAll('button')) button.onclick = () => act(button.dataset.act);

if (served) {
  new EventSource('speaker/talk').onmessage = (event) => show(JSON.parse(event.data));
} else if (channel) {
  channel.onmessage = (event) => { if (event.data.talk) show(event.data.talk); };
  channel.postMessage({ hello: true });
}
setInterval(tick, 500);
tick();
