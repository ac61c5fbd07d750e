const util = require('util');
console.log(util.parseArgs({args:['-f','--bar','b','pos'],allowPositionals:true,options:{foo:{type:'boolean',short:'f'},bar:{type:'string'}}}));
console.log(util.parseArgs({args:['-abc','--x=1','--x','2','--','-z'],allowPositionals:true,tokens:true,options:{a:{type:'boolean',short:'a'},b:{type:'boolean',short:'b'},c:{type:'boolean',short:'c'},x:{type:'string',multiple:true},d:{type:'string',default:'dd'}}}));
for (const a of [['--nope'],['p'],['--foo=1'],['--bar'],['--bar','-x']]) try { util.parseArgs({args:a,options:{foo:{type:'boolean',short:'f'},bar:{type:'string',short:'b'}}}) } catch (e) { console.log(e.code, e.message) }
