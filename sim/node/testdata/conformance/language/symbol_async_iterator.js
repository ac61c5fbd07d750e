// The symbol of asynchronous iterators is a symbol of the language's own.
console.log(typeof Symbol.asyncIterator, String(Symbol.asyncIterator), Object.getOwnPropertyDescriptor(Symbol, 'asyncIterator').writable);
async function* numbers() { yield 1; }
console.log(Symbol.asyncIterator in numbers(), 'undefined' in numbers());
console.log({ [Symbol.asyncIterator]() { return numbers(); } });
console.log(typeof require('stream').Readable.prototype[Symbol.asyncIterator]);
