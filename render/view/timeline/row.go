package timeline

import (
	"timeslice/render/view/names"
	"timeslice/sim/trace"
)

// By is what the rows of a timeline are.
type By uint8

// The ways to lay out a timeline.
const (
	ByCore By = iota
	ByThread
	ByProcess
)

// Aspect is what a lane tells of its core, thread or process.
type Aspect uint8

// The aspects. All but Doing are of threads that have to do with JavaScript.
const (
	Doing    Aspect = iota // who runs, or what a thread does
	Phases                 // of the event loop
	Calls                  // callbacks, nested
	Collects               // collections that stop the isolate
	Jobs                   // of a pool's thread
)

// LaneID names a lane.
type LaneID struct {
	Of     names.Ref // a core, a thread or a process
	Aspect Aspect
	Depth  uint8 // of calls: 0 is the outermost
}

// Row is a row of the timeline: the lanes of a core, a thread or a process.
type Row struct {
	Ref     names.Ref
	Process trace.ProcessID // of a thread: whose it is
	From    trace.Time      // its life
	To      trace.Time      // Never if it has not ended
	Lanes   []LaneID
}

// Rows lists the rows: cores by number; threads by process, and processes in the
// order in which they started. PID 1, which never runs, is left out.
func (x *Index) Rows(by By) []Row {
	switch by {
	case ByCore:
		return x.coreRows()
	case ByProcess:
		return x.processRows()
	}
	var rows []Row
	for _, process := range x.order {
		if process == trace.InitProcess {
			continue
		}
		for _, thread := range x.processes[process].threads {
			rows = append(rows, x.threadRow(thread))
		}
	}
	return rows
}

func (x *Index) coreRows() []Row {
	rows := make([]Row, len(x.cores))
	for i := range rows {
		ref := names.CoreRef(trace.CoreID(i))
		rows[i] = Row{Ref: ref, To: trace.Never, Lanes: []LaneID{{Of: ref}}}
	}
	return rows
}

func (x *Index) processRows() []Row {
	var rows []Row
	for _, id := range x.order {
		if id == trace.InitProcess {
			continue
		}
		p, ref := &x.processes[id], names.ProcessRef(id)
		rows = append(rows, Row{Ref: ref, Process: id, From: p.begin, To: p.end, Lanes: []LaneID{{Of: ref}}})
	}
	return rows
}

func (x *Index) threadRow(id trace.ThreadID) Row {
	t, ref := &x.threads[id], names.ThreadRef(id)
	row := Row{Ref: ref, Process: t.process, From: t.begin, To: t.end, Lanes: []LaneID{{Of: ref}}}
	if s := t.script; s != nil {
		add := func(l *lane, aspect Aspect, depth int) {
			if len(l.blocks) > 0 {
				row.Lanes = append(row.Lanes, LaneID{Of: ref, Aspect: aspect, Depth: uint8(min(depth, 255))})
			}
		}
		add(&s.phases, Phases, 0)
		for depth := range s.calls {
			add(&s.calls[depth], Calls, depth)
		}
		add(&s.collects, Collects, 0)
		add(&s.jobs, Jobs, 0)
	}
	return row
}

// Row is the row of a core, a thread or a process; false if there is none.
func (x *Index) Row(ref names.Ref) (Row, bool) {
	switch {
	case ref.Kind == names.Core && ref.ID >= 0 && ref.ID < int64(len(x.cores)):
		return Row{Ref: ref, To: trace.Never, Lanes: []LaneID{{Of: ref}}}, true
	case ref.Kind == names.Thread:
		if t := x.known(trace.ThreadID(ref.ID)); t != nil && t.start != trace.NoFact {
			return x.threadRow(trace.ThreadID(ref.ID)), true
		}
	case ref.Kind == names.Process && ref.ID > 0 && ref.ID < int64(len(x.processes)) && x.processes[ref.ID].listed:
		p := &x.processes[ref.ID]
		return Row{Ref: ref, Process: trace.ProcessID(ref.ID), From: p.begin, To: p.end, Lanes: []LaneID{{Of: ref}}}, true
	}
	return Row{}, false
}

// ThreadsOf lists the threads that a process has had, in order of their starts.
// The caller must not change it.
func (x *Index) ThreadsOf(process trace.ProcessID) []trace.ThreadID {
	if process <= trace.NoProcess || int(process) >= len(x.processes) {
		return nil
	}
	return x.processes[process].threads
}

// lane is the lane of a name, nil if there is none. A process that has had one
// thread does what that thread does.
func (x *Index) lane(id LaneID) *lane {
	switch id.Of.Kind {
	case names.Core:
		if id.Of.ID >= 0 && id.Of.ID < int64(len(x.cores)) {
			return &x.cores[id.Of.ID].lane
		}
	case names.Process:
		if id.Of.ID <= 0 || id.Of.ID >= int64(len(x.processes)) {
			return nil
		}
		p := &x.processes[id.Of.ID]
		if !p.own && len(p.threads) == 1 {
			return &x.threads[p.threads[0]].lane
		}
		return &p.lane
	case names.Thread:
		if t := x.known(trace.ThreadID(id.Of.ID)); t != nil {
			return t.aspect(id)
		}
	}
	return nil
}

func (t *threadRow) aspect(id LaneID) *lane {
	switch {
	case id.Aspect == Doing:
		return &t.lane
	case t.script == nil:
	case id.Aspect == Phases:
		return &t.script.phases
	case id.Aspect == Calls && int(id.Depth) < len(t.script.calls):
		return &t.script.calls[id.Depth]
	case id.Aspect == Collects:
		return &t.script.collects
	case id.Aspect == Jobs:
		return &t.script.jobs
	}
	return nil
}

// Alone reports whether a process has had one thread only, so that its lane is
// that of the thread and tells what it was blocked by.
func (x *Index) Alone(process trace.ProcessID) bool { return len(x.ThreadsOf(process)) == 1 }
