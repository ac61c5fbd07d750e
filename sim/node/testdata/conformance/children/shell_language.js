// What the shell makes of commands.
const { spawnSync } = require('child_process');
const commands = [
  'a=1; b=$a$a; echo "$b" \'$b\'', 'if [ 1 -lt 2 ]; then echo less; else echo more; fi', 'echo $(echo sub) `echo old`', 'x() { echo "$1!"; }; x hi',
  'case foo in f*) echo f;; *) echo other;; esac', 'i=3; while [ $i -gt 0 ]; do echo $i; i=$((i-1)); done', 'echo err >&2; echo out', '(exit 6)', 'true | false',
  'false | true', '! true', 'echo a > f && cat f && rm f', 'cat <<END\nhere $((1+1))\nEND', 'set -e; false; echo no', 'trap "echo trapped" EXIT; echo body',
  'nosuch; echo $?', './nosuch', 'cd /tmp; pwd', 'echo ${unset:-default} ${#unset}', 'seq 3 | while read n; do echo "<$n>"; done', 'sleep 0.01 & wait $!; echo waited $?',
  'echo "a b" | wc -w', 'printf "%s-%s\\n" 1 2 3', 'kill -USR1 $$', 'exec echo replaced', 'exit 257', '{ echo 1; echo 2; } | tail -n 1', 'test -d /tmp; echo $?',
];
for (const command of commands) {
  const r = spawnSync(command, { shell: true, encoding: 'utf8', env: { PATH: process.env.PATH } });
  console.log(JSON.stringify(command), r.status, r.signal, JSON.stringify(r.stdout), JSON.stringify(r.stderr));
}
