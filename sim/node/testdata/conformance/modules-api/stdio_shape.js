// What standard streams say of themselves.
const show = (s) => {
  const x = process[s];
  console.log(
    s,
    x.constructor.name,
    x.fd,
    x.isTTY,
    x.columns,
    x.rows,
    x.readable,
    x.writable,
    x.readableHighWaterMark,
    x.writableHighWaterMark,
    x.readableFlowing,
    x.writableLength,
    x._type,
    x._isStdio,
    x.destroyed,
    x.bytesRead,
    x.bytesWritten,
    x.connecting,
    x.pending,
    x.readyState,
    x.allowHalfOpen,
    x.eventNames(),
    x.readableEnded,
    x.writableEnded,
    x.writableFinished,
    x instanceof require('stream').Duplex,
    x instanceof require('stream').Writable,
    typeof x.ref,
    typeof x.setRawMode,
    typeof x.destroySoon,
    x.closed,
    x.errored,
    x.readableObjectMode,
    x.writableNeedDrain,
  );
};
show('stdin');
show('stdout');
show('stderr');
console.log(Object.keys(process.stdout));
console.log(Object.keys(process.stdin));
console.log(process.stdout.setEncoding === require('stream').Readable.prototype.setEncoding, process.stdin.read.name);
