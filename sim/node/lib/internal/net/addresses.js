'use strict';

// Addresses as objects, and lists of those with which nobody is to talk.
// (doc: net.html#class-netblocklist)

const { kClone } = require('internal/clone');
const { inspect } = require('internal/inspect');
const { addressText, isIPv4, isIPv6 } = require('internal/net');
const { codes: { ERR_INVALID_ADDRESS, ERR_INVALID_ARG_VALUE } } = require('internal/errors');
const { validateInt32, validateObject, validatePort, validateString, validateUint32 } = require('internal/validators');

// The eight groups of an address of IPv6, or the four bytes of one of IPv4, as one number.
function numberOf(address, family) {
  if (family === 'ipv4') return address.split('.').reduce((n, part) => (n << 8n) | BigInt(part), 0n);
  let text = address.replace(/%.*$/, '');
  const four = /(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (four) {
    const n = numberOf(four[1], 'ipv4');
    text = `${text.slice(0, -four[1].length)}${(n >> 16n).toString(16)}:${(n & 0xffffn).toString(16)}`;
  }
  const [head, tail] = text.split('::');
  const before = head ? head.split(':') : [];
  const after = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? [] : Array(8 - before.length - after.length).fill('0');
  return [...before, ...zeros, ...after].reduce((n, part) => (n << 16n) | BigInt(`0x${part}`), 0n);
}

class SocketAddress {
  #address; #port; #family; #flowlabel; #number;
  static isSocketAddress(value) { return typeof value === 'object' && value !== null && #address in value; }
  constructor(options = {}) {
    validateObject(options, 'options');
    let { family = 'ipv4' } = options;
    const { address = family === 'ipv4' ? '127.0.0.1' : '::', port = 0, flowlabel = 0 } = options;
    if (typeof family?.toLowerCase === 'function') family = family.toLowerCase();
    if (family !== 'ipv4' && family !== 'ipv6') throw new ERR_INVALID_ARG_VALUE('options.family', options.family);
    validateString(address, 'options.address');
    validatePort(port, 'options.port');
    validateUint32(flowlabel, 'options.flowlabel', false);
    if (!(family === 'ipv4' ? isIPv4 : isIPv6)(address)) throw new ERR_INVALID_ADDRESS();
    this.#number = numberOf(address, family);
    this.#address = family === 'ipv4' ? address : addressText(Buffer.from(this.#number.toString(16).padStart(32, '0'), 'hex'));
    this.#port = port | 0;
    this.#family = family;
    this.#flowlabel = family === 'ipv6' ? flowlabel : 0;
  }
  get address() { return this.#address; }
  get port() { return this.#port; }
  get family() { return this.#family; }
  get flowlabel() { return this.#flowlabel; }
  toJSON() { return { address: this.#address, port: this.#port, family: this.#family, flowlabel: this.#flowlabel }; }
  [inspect.custom](depth, options) {
    if (depth < 0) return this;
    return `SocketAddress ${inspect(this.toJSON(), { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
  }
  static number(of) { return of.#number; }
  [kClone]() { return { info: 'internal/net/addresses:reviveSocketAddress', data: this.toJSON() }; }
}

function reviveSocketAddress(options) { return new SocketAddress(options); }

function reviveBlockList(calls) {
  const list = new BlockList();
  for (const [method, ...args] of calls) list[method](...args);
  return list;
}

const { number } = SocketAddress;
delete SocketAddress.number;

// An address that is given as one, or as text with a family.
function addressOf(value, family, name = 'address') {
  if (SocketAddress.isSocketAddress(value)) return value;
  validateString(value, name);
  validateString(family, 'family');
  return new SocketAddress({ address: value, family });
}
const shownFamily = (family) => (family === 'ipv4' ? 'IPv4' : 'IPv6');

// What ::ffff:1.2.3.4 begins with, which is an address of IPv4 written as one of IPv6.
const mapped = 0xffffn;

// An address as a rule of that family sees it; undefined if the rule is not for it.
function brought(address, family) {
  if (address.family === family) return number(address);
  if (family === 'ipv6') return (mapped << 32n) | number(address);
  if (number(address) >> 32n === mapped) return number(address) & 0xffffffffn;
  return undefined;
}

class BlockList {
  #rules = [];
  #calls = []; // that made the rules, for who makes them again
  #add(shown, family, test, ...call) {
    this.#rules.unshift({ shown, family, test });
    this.#calls.push(call);
  }
  [kClone]() { return { info: 'internal/net/addresses:reviveBlockList', data: this.#calls }; }
  addAddress(address, family = 'ipv4') {
    const a = addressOf(address, family);
    const n = number(a);
    this.#add(`Address: ${shownFamily(a.family)} ${a.address}`, a.family, (x) => x === n, 'addAddress', a.address, a.family);
  }
  addRange(start, end, family = 'ipv4') {
    const [a, b] = [addressOf(start, family, 'start'), addressOf(end, family, 'end')];
    const [low, high] = [number(a), number(b)];
    if (low > high) throw new ERR_INVALID_ARG_VALUE('start', a, 'must come before end');
    this.#add(`Range: ${shownFamily(a.family)} ${a.address}-${b.address}`, a.family, (x) => x >= low && x <= high, 'addRange', a.address, b.address, a.family);
  }
  addSubnet(network, prefix, family = 'ipv4') {
    const a = addressOf(network, family, 'network');
    const bits = a.family === 'ipv4' ? 32 : 128;
    validateInt32(prefix, 'prefix', 0, bits);
    const shift = BigInt(bits - prefix);
    const n = number(a) >> shift;
    this.#add(`Subnet: ${shownFamily(a.family)} ${a.address}/${prefix}`, a.family, (x) => x >> shift === n, 'addSubnet', a.address, prefix, a.family);
  }
  check(address, family = 'ipv4') {
    let a = address;
    if (!SocketAddress.isSocketAddress(address)) {
      validateString(address, 'address');
      validateString(family, 'family');
      try {
        a = new SocketAddress({ address, family });
      } catch {
        return false; // it is no address
      }
    }
    return this.#rules.some(({ family: of, test }) => {
      const n = brought(a, of);
      return n !== undefined && test(n);
    });
  }
  get rules() { return this.#rules.map(({ shown }) => shown); }
  toJSON() { return this.rules; }
  [inspect.custom](depth, options) {
    if (depth < 0) return this;
    return `BlockList ${inspect({ rules: this.rules }, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
  }
}

module.exports = { BlockList, numberOf, SocketAddress, reviveBlockList, reviveSocketAddress };
