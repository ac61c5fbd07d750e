'use strict';
// Errors name properties and private members whose names are of any script.
const told = (f) => { try { f(); } catch (e) { console.log(e.message); } };
const o = {}; let u; const n = null;
class 类 {
  #私 = 1;
  static 取(x) { return x.#私; } static 设(x) { x.#私 = 1; } static 有(x) { return #私 in x; }
  #法() {} static 调(x) { x.#法(); } get #得() { return 1; } static 写(x) { x.#得 = 1; }
}
told(() => u.属性); told(() => n.属性.下); told(() => { u.属性 = 1; }); told(() => { u['键'] = 1; }); told(() => u['键']); told(() => u.方法());
told(() => o.方法()); told(() => o.层.方法()); told(() => { delete u.属性; }); told(() => { u.属性++; }); told(() => { u.属性 += 1; });
told(() => 类.取({})); told(() => 类.设({})); told(() => 类.有(1)); told(() => 类.调({})); told(() => 类.写(new 类())); told(() => 类.取(u));
told(() => 类.设(u)); told(() => { const { 键 } = u; }); told(() => { const { 键: { 里 } } = o; }); told(() => { 未声明 = 1; });
told(() => { const 常 = 1; 常 = 2; }); told(() => { 暂; let 暂; }); told(() => 类()); told(() => new o.类()); told(() => o?.甲.乙.丙);
told(() => { Object.freeze({}).新 = 1; }); told(() => { delete Object.freeze({ 键: 1 }).键; }); told(() => { ({ get 只读() { return 1; } }).只读 = 2; });
told(() => '字' in 'x'); told(() => [...o.键]); told(() => { for (const x of o.键); }); told(() => o.键`模`); told(() => { class 子 extends o.父 {} });
