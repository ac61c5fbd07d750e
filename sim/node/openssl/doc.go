// Package openssl is what Node has OpenSSL for: hashes, ciphers, keys,
// signatures and key exchange, under OpenSSL's names, with its formats and its
// errors. Results are true. What is random comes from a reader that the caller
// gives, so that the same seed gives the same keys: the standard library's
// functions that insist on chance of their own are not used for that.
//
// It knows nothing of JavaScript and nothing of time: what a job costs on the
// simulated machine is its caller's business. It does not hide how long a job
// takes from somebody who measures; nothing real is protected by it.
package openssl
