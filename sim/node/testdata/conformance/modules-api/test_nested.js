// Tests in tests, one after another and at once. Durations and stacks are left out.
const write = process.stdout.write;
process.stdout.write = function(text, ...rest) {
  return write.call(this, `${text}`.replace(/(duration_ms:?) [-\d.e]+/g, '$1 …').replace(/ +stack: \|-\n(?: +.*\n)*?(?= +\.\.\.\n)/g, ''), ...rest);
};
const test=require('node:test');
test('l1',async t=>{await t.test('l2',async t=>{await t.test('l3',async t=>{t.diagnostic('deep');await t.test('l4',()=>{throw new Error('deep fail')})})});t.diagnostic('d1');t.diagnostic('d2')});
test('conc',{concurrency:true},async t=>{await Promise.all([t.test('c1',async()=>{await new Promise(r=>setTimeout(r,30));console.log('c1')}),t.test('c2',async()=>{await new Promise(r=>setTimeout(r,10));console.log('c2')}),t.test('c3',()=>console.log('c3'))])});
test('seq',async t=>{await Promise.all([t.test('s1',async()=>{await new Promise(r=>setTimeout(r,30));console.log('s1')}),t.test('s2',()=>console.log('s2'))])});
test('ctx',t=>{console.log(t,t.name,t.fullName,t.signal.aborted,typeof t.mock.fn)});
test('fulln',async t=>{await t.test('inner',t=>{console.log(t.fullName,t.passed,t.error)})});

const {describe,it}=test;const wait=(n)=>new Promise(r=>setTimeout(r,n));
describe('par',{concurrency:2},()=>{it('a',async()=>{console.log('a0');await wait(20);console.log('a1')});
it('b',async()=>{console.log('b0');await wait(10);console.log('b1')});
it('c',()=>console.log('c'))});
describe('async suite',async()=>{it('in',()=>console.log('in'));await wait(5);
it('late in',()=>console.log('late in'))});
describe('throws',()=>{it('x',()=>{});throw new Error('suite err')});
describe('this',function(){console.log(this.name,Object.getOwnPropertyNames(Object.getPrototypeOf(this)));
it('q',function(t){console.log(this===t,this.name)})});
describe('empty',()=>{});
describe('nofn');
