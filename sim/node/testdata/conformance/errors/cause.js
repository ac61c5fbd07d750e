const error = new Error('outer', { cause: new Error('inner') });
console.log(error.cause.message, 'cause' in error, Object.keys(error).length);
class Mine extends Error { constructor(m) { super(m); this.name = 'Mine'; this.code = 42; } }
try { throw new Mine('x'); } catch (e) { console.log(String(e), e instanceof Mine, e instanceof Error, e.code); }
const many = new AggregateError([new Error('a'), new Error('b')], 'both');
console.log(many.message, many.errors.map((e) => e.message));
