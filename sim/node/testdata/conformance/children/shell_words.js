// A line of shell comes to what dash makes of it: fields, quotes within ${…}, patterns,
// arithmetic, here-documents, and what dash says of what is no shell of its kind.
const { spawnSync } = require('child_process');
const show = (line, input = '') => {
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', line], { input, encoding: 'utf8', env: { PATH: process.env.PATH, HOME: '/h' } });
  console.log(line, '=>', status, JSON.stringify(stdout), JSON.stringify(stderr));
};
show('IFS=:; x=:a::b:; set -- $x; echo $#; for i; do echo "[$i]"; done');
show('while IFS=, read -r a b c; do echo "$c|$b|$a"; done', 'x,,z\n1,2,3,4\n');
show(`for i in \${y:-"a b" c} "\${y:-'d'}" \${y:-'e f'} "\${y:-g}h}"; do echo "[$i]"; done`);
show('set -- a "b c"; for i in "x$@y"; do echo "[$i]"; done; IFS=-; echo "$*"; x=$*; echo "$x"');
show('f=a/b.tar.gz; p="?"; echo ${f##*/} ${f%%.*} "${f%.*}" ${f%"$p"} ${#f} ~ "~"');
show('x=5; echo $((x += 2)) $((x > 3 ? x << 1 : 0)) $((010 + 0xF)) "$(echo $((-7 / 2)))"; echo $((1 +))');
show('cat <<A; cat <<\'B\'\n$((1 + 1)) ${x:-"q"} \\$x\nA\n$((1 + 1))\nB');
show('x=$(exit 3); echo $?; a=1 b=$a sh -c \'echo "[$b]"\'; false; echo $(true) $?');
for (const line of ['x=(1 2)', 'cat <(echo a)', '[[ a = a ]]', 'echo ${x//a/b}', 'if true; echo', 'for ((;;)); do :; done', 'echo "', 'echo a &> /dev/null; wait', 'function f() { :; }', 'cat <<< x', 'echo {1..3} $RANDOM']) show(line);
show('alias ll="echo long " w=word\nll w; type ll; unalias ll; ll');
show('set -e; f() { false; echo on; }; f || echo caught; if f; then :; fi; f; echo never');
show('trap "echo bye $?" EXIT; trap "return 4" USR1; g() { kill -USR1 $$; echo never; }; g; echo $?; exit 5');
