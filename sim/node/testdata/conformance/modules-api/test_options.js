// What a test may be told: skip, todo, only, names. Durations and stacks are left out.
const write = process.stdout.write;
process.stdout.write = function(text, ...rest) {
  return write.call(this, `${text}`.replace(/(duration_ms:?) [-\d.e]+/g, '$1 …').replace(/ +stack: \|-\n(?: +.*\n)*?(?= +\.\.\.\n)/g, ''), ...rest);
};
const {test,describe,it,suite}=require('node:test');
test.skip('a',()=>{throw 1});test.todo('b',()=>{throw new Error('todo fails')});test.todo('b2');it.skip('c');it.todo('d',()=>{});describe.skip('s',()=>{it('x',()=>{})});describe.todo('td',()=>{it('x',()=>{throw new Error('in todo suite')})});
test('e',{skip:false},()=>{});
test('f',{todo:'reason'},()=>{});
test('g',{skip:'x',todo:'y'},()=>{});
test('h',{only:true},()=>{});test.only('i',()=>{});
describe.only('o',()=>{it('z',()=>{})});
test('j',t=>{t.skip();});
test('k',t=>{t.todo('a # b \\ c')});
test('runonly',async t=>{t.runOnly(true);await t.test('x',()=>{});await t.test('y',{only:true},()=>{})});
suite('su',()=>{test('in su',()=>{})});
test('name # with \\ chars\nnl',()=>{});
test('',()=>{});
test(function named(){});
test(()=>{});
test({skip:true});
test('noop');
test('opts only',{});
