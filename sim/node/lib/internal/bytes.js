'use strict';

// What is in a view, or in memory, as Node's own code reads it: nothing, if the memory
// has been sent elsewhere. (ArrayBufferViewContents, src/util-inl.h)

const nothing = new Uint8Array(0);

exports.bytesOf = function bytesOf(value) {
  if (!ArrayBuffer.isView(value)) return value.byteLength === 0 ? nothing : new Uint8Array(value);
  const { buffer } = value;
  return buffer.byteLength === 0 ? nothing : new Uint8Array(buffer, value.byteOffset, value.byteLength);
};

/** The same as a Buffer. */
exports.bufferOf = function bufferOf(value) {
  const bytes = exports.bytesOf(value);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
};

/** Whether the memory of a view has been sent elsewhere. */
const isDetached = (view) => view.buffer.byteLength === 0 && binding('clone').detached(view.buffer);

/** Refuses what a method of the language would be called for on such a view. */
exports.refuseDetached = function refuseDetached(view, method) {
  if (isDetached(view)) throw new TypeError(`Cannot perform ${method} on a detached ArrayBuffer`);
};
