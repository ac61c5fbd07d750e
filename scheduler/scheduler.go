package scheduler

import "timeslice/sim/trace"

// Scheduler hands the cores of one machine to its ready tasks.
//
// The machine calls Ready, Release, Yield, Withdraw and Look while it applies
// the events of an instant, and then Decide again and again until there is
// nothing more to decide. So a decision always sees every task that became
// ready at its instant.
type Scheduler struct {
	config     Config
	watch      Watcher
	queues     []*runQueue // one, or one a core
	cores      []core
	vacant     CoreSet // nobody runs there
	supplied   CoreSet // its own queue holds somebody; not used with a central queue
	fresh      []*Task // became ready at this instant, not yet compared with those that run
	compared   int     // how many of fresh have been compared
	tickNs     int64   // between two ticks of the clock, 0 for none
	preemptive bool    // the policy is a Preempter
	inserted   int64   // numbers insertions, to break ties
}

// core is what the scheduler keeps of one core.
type core struct {
	running   *Task
	sliceNs   int64      // what running may use before Expire
	chargedAt trace.Time // running's time is counted up to here
	tickAt    trace.Time // when the clock next ticks here, Never for no ticks
}

// runQueue is a queue of the policy, with the real-time class above it.
type runQueue struct {
	core   trace.CoreID // whose it is, NoCore for the central one
	policy Queue
	ticker Ticker    // the policy, if it is one
	better Preempter // the policy, if it is one
}

// New returns a scheduler, or what is wrong with the configuration.
func New(config Config, watch Watcher) (*Scheduler, error) {
	if err := config.Check(); err != nil {
		return nil, err
	}
	s := &Scheduler{
		config: config, watch: watch,
		cores:  make([]core, config.Cores),
		vacant: NewCoreSet(config.Cores), supplied: NewCoreSet(config.Cores),
	}
	if config.HZ > 0 {
		s.tickNs = trace.Second / config.HZ
	}
	make := find(config.Policy).New(&s.config, watch)
	if config.Layout == Central {
		s.queues = append(s.queues, newRunQueue(trace.NoCore, make()))
	}
	for i := range s.cores {
		s.vacant.Add(trace.CoreID(i))
		if config.Layout == PerCore {
			s.queues = append(s.queues, newRunQueue(trace.CoreID(i), make()))
		}
	}
	_, s.preemptive = s.queues[0].policy.(Preempter)
	return s, nil
}

func newRunQueue(core trace.CoreID, policy Queue) *runQueue {
	q := &runQueue{core: core, policy: policy}
	q.ticker, _ = policy.(Ticker)
	q.better, _ = policy.(Preempter)
	return q
}

// of returns the queue a task stands in, by its class.
func (q *runQueue) of(t *Task) Queue { return q.policy }

func (q *runQueue) len() int { return q.policy.Len() }

// Ready tells that a task which was new, blocked or stopped can run.
func (s *Scheduler) Ready(t *Task, how Arrival, now trace.Time) {
	s.insert(s.placement(t, how, now), t, how, now)
	if s.preemptive {
		s.fresh = append(s.fresh, t)
	}
}

// Yield tells that the task on a core gives way; it stays ready.
func (s *Scheduler) Yield(core trace.CoreID, now trace.Time) { s.putBack(core, Yielded, now) }

// Release tells that the task on a core is not ready any more: it blocked,
// was stopped or ended.
func (s *Scheduler) Release(core trace.CoreID, now trace.Time) {
	t := s.charge(core, now)
	s.vacate(core, now)
	t.place = away
	t.queue.of(t).Leave(t, false, now)
}

// Withdraw tells that a task which waited for a core is not ready any more.
func (s *Scheduler) Withdraw(t *Task, now trace.Time) {
	s.remove(t, now)
	t.place = away
}

// Begin tells when the task just given a core begins its own work there: later
// than the decision when the switch costs time.
func (s *Scheduler) Begin(core trace.CoreID, at trace.Time) {
	c := &s.cores[core]
	c.chargedAt = at
	if c.running.queue.ticker != nil && s.tickNs > 0 {
		c.tickAt = at - at%trace.Time(s.tickNs) + trace.Time(s.tickNs)
	} else {
		c.tickAt = trace.Never
	}
}

// Alarm is when the scheduler must be asked to Look at a core that is not
// vacant, unless something else happens there before.
func (s *Scheduler) Alarm(core trace.CoreID) trace.Time {
	c := &s.cores[core]
	at := c.tickAt
	if c.sliceNs != Unlimited {
		at = min(at, c.chargedAt+trace.Time(c.sliceNs-c.running.ranNs))
	}
	return at
}

// Look is called at a core's alarm. It reports whether the task there lost the
// core, and why; it is then back in its queue.
func (s *Scheduler) Look(core trace.CoreID, now trace.Time) (lost bool, why trace.Reason) {
	c := &s.cores[core]
	t := s.charge(core, now)
	q := t.queue
	if c.sliceNs != Unlimited && t.ranNs >= c.sliceNs {
		if q.of(t).Expire(t, now) && s.wanted(q, core) {
			s.putBack(core, Expired, now)
			return true, trace.ReasonQuantum
		}
		t.ranNs = 0
		c.sliceNs = q.of(t).SliceNs(t)
		s.watch.Renewed(t, core, q.len(), c.sliceNs)
	}
	if now >= c.tickAt {
		c.tickAt = now + trace.Time(s.tickNs)
		if q.ticker.Tick(t, now) && s.wanted(q, core) {
			s.putBack(core, Expired, now)
			return true, trace.ReasonTick
		}
	}
	return false, trace.ReasonNone
}

// wanted reports whether somebody waits who could take the core.
func (s *Scheduler) wanted(q *runQueue, core trace.CoreID) bool { return q.len() > 0 }

// Running returns the task on a core, nil if it is vacant.
func (s *Scheduler) Running(core trace.CoreID) *Task { return s.cores[core].running }

// charge brings the books of the task on a core up to now, and returns it.
func (s *Scheduler) charge(core trace.CoreID, now trace.Time) *Task {
	c := &s.cores[core]
	t := c.running
	if ranNs := int64(now - c.chargedAt); ranNs > 0 {
		c.chargedAt = now
		t.ranNs += ranNs
		t.BurstNs -= ranNs
		t.queue.of(t).Charge(t, ranNs, now)
	}
	return t
}

// putBack takes the task off a core and puts it back into its queue.
func (s *Scheduler) putBack(core trace.CoreID, how Arrival, now trace.Time) {
	t := s.charge(core, now)
	s.vacate(core, now)
	s.insert(t.queue, t, how, now)
}

func (s *Scheduler) vacate(core trace.CoreID, now trace.Time) {
	t := s.cores[core].running
	t.LastCore, t.LastRan = core, now
	s.cores[core].running = nil
	s.vacant.Add(core)
}

func (s *Scheduler) insert(q *runQueue, t *Task, how Arrival, now trace.Time) {
	if q.core != trace.NoCore && !s.vacant.Has(q.core) {
		s.charge(q.core, now)
	}
	if how != Preempted {
		t.ranNs = 0
	}
	s.inserted++
	t.queue, t.place, t.ReadyAt, t.order = q, waiting, now, s.inserted
	q.of(t).Insert(t, how, now)
	if q.core != trace.NoCore {
		s.supplied.Add(q.core)
	}
}

func (s *Scheduler) remove(t *Task, now trace.Time) {
	q := t.queue
	q.of(t).Remove(t, now)
	s.drained(q)
}

// drained keeps supplied true after a task has left a queue.
func (s *Scheduler) drained(q *runQueue) {
	if q.core != trace.NoCore && q.len() == 0 {
		s.supplied.Drop(q.core)
	}
}
