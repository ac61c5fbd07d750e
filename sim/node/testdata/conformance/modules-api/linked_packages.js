// What symbolic links lead to is the module: a package that is linked into
// node_modules, as pnpm, workspaces and `npm link` do, is loaded once, under its
// real path, and finds its own packages there; so does a command of .bin.
const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawnSync } = require('child_process');

const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'linked-')));
const shown = (text) => String(text).replaceAll(root, 'ROOT');
const write = (name, text) => {
  fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  fs.writeFileSync(path.join(root, name), text);
};
const link = (target, name) => {
  fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  fs.symlinkSync(target, path.join(root, name));
};

write('store/one/node_modules/one/package.json', '{ "name": "one", "main": "lib" }');
write('store/one/node_modules/one/lib/index.js', `
exports.file = __filename;
exports.two = require('two');
exports.count = (globalThis.count = (globalThis.count ?? 0) + 1);`);
write('store/one/node_modules/two/package.json', '{ "name": "two", "exports": "./two.mjs.js" }');
write('store/one/node_modules/two/two.mjs.js', 'module.exports = __filename;');
write('store/three/package.json', '{ "name": "three", "exports": "./three.mjs" }');
write('store/three/three.mjs', 'export const url = import.meta.url;');
write('store/three/command.js', "#!/usr/bin/env node\nconsole.log(require('./package').name, process.argv.slice(2), __filename, process.argv[1]);\n");
fs.chmodSync(path.join(root, 'store/three/command.js'), 0o755);
link('../../store/one/node_modules/one', 'app/node_modules/one');
link('../../store/three', 'app/node_modules/three');
link('../three/command.js', 'app/node_modules/.bin/three');
link('../store', 'app/elsewhere');
write('app/main.js', `
const { createRequire } = require('module');
const one = require('one');
console.log(one.file, one.two, one.count);
console.log(require('./elsewhere/one/node_modules/one') === one, require.resolve('one'), globalThis.count);
console.log(Object.keys(require.cache));
import('three').then(({ url }) => console.log(url));
import('./elsewhere/three/three.mjs').then(({ url }) => console.log(url));`);

const run = (...words) => {
  const { status, stdout, stderr } = spawnSync(words[0], words.slice(1), { encoding: 'utf8', cwd: path.join(root, 'app') });
  console.log(status, shown(stdout), shown(stderr).split('\n').filter((line) => line.startsWith('Error')));
};
run(process.execPath, 'main.js');
run(process.execPath, 'node_modules/.bin/three', 'a', 'b');
run('node_modules/.bin/three', 'c');
run(process.execPath, '--preserve-symlinks-main', 'node_modules/.bin/three');
run(process.execPath, '--preserve-symlinks', 'main.js');
fs.rmSync(root, { recursive: true });
