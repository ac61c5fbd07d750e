// A wrong regular expression: as code that is evaluated, and as one that is made.
const attempt = (f) => { try { console.log(f()); } catch (e) { console.log(e.name, e.message, e instanceof SyntaxError); } };
for (const code of ['/(/', '/a)/', '/[b-a]/', '/a**/', '/(?<n>a)(?<n>b)/', '/\\k<x>/u', '/a{2,1}/', '/a/gg', '/\\u{110000}/u', '/(?<1>a)/', '/[/', '/\\p{Nope}/u', '/{1}/u', '/(?<=a)*/u']) {
  attempt(() => new Function(`return ${code}`)());
  attempt(() => (0, eval)(code));
  const end = code.lastIndexOf('/');
  attempt(() => String(new RegExp(code.slice(1, end), code.slice(end + 1))));
}
attempt(() => new RegExp({ toString() { throw new RangeError('no text'); } }));
attempt(() => new RegExp(Symbol('s')));
attempt(() => new RegExp('a', Symbol('s')));
attempt(() => new RegExp('a', null));
attempt(() => RegExp('a', 'x'));
attempt(() => 'a'.match(new Proxy(/a/, {})));
attempt(() => { const r = /a/g; r.lastIndex = { valueOf() { throw new TypeError('no index'); } }; return r.test('a'); });
attempt(() => { const r = /a/; r.exec = 5; return r.test('ba'); });
attempt(() => { const r = /a/; r.exec = () => 5; return r.test('ba'); });
attempt(() => { const r = /a/; r.exec = () => null; return r.test('ba'); });
attempt(() => { const r = /a/g; r.exec = function (s) { return this.lastIndex++ < 2 ? { 0: 'x', index: 1, length: 1 } : null; }; return ['aaaa'.replace(r, '-'), 'aaaa'.match(r)]; });
attempt(() => { const r = /a/; r.constructor = { [Symbol.species]: 5 }; return 'bab'.split(r); });
attempt(() => { const r = /a/; r.constructor = undefined; return 'bab'.split(r); });
attempt(() => { const r = /a/; r.constructor = 5; return 'bab'.split(r); });
