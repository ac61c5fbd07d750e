// Texts are rows of UTF-16 units, and are split by them.
console.log('😀'.split(''), 'a😀b'.split(''), 'é😀'.split('', 2), 'é'.split('', 0));
console.log('😀😁'.split('\ud83d'), '😀'.split('\ude00'), 'ä-ö-ü'.split('-'), 'ä-ö-ü'.split('-', 2), 'äö'.split('x'), 'ää'.split('ä'));
console.log('日本語'.split(), '日本語'.split(undefined, 1), '日 本'.split(' '), 'a1ä'.split(1), '\ud800a'.split('a'));
console.log('äbä'.split('äbä'), 'äbä'.split('äb'), 'ä'.split(/(?:)/u), 'ä,b'.split([',']), 'ä'.split(''));
