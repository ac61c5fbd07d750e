package scheduler

import (
	"iter"
	"math"

	"timeslice/sim/trace"
)

// eevdf is Linux's policy since 6.6, Earliest Eligible Virtual Deadline First,
// by the rules of 6.12 to 6.15 (kernel/sched/fair.c).
//
// Each task has a vruntime v, the time it has run divided by its weight, and
// asks for a slice at a time. V is the average of all v by weight, of those
// that run too (avg_vruntime). A task's lag is V-v: what it is owed. Who is
// owed something is eligible; of the eligible, the one with the earliest
// virtual deadline, v + slice/weight, runs (pick_eevdf).
//
//	a request     is used up when v reaches the deadline; then the next begins,
//	              and somebody is chosen anew (update_deadline). It is noticed
//	              when the books are brought up to date: at a tick, and when
//	              another task joins the queue
//	a turn        a task that has been chosen keeps its core until its request
//	              is used up or it is not eligible any more (RUN_TO_PARITY)…
//	a short slice …unless an eligible task with a shorter slice of its own comes
//	              with an earlier deadline, or the running one is not eligible
//	              (PREEMPT_SHORT: do_preempt_short, did_preempt_short)
//	who comes     is placed so that its lag is what it was when it left, for
//	              which it is stretched by its own effect on V (PLACE_LAG)
//	who is new    has no lag, and half a slice for its first request
//	              (PLACE_DEADLINE_INITIAL)
//	who sleeps    keeps its lag, at most two slices or a tick of it
//	              (update_entity_lag); who is in debt stays in the tree until
//	              the debt is paid, and is not chosen (DELAY_DEQUEUE)
//	who yields    has its deadline put off by a slice (yield_task_fair)
//	ties          of equal deadlines, those that wait in order of insertion,
//	              then the one that runs
//
// The kernel compares sum(w*(v-base)) with (x-base)*sum(w) to spare a division;
// for integers that is the same as comparing x with V rounded down, which is
// done here, as products of long sums could overflow.
//
// Decisions of this model: when a task's weight changes its lag by weight is
// kept, measured without the task's own change; a new task's vruntime is not
// its parent's; with one queue for several cores, V counts all who run.
//
// With HZ 0 requests end exactly, as with the kernel's HRTICK.
//
// Key is the virtual deadline, Key2 the vruntime; the number of a decision is
// V: who waited with Key2 not above it was eligible.
type eevdf struct {
	shared  *eevdfTimes
	tree    fairTree // who waits, and who sleeps in debt
	waiting int
	delayed int   // sleep in debt
	members int   // all that count for V: who waits, runs, or sleeps in debt
	load    int64 // the sum of their weights
	base    int64 // near V, so that the sum stays small
	sum     int64 // of weight*(vruntime-base)
	putBack *Task // came back from a core last…
	putAt   trace.Time
}

// eevdfTimes are the times of one machine.
type eevdfTimes struct {
	sliceNs int64 // already stretched by the number of cores
	baseNs  int64 // before
	tickNs  int64
	exact   bool // requests end without waiting for a tick
}

func newEEVDF(config *Config, _ Watcher) func() Queue {
	times := &eevdfTimes{sliceNs: config.BaseSliceNs * coresFactor(config.Cores), baseNs: config.BaseSliceNs, exact: config.HZ == 0}
	if config.HZ > 0 {
		times.tickNs = trace.Second / config.HZ
	}
	return func() Queue { return &eevdf{shared: times} }
}

// Resize stretches the times by another number of cores. (update_sysctl)
func (q *eevdf) Resize(cores int) { q.shared.sliceNs = q.shared.baseNs * coresFactor(cores) }

// sliceNs is what a task asks for at a time. (custom_slice; its limits are
// those of __setparam_fair)
func (q *eevdf) sliceNs(t *Task) int64 {
	if t.SliceNs > 0 {
		return min(max(t.SliceNs, 100*trace.Microsecond), 100*trace.Millisecond)
	}
	return q.shared.sliceNs
}

// average is V, rounded down. (avg_vruntime)
func (q *eevdf) average() int64 {
	if q.load == 0 {
		return q.base
	}
	return q.base + floorDiv(q.sum, q.load)
}

func (q *eevdf) eligible(t *Task) bool { return t.fair.vruntime <= q.average() }

// join counts a task for V.
func (q *eevdf) join(t *Task) {
	w := weightOf(t.Nice).value
	q.members++
	q.load += w
	q.sum += w * (t.fair.vruntime - q.base)
	t.fair.counted = true
	q.rebase()
}

// part stops counting a task for V.
func (q *eevdf) part(t *Task) {
	w := weightOf(t.Nice).value
	q.members--
	q.load -= w
	q.sum -= w * (t.fair.vruntime - q.base)
	t.fair.counted = false
	if q.load == 0 {
		q.base, q.sum = max(q.base, t.fair.vruntime), 0
	}
	q.rebase()
}

// rebase brings base near V when the sum has grown, so that no product can
// overflow: weights are below 2^17, and 2^20 tasks are more than a machine has.
func (q *eevdf) rebase() {
	if q.sum > -1<<44 && q.sum < 1<<44 || q.load == 0 {
		return
	}
	by := floorDiv(q.sum, q.load)
	q.base += by
	q.sum -= by * q.load
}

// Insert puts a task into the tree.
func (q *eevdf) Insert(t *Task, how Arrival, now trace.Time) {
	f := &t.fair
	switch how {
	case Started, Woken, Moved:
		if f.delayed {
			q.requeue(t)
			return
		}
		q.place(t, how == Started)
		q.join(t)
	case Yielded:
		if q.members > 1 {
			f.deadline += weightOf(t.Nice).virtual(q.sliceNs(t))
		}
		fallthrough
	default:
		q.putBack, q.putAt = t, now
	}
	q.enter(t)
}

func (q *eevdf) enter(t *Task) {
	q.waiting++
	t.Key, t.Key2 = t.fair.deadline, t.fair.vruntime
	q.tree.insert(t, t.fair.deadline)
}

// place gives a task that comes from outside its vruntime and deadline.
// (place_entity)
func (q *eevdf) place(t *Task, isNew bool) {
	f := &t.fair
	w := weightOf(t.Nice)
	lag := int64(0)
	if q.members > 0 && f.lag != 0 {
		lag = mulDiv(f.lag, q.load+w.value, q.load)
	}
	f.vruntime = q.average() - lag
	if f.relative {
		f.relative = false
		f.deadline += f.vruntime
		return
	}
	request := w.virtual(q.sliceNs(t))
	if isNew {
		request /= 2
	}
	f.deadline = f.vruntime + request
}

// requeue makes a task that slept in debt wait again. What it has come to be
// owed meanwhile is not kept. (requeue_delayed_entity)
func (q *eevdf) requeue(t *Task) {
	f := &t.fair
	q.tree.remove(t)
	f.delayed = false
	q.delayed--
	if q.average() > f.vruntime {
		q.part(t)
		f.lag = 0
		q.place(t, false)
		q.join(t)
	}
	q.enter(t)
}

// Remove takes out a task that waits.
func (q *eevdf) Remove(t *Task, _ trace.Time) {
	q.tree.remove(t)
	q.waiting--
	q.depart(t, true)
	q.dropIdle()
}

// depart notes what a task is owed, and stops counting it. One that goes on
// elsewhere takes along what is left of its request.
func (q *eevdf) depart(t *Task, goesOn bool) {
	q.noteLag(t)
	if goesOn {
		t.fair.deadline -= t.fair.vruntime
		t.fair.relative = true
	}
	if q.putBack == t {
		q.putBack = nil
	}
	q.part(t)
}

// noteLag keeps what a task is owed, within limits. (update_entity_lag)
func (q *eevdf) noteLag(t *Task) {
	most := weightOf(t.Nice).virtual(max(2*q.sliceNs(t), q.shared.tickNs))
	t.fair.lag = min(max(q.average()-t.fair.vruntime, -most), most)
}

// Leave takes a task that had a core out, unless it goes to sleep in debt.
// (dequeue_entity)
func (q *eevdf) Leave(t *Task, moved bool, _ trace.Time) {
	if !moved && !q.eligible(t) {
		t.fair.delayed = true
		q.delayed++
		q.tree.insert(t, t.fair.deadline)
	} else {
		q.depart(t, moved)
	}
	q.dropIdle()
}

// Forget takes out a task that slept in debt, for it will not come back here.
func (q *eevdf) Forget(t *Task, _ trace.Time) {
	if t.fair.delayed {
		q.finish(t)
	}
}

// finish ends the stay of a task that slept in debt. The debt is paid, or was
// cut short; it is not turned into a credit. (finish_delayed_dequeue_entity)
func (q *eevdf) finish(t *Task) {
	q.tree.remove(t)
	q.delayed--
	t.fair.delayed = false
	q.depart(t, false)
	t.fair.lag = min(t.fair.lag, 0)
}

// dropIdle ends the stay of those that sleep in debt when nobody else is left:
// a core that has nothing to do goes through its tree.
func (q *eevdf) dropIdle() {
	for q.delayed > 0 && q.delayed == q.members {
		q.finish(q.best(nil, trace.NoCore))
	}
}

// Next takes out the task to run; sleepers it meets have paid their debt.
// (pick_next_entity)
func (q *eevdf) Next(core trace.CoreID, now trace.Time) (*Task, Rule) {
	for q.waiting > 0 {
		average := q.average()
		t := q.best(nil, core)
		if t == nil {
			break
		}
		if t.fair.delayed {
			q.finish(t)
			continue
		}
		q.tree.remove(t)
		q.waiting--
		if t != q.putBack || now != q.putAt {
			t.fair.ranNs = 0
			t.fair.pickedAt = t.fair.deadline
		}
		t.fair.used = false
		return t, Rule{Reason: trace.ReasonEarliestDeadline, Number: average}
	}
	return nil, Rule{}
}

// best is who should run, runs or one of the tree. (pick_eevdf)
//
// Somebody in a core's queue is always eligible. With one queue for several
// cores, or with affinity, all who may be chosen can be ahead of V. Then who
// runs goes on; and of those that wait for a vacant core the earliest deadline
// decides, so that no core idles.
func (q *eevdf) best(runs *Task, core trace.CoreID) *Task {
	average := q.average()
	isOwed := runs != nil && runs.fair.vruntime <= average
	if runs != nil && (q.members == 1 || isOwed && runs.isProtected()) {
		return runs
	}
	t := q.tree.first(core, average, nil)
	switch {
	case t == nil && runs != nil:
		return runs
	case t == nil:
		return q.tree.first(core, math.MaxInt64, nil)
	case isOwed && runs.fair.deadline < t.fair.deadline:
		return runs
	}
	return t
}

// isProtected reports whether a running task is in the middle of the request
// it was chosen for. (protect_slice)
func (t *Task) isProtected() bool { return t.fair.pickedAt == t.fair.deadline }

// Charge counts what a task ran. (update_curr)
func (q *eevdf) Charge(t *Task, ranNs int64, _ trace.Time) {
	f := &t.fair
	w := weightOf(t.Nice)
	by := w.virtual(ranNs)
	f.vruntime += by
	f.ranNs += ranNs
	if q.members == 1 {
		q.base, q.sum = f.vruntime, 0
	} else {
		q.sum += w.value * by
		q.rebase()
	}
	switch {
	case f.vruntime >= f.deadline:
		f.deadline = f.vruntime + w.virtual(q.sliceNs(t))
		f.used = q.members > 1
	case q.members > 1 && !t.isProtected() && !q.eligible(t):
		f.used = true
	}
}

// SliceNs is without an end where ticks end requests, and for who is alone.
func (q *eevdf) SliceNs(t *Task) int64 {
	if !q.shared.exact || q.members <= 1 {
		return Unlimited
	}
	return t.ranNs + max(1, weightOf(t.Nice).real(t.fair.deadline-t.fair.vruntime))
}

// Expire ends a request exactly.
func (q *eevdf) Expire(t *Task, _ trace.Time) bool { return q.surrenders(t) }

// Tick ends a request that is used up.
func (q *eevdf) Tick(t *Task, _ trace.Time) bool { return q.surrenders(t) }

// surrenders reports whether a running task must be compared with the others.
func (q *eevdf) surrenders(t *Task) bool {
	if !t.fair.used {
		return false
	}
	if q.waiting > 0 {
		return true
	}
	t.fair.used = false
	for q.delayed > 0 { // nobody waits, but sleepers may have paid
		sleeper := q.best(t, trace.NoCore)
		if sleeper == t || sleeper == nil || !sleeper.fair.delayed {
			break
		}
		q.finish(sleeper)
	}
	return false
}

// Preempts compares a task that has come with one that runs.
// (check_preempt_wakeup_fair)
func (q *eevdf) Preempts(comer, runs *Task, _ trace.Time) bool {
	if runs.fair.used {
		return true
	}
	if q.interrupts(comer, runs) && runs.isProtected() {
		runs.fair.pickedAt = runs.fair.deadline + 1
	}
	return q.best(runs, trace.NoCore) == comer
}

// interrupts reports whether the comer's shorter slice ends the turn of the
// task that runs. (do_preempt_short)
func (q *eevdf) interrupts(comer, runs *Task) bool {
	if q.sliceNs(comer) >= q.sliceNs(runs) || !q.eligible(comer) {
		return false
	}
	return comer.fair.deadline < runs.fair.deadline || !q.eligible(runs)
}

// Reweigh changes a task's nice value. What it is owed, in real time, and the
// part of its request that is left stay as they are. (reweight_entity)
func (q *eevdf) Reweigh(t *Task, change func(), _ trace.Time) {
	f := &t.fair
	counted, inTree := f.counted, f.inTree
	if inTree {
		q.tree.remove(t)
	}
	if counted {
		q.noteLag(t)
		f.deadline -= f.vruntime
		f.relative = true
		q.part(t)
	}
	before := weightOf(t.Nice).value
	change()
	after := weightOf(t.Nice).value
	f.lag = mulDiv(f.lag, before, after)
	if f.relative {
		f.deadline = mulDiv(f.deadline, before, after)
	}
	if counted {
		protected := t.isProtected()
		q.place(t, false)
		q.join(t)
		if protected {
			f.pickedAt = f.deadline
		}
	}
	if inTree {
		t.Key, t.Key2 = f.deadline, f.vruntime
		q.tree.insert(t, f.deadline)
	}
}

// Standing orders the tasks that run: the one with the latest deadline is the
// first to make way.
func (q *eevdf) Standing(t *Task, _ trace.Time) int64 { return t.fair.deadline }

// Waiting yields those that wait, the latest deadline first; who sleeps in
// debt does not wait.
func (q *eevdf) Waiting() iter.Seq[*Task] {
	return func(yield func(*Task) bool) {
		for t := range q.tree.backwards() {
			if !t.fair.delayed && !yield(t) {
				return
			}
		}
	}
}

// Len counts those that wait.
func (q *eevdf) Len() int { return q.waiting }
