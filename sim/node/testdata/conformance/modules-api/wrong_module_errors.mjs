// What errors of modules are as texts, and that a wrong source's line is no part of a stack.
const bare = (text) => String(text).replace(/\/[^ ']*\//g, '').replace(/file:/g, '');
for (const specifier of ['data:text/javascript,a b', 'data:text/javascript,export {x}', 'data:text/javascript,import {', './none.mjs', 'nopackage', 'node:nope', '#nope']) {
  try {
    await import(specifier);
  } catch (error) {
    console.log(bare(error), '|', bare(error.stack.split('\n')[0]), '|', Object.keys(error).join());
  }
}
