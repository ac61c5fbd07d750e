'use strict';

// dns with promises. (doc: dns.html#dns-promises-api)

const { codes: { ERR_INVALID_ARG_VALUE, ERR_MISSING_ARGS } } = require('internal/errors');
const { validatePort, validateString } = require('internal/validators');
const { isIP } = require('internal/net');
const {
  exception, setDefaultResultOrder, getDefaultResultOrder, lookupOptions, find, nothing, ResolverBase, records, methodNames, noServer,
  reverse, findService,
} = require('internal/dns');

// Where Node makes the errors of what the system answered.
const places = {
  one: 'GetAddrInfoReqWrap.onlookup [as oncomplete] (node:internal/dns/promises:86:17)',
  all: 'GetAddrInfoReqWrap.onlookupall [as oncomplete] (node:internal/dns/promises:99:17)',
  service: 'GetNameInfoReqWrap.onlookupservice [as oncomplete] (node:internal/dns/promises:240:17)',
};

function lookup(hostname, options) {
  if (hostname) validateString(hostname, 'hostname');
  const asked = lookupOptions(hostname, options, false);
  if (!hostname) return Promise.resolve(nothing(hostname, asked));
  const family = isIP(hostname);
  if (family) {
    const found = { address: hostname, family };
    return Promise.resolve(asked.all ? [found] : found);
  }
  return new Promise((resolve, reject) => {
    const failed = find(hostname, asked, (code, found) => {
      if (code) reject(exception(code, 'getaddrinfo', hostname, places[asked.all ? 'all' : 'one']));
      else resolve(asked.all ? found : { address: found[0].address, family: asked.family || found[0].family });
    });
    if (failed) reject(exception(failed, 'getaddrinfo', hostname));
  });
}

function lookupService(address, port) {
  if (arguments.length !== 2) throw new ERR_MISSING_ARGS('address', 'port');
  if (isIP(address) === 0) throw new ERR_INVALID_ARG_VALUE('address', address);
  validatePort(port);
  return new Promise((resolve, reject) => {
    findService(address, +port, (code, hostname, service) => {
      if (code) reject(exception(code, 'getnameinfo', undefined, places.service));
      else resolve({ hostname, service });
    });
  });
}

class Resolver extends ResolverBase {}

function query(method, name) {
  return { [name](name, options) {
    validateString(name, 'name');
    return Promise.reject(noServer(method));
  } }[name];
}

for (const type of Object.keys(records)) Resolver.prototype[methodNames[type]] = query(methodNames[type], records[type]);
Resolver.prototype.reverse = {
  async getHostByAddr(name) {
    validateString(name, 'name');
    return reverse(name);
  },
}.getHostByAddr;
Resolver.prototype.resolve = function resolve(hostname, rrtype) {
  const type = rrtype === undefined ? 'A' : rrtype;
  if (rrtype !== undefined) validateString(rrtype, 'rrtype');
  if (!(type in records)) throw new ERR_INVALID_ARG_VALUE('rrtype', type);
  return Reflect.apply(this[methodNames[type]], this, [hostname]);
};

module.exports = { lookup, lookupService, Resolver, getDefaultResultOrder, setDefaultResultOrder };
