const util = require('util');
console.log(util.isDeepStrictEqual({a:[1,new Map([[1,{b:2}]])]}, {a:[1,new Map([[1,{b:2}]])]}), util.isDeepStrictEqual([1],['1']), util.isDeepStrictEqual(new Set([{a:1}]), new Set([{a:1}])));
console.log(util.types.isPromise(Promise.resolve()), util.types.isRegExp(/a/), util.types.isDate(new Date()), util.types.isMap(new Map), util.types.isProxy(new Proxy({}, {})), util.types.isAsyncFunction(async () => {}), util.types.isGeneratorFunction(function* () {}), util.types.isTypedArray(new Uint8Array()), util.types.isNativeError(new TypeError()), util.types.isBoxedPrimitive(Object(1)));
function A() {} function B() {} util.inherits(A, B); console.log(new A() instanceof B, A.super_ === B);
console.log(util.stripVTControlCharacters('\u001b[31mx\u001b[0m'), util.toUSVString('a\ud800'), JSON.stringify(util.styleText('red', 'hi')));
