// path, posix and win32, over parts put together at random.
process.chdir("/");const p=require('path');let seed=12345;const r=n=>{seed=(seed+0x6D2B79F5)|0;let t=Math.imul(seed^(seed>>>15),1|seed);t=(t+Math.imul(t^(t>>>7),61|t))^t;return ((t^(t>>>14))>>>0)%n};
const A=['/','\\','a','B','b','..','.','C:','c:','.x',':','?','/','\\','D:'];
const gen=()=>{let s='';const n=r(8);for(let i=0;i<n;i++)s+=A[r(A.length)];return s};
const out=[];
for(let i=0;i<25;i++){const a=gen(),b=gen(),c=gen();for(const k of ['posix','win32']){const P=p[k];
 const q=(m,...x)=>{let v;try{v=JSON.stringify(P[m](...x))}catch(e){v=e.message}out.push(k+' '+m+' '+JSON.stringify(x)+' '+v)};
 for(const m of ['normalize','dirname','basename','extname','isAbsolute','parse','toNamespacedPath'])q(m,a);q('basename',a,b);q('join',a,b,c);q('resolve',a,b);q('relative',a,b);q('relative',a,a+b);q('format',P.parse(a));}}
console.log(out.join('\n'));
