// How tests fail. Durations and stacks are left out.
const write = process.stdout.write;
process.stdout.write = function(text, ...rest) {
  return write.call(this, `${text}`.replace(/(duration_ms:?) [-\d.e]+/g, '$1 …').replace(/ +stack: \|-\n(?: +.*\n)*?(?= +\.\.\.\n)/g, ''), ...rest);
};
const {test,describe,it}=require('node:test');const assert=require('node:assert');
test('timeout',{timeout:20},async()=>{await new Promise(r=>setTimeout(r,500))});
test('reject',async()=>{throw new TypeError('rejected')});
test('reject non error',async()=>{throw 'str'});
test('throw null',()=>{throw null});
test('throw obj',()=>{throw {a:1,b:[2]}});
test('throw undefined',()=>{throw undefined});
test('cb err',(t,done)=>{done(new Error('cb'))});
test('cb twice',(t,done)=>{done();done()});
test('cb+promise',async(t,done)=>{done()});
test('cb ok',(t,done)=>{setTimeout(done,5)});
test('assert deep',()=>assert.deepStrictEqual({a:1,b:{c:[1,2]}},{a:1,b:{c:[1,3]}}));
test('assert ok',()=>assert(false));
test('assert msg',()=>assert.equal(1,2,'custom message'));
test('rejects',async()=>{await assert.rejects(Promise.resolve(1))});
test('throws',()=>assert.throws(()=>{}));
