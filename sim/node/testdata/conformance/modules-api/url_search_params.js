const tr=(f)=>{ try { console.log(f()) } catch (e) { console.log(e.name, e.code, e.message, e.input, e.base) } };
const s=new URLSearchParams('?a=1&b=2&a=3&c=%20+&d'); console.log(s, [...s], s.toString(), s.size, s.get('x'), s.has('a','3'), s.has('a','9'), [...s.keys()], [...s.values()], s.entries());
s.set('a','9'); s.delete('b'); s.append('z','ä&='); s.sort(); console.log(s.toString()); s.forEach((v,k,o)=>console.log(k,v,o===s));
console.log(new URLSearchParams({a:1,b:[1,2]}).toString(), new URLSearchParams([['x','y'],['x','z']]).toString(), new URLSearchParams(new Map([['m','n']])).toString(), new URLSearchParams(s).toString()===s.toString(), new URLSearchParams(), Object.prototype.toString.call(s));
