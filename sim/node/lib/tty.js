'use strict';

// Terminals: the machine has none. Standard streams are pipes.

const { codes, systemError } = require('internal/errors');

function isatty() { return false; }

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

// How many bits of colour a terminal shows, by the environment.
function getColorDepth(env = process.env) {
  if (env.FORCE_COLOR !== undefined) {
    switch (env.FORCE_COLOR) {
      case '': case '1': case 'true': return 4;
      case '2': return 8;
      case '3': return 24;
      default: return 1;
    }
  }
  if ((env.NODE_DISABLE_COLORS !== undefined && env.NODE_DISABLE_COLORS !== '') || (env.NO_COLOR !== undefined && env.NO_COLOR !== '') ||
      env.TERM === 'dumb') return 1;
  if (env.TMUX) return 24;
  if (env.COLORTERM === 'truecolor' || env.COLORTERM === '24bit') return 24;
  if (!env.TERM) return 1;
  if (/-256/.test(env.TERM)) return 8;
  return /^(screen|xterm|vt100|vt220|rxvt|linux|ansi|color|cygwin|eterm|konsole|putty|con[0-9]*x[0-9])/.test(env.TERM.toLowerCase()) ? 4 : 1;
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
    return count <= 2 ** this.getColorDepth(env);
  },
});

module.exports = { isatty, ReadStream, WriteStream };
