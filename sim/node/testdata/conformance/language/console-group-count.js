console.group('G'); console.log('in\nner'); console.group(); console.info('deep'); console.groupEnd(); console.groupEnd(); console.log('out');
console.count(); console.count('x'); console.count(); console.countReset(); console.count(); console.assert(true, 'no'); console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 });
console.log('%c styled', 'color: red'); console.log(); console.log(''); console.log(undefined, null); console.log('a\tb', ['a\tb']);
