// A channel that is closed by its listener gets nothing more
const a=new BroadcastChannel('x'),b=new BroadcastChannel('x');b.onmessage=e=>{console.log('b',e.data);b.close();try{b.postMessage('q')}catch(e){console.log(e.name,e.message)}};a.onmessage=e=>console.log('a',e.data);a.postMessage(1);a.postMessage(2);a.postMessage(3);setTimeout(()=>a.close(),20)
