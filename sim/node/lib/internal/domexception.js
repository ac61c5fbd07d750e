'use strict';

// DOMException, the error of the web's interfaces. (WebIDL, section 3.14)

const codes = {
  IndexSizeError: 1, HierarchyRequestError: 3, WrongDocumentError: 4, InvalidCharacterError: 5, NoModificationAllowedError: 7,
  NotFoundError: 8, NotSupportedError: 9, InUseAttributeError: 10, InvalidStateError: 11, SyntaxError: 12,
  InvalidModificationError: 13, NamespaceError: 14, InvalidAccessError: 15, TypeMismatchError: 17, SecurityError: 18,
  NetworkError: 19, AbortError: 20, URLMismatchError: 21, QuotaExceededError: 22, TimeoutError: 23, InvalidNodeTypeError: 24,
  DataCloneError: 25,
};

const constants = {
  INDEX_SIZE_ERR: 1, DOMSTRING_SIZE_ERR: 2, HIERARCHY_REQUEST_ERR: 3, WRONG_DOCUMENT_ERR: 4, INVALID_CHARACTER_ERR: 5,
  NO_DATA_ALLOWED_ERR: 6, NO_MODIFICATION_ALLOWED_ERR: 7, NOT_FOUND_ERR: 8, NOT_SUPPORTED_ERR: 9, INUSE_ATTRIBUTE_ERR: 10,
  INVALID_STATE_ERR: 11, SYNTAX_ERR: 12, INVALID_MODIFICATION_ERR: 13, NAMESPACE_ERR: 14, INVALID_ACCESS_ERR: 15,
  VALIDATION_ERR: 16, TYPE_MISMATCH_ERR: 17, SECURITY_ERR: 18, NETWORK_ERR: 19, ABORT_ERR: 20, URL_MISMATCH_ERR: 21,
  QUOTA_EXCEEDED_ERR: 22, TIMEOUT_ERR: 23, INVALID_NODE_TYPE_ERR: 24, DATA_CLONE_ERR: 25,
};

const secret = new WeakMap();

function of(exception) {
  const fields = secret.get(exception);
  if (!fields) throw new (require('internal/errors').codes.ERR_INVALID_THIS)('DOMException');
  return fields;
}

class DOMException {
  constructor(message = '', options = 'Error') {
    const fields = { message: `${message}`, name: 'Error' };
    if (options && typeof options === 'object') {
      if ('name' in options && options.name !== undefined) fields.name = `${options.name}`;
      if ('cause' in options) {
        Object.defineProperty(this, 'cause', { value: options.cause, configurable: true, writable: true, enumerable: false });
      }
    } else {
      fields.name = `${options}`;
    }
    secret.set(this, fields);
    // The frames of a real error's stack.
    const header = `${fields.name}${fields.message ? `: ${fields.message}` : ''}`;
    const frames = String(new Error().stack).split('\n').slice(1);
    Object.defineProperty(this, 'stack', {
      value: [header, ...frames].join('\n'), configurable: true, writable: true, enumerable: false,
    });
  }
  get name() { return of(this).name; }
  get message() { return of(this).message; }
  get code() { return codes[of(this).name] || 0; }
}

Object.setPrototypeOf(DOMException.prototype, Error.prototype);
Object.defineProperty(DOMException.prototype, Symbol.toStringTag, { value: 'DOMException', configurable: true });
for (const name of ['name', 'message', 'code']) {
  Object.defineProperty(DOMException.prototype, name, { enumerable: true });
}
for (const name of Object.keys(constants)) {
  const property = { value: constants[name], enumerable: true };
  Object.defineProperty(DOMException, name, property);
  Object.defineProperty(DOMException.prototype, name, property);
}

exports.DOMException = DOMException;
