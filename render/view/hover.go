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
	key := keyOf(m.Command.Name)
	if m.Hint == "" && (m.Role == scene.Item || key == "" && f.written(m)) {
		return ""
	}
	text := m.Label
	if key != "" {
		text += "  (" + key + ")"
	}
	if m.Hint != "" {
		text += "\n" + m.Hint
	}
	return text
}

// written reports whether a mark's whole label is to be read in its box, over however
// many lines.
func (f *Frame) written(m *scene.Mark) bool {
	var drawn strings.Builder
	for _, l := range f.scene.Layers() {
		for i := range l.Shapes() {
			if s := &l.Shapes()[i]; s.Kind == scene.Text && s.Box().Within(m.Clip) {
				drawn.WriteString(l.TextOf(s))
			}
		}
	}
	letters := func(text string) string { return strings.Join(strings.Fields(text), "") }
	return strings.Contains(letters(drawn.String()), letters(m.Label))
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
