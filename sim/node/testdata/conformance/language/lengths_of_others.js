'use strict';
// Methods of arrays called on what is none, whose length is inherited, a text or asked for,
// and what callbacks that are builtins are told of gaps.

const log=[]; const o={get length(){log.push('len');return 3},0:'b',2:['a','c']};
for (const m of ['find','findIndex','findLast','findLastIndex','flatMap']) { try { console.log(m, JSON.stringify([][m].call(o, x => Array.isArray(x)))) } catch (e) { console.log(m, e.message) } try { [][m].call(o, 5) } catch (e) { console.log(m, e.message) } }
console.log([].join.call(o), [].join.call(o,'-'), JSON.stringify([].flat.call(o)), JSON.stringify([].flat.call({length:'2',0:[1,[2]],1:3},2)), log.length);
const s={length:'4',0:3,1:'b',3:1}; console.log([].sort.call(s), [].sort.call({length:'3',0:1,1:2,2:3},(a,b)=>b-a));
class A { get length(){return 2} } const a=new A; a[0]=1; a[1]=2; console.log([].map.call(a,x=>x*2), [].join.call(a), [].slice.call(a,1), [].find.call(a,x=>x>1), [].includes.call(a,2), [].reduce.call(a,(x,y)=>x+y));
console.log([].map.call('abc',x=>x+x), [].join.call('abc','-'), [].find.call('abc',x=>x>'a'), [].filter.call(new String('abc'),x=>x>'a'), [].slice.call(new Uint8Array([1,2]),1), [].indexOf.call(function(a,b){},1), [].join.call(function(a,b){}));
(function(){console.log([].slice.call(arguments,1),[].join.call(arguments),[].find.call(arguments,x=>x>1))})(1,2,3);
console.log([].join.call(Object.create([1,2])), [].concat.call(Object.create([1,2])).length, [].pop.call(Object.create([1,2])));

for (const m of ['find','findIndex','findLast','findLastIndex','some','every','forEach','map','filter','flatMap','reduce','reduceRight']) for (const r of [[,1],{length:2},{length:2,1:1},Object.assign([],{length:3})]) { try { console.log(m, [][m].call(r, Object)) } catch (e) { console.log(m, e.message) } try { console.log(m, [][m].call(r, x => x)) } catch (e) { console.log(m, e.message) } }
