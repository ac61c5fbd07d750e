'use strict';

// compose: one duplex stream that is several one after another.

const { AbortError, codes } = require('internal/errors');
const { ERR_INVALID_ARG_VALUE, ERR_MISSING_ARGS } = codes;
const { destroyer } = require('internal/streams/destroy');
const { finished } = require('internal/streams/finished');
const { pipeline } = require('internal/streams/pipeline');
const {
  isNodeStream, isReadable, isReadableStream, isTransformStream, isWebStream, isWritable, isWritableStream,
} = require('internal/streams/kinds');

const gives = (stream) => !!(isReadable(stream) || isReadableStream(stream) || isTransformStream(stream));
const takes = (stream) => !!(isWritable(stream) || isWritableStream(stream) || isTransformStream(stream));

module.exports = function compose(...streams) {
  const { Duplex } = require('internal/streams/duplex');
  if (streams.length === 0) throw new ERR_MISSING_ARGS('streams');
  if (streams.length === 1) return Duplex.from(streams[0]);
  const given = streams.slice();
  const end = streams.length - 1;
  if (typeof streams[0] === 'function') streams[0] = Duplex.from(streams[0]);
  if (typeof streams[end] === 'function') streams[end] = Duplex.from(streams[end]);
  streams.forEach((stream, i) => {
    if (!isNodeStream(stream) && !isWebStream(stream)) return;
    if (i < end && !gives(stream)) throw new ERR_INVALID_ARG_VALUE(`streams[${i}]`, given[i], 'must be readable');
    if (i > 0 && !takes(stream)) throw new ERR_INVALID_ARG_VALUE(`streams[${i}]`, given[i], 'must be writable');
  });
  return join(Duplex, streams);
};

function join(Duplex, streams) {
  let ondrain = null;
  let onfinish = null;
  let onreadable = null;
  let onclose; // null when the pipeline is over
  let duplex;
  const head = streams[0];
  const tail = pipeline(...streams, (error) => {
    const callback = onclose;
    onclose = null;
    if (callback) callback(error);
    else if (error) duplex.destroy(error);
    else if (!readable && !writable) duplex.destroy();
  });
  const writable = takes(head);
  const readable = gives(tail);
  duplex = new Duplex({
    writableObjectMode: !!head?.writableObjectMode, readableObjectMode: !!tail?.readableObjectMode, writable, readable,
  });
  const fire = (callback) => { if (callback) callback(); };
  if (writable) {
    if (isNodeStream(head)) writeToNode();
    else if (isWebStream(head)) writeToWeb(isTransformStream(head) ? head.writable : head);
    finished(isTransformStream(tail) ? tail.readable : tail, () => {
      const callback = onfinish;
      onfinish = null;
      fire(callback);
    });
  }
  if (readable) {
    if (isNodeStream(tail)) readFromNode();
    else if (isWebStream(tail)) readFromWeb(isTransformStream(tail) ? tail.readable : tail);
  }
  duplex._destroy = function (error, callback) {
    if (!error && onclose !== null) error = new AbortError();
    onreadable = ondrain = onfinish = null;
    if (isNodeStream(tail)) destroyer(tail, error);
    if (onclose === null) callback(error);
    else onclose = callback;
  };
  return duplex;

  function writeToNode() {
    duplex._write = function (chunk, encoding, callback) {
      if (head.write(chunk, encoding)) callback();
      else ondrain = callback;
    };
    duplex._final = function (callback) {
      head.end();
      onfinish = callback;
    };
    head.on('drain', () => {
      const callback = ondrain;
      ondrain = null;
      fire(callback);
    });
  }
  function writeToWeb(stream) {
    const writer = stream.getWriter();
    duplex._write = async function (chunk, encoding, callback) {
      try {
        await writer.ready;
        writer.write(chunk).catch(() => {});
        callback();
      } catch (error) {
        callback(error);
      }
    };
    duplex._final = async function (callback) {
      try {
        await writer.ready;
        writer.close().catch(() => {});
        onfinish = callback;
      } catch (error) {
        callback(error);
      }
    };
  }
  function readFromNode() {
    tail.on('readable', () => {
      const callback = onreadable;
      onreadable = null;
      fire(callback);
    });
    tail.on('end', () => duplex.push(null));
    duplex._read = function () {
      for (;;) {
        const chunk = tail.read();
        if (chunk === null) {
          onreadable = duplex._read;
          return;
        }
        if (!duplex.push(chunk)) return;
      }
    };
  }
  function readFromWeb(stream) {
    const reader = stream.getReader();
    duplex._read = async function () {
      for (;;) {
        try {
          const { value, done } = await reader.read();
          if (!duplex.push(value)) return;
          if (done) {
            duplex.push(null);
            return;
          }
        } catch {
          return;
        }
      }
    };
  }
}
