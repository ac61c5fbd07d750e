'use strict';
// How many colours a terminal shows, by the environment.
const { getColorDepth, hasColors } = require('tty').WriteStream.prototype;
for (const environment of [{}, { TERM: 'xterm-256color' }, { TERM: 'xterm' }, { TERM: 'screen-256color' }, { TERM: 'mosh' }, { TERM: 'st' }, { TERM: 'foo' },
  { COLORTERM: 'x' }, { COLORTERM: '24bit' }, { FORCE_COLOR: '0' }, { FORCE_COLOR: '' }, { FORCE_COLOR: '2' }, { NO_COLOR: '' }, { TMUX: '1' },
  { CI: '1' }, { CI: '1', TRAVIS: '1' }, { CI: '1', CI_NAME: 'codeship' }, { TEAMCITY_VERSION: '9.1.2' }, { TEAMCITY_VERSION: '8.0' },
  { TERM_PROGRAM: 'iTerm.app' }, { TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.1' }, { TERM_PROGRAM: 'HyperTerm' },
  { TERM_PROGRAM: 'Apple_Terminal' }, { TERM: 'vt100-x' }, { TERM: 'dumb' }]) {
  console.log(JSON.stringify(environment), getColorDepth.call({}, environment), hasColors(environment), hasColors(256, environment));
}
for (const count of ['x', 1, 1.5]) try { hasColors(count); } catch (e) { console.log(e.message); }
