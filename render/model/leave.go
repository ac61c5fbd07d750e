package model

import "strings"

// leave ends the app. Where changes of the program would be lost it says so first,
// and ends when it is asked once more: a key that was hit by mistake, or a command
// that was chosen by one, costs nobody their work.
func (m *Model) leave(Act) {
	lost := m.unsaved()
	m.quit = lost == m.warned
	if !m.quit {
		m.warned = lost
		m.Notice = Notice{Text: m.say.Say("ui.leave.unsaved"), Bad: true}
	}
}

// unsaved is the files of the program as the user has changed them since it was
// opened or saved, with their names; "" if nothing has changed.
func (m *Model) unsaved() string {
	if m.Program == nil || m.kept == nil {
		return ""
	}
	var changed strings.Builder
	for _, f := range m.asWritten().Files {
		if text, known := m.kept.File(f.Name); !known || text != f.Text {
			changed.WriteString(f.Name + "\n" + f.Text)
		}
	}
	return changed.String()
}

// asWritten is the program as its sheets are, whether it has been run so or not.
func (m *Model) asWritten() *Program {
	p := m.Program
	for _, s := range m.Editor.Sheets {
		if text, _ := p.File(s.Name); text != s.Text() {
			p = p.With(s.Name, s.Text())
		}
	}
	return p
}
