'use strict';

// The computer, as a program sees it: the simulated machine.

const machine = binding('machine');
const { systemError } = require('internal/errors');
const { validateInt32 } = require('internal/validators');

const signals = {
  SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGILL: 4, SIGTRAP: 5, SIGABRT: 6, SIGIOT: 6, SIGBUS: 7, SIGFPE: 8, SIGKILL: 9, SIGUSR1: 10,
  SIGSEGV: 11, SIGUSR2: 12, SIGPIPE: 13, SIGALRM: 14, SIGTERM: 15, SIGCHLD: 17, SIGSTKFLT: 16, SIGCONT: 18, SIGSTOP: 19,
  SIGTSTP: 20, SIGTTIN: 21, SIGTTOU: 22, SIGURG: 23, SIGXCPU: 24, SIGXFSZ: 25, SIGVTALRM: 26, SIGPROF: 27, SIGWINCH: 28,
  SIGIO: 29, SIGPOLL: 29, SIGPWR: 30, SIGSYS: 31,
};
const errno = {
  E2BIG: 7, EACCES: 13, EADDRINUSE: 98, EADDRNOTAVAIL: 99, EAFNOSUPPORT: 97, EAGAIN: 11, EALREADY: 114, EBADF: 9, EBADMSG: 74,
  EBUSY: 16, ECANCELED: 125, ECHILD: 10, ECONNABORTED: 103, ECONNREFUSED: 111, ECONNRESET: 104, EDEADLK: 35, EDESTADDRREQ: 89,
  EDOM: 33, EDQUOT: 122, EEXIST: 17, EFAULT: 14, EFBIG: 27, EHOSTUNREACH: 113, EIDRM: 43, EILSEQ: 84, EINPROGRESS: 115, EINTR: 4,
  EINVAL: 22, EIO: 5, EISCONN: 106, EISDIR: 21, ELOOP: 40, EMFILE: 24, EMLINK: 31, EMSGSIZE: 90, EMULTIHOP: 72, ENAMETOOLONG: 36,
  ENETDOWN: 100, ENETRESET: 102, ENETUNREACH: 101, ENFILE: 23, ENOBUFS: 105, ENODATA: 61, ENODEV: 19, ENOENT: 2, ENOEXEC: 8,
  ENOLCK: 37, ENOLINK: 67, ENOMEM: 12, ENOMSG: 42, ENOPROTOOPT: 92, ENOSPC: 28, ENOSR: 63, ENOSTR: 60, ENOSYS: 38, ENOTCONN: 107,
  ENOTDIR: 20, ENOTEMPTY: 39, ENOTSOCK: 88, ENOTSUP: 95, ENOTTY: 25, ENXIO: 6, EOPNOTSUPP: 95, EOVERFLOW: 75, EPERM: 1, EPIPE: 32,
  EPROTO: 71, EPROTONOSUPPORT: 93, EPROTOTYPE: 91, ERANGE: 34, EROFS: 30, ESPIPE: 29, ESRCH: 3, ESTALE: 116, ETIME: 62,
  ETIMEDOUT: 110, ETXTBSY: 26, EWOULDBLOCK: 11, EXDEV: 18,
};
const constants = Object.assign(Object.create(null), {
  UV_UDP_REUSEADDR: 4,
  dlopen: Object.freeze(Object.assign(Object.create(null), { RTLD_LAZY: 1, RTLD_NOW: 2, RTLD_GLOBAL: 256, RTLD_LOCAL: 0, RTLD_DEEPBIND: 8 })),
  errno: Object.freeze(Object.assign(Object.create(null), errno)),
  signals: Object.freeze(Object.assign(Object.create(null), signals)),
  priority: Object.freeze(Object.assign(Object.create(null), {
    PRIORITY_LOW: 19, PRIORITY_BELOW_NORMAL: 10, PRIORITY_NORMAL: 0, PRIORITY_ABOVE_NORMAL: -7, PRIORITY_HIGH: -14, PRIORITY_HIGHEST: -20,
  })),
});
Object.freeze(constants);

function cpus() {
  return Array.from({ length: machine.cores() }, () => ({
    model: 'timeslice', speed: 2000, times: { user: 0, nice: 0, sys: 0, idle: Math.floor(machine.nowMs()), irq: 0 },
  }));
}

function userInfo(options) {
  if (typeof options !== 'object') options = null;
  const username = machine.user();
  const id = username === 'root' ? 0 : 1000;
  const info = { uid: id, gid: id, username, homedir: id === 0 ? '/root' : `/home/${username}`, shell: '/bin/sh' };
  if (options?.encoding === 'buffer') for (const key of ['username', 'homedir', 'shell']) info[key] = require('buffer').Buffer.from(info[key]);
  return Object.assign(Object.create(null), info);
}

function getPriority(pid) {
  if (pid === undefined) pid = 0;
  else validateInt32(pid, 'pid');
  const nice = machine.nice(pid);
  if (nice === undefined) throw systemError('ESRCH', 'uv_os_getpriority');
  return nice;
}

function setPriority(pid, priority) {
  if (priority === undefined) {
    priority = pid;
    pid = 0;
  }
  validateInt32(pid, 'pid');
  validateInt32(priority, 'priority', -20, 19);
  const error = machine.setNice(pid, priority);
  if (error !== 0) throw systemError(error === 3 ? 'ESRCH' : 'EACCES', 'uv_os_setpriority');
}

module.exports = {
  arch: () => 'x64',
  availableParallelism: () => machine.cores(),
  cpus,
  endianness: () => 'LE',
  freemem: () => machine.memoryBytes() - machine.memoryUsedBytes(),
  getPriority,
  homedir: () => process.env.HOME ?? userInfo().homedir,
  hostname: () => binding('names').hostName(),
  loadavg: () => [0, 0, 0],
  networkInterfaces: () => ({
    lo: [{ address: '127.0.0.1', netmask: '255.0.0.0', family: 'IPv4', mac: '00:00:00:00:00:00', internal: true, cidr: '127.0.0.1/8' }],
  }),
  platform: () => 'linux',
  release: () => '6.18.0',
  setPriority,
  tmpdir: () => {
    const path = process.env.TMPDIR || process.env.TMP || process.env.TEMP || '/tmp';
    return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
  },
  totalmem: () => machine.memoryBytes(),
  type: () => 'Linux',
  userInfo,
  uptime: () => Math.floor(machine.nowMs() / 10) / 100,
  version: () => '#1 SMP timeslice',
  machine: () => 'x86_64',
};
Object.defineProperties(module.exports, {
  constants: { configurable: false, enumerable: true, value: constants },
  EOL: { configurable: true, enumerable: true, writable: false, value: '\n' },
  devNull: { configurable: true, enumerable: true, writable: false, value: '/dev/null' },
});
for (const name of ['arch', 'availableParallelism', 'endianness', 'homedir', 'hostname', 'platform', 'release', 'tmpdir', 'type', 'version', 'machine', 'uptime', 'freemem', 'totalmem']) {
  Object.defineProperty(module.exports[name], Symbol.toPrimitive, { value: () => module.exports[name](), configurable: true });
}
