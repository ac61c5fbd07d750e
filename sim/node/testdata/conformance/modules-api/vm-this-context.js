const vm = require('vm');
console.log(vm.runInThisContext('var shared = 4; shared * 2'), globalThis.shared, new vm.Script('shared + 1').runInThisContext());
try { vm.runInThisContext('let 5', 'named.js'); } catch (e) { console.log(e.name, e.stack.split('\n')[0]); }
try { new vm.Script('a b'); } catch (e) { console.log(e.name, e.message); }
console.log(vm.isContext({}), vm.compileFunction('return a + b', ['a', 'b'])(1, 2), vm.runInThisContext('let s = 0; for (let i = 0; i < 5; i++) s += i; s'));
try { vm.isContext(5); } catch (e) { console.log(e.name, e.code, e.message); }
