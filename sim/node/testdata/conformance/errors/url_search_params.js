const s=new URLSearchParams('a=1');
const tr=(f)=>{ try { console.log(f()) } catch (e) { console.log(e.name, e.code, e.message, e.input, e.base) } };
tr(()=>new URLSearchParams([1])); tr(()=>new URLSearchParams([[1]])); tr(()=>s.get()); tr(()=>s.append('a')); tr(()=>s.forEach()); tr(()=>new URL()); tr(()=>URL.canParse('x')); console.log(URL.canParse('a:b'), URL.canParse('x','http://a')); tr(()=>URLSearchParams.prototype.get.call({},'a'));
