for (const v of [undefined, 5, {}, 'a']) try { process.nextTick(v); } catch (e) { console.log(e.name, e.code, e.message); }
process.env.A = 5; console.log(process.env.A, typeof process.env.A, 'A' in process.env, delete process.env.A, process.env.A);
process.env.U = undefined; console.log(process.env.U, Object.keys(process.env).includes('U'));
try { process.env.S = Symbol('x'); } catch (e) { console.log(e.name, e.message); }
try { process.chdir(5); } catch (e) { console.log(e.name, e.code, e.message); }
try { process.chdir('/nope-at-all'); } catch (e) { console.log(e.name, e.code, e.errno, e.syscall, e.dest); }
try { process.hrtime(5); } catch (e) { console.log(e.name, e.code, e.message); } try { process.hrtime([1]); } catch (e) { console.log(e.name, e.code, e.message); }
console.log(process.hrtime().length, typeof process.hrtime.bigint(), typeof process.uptime(), Object.keys(process.memoryUsage()), typeof process.memoryUsage.rss(), Object.keys(process.cpuUsage()), Object.keys(process.resourceUsage()).length);
try { process.cpuUsage(5); } catch (e) { console.log(e.name, e.code, e.message); } try { process.cpuUsage({}); } catch (e) { console.log(e.name, e.code, e.message); } try { process.cpuUsage({ user: -1, system: 1 }); } catch (e) { console.log(e.name, e.code, e.message); }
console.log(process.umask(0o77) >= 0, process.umask('22').toString(8), process.umask().toString(8)); try { process.umask('9'); } catch (e) { console.log(e.name, e.code, e.message); }
for (const a of [[], ['a'], [1, 'SIGFOO'], [1, 999], [process.pid, 0], [9999999, 0]]) try { console.log(process.kill(...a)); } catch (e) { console.log(e.name, e.code, e.message, e.errno, e.syscall); }
console.log(process.title, process.platform, process.arch, process.version, process.release.name, process.argv0, process.execArgv, process[Symbol.toStringTag], Object.prototype.toString.call(process), process.constructor.name, process instanceof require('events'));
try { process.setUncaughtExceptionCaptureCallback(5); } catch (e) { console.log(e.name, e.code, e.message); } console.log(process.hasUncaughtExceptionCaptureCallback());
process.setUncaughtExceptionCaptureCallback((e) => console.log('captured', e.message)); try { process.setUncaughtExceptionCaptureCallback(() => {}); } catch (e) { console.log(e.name, e.code, e.message); }
process.on('beforeExit', (c) => console.log('beforeExit', c)); process.on('exit', (c) => console.log('exit', c, process.exitCode));
setTimeout(() => { throw new Error('cap'); });
