// Years before 0 and after 9999 have six digits and a sign.
for (const time of [-62198755200000, 253402300800000, 8.64e15, -8.64e15, -62167219200001, -62167219200000, 253402300799999]) {
  const date = new Date(time);
  console.log(date.toISOString(), JSON.stringify(date), date, new Date(date.toISOString()).getTime() === time);
}
console.log(new Date('+020240-01-01T00:00Z').toISOString());
// Nobody is asked about the length of an array behind a proxy but by the language itself.
const asked = [];
const watched = new Proxy([3, 1, 2], {
  get(target, key) { asked.push(`get ${String(key)}`); return target[key]; },
  getOwnPropertyDescriptor(target, key) { asked.push(`own ${String(key)}`); return Reflect.getOwnPropertyDescriptor(target, key); },
});
watched.includes(1);
Array.from(watched);
console.log(asked.join());
