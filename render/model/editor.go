package model

import (
	"path"
	"strings"

	"timeslice/render/edit"
	"timeslice/render/scene"
	"timeslice/render/syntax"
	"timeslice/sim/scenario"
	"timeslice/sim/trace"
)

// Editor is the program's files as the user sees and changes them. A program is
// never changed: a while after the last key another one is made of what the
// sheets say, and run in place of it.
type Editor struct {
	File   string   // whose sheet is shown
	Sheets []*Sheet // of files that have been shown
	Find   Find

	waitedNs int64 // of real time since the last change
	waits    bool  // there are changes that have not been run
	refused  error // why the program as it is now could not be run
	lost     []lostBreakpoints
}

// Sheet is a file that can be edited.
type Sheet struct {
	Name string
	*edit.Buffer
	Scroll, ScrollX float64 // how many points are above, and to the left

	Shows   int // counts the times when the caret was to come into view
	parts   []syntax.Part
	partsOf int // the version that the parts are of
}

// Find is what is looked for in the code, and what is to be put in its place.
type Find struct {
	Open          bool
	Sought, Other *edit.Buffer
}

// Parts are the parts of the text, for their colours.
func (s *Sheet) Parts() []syntax.Part {
	if s.partsOf != s.Version() {
		s.parts, s.partsOf = syntax.Read(s.Name, s.Text()), s.Version()
	}
	return s.parts
}

// newEditor is an editor of a program, which shows the file that runs first.
func newEditor(p *Program) Editor {
	return Editor{File: p.Main, Find: Find{Sought: edit.New(""), Other: edit.New("")}}
}

// Sheet is the sheet that is shown, nil if no program is open.
func (m *Model) Sheet() *Sheet {
	if m.Program == nil {
		return nil
	}
	e := &m.Editor
	for _, s := range e.Sheets {
		if s.Name == e.File {
			return s
		}
	}
	text, found := m.Program.File(e.File)
	if !found {
		return nil
	}
	s := &Sheet{Name: e.File, Buffer: edit.New(text)}
	e.Sheets = append(e.Sheets, s)
	return s
}

// openFile shows a file of the program.
func (m *Model) openFile(a Act) {
	if m.Program == nil {
		return
	}
	if _, found := m.Program.File(a.Text); found {
		m.Editor.File = a.Text
	}
}

// pauseNs is how long nobody must have typed for the program to be run again.
const pauseNs = int64(600 * trace.Millisecond)

// edited notes that the sheet that is shown has changed from a text.
func (m *Model) edited(was string) {
	m.Editor.waits, m.Editor.waitedNs = true, 0
	if s := m.Sheet(); s != nil {
		s.Shows++
		m.moveBreakpoints(s.Name, was, s.Text())
		m.moveSelectedLine(s.Name, was, s.Text())
	}
}

// moveSelectedLine lets a line of a file that is selected stay so when the file has
// changed from one text to another, and not the one that comes in its place.
func (m *Model) moveSelectedLine(file, was, is string) {
	name, line, selected := m.LineOf(m.Selected)
	if !selected || name != file {
		return
	}
	if line = lineAfter(line, was, is); line == 0 {
		m.Selected = scene.Subject{}
		return
	}
	m.Selected.Part = int64(line)
}

// tickEditor runs what was changed, when nobody has typed for a while.
func (m *Model) tickEditor(realNs int64) {
	if !m.Editor.waits {
		return
	}
	if m.Editor.waitedNs += realNs; m.Editor.waitedNs >= pauseNs {
		m.runAgain(Act{})
	}
}

// runAgain runs the program as its files are now, from its start; the playhead
// stays where it is.
func (m *Model) runAgain(Act) {
	m.Editor.waits = false
	if m.Program == nil || !m.changeable() {
		return
	}
	b := m.Branch()
	p := m.asWritten()
	again := &Branch{Name: b.Name, Parent: b.Parent, Program: p, Settings: b.Settings, Edits: b.Edits}
	m.Program, m.Notice = p, Notice{}
	if err := m.begin(again); err != nil {
		m.Notice = Notice{Text: m.inWords(err), Bad: true}
		m.Editor.refused = err
		return // what ran before is still there to be seen
	}
	m.Editor.refused = nil
	m.Branches[m.Current] = again
	m.Timeline.Picked = Range{}
}

// Fault is what is wrong with a line of the program.
type Fault struct {
	File string // as the program names it
	Line int    // from 1
	Text string
	Fact trace.FactID // by which the program said so, NoFact if it did not run
}

// AppFile is the name that a program has for a file of the simulated disk; false
// for one that is not of the program.
func AppFile(name string) (string, bool) {
	return strings.CutPrefix(name, scenario.ScriptFolder+"/")
}

// DiskFile is where a program's file is on the simulated disk.
func DiskFile(name string) string { return path.Join(scenario.ScriptFolder, name) }

// FileNumber is the number of a file among those of the program, as the ID of
// the subject of a line; -1 if it is none.
func (m *Model) FileNumber(name string) int64 {
	if m.Program != nil {
		for i, f := range m.Program.Files {
			if f.Name == name {
				return int64(i)
			}
		}
	}
	return -1
}

// LineOf is the line of the program that a subject is about.
func (m *Model) LineOf(s scene.Subject) (file string, line int, is bool) {
	if s.Topic != scene.OfLine || m.Program == nil || s.ID < 0 || s.ID >= int64(len(m.Program.Files)) {
		return "", 0, false
	}
	return m.Program.Files[s.ID].Name, int(s.Part), true
}

// Line is a line of the program as the branch's trace has it; false while no thread
// has come to a line of that file.
func (b *Branch) Line(file string, line int) (trace.Line, bool) {
	return b.files.line(b.Trace(), file, line)
}

// toLine selects a line, and goes to the next time that it runs, or with a
// negative argument to the last time before; round from the other end of the
// run if there is none.
func (m *Model) toLine(a Act) {
	file, number, is := m.LineOf(a.Subject)
	b := m.Branch()
	if !is || b == nil {
		return
	}
	m.Selected = a.Subject
	line, known := b.Line(file, number)
	if !known {
		return
	}
	x, end := b.Index, b.Index.End()
	next, found := x.NextAt(trace.NoThread, line, m.Playhead.At, end)
	if a.Argument < 0 {
		if next, found = x.PreviousAt(trace.NoThread, line, m.Playhead.At); !found {
			next, found = x.PreviousAt(trace.NoThread, line, end+1)
		}
	} else if !found {
		next, found = x.NextAt(trace.NoThread, line, -1, end)
	}
	if found {
		m.Playhead.Playing = false
		m.Seek(next.At)
	}
}
