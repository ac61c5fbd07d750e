const tr=(f)=>{ try { console.log(f()) } catch (e) { console.log(e.name, e.code, e.message) } };
const ac=new AbortController(); console.log(ac, ac.signal); ac.signal.onabort=(ev)=>console.log('onabort',ev.type, ev.isTrusted, ev.target===ac.signal); ac.signal.addEventListener('abort',()=>console.log('abort l'));
ac.abort(); ac.abort('again'); console.log(ac.signal.aborted, ac.signal.reason.name, ac.signal.reason.message, ac.signal.reason.code, ac.signal); tr(()=>ac.signal.throwIfAborted());
const s=AbortSignal.abort(new Error('why')); console.log(s.reason.message); tr(()=>s.throwIfAborted()); tr(()=>new AbortSignal());
const a1=new AbortController,a2=new AbortController; const any=AbortSignal.any([a1.signal,a2.signal]); any.addEventListener('abort',()=>console.log('any',any.reason)); a2.abort('r2'); console.log(any.aborted, AbortSignal.any([AbortSignal.abort(1)]).reason, AbortSignal.any([]).aborted);
tr(()=>AbortSignal.any()); tr(()=>AbortSignal.any([1])); tr(()=>AbortSignal.timeout(-1)); tr(()=>AbortSignal.timeout('1'));tr(()=>AbortController.prototype.signal);
