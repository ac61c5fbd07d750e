'use strict';

// dns, with callbacks. (doc: dns.html)

const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_MISSING_ARGS } } = require('internal/errors');
const { validateFunction, validatePort, validateString } = require('internal/validators');
const { isIP } = require('internal/net');
const { hasObserver, startPerf, stopPerf } = require('internal/perf_observe');
const customPromisifyArgs = Symbol.for('timeslice.util.promisify.arguments');
const {
  errorCodes, hintFlags, exception, setDefaultResultOrder, getDefaultResultOrder, lookupOptions, find, nothing, ResolverBase, records,
  methodNames, askFor, reverse, findService,
} = require('internal/dns');

const kPerfHooksDnsLookupContext = Symbol('kPerfHooksDnsLookupContext');
const kPerfHooksDnsLookupServiceContext = Symbol('kPerfHooksDnsLookupServiceContext');
const kPerfHooksDnsLookupResolveContext = Symbol('kPerfHooksDnsLookupResolveContext');

class GetAddrInfoReqWrap {
  constructor(callback, family, hostname, oncomplete) { Object.assign(this, { callback, family, hostname, oncomplete }); }
}
class GetNameInfoReqWrap {
  constructor(callback, hostname, port, oncomplete) { Object.assign(this, { callback, hostname, port, oncomplete }); }
}

function onlookup(code, found) {
  if (code) this.callback(exception(code, 'getaddrinfo', this.hostname, 'GetAddrInfoReqWrap.onlookup [as oncomplete] (node:dns:111:26)'));
  else this.callback(null, found[0].address, this.family || found[0].family);
  if (!code) stopPerf(this, kPerfHooksDnsLookupContext, { addresses: found.map(({ address }) => address) });
}

function onlookupall(code, found) {
  if (code) this.callback(exception(code, 'getaddrinfo', this.hostname, 'GetAddrInfoReqWrap.onlookupall [as oncomplete] (node:dns:122:26)'));
  else this.callback(null, found);
  if (!code) stopPerf(this, kPerfHooksDnsLookupContext, { addresses: found });
}

function lookup(hostname, options, callback) {
  if (hostname) validateString(hostname, 'hostname');
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  } else {
    const given = options !== undefined && typeof options !== 'object' && typeof options !== 'number' && arguments.length === 2;
    validateFunction(given ? options : callback, 'callback');
  }
  const asked = lookupOptions(hostname, options, true);
  if (!hostname) {
    const none = nothing(hostname, asked);
    if (asked.all) process.nextTick(callback, null, none);
    else process.nextTick(callback, null, none.address, none.family);
    return {};
  }
  const family = isIP(hostname);
  if (family) {
    if (asked.all) process.nextTick(callback, null, [{ address: hostname, family }]);
    else process.nextTick(callback, null, hostname, family);
    return {};
  }
  const request = new GetAddrInfoReqWrap(callback, asked.family, hostname, asked.all ? onlookupall : onlookup);
  const failed = find(hostname, asked, (code, found) => request.oncomplete(code, found));
  if (failed) {
    process.nextTick(callback, exception(failed, 'getaddrinfo', hostname));
    return {};
  }
  if (hasObserver('dns')) {
    const { family: of, hints, order } = asked;
    startPerf(request, kPerfHooksDnsLookupContext, {
      type: 'dns', name: 'lookup', detail: { hostname, family: of, hints, verbatim: order === 'verbatim', order },
    });
  }
  return request;
}
Object.defineProperty(lookup, customPromisifyArgs, { value: ['address', 'family'], enumerable: false });

function onlookupservice(code, hostname, service) {
  if (code) this.callback(exception(code, 'getnameinfo', this.hostname, 'GetNameInfoReqWrap.onlookupservice [as oncomplete] (node:dns:263:26)'));
  else this.callback(null, hostname, service);
  if (!code) stopPerf(this, kPerfHooksDnsLookupServiceContext, { hostname, service });
}

function lookupService(address, port, callback) {
  if (arguments.length !== 3) throw new ERR_MISSING_ARGS('address', 'port', 'callback');
  if (isIP(address) === 0) throw new ERR_INVALID_ARG_VALUE('address', address);
  validatePort(port);
  validateFunction(callback, 'callback');
  const request = new GetNameInfoReqWrap(callback, address, +port, onlookupservice);
  findService(address, +port, (code, hostname, service) => request.oncomplete(code, hostname, service));
  if (hasObserver('dns')) startPerf(request, kPerfHooksDnsLookupServiceContext, { type: 'dns', name: 'lookupService', detail: { host: address, port } });
  return request;
}
Object.defineProperty(lookupService, customPromisifyArgs, { value: ['hostname', 'service'], enumerable: false });

class Resolver extends ResolverBase {}

class QueryReqWrap {
  constructor(bindingName, callback, hostname, ttl) { Object.assign(this, { bindingName, callback, hostname, ttl }); }
}

// Where Node makes the errors of what was asked for.
const place = 'QueryReqWrap.onresolve [as oncomplete] (node:internal/dns/callback_resolver:45:19)';

function query(type, bindingName) {
  return { [bindingName](name, options, callback) {
    if (arguments.length === 2) [options, callback] = [undefined, options];
    validateString(name, 'name');
    validateFunction(callback, 'callback');
    const request = new QueryReqWrap(bindingName, callback, name, Boolean(options?.ttl));
    askFor(this._handle, type, name, request.ttl, place, (error, result) => {
      if (error) request.callback(error);
      else request.callback(null, result);
      if (!error) stopPerf(request, kPerfHooksDnsLookupResolveContext, { result });
    });
    if (hasObserver('dns')) {
      startPerf(request, kPerfHooksDnsLookupResolveContext, { type: 'dns', name: bindingName, detail: { host: name, ttl: request.ttl } });
    }
    return request;
  } }[bindingName];
}

for (const type of Object.keys(records)) Resolver.prototype[methodNames[type]] = query(type, records[type]);
Resolver.prototype.reverse = {
  getHostByAddr(name, callback) {
    validateString(name, 'name');
    validateFunction(callback, 'callback');
    const request = new QueryReqWrap('getHostByAddr', callback, name, false);
    reverse(this._handle, name, place, (error, names) => (error ? request.callback(error) : request.callback(null, names)));
    return request;
  },
}.getHostByAddr;
Resolver.prototype.resolve = function resolve(hostname, rrtype, callback) {
  let type = 'A';
  if (typeof rrtype === 'string') type = rrtype;
  else if (typeof rrtype === 'function') callback = rrtype;
  else throw new ERR_INVALID_ARG_TYPE('rrtype', 'string', rrtype);
  if (!(type in records)) throw new ERR_INVALID_ARG_VALUE('rrtype', type);
  return Reflect.apply(this[methodNames[type]], this, [hostname, callback]);
};

let common = new Resolver();

const resolverMethods = ['getServers', 'resolve', 'resolve4', 'resolve6', 'resolveAny', 'resolveCaa', 'resolveCname', 'resolveMx',
  'resolveNaptr', 'resolveNs', 'resolvePtr', 'resolveSoa', 'resolveSrv', 'resolveTxt', 'reverse'];

function bindResolver(target, Class) {
  for (const name of resolverMethods) target[name] = Class.prototype[name].bind(common);
}

function defaultResolverSetServers(servers) {
  const resolver = new Resolver();
  resolver.setServers(servers);
  common = resolver;
  bindResolver(module.exports, Resolver);
  bindResolver(promises, promises.Resolver);
}

module.exports = {
  lookup, lookupService, Resolver, getDefaultResultOrder, setDefaultResultOrder, setServers: defaultResolverSetServers, ...hintFlags,
  ...errorCodes,
};
bindResolver(module.exports, Resolver);

const promises = require('internal/dns_promises');
Object.assign(promises, { setServers: defaultResolverSetServers, ...errorCodes });
bindResolver(promises, promises.Resolver);
Object.defineProperty(module.exports, 'promises', { configurable: true, enumerable: true, get: () => promises });
