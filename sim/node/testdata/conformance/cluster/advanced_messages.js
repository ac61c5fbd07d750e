const cluster=require('cluster');const log=console.log;
if(cluster.isPrimary){
 for(const f of [()=>cluster.fork.call(cluster,5),()=>cluster.setupPrimary({execArgv:['--no-warnings'],args:[],serialization:'advanced'}),()=>cluster.schedulingPolicy=5])try{const w=f();if(w&&w.process){w.process.kill('SIGKILL');w.on('exit',(c,s)=>log('k',c,s))}log('ok')}catch(e){log(e.name,e.code,e.message)}
 const w=cluster.fork();w.on('message',m=>log(m));w.send(new Map([[1,{a:new Set([2])}]]));
 w.on('exit',(c,s)=>{log(c,s,w.isDead(),w.isConnected());try{w.send('x',e=>log('cb',e&&e.code))}catch(e){log(e.code)}w.on('error',e=>log('e',e.code));log(w.disconnect&&w.disconnect()===w,w.kill.length);});
 w.on('error',e=>log('E',e.code));
}else{process.on('message',m=>{process.send(m,()=>{setTimeout(()=>{null.boom},5)})});process.on('uncaughtException',e=>{log('uncaught',e.message);process.exit(9)});}
