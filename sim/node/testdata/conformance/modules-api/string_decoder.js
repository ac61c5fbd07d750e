const path=require('path'); const J=JSON.stringify;
const {StringDecoder}=require('string_decoder');
const d=new StringDecoder('utf8'); const euro=Buffer.from('a€b𝒳');
console.log([...euro].map(x=>d.write(Buffer.from([x]))).map(x=>J(x)).join(), J(d.end()));
console.log(J(d.write(Buffer.from([0xe2,0x82]))), d.lastNeed, d.lastTotal, J(d.end()), J(d.write(Buffer.from([0xe2,0x82]))), J(d.write(Buffer.from([0x41]))), J(d.end(Buffer.from([0xf0,0x9f]))), J(d.write(Buffer.from([0xff,0x41,0xc3]))), J(d.end()));
const u=new StringDecoder('utf16le'); console.log(J(u.write(Buffer.from([0x61]))),J(u.write(Buffer.from([0,0x3d,0xd8]))),J(u.write(Buffer.from([0x4d,0xdc]))), J(u.end(Buffer.from([1]))));
const b6=new StringDecoder('base64'); console.log(b6.write(Buffer.from('ab')), b6.write(Buffer.from('cde')), b6.end(), new StringDecoder('hex').write(Buffer.from('hi')), new StringDecoder().encoding, new StringDecoder('UCS2').encoding, new StringDecoder('binary').encoding);
try { new StringDecoder('x') } catch(e) { console.log(e.code,e.message) }
try { d.write(1) } catch(e) { console.log(e.code,e.message) }

