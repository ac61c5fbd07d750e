(async()=>{
const g=new ReadableStream();g.getReader();try{structuredClone(g,{transfer:[g]})}catch(e){console.log(e.name,e.message)}
const w=new WritableStream();w.getWriter();try{structuredClone(w,{transfer:[w]})}catch(e){console.log(e.name,e.message)}
const t=new TransformStream();t.readable.getReader();try{structuredClone(t,{transfer:[t]})}catch(e){console.log(e.name,e.message)}
const t2=new TransformStream();t2.writable.getWriter();try{structuredClone(t2,{transfer:[t2]})}catch(e){console.log(e.name,e.message)}
try{structuredClone(new ReadableStream())}catch(e){console.log(e.name,e.message,e.code)}
const bs=new ReadableStream({type:'bytes',start(c){c.enqueue(new Uint8Array([1]));c.close()}});const b2=structuredClone(bs,{transfer:[bs]});for await(const q of b2)console.log(q);
console.log(b2);
const ts=new TransformStream();const q=structuredClone(ts,{transfer:[ts]});console.log(q,ts);
})();
process.on('exit',()=>console.log('exit'));
