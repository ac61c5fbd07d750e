const tr=(f)=>{ try { console.log(f()) } catch (e) { console.log(e.name, e.code, e.message, e.input, e.base) } };
const url=require('url');
console.log(url.parse('/a?b=c&d=1',true).query, url.parse('//h/p',false,true).host, url.resolve('/one/two/three','four'), url.resolve('http://e.com/','/one'), url.resolve('http://e.com/one','/two'), url.resolve('http://a.com/b/c/d?q','../x'), url.resolve('a/b','//c/d'), url.resolve('http://a.com','#x'));
console.log(url.format({protocol:'http',host:'h.com',pathname:'/x',query:{a:1,b:'c d'}}), url.format({hostname:'h',port:8,pathname:'p',search:'q',hash:'z',slashes:true}), url.format(new URL('http://u:p@h/x?y#z'),{auth:false,fragment:false,search:false}), url.format({protocol:'mailto',auth:'a',host:'b'}));
tr(()=>url.parse(1)); tr(()=>url.format(1)); console.log(url.urlToHttpOptions(new URL('http://a:b@h:1/p?q#f')));
