package scheduler

import "timeslice/sim/trace"

// What happens every so often, whoever runs: a policy's boost or ageing, the
// periods of the real-time class and of quotas, balancing. All fall on
// multiples of their length, counted from when the machine starts, and only
// while there is somebody to whom it makes a difference; so a machine on which
// nothing is ready comes to rest.

// NextPeriod is when the machine must call Period next, Never if there is no
// need.
func (s *Scheduler) NextPeriod() trace.Time {
	if s.ready == 0 {
		return trace.Never
	}
	return s.periodAt
}

// Period does everything that falls on this instant. It comes before the
// wake-ups of the instant.
func (s *Scheduler) Period(now trace.Time) {
	if s.periodic {
		s.policyPeriod(now)
	}
	s.refillGroups(now)
	if len(s.held) > 0 && int64(now)%s.config.RealTimePeriodNs == 0 {
		s.freeHeld()
	}
	if s.loose > 0 && s.balanceNs > 0 && int64(now)%s.balanceNs == 0 {
		s.balance(now)
	}
	s.replan(now)
}

// policyPeriod lets the policy do what is due, which may change what is left of
// slices.
func (s *Scheduler) policyPeriod(now trace.Time) {
	for _, q := range s.queues {
		if q.dueAt > now {
			continue
		}
		s.chargeAll(q, now)
		q.periodic.Period(now, s.compare)
		q.dueAt = q.periodic.Due(now)
		s.resizeAll(q, now)
		s.rankAll(now)
	}
}

// planPolicy makes sure that a queue's policy is called when it is due.
func (s *Scheduler) planPolicy(q *runQueue, now trace.Time) {
	q.dueAt = q.periodic.Due(now)
	s.plan(max(q.dueAt, now))
}

// plan makes sure that Period is called at an instant.
func (s *Scheduler) plan(at trace.Time) { s.periodAt = min(s.periodAt, at) }

// replan finds out when Period is needed next.
func (s *Scheduler) replan(now trace.Time) {
	s.periodAt = trace.Never
	if s.periodic {
		for _, q := range s.queues {
			s.planPolicy(q, now)
		}
	}
	if s.loose > 0 && s.balanceNs > 0 {
		s.plan(after(now, s.balanceNs))
	}
	if len(s.held) > 0 {
		s.plan(s.periodEnd(now))
	}
	for _, g := range s.groups {
		s.plan(after(now, g.PeriodNs))
	}
}

// after is the first multiple of a length after an instant.
func after(now trace.Time, lengthNs int64) trace.Time {
	return trace.Time((int64(now)/lengthNs + 1) * lengthNs)
}
