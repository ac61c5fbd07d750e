'use strict';

// Internet addresses as texts. (RFC 4291, RFC 6874)

const native = binding('names');

/** 4, 6 or 0. */
function isIP(text) { return native.addressFamily(`${text}`); }

function isIPv4(text) { return isIP(text) === 4; }

function isIPv6(text) { return isIP(text) === 6; }

module.exports = { isIP, isIPv4, isIPv6 };
