package model

import (
	"slices"
	"strings"

	"timeslice/assets/words"
	"timeslice/lessons"
	"timeslice/lessons/lesson"
	"timeslice/render/scene"
	"timeslice/render/view/timeline"
	"timeslice/sim/trace"
)

// OpenAddress opens what the fragment of an address carries; nothing if it has
// none. What is wrong with it is told, and home is shown.
func (m *Model) OpenAddress(address string) {
	if _, fragment, found := strings.Cut(address, "#"); !found || fragment == "" {
		return
	}
	s, err := ReadLink(address)
	if err != nil {
		m.Fail(err)
		return
	}
	m.OpenShared(s)
}

// OpenShared opens what somebody shared. What has been opened may lack something
// that is selected: then nothing is.
func (m *Model) OpenShared(s *Shared) {
	if s.Language != "" && s.Language != m.Preferences.Language {
		m.Preferences.Language = s.Language
		m.say = words.New(s.Language)
	}
	if s.Lesson != "" {
		l, faults := lesson.Open(lessons.Folders(), s.Lesson)
		if len(faults) > 0 {
			m.Fail(refuse("ui.link.no-lesson", "Lesson", s.Lesson))
			return
		}
		m.OpenLesson(l, s.Step)
	}
	p := s.Program()
	if b := m.Branch(); p == nil && s.Lesson != "" && !s.Settings.same(&Settings{}) && !b.Settings.same(&s.Settings) {
		p = b.Program // on another machine than the step's
	}
	if p != nil {
		course := m.Course
		m.Open(p, s.Settings)
		m.Course = course
	}
	if m.Branch() == nil {
		return
	}
	if edits, err := readEdits(s.Edits); err == nil && len(edits) > 0 {
		b := m.Branch()
		m.showInstead(&Branch{Name: b.Name, Parent: b.Parent, Program: b.Program, Settings: b.Settings, Edits: edits})
		m.Before = nil
	}
	if s.Tree != nil {
		m.growTree(s.Tree)
	}
	if s.Panels != nil {
		m.Panels = *s.Panels
	}
	m.SetBreakpoints(s.Breakpoints)
	if s.At > 0 {
		m.goal = s.At
	}
	if s.At > 0 || s.Selected != "" {
		m.resume(s)
	}
}

// resume makes the window as it was once the run has come to the shared instant.
func (m *Model) resume(s *Shared) {
	if m.Course != nil {
		m.Course.waiting = -1 // the step's own instant yields
	}
	m.shared = s
}

// arrive shows what was shared, as soon as the run has come there.
func (m *Model) arrive() {
	s, b := m.shared, m.Branch()
	if s == nil || b == nil || !b.Ended() && b.Trace().End() < s.At {
		return
	}
	m.shared = nil
	m.seekPosition(timeline.Position{At: s.At, Fact: s.Upto})
	if s.Window != nil {
		m.Show(*s.Window)
	}
	now := m.Trace().Snapshot(m.Playhead.At)
	if subject, _ := readSubject(s.Selected); m.there(now, subject) {
		m.Selected = subject
	}
	if subject, _ := readSubject(s.Focus); subject.Topic == scene.OfProcess && m.there(now, subject) {
		m.Focus = subject
	}
}

// there reports whether there is something at an instant.
func (m *Model) there(s *trace.State, of scene.Subject) bool {
	switch of.Topic {
	case scene.OfCore:
		return of.ID >= 0 && of.ID < int64(len(s.Cores))
	case scene.OfProcess:
		return of.ID > 0 && of.ID < int64(len(s.Processes))
	case scene.OfThread:
		return of.ID > 0 && of.ID < int64(len(s.Threads))
	case scene.OfFact:
		return of.ID > 0 && of.ID <= int64(m.Trace().Len())
	case scene.OfObject:
		return of.ID > 0 && of.ID < int64(len(s.Objects))
	case scene.OfLine:
		_, _, is := m.LineOf(of)
		return is
	}
	return false
}

// Share is what is open, as a link carries it.
func (m *Model) Share() *Shared {
	s := &Shared{Language: m.Preferences.Language}
	b := m.Branch()
	if b == nil || m.Screen != Lab {
		return s
	}
	s.At, s.Upto, s.Settings, s.Breakpoints, s.Edits = m.Playhead.At, m.Playhead.Upto, b.Settings, m.Breakpoints, editLines(b.Edits)
	s.Selected, s.Focus = writeSubject(m.Selected), writeSubject(m.Focus)
	s.Tree = m.shareTree()
	panels := m.Panels
	s.Panels = &panels
	if shown := m.Timeline.Window; shown.To > shown.From {
		s.Window = &shown
	}
	if c := m.Course; c != nil && ships(c.Lesson) {
		s.Lesson, s.Step = c.Lesson.Name, c.At
		if own, _ := programOf(c.Lesson, c.Lesson.Knobs); m.Editor.refused == nil && slices.Equal(b.Program.Files, own.Files) {
			return s
		}
	}
	p := b.Program
	if m.Editor.refused != nil { // what is written can be shared though it does not run
		p = m.Program
	}
	s.Name, s.Main, s.Files = p.Name, p.Main, p.Files
	return s
}
