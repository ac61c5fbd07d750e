// Code without a file is an ES module if it can be nothing else
const { spawnSync } = require('child_process');
const run = (args, options) => {
  const r = spawnSync('node', args, { encoding: 'utf8', ...options });
  console.log(args.join(' '), '|', r.status, r.stdout.trim(), r.stderr.split('\n').find((l) => /Error/.test(l)));
};
run(['-e', 'await 1; console.log("waited")']);
run(['-e', 'import fs from "fs"; console.log(typeof fs.readFileSync, typeof require)']);
run(['-e', 'console.log(typeof require, this === globalThis)']);
run(['-e', 'const x = require("path"); console.log(await x.join("a", "b"))']);
run(['-'], { input: 'import { sep } from "path"; console.log(sep, typeof module)' });
run(['-'], { input: 'console.log(typeof module)' });
run(['-p', '1 + 1']);
run(['-p', 'process.title'], { argv0: 'custom' });
