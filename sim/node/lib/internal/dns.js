'use strict';

// What dns and dns/promises have in common. The machine knows the names in its
// own files; there is no name server that could be asked for records.
// (doc: dns.html)

const { codes: { ERR_DNS_SET_SERVERS_FAILED, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_IP_ADDRESS }, system } = require('internal/errors');
const {
  validateArray, validateBoolean, validateInt32, validateNumber, validateOneOf, validateString, validateUint32,
} = require('internal/validators');
const { isIP } = require('internal/net');
const native = binding('names');

const errorCodes = {
  NODATA: 'ENODATA', FORMERR: 'EFORMERR', SERVFAIL: 'ESERVFAIL', NOTFOUND: 'ENOTFOUND', NOTIMP: 'ENOTIMP', REFUSED: 'EREFUSED',
  BADQUERY: 'EBADQUERY', BADNAME: 'EBADNAME', BADFAMILY: 'EBADFAMILY', BADRESP: 'EBADRESP', CONNREFUSED: 'ECONNREFUSED',
  TIMEOUT: 'ETIMEOUT', EOF: 'EOF', FILE: 'EFILE', NOMEM: 'ENOMEM', DESTRUCTION: 'EDESTRUCTION', BADSTR: 'EBADSTR',
  BADFLAGS: 'EBADFLAGS', NONAME: 'ENONAME', BADHINTS: 'EBADHINTS', NOTINITIALIZED: 'ENOTINITIALIZED',
  LOADIPHLPAPI: 'ELOADIPHLPAPI', ADDRGETNETWORKPARAMS: 'EADDRGETNETWORKPARAMS', CANCELLED: 'ECANCELLED',
};
const hintFlags = { ADDRCONFIG: 32, ALL: 16, V4MAPPED: 8 };

/** getaddrinfo ENOTFOUND name, with its parts; place is where Node makes it, if the system called. */
function exception(code, syscall, hostname, place) {
  const error = new Error(`${syscall} ${code}${hostname ? ` ${hostname}` : ''}`);
  error.errno = code === 'ENOTFOUND' && syscall.startsWith('get') && syscall !== 'getHostByAddr' ? system.EAI_NONAME[0] : system[code]?.[0];
  error.code = code;
  error.syscall = syscall;
  if (hostname) error.hostname = hostname;
  if (place) Object.defineProperty(error, 'stack', { value: `Error: ${error.message}\n    at ${place}`, writable: true, enumerable: false, configurable: true });
  return error;
}

// The order of what lookup finds.
const orders = ['verbatim', 'ipv4first', 'ipv6first'];
let defaultOrder = require('internal/options').valueOf('--dns-result-order') ?? 'verbatim';

function setDefaultResultOrder(value) {
  validateOneOf(value, 'dnsOrder', orders);
  defaultOrder = value;
}
function getDefaultResultOrder() { return defaultOrder; }

const families = [0, 4, 6];
const familyNames = { __proto__: null, IPv4: 4, IPv6: 6 };

/** What is asked of lookup. The names of families are known to the form with a callback only. */
function lookupOptions(hostname, options, named) {
  const asked = { family: 0, hints: 0, all: false, order: defaultOrder };
  if (typeof options === 'number') {
    validateOneOf(options, 'family', families);
    asked.family = options;
    return asked;
  }
  if (options !== undefined && typeof options !== 'object') throw new ERR_INVALID_ARG_TYPE('options', ['integer', 'object'], options);
  const given = (name) => options?.[name] !== undefined && options[name] !== null;
  if (given('hints')) {
    validateNumber(options.hints, 'options.hints');
    asked.hints = options.hints >>> 0;
    if (asked.hints & ~(hintFlags.ADDRCONFIG | hintFlags.ALL | hintFlags.V4MAPPED)) throw new ERR_INVALID_ARG_VALUE('hints', asked.hints);
  }
  if (given('family')) {
    asked.family = (named && familyNames[options.family]) || options.family;
    validateOneOf(asked.family, 'options.family', families);
  }
  if (given('all')) {
    validateBoolean(options.all, 'options.all');
    asked.all = options.all;
  }
  if (given('verbatim')) {
    validateBoolean(options.verbatim, 'options.verbatim');
    asked.order = options.verbatim ? 'verbatim' : 'ipv4first';
  }
  if (given('order')) {
    validateOneOf(options.order, 'options.order', orders);
    asked.order = options.order;
  }
  return asked;
}

/**
 * Addresses of a name, in the order asked for: done(code, [{ address, family }]).
 * It gives the code of an error if the name cannot even be looked for.
 */
function find(hostname, { family, hints, order }, done) {
  if (hostname.length > 255) return 'EINVAL';
  const ascii = /[^\0-\x7f]/.test(hostname) ? require('url').domainToASCII(hostname) : hostname;
  native.lookup(ascii, family, hints, (code, addresses) => {
    if (code) {
      done(code);
      return;
    }
    const found = addresses.map((address) => ({ address, family: isIP(address) }));
    if (order !== 'verbatim') {
      const first = order === 'ipv4first' ? 4 : 6;
      found.sort((a, b) => (b.family === first) - (a.family === first));
    }
    done('', found);
  });
  return '';
}

/** A hostname that is none is found at once, with a warning. */
function nothing(hostname, { all, family }) {
  warnOnce(hostname);
  return all ? [] : { address: null, family: family === 6 ? 6 : 4 };
}

let warned = false;
function warnOnce(hostname) {
  if (warned) return;
  warned = true;
  process.emitWarning(`The provided hostname "${hostname}" is not a valid hostname, and is supported in the dns module solely for compatibility.`, 'DeprecationWarning', 'DEP0118');
}

// Resolver.

const IANA_DNS_PORT = 53;

// There is no name server but those that the program names, which it has to be itself.
class ChannelWrap {
  #channel;
  #servers;
  #timeout; #tries;
  constructor(timeout, tries) {
    this.#timeout = timeout;
    this.#tries = tries;
  }
  getServers() { return this.#servers ?? [['127.0.0.1', IANA_DNS_PORT]]; }
  setServers(servers) {
    this.#servers = servers;
    this.#channel ??= new (require('internal/dns_query').Channel)(this.#timeout, this.#tries);
    this.#channel.servers = servers;
  }
  get pending() { return (this.#channel?.pending.size ?? 0) > 0; }
  cancel() { this.#channel?.cancel(); }
  query(method, name, type, done) {
    if (!this.#channel) throw noServer(method);
    this.#channel.query(name, type, done);
  }
}

/** An address and port of a name server, from "1.2.3.4", "1.2.3.4:53" or "[::1]:53". */
function parseServer(server) {
  if (isIP(server)) return [server, IANA_DNS_PORT];
  const [, whole, port] = /(^.+?)(?::(\d+))?$/.exec(server) ?? [];
  const address = /^\[([^[\]]*)\]/.exec(server)?.[1] ?? whole;
  if (!address || !isIP(address)) throw new ERR_INVALID_IP_ADDRESS(server);
  return [address, (port && Number.parseInt(port, 10)) || IANA_DNS_PORT];
}

class ResolverBase {
  constructor(options = undefined) {
    const { timeout = -1, tries = 4 } = { ...options };
    validateInt32(timeout, 'options.timeout', -1);
    validateInt32(tries, 'options.tries', 1);
    this._handle = new ChannelWrap(timeout, tries);
  }

  cancel() { this._handle.cancel(); }

  getServers() {
    return (this._handle.getServers() || []).map(([address, port]) => {
      if (port === IANA_DNS_PORT) return address;
      return isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`;
    });
  }

  setServers(servers) {
    validateArray(servers, 'servers');
    const parsed = [];
    servers.forEach((server, i) => { // holes are left out
      validateString(server, `servers[${i}]`);
      parsed.push(parseServer(server));
    });
    if (this._handle.pending) throw new ERR_DNS_SET_SERVERS_FAILED('There are pending queries.', servers);
    this._handle.setServers(parsed);
  }

  setLocalAddress(ipv4, ipv6) {
    validateString(ipv4, 'ipv4');
    if (ipv6 !== undefined) validateString(ipv6, 'ipv6');
    const invalid = (message) => Object.assign(new TypeError(message), { code: 'ERR_INVALID_ARG_VALUE' });
    const kinds = [ipv4, ipv6].filter((text) => text !== undefined).map(isIP);
    if (kinds.includes(0)) throw invalid('Invalid IP address.');
    if (kinds.length === 2 && kinds[0] === kinds[1]) throw invalid(`Cannot specify two IPv${kinds[0]} addresses.`);
  }
}

// The records that can be asked for: the method's name and what a failure tells.
const records = {
  __proto__: null, ANY: 'queryAny', A: 'queryA', AAAA: 'queryAaaa', CAA: 'queryCaa', CNAME: 'queryCname', MX: 'queryMx', NS: 'queryNs',
  TXT: 'queryTxt', SRV: 'querySrv', PTR: 'queryPtr', NAPTR: 'queryNaptr', SOA: 'querySoa',
};
const methodNames = {
  ANY: 'resolveAny', A: 'resolve4', AAAA: 'resolve6', CAA: 'resolveCaa', CNAME: 'resolveCname', MX: 'resolveMx', NS: 'resolveNs',
  TXT: 'resolveTxt', SRV: 'resolveSrv', PTR: 'resolvePtr', NAPTR: 'resolveNaptr', SOA: 'resolveSoa',
};

const noServer = (method) => require('internal/refuse').refusal(`a name server (dns.${method})`,
  'use dns.lookup, which knows localhost and addresses, or write what the server would answer into the program');

/** What a name server's answer, or that there was none, is told as. (DNSException) */
function answerError(code, syscall, hostname, place) {
  const error = exception(code, syscall, hostname, place);
  error.errno = undefined;
  return error;
}

/** Asks for records: done(error, result). With ttl, addresses are told with how long they live. */
function askFor(handle, type, name, ttl, place, done) {
  handle.query(methodNames[type], name, type, (code, result, ttls) => {
    if (code) done(answerError(code, records[type], name, place));
    else done(null, ttls && ttl && (type === 'A' || type === 'AAAA') ? result.map((address, i) => ({ address, ttl: ttls[i] })) : result);
  });
}

/** The names of an address: those that the machine knows, or a name server does. */
function reverse(handle, address, place, done) {
  if (!isIP(address)) {
    const error = exception('EINVAL', 'getHostByAddr', address);
    error.errno = system.EINVAL[0];
    throw error;
  }
  const names = native.namesOf(address);
  if (names.length > 0) return void setImmediate(done, null, names);
  if (/^127\.|^::1$/.test(address)) return void setImmediate(done, answerError('ENOTFOUND', 'getHostByAddr', address, place));
  handle.query('reverse', require('internal/dns_query').reverseName(address), 'PTR', (code, result) => {
    if (code === 'ECONNREFUSED' || code === 'ENODATA') code = 'ENOTFOUND';
    if (code) done(answerError(code, 'getHostByAddr', address, place));
    else done(null, result);
  });
}

module.exports = {
  errorCodes, hintFlags, exception, setDefaultResultOrder, getDefaultResultOrder, lookupOptions, find, nothing, ResolverBase, records,
  methodNames, askFor, reverse, findService: native.lookupService,
};
