// Options that say how connections are made and how much a message may have before its body, and some that change nothing.
const r = (...words) => {
  const result = require('child_process').spawnSync(process.execPath, words, { encoding: 'utf8' });
  console.log(words.join(' '), result.status, result.stdout.trim(), result.stderr.trim());
};
r('--network-family-autoselection-attempt-timeout=20','-p','net.getDefaultAutoSelectFamilyAttemptTimeout()');
r('--track-heap-objects','-p','2');
r('--no-network-family-autoselection','-p','net.getDefaultAutoSelectFamily()');
r('-p','[net.getDefaultAutoSelectFamily(),net.getDefaultAutoSelectFamilyAttemptTimeout(),http.maxHeaderSize]');
r('--max-http-header-size=200','-e','const s=http.createServer((q,r)=>r.end("x")).on("clientError",e=>{console.log(e.code);s.close();process.exit()}).listen(0,()=>{console.log(http.maxHeaderSize);http.get({port:s.address().port,headers:{a:"y".repeat(300)}}).on("error",e=>console.log(e.code))})');
r('--max-http-header-size=1000','-e','const s=require("net").createServer(k=>k.end("HTTP/1.1 200 OK\\r\\nX: "+"y".repeat(1100)+"\\r\\n\\r\\n")).listen(0,()=>{http.get({port:s.address().port}).on("error",e=>{console.log(e.code);s.close()})})');
r('--use-largepages=off','-p','1');
r('--no-force-async-hooks-checks','-p','1');
