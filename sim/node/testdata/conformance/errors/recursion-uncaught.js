console.log('start');
(function f() { f(); })();
