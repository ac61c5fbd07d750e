'use strict';

// Asking a name server for records, as c-ares does it for Node: over a socket of
// UDP, one server after another, each try with twice the time of the one before,
// and over TCP what does not fit. (RFC 1035; src/cares_wrap.cc, c-ares 1.34)
//
// What a server answers is told in the forms of the dns module.

const { addressText, isIP } = require('internal/net');

const types = { A: 1, NS: 2, CNAME: 5, SOA: 6, PTR: 12, MX: 15, TXT: 16, AAAA: 28, SRV: 33, NAPTR: 35, CAA: 257, ANY: 255 };

// What a server's answer may be instead of one. (rcode)
const refusals = { 1: 'EFORMERR', 2: 'ESERVFAIL', 3: 'ENOTFOUND', 4: 'ENOTIMP', 5: 'EREFUSED' };

// Milliseconds that a server has by itself, and at least.
const usualTimeout = 2000;
const leastTimeout = 250;

/** A name as a message has it, undefined if it cannot be one. */
function nameBytes(name) {
  const labels = name.replace(/\.$/, '').split('.');
  if (labels.length === 1 && labels[0] === '') return Buffer.from([0]);
  const parts = labels.map((label) => Buffer.from(label, 'latin1'));
  if (parts.some((part) => part.length === 0 || part.length > 63)) return undefined;
  const all = Buffer.concat([...parts.flatMap((part) => [Buffer.from([part.length]), part]), Buffer.from([0])]);
  return all.length > 255 ? undefined : all;
}

function question(id, name, type) {
  const head = Buffer.alloc(12);
  head.writeUInt16BE(id, 0);
  head.writeUInt16BE(0x100, 2); // recursion desired
  head.writeUInt16BE(1, 4);
  const tail = Buffer.alloc(4);
  tail.writeUInt16BE(types[type], 0);
  tail.writeUInt16BE(1, 2);
  return Buffer.concat([head, name, tail]);
}

/** Goes through a message. Reading beyond its end is a RangeError. */
class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }
  number(size) {
    const value = size === 4 ? this.bytes.readUInt32BE(this.at) : size === 2 ? this.bytes.readUInt16BE(this.at) : this.bytes.readUInt8(this.at);
    this.at += size;
    return value;
  }
  take(length) {
    if (this.at + length > this.bytes.length) throw new RangeError('beyond the end');
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
  text() { return this.take(this.number(1)).toString('latin1'); }
  name() {
    const labels = [];
    let from = this; // a pointer leads elsewhere
    for (let steps = 0; ; steps++) {
      if (steps > 128) throw new RangeError('a name without an end');
      const length = from.number(1);
      if (length === 0) return labels.join('.');
      if (length < 0xc0) labels.push(from.take(length).toString('latin1'));
      else from = new Reader(this.bytes, ((length & 0x3f) << 8) | from.number(1));
    }
  }
}

// What the data of a record is to dns, by its type.
const contents = {
  A: (reader, length) => addressText(reader.take(length)),
  AAAA: (reader, length) => addressText(reader.take(length)),
  NS: (reader) => reader.name(),
  CNAME: (reader) => reader.name(),
  PTR: (reader) => reader.name(),
  MX(reader) {
    const priority = reader.number(2);
    return { exchange: reader.name(), priority };
  },
  TXT(reader, length) {
    const entries = [];
    for (const end = reader.at + length; reader.at < end;) entries.push(reader.take(reader.number(1)).toString('utf8'));
    return entries;
  },
  SOA(reader) {
    const value = { nsname: reader.name(), hostmaster: reader.name() };
    for (const part of ['serial', 'refresh', 'retry', 'expire', 'minttl']) value[part] = reader.number(4);
    return value;
  },
  SRV(reader) {
    const [priority, weight, port] = [reader.number(2), reader.number(2), reader.number(2)];
    return { name: reader.name(), port, priority, weight };
  },
  NAPTR(reader) {
    const [order, preference] = [reader.number(2), reader.number(2)];
    return { flags: reader.text(), service: reader.text(), regexp: reader.text(), replacement: reader.name(), order, preference };
  },
  CAA(reader, length) {
    const end = reader.at + length;
    const critical = reader.number(1);
    const property = reader.text();
    return { critical, [property]: reader.take(end - reader.at).toString('latin1') };
  },
};

/** What resolveAny tells of a record, in the order of its types. */
const anyOrder = ['A', 'CNAME', 'AAAA', 'MX', 'NS', 'TXT', 'SRV', 'PTR', 'NAPTR', 'SOA', 'CAA'];
function anyOf({ type, value, ttl }) {
  if (type === 'A' || type === 'AAAA') return { address: value, ttl, type };
  if (type === 'TXT') return { entries: value, type };
  return typeof value === 'string' ? { value, type } : { ...value, type };
}

// The records of an answer, each { type, value, ttl }.
function recordsOf(bytes) {
  const reader = new Reader(bytes, 6);
  const count = reader.number(2);
  reader.at = 12;
  reader.name();
  reader.at += 4;
  const records = [];
  for (let i = 0; i < count; i++) {
    reader.name();
    const number = reader.number(2);
    reader.number(2);
    const ttl = reader.number(4);
    const length = reader.number(2);
    const end = reader.at + length;
    const type = Object.keys(types).find((name) => types[name] === number);
    if (contents[type]) records.push({ type, value: contents[type](reader, length), ttl });
    reader.at = end;
  }
  return records;
}

/** What a server has answered: [code], or ['', result, times to live]. */
function answerOf(bytes, type) {
  const refusal = bytes[3] & 0xf;
  if (refusal !== 0) return [refusals[refusal] ?? 'EBADRESP'];
  let records;
  try {
    records = recordsOf(bytes);
  } catch (error) {
    if (error instanceof RangeError) return ['EBADRESP'];
    throw error;
  }
  if (type === 'ANY') {
    const all = anyOrder.flatMap((name) => records.filter((record) => record.type === name)).map(anyOf);
    return all.length > 0 ? ['', all] : ['ENODATA'];
  }
  const found = records.filter((record) => record.type === type);
  if (found.length === 0) return ['ENODATA'];
  if (type === 'SOA') return ['', found[0].value];
  // An address lives no longer than what led to its name.
  const least = Math.min(...records.filter((record) => record.type === 'CNAME').map(({ ttl }) => ttl));
  return ['', found.map(({ value }) => value), found.map(({ ttl }) => Math.min(ttl, least))];
}

/** One question, until it is answered, has failed everywhere, or is cancelled. */
class Query {
  constructor(channel, name, type, done) {
    Object.assign(this, { channel, type, done, tries: 0, failure: 'ETIMEOUT', stopped: false });
    this.message = question(channel.nextId(), name, type);
    this.go();
  }
  go() {
    const { servers, tries, timeout } = this.channel;
    if (servers.length === 0) return void this.finish(['ESERVFAIL']);
    if (this.tries >= tries * servers.length) return void this.finish([this.failure]);
    const [address, port] = servers[this.tries % servers.length];
    const ms = Math.max(leastTimeout, timeout > 0 ? timeout : usualTimeout) * 2 ** Math.floor(this.tries / servers.length);
    this.tries++;
    this.timer = setTimeout(() => this.next('ETIMEOUT'), ms);
    this.socket = require('dgram').createSocket(isIP(address) === 6 ? 'udp6' : 'udp4');
    this.socket.on('error', (error) => this.next(error.code));
    this.socket.on('message', (bytes) => {
      if (bytes.length < 12 || bytes.readUInt16BE(0) !== this.message.readUInt16BE(0) || !(bytes[2] & 0x80)) return; // it answers another question
      if (bytes[2] & 2) this.wholly(address, port);
      else this.finish(answerOf(bytes, this.type));
    });
    this.socket.connect(port, address, () => this.socket.send(this.message));
  }
  // What was too long for a datagram is asked for over TCP.
  wholly(address, port) {
    this.leave();
    const framed = Buffer.concat([Buffer.from([this.message.length >> 8, this.message.length & 0xff]), this.message]);
    let got = Buffer.alloc(0);
    this.socket = require('net').connect(port, address, () => this.socket.write(framed));
    this.socket.on('error', (error) => this.next(error.code));
    this.socket.on('data', (bytes) => {
      got = Buffer.concat([got, bytes]);
      if (got.length >= 2 && got.length >= 2 + got.readUInt16BE(0)) this.finish(answerOf(got.subarray(2), this.type));
    });
  }
  next(failure) {
    if (this.stopped) return;
    this.leave();
    this.failure = failure;
    this.go();
  }
  leave() {
    clearTimeout(this.timer);
    this.socket?.on('error', () => {});
    if (this.socket?.destroy) this.socket.destroy();
    else this.socket?.close();
    this.socket = undefined;
  }
  finish(answer) {
    if (this.stopped) return;
    this.stopped = true;
    this.leave();
    this.channel.pending.delete(this);
    setImmediate(this.done, ...answer);
  }
}

/** The servers of a resolver, and what it asks them. (ChannelWrap) */
class Channel {
  #id = 0;
  constructor(timeout, tries) {
    this.timeout = timeout;
    this.tries = tries;
    this.servers = [];
    this.pending = new Set();
  }
  // Real ones are drawn by chance.
  nextId() { return (this.#id = (this.#id + 0x9e37) & 0xffff); }
  /** Asks for records of a type: done(code, result, times to live). */
  query(name, type, done) {
    if (/(^|\.)onion\.?$/i.test(name)) return void setImmediate(done, 'ENOTFOUND'); // RFC 7686
    const bytes = nameBytes(/[^\0-\x7f]/.test(name) ? require('url').domainToASCII(name) : name);
    if (bytes === undefined) return void setImmediate(done, 'EBADNAME');
    this.pending.add(new Query(this, bytes, type, done));
  }
  cancel() {
    for (const query of [...this.pending]) query.finish(['ECANCELLED']);
  }
}

/** The name under which the names of an address are kept. */
function reverseName(address) {
  if (isIP(address) === 4) return `${address.split('.').reverse().join('.')}.in-addr.arpa`;
  const digits = require('internal/net/addresses').numberOf(address, 'ipv6').toString(16).padStart(32, '0');
  return `${[...digits].reverse().join('.')}.ip6.arpa`;
}

module.exports = { Channel, reverseName };
