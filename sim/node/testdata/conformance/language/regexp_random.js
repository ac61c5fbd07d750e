let seed=3; const rnd=(n)=>{seed=(seed*1103515245+12345)&0x7fffffff;return (seed>>8)%n;};
const pick=(a)=>a[rnd(a.length)];
const atoms=['a','b','c','.','\\w','\\d','\\b','(?:a|bc)','[ab]','[^a]','(a)','(b|c)','(?<n>a|b)','(?=a)','(?!b)','(?<=a)','(?<!c)','\\1','$','^','\\s','é','😀','[😀a]','\\u{1F600}','\\p{L}'];
const quants=['','','','*','+','?','*?','+?','??','{2}','{1,2}','{0,}'];
const flagsets=['','g','gi','y','gy','u','gu','gd','gs','gm','guy','v','gv','d'];
const texts=['','a','abc','aabbcc','xaxbxc','a1 b2\nc3','éa😀b','😀😀a','aXbAc','banana','ab\u2028ba','\ud83da\ude00'];
const reps=['','-','[$&]','$1$2','$<n>','$$','$`|$\'','$10$01','$'];
for(let i=0;i<300;i++){
  let p='';const n=1+rnd(4);for(let k=0;k<n;k++)p+=pick(atoms)+pick(quants);
  const f=pick(flagsets);let r;
  try{r=new RegExp(p,f)}catch(e){console.log(i,JSON.stringify(p),f,e.message);continue;}
  const t=/[uv]/.test(f)?pick(texts.filter(x=>!/[\ud800-\udfff]/.test(x))):pick(texts);const out=[];
  const go=(g)=>{try{const v=g();out.push(JSON.stringify(v))}catch(e){out.push(e.name+':'+e.message)};out.push(r.lastIndex)};
  r.lastIndex=rnd(4);
  go(()=>{const m=r.exec(t);return m&&[...m,m.index,m.groups,m.indices,m.indices?.groups]});
  go(()=>r.test(t));
  go(()=>t.match(r));go(()=>t.search(r));go(()=>t.split(r,rnd(2)?undefined:rnd(4)));
  const rep=pick(reps);go(()=>t.replace(r,rep));
  go(()=>t.replace(r,(...a)=>JSON.stringify(a)));
  go(()=>f.includes('g')?t.replaceAll(r,rep):0);
  go(()=>f.includes('g')?[...t.matchAll(r)].map(m=>[...m,m.index]):0);
  class S extends RegExp{}; const s=new S(r); s.lastIndex=1;
  go(()=>t.replace(s,rep));go(()=>t.split(s));go(()=>t.match(s));
  out.push(RegExp.$1,RegExp.lastMatch,RegExp['$`']);
  console.log(i,String(r),JSON.stringify(t),out.join(' '));
}
