'use strict';

// Punycode: names with any letters, written in ASCII. (RFC 3492)

const most = 0x7fffffff;

const fail = (words) => new RangeError(words);
const overflow = () => fail('Overflow: input needs wider integers to process');

function adapt(delta, count, first) {
  delta = first ? Math.floor(delta / 700) : delta >> 1;
  delta += Math.floor(delta / count);
  let k = 0;
  for (; delta > 455; k += 36) delta = Math.floor(delta / 35);
  return Math.floor(k + 36 * delta / (delta + 38));
}

const thresholdOf = (k, bias) => (k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias);

// Of letters and digits, 36 for none.
function digitOf(code) {
  if (code >= 0x30 && code < 0x3a) return code - 22;
  if (code >= 0x41 && code < 0x5b) return code - 0x41;
  return code >= 0x61 && code < 0x7b ? code - 0x61 : 36;
}

const letterOf = (digit) => String.fromCharCode(digit + (digit < 26 ? 97 : 22));

/** Code points; half a pair that stands alone is one. */
function ucs2decode(string) {
  const { length } = string;
  const points = [];
  for (let i = 0; i < length;) {
    const point = string.codePointAt(i);
    points.push(point);
    i += point > 0xffff ? 2 : 1;
  }
  return points;
}

function ucs2encode(codePoints) { return String.fromCodePoint(...codePoints); }

function decode(input) {
  const points = [];
  const { length } = input;
  const split = Math.max(0, input.lastIndexOf('-'));
  for (let i = 0; i < split; i++) {
    if (input.charCodeAt(i) >= 0x80) throw fail('Illegal input >= 0x80 (not a basic code point)');
    points.push(input.charCodeAt(i));
  }
  let n = 0x80;
  let at = 0;
  let bias = 72;
  for (let i = split > 0 ? split + 1 : 0; i < length;) {
    const before = at;
    for (let w = 1, k = 36; ; k += 36) {
      if (i >= length) throw fail('Invalid input');
      const digit = digitOf(input.charCodeAt(i++));
      if (digit >= 36) throw fail('Invalid input');
      if (digit > Math.floor((most - at) / w)) throw overflow();
      at += digit * w;
      const t = thresholdOf(k, bias);
      if (digit < t) break;
      if (w > Math.floor(most / (36 - t))) throw overflow();
      w *= 36 - t;
    }
    const count = points.length + 1;
    bias = adapt(at - before, count, before === 0);
    if (Math.floor(at / count) > most - n) throw overflow();
    n += Math.floor(at / count);
    at %= count;
    points.splice(at++, 0, n);
  }
  return String.fromCodePoint(...points);
}

function encode(input) {
  const points = ucs2decode(input);
  const basic = points.filter((point) => point < 0x80);
  let output = String.fromCharCode(...basic);
  let handled = basic.length;
  if (handled > 0) output += '-';
  let n = 0x80;
  let delta = 0;
  let bias = 72;
  while (handled < points.length) {
    const next = Math.min(...points.filter((point) => point >= n));
    if (next - n > Math.floor((most - delta) / (handled + 1))) throw overflow();
    delta += (next - n) * (handled + 1);
    n = next;
    for (const point of points) {
      if (point < n && ++delta > most) throw overflow();
      if (point !== n) continue;
      let q = delta;
      for (let k = 36; ; k += 36) {
        const t = thresholdOf(k, bias);
        if (q < t) break;
        output += letterOf(t + (q - t) % (36 - t));
        q = Math.floor((q - t) / (36 - t));
      }
      output += letterOf(q);
      bias = adapt(delta, handled + 1, handled === basic.length);
      delta = 0;
      handled++;
    }
    delta++;
    n++;
  }
  return output;
}

// Each label of a domain, behind what is before an @.
function mapDomain(domain, f) {
  const parts = domain.split('@');
  const before = parts.length > 1 ? `${parts[0]}@` : '';
  const labels = (parts.length > 1 ? parts[1] : domain).replace(/[\u3002\uff0e\uff61]/g, '.').split('.');
  return before + labels.map(f).join('.');
}

function toASCII(input) { return mapDomain(input, (label) => (/[^\0-\x7f]/.test(label) ? `xn--${encode(label)}` : label)); }

function toUnicode(input) { return mapDomain(input, (label) => (/^xn--/.test(label) ? decode(label.slice(4).toLowerCase()) : label)); }

module.exports = { version: '2.1.0', ucs2: { decode: ucs2decode, encode: ucs2encode }, decode, encode, toASCII, toUnicode };
