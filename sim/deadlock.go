package sim

import (
	"fmt"
	"strings"

	"timeslice/sim/trace"
)

// toldMost bounds how many waiting threads a text about them names.
const toldMost = 8

// whyNothingMore is the reason for the end of a run in which nothing is due any
// more: it is complete, or threads wait for one another's locks in a circle, or
// all that are left wait for what never comes.
func (m *Machine) whyNothingMore() trace.Reason {
	switch {
	case m.live == 0:
		return trace.ReasonCompleted
	case m.WaitCycle() != nil:
		return trace.ReasonDeadlock
	}
	return trace.ReasonAsleep
}

// endDetail is the text that goes with the end of a run. A circle of waits is
// told whatever the reason is: other processes may have gone on without noticing.
func (m *Machine) endDetail() string {
	if circle := m.WaitCycle(); circle != nil {
		return m.tellCircle(circle)
	}
	if m.end == trace.ReasonAsleep {
		return m.tellAsleep()
	}
	return ""
}

// WaitCycle returns threads that wait for one another's mutexes in a circle, nil
// if there is none now: each one's Owner is the next one's Thread, the last
// one's is the first. It begins with the lowest thread number, and of several
// circles it is the one with the lowest. (OSTEP, chapter 32; the snapshot of a
// trace has the same, [trace.State.WaitCycle].)
func (m *Machine) WaitCycle() []trace.Wait {
	seen := make([]trace.ThreadID, len(m.threads)) // from which thread it was reached
	var lowest trace.ThreadID
	for i, t := range m.threads {
		from := trace.ThreadID(i)
		for t != nil && seen[t.ID] == trace.NoThread {
			seen[t.ID] = from
			t = t.ownerOfWanted(m)
		}
		if t != nil && seen[t.ID] == from {
			if low := m.lowestOf(t); lowest == trace.NoThread || low < lowest {
				lowest = low
			}
		}
	}
	if lowest == trace.NoThread {
		return nil
	}
	var circle []trace.Wait
	for t := m.threads[lowest]; len(circle) == 0 || t.ID != lowest; t = t.ownerOfWanted(m) {
		circle = append(circle, trace.Wait{Thread: t.ID, Object: t.waitsFor, Owner: t.ownerOfWanted(m).ID})
	}
	return circle
}

// lowestOf is the lowest number in the circle that a thread is part of.
func (m *Machine) lowestOf(member *Thread) trace.ThreadID {
	lowest := member.ID
	for t := member.ownerOfWanted(m); t != member; t = t.ownerOfWanted(m) {
		lowest = min(lowest, t.ID)
	}
	return lowest
}

// ownerOfWanted is the thread that owns the mutex for which t waits, nil if t
// waits for none, or not for ever.
func (t *Thread) ownerOfWanted(m *Machine) *Thread {
	if !t.waits() || t.why != trace.ReasonLock || t.until != 0 {
		return nil
	}
	mu, ok := find[*mutex](m, t.waitsFor)
	if !ok {
		return nil
	}
	return mu.owner
}

// tellCircle puts a circle of waits into words: "deadlock: A waits for lock L2
// held by B, B waits for L1 held by A".
func (m *Machine) tellCircle(circle []trace.Wait) string {
	var waits []string
	for i, w := range circle[:min(len(circle), toldMost)] {
		lock := m.objects[w.Object].about().name
		if i == 0 {
			lock = "lock " + lock
		}
		waits = append(waits, fmt.Sprintf("%s waits for %s held by %s", m.nameOf(w.Thread), lock, m.nameOf(w.Owner)))
	}
	return "deadlock: " + strings.Join(waits, ", ") + andMore(len(circle))
}

// tellAsleep puts into words what all who are left wait for: "asleep: A waits
// for data in pipe P, which nobody writes".
func (m *Machine) tellAsleep() string {
	var waits []string
	count := 0
	for _, t := range m.threads {
		if t == nil || t.state == stateEnded || t.Process == m.init {
			continue
		}
		if count++; count <= toldMost {
			waits = append(waits, m.nameOf(t.ID)+" "+m.plight(t))
		}
	}
	return "asleep: " + strings.Join(waits, "; ") + andMore(count)
}

func andMore(count int) string {
	if count > toldMost {
		return fmt.Sprintf(" and %d more", count-toldMost)
	}
	return ""
}

// nameOf is the name of a thread, with its TID if another that has not ended has
// the same name.
func (m *Machine) nameOf(id trace.ThreadID) string {
	t := m.threads[id]
	name := t.Name
	if name == "" {
		name = t.Process.Name
	}
	for _, other := range m.threads {
		if other != nil && other != t && other.state != stateEnded && other.Name == t.Name {
			return fmt.Sprintf("%s (TID %d)", name, id)
		}
	}
	return name
}

// plight says what keeps a thread that will never go on.
func (m *Machine) plight(t *Thread) string {
	if t.state == stateStopped {
		return "is stopped and nobody lets it continue"
	}
	switch t.why {
	case trace.ReasonChild:
		return "waits for a child to end"
	case trace.ReasonThread:
		return "waits for a thread to end"
	case trace.ReasonPause:
		return "waits for a signal, which nobody sends"
	}
	if t.waitsFor == trace.NoObject {
		return "waits for ever (" + t.why.String() + ")"
	}
	return "waits for " + m.objects[t.waitsFor].lack(t)
}

// lack says what a thread that waits for the mutex is without.
func (mu *mutex) lack(*Thread) string {
	switch {
	case mu.owner == nil:
		return "lock " + mu.name
	case mu.owner.state == stateEnded:
		return fmt.Sprintf("lock %s, which %s held when it ended", mu.name, mu.owner.Name)
	}
	return fmt.Sprintf("lock %s held by %s", mu.name, mu.owner.Name)
}

func (c *condition) lack(*Thread) string { return "condition " + c.name + ", which nobody notifies" }

func (s *semaphore) lack(*Thread) string {
	return "a unit of semaphore " + s.name + ", which nobody gives"
}

func (f *futex) lack(*Thread) string { return "futex " + f.name + ", which nobody wakes" }

func (d *disk) lack(*Thread) string { return "disk " + d.name }

// lack tells of the commonest mistake too: a process that waits for the end of
// a pipe whose writing end it has open itself.
func (p *pipe) lack(t *Thread) string {
	if t.why == trace.ReasonSpace {
		return "room in pipe " + p.name + ", which nobody reads"
	}
	for number := range t.Process.descriptors {
		if f := t.Process.file(number); f != nil && f.end == &p.ends[Writing] {
			return "data in pipe " + p.name + ", whose writing end it has open itself"
		}
	}
	return "data in pipe " + p.name + ", which nobody writes"
}

func (s *pollSet) lack(*Thread) string {
	return "something at poll set " + s.name + ", where nothing will happen"
}

func (l *listener) lack(t *Thread) string {
	if t.line == &l.clients {
		return "a place in the listen queue of " + l.name + ", from which nobody accepts"
	}
	return "a connection to " + l.name + ", which nobody makes"
}
