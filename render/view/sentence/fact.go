package sentence

import "timeslice/sim/trace"

// Fact says in one sentence what happened, and why if the fact tells that. The
// instant is not in it. It looks at the fact and its cause and at nothing else,
// so that a list of facts costs what is seen of it.
func (l *Teller) Fact(t *trace.Trace, id trace.FactID) Sentence {
	f := t.Fact(id)
	teller := factTeller{dated: l.at(id), trace: t, id: id, f: &f}
	return teller.fact().begin()
}

func (l *factTeller) fact() Sentence {
	switch l.f.Kind {
	case trace.KindProcessStart, trace.KindProcessExec, trace.KindProcessExit, trace.KindProcessReap,
		trace.KindProcessAdopt, trace.KindProcessGroup, trace.KindThreadStart, trace.KindThreadExit:
		return l.ofProcess()
	case trace.KindReady, trace.KindBlock, trace.KindStop:
		return l.ofWaiting()
	case trace.KindDispatch, trace.KindRenew, trace.KindPreempt, trace.KindMigrate, trace.KindSwitchCost:
		return l.ofCore()
	case trace.KindNice, trace.KindAffinity, trace.KindPriority, trace.KindLevel,
		trace.KindThrottle, trace.KindUnthrottle, trace.KindRefill:
		return l.ofAttribute()
	case trace.KindObject, trace.KindAcquire, trace.KindRelease, trace.KindNotify, trace.KindValue,
		trace.KindSend, trace.KindReceive, trace.KindOpen, trace.KindClose, trace.KindConnect, trace.KindAccept,
		trace.KindDiskQueue, trace.KindDiskStart, trace.KindDiskDone:
		return l.ofObject()
	case trace.KindBind, trace.KindListen, trace.KindShut, trace.KindReset, trace.KindDrop, trace.KindPass,
		trace.KindObtain, trace.KindWatch, trace.KindRead, trace.KindWrite:
		return l.ofSocket()
	case trace.KindSignal, trace.KindDeliver:
		return l.ofSignal()
	case trace.KindMemory, trace.KindCopyOnWrite, trace.KindOutOfMemory:
		return l.ofMemory()
	case trace.KindPhase, trace.KindEnqueue, trace.KindDequeue, trace.KindCallback, trace.KindCallbackEnd,
		trace.KindJob, trace.KindJobDone, trace.KindCollect, trace.KindCollectDone, trace.KindDue, trace.KindRace:
		return l.ofNode()
	case trace.KindOutput, trace.KindInput, trace.KindError, trace.KindEnd:
		return l.ofProgram()
	case trace.KindEdit, trace.KindCore:
		return l.ofEdit()
	}
	return l.say("sentence.fact.unknown", text("Kind", l.f.Kind.String()))
}

// factTeller tells one fact.
type factTeller struct {
	dated
	trace *trace.Trace
	id    trace.FactID
	f     *trace.Fact
}

// subject is the thread of the fact.
func (l *factTeller) subject() value { return l.thread("Thread", l.f.Thread) }

// its is the process that the fact is about.
func (l *factTeller) its() value { return l.process("Process", trace.ProcessID(l.f.Object)) }

func (l *factTeller) onCore() value { return l.core("Core", l.f.Core) }

func (l *factTeller) aboutObject() value { return l.object("Object", trace.ObjectID(l.f.Object)) }

// cause is the fact that made this one happen; a blank if there is none.
func (l *factTeller) cause() trace.Fact {
	if l.f.Cause <= trace.NoFact || l.f.Cause >= l.id {
		return trace.Fact{}
	}
	return l.trace.Fact(l.f.Cause)
}

// variant is the id of a text that is there for each of some reasons; for
// others it is the one called "other".
func variant(id string, reason trace.Reason, known []trace.Reason) string {
	for _, r := range known {
		if r == reason {
			return id + reason.String()
		}
	}
	return id + "other"
}
