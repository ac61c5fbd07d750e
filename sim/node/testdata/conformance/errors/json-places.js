for (const t of ['', '{', '[', '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '{,}', '{a:1}', '[1', '[1,', '[1,]', '[,1]', '[1 2]', '{"a":1 "b":2}', '{"a" 1}', '[{"a":[1,{"b":2]}]', ' [ ] ]', '{}x', '[[]', '[[],', '{"a":{}', '{"a":{},', '[{},{}', '"abc', '[tru]', '{"a":01}', '[1]]', '{"a":1}}', '{"a":{"b":[1,2,{"c":"d"}]},}', '[-]', ' ', '[[[[1,]]]]'])
  try { console.log(t, JSON.parse(t)); } catch (e) { console.log(t, e.name, e.message); }
for (const t of ['['.repeat(5e4), '['.repeat(5e4) + ']'.repeat(5e4) + ']', '{"a":'.repeat(5e4) + '1' + '}'.repeat(5e4 - 1), '{"a":['.repeat(5e4) + 'x'])
  try { console.log(typeof JSON.parse(t)); } catch (e) { console.log(e.name, e.message); }
try { 'x'.repeat(1e6).replaceAll('x', "$'"); } catch (e) { console.log(e.name, e.message); }
try { 'x'.repeat(1e6).replace(/x/g, '$`'); } catch (e) { console.log(e.name, e.message); }
console.log('abc'.repeat(20).replaceAll('b', "[$`|$']").length, 'abc'.repeat(20).replace(/b/g, "[$`|$'|$&|$$]").length);
