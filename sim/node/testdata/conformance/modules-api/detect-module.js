import fs from 'node:fs';
export const x = 1;
console.log(typeof fs.readFileSync, typeof require, await Promise.resolve('awaited'));
