// Operators of one precedence, one after another: from the left, but ** .
const a = 3, b = 2, c = 1;
console.log(1 < 2 < 3, 3 > 2 > 1, a > b > c, a > (b > c), (a > b) > c, a >= b >= c <= 1);
console.log(a < b < c, 5 > 4 >= 1, 1 == 1 < 2, 1 < 2 == true, a in [1, 2, 3, 4] in { true: 1 });
console.log([] instanceof Array instanceof Object, 'x' in { x: 1 } > 0, ((a) < (b)) < (c), a < (b < c) < c);
console.log(a - b - c, a / b / c, a << b << c, a == b == c, 2 ** 3 ** 2, a /* ( */ > b /* ) */ > c);
for (let i = 0; 0 <= i < true; i++) console.log(i);
