// Annex B's methods of texts.
for (const name of ['anchor', 'big', 'blink', 'bold', 'fixed', 'fontcolor', 'fontsize', 'italics', 'link', 'small', 'strike', 'sub', 'sup']) {
  const method = String.prototype[name];
  console.log(name, 'a"b<'[name]('x"y'), 'a'[name](), method.call(5, { toString: () => 'o' }), method.length, method.name);
  try { method.call(null); } catch (error) { console.log(error.name, error.message); }
}
console.log('abc'.substr(-2, 1), 'abc'.substr(1), ' a '.trimLeft(), ' a '.trimRight(), String.prototype.trimLeft.name, String.prototype.trimRight.name, escape('é ü/'), unescape('%E9%u0107'));
