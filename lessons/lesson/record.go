package lesson

import (
	"math"
	"strings"

	"timeslice/sim/trace"
)

// Record is a run as expressions see it. Times are milliseconds from the start
// of the machine.
type Record struct {
	Processes []ProcessFigures
	Threads   []ThreadFigures
	Cores     []CoreFigures
	Output    []OutputLine
	Jobs      []Stretch // of pool threads
	Callbacks []Stretch // of JavaScript
	GC        []Stretch
	Turns     int     // of event loops
	End       float64 // when the last thread ended
	Ended     string  // why the run ended

	trace *trace.Trace
}

// ProcessFigures is a process.
type ProcessFigures struct {
	Name    string  `expr:"name"`
	PID     int     `expr:"pid"`
	Parent  int     `expr:"parent"`
	Threads int     `expr:"threads"` // how many it has had
	Code    int     `expr:"code"`
	Signal  int     `expr:"signal"`
	Start   float64 `expr:"start"`
	End     float64 `expr:"end"` // -1 if it did not
	CPU     float64 `expr:"cpu"`
	Waiting float64 `expr:"waiting"`
	Memory  float64 `expr:"memory"` // the most it had resident, in MiB
}

// ThreadFigures is a thread.
type ThreadFigures struct {
	Name        string  `expr:"name"`
	Process     string  `expr:"process"`
	PID         int     `expr:"pid"`
	TID         int     `expr:"tid"`
	Start       float64 `expr:"start"`
	End         float64 `expr:"end"` // -1 if it did not
	CPU         float64 `expr:"cpu"`
	Waiting     float64 `expr:"waiting"`
	Blocked     float64 `expr:"blocked"`
	Response    float64 `expr:"response"`
	Turnaround  float64 `expr:"turnaround"`
	Dispatches  int     `expr:"dispatches"`
	Switches    int     `expr:"switches"`
	Preemptions int     `expr:"preemptions"`
	Migrations  int     `expr:"migrations"`
}

// CoreFigures is a core.
type CoreFigures struct {
	Busy     float64 `expr:"busy"`
	Overhead float64 `expr:"overhead"`
	Idle     float64 `expr:"idle"`
	Switches int     `expr:"switches"`
}

// OutputLine is a line that a program wrote.
type OutputLine struct {
	Text   string  `expr:"text"`
	At     float64 `expr:"at"` // when its end was written
	PID    int     `expr:"pid"`
	Stream int     `expr:"stream"` // 1 or 2
}

// Stretch is something that takes a while.
type Stretch struct {
	What   string  `expr:"what"`  // such as "pbkdf2"
	Where  string  `expr:"where"` // such as "main.js:12"
	Thread string  `expr:"thread"`
	PID    int     `expr:"pid"`
	Start  float64 `expr:"start"`
	End    float64 `expr:"end"` // -1 if it did not
}

// Thread is the first thread of a name; a blank one if there is none.
func (r *Record) Thread(name string) ThreadFigures {
	for _, t := range r.Threads {
		if t.Name == name {
			return t
		}
	}
	return ThreadFigures{}
}

// Process is the first process of a name; a blank one if there is none.
func (r *Record) Process(name string) ProcessFigures {
	for _, p := range r.Processes {
		if p.Name == name {
			return p
		}
	}
	return ProcessFigures{}
}

// Line is when a line that begins so was first written, -1 if it was not.
func (r *Record) Line(text string) float64 {
	for _, l := range r.Output {
		if strings.HasPrefix(l.Text, text) {
			return l.At
		}
	}
	return -1
}

// Running is the name of the thread that runs on a core at an instant; "" for
// none.
func (r *Record) Running(core int, atMs float64) string {
	s := r.trace.Snapshot(Instant(atMs))
	if core < 0 || core >= len(s.Cores) || s.Cores[core].Thread == trace.NoThread {
		return ""
	}
	return r.trace.Text(s.Thread(s.Cores[core].Thread).Name)
}

// State is what a thread is doing at an instant: ready, running, blocked …; ""
// if there is no such thread.
func (r *Record) State(thread string, atMs float64) string {
	s := r.trace.Snapshot(Instant(atMs))
	for i := range s.Threads {
		if r.trace.Text(s.Threads[i].Name) == thread {
			return s.Threads[i].Status.String()
		}
	}
	return ""
}

// AtOnce is the most of some stretches that were underway at the same time.
func AtOnce(all []Stretch) int {
	most := 0
	for _, a := range all {
		count := 0
		for _, b := range all {
			if b.Start <= a.Start && (b.End > a.Start || b.End < 0) {
				count++
			}
		}
		most = max(most, count)
	}
	return most
}

// NewRecord reads a trace.
func NewRecord(t *trace.Trace) *Record {
	m := t.Metrics()
	r := &Record{trace: t, End: ms(m.MakespanNs), Ended: m.EndReason.String()}
	r.figures(m)
	r.walk(t)
	return r
}

// ms is nanoseconds in milliseconds; -1 for none.
func ms(ns int64) float64 {
	if ns == trace.None {
		return -1
	}
	return float64(ns) / float64(trace.Millisecond)
}

// Instant is the instant of the trace at a time in milliseconds. It is rounded: a
// time that comes from the trace is again the nanosecond that it was.
func Instant(ms float64) trace.Time {
	return trace.Time(math.Round(ms * float64(trace.Millisecond)))
}

func (r *Record) figures(m *trace.Metrics) {
	names := map[trace.ProcessID]string{}
	for i := range m.Processes {
		p := &m.Processes[i]
		names[p.Process] = p.Name
		r.Processes = append(r.Processes, ProcessFigures{
			Name: p.Name, PID: int(p.Process), Parent: int(p.Parent), Threads: p.Threads, Code: p.Code, Signal: p.Signal,
			Start: ms(p.ArrivalNs), End: ms(p.EndNs), CPU: ms(p.CPUNs), Waiting: ms(p.WaitingNs),
		})
	}
	for i := range m.Threads {
		t := &m.Threads[i]
		r.Threads = append(r.Threads, ThreadFigures{
			Name: t.Name, Process: names[t.Process], PID: int(t.Process), TID: int(t.Thread), Start: ms(t.ArrivalNs), End: ms(t.EndNs),
			CPU: ms(t.CPUNs), Waiting: ms(t.WaitingNs), Blocked: ms(t.BlockedNs), Response: ms(t.ResponseNs), Turnaround: ms(t.TurnaroundNs),
			Dispatches: t.Dispatches, Switches: t.Switches, Preemptions: t.Preemptions, Migrations: t.Migrations,
		})
	}
	for _, c := range m.Cores {
		r.Cores = append(r.Cores, CoreFigures{Busy: ms(c.BusyNs), Overhead: ms(c.OverheadNs), Idle: ms(c.IdleNs), Switches: c.Switches})
	}
}

// walk reads what stands in facts.
func (r *Record) walk(t *trace.Trace) {
	w := &walker{Record: r, open: map[stretchKey]int{}, partial: map[[2]int]string{}}
	for id := trace.FactID(1); int(id) <= t.Len(); id++ {
		w.take(t.Fact(id))
	}
}

type stretchKey struct {
	kind   trace.Kind
	thread trace.ThreadID
	item   int64
}

// walker reads facts one after the other.
type walker struct {
	*Record
	open    map[stretchKey]int // where a stretch that has not ended stands in its list
	partial map[[2]int]string  // what a process has written to a stream of a line
}

func (w *walker) take(f trace.Fact) {
	switch f.Kind {
	case trace.KindOutput:
		w.wrote(f)
	case trace.KindMemory:
		for i := range w.Processes {
			if p := &w.Processes[i]; p.PID == int(f.Object) {
				p.Memory = max(p.Memory, float64(f.A)/(1<<20))
			}
		}
	case trace.KindPhase:
		if f.Reason == trace.ReasonPending {
			w.Turns++
		}
	case trace.KindJob:
		w.begin(&w.Jobs, f, w.trace.Text(trace.StringID(f.B)))
	case trace.KindJobDone:
		w.finish(w.Jobs, trace.KindJob, f)
	case trace.KindCallback:
		w.begin(&w.Callbacks, f, w.trace.Text(trace.StringID(f.B)))
	case trace.KindCallbackEnd:
		w.finish(w.Callbacks, trace.KindCallback, f)
	case trace.KindCollect:
		f.A = 0
		w.begin(&w.GC, f, f.Reason.String())
	case trace.KindCollectDone:
		f.A = 0
		w.finish(w.GC, trace.KindCollect, f)
	}
}

func (w *walker) begin(list *[]Stretch, f trace.Fact, what string) {
	what, where, _ := strings.Cut(what, "@")
	w.open[stretchKey{f.Kind, f.Thread, f.A}] = len(*list)
	s := Stretch{What: what, Where: where, Start: ms(int64(f.Time)), End: -1}
	for i := range w.Threads {
		if w.Threads[i].TID == int(f.Thread) {
			s.Thread, s.PID = w.Threads[i].Name, w.Threads[i].PID
		}
	}
	*list = append(*list, s)
}

func (w *walker) finish(list []Stretch, kind trace.Kind, f trace.Fact) {
	key := stretchKey{kind, f.Thread, f.A}
	if i, found := w.open[key]; found {
		list[i].End = ms(int64(f.Time))
		delete(w.open, key)
	}
}

// wrote cuts what was written into lines.
func (w *walker) wrote(f trace.Fact) {
	pid := 0
	for i := range w.Threads {
		if w.Threads[i].TID == int(f.Thread) {
			pid = w.Threads[i].PID
		}
	}
	from := [2]int{pid, int(f.Object)}
	rest := w.partial[from] + w.trace.Text(trace.StringID(f.B))
	for {
		line, after, whole := strings.Cut(rest, "\n")
		if !whole {
			break
		}
		w.Output = append(w.Output, OutputLine{Text: line, At: ms(int64(f.Time)), PID: pid, Stream: int(f.Object)})
		rest = after
	}
	w.partial[from] = rest
}
