const http=require('http');const {pipeline,Readable}=require('stream');const log=console.log;
const s=http.createServer((q,r)=>{
 if(q.url==='/echo'){pipeline(q,r,e=>log('pipeline',e&&e.code))}
 else if(q.url==='/big'){let i=0;let drains=0;r.on('drain',()=>{drains++;go()});function go(){while(i<40){i++;if(!r.write(Buffer.alloc(16384,i)))return}r.end(()=>log('drained',drains>0))}go();r.on('finish',()=>log('finish'));r.on('close',()=>log('rclose',r.writableFinished,r.errored))}
 else if(q.url==='/cut'){r.write('part');setTimeout(()=>r.destroy(),10);r.on('close',()=>log('cut close',r.writableFinished,r.destroyed))}
 else if(q.url==='/cutlen'){r.writeHead(200,{'content-length':100});r.write('part');setTimeout(()=>q.socket.destroy(),10)}
 else if(q.url==='/err'){r.write('x');setTimeout(()=>r.destroy(new Error('srv')),10);r.on('error',e=>log('rerror',e.message))}
 else if(q.url==='/hold'){q.on('aborted',()=>log('q aborted'));q.on('close',()=>log('q close',q.destroyed,q.complete));r.on('close',()=>log('r close',r.destroyed,r.writableEnded));r.write('h');q.on('error',e=>log('q error',e.code,e.message))}
 else if(q.url==='/cork'){r.cork();r.write('a');r.write('b');r.uncork();r.end('c')}
 else if(q.url==='/flush'){r.flushHeaders();setTimeout(()=>r.end('late'),20)}
 else if(q.url==='/iter'){(async()=>{let n=0;for await(const c of q)n+=c.length;r.end(String(n))})()}
 else if(q.url==='/pipe'){Readable.from(['x','y','z']).pipe(r)}
});
s.listen(0,async()=>{const p=s.address().port;const rq=(path,body,f)=>new Promise(r=>{const q=http.request({port:p,host:'127.0.0.1',path,method:body?'POST':'GET'});q.on('response',m=>{let n=0,b='';log(path,m.statusCode,m.headers['transfer-encoding'],m.headers['content-length']);f&&f(q,m);m.on('data',d=>{n+=d.length;b+=d});m.on('end',()=>log('end',n,b.length<50?b:'',m.complete));m.on('aborted',()=>log('m aborted'));m.on('error',e=>log('m error',e.code,e.message));m.on('close',()=>{log('m close',m.complete,m.destroyed,m.aborted);r()})});q.on('error',e=>{log('q err',e.code,e.message);r()});q.on('close',()=>log('qc'));q.on('finish',()=>log('qf'));
  if(body&&body.pipe)body.pipe(q);else q.end(body)});
 await rq('/echo','hello');await rq('/echo',Readable.from(['a','b','c']));await rq('/big');await rq('/cut');await rq('/cutlen');await rq('/err');await rq('/hold',null,(q,m)=>setTimeout(()=>q.destroy(),10));await rq('/hold',null,(q,m)=>setTimeout(()=>m.destroy(new Error('mm')),10));await rq('/cork');await rq('/flush');await rq('/iter',Buffer.alloc(200000));await rq('/pipe');
 s.close();s.closeAllConnections();
});
