// A loop of three million sums.
let sum = 0;
for (let i = 0; i < 3_000_000; i++) sum += i;
console.log(sum);
