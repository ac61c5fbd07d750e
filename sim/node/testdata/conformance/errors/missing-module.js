try { require('./nowhere'); } catch (e) { console.log(e.code, e.message.split('\n')[0].replace(/'.*'/, "'…'")); }
try { require('no-such-package'); } catch (e) { console.log(e.code, e.message.split('\n')[0]); }
