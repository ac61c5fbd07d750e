package trace_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"
	"github.com/stretchr/testify/require"

	"timeslice/sim/trace"
)

// TestState tells stories in facts and asks about them. "facts" gives the
// trace that the commands after it ask:
//
//	state at=2ms                  the computer at an instant
//	why thread=3 at=2ms           the chain of causes, of a thread or a core
//	candidates fact=9             who could have been chosen
//	ready queue=0 at=2ms          who waits, in order; -1 is the central queue
//	waiters object=1 at=2ms       who is blocked on an object, in order
//	cycle at=2ms                  who waits for whom in a circle
//	metrics                       the figures
//	node at=2ms                   event loops, pools and queues
func TestState(t *testing.T) {
	for _, story := range []string{"state", "why", "metrics", "node"} {
		t.Run(story, func(t *testing.T) {
			var record *trace.Trace
			datadriven.RunTest(t, "testdata/"+story+".txt", func(t *testing.T, d *datadriven.TestData) string {
				if d.Cmd == "facts" {
					record = read(t, d.Input)
					return ""
				}
				return answer(t, record, d)
			})
		})
	}
}

func read(t testing.TB, facts string) *trace.Trace {
	record, err := trace.ReadText(strings.NewReader("timeslice trace 1\n" + facts + "\n"))
	require.NoError(t, err)
	return record
}

func answer(t *testing.T, record *trace.Trace, d *datadriven.TestData) string {
	p := printer{trace: record}
	switch d.Cmd {
	case "state":
		p.state(record.Snapshot(instant(t, d)))
	case "why":
		if d.HasArg("core") {
			p.chain(record.WhyCore(trace.CoreID(number(t, d, "core")), instant(t, d)))
		} else {
			p.chain(record.Why(trace.ThreadID(number(t, d, "thread")), instant(t, d)))
		}
	case "candidates":
		p.candidates(record.Candidates(trace.FactID(number(t, d, "fact"))), "")
	case "ready":
		p.threads(record.Snapshot(instant(t, d)), record.Snapshot(instant(t, d)).Ready(trace.CoreID(number(t, d, "queue"))))
	case "waiters":
		p.threads(record.Snapshot(instant(t, d)), record.Snapshot(instant(t, d)).Waiters(trace.ObjectID(number(t, d, "object"))))
	case "cycle":
		p.cycle(record.Snapshot(instant(t, d)))
	case "node":
		p.node(record.Snapshot(instant(t, d)))
	case "metrics":
		p.metrics(record.Metrics())
	default:
		t.Fatalf("%s: unknown command %q", d.Pos, d.Cmd)
	}
	return p.text.String()
}

func number(t *testing.T, d *datadriven.TestData, name string) int64 {
	var n int64
	d.ScanArgs(t, name, &n)
	return n
}

// instant is the argument at, in milliseconds.
func instant(t *testing.T, d *datadriven.TestData) trace.Time {
	var ms float64
	d.ScanArgs(t, "at", &ms)
	return trace.Time(ms * float64(trace.Millisecond))
}

// printer writes answers so that a person can read them: names for threads,
// milliseconds for times.
type printer struct {
	trace *trace.Trace
	text  strings.Builder
}

func (p *printer) line(format string, args ...any) { fmt.Fprintf(&p.text, format+"\n", args...) }

func ms(ns int64) string {
	switch {
	case ns == trace.None:
		return "-"
	case trace.Time(ns) == trace.Never:
		return "never"
	case ns%trace.Millisecond == 0:
		return fmt.Sprint(ns / trace.Millisecond)
	}
	return strings.TrimRight(fmt.Sprintf("%d.%06d", ns/trace.Millisecond, ns%trace.Millisecond), "0")
}

func (p *printer) name(s *trace.State, id trace.ThreadID) string {
	if name := p.trace.Text(s.Thread(id).Name); name != "" {
		return name
	}
	return fmt.Sprint(id)
}

func (p *printer) state(s *trace.State) {
	p.line("at %s, after fact %d", ms(int64(s.At)), s.Facts)
	for i := range s.Cores {
		p.core(s, trace.CoreID(i))
	}
	for i := 1; i < len(s.Processes); i++ {
		if s.Processes[i].Status != trace.ProcessNone {
			p.process(s, trace.ProcessID(i))
		}
	}
	for i := 1; i < len(s.Threads); i++ {
		if s.Threads[i].Status != trace.StatusNone {
			p.thread(s, trace.ThreadID(i))
		}
	}
	for i := 1; i < len(s.Objects); i++ {
		p.object(s, trace.ObjectID(i))
	}
	for i := 1; i < len(s.Groups); i++ {
		g := s.Groups[i]
		p.line("group %d: quota %s, refilled at %s, more at %s", i, ms(g.QuotaNs), ms(int64(g.RefilledAt)), ms(int64(g.Until)))
	}
	if s.Ended != trace.ReasonNone {
		p.line("ended: %s %q", s.Ended, p.trace.Text(s.EndText))
	}
}

func (p *printer) core(s *trace.State, id trace.CoreID) {
	c := &s.Cores[id]
	busy, overhead, idle := s.CoreTimes(id)
	times := fmt.Sprintf("busy %s overhead %s idle %s", ms(busy), ms(overhead), ms(idle))
	if c.Thread == trace.NoThread {
		p.line("core %d: idle since %s; %s", id, ms(int64(c.Since)), times)
		return
	}
	left := "no limit"
	if ns, limited := s.SliceLeftNs(id); limited {
		left = ms(ns) + " left of " + ms(c.LimitNs)
	}
	p.line("core %d: %s since %s by %s (%d), own work from %s, %s; %s", id, p.name(s, c.Thread), ms(int64(c.Since)),
		c.Rule, c.Number, ms(int64(c.OverheadUntil)), left, times)
}

func (p *printer) process(s *trace.State, id trace.ProcessID) {
	q := s.Processes[id]
	p.line("process %d %s: %s, parent %d, threads %d, children %v, code %d, signal %d, pending %b, resident %d mapped %d shared %d",
		id, p.trace.Text(q.Name), q.Status, q.Parent, q.Threads, s.Children(id), q.Code, q.Signal, q.Pending, q.Resident, q.Mapped, q.Shared)
}

func (p *printer) thread(s *trace.State, id trace.ThreadID) {
	t := s.Threads[id]
	p.line("thread %d %s: %s (%s) for %s, cpu %s, core %d queue %d last %d, key %d %d, object %d, until %s, nice %d, level %d, priority %d, class %d%s%s",
		id, p.trace.Text(t.Name), t.Status, t.Reason, ms(s.SinceNs(id)), ms(s.CPUNs(id)), t.Core, t.Queue, t.LastCore,
		t.Key, t.Key2, t.Object, ms(int64(t.Until)), t.Nice, t.Level, t.Priority, t.Class,
		when(t.Throttled(), ", throttled"), when(t.Beneath != trace.StatusNone, ", beneath "+t.Beneath.String()))
}

func when(condition bool, text string) string {
	if condition {
		return text
	}
	return ""
}

func (p *printer) object(s *trace.State, id trace.ObjectID) {
	o := s.Objects[id]
	more := ""
	if o.Address != trace.NoString {
		more += ", at " + p.trace.Text(o.Address)
	}
	if o.Lost > 0 {
		more += fmt.Sprintf(", lost %d", o.Lost)
	}
	more += when(o.Shut&trace.ShutReading != 0, ", reads no more") + when(o.Shut&trace.ShutWriting != 0, ", sends no more") +
		when(o.Shut&trace.ShutReset != 0, ", reset")
	p.line("object %d %s %s: owner %d, free %d, held %d of %d, waiters %d, pending %d, serving %d, open %d%s",
		id, o.Sort, p.trace.Text(o.Name), o.Owner, o.Free, o.Held, o.Capacity, o.Waiters, o.Pending, o.Serving, o.Open, more)
}

func (p *printer) threads(s *trace.State, threads []trace.ThreadID) {
	for _, id := range threads {
		p.line("%s", p.name(s, id))
	}
}

func (p *printer) cycle(s *trace.State) {
	for _, w := range s.WaitCycle() {
		p.line("%s waits for %s held by %s", p.name(s, w.Thread), p.trace.Text(s.Object(w.Object).Name), p.name(s, w.Owner))
	}
}

func (p *printer) chain(chain []trace.Because) {
	s := p.trace.Snapshot(p.trace.End())
	for i, b := range chain {
		of := ""
		if b.Of >= 0 {
			of = fmt.Sprintf(" of %d", b.Of)
		}
		p.line("%d %s%s: %s: at %s %s %s (fact %d, numbers %d %d)", i, b.Link, of, p.name(s, b.Subject),
			ms(int64(b.Fact.Time)), b.Fact.Kind, b.Fact.Reason, b.ID, b.Fact.A, b.Fact.B)
		p.candidates(b.Candidates, "    ")
	}
}

func (p *printer) candidates(candidates []trace.Candidate, indent string) {
	s := p.trace.Snapshot(p.trace.End())
	for _, c := range candidates {
		p.line("%s%s key %d %d%s%s%s", indent, p.name(s, c.Thread), c.Key, c.Key2,
			when(!c.KeysKnown, ", keys not known"), when(!c.Eligible, ", not eligible"), when(c.Chosen, ", chosen"))
	}
}

func (p *printer) metrics(m *trace.Metrics) {
	for _, t := range m.Threads {
		p.line("%s: arrival %s response %s turnaround %s elapsed %s waiting %s (ready %s, overhead %s) cpu %s blocked %s%s throttled %s stopped %s",
			t.Name, ms(t.ArrivalNs), ms(t.ResponseNs), ms(t.TurnaroundNs), ms(t.ElapsedNs), ms(t.WaitingNs), ms(t.ReadyNs),
			ms(t.OverheadNs), ms(t.CPUNs), ms(t.BlockedNs), reasons(t.BlockedBy), ms(t.ThrottledNs), ms(t.StoppedNs))
		p.line("    dispatches %d switches %d preemptions %d yields %d migrations %d, %s", t.Dispatches, t.Switches, t.Preemptions, t.Yields, t.Migrations, t.Status)
	}
	for _, q := range m.Processes {
		p.line("process %d %s: %s, code %d, threads %d, turnaround %s, cpu %s, waiting %s, blocked %s", q.Process, q.Name, q.Status, q.Code,
			q.Threads, ms(q.TurnaroundNs), ms(q.CPUNs), ms(q.WaitingNs), ms(q.BlockedNs))
		if q.Node != nil {
			p.nodeMetrics(q.Node)
		}
	}
	for _, c := range m.Cores {
		p.line("core %d: busy %s overhead %s idle %s, dispatches %d switches %d", c.Core, ms(c.BusyNs), ms(c.OverheadNs), ms(c.IdleNs), c.Dispatches, c.Switches)
	}
	p.line("means: response %s turnaround %s waiting %s", ms(m.MeanResponseNs), ms(m.MeanTurnaroundNs), ms(m.MeanWaitingNs))
	p.line("ended %d, makespan %s, throughput %d/1000 per s, fairness %d ppm, plain %d ppm", m.Ended, ms(m.MakespanNs), m.ThroughputMilli, m.FairnessPPM, m.PlainPPM)
	p.line("end: %s %q", m.EndReason, m.EndText)
}

func (p *printer) nodeMetrics(m *trace.NodeMetrics) {
	p.line("    callbacks %d, turns %d, jobs %d, collections %d of %s, at most %s", m.Callbacks, m.Turns, m.Jobs, m.Collections, ms(m.CollectedNs), ms(m.LongestNs))
	for _, q := range m.Queues {
		p.line("    %s: items %d, at most %d at once, waited %s, at most %s", q.Queue, q.Items, q.Most, ms(q.WaitedNs), ms(q.LongestNs))
	}
}

func (p *printer) node(s *trace.State) {
	for _, l := range s.Loops {
		p.line("loop of %s: phase %s since %s, turn %d, heap %d", p.name(s, l.Thread), l.Phase, ms(int64(l.Since)), l.Turn, l.HeapBytes)
		for _, c := range l.Calls {
			p.line("    in item %d %q since %s", c.Item, p.trace.Text(c.What), ms(int64(c.Since)))
		}
		if l.Collecting != trace.ReasonNone {
			p.line("    %s since %s", l.Collecting, ms(int64(l.CollectSince)))
		}
	}
	for _, j := range s.Jobs {
		p.line("%s works on item %d %q since %s", p.name(s, j.Thread), j.Item, p.trace.Text(j.What), ms(int64(j.Since)))
	}
	for _, q := range s.QueuesOf(2) {
		for _, i := range q.Items {
			due := ""
			if i.Due != 0 {
				due = ", due at " + ms(int64(i.Due))
			}
			p.line("%s: item %d %q since %s by fact %d%s", q.Queue, i.Item, p.trace.Text(i.What), ms(int64(i.Since)), i.Fact, due)
		}
	}
}

func reasons(by []trace.ReasonNs) string {
	var parts []string
	for _, r := range by {
		parts = append(parts, fmt.Sprintf("%s %s", r.Reason, ms(r.Ns)))
	}
	return when(len(parts) > 0, " ("+strings.Join(parts, ", ")+")")
}
