// The streams of a child are sockets, which no path opens again; and a shell reads its
// commands as they come.
const { spawn, spawnSync, execSync } = require('child_process');
const show = (line) => {
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', line], { input: 'in\n', encoding: 'utf8' });
  console.log(line, '=>', status, JSON.stringify(stdout), JSON.stringify(stderr));
};
show('echo x > /dev/stdout');
show('(echo x > /dev/stdout) | cat; echo y | cat /dev/stdin');
show('cat /dev/stdin; echo x >> /dev/stderr; echo $?');
show('echo a >&-; printf b >&-; echo $?; read x <&-; echo $?; echo c >&7; exec 7>&1; echo d >&7');
const code = "try { console.log(require('fs').readFileSync('/dev/stdin', 'utf8')) } catch (e) { console.log(e.message) } console.log(require('fs').readFileSync(0, 'utf8'))";
console.log(spawnSync('node', ['-e', code], { input: 'data' }).stdout.toString());
console.log(execSync('echo aa ab | grep -o "\\(.\\)\\1"; echo "scale=2; 10/3" | bc; printf "k=v" | grep -oP "(?<==)."', { encoding: 'utf8' }));
const shell = spawn('/bin/sh');
shell.stdout.setEncoding('utf8').on('data', (text) => {
  console.log('shell:', text.trim());
  if (text.includes('2')) shell.stdin.end('read line\nfrom the input\necho "3 $line"\nexit 6\n');
  else if (text.includes('1')) shell.stdin.write('x=2; echo $x\n');
});
shell.on('close', (code) => console.log('closed', code));
shell.stdin.write('echo 1\n');
