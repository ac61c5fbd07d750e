const c=require('crypto'); const tr=(f)=>{ try { console.log(String(f).slice(4), f()) } catch (e) { console.log(String(f).slice(4), '!', e.name, e.code, e.message, Object.keys(e).join()) } };
const cb=()=>{};
tr(()=>c.randomBytes(8).length); tr(()=>c.randomBytes('a')); tr(()=>c.randomBytes(-1)); tr(()=>c.randomBytes(2**32)); tr(()=>c.randomBytes(1,1)); tr(()=>c.randomBytes(0));
tr(()=>typeof c.randomInt(10)); tr(()=>c.randomInt(5,5)); tr(()=>c.randomInt(5,1)); tr(()=>c.randomInt('a')); tr(()=>c.randomInt(0,2**50)); tr(()=>c.randomInt(0)); tr(()=>c.randomInt(1.5)); tr(()=>c.randomInt(3,4)); tr(()=>c.randomInt(1,2,3)); tr(()=>c.randomInt());
tr(()=>c.randomUUID().length); tr(()=>/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(c.randomUUID())); tr(()=>c.randomUUID(1)); tr(()=>c.randomUUID({disableEntropyCache:1}));
tr(()=>c.randomFillSync(Buffer.alloc(4)).length); tr(()=>c.randomFillSync('a')); tr(()=>c.randomFillSync(Buffer.alloc(4),5)); tr(()=>c.randomFillSync(Buffer.alloc(4),1,9)); tr(()=>c.randomFill(Buffer.alloc(4)));
tr(()=>c.getRandomValues(new Uint8Array(3)).length); tr(()=>c.getRandomValues(new Float32Array(3))); tr(()=>c.getRandomValues(new Uint8Array(65537))); tr(()=>crypto.getRandomValues(5));
