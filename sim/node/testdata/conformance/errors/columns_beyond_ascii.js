'use strict';
// Columns are counted in UTF-16 code units, and what failed is found behind characters of any kind.
const told = (f) => {
  try { f(); } catch (e) { console.log(e.message, '|', e.stack.split('\n')[1].replace(/\(.*\//, '(')); }
};
const here = () => new Error('x').stack.split('\n')[2].replace(/\(.*\//, '(');
const object = {}; let nothing;
told(() => { const s = '你好世界'; object.nope(s); }); told(() => { '中'; nothing.foo.bar; }); /* 注释 */ told(() => { object.a.b; });
told(() => { '😀'; nothing(); }); told(() => { 'é'; new object.X(); }); told(() => { 'é'; const { a } = nothing; });
told(() => { 'é'; const [a] = object; }); told(() => { '中文中文中文'; object.f(1)(2); }); told(() => { '中'; for (const x of object); });
told(() => { '中'; nope; }); told(() => { '中'; null[object]; }); told(() => { '中'; Object.freeze(object).x = 2; });
/* 中文 */ console.log(here());
console.log(`模板${1}字符串`, here());
function 函数名() { throw new TypeError('错误'); }
told(() => { /* 中 */ 函数名(); });
class 类 { static 静态() { throw new Error('s'); } 方法() { 类.静态(); } }
told(() => { new 类().方法(); });
(async () => { '中文'; await 1; '中文'; throw new Error('异步'); })().catch((e) => console.log(e.stack.replace(/\/.*\//, '')));
try { '中文'; require('assert').ok('中' === `文`); } catch (e) { console.log(e.message); }
eval('"中文"; try { object.q.w; } catch (e) { console.log(e.message, e.stack.split("\\n")[1].replace(/.*, /, "")); }');
const 值 = '变量'; told(() => object.中文方法(值));
