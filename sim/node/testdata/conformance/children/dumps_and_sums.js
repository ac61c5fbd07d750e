// Bytes as numbers and sums, and what the shell says of conditions and of texts that end too early.
const { spawnSync } = require('child_process');
const sh = (line, input) => {
  const r = spawnSync('sh', ['-c', line], { input, encoding: 'utf8' });
  console.log(`$ ${line}\n${r.stdout}${r.stderr}= ${r.status}`);
};
const forms = ['', '-c', '-An -tx1', '-b', '-x', '-d', '-a', '-tx4', '-td2', '-tu1', '-A x -t x1z -v', '-A d -t o1', '-ta -tx1', '-t x1 -t c', '-i', '-l', '-N 5 -c', '-j 3 -c', '-w8 -tx1'];
for (const form of forms) sh(`printf 'hello world\\n\\001\\377tab\\there and more' | od ${form}`);
sh("printf '%064d' 0 | od -c");
sh("printf '%064d' 0 | od -v -c | head -3");
for (const form of ['', '-C', '-n 4']) sh(`printf 'hello world\\n\\001\\377tab' | hexdump ${form}`);
for (const form of ['', '-p', '-u', '-l 5', '-c 8', '-g 1']) sh(`printf 'hello world\\n\\001\\377tab and the rest' | xxd ${form}`);
for (const text of ['', 'abc']) sh(`printf '${text}' | cksum; printf '${text}' | sum; printf '${text}' | sum -s`);
sh('seq 5000 > numbers; cksum numbers; sum numbers; rm numbers');
for (const test of ['test a b c', 'test 1 -zz 2', '[ a = ]', '[ -n a b ]', 'test ! a b', '[ a -a ]', '[ a -eq ]', '[ 1 -eq 1 -o ]', '[ -f x y ]']) sh(test);
const early = ['case x in', 'case x', 'case x in a) echo', 'case x in a', 'echo `a', 'echo "`x"', 'for i', 'for i in a', 'f() {', 'echo "${a', 'echo $((1+', '!', 'case'];
for (const text of early) sh(text);
