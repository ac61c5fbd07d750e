const fs = require('fs');
fs.readFile(__filename, () => console.log('readFile'));
fs.stat(__filename, () => console.log('stat'));
