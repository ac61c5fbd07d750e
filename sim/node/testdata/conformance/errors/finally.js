function f() { try { return 'try'; } finally { console.log('finally'); } }
function g() { try { throw new Error('lost'); } finally { return 'finally wins'; } }
function h() { for (;;) { try { continue; } finally { break; } } return 'left'; }
console.log(f(), g(), h());
