'use strict';

// What is copied although it stands in the list of what is to move: what a program
// has marked so, and the memory that small Buffers share.
// (doc: worker_threads.html#workermarkasuntransferableobject)

module.exports = new WeakSet();
