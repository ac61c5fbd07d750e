package terminal

import (
	"strings"

	"timeslice/assets/words"
	"timeslice/sim/trace"
)

// Screen shows a trace in motion: what the computer does at an instant, and
// below it the chart of its history so far.
type Screen struct {
	trace *trace.Trace
	chart *Chart
	title string
	style Style
	words *words.Words
	lines int
	name  int // columns for the name of who has a core
}

// widestName is the most columns a name gets beside its core.
const widestName = 16

// NewScreen lays out a trace for a terminal of so many lines.
func NewScreen(t *trace.Trace, title string, s Style, say *words.Words, lines int) *Screen {
	cores := coresOf(t)
	// What stands above and below the chart's rows takes up to twelve lines,
	// and each core has a line above and a row in the chart.
	room := max(lines-12, 4)
	coreRows := min(cores, max(room/4, 1))
	w := Window{Cores: coreRows, Threads: max(room-2*coreRows, 2)}
	label := 0
	for _, id := range []string{"report.screen-ready", "report.screen-blocked", "report.screen-stopped"} {
		label = max(label, columns(say.Say(id))+2)
	}
	screen := &Screen{trace: t, chart: newChart(t, w, s, say, label), title: title, style: s, words: say, lines: lines}
	for _, id := range screen.chart.names.order {
		screen.name = min(max(screen.name, columns(screen.chart.names.Of(id))), widestName)
	}
	return screen
}

// Playing is what the viewer is doing.
type Playing struct {
	At     trace.Time
	Paused bool
	// SlowedBy is how many times slower than the simulated computer the
	// viewer's clock is; below 1 it is 0.
	SlowedBy int64
}

// Frame returns the screen at an instant, at most as many lines as there is
// room for.
func (s *Screen) Frame(p Playing) []string {
	p.At = min(p.At, s.trace.End())
	now := s.trace.Snapshot(p.At)
	lines := []string{s.heading(p), ""}
	for core := range s.chart.timeline.cores {
		lines = append(lines, s.coreLine(now, trace.CoreID(core)))
	}
	lines = append(lines, s.threads(now, "report.screen-ready", trace.StatusReady))
	lines = append(lines, s.threads(now, "report.screen-blocked", trace.StatusBlocked))
	if stopped := now.With(trace.StatusStopped); len(stopped) > 0 {
		lines = append(lines, s.threads(now, "report.screen-stopped", trace.StatusStopped))
	}
	lines = append(lines, "")
	lines = append(lines, s.chart.Rows(p.At)...)
	lines = append(lines, s.chart.Legend()...)
	lines = append(lines, s.foot(now)...)
	if len(lines) > s.lines {
		lines = lines[:max(s.lines, 0)]
	}
	return lines
}

// heading is the title on the left and the clock on the right.
func (s *Screen) heading(p Playing) string {
	clock := s.words.Say("report.screen-clock", "At", s.instant(p.At), "End", s.instant(s.trace.End()))
	if p.Paused {
		clock = s.words.Say("report.screen-paused") + "  " + clock
	} else if p.SlowedBy > 1 {
		clock = s.words.Say("report.screen-slowed", "Times", number(p.SlowedBy)) + "  " + clock
	}
	l := s.style.newLine()
	room := s.style.width() - columns(clock) - 2
	l.put(paint{bold: true}, s.style.shorten(s.title, max(room, 8)))
	l.to(s.style.width() - columns(clock))
	l.put(paint{}, clock)
	return l.String()
}

// instant is an instant in the unit of the axis, with a fixed number of
// decimals, so that the clock does not jump about.
func (s *Screen) instant(at trace.Time) string {
	u := s.chart.scale.unit
	return decimals(int64(at), u, 3) + " " + u.name
}

// meter is how many columns the bar of a slice has.
const meter = 12

// coreLine says who has a core, how much of the slice is used, and by which
// rule it was chosen.
func (s *Screen) coreLine(now *trace.State, id trace.CoreID) string {
	l := s.style.newLine()
	l.put(paint{}, s.style.shorten(s.chart.coreName(int(id)), s.chart.label-2))
	l.to(s.chart.label)
	if int(id) >= len(now.Cores) || now.Cores[id].Thread == trace.NoThread {
		l.put(paint{faint: true}, s.words.Say("report.screen-idle"))
		return l.String()
	}
	core := &now.Cores[id]
	colour := s.chart.names.colour(core.Thread)
	l.put(paint{process: colour, filled: true}, s.style.shorten(s.chart.names.Of(core.Thread), widestName))
	l.to(s.chart.label + s.name + 2)
	if now.At < core.OverheadUntil {
		l.put(paint{process: colour}, strings.Repeat(s.style.glyphs().overhead, 3))
		l.put(paint{}, " "+s.words.Say("report.legend-overhead"))
		return l.String()
	}
	s.putSlice(l, now, id, colour)
	l.put(paint{faint: true}, s.words.Say("report.rule."+core.Rule.String()))
	return l.String()
}

// putSlice shows how much of a slice is used, if slices end.
func (s *Screen) putSlice(l *line, now *trace.State, id trace.CoreID, colour int) {
	left, ends := now.SliceLeftNs(id)
	if !ends {
		return
	}
	g := s.style.glyphs()
	limit := now.Cores[id].LimitNs
	used := int(portion(limit-left, limit, meter))
	l.put(paint{process: colour}, strings.Repeat(g.full, used))
	l.put(paint{process: colour, faint: true}, strings.Repeat(g.empty, meter-used))
	u := s.chart.scale.unit
	l.put(paint{}, " "+s.words.Say("report.screen-slice", "Used", decimals(limit-left, u, 2), "Limit", s.style.Length(limit))+"  ")
}

// threads lists who is in a status, and for blocked ones what they wait for.
func (s *Screen) threads(now *trace.State, id string, status trace.Status) string {
	who := now.With(status)
	if status == trace.StatusReady {
		who = s.queued(now)
	}
	l := s.style.newLine()
	l.put(paint{}, s.style.shorten(s.words.Say(id), s.chart.label-2))
	l.to(s.chart.label)
	shown := 0
	for _, thread := range who {
		if s.trace.End() == 0 || now.Thread(thread).Process == trace.InitProcess {
			continue
		}
		entry := s.chart.names.Of(thread)
		why := ""
		if t := now.Thread(thread); status == trace.StatusBlocked {
			why = " " + waitInWords(s.trace, now, &t, s.words)
		} else if t.Throttled() {
			why = " " + s.words.Say("report.legend-throttled")
		}
		if l.width+columns(entry+why)+2 > s.style.width()-8 {
			l.put(paint{faint: true}, s.words.Say("report.screen-more", "More", len(who)-shown))
			break
		}
		l.put(paint{process: s.chart.names.colour(thread)}, entry)
		l.put(paint{faint: true}, why)
		l.put(paint{}, "  ")
		shown++
	}
	return l.String()
}

// queued lists the ready threads queue by queue.
func (s *Screen) queued(now *trace.State) []trace.ThreadID {
	who := now.Ready(trace.NoCore)
	for core := range now.Cores {
		who = append(who, now.Ready(trace.CoreID(core))...)
	}
	return who
}

// foot is the keys and, at the end, the reason for it.
func (s *Screen) foot(now *trace.State) []string {
	lines := []string{""}
	if now.Ended != trace.ReasonNone {
		lines = append(lines, wrap(EndInWords(s.trace, s.words), s.style.width())...)
	}
	return append(lines, s.style.shorten(s.words.Say("report.screen-keys"), s.style.width()))
}
