package model

import (
	"cmp"
	"slices"
	"strconv"

	"timeslice/render/view/names"
	"timeslice/sim/trace"
)

// Difference is what differs between the run that is shown and the one that it is
// compared with.
type Difference struct {
	Was, Is *trace.Metrics
	Open    bool // one of the runs goes on: the figures are of so far
	Threads []ThreadDifference
	// Twin is the thread of the run before that has the same part as a thread of this
	// one; none if there is none. TwinProcess likewise.
	Twin        map[trace.ThreadID]trace.ThreadID
	TwinProcess map[trace.ProcessID]trace.ProcessID
	Heir        map[trace.ProcessID]trace.ProcessID // of a process of the run before: that of now

	was, is       *Branch
	wasLen, isLen int
}

// ThreadDifference is a thread of either run, or both.
type ThreadDifference struct {
	Was, Is *trace.ThreadMetrics // nil if it is not in that run
}

// ThreadFigure is which of a thread's figures are compared one by one.
type ThreadFigure uint8

// The figures, in the order in which they are offered.
const (
	Elapsed ThreadFigure = iota // from its start to its end
	OnCPU                       // its own work
	Waited                      // that it could have worked and did not
	threadFigures
)

// Name is the figure's name in the catalogues and in commands.
func (f ThreadFigure) Name() string { return [...]string{"elapsed", "cpu", "waited"}[f] }

// ThreadFigures are all of them.
func ThreadFigures() []ThreadFigure { return []ThreadFigure{Elapsed, OnCPU, Waited} }

// Of is the figure of a thread.
func (f ThreadFigure) Of(t *trace.ThreadMetrics) int64 {
	switch f {
	case OnCPU:
		return t.CPUNs
	case Waited:
		return t.WaitingNs
	}
	return t.ElapsedNs
}

// By are the threads in order of how much a figure differs: those first that are in
// one run only, then what moved most.
func (d *Difference) By(f ThreadFigure) []ThreadDifference {
	apart := func(t *ThreadDifference) int64 {
		if t.Was == nil || t.Is == nil {
			return 1 << 60
		}
		by := f.Of(t.Is) - f.Of(t.Was)
		return max(by, -by)
	}
	sorted := slices.Clone(d.Threads)
	slices.SortStableFunc(sorted, func(a, b ThreadDifference) int { return cmp.Compare(apart(&b), apart(&a)) })
	return sorted
}

// compareBy compares threads by the figure of the argument's number less one, or by
// the next.
func (m *Model) compareBy(a Act) {
	f := &m.Branching.Figure
	if *f = (*f + 1) % threadFigures; a.Argument > 0 && a.Argument <= int64(threadFigures) {
		*f = ThreadFigure(a.Argument - 1)
	}
}

// enoughMore is how much longer than the figures a run must be, in hundredths, for
// them to be found anew while it goes on.
const enoughMore = 150

// Difference compares the run that is shown with the one before; nil if there is
// none, or nothing of it to be compared yet.
func (m *Model) Difference() *Difference {
	was, is := m.Before, m.Branch()
	if was == nil || is == nil || was == is || was.record == nil || is.record == nil || was.Trace().Len() == 0 || is.Trace().Len() == 0 {
		return nil
	}
	d := m.difference
	if d != nil && d.was == was && d.is == is {
		grown := was.Trace().Len() != d.wasLen || is.Trace().Len() != d.isLen
		settled := (was.ended || was.resting || was.machine == nil) && (is.ended || is.resting && !m.Playhead.Playing)
		if !grown || !settled && is.Trace().Len()*100 < d.isLen*enoughMore {
			return d
		}
	}
	m.difference = compareRuns(was, is)
	return m.difference
}

func compareRuns(was, is *Branch) *Difference {
	d := &Difference{
		Was: was.Trace().Metrics(), Is: is.Trace().Metrics(), Open: !was.ended || !is.ended,
		Twin: map[trace.ThreadID]trace.ThreadID{}, TwinProcess: map[trace.ProcessID]trace.ProcessID{}, Heir: map[trace.ProcessID]trace.ProcessID{},
		was: was, is: is, wasLen: was.Trace().Len(), isLen: is.Trace().Len(),
	}
	before, now := rolesOf(was.Trace()), rolesOf(is.Trace())
	byRole := map[string]*trace.ThreadMetrics{}
	for i := range d.Was.Threads {
		byRole[before.threads[d.Was.Threads[i].Thread]] = &d.Was.Threads[i]
	}
	met := map[*trace.ThreadMetrics]bool{}
	for i := range d.Is.Threads {
		t := &d.Is.Threads[i]
		twin := byRole[now.threads[t.Thread]]
		if twin != nil {
			met[twin] = true
			d.Twin[t.Thread] = twin.Thread
		}
		d.Threads = append(d.Threads, ThreadDifference{Was: twin, Is: t})
	}
	for i := range d.Was.Threads {
		if t := &d.Was.Threads[i]; !met[t] {
			d.Threads = append(d.Threads, ThreadDifference{Was: t})
		}
	}
	processes := map[string]trace.ProcessID{}
	for id, role := range before.processes {
		processes[role] = id
	}
	for id, role := range now.processes {
		if twin, found := processes[role]; found {
			d.TwinProcess[id], d.Heir[twin] = twin, id
		}
	}
	return d
}

// TwinOf is what had the part of a row of the timeline in the run before.
func (d *Difference) TwinOf(ref names.Ref) (names.Ref, bool) {
	switch ref.Kind {
	case names.Core:
		return ref, true
	case names.Process:
		twin, found := d.TwinProcess[trace.ProcessID(ref.ID)]
		return names.ProcessRef(twin), found
	case names.Thread:
		twin, found := d.Twin[trace.ThreadID(ref.ID)]
		return names.ThreadRef(twin), found
	}
	return names.Ref{}, false
}

// roles say what part each thread and process has in a run: of which process it is
// which child of that name, and which thread of that name of its process. Numbers do
// not: they are given in the order in which things are made, which is what a change
// changes.
type roles struct {
	threads   map[trace.ThreadID]string
	processes map[trace.ProcessID]string
}

func rolesOf(t *trace.Trace) roles {
	r := roles{threads: map[trace.ThreadID]string{}, processes: map[trace.ProcessID]string{}}
	count := map[string]int{}
	next := func(role string) string {
		count[role]++
		return role + "#" + strconv.Itoa(count[role])
	}
	for id := trace.FactID(1); int(id) <= t.Len(); id++ {
		switch f := t.Fact(id); f.Kind {
		case trace.KindProcessStart:
			r.processes[trace.ProcessID(f.Object)] = next(r.processes[trace.ProcessID(f.A)] + "/" + t.What(f))
		case trace.KindThreadStart:
			r.threads[f.Thread] = next(r.processes[trace.ProcessID(f.Object)] + ":" + t.What(f))
		}
	}
	return r
}
