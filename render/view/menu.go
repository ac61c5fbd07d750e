package view

import (
	"timeslice/render/model"
	"timeslice/render/scene"
)

// asked is what the pointer's other button, or a finger that is held, does: the menu
// of what is there. In the history that is a row and an instant.
func (p *Painter) asked(m *model.Model, g *Gesture) []model.Act {
	if m.Screen != model.Lab || m.Talk != nil || m.ShowsKeys || m.Branch() == nil {
		return nil
	}
	m.Pointer = g.At
	mark := p.Scene.Hit(g.At, func(m *scene.Mark) bool {
		return m.Usable() && m.Name != menuVeil || m.Condition&scene.Scrolls != 0 || m.Role == scene.Slider
	})
	if mark == nil {
		return []model.Act{{Command: scene.Command{Name: "menu", Text: "machine"}}}
	}
	h := &p.kept.history
	switch mark.Name {
	case "timeline", "ruler":
		at := h.at(g.At.X)
		about := scene.Mark{Name: "timeline"}
		if row := h.band(g.At.Y); mark.Name == "timeline" && row != nil {
			about.Subject, _ = model.SubjectOf(row.row.Ref)
		}
		return []model.Act{p.menuOf(&about, int64(at)+1)}
	case "code":
		pane := &p.kept.pane
		if pane.sheet == nil || pane.sheet != m.Sheet() {
			return nil
		}
		line := scene.Mark{Name: "line", Subject: scene.Subject{Topic: scene.OfLine, ID: m.FileNumber(pane.sheet.Name), Part: int64(pane.lineAt(g.At.Y) + 1)}}
		return []model.Act{{Command: scene.Command{Name: "type-in", Text: model.CodeField}}, p.menuOf(&line, 0)}
	}
	switch mark.Subject.Topic {
	case scene.OfCore, scene.OfProcess, scene.OfThread, scene.OfFact, scene.OfItem, scene.OfObject, scene.OfLine:
		return []model.Act{p.menuOf(mark, 0)}
	case scene.Nothing:
		if mark.Name == "select" || mark.Command.Name == "" {
			return []model.Act{{Command: scene.Command{Name: "menu", Text: "machine"}}}
		}
	}
	return nil
}

// menuVeil is the mark beside a menu, where one clicks to be rid of it.
const menuVeil = "veil menu"

// menu draws the menu that is open.
func (f *Frame) menu(b scene.Box) {
	m := f.Model.Menu
	if m == nil {
		return
	}
	key := f.key.Box(scene.Box{X: m.At.X, Y: m.At.Y}).Int(int64(m.Chosen)).Int(int64(m.About.Topic)).Int(m.About.ID).Int(m.About.Part).Int(int64(m.When))
	f.layer("menu veil", b, f.key, func(l *scene.Layer) {
		l.Mark(scene.Mark{Box: b, Name: menuVeil, Role: scene.Button, Label: f.say("do.menu-close"), Command: scene.Command{Name: "menu-close"}})
	})
	f.layer("menu", b, key, func(l *scene.Layer) {
		t, u := f.Theme, f.Theme.Unit
		row, head, gap, pad := 26*u, 22*u, 9*u, 6*u
		wide, high := l.Width(t.Type.LabelStrong, m.Title)+20*u, 2*pad+head+2*u
		for i, part := range m.Parts {
			if i > 0 || part.Title != "" {
				high += gap
			}
			if part.Title != "" {
				high += head
				wide = max(wide, l.Width(t.Type.Small, part.Title)+20*u)
			}
			for _, item := range part.Items {
				wide = max(wide, l.Width(t.Type.LabelStrong, item.Text)+f.keyRoom(l, item.Key)+30*u)
				high += row
			}
		}
		room := b.Inset(6 * u)
		if high > room.H { // the rows come closer
			rows := float64(len(m.Items()))
			row = max(row-(high-room.H)/max(rows, 1), t.Type.Label.Size*1.25)
			high = room.H
		}
		card := scene.Box{X: m.At.X + 2, Y: m.At.Y + 2, W: min(max(wide+2*pad, 180*u), room.W), H: high}
		card.X = max(min(card.X, room.Right()-card.W), room.X)
		card.Y = max(min(card.Y, room.Bottom()-card.H), room.Y)
		l.Floating(card, t)
		l.Enclose(scene.Mark{Box: card, Name: "menu", Role: scene.Group, Label: m.Title}, func() { f.menuParts(l, card.Inset(pad), m, row, head, gap) })
	})
}

func (f *Frame) menuParts(l *scene.Layer, rest scene.Box, m *model.Menu, row, head, gap float64) {
	t, u := f.Theme, f.Theme.Unit
	l.Label(rest.CutTop(head).InsetXY(8*u, 0), m.Title, t.Type.LabelStrong, t.Text, scene.Start)
	rest.CutTop(2 * u)
	at := 0
	for i, part := range m.Parts {
		if i > 0 || part.Title != "" {
			line := rest.CutTop(gap)
			l.Rule(scene.Point{X: line.X, Y: line.CentreY()}, scene.Point{X: line.Right(), Y: line.CentreY()}, t.Hairline, t.Border)
		}
		if part.Title != "" {
			l.Label(rest.CutTop(head).InsetXY(8*u, 0), part.Title, t.Type.Small, t.Muted, scene.Start)
		}
		for _, item := range part.Items {
			if rest.H < row-0.5 {
				return
			}
			f.menuItem(l, rest.CutTop(row), at, &item)
			at++
		}
	}
}

func (f *Frame) menuItem(l *scene.Layer, b scene.Box, at int, item *model.MenuItem) {
	t, u := f.Theme, f.Theme.Unit
	style := t.Type.Label
	chosen := at == f.Model.Menu.Chosen
	if chosen {
		l.Fill(b, t.Small, t.Selection)
		style = t.Type.LabelStrong
	}
	l.Mark(scene.Mark{
		Box: b, Name: model.MenuItemMark, Subject: scene.Subject{Topic: scene.OfText, ID: int64(at)}, Role: scene.Item, Label: item.Text,
		Command: scene.Command{Name: "menu-run"}, Condition: condition(chosen),
	})
	inside := b.InsetXY(8*u, 0)
	if item.Key != "" {
		f.keyNames(l, &inside, item.Key)
		inside.CutRight(8 * u)
	}
	l.Label(inside, item.Text, style, t.Text, scene.Start)
}

// keyRoom is how wide a key's names are, "" for none.
func (f *Frame) keyRoom(l *scene.Layer, key string) float64 {
	wide := 0.0
	for _, part := range keyParts(key) {
		wide += max(l.Width(f.Theme.Type.Tiny, keyName(part))+10*f.Theme.Unit, 20*f.Theme.Unit) + 3*f.Theme.Unit
	}
	return wide
}
