const c=require('crypto'); const tr=(f)=>{ try { console.log(String(f).slice(4), f()) } catch (e) { console.log(String(f).slice(4), '!', e.name, e.code, e.message, Object.keys(e).join()) } };
const cb=()=>{};
tr(()=>c.pbkdf2Sync('p','s',1,20,'sha512').toString('hex')); tr(()=>c.pbkdf2Sync('p','s',1000,32,'sha256').toString('base64'));
