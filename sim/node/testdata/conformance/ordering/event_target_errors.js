const tr=(f)=>{ try { console.log(f()) } catch (e) { console.log(e.name, e.code, e.message) } };
process.on('uncaughtException',(e)=>console.log('uncaught',e.message)); const t3=new EventTarget; t3.addEventListener('a',()=>{ throw new Error('in listener') }); t3.addEventListener('a',()=>console.log('second')); t3.dispatchEvent(new Event('a')); console.log('after');
