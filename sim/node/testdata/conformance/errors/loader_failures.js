'use strict';
// Modules that cannot be found, loaded, linked or run: the errors, and Node's own calls in their stacks.
const fs = require('fs');
const os = require('os');
const path = require('path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'loader-'));
const put = (name, text) => {
  fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  fs.writeFileSync(path.join(folder, name), text);
};
const show = (title, error) => {
  const text = (value) => String(value).replaceAll(folder, '…').replaceAll(__filename, 'here');
  console.log(`${title}: ${error.name} ${error.code}\n  ${text(error.message).split('\n')[0]}`);
  for (const line of text(error.stack).split('\n')) if (/^ {4}at .*(?:node:(?!internal\/process)|…)/.test(line)) console.log(line);
};

put('ok.mjs', 'export const a = 1;');
put('double.mjs', 'const a = 1;\nconst a = 2;');
put('of-double.mjs', 'import "./double.mjs";');
put('of-missing.mjs', 'import "./missing.mjs";');
put('of-folder.mjs', 'import "./node_modules";');
put('of-package.mjs', 'import "nowhere";');
put('no-export.mjs', 'import { b } from "./ok.mjs";');
put('throws.mjs', 'null.x;');
put('throws.cjs', 'throw new Error("from CommonJS");');
put('bad.json', '{"a":');
put('of-json.mjs', 'import "./bad.json" with { type: "json" };');
put('plain-json.mjs', 'import "./bad.json";');
put('text.txt', 'text');
put('of-text.mjs', 'import "./text.txt";');
put('of-http.mjs', 'import "http://a/b";');
put('of-builtin.mjs', 'import "node:nothing";');
put('of-import.mjs', 'import "#inside";');
put('node_modules/strict/package.json', '{"name":"strict","exports":{".":"./i.js","./out":"../o.js","./gone":"./gone.js","./none":null}}');
put('node_modules/main/package.json', '{"main":"./gone.js"}');
for (const name of ['strict/nope', 'strict/out', 'strict/gone', 'strict/none', 'main']) put(`of-${name.replace('/', '-')}.mjs`, `import "${name}";`);

(async () => {
  for (const name of fs.readdirSync(folder).filter((name) => name.endsWith('.mjs') || name === 'missing').sort()) {
    await import(path.join(folder, name)).then((namespace) => console.log(name, Object.keys(namespace)), (error) => show(name, error));
  }
  const missing = path.join(folder, 'missing.mjs');
  await import(missing).catch((error) => show('import', error));
  const of = (name) => import(path.join(folder, name)).catch((error) => error);
  console.log('the same error again', await of('double.mjs') === await of('double.mjs'), await of('of-missing.mjs') === await of('of-missing.mjs'));
  const load = require('module').createRequire(path.join(folder, 'main.js'));
  for (const name of ['strict/nope', 'strict/out', 'strict/gone', 'main', './bad.json', './throws.cjs']) {
    try { load(name); } catch (error) { show(`require ${name}`, error); }
  }
  fs.rmSync(folder, { recursive: true });
})();
