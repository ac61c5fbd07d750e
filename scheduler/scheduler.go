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
	perCore    bool           // the layout
	offline    CoreSet        // cores that have been taken away; nil for none
	newPolicy  func() Queue   // makes the policy's part of a queue
	preemptive bool           // the policy is a Preempter
	ranker     bool           // the policy is a Ranker
	sharing    bool           // many cores take from one queue of a Preempter without ticks
	exact      bool           // slices depend on who else is there, and end without ticks
	tickNs     int64          // between two ticks of the clock, 0 for none
	limitNs    int64          // of each core for the real-time class in a period, 0 for no limit
	inserted   int64          // numbers insertions, to break ties
	ready      int            // tasks that wait, run or are parked
	vacant     CoreSet        // nobody runs there
	fresh      []*Task        // became ready at this instant, not yet compared with those that run
	compared   int            // how many of fresh have been compared
	changed    []trace.CoreID // their alarms have changed
	choice     Choice         // the last decision
	looks      int            // at tasks and cores, where many are looked through

	// The tasks that run, ranked: the first is the first to make way.
	standing  coreRanking
	ranked    bool    // the ranking is kept
	realTime  bool    // there has been a real-time task
	held      []*Task // wait, and perhaps for the real-time class's next period
	announced int     // how many of held have been looked at
	limitMet  int64   // the last period in which a core met the real-time limit

	// With a queue a core.
	supplied  CoreSet     // its own queue holds somebody
	idle      CoreSet     // its queue holds nobody and nobody runs there
	newlyIdle CoreSet     // has run out of work at this instant
	urgent    CoreSet     // its queue holds real-time tasks
	emptiest  coreRanking // by tasks, the fewest first
	fullest   coreRanking // by waiting tasks that may be moved
	loose     int         // how many such there are
	load      int64       // the weights of all tasks that wait or run
	balanceNs int64       // between two looks of an idle core, 0 for never
	going     []*Task
	moves     []migration

	// Quotas and periods.
	groups          []*Group // that are filled up at each period
	limitedArrivals []*Task  // became ready at this instant and have a quota
	parkings        []*Task  // were parked at this instant
	periodic        bool     // the policy is Periodic
	periodAt        trace.Time
}

// core is what the scheduler keeps of one core.
type core struct {
	running   *Task
	sliceNs   int64      // what running may use before Expire
	chargedAt trace.Time // running's time is counted up to here
	toldEnd   trace.Time // when the slice ends, as far as the watcher knows; Never for no end
	tickAt    trace.Time // when the clock next ticks here, Never for no ticks
	limitAt   trace.Time // when running meets a limit of its quota or class, Never for none

	reserveNs  int64 // of running's group's quota
	realTimeNs int64 // used by the real-time class…
	period     int64 // …in the period of this number
}

// runQueue is a queue of the policy, with the real-time class above it.
type runQueue struct {
	core     trace.CoreID // whose it is, NoCore for the central one
	policy   Queue
	ticker   Ticker     // the policy, if it is one
	better   Preempter  // the policy, if it is one
	searcher Searcher   // the policy, if it is one
	periodic Periodic   // the policy, if it is one
	dueAt    trace.Time // when it must be called
	realTime realTime
	pinned   int // tasks that wait and may not run everywhere

	// With a queue a core.
	tasks  int   // that wait or run
	load   int64 // their weights
	loose  int   // tasks that wait and may be moved
	failed int   // looks for work in vain
}

// New returns a scheduler, or what is wrong with the configuration.
func New(config Config, watch Watcher) (*Scheduler, error) {
	if err := config.Check(); err != nil {
		return nil, err
	}
	s := &Scheduler{
		config: config, watch: watch,
		cores:   make([]core, config.Cores),
		perCore: config.Layout == PerCore,
		vacant:  NewCoreSet(config.Cores), supplied: NewCoreSet(config.Cores),
		idle: NewCoreSet(config.Cores), newlyIdle: NewCoreSet(config.Cores), urgent: NewCoreSet(config.Cores),
		standing: newCoreRanking(config.Cores), emptiest: newCoreRanking(config.Cores), fullest: newCoreRanking(config.Cores),
		balanceNs: balanceInterval(&config), periodAt: trace.Never, limitMet: -1,
	}
	if config.HZ > 0 {
		s.tickNs = trace.Second / config.HZ
	}
	if config.RealTimeLimitNs < config.RealTimePeriodNs {
		s.limitNs = config.RealTimeLimitNs
	}
	s.makeQueues()
	for i := range s.cores {
		core := trace.CoreID(i)
		s.vacant.Add(core)
		s.idle.Add(core)
		s.emptiest.set(core, 0)
	}
	return s, nil
}

// makeQueues makes the queues, and finds out what the policy can do.
func (s *Scheduler) makeQueues() {
	s.newPolicy = find(s.config.Policy).New(&s.config, s.watch)
	add := func(core trace.CoreID) {
		s.queues = append(s.queues, newRunQueue(core, s.newPolicy(), s.config.RealTimeRobinNs))
	}
	if s.perCore {
		for i := range s.cores {
			add(trace.CoreID(i))
		}
	} else {
		add(trace.NoCore)
	}
	policy := s.queues[0].policy
	_, s.preemptive = policy.(Preempter)
	_, s.ranker = policy.(Ranker)
	s.ranked = s.ranker && !s.perCore
	_, ticks := policy.(Ticker)
	s.exact = ticks && s.tickNs == 0
	s.setSharing()
	_, s.periodic = policy.(Periodic)
}

func newRunQueue(core trace.CoreID, policy Queue, robinNs int64) *runQueue {
	q := &runQueue{core: core, policy: policy, dueAt: trace.Never, realTime: realTime{robinNs: robinNs}}
	q.periodic, _ = policy.(Periodic)
	q.ticker, _ = policy.(Ticker)
	q.searcher, _ = policy.(Searcher)
	q.better, _ = policy.(Preempter)
	return q
}

// of returns the queue a task stands in, by its class.
func (q *runQueue) of(t *Task) Queue {
	if t.Class != Normal {
		return &q.realTime
	}
	return q.policy
}

// len counts those that wait.
func (q *runQueue) len() int { return q.policy.Len() + q.realTime.count }

// Ready tells that a task which was new, blocked or stopped can run.
func (s *Scheduler) Ready(t *Task, how Arrival, now trace.Time) {
	if t.Class != Normal {
		s.meetRealTime(now)
	}
	if s.ready++; s.ready == 1 {
		s.replan(now)
	}
	q := s.placement(t, how, now)
	s.count(q, t, 1)
	s.insert(q, t, how, now)
	s.compare(t)
	if t.Group != nil {
		s.limitedArrivals = append(s.limitedArrivals, t)
	}
}

// compare notes that a task must be compared with those that run.
func (s *Scheduler) compare(t *Task) {
	if s.preemptive || t.Class != Normal {
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
	s.ready--
	s.count(t.queue, t, -1)
	t.queue.of(t).Leave(t, false, now)
	if s.exact {
		s.resizeAll(t.queue, now)
	}
}

// Withdraw tells that a task which waited for a core is not ready any more.
func (s *Scheduler) Withdraw(t *Task, now trace.Time) {
	s.announceMoves()
	if t.place == parked {
		s.leaveParking(t, now)
	} else {
		s.remove(t, now)
		s.count(t.queue, t, -1)
	}
	t.place, t.throttled = away, false
	s.ready--
}

// Begin tells when the task just given a core begins its own work there: later
// than the decision when the switch costs time.
func (s *Scheduler) Begin(core trace.CoreID, at trace.Time) {
	c := &s.cores[core]
	t := c.running
	if s.ranked && at != c.chargedAt {
		s.rank(core, at)
	}
	c.chargedAt = at
	c.toldEnd, c.tickAt, c.limitAt = c.sliceEnd(), trace.Never, trace.Never
	if s.tickNs > 0 && t.queue.ticker != nil && t.Class == Normal {
		c.tickAt = after(at, s.tickNs)
	}
	if t.Class != Normal || t.Group != nil {
		c.limitAt = s.limitOf(c)
	}
	if s.ranked {
		s.rank(core, at)
	}
}

// limitOf is when the task of a core meets a limit.
func (s *Scheduler) limitOf(c *core) trace.Time {
	if c.running.Class != Normal {
		return s.realTimeEnd(c)
	}
	if c.running.quota() != nil {
		return c.chargedAt + trace.Time(c.reserveNs)
	}
	return trace.Never
}

// Alarm is when the scheduler must be asked to Look at a core that is not
// vacant, unless something else happens there before.
func (s *Scheduler) Alarm(core trace.CoreID) trace.Time {
	c := &s.cores[core]
	return min(c.sliceEnd(), c.tickAt, c.limitAt)
}

// Changed returns the cores whose alarm has changed though nothing was done to
// them, and forgets them. The slice is good until the next call.
func (s *Scheduler) Changed() []trace.CoreID {
	changed := s.changed
	s.changed = s.changed[:0]
	return changed
}

// Look is called at a core's alarm. It reports whether the task there lost the
// core, and why; it is then back in its queue, or parked.
func (s *Scheduler) Look(core trace.CoreID, now trace.Time) (lost bool, why trace.Reason) {
	c := &s.cores[core]
	t := s.charge(core, now)
	q := t.queue
	if now >= c.limitAt {
		if lost, why := s.meetLimit(core, now); lost {
			return true, why
		}
	}
	if c.sliceNs != Unlimited && t.ranNs >= c.sliceNs {
		if q.of(t).Expire(t, now) && s.wanted(t) {
			s.putBack(core, Expired, now)
			return true, trace.ReasonQuantum
		}
		t.ranNs = 0
		c.sliceNs = q.of(t).SliceNs(t)
		c.toldEnd = c.sliceEnd()
		s.watch.Renewed(t, core, q.len(), c.sliceNs)
	}
	if now >= c.tickAt {
		c.tickAt = now + trace.Time(s.tickNs)
		if q.ticker.Tick(t, now) && s.wanted(t) {
			s.putBack(core, Expired, now)
			return true, trace.ReasonTick
		}
	}
	if s.ranked {
		s.rank(core, now)
	}
	return false, trace.ReasonNone
}

// meetLimit sees to a task whose quota's reserve, or whose class's time, may
// be used up.
func (s *Scheduler) meetLimit(core trace.CoreID, now trace.Time) (lost bool, why trace.Reason) {
	c := &s.cores[core]
	t := c.running
	if t.Class != Normal && s.limited(core, now) {
		s.holdRealTime(core, now)
		return true, trace.ReasonRealTimeLimit
	}
	if g := t.quota(); g != nil && c.reserveNs <= 0 && !s.grant(c, g, now) {
		s.takeOff(core, now)
		s.park(t, now)
		return true, trace.ReasonQuota
	}
	c.limitAt = s.limitOf(c)
	return false, trace.ReasonNone
}

// wanted reports whether somebody of the same class waits who could take the
// core of a running task.
func (s *Scheduler) wanted(t *Task) bool { return t.queue.of(t).Len() > 0 }

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
		if t.Class != Normal {
			s.spendRealTime(c, ranNs, now)
		} else if t.Group != nil {
			c.reserveNs -= ranNs
		}
		t.queue.of(t).Charge(t, ranNs, now)
	}
	return t
}

// chargeQueue brings the books of a core's queue up to now.
func (s *Scheduler) chargeQueue(q *runQueue, now trace.Time) {
	if q.core != trace.NoCore && s.cores[q.core].running != nil {
		s.charge(q.core, now)
	}
}

// chargeAll brings the books of all that run from a queue up to now.
func (s *Scheduler) chargeAll(q *runQueue, now trace.Time) {
	if q.core != trace.NoCore {
		s.chargeQueue(q, now)
		return
	}
	for i := range s.cores {
		if s.cores[i].running != nil {
			s.charge(trace.CoreID(i), now)
		}
	}
}

// putBack takes the task off a core and puts it back into its queue.
func (s *Scheduler) putBack(core trace.CoreID, how Arrival, now trace.Time) {
	t := s.charge(core, now)
	s.vacate(core, now)
	s.insert(t.queue, t, how, now)
	if s.sharing && how != Preempted && t.Class == Normal {
		s.compare(t) // while it gives up this core it may be better than who runs on another
	}
}

// takeOff takes the task off a core and out of its queue; it goes on in
// another, or is parked.
func (s *Scheduler) takeOff(core trace.CoreID, now trace.Time) {
	t := s.charge(core, now)
	s.vacate(core, now)
	t.queue.of(t).Leave(t, true, now)
	if s.exact {
		s.resizeAll(t.queue, now)
	}
}

func (s *Scheduler) vacate(core trace.CoreID, now trace.Time) {
	c := &s.cores[core]
	t := c.running
	t.LastCore, t.LastRan = core, now
	c.running = nil
	s.vacant.Add(core)
	if s.perCore {
		s.newlyIdle.Add(core)
	}
	if s.ranked {
		s.standing.set(core, nobody)
	}
	if t.Group != nil {
		if g := t.quota(); g != nil {
			s.giveBack(c, g, now)
		}
	}
}

func (s *Scheduler) insert(q *runQueue, t *Task, how Arrival, now trace.Time) {
	s.chargeQueue(q, now)
	if how != Preempted {
		t.ranNs = 0
	}
	s.inserted++
	t.queue, t.place, t.ReadyAt, t.order = q, waiting, now, s.inserted
	q.of(t).Insert(t, how, now)
	if t.Allowed != nil {
		q.pinned++
	}
	if s.perCore {
		s.stand(q, t, now)
	}
	if t.Class != Normal {
		if s.mayBeHeld(q, now) {
			s.hold(t)
		}
	} else if t.Group != nil && t.quota() != nil {
		t.Group.await(t)
	}
	if s.exact {
		s.resizeAll(q, now)
	}
	if s.periodic {
		s.planPolicy(q, now)
	}
}

// remove takes a waiting task out of its queue.
func (s *Scheduler) remove(t *Task, now trace.Time) {
	q := t.queue
	s.chargeQueue(q, now)
	q.of(t).Remove(t, now)
	s.removed(q, t)
	if s.exact {
		s.resizeAll(q, now)
	}
}

// removed keeps the books of who waits, after a task has left a queue.
func (s *Scheduler) removed(q *runQueue, t *Task) {
	if t.Allowed != nil {
		q.pinned--
	}
	if s.perCore {
		s.unstand(q, t)
	}
	if t.Group != nil && t.quota() != nil {
		t.Group.unawait(t)
	}
}

// resizeAll brings the slices of those that run from a queue up to date.
func (s *Scheduler) resizeAll(q *runQueue, now trace.Time) {
	if q.core != trace.NoCore {
		s.resize(q.core, now)
		return
	}
	for i := range s.cores {
		s.resize(trace.CoreID(i), now)
	}
}

// resize brings the slice of the task of a core up to date. It may be over
// already.
func (s *Scheduler) resize(core trace.CoreID, now trace.Time) {
	c := &s.cores[core]
	if c.running == nil {
		return
	}
	t := s.charge(core, now)
	c.sliceNs = t.queue.of(t).SliceNs(t)
	if c.sliceEnd() != c.toldEnd {
		s.changed = append(s.changed, core)
		s.tellLonger(core)
	}
}

// tellLonger tells when the slice of the task of a core has become longer.
func (s *Scheduler) tellLonger(core trace.CoreID) {
	c := &s.cores[core]
	end := c.sliceEnd()
	if end > c.toldEnd {
		s.watch.Renewed(c.running, core, c.running.queue.len(), c.leftNs())
	}
	c.toldEnd = end
}

// sliceEnd is when the slice of the task of a core is over if it goes on, Never
// if it has no end.
func (c *core) sliceEnd() trace.Time {
	if c.sliceNs == Unlimited {
		return trace.Never
	}
	return c.chargedAt + trace.Time(max(0, c.sliceNs-c.running.ranNs))
}

// leftNs is what the task of a core may still run before Expire.
func (c *core) leftNs() int64 {
	if c.sliceNs == Unlimited {
		return Unlimited
	}
	return max(1, c.sliceNs-c.running.ranNs)
}
