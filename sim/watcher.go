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
	thread := m.threads[t.Thread]
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
	m.note(thread, trace.Fact{
		Kind: trace.KindRenew, Reason: trace.ReasonOnlyOne, Core: core, Object: int32(waiting),
		B: limitNs, Cause: thread.lastFact,
	})
}

func (w *watcher) Throttled(t *scheduler.Task, until trace.Time, why trace.Reason) {}
func (w *watcher) Unthrottled(t *scheduler.Task, why trace.Reason)                 {}
func (w *watcher) Refilled(g *scheduler.Group)                                     {}
