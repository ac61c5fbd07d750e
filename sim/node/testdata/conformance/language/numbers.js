console.log(0.1 + 0.2, 1 / 3, 1e21, 1e-7, -0, [-0], 0 / 0, 1 / 0, 2 ** 53, 123456789012345680000, 5e-324, 1.7976931348623157e308);
console.log((255).toString(16), (0.5).toString(2), (1234.5678).toFixed(2), (1e21).toFixed(2), (0.000001234).toPrecision(2), (123.456).toExponential(1));
console.log(parseInt('12px'), parseFloat('1.5e3x'), Number(''), Number(' 12 '), Number('0x1f'), +[], +{}, +'1,2', Number(null), Number(undefined));
console.log(7 % -3, -7 % 3, 5 / 2 | 0, -5 >>> 28, 1 << 31, ~5, 2 ** -1, Math.round(-0.5), Math.round(2.5), Math.max(), Math.hypot(3, 4));
console.log(10n ** 20n, -7n / 2n, BigInt.asUintN(8, 257n), typeof 1n, 1n < 2, 2n == 2, 0n ? 1 : 2);
console.log(Number.MAX_SAFE_INTEGER, Number.EPSILON > 0, Number.isInteger(5.0), (25).toString(36), 0b101, 0o17, 1_000_000);
