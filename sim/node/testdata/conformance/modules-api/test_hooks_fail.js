// Hooks of node:test that fail. Durations and stacks are left out.
const write = process.stdout.write;
process.stdout.write = function(text, ...rest) {
  return write.call(this, `${text}`.replace(/(duration_ms:?) [-\d.e]+/g, '$1 …').replace(/ +stack: \|-\n(?: +.*\n)*?(?= +\.\.\.\n)/g, ''), ...rest);
};
const {test,describe,it,before,after,beforeEach,afterEach}=require('node:test');
describe('b',()=>{before(()=>{throw new Error('in before')});
it('x',()=>console.log('x'))});
describe('be',()=>{beforeEach(()=>{throw new Error('in be')});
it('x',()=>console.log('x'));
it('y',()=>{})});
describe('ae',()=>{afterEach(()=>{throw new Error('in ae')});
it('x',()=>console.log('x'));});
describe('a',()=>{after(()=>{throw new Error('in after')});
it('x',()=>console.log('x'));});
test('t',async t=>{t.after(()=>{throw new Error('t after')});await t.test('s',()=>{})});
test('t2',async t=>{t.beforeEach(()=>{throw new Error('t be')});await t.test('s',()=>{})});
