// os: priorities, and the error of a process that is not there.
const os = require('os');
const show = (f) => { try { console.log(f()); } catch (e) { console.log(e.name, e.code, e.message, e.info, e.errno, e.syscall); } };
show(() => os.getPriority());
show(() => os.setPriority(7));
show(() => os.getPriority());
show(() => os.getPriority(process.pid));
show(() => os.setPriority(process.pid, os.constants.priority.PRIORITY_LOW));
show(() => os.getPriority(0));
show(() => os.getPriority(999999));
show(() => os.setPriority(999999, 1));
show(() => os.setPriority(0, 20));
show(() => os.setPriority('a', 1));
show(() => os.setPriority());
show(() => os.totalmem() > os.freemem());
show(() => Object.keys(os.userInfo()));
