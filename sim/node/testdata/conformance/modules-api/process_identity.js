// What a process says it is; the set of flags; umask
console.log(process.title, process.argv0, process.execArgv, process.platform, process.arch, process.version, process.release.name, process.release.lts);
console.log(Object.keys(process.versions).sort().join(' '), process.versions.node, process.versions.uv, process.versions.v8);
console.log(process.features); console.log(Object.keys(process.config), typeof process.config.variables);
console.log(process.argv.length, require('path').basename(process.argv[1]), process.argv[0] === process.execPath);
try { process.config.x = 1; console.log(process.config.x); } catch (e) { console.log(e.message); }
console.log(Object.isFrozen(process.config), Object.isFrozen(process.versions), Object.isFrozen(process.release));
try { process.versions.node = 'x'; console.log(process.versions.node); } catch (e) { console.log(e.message); }
process.title = 'changed'; console.log(process.title);
console.log(process.umask().toString(8), process.umask(0o77).toString(8), process.umask().toString(8));
try { process.umask('9'); } catch (e) { console.log(e.code, e.message); } try { process.umask({}); } catch (e) { console.log(e.code, e.message); }
console.log(process.allowedNodeEnvironmentFlags.has('--max-old-space-size'), process.allowedNodeEnvironmentFlags.has('--max_old_space_size'), process.allowedNodeEnvironmentFlags.has('--bogus'), process.allowedNodeEnvironmentFlags.size > 100);
process.allowedNodeEnvironmentFlags.add('--x'); console.log(process.allowedNodeEnvironmentFlags.has('--x'), process.allowedNodeEnvironmentFlags.constructor.name);
