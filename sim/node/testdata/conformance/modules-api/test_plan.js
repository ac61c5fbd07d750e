// How many assertions a test is to make, and wrong options. Durations and stacks are left out.
const write = process.stdout.write;
process.stdout.write = function(text, ...rest) {
  return write.call(this, `${text}`.replace(/(duration_ms:?) [-\d.e]+/g, '$1 …').replace(/ +stack: \|-\n(?: +.*\n)*?(?= +\.\.\.\n)/g, ''), ...rest);
};
const {test}=require('node:test');
test('plan ok',t=>{t.plan(2);t.assert.ok(true);t.assert.strictEqual(1,1)});
test('plan few',t=>{t.plan(2);t.assert.ok(true)});
test('plan opt',{plan:1},t=>{t.assert.ok(1)});
test('plan twice',t=>{t.plan(1);t.plan(2)});
test('plan sub',async t=>{t.plan(1);await t.test('s',()=>{})});
test('assert fails',t=>{t.assert.deepStrictEqual([1],[2])});
test('keys',t=>{console.log(Object.keys(t.assert).sort())});


for(const f of [()=>test('x',{concurrency:'a'},()=>{}),()=>test('x',{timeout:-1},()=>{}),()=>test('x',{timeout:'a'},()=>{}),()=>test('x',{signal:5},()=>{}),()=>test('x',{concurrency:0},()=>{})])try{f();console.log('none')}catch(e){console.log(e.name,e.code,e.message)}
const ac=new AbortController();
test('aborted',{signal:AbortSignal.abort()},()=>console.log('never'));
test('abort later',{signal:ac.signal},async()=>{setTimeout(()=>ac.abort(),5);await new Promise(r=>setTimeout(r,200).unref())});
test('err props',()=>{const e=new Error('with props');e.code='ECODE';e.extra={a:1};throw e});
test('err cause',()=>{throw new Error('outer',{cause:new Error('inner')})});
test('multi\nline',()=>{throw new Error('line1\nline2')});
test('range',()=>{null.x});
test('agg',()=>{throw new AggregateError([new Error('a'),new Error('b')],'agg')});
class MyErr extends Error{constructor(m){super(m);this.name='MyErr'}}test('custom',()=>{throw new MyErr('mine')});
console.log(test('ret',()=>5) instanceof Promise);
test('p',()=>{}).then(v=>console.log('resolved',v));
