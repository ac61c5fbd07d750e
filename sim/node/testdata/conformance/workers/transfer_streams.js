const {Worker,MessageChannel,receiveMessageOnPort}=require('worker_threads');const fs=require('fs');const log=console.log;
(async()=>{
 const {port1:a,port2:b}=new MessageChannel();
 const rs=new ReadableStream({start(c){c.enqueue('x');c.enqueue({y:1});c.close()}});
 a.postMessage(rs,[rs]);log(rs.locked);
 b.once('message',async r=>{log(r instanceof ReadableStream);for await(const x of r)log(x);
  const ws=new WritableStream({write(x){log('w',x)},close(){log('wclose')},abort(e){log('abort',e)}});
  a.postMessage({ws},[ws]);b.once('message',async({ws})=>{const w=ws.getWriter();await w.write('1');await w.write([2]);await w.close();log('written');
   const ts=new TransformStream({transform(x,c){c.enqueue(x.toUpperCase())}});a.postMessage(ts,[ts]);b.once('message',async t=>{const w=t.writable.getWriter();w.write('abc');w.close();for await(const x of t.readable)log(x);
    const h=await fs.promises.open(__filename);try{a.postMessage(h)}catch(e){log(e.name,e.code,e.message)}
    a.postMessage(h,[h]);log(h.fd);b.once('message',async m=>{log(m.constructor.name,m.fd>2,(await m.read(Buffer.alloc(5),0,5,0)).buffer.toString());await m.close();
      try{await h.read(Buffer.alloc(1),0,1,0)}catch(e){log(e.code,e.message)}
      try{a.postMessage(new ReadableStream())}catch(e){log(e.name,e.code,e.message)}
      const w=new Worker('const {parentPort,workerData}=require("worker_threads");(async()=>{let s="";for await(const c of workerData)s+=c;parentPort.postMessage(s)})()',{eval:true,workerData:new ReadableStream({pull(c){c.enqueue('p');if(++this.n>3)c.close()},n:0}),transferList:[]});
    });
   });
  });
 });
 process.on('uncaughtException',e=>{log('U',e.name,e.code,e.message);a.close()});
})();
