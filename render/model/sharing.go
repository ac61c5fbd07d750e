package model

import (
	"bytes"
	"strings"
	"unicode"

	"timeslice/sim/trace"
)

// UsualAddress is where links lead that are copied where the page's own address is
// not known: to the page that "timeslice serve" serves.
const UsualAddress = "http://127.0.0.1:8420/"

// copyLink asks for a link to what is shown to be copied.
func (m *Model) copyLink(Act) {
	if m.IsRecord() {
		m.Fail(refuse("ui.recording.no-link", "Name", m.Branch().Name))
		return
	}
	fragment, err := m.Share().Fragment()
	if err != nil {
		m.Fail(err)
		return
	}
	address, _, _ := strings.Cut(m.Address, "#")
	if address == "" {
		address = UsualAddress
	}
	m.requests = append(m.requests, Request{Name: "copy", Text: address + "#" + fragment})
	m.Notice = Notice{Text: m.say.Say("ui.link.copied", "Characters", len(address)+1+len(fragment))}
}

// save asks for what is shown to be saved as a file: of a run that is over its record.
func (m *Model) save(Act) {
	if m.IsRecord() {
		m.saveRecord(m.Trace())
		return
	}
	s := m.Share()
	if s.Lesson != "" && len(s.Files) == 0 { // a file holds the program, whatever becomes of the lesson
		p := m.Branch().Program
		s.Name, s.Main, s.Files = p.Name, p.Main, p.Files
	}
	saved, err := s.Save()
	if err != nil {
		m.Fail(err)
		return
	}
	m.saving = m.Program
	m.requests = append(m.requests, Request{Name: "save", Text: string(saved), File: fileName(s) + ".txtar"})
}

// saveRecord asks for the record of a run of the open program to be saved.
func (m *Model) saveRecord(t *trace.Trace) {
	s := &Shared{Name: m.Branch().Program.Name}
	if m.Course != nil {
		s.Lesson = m.Course.Lesson.Name
	}
	var packed bytes.Buffer
	if err := t.WritePacked(&packed); err != nil {
		m.Fail(err)
		return
	}
	m.saving = m.kept
	m.requests = append(m.requests, Request{Name: "save", Text: packed.String(), File: strings.TrimSuffix(fileName(s), "-trace") + ".trace"})
}

// Saved tells what became of saving: where the file is, or what went wrong.
func (m *Model) Saved(where string, err error) {
	if err != nil {
		m.Fail(refuse("ui.saved.failed", "Error", err.Error()))
		return
	}
	m.kept = m.saving
	m.Notice = Notice{Text: m.say.Say("ui.saved.done", "File", where)}
}

// fileName is what a file is called that holds what is shared.
func fileName(s *Shared) string {
	name := s.Lesson
	if name == "" {
		name = strings.TrimSuffix(s.Name, ".js")
	}
	name = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '_' {
			return r
		}
		return '-'
	}, name)
	if name = strings.Trim(name, "-"); name == "" {
		return "timeslice"
	}
	return name
}

// sharingCommands are those of links and files.
func sharingCommands() []Command {
	return []Command{
		{Name: "copy-link", Keys: []string{"Ctrl+Shift+C", "Y"}, On: InLab, do: (*Model).copyLink},
		{Name: "save", Keys: []string{"Ctrl+Shift+S"}, On: InLab, do: (*Model).save},
	}
}
