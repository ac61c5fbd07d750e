const dc = require('diagnostics_channel'); const ch = dc.channel('my'); ch.subscribe((m, n) => console.log('got', m, n)); if (ch.hasSubscribers) ch.publish({ a: 1 });
