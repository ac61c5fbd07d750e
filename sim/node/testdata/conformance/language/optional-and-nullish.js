const o = { a: { f: () => 'called' }, z: 0, e: '' }; console.log(o?.a?.f?.(), o.b?.c.d.e, o.g?.(), o?.['a'], null?.x, o.z ?? 5, o.n ?? 5, o.e || 'x');
o.z ||= 1; o.n ??= 2; o.e &&= 3; console.log(o.z, o.n, JSON.stringify(o.e), delete o?.a, 'a' in o); let q = null; q ??= 'set'; console.log(q, 2 ** 3 ** 2, (-2) ** 2);
