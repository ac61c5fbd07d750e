const tr=(f)=>{ try { console.log(f()) } catch (e) { console.log(e.name, e.code, e.message) } };
const d=new DOMException('m','NotFoundError'); console.log(d.name,d.code,d.message,d instanceof Error, Object.prototype.toString.call(d), String(d), DOMException.ABORT_ERR, new DOMException().name, new DOMException('a',{name:'X',cause:5}).cause, Object.keys(d));
