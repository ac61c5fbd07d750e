'use strict';

// The inspector: there is none to open. What it would show, the trace shows.

const EventEmitter = require('events');
const { refusal, refusing } = require('internal/refuse');

const instead = 'look at the trace of the run';

class Session extends EventEmitter {
  connect() { throw refusal('inspector.Session', instead); }
  connectToMainThread() { throw refusal('inspector.Session', instead); }
  disconnect() {}
  post() { throw refusal('inspector.Session', instead); }
}

module.exports = {
  open: refusing('open', 'inspector.open', instead),
  close: function close() {},
  url: function url() { return undefined; },
  waitForDebugger: refusing('waitForDebugger', 'inspector.waitForDebugger', instead),
  console,
  Session,
};
