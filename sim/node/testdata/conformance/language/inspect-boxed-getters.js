class A { constructor() { this.x = 1; } }
console.log((function(){return arguments})(1,2));
console.log(new Proxy({a:1},{}), new Proxy(function f(){},{}));
console.log('%s is %d years and %i, %f, %j %o %O %c %%', 'Bob', 42, 42.9, '3.5', {a:1}, [1], {b:2}, 'css', 'extra', {x:1});
console.log({a:'it\'s', b:"q\"'", c:'\n\t\x01'}, ['a\nb'], 'plain\n');
