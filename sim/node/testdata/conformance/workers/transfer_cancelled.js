(async()=>{
const r2=new ReadableStream({pull(c){c.enqueue(1)},cancel(x){console.log('cancel',x)}});const d=structuredClone(r2,{transfer:[r2]});console.log('c',await d.cancel('why'));
const aw=new WritableStream({abort(x){console.log('abort',x)}});const a2=structuredClone(aw,{transfer:[aw]});console.log('a',await a2.abort('ab'));
})();
process.on('exit',()=>console.log('exit'));
