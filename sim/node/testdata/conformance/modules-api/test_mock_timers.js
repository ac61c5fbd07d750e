// Timers and dates that the test moves on. Durations and stacks are left out.
const write = process.stdout.write;
process.stdout.write = function(text, ...rest) {
  return write.call(this, `${text}`.replace(/(duration_ms:?) [-\d.e]+/g, '$1 …').replace(/ +stack: \|-\n(?: +.*\n)*?(?= +\.\.\.\n)/g, ''), ...rest);
};
const {test,mock}=require('node:test');const assert=require('node:assert');
test('setTimeout',t=>{const f=t.mock.fn();t.mock.timers.enable({apis:['setTimeout']});setTimeout(f,1000);console.log(f.mock.callCount());t.mock.timers.tick(999);console.log(f.mock.callCount());t.mock.timers.tick(1);console.log(f.mock.callCount())});
test('order',t=>{t.mock.timers.enable();setTimeout(()=>console.log('b'),20);setTimeout(()=>console.log('a'),10);setImmediate(()=>console.log('im'));const i=setInterval(()=>console.log('int'),15);t.mock.timers.tick(30);clearInterval(i);t.mock.timers.tick(100);setTimeout(()=>console.log('run1'),100);setTimeout((x)=>console.log('run2',x),50,'arg');t.mock.timers.runAll()});
test('date',t=>{t.mock.timers.enable({apis:['Date'],now:1000});console.log(Date.now(),new Date().toISOString());t.mock.timers.tick(500);console.log(Date.now(),new Date(5).getTime(),new Date(2020,1,1).getFullYear(),typeof Date(),Date.isMock);t.mock.timers.setTime(99);console.log(Date.now());t.mock.timers.reset();console.log(Date.isMock)});
test('promises',async t=>{const p=require('timers/promises');t.mock.timers.enable({apis:['setTimeout']});const q=p.setTimeout(100,'v');t.mock.timers.tick(100);console.log(await q)});
test('errs',t=>{for(const f of [()=>t.mock.timers.tick(),()=>t.mock.timers.enable({apis:['x']}),()=>t.mock.timers.enable({now:-1}),()=>t.mock.timers.enable({now:NaN}),()=>t.mock.timers.enable({now:'x'}),()=>{t.mock.timers.enable();t.mock.timers.enable()},()=>t.mock.timers.tick(-1),()=>t.mock.timers.setTime('x'),()=>t.mock.timers.runAll()])try{f();console.log('none')}catch(e){console.log(e.name,e.code,e.message)}});
test('date now obj',t=>{t.mock.timers.enable({apis:['Date'],now:new Date('2020-01-02')});console.log(new Date())});
test('clear',t=>{t.mock.timers.enable({apis:['setTimeout']});const h=setTimeout(()=>console.log('no'),5);console.log(typeof h,h.hasRef(),h.ref()===h);clearTimeout(h);t.mock.timers.tick(10)});
