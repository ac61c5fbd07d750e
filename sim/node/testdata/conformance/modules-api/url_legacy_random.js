// url.parse, format and resolve over parts put together at random.
let seed=4712;const r=n=>{seed=(seed+0x6D2B79F5)|0;let t=Math.imul(seed^(seed>>>15),1|seed);t=(t+Math.imul(t^(t>>>7),61|t))^t;return ((t^(t>>>14))>>>0)%n};const pick=a=>a[r(a.length)];
const parts=['http:','https:','file:','ws:','foo:','mailto:','HTTP:','javascript:','//','/','///','\\','a','b.com','EXAMPLE.org','[::1]','127.1','é.com','faß.de','user','user:pw@','@',':80',':x',':','..','.','%41','%zz','?','?q=1','#','#f','&x=y',' ','\t','<','"',"'",'{','|','^','~','!','*','(','+',',',';','=','é','😀','localhost','a_b','-','/../','/./','[a','b]'];
const gen=()=>{let s='';if(r(3))s+=pick(parts.slice(0,8));if(r(3))s+=pick(['//','/','///','\\\\','']);const n=r(6);for(let i=0;i<n;i++)s+=pick(parts);return s};
const url=require('url');const out=[];process.removeAllListeners('warning');process.noDeprecation=true;
for(let i=0;i<60;i++){const a=gen(),b=gen();let v;
 for(const [k,f] of [['parse',()=>JSON.stringify(url.parse(a))],['parse2',()=>JSON.stringify(url.parse(a,true,true))],['format',()=>url.format(a)],['resolve',()=>url.resolve(a,b)]]){
 try{v=f()}catch(e){v=e.code+' '+e.message+' '+e.input}
 out.push(k+' '+JSON.stringify(a)+' '+(k=='resolve'?JSON.stringify(b):'')+' '+v);}
}
console.log(out.join('\n'));
