'use strict';

// Internet addresses as texts. (RFC 4291, RFC 6874)

const native = binding('names');

/** 4, 6 or 0. */
function isIP(text) { return native.addressFamily(`${text}`); }

function isIPv4(text) { return isIP(text) === 4; }

function isIPv6(text) { return isIP(text) === 6; }

/** The 4 or 16 bytes of an address as people write it. (inet_ntop) */
function addressText(bytes) {
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(2 * i));
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) return `::ffff:${bytes.subarray(12).join('.')}`;
  let [first, longest] = [-1, 1];
  for (let i = 0; i < 8; i++) {
    let length = 0;
    while (groups[i + length] === 0) length++;
    if (length > longest) [first, longest] = [i, length];
  }
  const text = (list) => list.map((group) => group.toString(16)).join(':');
  return first < 0 ? text(groups) : `${text(groups.slice(0, first))}::${text(groups.slice(first + longest))}`;
}

module.exports = { addressText, isIP, isIPv4, isIPv6 };
