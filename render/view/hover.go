package view

import (
	"strings"

	"timeslice/render/model"
	"timeslice/render/scene"
)

// hover shows that what the pointer is on can be pressed, and after a while what
// it does and by which key.
func (f *Frame) hover(b scene.Box) {
	h := &f.Model.Hover
	if h.Name == "" {
		return
	}
	m := f.scene.Find(h.Name, h.Subject)
	if m == nil || m.Clip.Empty() || !pressable(m) {
		return
	}
	key := f.key.Box(m.Clip).Bool(h.Rests()).Int(int64(m.Role)).Text(m.Label).Text(m.Hint).Text(m.Command.Name)
	f.layer("hover", b, key, func(l *scene.Layer) {
		t := f.Theme
		l.Fill(m.Clip, t.Small, t.Text.Fade(0.07))
		if !h.Rests() {
			return
		}
		if tip := f.tip(m); tip != "" {
			l.Tip(m.Clip, b.Inset(4), t, tip)
		}
	})
}

// pressable reports whether a mark is one of those that stand out under the
// pointer. Slices of the timeline tell of themselves.
func pressable(m *scene.Mark) bool {
	if m.Condition&scene.Disabled != 0 || m.Command.Name == "" || m.Name == "veil" {
		return false
	}
	switch m.Role {
	case scene.Button, scene.Toggle, scene.Tab:
		return true
	case scene.Item:
		return m.Name != "row"
	}
	return false
}

// tip is what a mark does, its key if it has one, and what there is to say beside
// that; nothing for what says so itself.
func (f *Frame) tip(m *scene.Mark) string {
	if m.Role == scene.Tab {
		return m.Hint
	}
	if m.Role == scene.Item && m.Hint == "" {
		return ""
	}
	text := m.Label
	if key := keyOf(m.Command.Name); key != "" {
		text += "  (" + key + ")"
	}
	if m.Hint != "" {
		text += "\n" + m.Hint
	}
	return text
}

// keyOf is the first key of a command, as keyboards name it.
func keyOf(command string) string {
	for _, c := range model.Commands() {
		if c.Name == command && len(c.Keys) > 0 {
			parts := strings.Split(c.Keys[0], "+")
			if strings.HasSuffix(c.Keys[0], "+") {
				return c.Keys[0]
			}
			for i := range parts {
				parts[i] = keyName(parts[i])
			}
			return strings.Join(parts, "+")
		}
	}
	return ""
}
