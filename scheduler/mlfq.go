package scheduler

import (
	"iter"
	"math/bits"

	"timeslice/sim/trace"
)

// multilevel is the multi-level feedback queue of OSTEP, chapter 8: it learns
// from what a task did how long its bursts are. Its rules:
//
//  1. A task of a higher level runs before one of a lower; one that comes takes
//     the core of one of a lower level at once. Level 0 is the highest.
//  2. Tasks of one level take turns of that level's quantum.
//  3. A new task starts at the highest level.
//  4. When a task has used its allotment of CPU time at a level, in however many
//     bursts, it goes one level down. A slice ends where the allotment does.
//  5. At every multiple of the boost period all tasks go to the highest level
//     and start a new allotment. Those that wait stand behind the ones that
//     were there, the higher levels before the lower. A task that runs keeps its
//     core. Who comes from below starts a new quantum. A task that is
//     blocked is lifted when it comes back, which nobody can tell from before.
//
// With KeepOnBlock, rule 4 is the older one that can be gamed: a task that
// blocks or gives way before its allotment is used up starts a new one. With
// FrontAfterIO a task that wakes goes to the front of its level, the last one
// in front; otherwise to the tail, as do tasks that gave way and tasks whose
// quantum ended. A task that loses its core stays at the head of its level with
// the rest of its quantum.
//
// Ties: order of coming to the level, and within an instant as for round robin.
//
// Key and the dispatch's number are the level, which a level fact changes;
// Key2 is how many nanoseconds of its allotment the task has used.
type multilevel struct {
	levels   []taskList
	occupied uint64   // the levels where somebody waits, one bit each
	out      taskList // those that run
	count    int      // those that wait
	config   *Config
	watch    Watcher
}

// maxLevels is how many levels there may be: one word of bits.
const maxLevels = 64

func newMultilevel(config *Config, watch Watcher) func() Queue {
	return func() Queue {
		return &multilevel{levels: make([]taskList, len(config.Levels)), config: config, watch: watch}
	}
}

func (q *multilevel) Insert(t *Task, how Arrival, now trace.Time) {
	if how == Expired || how == Preempted || how == Yielded {
		q.out.remove(t)
	}
	switch how {
	case Started:
		t.level, t.usedNs, t.boosts = 0, 0, q.boosts(now)
	case Woken, Moved:
		q.lift(t, now)
	}
	inTurn := !q.spend(t) && how == Preempted
	if !inTurn {
		t.beforeNs = 0
	}
	if how == Yielded && q.config.KeepOnBlock {
		t.usedNs = 0
	}
	t.Key, t.Key2 = int64(t.level), t.usedNs
	if level := &q.levels[t.level]; inTurn || how == Woken && q.config.FrontAfterIO {
		level.pushFront(t)
	} else {
		level.pushBack(t)
	}
	q.occupied |= 1 << t.level
	q.count++
}

func (q *multilevel) Remove(t *Task, _ trace.Time) {
	level := &q.levels[t.level]
	level.remove(t)
	if level.count == 0 {
		q.occupied &^= 1 << t.level
	}
	q.count--
}

func (q *multilevel) Next(core trace.CoreID, now trace.Time) (*Task, Rule) {
	for rest := q.occupied; rest != 0; rest &= rest - 1 {
		if t := q.levels[bits.TrailingZeros64(rest)].firstFor(core); t != nil {
			q.Remove(t, now)
			q.lift(t, now)
			q.out.pushBack(t)
			return t, Rule{Reason: trace.ReasonHighestLevel, Number: int64(t.level)}
		}
	}
	return nil, Rule{}
}

func (q *multilevel) Preempts(comer, runs *Task, _ trace.Time) bool {
	return comer.level < runs.level
}

// Standing orders those that run by their levels.
func (q *multilevel) Standing(t *Task, _ trace.Time) int64 { return int64(t.level) }

// Leave keeps what a blocking task has used of its allotment, unless the older
// rule is asked for. If it has used all of it, it goes down when it comes back.
func (q *multilevel) Leave(t *Task, moved bool, _ trace.Time) {
	q.out.remove(t)
	if !moved && q.config.KeepOnBlock && t.usedNs < q.allotmentNs(t) {
		t.usedNs = 0
	}
}

func (q *multilevel) Charge(t *Task, ranNs int64, _ trace.Time) { t.usedNs += ranNs }

// SliceNs is the level's quantum, or as much of it as the allotment allows. If
// the quantum began at a boost, what was run before comes on top.
func (q *multilevel) SliceNs(t *Task) int64 {
	quantumNs := t.beforeNs + q.config.Levels[t.level].QuantumNs
	if q.lowest(t) {
		return quantumNs
	}
	return min(quantumNs, t.ranNs+q.allotmentNs(t)-t.usedNs)
}

func (q *multilevel) Expire(t *Task, _ trace.Time) bool {
	q.spend(t)
	t.beforeNs = 0
	return true
}

// spend takes a task one level down if its allotment is used up, and reports
// whether it went. From the lowest level there is no way down, so what is used
// there ends nobody's turn.
func (q *multilevel) spend(t *Task) bool {
	if t.usedNs < q.allotmentNs(t) {
		return false
	}
	t.usedNs = 0
	if q.lowest(t) {
		return false
	}
	q.setLevel(t, t.level+1, trace.ReasonAllotment)
	return true
}

func (q *multilevel) lowest(t *Task) bool { return t.level == len(q.levels)-1 }

func (q *multilevel) allotmentNs(t *Task) int64 {
	level := q.config.Levels[t.level]
	if level.AllotmentNs == 0 {
		return level.QuantumNs
	}
	return level.AllotmentNs
}

func (q *multilevel) setLevel(t *Task, level int, why trace.Reason) {
	if from := t.level; from != level {
		t.level = level
		q.watch.LevelChanged(t, from, level, why)
	}
}

// boosts is how many boosts there have been up to and including an instant.
func (q *multilevel) boosts(now trace.Time) int64 {
	if q.config.BoostNs == 0 {
		return 0
	}
	return int64(now) / q.config.BoostNs
}

// lift gives a task the boost it has missed, if it has missed one.
func (q *multilevel) lift(t *Task, now trace.Time) {
	if boosts := q.boosts(now); t.boosts != boosts {
		t.boosts, t.usedNs = boosts, 0
		if t.level > 0 {
			t.beforeNs = t.ranNs
		}
		q.setLevel(t, 0, trace.ReasonBoost)
	}
}

// Due is the next multiple of the boost period.
func (q *multilevel) Due(now trace.Time) trace.Time {
	if q.config.BoostNs == 0 {
		return trace.Never
	}
	return trace.Time((q.boosts(now) + 1) * q.config.BoostNs)
}

// Period is the boost. Nobody has become better than one that runs, as those
// are lifted too. Those that wait at the highest level start their new
// allotment when they are next handed out, so that a boost costs no more than
// the way down of those it lifts.
func (q *multilevel) Period(now trace.Time, _ func(*Task)) {
	for level := 1; level < len(q.levels); level++ {
		for t := q.levels[level].head; t != nil; t = q.levels[level].head {
			q.Remove(t, now)
			q.lift(t, now)
			q.levels[0].pushBack(t)
			q.occupied |= 1
			q.count++
		}
	}
	for t := q.out.head; t != nil; t = t.next {
		q.lift(t, now)
	}
}

// Waiting yields the lowest level first, each from its tail.
func (q *multilevel) Waiting() iter.Seq[*Task] {
	return func(yield func(*Task) bool) {
		for level := len(q.levels) - 1; level >= 0; level-- {
			for t := range q.levels[level].backwards() {
				if !yield(t) {
					return
				}
			}
		}
	}
}

func (q *multilevel) Len() int { return q.count }
