// what answers look like on the wire: lengths, chunks, trailers, strict lengths, statuses without a body
const http=require('http');
const cases={
  len(r){r.setHeader('Content-Length',5);r.end('hello')},
  over(r){r.strictContentLength=true;r.setHeader('Content-Length',3);try{r.end('hello')}catch(e){console.log(e.code,e.message);r.destroy()}},
  under(r){r.strictContentLength=true;r.setHeader('Content-Length',9);try{r.write('hi');r.end()}catch(e){console.log(e.code,e.message);r.destroy()}},
 nolen(r){r.removeHeader('transfer-encoding');r.removeHeader('content-length');r.write('a');r.end('b')},
  s204(r){r.statusCode=204;r.write('ignored');r.end()},
  s304(r){r.writeHead(304,{'Transfer-Encoding':'chunked'});r.end('x')},
  multi(r){r.write('a');r.write(Buffer.from('b'));r.write('ü');r.end('c','latin1')},
  cork(r){r.cork();r.write('1');r.write('2');process.nextTick(()=>{r.uncork();r.end()})},
  te(r){r.setHeader('Transfer-Encoding','chunked');r.end('q')},
  close(r){r.setHeader('Connection','close');r.end('bye')},
  noconn(r){r.removeHeader('connection');r.end('nc')},
  date(r){r.sendDate=false;r.end()},
  disp(r){r.setHeader('Content-Disposition','attachment; filename="ü.txt"');r.setHeader('Content-Length','1');r.end('1')},
  uniq(r){r.setHeader('X-U',['a','b']);r.end()},
  empty(r){r.write('');r.end('')},
  hex(r){r.end('6869','hex')},
  trail(r){r.setHeader('Trailer','a');r.write('x');r.addTrailers([['a','1'],['b',['2','3']]]);r.end()},
  badtrail(r){r.setHeader('Trailer','a');r.setHeader('Content-Length','1');try{r.write('x')}catch(e){console.log(e.code);r.removeHeader('trailer');r.end('y')}}};
const s=http.createServer({uniqueHeaders:['x-u']},(q,r)=>cases[q.url.slice(1)](r));
s.listen(0,async()=>{for(const n of Object.keys(cases)){await new Promise(res=>{const k=require('net').connect(s.address().port);let d='';k.setEncoding('latin1');k.on('data',x=>d+=x);k.on('close',()=>{console.log(n,JSON.stringify(d.replace(/Date: .*?\r\n/g,'Date\r\n')));res()});k.write('GET /'+n+' HTTP/1.1\r\nHost: a\r\n\r\n');setTimeout(()=>k.end(),25)})}s.close()});
