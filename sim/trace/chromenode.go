package trace

// What a thread does with JavaScript, or for a pool, is drawn on a track of its
// own below the thread's: phases of the event loop, and in them callbacks, and
// in these other callbacks and collections; the items of a pool. Running and
// waiting go on regardless of these, so they could not share a track.

// chromeCall is a slice of such a track.
type chromeCall struct {
	fact       FactID // with which it begins
	thread     ThreadID
	begin, end Time
	name       string
	category   string
}

// The categories of such slices.
const (
	categoryPhase   = "phase"
	categoryCall    = "callback"
	categoryJob     = "job"
	categoryCollect = "collection"
)

// chromeItem names an item of a process's queues.
type chromeItem struct {
	process ProcessID
	item    int64
}

// script plans what begins and ends on the track below a thread's.
func (p *chromePlan) script(t *chromeThread, id FactID, f *Fact) {
	switch f.Kind {
	case KindPhase:
		p.endCalls(t, 0)
		p.beginCall(t, id, f.Reason.String(), categoryPhase)
	case KindCallback:
		p.beginCall(t, id, p.what(f), categoryCall)
		p.arrowTo(t, id, f)
	case KindCallbackEnd:
		p.endCall(t, categoryCall, f.A)
	case KindJob:
		p.endCalls(t, 0)
		p.beginCall(t, id, p.what(f), categoryJob)
		p.arrowTo(t, id, f)
	case KindJobDone:
		p.endCall(t, categoryJob, f.A)
	case KindCollect:
		p.beginCall(t, id, f.Reason.String(), categoryCollect)
	case KindCollectDone:
		p.endCall(t, categoryCollect, 0)
	case KindEnqueue:
		p.queued[chromeItem{t.process, f.A}] = id
	case KindThreadExit:
		p.endCalls(t, 0)
	}
}

// what is the name of an item.
func (p *chromePlan) what(f *Fact) string {
	if name := p.trace.What(*f); name != "" {
		return name
	}
	return f.Kind.String()
}

func (p *chromePlan) beginCall(t *chromeThread, id FactID, name, category string) {
	if t.track == 0 {
		p.tracks = append(p.tracks, t.id)
		t.track = len(p.tracks)
		t.trackName = ": event loop"
		if category == categoryJob {
			t.trackName = ": work"
		}
	}
	p.calls = append(p.calls, chromeCall{fact: id, thread: t.id, begin: p.now, end: p.now, name: name, category: category})
	t.calls = append(t.calls, len(p.calls)-1)
}

// endCall ends the innermost slice of a category, and for an item if it is for
// one, with all in it.
func (p *chromePlan) endCall(t *chromeThread, category string, item int64) {
	for i := len(t.calls) - 1; i >= 0; i-- {
		call := &p.calls[t.calls[i]]
		if call.category == category && (category == categoryCollect || p.trace.Fact(call.fact).A == item) {
			p.endCalls(t, i)
			return
		}
	}
}

// endCalls ends all slices of a thread from a depth on.
func (p *chromePlan) endCalls(t *chromeThread, from int) {
	for _, call := range t.calls[from:] {
		p.calls[call].end = p.now
	}
	t.calls = t.calls[:from]
}

// arrowTo plans the arrow from where an item was put into a queue to what is
// done for it. Of several queues it has been in, that is the last.
func (p *chromePlan) arrowTo(t *chromeThread, id FactID, f *Fact) {
	item := chromeItem{t.process, f.A}
	from := p.queued[item]
	if from == NoFact {
		return
	}
	delete(p.queued, item)
	if p.acting[from] > 0 {
		p.arrows = append(p.arrows, chromeArrow{name: arrowItem, id: from, from: from, to: id})
	}
}

// callTrack is the track below a thread's.
func (p *chromePlan) callTrack(id ThreadID) chromeTrack {
	return chromeTrack{pid: p.processOf(id), tid: p.cpus + int64(p.cores) + int64(p.threads[id].track)}
}

// calls writes the slices that begin with a fact on the tracks below threads'.
// What has no length is left out unless an arrow may end there.
func (w *chromeWriter) calls(id FactID, f *Fact) {
	for w.called < len(w.plan.calls) && w.plan.calls[w.called].fact == id {
		call := &w.plan.calls[w.called]
		w.called++
		if call.begin == call.end && call.category != categoryCall && call.category != categoryJob {
			continue
		}
		w.slice(w.plan.callTrack(call.thread), call.begin, call.end, call.name, call.category)
		w.cause(id, f)
		w.close()
	}
}
