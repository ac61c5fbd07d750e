import * as ns from './namespace_objects.mjs';
export let a = 1;
try { ns.a = 2; } catch (e) { console.log(e.message); } try { ns.b = 2; } catch (e) { console.log(e.message); } try { delete ns.a; } catch (e) { console.log(e.message); } try { Object.defineProperty(ns, 'a', { value: 3 }); } catch (e) { console.log(e.message); } console.log(Reflect.set(ns, 'a', 1), Object.getOwnPropertyDescriptor(ns, 'a'), Object.isFrozen(ns), Object.isSealed(ns), 'a' in ns, ns[Symbol.toStringTag], Object.prototype.toString.call(ns));
import fs from 'fs';
import * as f2 from 'fs';
try { f2.readFile = 1; } catch (e) { console.log(e.message); } try { a(); } catch (e) { console.log(e.message); } try { fs = 1 } catch (e) { console.log(e.message); }
