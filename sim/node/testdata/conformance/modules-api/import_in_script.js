// import() in a script that has met no other ES module.
const x = () => {};
console.log('script');
import('fs').then((fs) => console.log(typeof fs.default.readFileSync, typeof fs.readFileSync));
import('./none.mjs').catch((error) => console.log(error.code));
import('path').then((path) => console.log(path.sep, Object.keys(path).includes('default')));
(async () => {
  const { EventEmitter } = await import('node:events');
  console.log(new EventEmitter().eventNames(), x());
})();
