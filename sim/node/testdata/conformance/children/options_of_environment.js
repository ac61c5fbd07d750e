// NODE_OPTIONS gives a child options that are not in its execArgv; -c and code from standard input tell of mistakes as the file itself does.
const { spawnSync } = require('child_process');
const { writeFileSync } = require('fs');
function node(words, options, input) {
  const env = { ...process.env, NODE_OPTIONS: options };
  if (options === undefined) delete env.NODE_OPTIONS;
  const { stdout, stderr, status } = spawnSync('node', words, { env, input, encoding: 'utf8' });
  console.log(options, words.join(' '), '→', status, stdout.trimEnd(), stderr.trimEnd().replace(/^.*: (?=.* (is|requires|value))/, 'node: '));
}
writeFileSync('first.js', 'console.log("first")');
writeFileSync('a file.js', 'console.log("a file")');
node(['-p', 'process.execArgv'], '--no-warnings --max-old-space-size=50');
node(['-e', 'process.emitWarning("careful")'], '--no-warnings');
node(['-p', '1'], '-r ./first.js');
node(['-p', '1'], '--require "./a file.js" --require=./first.js');
node(['-p', '1'], '--require ".\\\\first.js"'.replace('\\\\', '/'));
node(['-p', 'require("dns").getDefaultResultOrder()'], '--dns-result-order=ipv6first');
node(['--dns-result-order', 'ipv4first', '-p', 'require("dns").getDefaultResultOrder()'], '--dns-result-order=ipv6first');
for (const bad of ['--nope', '-e 1', '--check', '-p', '--version', 'word', '--no-warnings --eval=1', '-r', '"--title=a b', '"a\\']) node(['-p', '1'], bad);
writeFileSync('bad.js', 'const fine = 1;\nlet x = ;\n');
writeFileSync('bad.mjs', 'export const y = 1;\nconst y = 2;\n');
writeFileSync('fails.js', 'throw new Error("never run")');
for (const file of ['bad.js', 'bad.mjs', 'fails.js']) node(['--check', file]);
node(['-'], undefined, 'console.log(process.argv.length, __filename);\nthrow new Error("from stdin");');
node([], undefined, 'const a = ;');
node(['-r', './nowhere', 'first.js']);
