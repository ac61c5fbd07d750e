package view

import (
	"strings"

	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/scene/icon"
)

// overlay is what lies above everything: the palette or the key sheet.
func (f *Frame) overlay(b scene.Box) {
	if len(f.Model.Pressed) > 0 {
		f.pressed(b)
	}
	switch m := f.Model; {
	case m.ShowsKeys:
		f.keySheet(b)
	case m.Typing == model.PaletteField:
		f.palette(b)
	case m.Screen == model.Lab && m.Talk == nil:
		f.menu(b)
	}
}

// veil makes what lies below faint, and is where one clicks to come back to it.
func (f *Frame) veil(l *scene.Layer, b scene.Box, command string) {
	l.Fill(b, 0, f.Theme.Canvas.Fade(0.72))
	l.Mark(scene.Mark{Box: b, Name: "veil", Role: scene.Button, Label: f.say("do." + command), Command: scene.Command{Name: command}})
}

// palette lists the commands that are found, with their keys.
func (f *Frame) palette(b scene.Box) {
	m := f.Model
	key := fieldKey(f.key, m.Palette.Sought).Int(int64(m.Palette.Chosen)).Int(int64(m.Screen))
	f.layer("palette-veil", b, f.key, func(l *scene.Layer) { f.veil(l, b, "palette-close") })
	f.layer("palette", b, key, func(l *scene.Layer) {
		t, u := f.Theme, f.Theme.Unit
		found := m.Entries()
		row := 30 * u
		high := min(b.H*0.7, 68*u+row*float64(max(len(found), 1)))
		card := scene.Box{X: b.CentreX() - 280*u, Y: b.Y + b.H*0.12, W: 560 * u, H: high}.Intersect(b.Inset(t.Pad))
		l.Floating(card, t)
		rest := card.Inset(12 * u)
		f.field(l, rest.CutTop(34*u), model.PaletteField, f.say("palette.hint"), icon.Search, m.Palette.Sought)
		rest.CutTop(8 * u)
		if len(found) == 0 {
			l.Label(rest.CutTop(row), f.say("palette.nothing"), t.Type.Label, t.Muted, scene.Start)
			return
		}
		room := max(int(rest.H/row), 1)
		first := min(max(m.Palette.Chosen-room/2, 0), max(len(found)-room, 0))
		for i := first; i < min(first+room, len(found)); i++ {
			f.paletteRow(l, rest.CutTop(row), i, &found[i])
		}
	})
}

func (f *Frame) paletteRow(l *scene.Layer, b scene.Box, i int, e *model.Entry) {
	t, u := f.Theme, f.Theme.Unit
	style := t.Type.Label
	if i == f.Model.Palette.Chosen {
		l.Fill(b, t.Small, t.Selection)
		style = t.Type.LabelStrong
	}
	label := e.Text
	if e.Now != "" {
		label += " · " + e.Now
	}
	l.Mark(scene.Mark{
		Box: b, Name: "palette-row", Subject: scene.Subject{Topic: scene.OfText, ID: int64(i)}, Role: scene.Item, Label: label,
		Command: scene.Command{Name: "palette-run"}, Condition: condition(i == f.Model.Palette.Chosen),
	})
	inside := b.InsetXY(10*u, 0)
	if len(e.Command.Keys) > 0 {
		f.keyNames(l, &inside, e.Command.Keys[0])
	}
	if e.Now != "" {
		l.Label(inside.CutRight(l.Width(t.Type.Label, e.Now)+8*u), e.Now, t.Type.Label, t.Muted, scene.End)
	}
	l.Label(inside, e.Text, style, t.Text, scene.Start)
}

// keyNames draws a key with what is held besides it, at the right of a box.
func (f *Frame) keyNames(l *scene.Layer, b *scene.Box, key string) {
	t, u := f.Theme, f.Theme.Unit
	parts := keyParts(key)
	for i := len(parts) - 1; i >= 0; i-- {
		name := keyName(parts[i])
		cap := b.CutRight(max(l.Width(t.Type.Tiny, name)+10*u, 20*u))
		l.Key(cap.Middle(cap.W, 19*u), t, name)
		b.CutRight(3 * u)
	}
}

// keyParts are a key and what is held besides it, none for "".
func keyParts(key string) []string {
	if key == "" {
		return nil
	}
	parts := strings.Split(key, "+")
	if strings.HasSuffix(key, "+") { // the key is + itself
		parts = append(strings.Split(strings.TrimSuffix(key, "+"), "+"), "+")
		parts = parts[max(len(parts)-2, 0):]
		if parts[0] == "" {
			parts = parts[1:]
		}
	}
	return parts
}

// keyName is a key as keyboards have it.
func keyName(key string) string {
	if name, known := map[string]string{
		"ArrowLeft": "←", "ArrowRight": "→", "ArrowUp": "↑", "ArrowDown": "↓", "Escape": "Esc", "ContextMenu": "Menu",
	}[key]; known {
		return name
	}
	return key
}

// keySheet is every key that does something here.
func (f *Frame) keySheet(b scene.Box) {
	f.layer("keys-veil", b, f.key, func(l *scene.Layer) { f.veil(l, b, "keys") })
	f.layer("keys", b, f.key.Int(int64(f.Model.Screen)), func(l *scene.Layer) {
		t, u := f.Theme, f.Theme.Unit
		all := f.Model.KeySheet()
		row := 26 * u
		columns := 3
		lines := (len(all) + columns - 1) / columns
		card := b.Middle(min(b.W-48, 1180*u), min(b.H-48, 72*u+row*float64(lines)))
		l.Floating(card, t)
		l.Enclose(scene.Mark{Box: card, Name: "key-sheet", Role: scene.Group, Label: f.say("do.keys")}, func() {
			rest := card.Inset(20 * u)
			l.Label(rest.CutTop(32*u), f.say("keys.title"), t.Type.Title, t.Text, scene.Start)
			if fit := int(rest.H / row); fit < lines { // the window is small: what is first is most needed
				lines = max(fit, 1)
			}
			for i := range all {
				if i >= lines*columns {
					break
				}
				column := rest.Column(i/lines, columns, 28*u)
				cell := scene.Box{X: column.X, Y: column.Y + float64(i%lines)*row, W: column.W, H: row}
				f.keyNames(l, &cell, all[i].Command.Keys[0])
				cell.CutRight(6 * u)
				l.Label(cell, all[i].Text, t.Type.Small, t.Text, scene.Start)
			}
		})
	})
}
