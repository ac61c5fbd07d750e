const net=require('net'),http=require('http');
const bad = ['HTXP/1.1 200 OK\r\n\r\n','HTTP/1.1 abc OK\r\n\r\n','HTTP/1.1 20 OK\r\n\r\n','x','HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n','HTTP/1.1 200 OK\r\nA: b\x01c\r\n\r\n'];
let i=0;const s=net.createServer(c=>{c.on('error',()=>{});c.once('data',()=>c.end(bad[i]))});
s.listen(0,async()=>{for(;i<bad.length;i++)await new Promise(k=>http.get({port:s.address().port,agent:false},r=>{console.log(r.statusCode);r.resume().on('close',k)}).on('error',e=>{console.log(e.code,e.reason,e.bytesParsed);k()}));s.close()});
