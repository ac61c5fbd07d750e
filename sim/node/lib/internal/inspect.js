'use strict';

exports.inspect = (value) => (typeof value === 'string' ? `'${value}'` : String(value));
