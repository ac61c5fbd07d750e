console.log('abc'.at(-1), 'a-b-c'.split('-'), 'abc'.padStart(5, '*'), 'x'.repeat(3), ' t '.trim() + '|', 'aXbX'.replaceAll('X', '_'));
console.log('héllo'.normalize('NFD').length, '😀'.length, [...'😀a'].length, '😀'.codePointAt(0), String.fromCodePoint(128512), 'ß'.toUpperCase(), 'İ'.toLowerCase().length);
console.log('abc'.localeCompare('abd'), 'a' < 'B', 'z'.charCodeAt(), 'abcabc'.lastIndexOf('b'), 'abc'.substring(2, 0), 'abc'.slice(-2), 'abc'.substr(-2, 1));
console.log(`a${1 + 1}b`, String.raw`\n${1}`, ((s, ...v) => s.raw.join('|') + v)`x${1}y\t${2}z`);
console.log('2-1'.replace(/(\d)-(\d)/, '$2-$1'), 'aaa'.replace(/a/g, (m, i) => i), [...'a1b2'.matchAll(/[a-z](\d)/g)].map((m) => m[1]), 'x'.match(/y/));
console.log(/(?<year>\d{4})-(?<month>\d\d)/.exec('2024-05').groups.year, /a.c/s.test('a\nc'), /\u{1F600}/u.test('😀'), 'aBc'.replace(/b/i, '_'), /(?<=\$)\d+/.exec('a$42')[0]);
