'use strict';

// dns with promises. (doc: dns.html#dns-promises-api)

const { codes: { ERR_INVALID_ARG_VALUE, ERR_MISSING_ARGS } } = require('internal/errors');
const { validatePort, validateString } = require('internal/validators');
const { isIP } = require('internal/net');
const {
  exception, setDefaultResultOrder, getDefaultResultOrder, lookupOptions, find, nothing, ResolverBase, records, methodNames, askFor,
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

const place = 'QueryReqWrap.onresolve [as oncomplete] (node:internal/dns/promises:292:17)';

const settled = (resolve, reject) => (error, result) => (error ? reject(error) : resolve(result));

function query(type, bindingName) {
  return { [bindingName](name, options) {
    validateString(name, 'name');
    return new Promise((resolve, reject) => {
      askFor(this._handle, type, name, Boolean(options?.ttl), place, settled(resolve, reject));
    });
  } }[bindingName];
}

for (const type of Object.keys(records)) Resolver.prototype[methodNames[type]] = query(type, records[type]);
Resolver.prototype.reverse = {
  getHostByAddr(name) {
    validateString(name, 'name');
    return new Promise((resolve, reject) => { reverse(this._handle, name, place, settled(resolve, reject)); });
  },
}.getHostByAddr;
Resolver.prototype.resolve = function resolve(hostname, rrtype) {
  const type = rrtype === undefined ? 'A' : rrtype;
  if (rrtype !== undefined) validateString(rrtype, 'rrtype');
  if (!(type in records)) throw new ERR_INVALID_ARG_VALUE('rrtype', type);
  return Reflect.apply(this[methodNames[type]], this, [hostname]);
};

module.exports = { lookup, lookupService, Resolver, getDefaultResultOrder, setDefaultResultOrder };
