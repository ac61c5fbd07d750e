package sim

import "timeslice/sim/trace"

// applyPlanned carries out what the agenda holds for this instant, with the
// scheduler's periods in their place: after edits, before wake-ups.
func (m *Machine) applyPlanned() {
	period := m.scheduler.NextPeriod() <= m.now
	for m.agenda.next() == m.now {
		if period && m.agenda.nextRank() >= rankPeriod {
			period = false
			m.scheduler.Period(m.now)
		}
		m.carryOut(m.agenda.take())
	}
	if period {
		m.scheduler.Period(m.now)
	}
}

// rearm plans anew for the cores whose slices the scheduler has changed though
// nothing happened on them.
func (m *Machine) rearm() {
	for _, id := range m.scheduler.Changed() {
		if c := &m.cores[id]; c.thread != nil && c.losing == trace.ReasonNone {
			m.arm(id)
		}
	}
}
