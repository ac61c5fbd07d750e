// What node:test reports of tests and suites, and when. Durations and stacks are left out.
const write = process.stdout.write;
process.stdout.write = function(text, ...rest) {
  return write.call(this, `${text}`.replace(/(duration_ms:?) [-\d.e]+/g, '$1 …').replace(/ +stack: \|-\n(?: +.*\n)*?(?= +\.\.\.\n)/g, ''), ...rest);
};
const {test,describe,it,before,after,beforeEach,afterEach}=require('node:test');const assert=require('assert');
test('sync pass',()=>{assert.strictEqual(1,1)});
test('sync fail',()=>{assert.strictEqual(1,2)});
test('async pass',async()=>{await 1});
test('callback',(t,done)=>{setImmediate(done)});
test('sub',async(t)=>{await t.test('one',()=>{});await t.test('two',()=>{throw new Error('boo')})});
test('skip',{skip:true},()=>{});
test('skip msg',{skip:'reason'},()=>{});
test('todo',{todo:true},()=>{});
test('t.skip',(t)=>{t.skip('why')});
test('t.todo',t=>t.todo('later'));
test('diag',t=>t.diagnostic('hello'));
describe('suite',()=>{before(()=>console.log('before'));after(()=>console.log('after'));beforeEach(()=>console.log('be'));afterEach(()=>console.log('ae'));
it('x',()=>{console.log('in x')});
it('y',()=>{});
describe('nested',()=>{it('z',()=>{})})});
console.log('end of main');
