'use strict';

// The handle of a socket of UDP, as dgram has it, and as it travels over a channel.

const native = binding('datagrams');

// The handles that are open: they hold what they call.
const open = new Set();

class UDP {
  constructor() {
    Object.defineProperty(this, 'native', { value: native.open() });
    open.add(this);
  }
  get fd() { return native.fd(this.native); }
  /** Takes a descriptor that is open. */
  open(fd) { native.adopt(this.native, fd); }
  bind(address, port, reuse, onlyIPv6) { return native.bind(this.native, address, port, reuse, onlyIPv6); }
  close(done) { native.close(this.native, () => { open.delete(this); done?.(); }); }
}

/** Where a socket has its state: { handle, … }. */
const kState = Symbol('state symbol');

module.exports = { UDP, kState };
