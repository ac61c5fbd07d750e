package model

import (
	"slices"
	"strconv"
	"strings"

	"timeslice/render/scene"
	"timeslice/render/view/timeline"
	"timeslice/sim/trace"
)

// Breakpoint is where the playhead stops by itself: at a line of source, or at
// facts of some kind.
type Breakpoint struct {
	File string `json:"file,omitempty"` // as the program names it
	Line int    `json:"line,omitempty"` // from 1
	Kind string `json:"kind,omitempty"` // of facts: the name of a stride, or of a kind of package trace
}

// mostBreakpoints is how many there can be: a link may hold any number.
const mostBreakpoints = 50

// Title is what a breakpoint on a line is called.
func (b *Breakpoint) Title() string { return b.File + ":" + strconv.Itoa(b.Line) }

// BreakStrides are the strides that a breakpoint can be on, in the order in which
// they are offered.
func BreakStrides() []Stride { return []Stride{ByOutput, ByError, ByMessage, ByCallback, ByDecision} }

// KindNamed is the kind of fact that has a name of package trace.
func KindNamed(name string) (trace.Kind, bool) {
	for kind := trace.KindNone + 1; kind < trace.KindCount(); kind++ {
		if kind.String() == name {
			return kind, true
		}
	}
	return trace.KindNone, false
}

// valid reports whether a breakpoint says where to stop.
func (b *Breakpoint) valid() bool {
	if b.Kind == "" {
		return b.File != "" && b.Line > 0
	}
	_, known := breakFilter(b.Kind)
	return known && b.File == "" && b.Line == 0
}

// breakFilter is which facts a breakpoint of a kind stops at.
func breakFilter(kind string) (timeline.Filter, bool) {
	for _, s := range BreakStrides() {
		if s.Name() == kind {
			return *s.filter(), true
		}
	}
	if k, known := KindNamed(kind); known {
		return timeline.Filter{Kinds: timeline.Kinds(k)}, true
	}
	return timeline.Filter{}, false
}

// HasBreakpoint reports whether there is a breakpoint.
func (m *Model) HasBreakpoint(b Breakpoint) bool { return slices.Contains(m.Breakpoints, b) }

// SetBreakpoints takes breakpoints from somewhere else, as far as they say where
// to stop.
func (m *Model) SetBreakpoints(all []Breakpoint) {
	m.Breakpoints = nil
	for _, b := range all {
		if b.valid() && !m.HasBreakpoint(b) && len(m.Breakpoints) < mostBreakpoints {
			m.Breakpoints = append(m.Breakpoints, b)
		}
	}
}

// toggleBreakpoint sets a breakpoint or takes it away.
func (m *Model) toggleBreakpoint(b Breakpoint) {
	if !b.valid() {
		return
	}
	all := slices.Clone(m.Breakpoints)
	if i := slices.Index(all, b); i >= 0 {
		m.Breakpoints = slices.Delete(all, i, i+1)
		return
	}
	if len(all) == mostBreakpoints {
		m.Notice = Notice{Text: m.say.Say("ui.break.too-many", "Most", mostBreakpoints), Bad: true}
		return
	}
	m.Breakpoints = append(all, b)
}

// lostBreakpoints are those whose lines went with a change of a file, from a text to
// which undoing may bring it back.
type lostBreakpoints struct {
	file, text string
	all        []Breakpoint
}

// mostLost is how many changes are remembered that took breakpoints away.
const mostLost = 20

// moveBreakpoints lets the breakpoints of a file stay with their lines, when it has
// changed from one text to another. One whose line is gone goes too, and is back when
// that is undone.
func (m *Model) moveBreakpoints(file, was, is string) {
	var kept []Breakpoint
	lost := lostBreakpoints{file: file, text: was}
	moved := false
	for _, b := range m.Breakpoints {
		line := b.Line
		if b.File == file && line > 0 {
			if line = lineAfter(line, was, is); line == 0 {
				lost.all = append(lost.all, b)
			}
			moved = moved || line != b.Line
			b.Line = line
		}
		if (line > 0 || b.Kind != "") && !slices.Contains(kept, b) {
			kept = append(kept, b)
		}
	}
	if moved {
		m.Breakpoints = kept
	}
	m.findBreakpoints(file, is)
	if len(lost.all) > 0 {
		m.Editor.lost = append(m.Editor.lost, lost)
		m.Editor.lost = m.Editor.lost[max(len(m.Editor.lost)-mostLost, 0):]
	}
}

// findBreakpoints brings those back that were lost when a file changed from the text
// that it has again.
func (m *Model) findBreakpoints(file, text string) {
	for i, lost := range slices.Backward(m.Editor.lost) {
		if lost.file != file || lost.text != text {
			continue
		}
		m.Editor.lost = slices.Delete(m.Editor.lost, i, i+1)
		m.SetBreakpoints(append(slices.Clone(m.Breakpoints), lost.all...))
		return
	}
}

// lineAfter is where a line is, from 1, after a text has changed in one place: what is
// above that stays, what is below moves, and of what was changed there the lines keep
// their order; 0 if the line is gone.
func lineAfter(line int, was, is string) int {
	before, after := strings.Split(was, "\n"), strings.Split(is, "\n")
	same := min(len(before), len(after))
	above := 0
	for above < same && before[above] == after[above] {
		above++
	}
	below := 0
	for below < same-above && before[len(before)-1-below] == after[len(after)-1-below] {
		below++
	}
	here, by := len(after)-above-below, 0
	if here == len(before)-above-below {
		by = turned(before[above:above+here], after[above:above+here])
	}
	switch {
	case line <= above:
		return line
	case line > len(before)-below:
		return line + len(after) - len(before)
	case here == 0:
		return 0
	default:
		return above + 1 + (min(line-above, here)-1+by)%here
	}
}

// turned is by how many places lines were moved past the others of their block, round
// from its end: lines that change places with the one above or below. 0 if they
// were not moved.
func turned(was, is []string) int {
	n := len(was)
	for by := 1; by < n; by++ {
		if slices.Equal(was[:n-by], is[by:]) && slices.Equal(was[n-by:], is[:by]) {
			return by
		}
	}
	return 0
}

// breakAtLine sets or takes away a breakpoint on the subject's line, or else on the
// line that the caret is on or that is selected.
func (m *Model) breakAtLine(a Act) {
	if m.Program == nil {
		return
	}
	for _, s := range []scene.Subject{a.Subject, m.Selected} {
		if file, line, is := m.LineOf(s); is && (m.Typing != CodeField || s == a.Subject) {
			m.toggleBreakpoint(Breakpoint{File: file, Line: line})
			return
		}
	}
	if s := m.Sheet(); s != nil {
		m.toggleBreakpoint(Breakpoint{File: s.Name, Line: s.LineOf(s.Caret()) + 1})
	}
}

// breakAtKind sets or takes away a breakpoint on facts of the kind that the text
// names, or else on the kind of the fact that is selected.
func (m *Model) breakAtKind(a Act) {
	kind := a.Text
	if t := m.Trace(); kind == "" && m.Selected.Topic == scene.OfFact && m.Selected.ID > 0 && m.Selected.ID <= int64(t.Len()) {
		kind = t.Fact(trace.FactID(m.Selected.ID)).Kind.String()
	}
	if kind == "" {
		m.Notice = Notice{Text: m.say.Say("ui.break.no-fact")}
		return
	}
	m.toggleBreakpoint(Breakpoint{Kind: kind})
}

// removeBreakpoint takes the breakpoint of the subject's number away.
func (m *Model) removeBreakpoint(a Act) {
	if i := a.Subject.ID; i >= 0 && i < int64(len(m.Breakpoints)) {
		m.toggleBreakpoint(m.Breakpoints[i])
	}
}

// showBreakpoint shows the line of the breakpoint of the subject's number.
func (m *Model) showBreakpoint(a Act) {
	if i := a.Subject.ID; i < 0 || i >= int64(len(m.Breakpoints)) || m.Breakpoints[i].Line == 0 || m.Program == nil {
		return
	}
	m.showLine(m.Breakpoints[a.Subject.ID].File, m.Breakpoints[a.Subject.ID].Line)
}

// showSubjectLine shows the subject's line.
func (m *Model) showSubjectLine(a Act) {
	if file, line, is := m.LineOf(a.Subject); is {
		m.showLine(file, line)
	}
}

// showLine shows a line of the program, with the caret on it.
func (m *Model) showLine(file string, line int) {
	if _, has := m.Program.File(file); !has {
		return
	}
	m.Editor.File, m.Panels.Left = file, "code"
	if s := m.Sheet(); s != nil {
		at := s.LineStart(min(max(line, 1), s.Lines()) - 1)
		s.Select(at, at)
		s.Shows++
	}
}

// breaks are the breakpoints as the index of a run looks for them. A line that no
// thread has come to yet is not looked for.
func (m *Model) breaks() (all []timeline.Break, which []int) {
	b := m.Branch()
	for i := range m.Breakpoints {
		one := &m.Breakpoints[i]
		if one.Kind != "" {
			filter, _ := breakFilter(one.Kind)
			all, which = append(all, timeline.Break{Filter: filter}), append(which, i)
		} else if line, known := b.Line(one.File, one.Line); known {
			all, which = append(all, timeline.Break{Line: line}), append(which, i)
		}
	}
	return all, which
}

// nextBreak is the first place after one at which a breakpoint lies.
func (m *Model) nextBreak(x *timeline.Index, from timeline.Position, until trace.Time) (found, bool) {
	all, which := m.breaks()
	to, i, ok := x.NextBreak(from, until, all)
	if !ok {
		return found{}, false
	}
	f := found{to: to}
	b := &m.Breakpoints[which[i]]
	if b.Line > 0 {
		f.notice = m.say.Say("ui.break.stopped-line", "Line", b.Title())
		if p, came := x.NextAt(trace.NoThread, all[i].Line, max(from.At, to.At-1), to.At); came {
			f.thread = p.Thread
		}
	} else if b.Kind != "" {
		f.notice = m.say.Say("ui.break.stopped")
	}
	return f, true
}

// stopAtBreaks stops the playhead at the first breakpoint that it has passed.
func (m *Model) stopAtBreaks(from timeline.Position) {
	if len(m.Breakpoints) == 0 {
		return
	}
	if f, ok := m.nextBreak(m.Branch().Index, from, m.Playhead.At); ok {
		m.Playhead.Playing = false
		m.seekPosition(f.to)
		m.reach(&f)
	}
}

// toBreak goes to the next breakpoint, as far ahead as it is.
func (m *Model) toBreak(Act) {
	if m.Branch() == nil {
		return
	}
	m.Playhead.Playing = false
	if len(m.Breakpoints) == 0 {
		m.Notice = Notice{Text: m.say.Say("ui.break.none")}
		return
	}
	m.seekFound(func(x *timeline.Index, from timeline.Position) (found, bool) {
		return m.nextBreak(x, from, x.End())
	}, "ui.step.none")
}

// breakCommands are those of breakpoints.
func breakCommands() []Command {
	all := []Command{
		{Name: "to-break", Keys: []string{"F8"}, On: InLab, do: (*Model).toBreak},
		{Name: "break", Keys: []string{"F9"}, On: InLab, do: (*Model).breakAtLine},
		{Name: "break-fact", Keys: []string{"Shift+F9"}, On: InLab, do: (*Model).breakAtKind},
		{Name: "remove-break", On: InLab, About: true, do: (*Model).removeBreakpoint},
		{Name: "show-break", On: InLab, About: true, do: (*Model).showBreakpoint},
		{Name: "show-line", On: InLab, About: true, do: (*Model).showSubjectLine},
		{Name: "clear-breaks", Keys: []string{"Ctrl+F9"}, On: InLab, do: func(m *Model, _ Act) { m.Breakpoints = nil }},
	}
	for _, s := range BreakStrides() {
		name := s.Name()
		all = append(all, Command{Name: "break-" + name, On: InLab, do: func(m *Model, _ Act) { m.toggleBreakpoint(Breakpoint{Kind: name}) }})
	}
	return all
}

// fileNumbers are the texts of a trace that name files of the program, found once:
// a trace has many texts.
type fileNumbers struct {
	ids  map[string]trace.StringID // by the program's name of the file
	next trace.StringID            // the first text that has not been looked at
}

// line is a line of the program as the trace has it; false while no thread has
// come to a line of that file.
func (n *fileNumbers) line(t *trace.Trace, file string, line int) (trace.Line, bool) {
	if n.ids == nil {
		n.ids, n.next = map[string]trace.StringID{}, 1
	}
	for ; t.Text(n.next) != ""; n.next++ {
		if name, is := AppFile(t.Text(n.next)); is && !strings.Contains(name, "\n") {
			if _, known := n.ids[name]; !known {
				n.ids[name] = n.next
			}
		}
	}
	id, known := n.ids[file]
	return trace.Line{File: id, Number: line}, known
}
