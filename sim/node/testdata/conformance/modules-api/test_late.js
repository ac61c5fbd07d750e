// Errors that come when the test is over, and tests that never end. Durations and stacks are left out.
const write = process.stdout.write;
process.stdout.write = function(text, ...rest) {
  return write.call(this, `${text}`.replace(/(duration_ms:?) [-\d.e]+/g, '$1 …').replace(/ +stack: \|-\n(?: +.*\n)*?(?= +\.\.\.\n)/g, ''), ...rest);
};
const {test}=require('node:test');
test('parent',(t)=>{t.test('child',async()=>{await new Promise(r=>setTimeout(r,20))});t.test('child2',()=>{})});
test('late',()=>{setTimeout(()=>{throw new Error('late error')},10)});
test('latereject',()=>{setTimeout(()=>{Promise.reject(new Error('late rej'))},10)});
test('uncaught in time',(t,done)=>{setTimeout(()=>{throw new Error('during')},5)});
test('unhandled',async()=>{Promise.reject(new Error('unh'));await new Promise(r=>setTimeout(r,10))});

test('never', async () => { await new Promise(() => {}); });
