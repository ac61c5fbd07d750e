console.log('2020-10-05'.match(/(?<y>\d{4})-(?<m>\d\d)/).groups.y, 'x1y2'.replace(/(?<l>[a-z])(?<d>\d)/g, '$<d>$<l>'), /\p{L}+/u.exec('héé1')[0], /(?<=\$)\d+/.exec('a$42')[0], /(?<!a)b/.exec('abcb').index, /a.c/s.test('a\nc'), /\p{Lu}/u.test('É'), /(?<a>x)\k<a>/.test('xx'));
const m = /(?<q>a)(b)?/d.exec('ab'); console.log(m.indices, m.indices.groups.q);
for (const x of 'ab'.matchAll(/(?<c>.)/g)) console.log(x.groups.c, x.index);
console.log(/a(b)?/.exec('xac'), 'none'.match(/z/), 'aXbX'.match(/X/g));
console.log('john smith'.replace(/(?<first>\w+)\s(?<last>\w+)/, (...args) => JSON.stringify(args[args.length - 1])));
console.log(/[\p{L}\d]+/gu[Symbol.replace]('é1-ß2', '#'), /\P{L}+/u.exec('ab12')[0], /\p{Script=Greek}/u.test('α'), /(?<y>a)/g, new RegExp('(?<z>b)', 'gi').flags, new RegExp(/x/g, 'i').toString());
try { new RegExp('(?<a>x)(?<a>y)'); } catch (e) { console.log(e.name, e.message); }
const { groups: { k, v } } = /(?<k>\w+)=(?<v>\w+)/.exec('key=value'); console.log(k, v);
console.log('a1b2'.split(/(?<n>\d)/), /(?<x>a)/y.sticky, /(?<n>.)/.source, 'ab'.search(/(?<p>b)/), RegExp.name, RegExp.length, /x/ instanceof RegExp, /x/.constructor === RegExp, Object.prototype.toString.call(/(?<n>.)/));
