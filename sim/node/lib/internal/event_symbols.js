'use strict';

// Options of events.on that only the library gives.

module.exports = {
  /** The iterator gives the first argument of each event, not a list of all. */
  kFirstEventParam: Symbol('nodejs.kFirstEventParam'),
};
