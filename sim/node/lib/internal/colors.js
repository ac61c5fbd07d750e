'use strict';

/** Whether what is written to a stream is in colours: FORCE_COLOR says so for
    any stream. (lib/internal/util/colors.js) */
function shouldColorize(stream) {
  if (process.env.FORCE_COLOR !== undefined) return require('tty').WriteStream.prototype.getColorDepth() > 2;
  return Boolean(stream?.isTTY && (typeof stream.getColorDepth !== 'function' || stream.getColorDepth() > 2));
}

module.exports = { shouldColorize };
