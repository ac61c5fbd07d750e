const tr=(f)=>{ try { console.log(f()) } catch (e) { console.log(e.name, e.code, e.message, e.input, e.base) } };
const url=require('url');
tr(()=>url.fileURLToPath('http://x')); tr(()=>url.fileURLToPath('file://h/x')); tr(()=>url.fileURLToPath('file:///a%2Fb')); tr(()=>url.fileURLToPath(1)); tr(()=>url.pathToFileURL(1));
