const {Worker,isMainThread,workerData,parentPort}=require('worker_threads');const log=console.log;
if(isMainThread){(async()=>{
 const s=new SharedArrayBuffer(16),i=new Int32Array(s);
 for(const f of ['add','sub','and','or','xor','exchange','store'])log(f,Atomics[f](i,0,5),i[0]);
 log(Atomics.load(i,0),Atomics.compareExchange(i,0,5,9),i[0],Atomics.compareExchange(i,0,1,2),i[0],Atomics.isLockFree(1),Atomics.isLockFree(4),Atomics.isLockFree(3),Atomics.isLockFree(8),Atomics.notify(i,0),Atomics.notify(i,0,5));
 const t=(n,f)=>{try{log(n,f())}catch(e){log(n,e.name,e.message)}};
 t('oob',()=>Atomics.load(i,4));t('neg',()=>Atomics.load(i,-1));t('f',()=>Atomics.load(new Float64Array(2),0));t('c',()=>Atomics.add(new Uint8ClampedArray(2),0,1));t('arr',()=>Atomics.load([1],0));
 t('wait ns',()=>Atomics.wait(new Int32Array(4),0,0));t('wait u',()=>Atomics.wait(new Uint32Array(s),0,0));t('wait ne',()=>Atomics.wait(i,0,5));t('wait to',()=>Atomics.wait(i,0,9,10));t('wait nan',()=>Atomics.wait(i,1,1,NaN));t('wait neg',()=>Atomics.wait(i,0,9,-5));
 t('big',()=>Atomics.add(new BigInt64Array(s),0,5n));t('bigbad',()=>Atomics.add(new BigInt64Array(s),0,5));t('i8',()=>Atomics.add(new Int8Array(s),0,300));t('u16',()=>Atomics.exchange(new Uint16Array(s),3,70000));t('store-0',()=>Object.is(Atomics.store(i,0,-0),0));t('storef',()=>Atomics.store(i,0,3.7));t('wait b64',()=>Atomics.wait(new BigInt64Array(s),1,0n,1));t('notify ns',()=>Atomics.notify(new Int32Array(4),0));
 i[0]=0;
 let r=Atomics.waitAsync(i,0,0,20);log(r.async,r.value instanceof Promise);log(await r.value);
 r=Atomics.waitAsync(i,0,1);log(r);r=Atomics.waitAsync(i,0,0,0);log(r);
 r=Atomics.waitAsync(i,0,0);setTimeout(()=>log('n',Atomics.notify(i,0)),5);log(await r.value);
 log(String(Atomics),Object.getOwnPropertyNames(Atomics).sort().join());
 const w=new Worker(__filename,{workerData:s});w.on('message',m=>log('w',m));
 const q=Atomics.waitAsync(i,1,i[1]);q.value.then(v=>log('async',v));await new Promise(r=>w.on('exit',r));log([...i]);
 log(s.byteLength,s.slice(0,4).byteLength,Object.prototype.toString.call(s),s instanceof SharedArrayBuffer,s);t('SAB',()=>SharedArrayBuffer(1));t('SABneg',()=>new SharedArrayBuffer(-1));
 t('grow',()=>{const g=new SharedArrayBuffer(2,{maxByteLength:8});const u=new Uint8Array(g);log(g.growable,g.maxByteLength,u.length);g.grow(6);log(g.byteLength,u.length);return g});
 t('grow2',()=>new SharedArrayBuffer(2).grow(1));t('grow3',()=>{const g=new SharedArrayBuffer(2,{maxByteLength:8});g.grow(9)});t('grow4',()=>{const g=new SharedArrayBuffer(4,{maxByteLength:8});g.grow(2)});
 t('rab',()=>{const g=new ArrayBuffer(2,{maxByteLength:8});g.resize(5);return [g.byteLength,g.resizable,g.maxByteLength]});
})()}else{const i=new Int32Array(workerData);parentPort.postMessage(Atomics.wait(i,2,i[2],5));Atomics.add(i,1,7);parentPort.postMessage(Atomics.notify(i,1));}
