const d = new Date(Date.UTC(2024, 1, 29, 12, 30, 45, 678));
console.log(d.toISOString(), d.getTime(), d.toJSON(), JSON.stringify({ d }), new Date('2024-02-30T00:00:00Z').getTime(), new Date(NaN).getTime());
console.log(Date.parse('2024-01-01'), Date.parse('2024-01-01T00:00:00+02:00'), new Date(8.64e15 + 1).getTime(), d.getUTCDay(), new Date(0).toUTCString());
