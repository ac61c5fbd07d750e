package sim

import (
	"fmt"

	"timeslice/sim/trace"
)

// core is one core of the machine.
type core struct {
	thread    *Thread      // who has it, nil if it is idle
	settledAt trace.Time   // thread's work is counted up to here
	last      *Thread      // who had it before, for the cost of a switch
	losing    trace.Reason // thread has been put back, and this is why; the fact follows
}

// settle counts the work the running thread of a core has done up to now.
func (m *Machine) settle(id trace.CoreID) {
	c := &m.cores[id]
	if ranNs := int64(m.now - c.settledAt); ranNs > 0 {
		c.settledAt = m.now
		c.thread.ranNs += ranNs
		c.thread.needNs -= m.work(c.thread, ranNs)
	}
}

// arm plans when the machine must look at a core again: when its thread has
// the CPU time it needs, or when the scheduler asks for it.
func (m *Machine) arm(id trace.CoreID) {
	c := &m.cores[id]
	m.due.set(id, min(c.settledAt+trace.Time(m.span(c.thread)), m.scheduler.Alarm(id)))
}

// coreDue carries out what happens on a core at this instant: its thread has
// had the CPU time it needed, or the scheduler wants to look.
func (m *Machine) coreDue(id trace.CoreID) {
	c := &m.cores[id]
	t := c.thread
	m.settle(id)
	if t.needNs <= 0 && !m.proceed(t) {
		return
	}
	if m.scheduler.Alarm(id) <= m.now {
		if lost, why := m.scheduler.Look(id, m.now); lost {
			m.loses(id, why)
			return
		}
	}
	m.arm(id)
}

// loses notes that the thread of a core is back in its queue. The fact is
// recorded when the core, or another core for that thread, is handed out: if
// the thread gets its own core back at once, nothing happened but a new slice.
func (m *Machine) loses(id trace.CoreID, why trace.Reason) {
	m.cores[id].losing = why
	m.cores[id].thread.state = stateReady
	m.losers = append(m.losers, id)
	m.due.set(id, trace.Never)
}

// lost records that the thread of a core made way, for by or for nobody known.
func (m *Machine) lost(id trace.CoreID, by trace.ThreadID, cause trace.FactID) {
	c := &m.cores[id]
	t := c.thread
	if cause == trace.NoFact {
		cause = t.lastFact
	}
	t.core = trace.NoCore
	m.freed[id] = m.note(t, trace.Fact{
		Kind: trace.KindPreempt, Reason: c.losing, Core: id, Object: int32(by),
		A: t.task.Key, B: t.task.Key2, Cause: cause,
	})
	c.losing = trace.ReasonNone
	m.vacate(id)
}

// vacate marks a core as idle.
func (m *Machine) vacate(id trace.CoreID) {
	c := &m.cores[id]
	c.last, c.thread = c.thread, nil
	m.due.set(id, trace.Never)
}

// mostDecisions is how many decisions one instant may take besides those that
// its operations bring about. A policy by which two threads take a core from each
// other for ever would take more.
const mostDecisions = 1 << 21

// handOut gives cores to threads until the scheduler has nothing to decide.
func (m *Machine) handOut() {
	for decisions := 0; m.end == trace.ReasonNone; decisions++ {
		choice := m.scheduler.Decide(m.now)
		if choice == nil {
			break
		}
		if decisions-m.deeds > mostDecisions {
			panic(fmt.Sprintf("sim: at %d ns the policy %s does not come to a decision", m.now, m.config.Scheduler.Policy))
		}
		if choice.Displaced != nil {
			m.settle(choice.Core)
			displaced := m.cores[choice.Core].thread
			displaced.state = stateReady
			m.cores[choice.Core].losing = trace.ReasonBetterArrived
		}
		m.dispatch(m.threads[choice.Next.Thread], choice)
	}
	for _, id := range m.losers {
		if m.cores[id].losing != trace.ReasonNone {
			m.lost(id, trace.NoThread, trace.NoFact)
		}
	}
	m.losers = m.losers[:0]
	m.rearm()
}
