'use strict';

// Terminals: the machine has none. Standard streams are pipes.

const { codes, systemError } = require('internal/errors');

function isatty(fd) { return false; }

function terminal(name) {
  return {
    [name]: function(fd) {
      if (fd >> 0 !== fd || fd < 0) throw new codes.ERR_INVALID_FD(fd);
      throw systemError('EINVAL', 'uv_tty_init', 'ERR_TTY_INIT_FAILED', 'TTY initialization failed');
    },
  }[name];
}

const ReadStream = terminal('ReadStream');
const WriteStream = terminal('WriteStream');

// The terminals that show 16 colours, and those that show all.
const sixteen = ['eterm', 'cons25', 'console', 'cygwin', 'dtterm', 'gnome', 'hurd', 'jfbterm', 'konsole', 'kterm', 'mlterm', 'putty', 'st'];
const all = ['mosh', 'rxvt-unicode-24bit', 'terminator'];
const likeSixteen = /ansi|color|linux|^con[0-9]*x[0-9]|^rxvt|^screen|^xterm|^vt100/;
const builders = ['APPVEYOR', 'BUILDKITE', 'CIRCLECI', 'DRONE', 'GITHUB_ACTIONS', 'GITLAB_CI', 'TRAVIS'];

function forcedDepth(env) {
  const depth = { '': 4, 1: 4, true: 4, 2: 8, 3: 24 }[env.FORCE_COLOR];
  if (depth !== undefined) warnOfIgnored(env);
  return depth ?? 1;
}

let warned = false;
function warnOfIgnored(env) {
  const ignored = ['NODE_DISABLE_COLORS', 'NO_COLOR'].filter((name) => env[name] !== undefined);
  if (warned || ignored.length === 0) return;
  warned = true;
  process.emitWarning(`The '${ignored.join("' and '")}' env is ignored due to the 'FORCE_COLOR' env being set.`, 'Warning');
}

/** How many bits of colour a terminal shows, by the environment. (internal/tty.js) */
function getColorDepth(env = process.env) {
  if (env.FORCE_COLOR !== undefined) return forcedDepth(env);
  if (env.NODE_DISABLE_COLORS !== undefined || env.NO_COLOR !== undefined || env.TERM === 'dumb') return 1;
  if (env.TMUX) return 8;
  if (env.CI) return builders.some((name) => name in env) || env.CI_NAME === 'codeship' ? 8 : 1;
  if ('TEAMCITY_VERSION' in env) return /^(9\.(0*[1-9]\d*)\.|\d{2,}\.)/.test(env.TEAMCITY_VERSION) ? 4 : 1;
  switch (env.TERM_PROGRAM) {
    case 'iTerm.app': return !env.TERM_PROGRAM_VERSION || /^[0-2]\./.test(env.TERM_PROGRAM_VERSION) ? 8 : 24;
    case 'HyperTerm': case 'MacTerm': return 24;
    case 'Apple_Terminal': return 8;
    default:
  }
  if (env.COLORTERM === 'truecolor' || env.COLORTERM === '24bit') return 24;
  const term = (env.TERM || '').toLowerCase();
  if (/^xterm-256/.test(env.TERM)) return 8;
  if (all.includes(term)) return 24;
  return sixteen.includes(term) || likeSixteen.test(term) || env.COLORTERM ? 4 : 1;
}

Object.assign(WriteStream.prototype, {
  isTTY: true,
  getColorDepth,
  hasColors(count, env) {
    if (env === undefined && (count === undefined || (typeof count === 'object' && count !== null))) {
      env = count;
      count = 16;
    } else {
      require('internal/validators').validateInteger(count, 'count', 2);
    }
    return count <= 2 ** getColorDepth(env);
  },
});

module.exports = { isatty, ReadStream, WriteStream };
