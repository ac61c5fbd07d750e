// sed, awk, find, cp and their like in pipelines.
const { execSync, spawnSync } = require('child_process');
const fs = require('fs');
fs.mkdirSync('tools/deep', { recursive: true });
fs.writeFileSync('tools/log.txt', 'GET /a 200 12\nGET /b 404 3\nPOST /a 200 40\nGET /a 500 7\n');
fs.writeFileSync('tools/deep/notes.md', 'one\ntwo\n');
const lines = `awk '{n[$3]++} END {for (k in n) print k, n[k]}' log.txt | sort
awk '$1 == "GET" {bytes += $4} END {print bytes, NR}' log.txt
awk -F'[ /]' '{printf "%-5s|%s|%3d\\n", $1, $3, $NF}' log.txt
sed -n '/404/p' log.txt | tr ' ' ','
sed -E 's/([A-Z]+) (.*)/\\2 by \\1/; 2q' log.txt
sed 's/ .* / - /; $d' log.txt
cut -d' ' -f3 log.txt | sort | uniq -c | sed 's/^ *//'
find . -type f | sort
find . -name '*.md' -exec cat {} +
cp log.txt copy.txt && sed -i 's/GET/get/' copy.txt && diff log.txt copy.txt | grep -c '^>'
cp -r deep other && ls -R other
rev deep/notes.md | paste -s -d+
echo {1..3} {a,b}
seq 1 0.5 2; seq -s, 3
printf '%5.1f|%-4s|%03d\\n' 2.55 ab 7
expr length hello + 1; expr abc : 'a\\(.\\)'
ln -s log.txt link && readlink link && chmod 600 log.txt && stat -c '%a %s' log.txt
sha256sum log.txt | cut -c1-16; base64 deep/notes.md
grep -n -A1 404 log.txt; grep -rl two . | sort
tac deep/notes.md | nl
awk 'BEGIN {while (("echo x; echo y" | getline line) > 0) print "<" line ">"}'
`.replaceAll('\\\\', '\\').trim().split('\n');
for (const line of lines) {
  console.log(`$ ${line}`);
  const { status, stdout, stderr } = spawnSync('sh', ['-c', line], { cwd: 'tools', encoding: 'utf8' });
  process.stdout.write(stdout + stderr + (status ? `status ${status}\n` : ''));
}
console.log(execSync('cat tools/log.txt | awk \'{print $2}\' | sort -u').toString().split('\n'));
