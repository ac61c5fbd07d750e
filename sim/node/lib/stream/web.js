'use strict';

// stream/web: the streams of the web, loaded when they are first asked for.

const where = {
  ReadableStream: 'readable', ReadableStreamDefaultReader: 'readable', ReadableStreamBYOBReader: 'readable',
  ReadableStreamBYOBRequest: 'bytes', ReadableByteStreamController: 'bytes', ReadableStreamDefaultController: 'readable_controller',
  TransformStream: 'transform', TransformStreamDefaultController: 'transform', WritableStream: 'writable',
  WritableStreamDefaultWriter: 'writable', WritableStreamDefaultController: 'writable', ByteLengthQueuingStrategy: 'queuing',
  CountQueuingStrategy: 'queuing', TextEncoderStream: 'coding', TextDecoderStream: 'coding', CompressionStream: 'coding',
  DecompressionStream: 'coding',
};
for (const [name, file] of Object.entries(where)) {
  Object.defineProperty(exports, name, {
    configurable: true,
    enumerable: true,
    get() { return require(`internal/webstreams/${file}`)[name]; },
    set(value) { Object.defineProperty(exports, name, { value, writable: true, configurable: true, enumerable: true }); },
  });
}
