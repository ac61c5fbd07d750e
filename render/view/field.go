package view

import (
	"strconv"

	"timeslice/render/edit"
	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/scene/icon"
)

// field draws a field of one line that takes text: what is in it, or what it is
// for while there is nothing; with a caret if it has the keyboard.
func (f *Frame) field(l *scene.Layer, b scene.Box, name, hint string, picture icon.Icon, text *edit.Buffer) {
	t := f.Theme
	focused := f.Model.Typing == name
	l.Well(b, t)
	if focused {
		l.Outline(b, t.Small, t.Line, t.Accent)
	}
	inside := b.InsetXY(8*t.Unit, 0)
	if picture != icon.None {
		l.Picture(picture, inside.CutLeft(14*t.Unit).Middle(14*t.Unit, 14*t.Unit), t.Muted)
		inside.CutLeft(6 * t.Unit)
	}
	composed, within := text.Composed()
	from, to := text.Selection()
	whole := text.Text()[:text.Caret()] + composed + text.Text()[text.Caret():]
	style := t.Type.Label
	l.Clip(inside, func() {
		if whole == "" {
			l.Label(inside, hint, style, t.Muted, scene.Start)
		}
		caret := l.Width(style, whole[:text.Caret()+within])
		x := inside.X - max(caret-inside.W+2, 0)
		if focused && from < to && composed == "" {
			left := l.Width(style, whole[:from])
			l.Fill(scene.Box{X: x + left, Y: inside.Y + 3, W: l.Width(style, whole[:to]) - left, H: inside.H - 6}, 0, t.Selection)
		}
		l.Write(x, inside.Baseline(style), whole, style, t.Text)
		if focused {
			l.Fill(scene.Box{X: x + caret, Y: inside.Y + 4*t.Unit, W: t.Line, H: inside.H - 8*t.Unit}, 0, t.Accent)
		}
	})
	l.Mark(scene.Mark{
		Box: b, Name: name, Role: scene.Field, Label: hint, Condition: condition(focused),
		Command: scene.Command{Name: "type-in", Text: name},
	})
}

// fieldKey is what a field depends on.
func fieldKey(key scene.Key, text *edit.Buffer) scene.Key {
	composed, within := text.Composed()
	return key.Int(int64(text.Version())).Text(text.Text()).Int(int64(text.Caret())).Int(int64(text.Anchor())).Text(composed).Int(int64(within))
}

// findBar looks for something in the code.
func (f *Frame) findBar(b scene.Box) {
	m := f.Model
	if b.Empty() {
		return
	}
	find, sheet := &m.Editor.Find, m.Sheet()
	key := fieldKey(fieldKey(f.key, find.Sought), find.Other).Text(m.Typing).Int(int64(sheet.Version())).Int(int64(sheet.Caret()))
	f.layer("find", b, key, func(l *scene.Layer) {
		t := f.Theme
		f.panel(l, b)
		rows := b
		rows.CutTop(4)
		row := rows.CutTop(28 * t.Unit)
		side := row.H
		f.iconButton(l, row.CutRight(side), 16, "leave-field", icon.Close)
		f.iconButton(l, row.CutRight(side), 16, "find-next", icon.ChevronDown)
		f.iconButton(l, row.CutRight(side), 16, "find-previous", icon.ChevronUp)
		count := l.Width(t.Type.Small, "000/000") + 8
		if count < row.W/2 {
			l.Label(row.CutRight(count), f.foundCount(sheet, find.Sought.Text()), t.Type.Small, t.Muted, scene.Centre)
		}
		f.field(l, row, model.FindField, f.say("code.find"), icon.Search, find.Sought)
		rows.CutTop(4)
		row = rows.CutTop(28 * t.Unit)
		for _, one := range []string{"replace-all", "replace"} {
			name := f.say("do." + one)
			wide := l.ButtonWidth(t, icon.None, name)
			if wide > row.W*0.4 {
				continue
			}
			button := row.CutRight(wide)
			l.Button(button, t, scene.Quiet, icon.None, name)
			l.Mark(scene.Mark{Box: button, Name: one, Role: scene.Button, Label: name, Command: scene.Command{Name: one}})
			row.CutRight(4)
		}
		f.field(l, row, model.ReplaceField, f.say("code.replace"), icon.Edit, find.Other)
	})
}

// foundCount says which of how many found places is selected: "2/7".
func (f *Frame) foundCount(sheet *model.Sheet, sought string) string {
	found := sheet.Find(sought)
	if len(found) == 0 {
		if sought == "" {
			return ""
		}
		return "0"
	}
	from, to := sheet.Selection()
	at := 0
	for i, m := range found {
		if m.From == from && m.To == to {
			at = i + 1
		}
	}
	return strconv.Itoa(at) + "/" + strconv.Itoa(len(found))
}

// iconButton is a button that is only an icon, so many points wide.
func (f *Frame) iconButton(l *scene.Layer, b scene.Box, size float64, command string, picture icon.Icon) {
	t := f.Theme
	l.Picture(picture, b.Middle(size*t.Unit, size*t.Unit), t.Muted)
	l.Mark(scene.Mark{Box: b, Name: command, Role: scene.Button, Label: f.say("do." + command), Command: scene.Command{Name: command}})
}
