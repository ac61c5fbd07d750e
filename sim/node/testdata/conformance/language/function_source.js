// Functions tell their source whole, whatever their bodies end with
for (const f of [()=>(1), () => ({a:1}), x=>[1,2,] , () => (1,2), () => new Map(), ()=>new Map, () => `a${1}`, ()=>a?.b, async()=>(new X()), ()=>()=>new Y(), ()=>f(new Z())]) console.log(f.toString());
// A date's text names its zone, and can be read again.
console.log(String(new Date(0)), new Date(0).toTimeString(), Date.parse(new Date(5000).toString()), new Date(String(new Date(0))).getTime())
for (const f of [()=>(1)+(2), x => x ? (1) : (2), x => ({ a: y => (y) }), (a,
b) => (a
 + b)
, x=> `${(x)}` + ')', x => /\)/.test(x) || (x), x => x?.y?.[0]?.(1), x => x?.y
?.z, [x => (x)][0], true ? x => (x) : 1, { k: x => (x) }.k, async (x) => (await x), x => (() => (1))(), x=>"(", x => a ? (b) : c ? d : (e)]) console.log(f.toString());
const g = x => (x)
console.log(String(g))
