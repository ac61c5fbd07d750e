const c=require('crypto'); const tr=(f)=>{ try { console.log(String(f).slice(4), f()) } catch (e) { console.log(String(f).slice(4), '!', e.name, e.code, e.message, Object.keys(e).join()) } };
const k16=Buffer.alloc(16,1),k32=Buffer.alloc(32,2),iv=Buffer.alloc(16,3),n12=Buffer.alloc(12,4);
tr(()=>{ const e=c.createCipheriv('aes-256-gcm',k32,n12); e.setAAD(Buffer.from('aad')); const x=e.update('hello','utf8','hex')+e.update(' there','utf8','hex')+e.final('hex'); const t=e.getAuthTag(); const d=c.createDecipheriv('aes-256-gcm',k32,n12); d.setAAD(Buffer.from('aad')); d.setAuthTag(t); return [x,t.toString('hex'),d.update(x,'hex','utf8')+d.final('utf8')] });
tr(()=>{ const d=c.createDecipheriv('aes-256-gcm',k32,n12); d.setAuthTag(Buffer.alloc(16)); d.update('aabb','hex'); d.final() });
tr(()=>{ const d=c.createDecipheriv('aes-256-gcm',k32,n12); d.update('aabb','hex'); d.final() });
