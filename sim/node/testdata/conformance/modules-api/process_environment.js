// process.env: names and values are strings
process.env.FOO = 'bar'; process.env.NUM = 1; process.env.UNDEF = undefined; process.env.NUL = null; process.env.OBJ = { a: 1 }; process.env.T = true;
console.log(process.env.FOO, typeof process.env.NUM, process.env.UNDEF, process.env.NUL, process.env.OBJ, process.env.T);
console.log('FOO' in process.env, 'NOPE' in process.env, process.env.NOPE, delete process.env.FOO, delete process.env.NOPE, process.env.FOO);
console.log(Object.keys(process.env).includes('NUM'), process.env.hasOwnProperty('NUM'), Object.hasOwn(process.env, 'zz'));
try { process.env[Symbol('x')] = 1; } catch (e) { console.log(e.name, e.message); } console.log(process.env[Symbol('y')]);
try { process.env.S = Symbol('x'); } catch (e) { console.log(e.name, e.message); }
try { Object.defineProperty(process.env, 'G', { get() { return 1; } }); } catch (e) { console.log(e.code, e.message); }
try { Object.defineProperty(process.env, 'G', { value: 'x' }); } catch (e) { console.log(e.code, e.message); }
Object.defineProperty(process.env, 'OK', { value: 5, configurable: true, writable: true, enumerable: true }); console.log(process.env.OK);
console.log(Object.getOwnPropertyDescriptor(process.env, 'OK')); console.log({ ...process.env }.OK, JSON.parse(JSON.stringify(process.env)).NUM);
const { FOO = 'default' } = process.env; console.log(FOO); process.env = { A: 1 }; console.log(process.env); console.log(process.env.A);
for (const k in process.env) console.log(k);
