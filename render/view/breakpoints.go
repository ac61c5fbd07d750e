package view

import (
	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/scene/icon"
)

// breakpoints lists where the playhead stops by itself, below the code; each can be
// taken away. Kinds of facts are offered beside those that are set. It returns
// nothing where there are none.
func (f *Frame) breakpoints(b scene.Box) {
	m := f.Model
	key := f.key
	for i := range m.Breakpoints {
		key = key.Text(m.Breakpoints[i].File).Int(int64(m.Breakpoints[i].Line)).Text(m.Breakpoints[i].Kind)
	}
	f.layer("breakpoints", b, key, func(l *scene.Layer) {
		t, u := f.Theme, f.Theme.Unit
		f.panel(l, b)
		rest := b
		rest.CutTop(6 * u)
		head := rest.CutTop(20 * u)
		f.iconButton(l, head.CutRight(22*u), 13, "clear-breaks", icon.Trash)
		f.iconButton(l, head.CutRight(22*u), 13, "to-break", icon.JumpForward)
		l.Label(head, f.say("break.title"), t.Type.Small, t.Muted, scene.Start)
		flow := scene.NewFlow(rest, breakChip*u, 4*u)
		for i := range m.Breakpoints {
			f.breakpoint(l, flow, i)
		}
		for _, s := range model.BreakStrides() {
			if !m.HasBreakpoint(model.Breakpoint{Kind: s.Name()}) {
				f.breakOffer(l, flow, s)
			}
		}
	})
}

// breakChip is how high what is listed is.
const breakChip = 22.0

// breakpointsHeight is how high the list is.
func (f *Frame) breakpointsHeight(wide float64) float64 {
	m, t, u := f.Model, f.Theme, f.Theme.Unit
	if len(m.Breakpoints) == 0 {
		return 0
	}
	rows, x := 1.0, 0.0
	take := func(w float64) {
		if x > 0 && x+w > wide {
			rows, x = rows+1, 0
		}
		x += w + 4*u
	}
	fonts := f.scene.Fonts()
	for i := range m.Breakpoints {
		take(fonts.Width(t.Type.SmallStrong, f.breakName(&m.Breakpoints[i])) + 44*u)
	}
	for _, s := range model.BreakStrides() {
		if !m.HasBreakpoint(model.Breakpoint{Kind: s.Name()}) {
			take(fonts.Width(t.Type.Small, f.say("break."+s.Name())) + 24*u)
		}
	}
	return 26*u + min(rows, 4)*(breakChip+4)*u + 2*u
}

// breakName is what a breakpoint is called.
func (f *Frame) breakName(b *model.Breakpoint) string {
	if b.Line > 0 {
		return b.Title()
	}
	for _, s := range model.BreakStrides() {
		if s.Name() == b.Kind {
			return f.say("break." + s.Name())
		}
	}
	if kind, known := model.KindNamed(b.Kind); known {
		return f.Tell.Kind(kind)
	}
	return b.Kind
}

// breakpoint draws one that is set: a disc is a line, a square facts.
func (f *Frame) breakpoint(l *scene.Layer, flow *scene.Flow, i int) {
	t, u := f.Theme, f.Theme.Unit
	one := &f.Model.Breakpoints[i]
	name := f.breakName(one)
	place, fits := flow.Next(l.Width(t.Type.SmallStrong, name) + 44*u)
	if !fits {
		return
	}
	l.Fill(place, t.Small, t.Raised)
	l.Outline(place, t.Small, t.Hairline, t.Strong)
	subject := scene.Subject{Topic: scene.OfGroup, ID: int64(i)}
	whole := place
	cross := whole.CutRight(20 * u)
	l.Picture(icon.Close, cross.Middle(9*u, 9*u), t.Muted)
	l.Mark(scene.Mark{
		Box: cross, Name: "remove-break", Subject: subject, Role: scene.Button, Label: f.say("break.remove", "Name", name),
		Command: scene.Command{Name: "remove-break"},
	})
	f.breakDot(l, whole.CutLeft(18*u), one.Line > 0)
	l.Label(whole, name, t.Type.SmallStrong, t.Text, scene.Start)
	if one.Line > 0 {
		l.Mark(scene.Mark{
			Box: whole, Name: "show-break", Subject: subject, Role: scene.Button, Label: f.say("break.show", "Name", name),
			Command: scene.Command{Name: "show-break"},
		})
	}
}

// breakDot draws the sign of a breakpoint.
func (f *Frame) breakDot(l *scene.Layer, b scene.Box, line bool) {
	u := f.Theme.Unit
	if line {
		l.Disc(b.Centre(), 4.5*u, f.Theme.Bad)
		return
	}
	l.Fill(b.Middle(8*u, 8*u), 1.5*u, f.Theme.Bad)
}

// breakOffer draws a kind of facts that it does not stop at but could.
func (f *Frame) breakOffer(l *scene.Layer, flow *scene.Flow, s model.Stride) {
	t, u := f.Theme, f.Theme.Unit
	name := f.say("break." + s.Name())
	place, fits := flow.Next(l.Width(t.Type.Small, name) + 24*u)
	if !fits {
		return
	}
	l.Outline(place, t.Small, t.Hairline, t.Border)
	inside := place
	l.Outline(inside.CutLeft(18*u).Middle(8*u, 8*u), 1.5*u, t.Hairline, t.Muted)
	l.Label(inside, name, t.Type.Small, t.Muted, scene.Start)
	l.Mark(scene.Mark{
		Box: place, Name: "break-" + s.Name(), Role: scene.Toggle, Label: f.say("do.break-" + s.Name()), Command: scene.Command{Name: "break-" + s.Name()},
	})
}

// lineBreak draws the place beside a line where a breakpoint is set: the sign if
// there is one.
func (f *Frame) lineBreak(l *scene.Layer, b scene.Box, file string, number int, subject scene.Subject) {
	set := f.Model.HasBreakpoint(model.Breakpoint{File: file, Line: number})
	if set {
		f.breakDot(l, b, true)
	}
	l.Mark(scene.Mark{
		Box: b, Name: "break", Subject: subject, Role: scene.Toggle, Label: f.say("break.line", "Number", number),
		Command: scene.Command{Name: "break"}, Condition: condition(set), Hint: f.say("break.line-hint"),
	})
}
