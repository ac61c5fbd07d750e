'use strict';

// The options of Node that a worker is started with: those of its option execArgv, or
// of the thread that starts it, and those of NODE_OPTIONS in its own environment.
// (Worker::New, src/node_worker.cc; src/node_options.cc)

const { ERR_WORKER_INVALID_EXEC_ARGV } = require('internal/errors').codes;
const options = require('internal/options');

/** Options that hold for one thread only. Those of the process, and V8's, are none. */
const known = new RegExp(`^--(${[
  '(no-)?(warnings|deprecation|addons|global-search-paths|network-family-autoselection|experimental-[\\w-]+)',
  'trace-(warnings|deprecation|exit|sync-io|uncaught|promises|tls)', 'throw-deprecation', 'pending-deprecation', 'enable-source-maps',
  'preserve-symlinks(-main)?', 'expose-internals', 'verify-base-objects', 'insecure-http-parser', 'force-context-aware', 'track-heap-objects',
  'unhandled-rejections', 'conditions', 'require', 'import', 'input-type', 'disable-warning', 'redirect-warnings', 'dns-result-order',
  'max-http-header-size', 'eval', 'print',
].join('|')})$`);
const brief = { '-r': '--require', '-C': '--conditions', '-e': '--eval', '-p': '--print', '-pe': '--print' };

/** Those of them that are not simulated in a worker, and what to write instead. */
const refused = {
  '--redirect-warnings': 'listen to the event warning of process in the worker',
  '--trace-exit': 'listen to the event exit of process in the worker',
};

const nameOf = (word) => brief[word] ?? word.replace(/=.*/s, '');

/** Words up to the first that is none of an option's; what is wrong with them is told. */
function read(words) {
  const used = [];
  const faults = [];
  for (let i = 0; i < words.length; i++) {
    const word = `${words[i]}`;
    if (!word.startsWith('-') || word === '--') break;
    const name = nameOf(word);
    used.push(word);
    if (!known.test(name)) faults.push(word);
    else if (Object.hasOwn(refused, name)) faults.push(...needsValue(word, words[i + 1]) ?? [refuse(name)]);
    if (!options.takesWord(word)) continue;
    if (++i === words.length) faults.push(`${word} requires an argument`);
    else used.push(`${words[i]}`);
  }
  return { used, faults };
}

function needsValue(word, next) { return options.takesWord(word) && next === undefined ? [] : undefined; }

function refuse(name) { throw require('internal/refuse').refusal(`a worker with ${name}`, refused[name]); }

/** { execArgv, ofEnvironment }: the words that a worker is to look at. env is that of its
    options, undefined if it has the variables of the thread that starts it. */
exports.optionsOf = function optionsOf(execArgv, env) {
  let words = process.execArgv;
  if (execArgv) {
    const { used, faults } = read(execArgv);
    if (faults.length > 0) throw new ERR_WORKER_INVALID_EXEC_ARGV(faults);
    words = used;
  }
  const text = env?.NODE_OPTIONS;
  if (text === undefined || text === process.env.NODE_OPTIONS) return { execArgv: words, ofEnvironment: options.ofEnvironment() };
  const [ofEnvironment, fault] = binding('worker').readEnvironment(text);
  if (fault !== undefined) throw new ERR_WORKER_INVALID_EXEC_ARGV([fault], 'invalid NODE_OPTIONS env variable');
  const { used, faults } = read(ofEnvironment);
  const shown = faults.map((word) => `${word.replace(/=.*/s, '=')} is not allowed in NODE_OPTIONS`);
  if (faults.length > 0) throw new ERR_WORKER_INVALID_EXEC_ARGV(shown, 'invalid NODE_OPTIONS env variable');
  return { execArgv: words, ofEnvironment: used };
};

/** Lets options hold in this worker; what they say is to come first is loaded, then then() is called. */
exports.apply = function apply({ execArgv, ofEnvironment }, then) {
  process.execArgv = execArgv;
  options.setOfEnvironment(ofEnvironment);
  require('internal/warning').applyOptions();
  binding('worker').setRejections(options.valueOf('--unhandled-rejections') ?? '');
  require('internal/modules').Module._preloadModules(options.valuesOf('-r', '--require'));
  const imports = options.valuesOf('--import');
  if (imports.length === 0) then();
  else require('internal/esm').runAfter(imports, then);
};
