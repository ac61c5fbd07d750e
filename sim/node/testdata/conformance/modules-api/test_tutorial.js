// A calculator and its tests. Durations and stacks are left out.
const write = process.stdout.write;
process.stdout.write = function(text, ...rest) {
  return write.call(this, `${text}`.replace(/(duration_ms:?) [-\d.e]+/g, '$1 …').replace(/ +stack: \|-\n(?: +.*\n)*?(?= +\.\.\.\n)/g, ''), ...rest);
};
// A little calculator and its tests, as in tutorials.
const { describe, it, beforeEach } = require('node:test');
const assert = require('node:assert/strict');
class Calculator { constructor(){this.value=0} add(n){ if(typeof n!=='number') throw new TypeError('not a number'); this.value+=n; return this} sub(n){this.value-=n;return this} div(n){ if(n===0) throw new RangeError('division by zero'); this.value/=n; return this} }
describe('Calculator', () => {
  let calc;
  beforeEach(() => { calc = new Calculator(); });
  describe('add', () => {
    it('adds', () => { assert.equal(calc.add(2).add(3).value, 5); });
    it('refuses what is no number', () => { assert.throws(() => calc.add('2'), { name: 'TypeError', message: 'not a number' }); });
  });
  describe('div', () => {
    it('divides', () => { assert.equal(calc.add(10).div(4).value, 2.5); });
    it('refuses zero', () => { assert.throws(() => calc.div(0), RangeError); });
    it('is wrong here', () => { assert.equal(calc.add(1).div(2).value, 1); });
  });
  it('resolves', async () => { assert.equal(await Promise.resolve(calc.value), 0); });
});
