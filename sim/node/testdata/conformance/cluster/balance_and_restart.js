const cluster=require('cluster'),net=require('net');const log=console.log;
if(cluster.isPrimary){
 const counts={};let n=0;const ws=[cluster.fork(),cluster.fork()];let up=0;
 cluster.on('listening',(w,a)=>{if(++up==2)go(a.port)});
 function go(p){if(n++==6){log(Object.values(counts).sort());ws[0].send('close');return}const c=net.connect(p,'127.0.0.1');c.on('data',d=>{counts[d]=(counts[d]||0)+1});c.on('close',()=>go(p))}
 ws[0].on('message',m=>{log('0',m);ws[0].disconnect()});
 cluster.once('exit',(w,c)=>{log('exit',w.id===ws[0].id,c,w.exitedAfterDisconnect);const r=cluster.fork({R:'1'});r.on('listening',a=>{log('relisten',a.port>0);const c=net.connect(a.port);c.on('data',()=>{});c.on('close',()=>{for(const w of Object.values(cluster.workers))w.kill('SIGKILL');});});
  cluster.on('exit',(w,c,s)=>log('killed',c,s,w.exitedAfterDisconnect))});
}else{
 const s=net.createServer(c=>c.end(String(cluster.worker.id))).listen(process.env.R?0:34567,'127.0.0.1');
 process.on('message',m=>{if(m==='close')s.close(()=>process.send('closed'))});
}
