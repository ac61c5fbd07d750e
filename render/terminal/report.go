package terminal

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"timeslice/assets/words"
	"timeslice/sim/trace"
)

// Preface is what stands above a report.
type Preface struct {
	Title   string // of the scenario
	Comment string // what to look at; "" for nothing
}

// mostJobs is how many threads a report lists; figures for all are in JSON.
const mostJobs = 24

// mostCores is how many cores a report lists.
const mostCores = 32

// report puts a trace's figures together.
type report struct {
	trace   *trace.Trace
	metrics *trace.Metrics
	names   *Names
	last    *trace.State // how things stood at the end
	style   Style
	words   *words.Words
	lines   []string
}

// Head returns what stands above charts and reports: the title, what to look
// at, and the machine in one line.
func Head(t *trace.Trace, p Preface, s Style, say *words.Words) []string {
	var lines []string
	if p.Title != "" {
		for _, text := range wrap(p.Title, s.width()) {
			l := s.newLine()
			l.put(paint{bold: true}, text)
			lines = append(lines, l.String())
		}
	}
	if comment := strings.TrimSpace(p.Comment); comment != "" {
		lines = append(lines, wrap(join(comment), s.width())...)
	}
	if machine := machineInWords(t, s, say); machine != "" {
		for _, text := range wrap(machine, s.width()) {
			l := s.newLine()
			l.put(paint{faint: true}, text)
			lines = append(lines, l.String())
		}
	}
	return lines
}

// join makes one line of the lines of each paragraph, to be broken anew: with
// a blank where the lines met, but none between Chinese characters and none at
// a Chinese mark, which brings its own.
func join(text string) string {
	var joined strings.Builder
	var before rune
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimSpace(line)
		first, _ := utf8.DecodeRuneInString(line)
		switch {
		case line == "" && before != 0:
			joined.WriteString("\n")
			before = 0
			continue
		case before != 0 && (before < wideFrom || first < wideFrom) && !wideMark(before) && !wideMark(first):
			joined.WriteString(" ")
		}
		joined.WriteString(line)
		before, _ = utf8.DecodeLastRuneInString(line)
	}
	return joined.String()
}

// wideFrom is where the scripts begin that put no blanks between words.
const wideFrom = 0x2e80

func wideMark(r rune) bool { return r >= wideFrom && unicode.IsPunct(r) }

// machineInWords is the machine in one line: what its description says and
// what matters to its policy.
func machineInWords(t *trace.Trace, s Style, say *words.Words) string {
	policy := t.Property("policy")
	if policy == "" {
		return ""
	}
	cores, _ := strconv.Atoi(t.Property("cores"))
	parts := []string{
		say.Say("report.machine-cores", "Count", cores),
		say.Say("report.machine-policy", "Policy", policy),
	}
	switch policy {
	case "rr", "lottery", "stride", "priority":
		if quantum, err := strconv.ParseInt(t.Property("quantum"), 10, 64); err == nil {
			parts = append(parts, say.Say("report.machine-quantum", "Quantum", s.Length(quantum)))
		}
	case "cfs", "eevdf":
		parts = append(parts, say.Say("report.machine-hz", "HZ", t.Property("hz")))
	}
	if policy == "lottery" {
		parts = append(parts, say.Say("report.machine-seed", "Seed", t.Property("seed")))
	}
	if queues := t.Property("queues"); cores > 1 && queues != "" {
		parts = append(parts, say.Say("report.machine-queues."+queues))
	}
	if preset := t.Property("preset"); preset != "" {
		parts = append(parts, say.Say("report.machine-preset", "Preset", preset))
	}
	return strings.Join(parts, marksOf(say).comma)
}

// Report returns the report of a run: times and counts of each thread, the use
// of each core, and how it ended.
func Report(t *trace.Trace, s Style, say *words.Words) []string {
	r := &report{trace: t, metrics: t.Metrics(), names: NewNames(t), last: t.Snapshot(t.End()), style: s, words: say}
	r.times()
	r.counts()
	r.cores()
	r.end()
	return r.lines
}

func (r *report) add(lines ...string) { r.lines = append(r.lines, lines...) }

// unit is the unit in which all times of the report read best.
func (r *report) unit() unit { return r.style.unitFor(r.metrics.ElapsedNs) }

// time is a figure in the unit of its table.
func (r *report) time(ns int64) entry {
	if ns == trace.None {
		return entry{text: "-", paint: paint{faint: true}}
	}
	return entry{text: decimals(ns, r.unit(), 3)}
}

func count(n int) entry { return entry{text: number(int64(n))} }

// name is the entry that names a thread's row.
func (r *report) name(id trace.ThreadID) entry {
	return entry{text: r.names.Of(id), paint: paint{process: r.names.colour(id), bold: true}}
}

func (r *report) shown() []trace.ThreadMetrics {
	return r.metrics.Threads[:min(len(r.metrics.Threads), mostJobs)]
}

// times is the table of times, with the means below.
func (r *report) times() {
	say := r.words.Say
	t := &table{style: r.style, headings: []heading{
		{say("report.thread"), true}, {say("report.arrival"), false}, {say("report.response"), false},
		{say("report.turnaround"), false}, {say("report.waiting"), false}, {say("report.cpu"), false},
		{say("report.blocked"), false},
	}}
	for _, m := range r.shown() {
		t.add(r.name(m.Thread), r.time(m.ArrivalNs), r.time(m.ResponseNs), r.time(m.TurnaroundNs),
			r.time(m.WaitingNs), r.time(m.CPUNs), r.time(m.BlockedNs))
	}
	if len(r.metrics.Threads) > 1 {
		t.add(entry{text: say("report.mean")}, entry{}, r.time(r.metrics.MeanResponseNs),
			r.time(r.metrics.MeanTurnaroundNs), r.time(r.metrics.MeanWaitingNs), entry{}, entry{})
	}
	l := r.style.newLine()
	l.put(paint{faint: true}, say("report.times-in", "Unit", r.unit().name))
	r.add(l.String())
	r.add(t.lines()...)
	if hidden := len(r.metrics.Threads) - mostJobs; hidden > 0 {
		r.add(wrap(say("report.more-jobs", "Count", hidden), r.style.width())...)
	}
	r.add("")
}

// counts is the table of what happened to each thread.
func (r *report) counts() {
	say := r.words.Say
	t := &table{style: r.style, headings: []heading{
		{say("report.thread"), true}, {"PID", false}, {"TID", false}, {say("report.switches"), false},
		{say("report.preemptions"), false}, {say("report.migrations"), false},
		{say("report.outcome"), true}, {say("report.blocked-by"), true},
	}}
	for i := range r.shown() {
		m := &r.metrics.Threads[i]
		t.add(r.name(m.Thread), entry{text: strconv.Itoa(int(m.Process))}, entry{text: strconv.Itoa(int(m.Thread))},
			count(m.Switches), count(m.Preemptions), count(m.Migrations), entry{text: r.outcome(m)}, entry{text: r.blockedBy(m)})
	}
	r.add(t.lines()...)
	r.add("")
}

// outcome is what became of a thread.
func (r *report) outcome(m *trace.ThreadMetrics) string {
	if t := r.last.Thread(m.Thread); t.Throttled() {
		return r.words.Say("report.legend-throttled")
	}
	if !m.Ended {
		return r.words.Say("report.status." + m.Status.String())
	}
	p := r.last.Process(m.Process)
	switch {
	case p.Status == trace.ProcessAlive:
		return r.words.Say("report.status.ended")
	case p.Signal != 0:
		return r.words.Say("report.outcome-killed", "Signal", trace.SignalName(int(p.Signal))) + r.unreaped(&p)
	default:
		return r.words.Say("report.outcome-exit", "Code", p.Code) + r.unreaped(&p)
	}
}

func (r *report) unreaped(p *trace.ProcessState) string {
	if p.Status == trace.ProcessZombie {
		return r.words.Say("report.outcome-zombie")
	}
	return ""
}

// blockedBy divides a thread's blocked time by reason.
func (r *report) blockedBy(m *trace.ThreadMetrics) string {
	var parts []string
	for _, b := range m.BlockedBy {
		parts = append(parts, r.words.Say("report.wait."+b.Reason.String())+" "+decimals(b.Ns, r.unit(), 3))
	}
	return strings.Join(parts, marksOf(r.words).comma)
}

// coreBar is how many columns the bar of a core's use has.
const coreBar = 24

// cores is the table of the use of each core.
func (r *report) cores() {
	say := r.words.Say
	t := &table{style: r.style, headings: []heading{
		{say("report.core"), true}, {say("report.busy"), false}, {say("report.overhead"), false},
		{say("report.idle"), false}, {say("report.use"), false}, {"", true},
	}}
	g := r.style.glyphs()
	for i, c := range r.metrics.Cores {
		if i == mostCores {
			break
		}
		full := int(portion(c.BusyNs, r.metrics.ElapsedNs, coreBar))
		lost := int(portion(c.BusyNs+c.OverheadNs, r.metrics.ElapsedNs, coreBar)) - full
		bar := strings.Repeat(g.full, full) + strings.Repeat(g.overhead, lost) + strings.Repeat(g.blocked, coreBar-full-lost)
		t.add(entry{text: say("report.core-row", "Core", int(c.Core))}, r.time(c.BusyNs), r.time(c.OverheadNs),
			r.time(c.IdleNs), entry{text: percent(c.BusyNs, r.metrics.ElapsedNs)}, entry{text: bar})
	}
	r.add(t.lines()...)
	if hidden := len(r.metrics.Cores) - mostCores; hidden > 0 {
		r.add(wrap(say("report.more-cores", "Count", hidden), r.style.width())...)
	}
	r.add("")
}

// end is the reason for the end, and the figures of the run as a whole.
func (r *report) end() {
	say := r.words.Say
	m := r.metrics
	r.add(wrap(say("report.end-at", "At", r.style.Length(m.ElapsedNs), "End", EndInWords(r.trace, r.words)), r.style.width())...)
	r.add(wrap(say("report.totals", "Ended", m.Ended, "Threads", len(m.Threads),
		"Throughput", thousandths(m.ThroughputMilli), "Fairness", thousandths(m.FairnessPPM/1000)), r.style.width())...)
}

// thousandths writes a number given in thousandths.
func thousandths(milli int64) string {
	return decimals(milli, unit{ns: 1000}, 3)
}
