console.log('never printed');
let a = ;
