package view

import (
	"strings"

	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/scene/icon"
)

// knobRows are the knobs that are listed, and where, as last drawn.
type knobRows struct {
	whole, room float64
	top         float64
	buffer      []*model.Knob
}

// knobName says what a knob is: in words if the catalogue has some, else it is
// known by its key.
func (f *Frame) knobName(k *model.Knob) string {
	if id := "ui.knob-of." + k.Key; f.Say.Has(id) {
		return f.Say.Say(id)
	}
	return k.Key
}

// foundKnobs are the knobs that have all words which were typed: those first that
// have been turned.
func (f *Frame) foundKnobs() []*model.Knob {
	all := f.Model.Knobs()
	wanted := strings.Fields(strings.ToLower(f.Model.KnobList.Sought.Text()))
	found := f.kept.knobs.buffer[:0]
	for _, turned := range []bool{true, false} {
	each:
		for i := range all {
			k := &all[i]
			if k.Turned() != turned {
				continue
			}
			if len(wanted) > 0 {
				in := strings.ToLower(k.Key + " " + f.knobName(k))
				for _, word := range wanted {
					if !strings.Contains(in, word) {
						continue each
					}
				}
			}
			found = append(found, k)
		}
	}
	f.kept.knobs.buffer = found
	return found
}

// knobsPanel lists every knob of the machine: what it is, its value, and whether
// it has been turned.
func (f *Frame) knobsPanel(b scene.Box) {
	m := f.Model
	found := f.foundKnobs()
	key := fieldKey(fieldKey(f.key, m.KnobList.Sought), m.KnobList.Value).Text(m.Typing).Text(m.KnobList.Key).Float(m.KnobList.Scroll).
		Text(m.Notice.Text).Bool(m.Notice.Bad)
	for _, k := range found {
		key = key.Text(k.Key).Text(k.Value)
	}
	f.layer("knobs", b, key, func(l *scene.Layer) {
		t, u := f.Theme, f.Theme.Unit
		f.panel(l, b)
		rest := b.InsetXY(t.Pad, t.Gap)
		head := rest.CutTop(28 * u)
		if turned := f.turnedKnobs(); turned > 0 {
			f.iconButton(l, head.CutRight(26*u), 13, "reset-knobs", icon.Restart)
		}
		f.field(l, head, model.KnobsField, f.say("knobs.search"), icon.Search, m.KnobList.Sought)
		rest.CutTop(t.Gap)
		f.badNotice(l, &rest, t.Type.Small)
		if len(found) == 0 {
			l.Paragraph(rest, f.say("knobs.none"), t.Type.Small, t.Muted)
			return
		}
		f.knobRows(l, rest, found)
	})
}

func (f *Frame) turnedKnobs() (n int) {
	for _, k := range f.Model.Knobs() {
		if k.Turned() {
			n++
		}
	}
	return n
}

// knobRows draws the rows that can be seen.
func (f *Frame) knobRows(l *scene.Layer, b scene.Box, found []*model.Knob) {
	t, u, k := f.Theme, f.Theme.Unit, &f.kept.knobs
	wide := b.W - 10*u
	k.room, k.whole = b.H, 0
	for _, one := range found {
		k.whole += f.knobHeight(l, wide, one)
	}
	k.top = min(max(f.Model.KnobList.Scroll, 0), max(k.whole-k.room, 0))
	l.Enclose(scene.Mark{Box: b, Name: "knobs", Role: scene.Group, Condition: scene.Scrolls, Label: f.say("do.knobs")}, func() {
		l.Clip(b, func() {
			y := b.Y - k.top
			for _, one := range found {
				row := scene.Box{X: b.X, Y: y, W: wide, H: f.knobHeight(l, wide, one)}
				if row.Y > b.Bottom() {
					break
				}
				if y += row.H; y > b.Y {
					f.knobRow(l, row, one)
				}
			}
		})
	})
	l.Scrollbar(scene.Box{X: b.Right() - 4, Y: b.Y, W: 4, H: b.H}, t, k.top/k.whole, (k.top+k.room)/k.whole)
}

// How wide the value of a knob is with its buttons, and the button that takes it back,
// in units.
const (
	knobValueWide = 112.0
	knobResetWide = 22.0
)

// knobLines is how a knob is named: its name in words, in as many lines as it needs,
// and its key, beside the value if it has room there and else in a line of its own.
func (f *Frame) knobLines(l *scene.Layer, wide float64, k *model.Knob) (name scene.Run, high float64, beside bool) {
	t, u := f.Theme, f.Theme.Unit
	text := f.knobName(k)
	room := wide - (knobValueWide+4)*u
	if text == k.Key {
		if k.Turned() {
			room -= (knobResetWide + 11) * u
		}
		return scene.Run{}, 0, l.Width(t.Type.CodeSmall, k.Key) <= room
	}
	name = scene.Run{Text: text, Style: t.Type.Small, Colour: t.Text}
	if k.Turned() {
		wide -= (11 + knobResetWide) * u
	}
	_, high = f.scene.Measure(wide, 1.5, name)
	return name, high, l.Width(t.Type.CodeSmall, k.Key) <= room
}

// knobHeight is how high a knob's row is.
func (f *Frame) knobHeight(l *scene.Layer, wide float64, k *model.Knob) float64 {
	u := f.Theme.Unit
	_, high, beside := f.knobLines(l, wide, k)
	if !beside {
		high += 18 * u
	}
	return high + 34*u
}

// knobRow draws a knob: its name, and below it its key and its value between the
// buttons that turn it.
func (f *Frame) knobRow(l *scene.Layer, b scene.Box, k *model.Knob) {
	t, u := f.Theme, f.Theme.Unit
	row := b
	row.CutBottom(8 * u)
	l.Rule(scene.Point{X: b.X, Y: row.Bottom() + 3*u}, scene.Point{X: b.Right(), Y: row.Bottom() + 3*u}, t.Hairline, t.Border)
	name, high, beside := f.knobLines(l, b.W, k)
	head := row.CutTop(high)
	line := &head
	if high == 0 {
		line = &row
	}
	if k.Turned() {
		l.Disc(scene.Point{X: line.X + 3*u, Y: line.Y + t.Type.Small.Size*0.75}, 3*u, t.Accent)
		line.CutLeft(11 * u)
	}
	if k.Turned() && high > 0 {
		f.resetKnob(l, head.CutRight(knobResetWide*u), k)
	}
	l.Rich(head, 1.5, name)
	colour := t.Muted
	if high == 0 {
		colour = t.Text
	}
	if !beside {
		l.LabelThat(scene.Ellipsis, row.CutTop(18*u), k.Key, t.Type.CodeSmall, colour, scene.Start)
	}
	wide := min(knobValueWide*u, row.W*0.58)
	value := row.CutRight(wide).Middle(wide, 24*u)
	row.CutRight(4 * u)
	if k.Turned() && high == 0 {
		f.resetKnob(l, row.CutRight(knobResetWide*u), k)
	}
	if beside {
		l.Label(row, k.Key, t.Type.CodeSmall, colour, scene.Start)
	}
	f.knobValue(l, value, k)
}

// resetKnob draws, at the top of a box, the button that takes a knob back.
func (f *Frame) resetKnob(l *scene.Layer, b scene.Box, k *model.Knob) {
	u := f.Theme.Unit
	b.H = min(b.H, 24*u)
	l.Picture(icon.Undo, b.Middle(12*u, 12*u), f.Theme.Muted)
	l.Mark(scene.Mark{
		Box: b, Name: "reset-knob", Subject: knobSubject(k), Role: scene.Button, Label: f.say("knobs.reset", "Value", k.Own),
		Command: scene.Command{Name: "reset-knob", Text: k.Key},
	})
}

// knobSubject tells the marks of one knob from those of others.
func knobSubject(k *model.Knob) scene.Subject {
	return scene.Subject{Topic: scene.OfGroup, ID: int64(scene.NewKey().Text(k.Key) >> 1)}
}

// knobValue draws the value of a knob, which can be typed, between its buttons.
func (f *Frame) knobValue(l *scene.Layer, b scene.Box, k *model.Knob) {
	t, u, m := f.Theme, f.Theme.Unit, f.Model
	if m.Typing == model.KnobField && m.KnobList.Key == k.Key {
		f.field(l, b, model.KnobField, "", icon.None, m.KnobList.Value)
		return
	}
	l.Fill(b, t.Small, t.Raised)
	line := t.Strong
	if k.Turned() {
		line = t.Accent
	}
	l.Outline(b, t.Small, t.Hairline, line)
	inside := b
	for _, s := range []struct {
		box     scene.Box
		by      int64
		picture icon.Icon
		label   string
	}{{inside.CutLeft(24 * u), -1, icon.Minus, "knobs.less"}, {inside.CutRight(24 * u), 1, icon.Plus, "knobs.more"}} {
		l.Picture(s.picture, s.box.Middle(11*u, 11*u), t.Muted)
		subject := knobSubject(k)
		subject.Part = s.by
		l.Mark(scene.Mark{
			Box: s.box, Name: "turn-knob", Subject: subject, Role: scene.Button, Label: f.say(s.label, "Name", k.Key),
			Command: scene.Command{Name: "turn-knob", Text: k.Key, Argument: s.by},
		})
	}
	style := t.Type.SmallStrong
	l.Label(inside, strings.Replace(k.Value, "us", "µs", 1), style, t.Text, scene.Centre)
	if k.IsNumber() {
		l.Mark(scene.Mark{
			Box: inside, Name: "type-knob", Subject: knobSubject(k), Role: scene.Field, Label: f.say("knobs.type", "Name", k.Key),
			Command: scene.Command{Name: "type-knob", Text: k.Key},
		})
	}
}
