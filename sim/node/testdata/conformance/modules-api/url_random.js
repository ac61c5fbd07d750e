// URL: schemes, hosts, credentials, ports and dots put together at random, and one part set.
let seed=4712;const r=n=>{seed=(seed+0x6D2B79F5)|0;let t=Math.imul(seed^(seed>>>15),1|seed);t=(t+Math.imul(t^(t>>>7),61|t))^t;return ((t^(t>>>14))>>>0)%n};const pick=a=>a[r(a.length)];
const parts=['http:','https:','file:','ws:','foo:','mailto:','HTTP:','javascript:','data:','blob:','//','/','///','\\','\\\\','a','b.com','EXAMPLE.org','[::1]','[::ffff:1.2.3.4]','[1:0:0:2::]','127.1','0x7f.0.0.1','1.2.3.4.5','256','é.com','faß.de','xn--fsq','中国','user','user:pw@','@',':80',':443',':0080',':','c:','C|','..','.','%2e','%2E%2e','%41','%zz','%','?','?q=1','#','#f','&x=y',' ','\t','<','>','"',"'",'`','{','}','|','^','~','!','*','(',')','+',',',';','=','$','\x01','\x7f','é','😀','\ud800','localhost','a_b','-','a-','%00','/../','/./','/.','/..',' /'];
const gen=()=>{let s='';if(r(3))s+=pick(parts.slice(0,10));if(r(3))s+=pick(['//','/','///','\\\\','']);const n=r(6);for(let i=0;i<n;i++)s+=pick(parts);return s};
const url=require('url');const out=[];
for(let i=0;i<150;i++){const a=gen(),b=r(2)?undefined:gen();let v;const p=pick(['protocol','username','password','host','hostname','port','pathname','search','hash']);const x=gen();
 try{const u=new URL(a,b);v=[u.href,u.origin,u.protocol,u.username,u.password,u.host,u.port,u.pathname,u.search,u.hash].join(' ');
  u[p]=x;v+='\n   set '+p+' '+JSON.stringify(x)+' '+u.href+' '+u.searchParams;
 }catch(e){v=e.code||e.message}
 out.push(JSON.stringify(a)+' '+JSON.stringify(b)+' '+v);
}
console.log(out.join('\n'));
