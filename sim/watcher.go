package sim

import (
	"timeslice/scheduler"
	"timeslice/sim/trace"
)

// watcher is the machine as the scheduler's watcher: it records what the
// scheduler does besides answering.
type watcher Machine

func (w *watcher) Migrated(t *scheduler.Task, from, to trace.CoreID, why trace.Reason) {
	m := (*Machine)(w)
	thread := m.tellLost(t)
	m.note(thread, trace.Fact{
		Kind: trace.KindMigrate, Reason: why, Core: to, Object: int32(from),
		A: t.Key, B: t.Key2, Cause: thread.lastFact,
	})
}

func (w *watcher) LevelChanged(t *scheduler.Task, from, to int, why trace.Reason) {
	m := (*Machine)(w)
	m.recorder.Add(trace.Fact{
		Time: m.now, Kind: trace.KindLevel, Reason: why, Thread: t.Thread, Core: trace.NoCore,
		A: int64(to), B: int64(from), Cause: m.threads[t.Thread].lastFact,
	})
}

func (w *watcher) Renewed(t *scheduler.Task, core trace.CoreID, waiting int, limitNs int64) {
	m := (*Machine)(w)
	thread := m.threads[t.Thread]
	why := trace.ReasonNone // nobody had to be chosen
	if waiting == 0 {
		why = trace.ReasonOnlyOne
	}
	m.note(thread, trace.Fact{
		Kind: trace.KindRenew, Reason: why, Core: core, Object: int32(waiting),
		B: limitNs, Cause: thread.lastFact,
	})
}

func (w *watcher) Throttled(t *scheduler.Task, until trace.Time, why trace.Reason) {
	m := (*Machine)(w)
	thread := m.tellLost(t)
	m.note(thread, trace.Fact{
		Kind: trace.KindThrottle, Reason: why, Core: t.Queue(), Object: int32(groupOf(t, why)),
		A: int64(until), Cause: thread.lastFact,
	})
}

func (w *watcher) Unthrottled(t *scheduler.Task, why trace.Reason) {
	m := (*Machine)(w)
	thread := m.threads[t.Thread]
	m.note(thread, trace.Fact{
		Kind: trace.KindUnthrottle, Reason: why, Core: t.Queue(), Object: int32(groupOf(t, why)),
		Cause: thread.lastFact,
	})
}

func (w *watcher) Refilled(g *scheduler.Group) {
	m := (*Machine)(w)
	m.recorder.Add(trace.Fact{
		Time: m.now, Kind: trace.KindRefill, Core: trace.NoCore, Object: int32(g.ID), A: g.QuotaNs,
	})
}

// groupOf is the group whose quota keeps a task from running, none if it is
// the limit of the real-time class that does.
func groupOf(t *scheduler.Task, why trace.Reason) trace.GroupID {
	if why != trace.ReasonQuota {
		return trace.NoGroup
	}
	return t.Group.ID
}

// tellLost makes sure that the loss of its core is recorded before anything
// else that happens to a thread, and returns the thread.
func (m *Machine) tellLost(t *scheduler.Task) *Thread {
	thread := m.threads[t.Thread]
	if id := thread.core; id != trace.NoCore && m.cores[id].thread == thread && m.cores[id].losing != trace.ReasonNone {
		m.lost(id, trace.NoThread, trace.NoFact)
	}
	return thread
}
