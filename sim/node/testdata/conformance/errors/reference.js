try { missing; } catch (e) { console.log(e.name, e.message); }
try { null.x; } catch (e) { console.log(e.name, e.message); }
try { undefined.x.y; } catch (e) { console.log(e.name, e.message); }
try { const o = {}; o.f(); } catch (e) { console.log(e.name, e.message); }
try { const o = { a: {} }; o.a.g(); } catch (e) { console.log(e.name, e.message); }
try { const c = 1; c = 2; } catch (e) { console.log(e.name, e.message); }
try { let f = 3; f(); } catch (e) { console.log(e.name, e.message); }
try { new (class A { constructor() { this.x.y; } })(); } catch (e) { console.log(e.name, e.message); }
try { x; let x = 1; } catch (e) { console.log(e.name, e.message); }
