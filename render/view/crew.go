package view

import (
	"timeslice/render/view/names"
	"timeslice/render/view/timeline"
	"timeslice/sim/trace"
)

// ranks are the places of processes in the order in which they started, which
// gives them their hues. PID 1 has none.
type ranks struct {
	index   *timeline.Index
	changes int
	places  []int // by ProcessID, from 1; 0 for none
}

// take brings the places up to date.
func (r *ranks) take(x *timeline.Index) {
	if r.index == x && r.changes == x.Changes() {
		return
	}
	r.index, r.changes = x, x.Changes()
	clear(r.places)
	place := 0
	for _, row := range x.Rows(timeline.ByProcess) {
		if row.Ref.Kind != names.Process {
			continue
		}
		for int(row.Ref.ID) >= len(r.places) {
			r.places = append(r.places, 0)
		}
		place++
		r.places[row.Ref.ID] = place
	}
}

// of is a process's place from 0, -1 if it has none.
func (r *ranks) of(id trace.ProcessID) int {
	if id < 0 || int(id) >= len(r.places) {
		return -1
	}
	return r.places[id] - 1
}

// crew is who is where at the instant, found in one pass over all threads.
type crew struct {
	known     bool
	threads   []trace.ThreadID // that have not ended, by process, then by number
	from      []int32          // by ProcessID: where its threads begin; one more than there are
	waiting   []int32          // by core+1: how many wait in its queue; 0 is the central one
	processes []trace.ProcessID
	running   int
	ready     int
	blocked   int
}

// team is the crew at this instant.
func (f *Frame) team() *crew {
	c := &f.kept.crew
	if !c.known {
		c.muster(f.State)
	}
	return c
}

func (c *crew) muster(s *trace.State) {
	c.known = true
	c.running, c.ready, c.blocked = 0, 0, 0
	c.from = cleared(c.from, len(s.Processes)+1)
	c.waiting = cleared(c.waiting, len(s.Cores)+1)
	count := int32(0)
	for i := range s.Threads {
		t := &s.Threads[i]
		if !lives(s, t) {
			continue
		}
		count++
		c.from[t.Process+1]++
		switch t.Status {
		case trace.StatusRunning:
			c.running++
		case trace.StatusReady:
			c.ready++
			if q := int(t.Queue) + 1; q >= 0 && q < len(c.waiting) {
				c.waiting[q]++
			}
		case trace.StatusBlocked, trace.StatusStopped:
			c.blocked++
		}
	}
	for i := 1; i < len(c.from); i++ {
		c.from[i] += c.from[i-1]
	}
	c.threads = cleared(c.threads, int(count))
	next := append([]int32(nil), c.from...)
	for i := range s.Threads {
		if t := &s.Threads[i]; lives(s, t) {
			c.threads[next[t.Process]] = trace.ThreadID(i)
			next[t.Process]++
		}
	}
	c.processes = c.processes[:0]
	for i := range s.Processes {
		if p := &s.Processes[i]; trace.ProcessID(i) != trace.InitProcess && (p.Status == trace.ProcessAlive || p.Status == trace.ProcessZombie) {
			c.processes = append(c.processes, trace.ProcessID(i))
		}
	}
}

// lives reports whether a thread counts among those of its process.
func lives(s *trace.State, t *trace.ThreadState) bool {
	return t.Status != trace.StatusNone && t.Status != trace.StatusEnded && t.Process > 0 && int(t.Process) < len(s.Processes) &&
		t.Process != trace.InitProcess
}

// of are the threads of a process.
func (c *crew) of(id trace.ProcessID) []trace.ThreadID {
	if id <= 0 || int(id)+1 >= len(c.from) {
		return nil
	}
	return c.threads[c.from[id]:c.from[id+1]]
}

// queued is how many threads wait in a core's queue; NoCore is the central one.
func (c *crew) queued(core trace.CoreID) int {
	if q := int(core) + 1; q >= 0 && q < len(c.waiting) {
		return int(c.waiting[q])
	}
	return 0
}

// cleared is a slice of n zeros in the memory of another.
func cleared[E any](s []E, n int) []E {
	if cap(s) < n {
		return make([]E, n)
	}
	s = s[:n]
	clear(s)
	return s
}
