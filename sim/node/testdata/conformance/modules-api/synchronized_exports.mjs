// Names of Node's own modules are what they were when they were first imported, until syncBuiltinESMExports.
import fs, { existsSync, promises } from 'fs';
import * as all from 'fs';
import { createRequire, syncBuiltinESMExports } from 'module';
fs.existsSync = () => 'other';
console.log(existsSync('/'), all.existsSync('/'), fs.existsSync('/'));
syncBuiltinESMExports();
console.log(existsSync('/'), all.existsSync('/'), promises === fs.promises);
fs.added = 1;
delete fs.readFile;
createRequire(import.meta.url)('module').syncBuiltinESMExports();
console.log(all.added, all.readFile, 'readFile' in all, Object.keys(all).includes('added'));
