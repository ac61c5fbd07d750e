// Buffer: every number method, encoding and range, with good and with bad arguments.
const t=(n,f)=>{try{console.log(n,f())}catch(e){console.log(n,'!',e.name,e.code,e.message)}};
for (const s of ['*','a','a=','ab=','ab==','abc','abcd=','=','==','a b','ab=c','','\u0100','ab c=','abcde','YQ=','YQ','YR==','A','=A','A=A=','ab===','====']) t(s,()=>JSON.stringify(atob(s)));
const b=Buffer.alloc(8);
for (const v of [5,'5',NaN,null,undefined,{},true,'x',2**70,-(2**70)]) for (const m of ['writeBigUInt64BE','writeBigInt64LE']) t(m+' '+String(v),()=>b[m](v));
for (const m of ['readUInt8','readInt16LE','readUInt32BE','readDoubleLE','readFloatBE','readBigInt64LE','readBigUInt64BE']) for (const o of [0,1,5,7,8,-1,1.5,NaN,Infinity,-Infinity,'1',null,undefined,{},true,2**40]) t(m+' '+String(o),()=>b[m](o));
for (const m of ['readUIntLE','readIntBE']) for (const o of [0,2,-1,1.5,NaN,'1',undefined,Infinity]) for (const n of [1,3,6,7,0,1.5,undefined,'2']) t(m+' '+String(o)+' '+String(n),()=>b[m](o,n));
for (const m of ['writeUInt8','writeInt8','writeUInt16LE','writeInt32BE','writeFloatLE','writeDoubleBE']) for (const v of [0,255,-1,65536,2**31,'7','x',null,undefined,NaN,Infinity,1.9,{},5n]) t(m+' '+String(v),()=>{b.fill(0);const r=b[m](v,0);return r+' '+b.toString('hex')});
for (const m of ['writeUIntBE','writeIntLE']) for (const v of [0,255,-1,2**40,'7',NaN,1.9,-128.5,2**47,2**48]) for (const n of [1,2,3,4,5,6]) t(m+' '+String(v)+' '+n,()=>{b.fill(0);const r=b[m](v,0,n);return r+' '+b.toString('hex')});
for (const e of ['utf8','UTF8','Utf-8','ucs2','UCS-2','utf16le','UTF-16LE','latin1','binary','BINARY','base64','base64url','hex','HEX','ascii','nope','',null,undefined,5,{}]) { t('enc '+String(e),()=>Buffer.from('héllo wörld €😀',e).toString('hex')); t('dec '+String(e),()=>Buffer.from('c3a9ff0041e282acf09f9880','hex').toString(e)); t('isEncoding '+String(e),()=>Buffer.isEncoding(e)); t('byteLength '+String(e),()=>Buffer.byteLength('héllo=',e)); t('write '+String(e),()=>{const x=Buffer.alloc(6);return x.write('ab€cd',1,e)+x.toString('hex')}); t('fill '+String(e),()=>Buffer.alloc(5).fill('61',e)); t('indexOf '+String(e),()=>Buffer.from('xx61a').indexOf('61',0,e)); }
for (const args of [[],[1],[1,3],[-2],[-3,-1],['1','2'],[NaN],[Infinity],[1.7],[null],[5,2],[0,100]]) { t('slice '+args,()=>Buffer.from('abcdef').slice(...args)); t('subarray '+args,()=>Buffer.from('abcdef').subarray(...args)); t('toString '+args,()=>Buffer.from('abcdef').toString('utf8',...args)); t('copy '+args,()=>{const d=Buffer.alloc(6,'.');return Buffer.from('abcdef').copy(d,...args)+' '+d}); t('fill '+args,()=>Buffer.alloc(6).fill('x',...args)); t('indexOf '+args,()=>Buffer.from('abcabc').indexOf('c',...args));t('lastIndexOf '+args,()=>Buffer.from('abcabc').lastIndexOf('a',...args));t('includes '+args,()=>Buffer.from('abcabc').includes('b',...args)); t('write '+args,()=>Buffer.alloc(6).write('zz',...args));t('equals',()=>Buffer.from('ab').compare(Buffer.from('xaby'),...args)); }
for (const x of [Buffer.alloc(0),Buffer.alloc(3),Buffer.alloc(50),Buffer.alloc(51),Buffer.alloc(52),Buffer.alloc(200)]) console.log(x);
console.log([Buffer.from('a'),{b:Buffer.from('bc')}], new Map([[Buffer.from('k'),Buffer.from('v')]]));
console.log(Object.keys(Buffer.from('ab')), JSON.stringify({b:Buffer.from('ab')}), Buffer.from(JSON.parse(JSON.stringify(Buffer.from('ab')))));
const u=new Uint8Array([1,2,3]); const shared=Buffer.from(u.buffer); u[0]=9; console.log(shared, Buffer.from(u)); 
console.log(Buffer.from('abc') < Buffer.from('abd'), Buffer.from('a')=='a', [Buffer.from('b'),Buffer.from('a')].sort(Buffer.compare).map(String));
console.log(Buffer.from([1,2,3]).entries().next(), [...Buffer.from([7,8]).keys()], Buffer.from('hey').entries());
for (const [i,v] of Buffer.from('hi').entries()) console.log(i,v);
console.log(Buffer.alloc(4).fill('abc'), Buffer.alloc(4,'€'), Buffer.alloc(3,0x161), Buffer.alloc(4).fill(Buffer.from('xy')), Buffer.alloc(5).fill('q',1,3));
console.log(Buffer.concat([Buffer.from('ab'),new Uint8Array([99])],4), Buffer.concat([Buffer.from('abcd')],2).toString());
console.log(new Uint8Array(Buffer.from([1,2])), new Uint16Array(Buffer.from([1,2])), Array.from(Buffer.from('az')));
console.log(Buffer.from('test').toString('base64'), Buffer.from('dGVzdA==','base64').toString(), Buffer.from('74657374','hex').toString(), encodeURIComponent(Buffer.from('é')));
console.log(Buffer.from('abc').toString('utf-16le').length, Buffer.from('\ufeffabc').toString().length);
console.log(require('buffer').Buffer===Buffer, Buffer.name, Buffer.length, typeof Buffer, Buffer.prototype.constructor===Buffer, Object.getPrototypeOf(Buffer)===Uint8Array);
console.log(Buffer.from('€').length, '€'.length, Buffer.from('👍🏽').length, [...'👍🏽'].length);
console.log(require('util').inspect(Buffer.from('abc'),{colors:true}), `${Buffer.from('abc')}`, Buffer.from('abc')+'d');
console.log(Buffer.from('abcdef').readUIntBE(0,3).toString(16), Buffer.from('abcdef').readInt16BE(1));
