const cp=require('child_process');const {promisify}=require('util');
const ex=promisify(cp.exec),ef=promisify(cp.execFile);
const s=e=>e&&{n:e.name,m:e.message,code:e.code,killed:e.killed,signal:e.signal,cmd:e.cmd,keys:Object.keys(e).join(),path:e.path,sys:e.syscall};
(async()=>{
 for(const [c,o] of [['echo a; echo b >&2'],['exit 7'],['kill -15 $$'],['sleep 3',{timeout:40}],['sleep 3',{timeout:40,killSignal:'SIGINT'}],['yes',{maxBuffer:20}],['echo 12345678901234567890; exit 2',{maxBuffer:5}],['nope_cmd'],['echo x',{shell:'/bin/nosh'}],['echo $FOO',{env:{FOO:'bar'}}],['printf "\\303\\251"',{encoding:'latin1'}],['printf abc',{encoding:'buffer'}],['printf abc',{encoding:'base64'}],['echo "unclosed'],['cat /nonexistent'],['false || echo yes && echo and'],['echo a | tr a b | cat'],['exit 300'],['cd /nonexistent && pwd'],['>&2 echo err1; exit 1'],['echo 1234567890',{maxBuffer:4,encoding:'buffer'}]]){
  await new Promise(r=>cp.exec(c,o||{},(e,so,se)=>{console.log(JSON.stringify(c),JSON.stringify(s(e)),typeof so,JSON.stringify(String(so)),JSON.stringify(String(se)));r()}));
 }
 for(const f of [()=>ex('echo p; echo q >&2'),()=>ex('echo p; echo q >&2; exit 4'),()=>ef('nope_cmd',['a']),()=>ef('sh',['-c','echo $0','z'])]){
  const p=f();console.log(p.child instanceof cp.ChildProcess,p.child.spawnfile,p.child.spawnargs);
  try{console.log(await p)}catch(e){console.log(JSON.stringify(s(e)),JSON.stringify(e.stdout),JSON.stringify(e.stderr))}
 }
 const ac=new AbortController();const p=ex('sleep 3',{signal:ac.signal});setTimeout(()=>ac.abort(),30);
 try{await p}catch(e){console.log(e.name,e.code,e.message,e.cause&&e.cause.name,JSON.stringify(e.stdout),e.cmd)}
 try{await ex('sleep 3',{signal:AbortSignal.abort('why')})}catch(e){console.log(e.name,e.code,e.message,e.cause)}
})();
