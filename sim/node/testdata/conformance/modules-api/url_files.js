const tr=(f)=>{ try { console.log(f()) } catch (e) { console.log(e.name, e.code, e.message, e.input, e.base) } };
const url=require('url'); console.log(url.fileURLToPath('file:///a/b%20c'), url.pathToFileURL('/a/b c#?%').href, url.domainToASCII('español.com'), url.domainToUnicode('xn--espaol-zwa.com'));
