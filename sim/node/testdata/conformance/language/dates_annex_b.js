// What Annex B has of dates, and circles told by JSON
const d = new Date(2024, 0, 31);
console.log(d.getYear(), d.setYear(95), d.setYear(2001.9), d.setYear(NaN), d.setYear(5), d.toGMTString(), Date.prototype.toGMTString === Date.prototype.toUTCString, Date.prototype.getYear.length, Date.prototype.setYear.length, Object.keys(Date.prototype));
const circle = (n) => { const o = {}; let at = o; for (let i = 0; i < n; i++) at = at[`k${i}`] = i % 2 ? [] : {}; at.end = o; return o; };
for (const n of [0, 1, 2, 3, 4, 5]) { const o = circle(n); let at = o; for (let i = 0; i < n; i++) { const next = at[`k${i}`]; if (Array.isArray(at)) at.push(next); at = next; } try { JSON.stringify(o); console.log('written'); } catch (e) { console.log(e.message); } }
