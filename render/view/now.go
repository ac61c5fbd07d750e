package view

import (
	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/view/sentence"
	"timeslice/sim/trace"
)

// Now says what happened last at the instant that was drawn, for who does not
// see the picture; nothing where nothing is open.
func (p *Painter) Now(m *model.Model) string {
	t := m.Trace()
	if m.Screen != model.Lab || p.state == nil || p.teller == nil || p.state.Facts == trace.NoFact || int(p.state.Facts) > t.Len() {
		return ""
	}
	return sentence.Length(int64(p.state.At)) + ": " + p.teller.Fact(t, p.state.Facts).Text
}

// Control is a mark that does something when it is pressed, as buttons in the
// page show it.
type Control struct {
	Label string
	Act   model.Act
}

// Controls lists what can be pressed in the picture that was drawn, each once.
func (p *Painter) Controls() []Control {
	var all []Control
	seen := map[string]bool{}
	for _, l := range p.Scene.Layers() {
		for _, mark := range l.Marks() {
			switch mark.Role {
			case scene.Button, scene.Toggle, scene.Tab:
			default:
				if mark.Name != "example" {
					continue
				}
			}
			if mark.Label == "" || mark.Command.Name == "" || seen[mark.Label] {
				continue
			}
			seen[mark.Label] = true
			all = append(all, Control{mark.Label, model.Act{Command: mark.Command, Subject: mark.Subject}})
		}
	}
	return all
}
