package terminal

import (
	"slices"
	"strconv"
	"strings"

	"github.com/rivo/uniseg"

	"timeslice/assets/words"
	"timeslice/sim/trace"
)

// Window is the part of a trace that a chart shows.
type Window struct {
	From, To trace.Time // To is the trace's end if it is not after From
	Threads  int        // at most so many rows for threads; 0 for 24
	Cores    int        // at most so many rows for cores; 0 for 16
}

func (w Window) fill(t *trace.Trace) Window {
	w.From = max(w.From, 0)
	if w.To <= w.From {
		w.To = max(t.End(), w.From+1)
		if standsStill(t) {
			w.To += max((w.To-w.From)/8, 1)
		}
	}
	if w.Threads <= 0 {
		w.Threads = 24
	}
	if w.Cores <= 0 {
		w.Cores = 16
	}
	return w
}

// standsStill reports whether a run ended because nothing could happen any
// more while somebody still waited. How things stood then is how they stand for
// ever, and a chart shows a piece of it.
func standsStill(t *trace.Trace) bool {
	if t.Len() == 0 {
		return false
	}
	last := t.Fact(trace.FactID(t.Len()))
	return last.Kind == trace.KindEnd && (last.Reason == trace.ReasonDeadlock || last.Reason == trace.ReasonAsleep)
}

// lastInstant is until when it is known how things stand.
func lastInstant(t *trace.Trace) trace.Time {
	if standsStill(t) {
		return trace.Never
	}
	return t.End()
}

// Chart is a Gantt chart, made once and drawn as often as needed.
type Chart struct {
	style    Style
	words    *words.Words
	names    *Names
	scale    scale
	timeline *timeline
	letters  map[trace.ThreadID]string
	labels   map[trace.ThreadID]string
	label    int // columns before the rows
	// What there is no room for.
	hiddenThreads, hiddenCores int
}

// NewChart lays out a window of a trace.
func NewChart(t *trace.Trace, w Window, s Style, say *words.Words) *Chart {
	return newChart(t, w, s, say, 0)
}

// newChart leaves at least so many columns before the rows.
func newChart(t *trace.Trace, w Window, s Style, say *words.Words, label int) *Chart {
	w = w.fill(t)
	c := &Chart{style: s, words: say, names: NewNames(t)}
	threads := c.names.within(t, w)
	if len(threads) > w.Threads {
		c.hiddenThreads = len(threads) - w.Threads
		threads = threads[:w.Threads]
	}
	cores := coresOf(t)
	if cores > w.Cores {
		c.hiddenCores = cores - w.Cores
		cores = w.Cores
	}
	c.letters = c.names.letters(threads)
	c.labels = c.names.labels(threads, c.letters)
	c.label = max(label, c.labelWidth(cores))
	c.scale = s.newScale(w.From, w.To, s.width()-c.label, changes(t, w))
	c.timeline = newTimeline(t, threads, cores, w.From, c.scale.cellNs, c.scale.cells)
	return c
}

// within lists the threads that exist at some instant of the window, in order
// of their start.
func (n *Names) within(t *trace.Trace, w Window) []trace.ThreadID {
	outside := map[trace.ThreadID]bool{}
	for id := trace.FactID(1); int(id) <= t.Len(); id++ {
		switch f := t.Fact(id); {
		case f.Kind == trace.KindThreadExit && f.Time < w.From,
			f.Kind == trace.KindThreadStart && f.Time >= w.To:
			outside[f.Thread] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(n.order), func(id trace.ThreadID) bool { return outside[id] })
}

func (c *Chart) coreName(core int) string {
	return c.words.Say("report.core-row", "Core", core)
}

// labelWidth is the room for what stands before the rows: as much as is
// needed, but at most a third of the line.
func (c *Chart) labelWidth(cores int) int {
	widest := uniseg.StringWidth(c.coreName(cores - 1))
	for _, label := range c.labels {
		widest = max(widest, uniseg.StringWidth(label))
	}
	return min(widest, c.style.width()/3) + 2
}

// Gantt returns the chart of a window of a trace, with its legend.
func Gantt(t *trace.Trace, w Window, s Style, say *words.Words) []string {
	c := NewChart(t, w, s, say)
	return append(c.Rows(trace.Never), c.Legend()...)
}

// Rows returns the chart's axis and rows, with what happened before an instant.
func (c *Chart) Rows(until trace.Time) []string {
	var lines []string
	axis := c.style.newLine()
	axis.to(c.label)
	axis.put(paint{}, c.scale.labels(c.style.width()-c.label))
	ticks := c.style.newLine()
	ticks.to(c.label)
	ticks.put(paint{faint: true}, c.scale.ticks(c.style.glyphs()))
	lines = append(lines, axis.String(), ticks.String())
	cells := c.cellsUntil(until)
	for core := range c.timeline.cores {
		lines = append(lines, c.coreLine(core, cells))
	}
	if c.hiddenCores > 0 {
		lines = append(lines, c.note("report.more-cores", c.hiddenCores)...)
	}
	lines = append(lines, "")
	for i := range c.timeline.threads {
		lines = append(lines, c.threadLine(&c.timeline.threads[i], cells))
	}
	if c.hiddenThreads > 0 {
		lines = append(lines, c.note("report.more-threads", c.hiddenThreads)...)
	}
	return lines
}

func (c *Chart) note(id string, count int) []string {
	return wrap(c.words.Say(id, "Count", count), c.style.width())
}

// cellsUntil is how many cells have begun before an instant.
func (c *Chart) cellsUntil(until trace.Time) int {
	if until <= c.scale.from {
		return 0
	}
	return int(min(int64(until-c.scale.from-1)/c.scale.cellNs+1, int64(c.scale.cells)))
}

// coreLine shows who has a core: the letter of the thread on its colour.
func (c *Chart) coreLine(core, cells int) string {
	g := c.style.glyphs()
	l := c.style.newLine()
	l.put(paint{}, c.style.shorten(c.coreName(core), c.label-2))
	l.to(c.label)
	for _, s := range c.timeline.cores[core].most[:c.lived(cells)] {
		letter, known := c.letters[s.thread]
		switch {
		case s.ns == 0:
			l.put(paint{faint: true}, g.blocked)
		case s.overhead:
			l.put(paint{process: c.names.colour(s.thread)}, g.overhead)
		case known:
			l.put(paint{process: c.names.colour(s.thread), filled: true}, letter)
		default:
			l.put(paint{process: c.names.colour(s.thread), filled: true}, anyone)
		}
	}
	return l.String()
}

// lived is how many of so many cells lie before the end of the trace: a core
// that is shown as idle was really there.
func (c *Chart) lived(cells int) int {
	span := int64(lastInstant(c.timeline.trace) - c.scale.from)
	if span <= 0 {
		return 0
	}
	return int(min(int64(cells), (span-1)/c.scale.cellNs+1))
}

func (c *Chart) threadLine(row *threadRow, cells int) string {
	l := c.style.newLine()
	colour := c.names.colour(row.id)
	l.put(paint{process: colour, bold: true}, c.style.shorten(c.labels[row.id], c.label-2))
	l.to(c.label)
	for i := range row.stretches[:cells] {
		glyph, p := c.style.glyphs().of(&row.stretches[i])
		p.process = colour
		l.put(p, glyph)
	}
	return l.String()
}

// of is the character of a cell and how it is painted. A thread that ran, if
// only for an instant, is never hidden by what it did for longer.
func (g glyphs) of(s *stretch) (string, paint) {
	most := s.most()
	if s.ran && most != running && most != overhead {
		return g.ran, paint{}
	}
	switch most {
	case running:
		return g.running, paint{}
	case overhead:
		return g.overhead, paint{}
	case ready:
		return g.ready, paint{}
	case throttled:
		return g.throttled, paint{}
	case blocked:
		return g.blocked, paint{faint: true}
	case stopped:
		return g.stopped, paint{}
	case zombie:
		return g.zombie, paint{faint: true}
	default:
		return " ", paint{}
	}
}

// Legend explains the characters that occur, and what one column stands for.
func (c *Chart) Legend() []string {
	seen := c.seen()
	g := c.style.glyphs()
	var entries []string
	for _, e := range []struct {
		glyph, id string
		occurs    bool
	}{
		{g.running, "report.legend-running", seen.doing[running]},
		{g.ran, "report.legend-ran", seen.ran},
		{g.overhead, "report.legend-overhead", seen.doing[overhead]},
		{g.ready, "report.legend-ready", seen.doing[ready]},
		{g.throttled, "report.legend-throttled", seen.doing[throttled]},
		{g.blocked, "report.legend-blocked", seen.doing[blocked]},
		{g.stopped, "report.legend-stopped", seen.doing[stopped]},
		{g.zombie, "report.legend-zombie", seen.doing[zombie]},
	} {
		if e.occurs {
			entries = append(entries, e.glyph+" "+c.words.Say(e.id))
		}
	}
	entries = append(entries, c.words.Say("report.legend-column", "Length", c.style.Length(c.scale.cellNs)))
	return flow(entries, "   ", c.style.width())
}

// occurring is what the legend must explain.
type occurring struct {
	doing [doings]bool
	ran   bool
}

func (c *Chart) seen() occurring {
	var o occurring
	for _, row := range c.timeline.threads {
		for i := range row.stretches {
			s := &row.stretches[i]
			most := s.most()
			if s.ran && most != running && most != overhead {
				o.ran = true
			} else {
				o.doing[most] = true
			}
		}
	}
	for i := range c.timeline.cores {
		for _, s := range c.timeline.cores[i].most[:c.lived(c.scale.cells)] {
			o.doing[overhead] = o.doing[overhead] || s.overhead
			o.doing[blocked] = o.doing[blocked] || s.ns == 0
		}
	}
	return o
}

// flow puts entries one after another into lines of at most so many columns.
func flow(entries []string, gap string, columns int) []string {
	var lines []string
	row := ""
	for _, entry := range entries {
		switch {
		case row == "":
			row = entry
		case uniseg.StringWidth(row+gap+entry) <= columns:
			row += gap + entry
		default:
			lines = append(lines, row)
			row = entry
		}
	}
	lines = append(lines, row)
	var fitting []string
	for _, l := range lines {
		fitting = append(fitting, wrap(l, columns)...)
	}
	return fitting
}

// number writes a count with thin groups, as 12,345.
func number(n int64) string {
	digits := strconv.FormatInt(n, 10)
	var groups []string
	for len(digits) > 3 && digits[len(digits)-4] != '-' {
		groups = append([]string{digits[len(digits)-3:]}, groups...)
		digits = digits[:len(digits)-3]
	}
	return strings.Join(append([]string{digits}, groups...), ",")
}
