const path=require('path'); const J=JSON.stringify;
const q=require('querystring');
for (const s of ['a=1&b=2','a=1&a=2&a=3','a','a=','=a','&&','a=b=c','a%20b=c+d','%zz=1','a=%E4%BD%A0','a=%ff','__proto__=1','+=+','a=1;b=2','a&a=&a']) console.log(J(q.parse(s)));
console.log(J(q.parse('a:1;b:2',';',':')),J(q.parse('a=1&b=2&c=3',null,null,{maxKeys:2})), q.stringify({a:1,b:[1,'x',true,null,undefined,NaN,10n],c:'ä ö&=',d:{}}), q.stringify({a:'x y'},';',':'), q.escape('ü !\'()*~'), q.unescape('%41%zz'), q.stringify(null), q.stringify({a:[]}));
try { q.escape('\ud800') } catch (e) { console.log(e.name, e.code, e.message) }
console.log(J(q.parse('a=b%20c+d',null,null,{decodeURIComponent:s=>'<'+s+'>'})), q.stringify({a:'b c'},null,null,{encodeURIComponent:s=>'<'+s+'>'}));
