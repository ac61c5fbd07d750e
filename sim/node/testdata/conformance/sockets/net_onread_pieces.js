// reading into memory of one's own: a buffer, a function that makes buffers, resting in between
const net=require('net');const buf=Buffer.alloc(5);let out='',n=0;
const s=net.createServer(k=>{k.end('hello wonderful world!')}).listen(0,()=>{const k=net.connect({port:s.address().port,onread:{buffer:buf,callback(nread,b){console.log(nread,b===buf,b.toString('latin1',0,nread));out+=b.toString('latin1',0,nread);if(++n===2){setTimeout(()=>{console.log('resume');k.resume()},10);return false}return true}}});
 k.on('data',()=>console.log('never'));k.on('end',()=>{console.log('end',out,k.bytesRead);
  let i=0;const j=net.connect({port:s.address().port,onread:{buffer:()=>Buffer.alloc(3+i++),callback(nread,b){console.log(nread,b.length);return true}}});j.on('close',()=>{console.log('close',j.bytesRead);s.close()});});});
