const http=require('http'),net=require('net');const log=console.log;
log((s=>[s.timeout,s.keepAliveTimeout,s.headersTimeout,s.requestTimeout,s.maxHeadersCount,s.maxRequestsPerSocket,s.connectionsCheckingInterval])(http.createServer()));
for(const o of [{requestTimeout:-1},{headersTimeout:100,requestTimeout:50},{keepAliveTimeout:'x'},{insecureHTTPParser:5},{maxHeaderSize:-1},{connectionsCheckingInterval:'a'},{ServerResponse:5},{highWaterMark:'x'},{uniqueHeaders:['a']},{joinDuplicateHeaders:5},{requireHostHeader:'x'},{rejectNonStandardBodyWrites:1},{noDelay:5}])try{http.createServer(o);log('ok')}catch(e){log(e.name,e.code,e.message)}
const s=http.createServer({requestTimeout:100,headersTimeout:60,connectionsCheckingInterval:20,keepAliveTimeout:50},(q,r)=>{if(q.url==='/hang'){return}if(q.url==='/st'){r.setTimeout(30,()=>{log('res timeout');r.end('t')});return}q.on('data',()=>{}).on('aborted',()=>log('aborted',q.aborted,q.destroyed)).on('error',e=>log('qerr',e.code,e.message)).on('close',()=>log('qclose',q.complete));if(q.method==='GET')r.end('ok')});
s.on('clientError',(e,c)=>{log('clientError',e.code,e.message,e.bytesParsed,e.rawPacket&&String(e.rawPacket).slice(0,20),c.writable);if(c.writable)c.end('HTTP/1.1 400 Bad\r\n\r\n')});
s.on('timeout',c=>{log('server timeout');c.destroy()});
s.listen(0,async()=>{const p=s.address().port;
 const raw=(x,end)=>new Promise(r=>{const c=net.connect(p,'127.0.0.1');let b='';c.on('data',d=>b+=d);c.on('error',e=>log('ce',e.code));c.on('close',()=>{log(JSON.stringify(b.replace(/Date: .*?\r\n/g,'')));r()});c.write(x);if(end)c.end()});
 await raw('GET / HTTP/1.1\r\n');await raw('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc');await raw('GARBAGE\r\n\r\n');await raw('GET / HTTP/1.1\r\n\r\n');await raw('GET / HTTP/1.1\r\nHost: x\r\n\r\n');await raw('GET / HTTP/1.0\r\n\r\n');await raw('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc',true);await raw('GET /',true);await raw('',true);
 await raw('GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n');await raw('GET / HTTP/1.1\r\nHost: a\r\nA B: x\r\n\r\n');await raw('GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n');await raw('GET / HTTP/1.1\r\nHost: a\r\nX: '+'y'.repeat(17000)+'\r\n\r\n');await raw('GET / HTTP/3.0\r\n\r\n');await raw('POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n');await raw('GET / HTTP/1.1\r\nHost: a\r\nExpect: banana\r\n\r\n');await raw('CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n');await raw('GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n');
 await raw('POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n',true);
 const q=http.get({port:p,path:'/hang',timeout:30});q.on('timeout',()=>{log('req timeout');q.destroy()});q.on('error',e=>log(e.code,e.message));await new Promise(r=>q.on('close',r));
 await new Promise(r=>http.get({port:p,path:'/st'},m=>{m.resume();m.on('end',r)}));
 const z=http.get({port:p,path:'/hang'});z.setTimeout(20,()=>log('set'));z.on('timeout',()=>{z.destroy(new Error('own'))});z.on('error',e=>log(e.message));await new Promise(r=>z.on('close',r));
 const ac=new AbortController();const y=http.get({port:p,path:'/hang',signal:ac.signal});setTimeout(()=>ac.abort(),10);y.on('error',e=>log(e.name,e.code,e.message));await new Promise(r=>y.on('close',r));
 s.timeout=20;const c=net.connect(p);await new Promise(r=>c.on('close',r));
 s.closeAllConnections();s.close(()=>log('end'));
});
