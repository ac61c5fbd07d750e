package timeline_test

import (
	"slices"

	"github.com/stretchr/testify/require"

	"timeslice/render/view/names"
	"timeslice/render/view/timeline"
	"timeslice/scheduler"
	"timeslice/sim"
	"timeslice/sim/node"
	"timeslice/sim/scenario"
	"timeslice/sim/scenario/author"
	"timeslice/sim/trace"
)

// ofScenario runs a scenario.
func ofScenario(t require.TestingT, source string) *trace.Trace {
	read, err := scenario.Read("random.yaml", []byte(source))
	require.NoError(t, err, source)
	machine, err := read.Machine(scenario.Overrides{})
	require.NoError(t, err)
	return machine.Run()
}

// ofScript runs a JavaScript program on two cores.
func ofScript(t require.TestingT, source string) *trace.Trace {
	config := scheduler.Defaults("eevdf", 2)
	machine, err := sim.New(sim.Config{
		Scheduler: config, Costs: sim.Costs{SwitchNs: 2000, MigrationNs: 10_000},
		Limits: sim.Limits{Until: 2 * trace.Time(trace.Second)},
	})
	require.NoError(t, err)
	machine.Start(node.Spec("node", node.Options{
		Script: "/main.js", Files: node.Files{"/main.js": []byte(source)}, Library: library, Costs: node.DefaultCosts(),
	}))
	return machine.Run()
}

var library = node.NewLibrary()

// runs are some runs of random scenarios, short ones, and of random scripts.
func runs(t require.TestingT, scenarios, scripts uint64, most int) (all []*trace.Trace) {
	for seed := uint64(1); len(all) < int(scenarios); seed++ {
		if run := ofScenario(t, author.Write(seed)); run.Len() <= most {
			all = append(all, run)
		}
	}
	for seed := range scripts {
		all = append(all, ofScript(t, author.Script(seed)))
	}
	return all
}

func indexed(record *trace.Trace) *timeline.Index {
	x := timeline.New()
	x.Extend(record)
	return x
}

// twin is what an index should say, found in the plainest way: by going through
// all instants at which anything may change and asking the state there.
type twin struct {
	record  *trace.Trace
	threads map[trace.ThreadID][]timeline.Slice
	cores   map[trace.CoreID][]timeline.Slice
}

func newTwin(record *trace.Trace) *twin {
	w := &twin{record: record, threads: map[trace.ThreadID][]timeline.Slice{}, cores: map[trace.CoreID][]timeline.Slice{}}
	s := record.SnapshotAfter(trace.NoFact)
	for id := trace.FactID(1); int(id) <= record.Len(); id++ {
		if at := record.Fact(id).Time; at > s.At {
			w.pass(s, s.At, at)
		}
		record.Follow(s, id, nil)
	}
	return w
}

// pass notes what was so from one instant to another, while only switches came
// to be over.
func (w *twin) pass(s *trace.State, from, to trace.Time) {
	cuts := []trace.Time{from, to}
	for i := range s.Cores {
		if over := s.Cores[i].OverheadUntil; over > from && over < to && s.Cores[i].Thread != trace.NoThread {
			cuts = append(cuts, over)
		}
	}
	slices.Sort(cuts)
	for i := 1; i < len(cuts); i++ {
		if cuts[i] > cuts[i-1] {
			w.between(s, cuts[i-1], cuts[i])
		}
	}
}

func (w *twin) between(s *trace.State, from, to trace.Time) {
	for id := range s.Threads {
		if c := of(s, trace.ThreadID(id), from); c.State != timeline.Idle || len(w.threads[trace.ThreadID(id)]) > 0 {
			w.threads[trace.ThreadID(id)] = join(w.threads[trace.ThreadID(id)], c, from, to)
		}
	}
	for id := range s.Cores {
		c := timeline.Slice{}
		if thread := s.Cores[id].Thread; thread != trace.NoThread {
			c = of(s, thread, from)
			c.Who = int32(thread)
		}
		if c.State != timeline.Idle || len(w.cores[trace.CoreID(id)]) > 0 {
			w.cores[trace.CoreID(id)] = join(w.cores[trace.CoreID(id)], c, from, to)
		}
	}
}

// of is what a thread does at an instant at which a state holds.
func of(s *trace.State, id trace.ThreadID, at trace.Time) timeline.Slice {
	t := s.Thread(id)
	c := timeline.Slice{Reason: t.Reason, Fact: t.Fact}
	switch t.Status {
	case trace.StatusNew, trace.StatusReady:
		c.State = timeline.Ready
		if t.Throttled() {
			c.State, c.Fact = timeline.Throttled, t.Barred
		}
	case trace.StatusRunning:
		if t.Core == trace.NoCore {
			return timeline.Slice{}
		}
		c.State, c.Who = timeline.Running, int32(t.Core)
		if l := s.Loop(id); l.Collecting != trace.ReasonNone {
			c.State, c.Fact, c.Reason = timeline.Collecting, l.Collection, l.Collecting
		}
		if at < s.Cores[t.Core].OverheadUntil {
			c = timeline.Slice{State: timeline.Switching, Reason: t.Reason, Fact: t.Fact, Who: int32(t.Core)}
		}
	case trace.StatusBlocked:
		c.State, c.Who = timeline.Blocked, int32(t.Object)
	case trace.StatusStopped:
		c.State = timeline.Stopped
	}
	if c.State == timeline.Idle {
		return timeline.Slice{}
	}
	return c
}

// join adds a slice to others; what goes on is one.
func join(all []timeline.Slice, c timeline.Slice, from, to trace.Time) []timeline.Slice {
	c.From, c.To = from, to
	if n := len(all); n > 0 {
		last := all[n-1]
		last.From, last.To = from, to
		if last == c {
			all[n-1].To = to
			return all
		}
	}
	return append(all, c)
}

// sum is how long slices were in each state between two instants.
func sum(all []timeline.Slice, from, to trace.Time) (ns [timeline.StateCount]int64, by map[trace.Reason]int64) {
	by = map[trace.Reason]int64{}
	ns[timeline.Idle] = int64(to - from)
	for _, s := range all {
		if overlap := int64(min(s.To, to) - max(s.From, from)); overlap > 0 && s.State != timeline.Idle {
			ns[s.State] += overlap
			ns[timeline.Idle] -= overlap
			if s.State == timeline.Blocked {
				by[s.Reason] += overlap
			}
		}
	}
	return ns, by
}

// slicesOf are the slices of a lane, with those that go on made one.
func slicesOf(x *timeline.Index, ref names.Ref) (all []timeline.Slice) {
	for s := range x.Slices(timeline.LaneID{Of: ref}, 0, trace.Never) {
		s.Open = false
		if s.State == timeline.Idle {
			if s.From == s.To || len(all) == 0 {
				continue
			}
			s = timeline.Slice{From: s.From, To: s.To}
		}
		from, to := s.From, s.To
		all = join(all, s, from, to)
	}
	return all
}
