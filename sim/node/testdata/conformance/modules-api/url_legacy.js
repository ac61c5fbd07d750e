const tr=(f)=>{ try { console.log(f()) } catch (e) { console.log(e.name, e.code, e.message, e.input, e.base) } };
const url=require('url');
for (const x of ['http://user:pass@host.com:8080/p/a/t/h?query=string#hash','/a?b=c','//h/p','mailto:a@b.c','javascript:x','http://a.com','HTTP://A.com/X','a b','http://h:x/','x.com/a','file:///etc','http://a.com?x','http://h/a#b?c','']) { console.log(url.parse(x)); console.log(url.format(url.parse(x))); }
