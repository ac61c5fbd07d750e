const o = { default: 1, case: 2, in: 3, delete: 4, if() { return this.new }, new: { function: 7 } }
const a = o.default
const b = o . case // c
let c = o?.in /* x */
c = o
  .delete
var d = o.new.function
if (o.if) console.log(a, b, c, d, o.if().function)
function f() { return o.class
  }
console.log(f + '', f(), eval("o.default\n o?.in\n"), eval('var q = o.case\nq+1'))
try { o.export.x
} catch (e) { console.log(e.message) }
try { o.typeof()
} catch (e) { console.log(e.message) }
try { o.while
  .x } catch (e) { console.log(e.message) }
class A { x = 1
}
console.log(new A)
const more = { return: 1, this: 2, null: 3, true: 4, let: 5, static: 6, async: 7, await: 8, yield: 9, of: 10, get: 11, public: 12, enum: 13 }
const r = more.return
const t = more.this + more.null
const l = more.let
const s = more.static
const y = more.async
const w = more.await
const p = more.public
const e = more.enum
label: for (const k of [more.yield, more.of
]) {
  console.log(k, r, t, l, s, y, w, p, e)
  continue label
}
console.log(`${more.of
} ${o.new
  .function}`)
