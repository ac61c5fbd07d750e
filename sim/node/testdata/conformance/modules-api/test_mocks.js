// Mocks: functions, methods, accessors. Durations and stacks are left out.
const write = process.stdout.write;
process.stdout.write = function(text, ...rest) {
  return write.call(this, `${text}`.replace(/(duration_ms:?) [-\d.e]+/g, '$1 …').replace(/ +stack: \|-\n(?: +.*\n)*?(?= +\.\.\.\n)/g, ''), ...rest);
};
const {test,mock}=require('node:test');const assert=require('node:assert');
test('fn',()=>{const f=mock.fn((a,b)=>a+b);assert.strictEqual(f(3,4),7);console.log(f.mock.calls.length,f.mock.callCount());const c=f.mock.calls[0];console.log(c.arguments,c.result,c.error,c.target,c.this);console.log(Object.keys(c))});
test('impl',()=>{const f=mock.fn(()=>1,()=>2);console.log(f());f.mock.mockImplementation(()=>3);console.log(f());f.mock.mockImplementationOnce(()=>4);console.log(f(),f());f.mock.mockImplementationOnce(()=>5,6);console.log(f(),f(),f());f.mock.restore();console.log(f());f.mock.resetCalls();console.log(f.mock.callCount())});
test('times',()=>{const f=mock.fn(()=>1,()=>2,{times:2});console.log(f(),f(),f(),f())});
test('method',t=>{const o={v:5,add(x){return this.v+x}};t.mock.method(o,'add');console.log(o.add(3),o.add.mock.calls[0].arguments,o.add.mock.calls[0].this===o);t.mock.method(o,'add',function(x){return x*10});console.log(o.add(2));t.mock.restoreAll();console.log(o.add(1),o.add.mock)});
test('accessors',t=>{const o={_x:1,get x(){return this._x},set x(v){this._x=v}};const g=t.mock.getter(o,'x',()=>42);console.log(o.x,g.mock.callCount());const s=t.mock.setter(o,'x',function(v){this._x=v*2});o.x=5;console.log(o._x,s.mock.calls[0].arguments)});
test('throwing',()=>{const f=mock.fn(()=>{throw new Error('boo')});try{f(1)}catch(e){console.log(e.message)}console.log(f.mock.calls[0].error.message,f.mock.calls[0].result)});
test('ctor',()=>{class A{constructor(x){this.x=x}};const M=mock.fn(A);const a=new M(4);console.log(a,a instanceof A,M.mock.calls[0].target===A,M.mock.calls[0].this===a,M.mock.calls[0].result)});
test('errors',()=>{for(const f of [()=>mock.fn('x'),()=>mock.fn(()=>{},5),()=>mock.fn(()=>{},()=>{},{times:0}),()=>mock.method({},'x'),()=>mock.method(5,'x'),()=>mock.method({x(){}},5),()=>mock.method({x(){}},'x',{getter:true,setter:true}),()=>mock.getter({get x(){return 1}},'x',{getter:false}),()=>mock.fn().mock.mockImplementation(1),()=>mock.fn().mock.mockImplementationOnce(()=>1,-1)])try{f();console.log('none')}catch(e){console.log(e.name,e.code,e.message)}});
console.log(mock.fn(),mock.fn(function named(){}),mock.fn().mock,mock);
