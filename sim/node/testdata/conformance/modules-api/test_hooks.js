// Hooks of node:test. Durations and stacks are left out.
const write = process.stdout.write;
process.stdout.write = function(text, ...rest) {
  return write.call(this, `${text}`.replace(/(duration_ms:?) [-\d.e]+/g, '$1 …').replace(/ +stack: \|-\n(?: +.*\n)*?(?= +\.\.\.\n)/g, ''), ...rest);
};
const {test,describe,it,before,after,beforeEach,afterEach}=require('node:test');
before(()=>console.log('root before'));after(()=>console.log('root after'));beforeEach(()=>console.log('root be'));afterEach(()=>console.log('root ae'));
test('one',async t=>{t.before(()=>console.log('t before'));t.after(()=>console.log('t after'));t.beforeEach(()=>console.log('t be'));t.afterEach(()=>console.log('t ae'));await t.test('sub1',()=>console.log('sub1'));await t.test('sub2',async()=>{await null;console.log('sub2')});console.log('one body')});
describe('s',()=>{before(()=>console.log('s before'));after(async()=>{await 1;console.log('s after')});beforeEach((t)=>console.log('s be',t.name));afterEach((t)=>console.log('s ae',t.name));
it('x',()=>console.log('x'));
it('y',()=>console.log('y'));
describe('n',()=>{beforeEach(()=>console.log('n be'));afterEach(()=>console.log('n ae'));
it('z',()=>console.log('z'))})});
