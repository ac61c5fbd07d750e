'use strict';

// util.parseArgs: options and positionals of a command line.

const { codes } = require('internal/errors');
const {
  validateArray, validateBoolean, validateBooleanArray, validateObject, validateString, validateStringArray, validateUnion,
} = require('internal/validators');

const {
  ERR_INVALID_ARG_VALUE, ERR_PARSE_ARGS_INVALID_OPTION_VALUE, ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL,
  ERR_PARSE_ARGS_UNKNOWN_OPTION,
} = codes;

const hasOwn = (object, key) => Object.prototype.hasOwnProperty.call(object, key);

function checkOptions(options) {
  for (const [name, option] of Object.entries(options)) {
    validateObject(option, `options.${name}`);
    validateUnion(option.type, `options.${name}.type`, ['string', 'boolean']);
    if (hasOwn(option, 'short')) {
      validateString(option.short, `options.${name}.short`);
      if (option.short.length !== 1) throw new ERR_INVALID_ARG_VALUE(`options.${name}.short`, option.short, 'must be a single character');
    }
    if (hasOwn(option, 'multiple')) validateBoolean(option.multiple, `options.${name}.multiple`);
    if (option.default !== undefined) {
      const check = option.type === 'string' ?
        (option.multiple ? validateStringArray : validateString) : (option.multiple ? validateBooleanArray : validateBoolean);
      check(option.default, `options.${name}.default`);
    }
  }
}

function longName(short, options) {
  const found = Object.entries(options).find(([, option]) => option.short === short);
  return found ? found[0] : short;
}

const typeOf = (name, options) => (hasOwn(options, name) ? options[name].type : undefined);

// What each argument is: an option, a positional, or "--".
function tokenize(args, options) {
  const tokens = [];
  const rest = args.slice();
  let index = -1;
  let groups = 0;
  while (rest.length > 0) {
    const argument = rest.shift();
    const next = rest[0];
    if (groups > 0) groups--;
    else index++;
    if (argument === '--') {
      tokens.push({ kind: 'option-terminator', index });
      for (const value of rest) tokens.push({ kind: 'positional', index: ++index, value });
      break;
    }
    const isShort = argument.length > 1 && argument[0] === '-' && argument[1] !== '-';
    const isLong = argument.length > 2 && argument.startsWith('--');
    if (isShort && argument.length === 2) {
      const name = longName(argument[1], options);
      let value;
      let inlineValue;
      if (typeOf(name, options) === 'string' && next !== undefined) {
        value = rest.shift();
        inlineValue = false;
      }
      tokens.push({ kind: 'option', name, rawName: argument, index, value, inlineValue });
      if (value !== undefined) index++;
    } else if (isShort) {
      const first = longName(argument[1], options);
      if (typeOf(first, options) === 'string') {
        tokens.push({ kind: 'option', name: first, rawName: `-${argument[1]}`, index, value: argument.slice(2), inlineValue: true });
        continue;
      }
      // -abc is -a -b -c; one that takes a value takes what follows.
      const parts = [];
      for (let i = 1; i < argument.length; i++) {
        const name = longName(argument[i], options);
        if (typeOf(name, options) !== 'string' || i === argument.length - 1) {
          parts.push(`-${argument[i]}`);
        } else {
          parts.push(`-${argument.slice(i)}`);
          break;
        }
      }
      rest.unshift(...parts);
      groups = parts.length;
    } else if (isLong && argument.indexOf('=') < 3) {
      const name = argument.slice(2);
      let value;
      let inlineValue;
      if (typeOf(name, options) === 'string' && next !== undefined) {
        value = rest.shift();
        inlineValue = false;
      }
      tokens.push({ kind: 'option', name, rawName: argument, index, value, inlineValue });
      if (value !== undefined) index++;
    } else if (isLong) {
      const at = argument.indexOf('=');
      const name = argument.slice(2, at);
      tokens.push({ kind: 'option', name, rawName: `--${name}`, index, value: argument.slice(at + 1), inlineValue: true });
    } else {
      tokens.push({ kind: 'positional', index, value: argument });
    }
  }
  return tokens;
}

// The option that --no-name takes back, if it may.
function negated(name, options, allowNegative) {
  const own = name.slice(3);
  return allowNegative && name.startsWith('no-') && (options === undefined || typeOf(own, options) === 'boolean') ? own : undefined;
}

function checkUsage(token, { allowNegative, allowPositionals, options }) {
  let { name } = token;
  if (!hasOwn(options, name)) name = negated(name, options, allowNegative) ?? name;
  if (!hasOwn(options, name)) throw new ERR_PARSE_ARGS_UNKNOWN_OPTION(token.rawName, allowPositionals);
  const { short, type } = options[name];
  const shown = `${short ? `-${short}, ` : ''}--${name}`;
  if (type === 'string' && typeof token.value !== 'string') {
    throw new ERR_PARSE_ARGS_INVALID_OPTION_VALUE(`Option '${shown} <value>' argument missing`);
  }
  if (type === 'boolean' && token.value != null) {
    throw new ERR_PARSE_ARGS_INVALID_OPTION_VALUE(`Option '${shown}' does not take an argument`);
  }
}

// --name -x might be a mistake.
function checkAmbiguous(token) {
  if (token.inlineValue || token.value === undefined || token.value.length < 2 || token.value[0] !== '-') return;
  const example = token.rawName.startsWith('--') ? `'${token.rawName}=-XYZ'` : `'--${token.name}=-XYZ' or '${token.rawName}-XYZ'`;
  throw new ERR_PARSE_ARGS_INVALID_OPTION_VALUE(
    `Option '${token.rawName}' argument is ambiguous.\nDid you forget to specify the option argument for '${token.rawName}'?\n` +
    `To specify an option argument starting with a dash use ${example}.`);
}

function store(values, token, { allowNegative, options }) {
  if (token.name === '__proto__') return;
  let stored = token.value ?? true;
  const taken = token.value === undefined ? negated(token.name, undefined, allowNegative) : undefined;
  if (taken !== undefined) {
    token.name = taken;
    stored = false;
  }
  const { name } = token;
  if (options[name] && options[name].multiple) {
    if (values[name]) values[name].push(stored);
    else values[name] = [stored];
  } else {
    values[name] = stored;
  }
}

function parseArgs(config = {}) {
  const given = (name) => (Object.hasOwn(config, name) ? config[name] : undefined);
  const args = given('args') ?? process.argv.slice(2);
  const strict = given('strict') ?? true;
  const allowPositionals = given('allowPositionals') ?? !strict;
  const allowNegative = given('allowNegative') ?? false;
  const options = given('options') ?? {};
  validateArray(args, 'args');
  validateBoolean(strict, 'strict');
  validateBoolean(allowPositionals, 'allowPositionals');
  validateBoolean(allowNegative, 'allowNegative');
  validateBoolean(given('tokens') ?? false, 'tokens');
  validateObject(options, 'options');
  checkOptions(options);
  const tokens = tokenize(args, options);
  const settings = { allowNegative, allowPositionals, options };
  const result = { values: Object.create(null), positionals: [] };
  if (config.tokens) result.tokens = tokens;
  for (const token of tokens) {
    if (token.kind === 'option') {
      if (strict) {
        checkUsage(token, settings);
        checkAmbiguous(token);
      }
      store(result.values, token, settings);
    } else if (token.kind === 'positional') {
      if (!allowPositionals) throw new ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL(token.value);
      result.positionals.push(token.value);
    }
  }
  for (const [name, option] of Object.entries(options)) {
    if (option.default !== undefined && result.values[name] === undefined) result.values[name] = option.default;
  }
  return result;
}

module.exports = { parseArgs };
