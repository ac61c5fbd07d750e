package view

import (
	"timeslice/render/edit"
	"timeslice/render/model"
	"timeslice/render/scene"
)

// What is wrong with a line is said behind it; below the code where it has no room
// there, so that it covers no other line.

// faultGap is how far behind its line a fault is said.
const faultGap = 16.0

// faultWidth is how wide a fault is behind its line.
func (f *Frame) faultWidth(fault *model.Fault) float64 {
	return f.scene.Fonts().Width(f.Theme.Type.Small, fault.Text) + 16*f.Theme.Unit
}

// faultLine is the line that a fault is shown at, from 0: the last for one beyond.
func faultLine(sheet *model.Sheet, fault *model.Fault) int {
	return min(fault.Line, sheet.Lines()) - 1
}

// longFaults are the faults of a sheet that have no room behind their lines, the first
// of each line.
func (f *Frame) longFaults(sheet *model.Sheet, box scene.Box) []model.Fault {
	all := f.kept.longFaults[:0]
	said := -1
	room := box.W - f.gutter(sheet) - codeRight
	for _, fault := range f.Model.Faults() {
		line := faultLine(sheet, &fault)
		if fault.File != sheet.Name || line == said {
			continue
		}
		said = line
		if behind := float64(edit.Columns(sheet.Line(line)))*f.Theme.Type.Code.Column() + faultGap; behind+f.faultWidth(&fault) > room {
			all = append(all, fault)
		}
	}
	f.kept.longFaults = all
	return all
}

// faultPad is the room around what is listed, in units.
const faultPad = 6.0

// faultText is a fault as it is listed.
func (f *Frame) faultText(fault *model.Fault) scene.Run {
	return scene.Run{Text: f.say("code.fault", "Number", fault.Line, "Fault", fault.Text), Style: f.Theme.Type.Small, Colour: f.Theme.OnBad}
}

// faultsHeight is how high the list of faults is below code: a third of the room at
// most.
func (f *Frame) faultsHeight(all []model.Fault, box scene.Box) float64 {
	if len(all) == 0 {
		return 0
	}
	high := faultPad * f.Theme.Unit
	for i := range all {
		_, h := f.scene.Measure(box.W-2*faultPad*f.Theme.Unit, scene.Spacing, f.faultText(&all[i]))
		high += h
	}
	return min(high, box.H/3)
}

// faultList says what is wrong with the lines behind which it has no room. Each goes
// to its line.
func (f *Frame) faultList(b scene.Box, all []model.Fault) {
	if b.Empty() {
		return
	}
	key := f.key
	for i := range all {
		key = key.Int(int64(all[i].Line)).Text(all[i].Text)
	}
	f.layer("faults", b, key, func(l *scene.Layer) {
		t, pad := f.Theme, faultPad*f.Theme.Unit
		l.Fill(b, t.Tiny, t.Bad)
		rest := b.InsetXY(pad, pad/2)
		rest.CutTop(1.5 * t.Unit) // letters stand high in their lines
		for i := range all {
			text := f.faultText(&all[i])
			high := l.Paragraph(rest, text.Text, text.Style, text.Colour)
			if high == 0 {
				break
			}
			l.Mark(scene.Mark{
				Box: rest.CutTop(high), Name: "fault", Role: scene.Item, Label: text.Text,
				Command: scene.Command{Name: "show-line"},
				Subject: scene.Subject{Topic: scene.OfLine, ID: f.Model.FileNumber(all[i].File), Part: int64(all[i].Line)},
			})
		}
	})
}

// faultLines marks the lines that something is wrong with, and says it behind those
// where it has room.
func (f *Frame) faultLines(l *scene.Layer, p *pane, faults []model.Fault, first, last int) {
	t := f.Theme
	said := -1
	for _, fault := range faults {
		line := faultLine(p.sheet, &fault)
		if fault.File != p.sheet.Name || line < first || line > last || line == said {
			continue
		}
		said = line
		end := p.x(line, p.sheet.LineEnd(line))
		l.LineDashed(scene.Point{X: p.x(line, p.sheet.LineStart(line)), Y: p.y(line) + p.row - 1},
			scene.Point{X: end, Y: p.y(line) + p.row - 1}, t.Line, scene.Dash{On: 2, Off: 2}, t.Bad)
		box := scene.Box{X: end + faultGap, Y: p.y(line) + 1, W: f.faultWidth(&fault), H: p.row - 2}
		if box.Right() <= p.text.Right() {
			l.Fill(box, t.Tiny, t.Bad)
			l.Label(box.InsetXY(8*t.Unit, 0), fault.Text, t.Type.Small, t.OnBad, scene.Start)
		}
	}
}
