import { readFileSync } from 'fs'

export { A }
export default 5
class A { set = 1; static = 2
  get = 3
  static async = 4; static set = undefined
  async = () => this.get
  static get = () => 5
  get x() { return 6 } set x(v) {} async y() {} static z() {} static async w() {}
}
const a = new A
console.log(a, A.async, A.set, A.get(), a.x, a.async(), A.get.name, a.async.name, Object.keys(A))
let set, get
set = new Set([1]); get = 5
;({ set = 7, get = 8 } = {}); console.log(set, get)
const { async = 1, static: st = 2 } = {}
console.log(async, st, { set, get }, [1].map(set => set + 1))
{ set = 9; get = set; }
for (set = 0; set < 2; set++) ; console.log(set, get)
console.log(`${class { get = 1 }}`)
try { get = 1; undefined.x } catch (e) { console.log(e.message) }
