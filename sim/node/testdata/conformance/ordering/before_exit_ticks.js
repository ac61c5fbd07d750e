// Ticks and microtasks that listeners of beforeExit make are run before the process ends.
let n=0;
process.on('beforeExit',(c)=>{console.log('be',c,n);if(n++<1)setImmediate(()=>console.log('im'));else if(n===2){process.nextTick(()=>{console.log('tick');setTimeout(()=>console.log('timer'),1)})}else if(n===4){Promise.resolve().then(()=>setTimeout(()=>{console.log('t2')},1))}else if(n===6){Promise.reject(new Error('x'))}});
process.on('unhandledRejection',(e)=>{console.log('ur',e.message)});
process.on('exit',(c)=>{console.log('exit',c);process.nextTick(()=>console.log('no'));Promise.resolve().then(()=>console.log('m'));setTimeout(()=>console.log('no'))});
