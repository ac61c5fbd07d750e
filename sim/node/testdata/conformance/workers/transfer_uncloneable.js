(async()=>{
const r3=new ReadableStream({start(c){c.enqueue(()=>1)}});const e=structuredClone(r3,{transfer:[r3]});try{console.log(await e.getReader().read())}catch(e){console.log(e.name,e.message,e instanceof DOMException,e.code)}
})();
process.on('exit',()=>console.log('exit'));
