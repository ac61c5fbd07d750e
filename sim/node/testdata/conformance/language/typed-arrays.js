const u = new Uint8Array([1, 2, 300, -1]); console.log(u, u.length, u.subarray(1, 3), new Uint8ClampedArray([300, -5, 1.5]));
const b = new ArrayBuffer(8), v = new DataView(b); v.setFloat32(0, 1.5); v.setInt16(4, -2, true); console.log(new Uint8Array(b), v.getInt16(4, true), b);
console.log(Float64Array.from([1, 2], (x) => x / 3), new Int32Array(new Set([3, 4])), Array.from(new Uint16Array([5, 6])), new BigInt64Array([1n, -1n]), u.slice(0, 2).join('+'));
console.log(new Float32Array([0.1])[0], Object.prototype.toString.call(u), ArrayBuffer.isView(v), u.toReversed(), u.with(0, 9));
