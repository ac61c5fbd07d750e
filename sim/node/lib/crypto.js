'use strict';

const native = binding('crypto');

exports.pbkdf2 = function pbkdf2(password, salt, iterations, keylen, digest, callback) {
  native.pbkdf2(password, salt, iterations, keylen, digest, callback);
};
