// What the kernel tells in /proc, owners, masks of permissions: to a script, and to the commands it starts
'use strict';
const fs = require('fs');
const os = require('os');
const { execSync, spawnSync } = require('child_process');
const sh = (command) => execSync(command, { encoding: 'utf8' }).trim();
const me = process.getuid();
console.log(me === os.userInfo().uid, me === Number(sh('id -u')), os.userInfo().username === sh('whoami'), sh('id -un') === sh('id -gn'));
fs.writeFileSync('owned', 'x');
console.log(fs.statSync('owned').uid === me, sh('stat -c %u owned') === String(me), sh('ls -l owned').split(/\s+/)[2] === sh('whoami'));
fs.chownSync('owned', me, process.getgid());
console.log(fs.readFileSync('/proc/self/comm', 'utf8'), fs.readlinkSync('/proc/self') === String(process.pid), fs.readdirSync('/proc').includes(String(process.pid)));
const status = Object.fromEntries(fs.readFileSync(`/proc/${process.pid}/status`, 'utf8').split('\n').map((line) => line.split(':\t')));
console.log(status.Name, status.Pid === String(process.pid), status.PPid === String(process.ppid), status.State, status.Uid.split('\t')[0] === String(me), Number(status.Threads) > 5);
const stat = fs.readFileSync('/proc/self/stat', 'utf8').trim().split(' ');
console.log(stat.length, stat[0] === String(process.pid), stat[1], stat[3] === String(process.ppid));
console.log(/^MemTotal: +\d+ kB\nMemFree: +\d+ kB\nMemAvailable: +\d+ kB\n/.test(fs.readFileSync('/proc/meminfo', 'utf8')),
  os.totalmem() === 1024 * Number(sh("awk '/MemTotal/ {print $2}' /proc/meminfo")));
console.log(fs.readFileSync('/proc/cpuinfo', 'utf8').match(/^processor/gm).length === os.cpus().length, fs.readFileSync('/proc/uptime', 'utf8').trim().split(' ').length,
  fs.readFileSync('/proc/loadavg', 'utf8').trim().split(' ').length, fs.readFileSync('/proc/sys/kernel/hostname', 'utf8').trim() === os.hostname(), sh('uname -r') === os.release());
for (const path of ['/proc/99999999/stat', '/proc/none']) {
  try { fs.readFileSync(path); } catch (e) { console.log(e.message); }
}
console.log(fs.existsSync('/proc/self/fd/0'), fs.readdirSync('/proc/self/task').includes(String(process.pid)), fs.statSync('/proc/self').isDirectory(), fs.statSync('/proc/self/stat').size);
console.log(sh('cat /proc/self/comm; tr "\\0" " " < /proc/self/cmdline; [ -d /proc/$$ ] && cat /proc/$$/comm'));
process.umask(0o027);
console.log(sh('umask; mkdir folder; stat -c %a folder; umask 0; mkdir other; stat -c %a other'), process.umask().toString(8));
fs.writeFileSync('masked', '');
console.log((fs.statSync('masked').mode & 0o777).toString(8));
console.log(spawnSync('echo', ['a\\tb', '-e']).stdout.toString(), spawnSync('printf', ['%s\\x41\n', 'b']).stdout.toString(), spawnSync('/usr/bin/sort', ['none']).stderr.toString());
console.log(sh('x=; y=2 z=; echo "[$x$z]$y"; sort -t: -k2,2n -k1,1r <<E\nb:2\na:10\nc:2\nE\nsleep 0.05 & sleep 0.2; ps -o stat= --ppid $$ | grep -c Z || true'));
