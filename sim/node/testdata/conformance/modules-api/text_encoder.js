const tr=(f)=>{ try { console.log(f()) } catch (e) { console.log(e.name, e.code, e.message) } };
const te=new TextEncoder(), td=new TextDecoder(); console.log(te.encode('aé€𝒳\ud800'), te.encodeInto('a€b',new Uint8Array(4)), te.encoding, td.encoding, td.fatal, td.ignoreBOM, te.encode(), te);
console.log(td.decode(new Uint8Array([0xef,0xbb,0xbf,0x41])).length, new TextDecoder('utf-8',{ignoreBOM:true}).decode(new Uint8Array([0xef,0xbb,0xbf,0x41])).length, td.decode(), td.decode(new Uint8Array([0xff,0x41,0xe2,0x82])), new TextDecoder('latin1').encoding, new TextDecoder('utf-16').encoding, new TextDecoder('utf-16le').decode(new Uint8Array([0x41,0,0x42,0])),new TextDecoder('ascii').decode(new Uint8Array([0x80,0x41,0xe9])), new TextDecoder(' UTF8 ').encoding);
tr(()=>new TextDecoder('foo')); tr(()=>new TextDecoder('utf-8',{fatal:true}).decode(new Uint8Array([0xff]))); tr(()=>td.decode('a')); tr(()=>te.encodeInto('a')); tr(()=>te.encodeInto(1,new Uint8Array(1)));
const st=new TextDecoder(); console.log(st.decode(new Uint8Array([0xe2,0x82]),{stream:true})+'|'+st.decode(new Uint8Array([0xac]),{stream:true})+'|'+st.decode());
console.log(st);
