package scheduler

import "timeslice/sim/trace"

// Moving waiting tasks between the queues of cores.
//
//	new idle   a core that runs out of work takes one task from the core where
//	           the most wait (sched_balance_newidle)
//	periodic   each core compares itself with the most loaded: every n ms on n
//	           cores while it is idle, 16 times as seldom while it is busy
//	           (get_sd_balance_interval; at most 100 ms for each core). A busy
//	           one takes load when the other has 117 % of its own, half the
//	           difference at most, by weight (calculate_imbalance, imbalance_pct)
//	who goes   not who runs; not where its affinity forbids; not who ran less
//	           than CacheHotNs ago, as its cache is warm, unless the core has
//	           looked in vain before (task_hot, cache_nice_tries); not who weighs
//	           more than what is to be moved, where that is halved with each
//	           look in vain (detach_tasks); of the first 32 that wait longest
//
// So three equal tasks on two cores are not served equally: one has a core to
// itself, two share, and now and then one of them moves.
//
// Simplified: one domain holds all cores; all cores look at the same instants,
// in order of number, where the kernel's are spread; an idle core's measured
// cost of looking is not weighed against the time it expects to be idle.

const (
	busyFactor      = 16  // sd->busy_factor
	imbalancePct    = 117 // sd->imbalance_pct
	mostLooked      = 32  // SCHED_NR_MIGRATE_BREAK
	niceTries       = 1   // sd->cache_nice_tries
	mostIntervalNs  = 100 * trace.Millisecond
	leastIntervalNs = trace.Millisecond
)

// balanceInterval is how often an idle core looks, in ns; 0 for never.
func balanceInterval(config *Config) int64 {
	switch {
	case config.Layout == Central || config.NoBalance || config.Cores == 1:
		return 0
	case config.BalanceNs > 0:
		return config.BalanceNs
	}
	return leastIntervalNs * int64(config.Cores)
}

// busyIntervalNs is how often a busy core looks.
func (s *Scheduler) busyIntervalNs() int64 {
	if s.config.BalanceNs > 0 {
		return s.balanceNs
	}
	most := mostIntervalNs * int64(s.OnlineCores()) / s.balanceNs
	return s.balanceNs * min(busyFactor, most)
}

// pullWork lets cores that have just run out of work take some. It reports
// whether one did.
func (s *Scheduler) pullWork(now trace.Time) bool {
	for core := s.newlyIdle.First(); core != trace.NoCore; core = s.newlyIdle.After(core + 1) {
		s.newlyIdle.Drop(core)
		if s.loose == 0 || s.config.NoIdlePull || !s.idle.Has(core) {
			continue
		}
		if s.pull(core, false, trace.ReasonIdlePull, now) {
			return true
		}
	}
	return false
}

// pull moves one task to an idle core: from the core where the most wait, or,
// if none of those may go, from the next that has one.
func (s *Scheduler) pull(to trace.CoreID, evenHot bool, why trace.Reason, now trace.Time) bool {
	fullest := s.fullest.top()
	if t := s.findMovable(fullest, to, evenHot, now); t != nil {
		s.move(t, to, why, now)
		return true
	}
	for from := s.supplied.First(); from != trace.NoCore; from = s.supplied.After(from + 1) {
		if from == fullest || from == to {
			continue
		}
		if t := s.findMovable(from, to, evenHot, now); t != nil {
			s.move(t, to, why, now)
			return true
		}
	}
	return false
}

// findMovable is the task to take from one core's queue to another's.
func (s *Scheduler) findMovable(from, to trace.CoreID, evenHot bool, now trace.Time) *Task {
	if from == trace.NoCore || s.queues[from].loose == 0 {
		return nil
	}
	looked := 0
	for t := range s.queues[from].policy.Waiting() {
		if s.mayMove(t, to, evenHot, now) {
			return t
		}
		if looked++; looked == mostLooked {
			break
		}
	}
	return nil
}

func (s *Scheduler) mayMove(t *Task, to trace.CoreID, evenHot bool, now trace.Time) bool {
	return t.MayRunOn(to) && (evenHot || t.LastCore == trace.NoCore || int64(now-t.LastRan) >= s.config.CacheHotNs)
}

// balance is the periodic look of the cores whose time it is.
func (s *Scheduler) balance(now trace.Time) {
	busyToo := int64(now)%s.busyIntervalNs() == 0
	s.looks += len(s.queues)
	var from *runQueue // the most loaded, nil if it must be found
	for i := range s.queues {
		q := s.queues[i]
		switch {
		case s.loose == 0:
			return
		case s.offline.Has(q.core):
		case q.tasks == 0:
			q.noteLook(s.pull(q.core, q.failed > niceTries, trace.ReasonBalance, now))
			from = nil
		case busyToo:
			if from == nil {
				from = s.mostLoaded()
				s.looks += len(s.queues)
			}
			if s.even(from, q, now) {
				from = nil
			}
		}
	}
}

// noteLook counts the looks in vain.
func (q *runQueue) noteLook(found bool) {
	if found {
		q.failed = 0
	} else {
		q.failed++
	}
}

// mostLoaded is the queue with the greatest load of those from which a task can
// be taken; there must be one.
func (s *Scheduler) mostLoaded() *runQueue {
	var most *runQueue
	for _, q := range s.queues {
		if q.loose > 0 && (most == nil || q.load > most.load) {
			most = q
		}
	}
	return most
}

// even takes load from the most loaded core to one that has less, and reports
// whether it did.
func (s *Scheduler) even(from, q *runQueue, now trace.Time) bool {
	if from == q || from.load*100 <= q.load*imbalancePct {
		q.failed = 0
		return false
	}
	average := s.load / int64(s.OnlineCores())
	imbalance := min(from.load-average, average-q.load)
	if imbalance <= 0 {
		return false
	}
	going := s.chooseGoing(from, q, imbalance, now)
	q.noteLook(len(going) > 0)
	for _, t := range going {
		s.move(t, q.core, trace.ReasonBalance, now)
	}
	return len(going) > 0
}

// chooseGoing picks waiting tasks whose weights together come to imbalance.
func (s *Scheduler) chooseGoing(from, to *runQueue, imbalance int64, now trace.Time) []*Task {
	going := s.going[:0]
	looked := 0
	for t := range from.policy.Waiting() {
		weight := weightOf(t.Nice).value
		if s.mayMove(t, to.core, to.failed > niceTries, now) && weight>>min(to.failed, 62) <= imbalance {
			going = append(going, t)
			imbalance -= weight
		}
		if looked++; looked == mostLooked || imbalance <= 0 {
			break
		}
	}
	s.going = going
	return going
}
