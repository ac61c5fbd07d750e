package model

import (
	"encoding/json"
	"errors"
	"io/fs"
	"path"
	"strings"

	"golang.org/x/tools/txtar"

	"timeslice/sim/trace"
)

// A saved file is a txtar archive: the program's files as they are, so that they
// can be read and changed by hand, and before them, as the archive's comment, a
// line that says what this is and the rest of what is shared as JSON. The files
// that an archive cannot hold (it ends each with a newline, and takes a line such as
// "-- x --" for the next one's name) are in the JSON instead.

// savedTitle begins the first line of a saved file, before its version.
const savedTitle = "timeslice "

const savedVersion = "1"

// Save writes what is shared as a file.
func (s *Shared) Save() ([]byte, error) {
	state := *s
	state.Files = nil
	a := &txtar.Archive{}
	for _, f := range s.Files {
		if held(f) {
			a.Files = append(a.Files, txtar.File{Name: f.Name, Data: []byte(f.Text)})
		} else {
			state.Files = append(state.Files, f)
		}
	}
	data, err := json.MarshalIndent(&state, "", "  ")
	if err != nil {
		return nil, err
	}
	a.Comment = []byte(savedTitle + savedVersion + ": drop this file on the window, or: timeslice open FILE\n" + string(data) + "\n")
	saved := txtar.Format(a)
	if len(saved) > mostSharedBytes {
		return nil, ErrLinkSize
	}
	return saved, nil
}

// held reports whether an archive holds a file as it is.
func held(f File) bool {
	got := txtar.Parse(txtar.Format(&txtar.Archive{Files: []txtar.File{{Name: f.Name, Data: []byte(f.Text)}}}))
	return len(got.Files) == 1 && len(got.Comment) == 0 && got.Files[0].Name == f.Name && string(got.Files[0].Data) == f.Text
}

// ReadSaved reads a saved file, or an archive that somebody wrote by hand.
func ReadSaved(name string, source []byte) (*Shared, error) {
	if len(source) > mostSharedBytes {
		return nil, refuse("ui.saved.too-large", "File", name, "MB", mostSharedBytes>>20)
	}
	a := txtar.Parse(source)
	title, state, _ := strings.Cut(string(a.Comment), "\n")
	version, is := strings.CutPrefix(title, savedTitle)
	version, _, _ = strings.Cut(version, ":")
	switch {
	case !is || strings.Trim(version, "0123456789") != "" || version == "":
		p, err := whole(ReadArchive(name, source))
		if err != nil {
			return nil, err
		}
		s := &Shared{Name: name, Main: p.Main, Files: p.Files}
		return s, inFile(name, s.check())
	case version != savedVersion:
		return nil, refuse("ui.saved.newer", "File", name)
	}
	s := &Shared{}
	if err := json.Unmarshal([]byte(state), s); err != nil {
		return nil, refuse("ui.saved.broken", "File", name, "Line", 1+lineOf(state, err), "Detail", firstWords(err))
	}
	for _, f := range a.Files {
		s.Files = append(s.Files, File{Name: strings.ToValidUTF8(f.Name, "\ufffd"), Text: string(f.Data)})
	}
	if p := s.Program(); p != nil {
		s.Files = p.Files // in order
	}
	return s, inFile(name, s.check())
}

// inFile says in which file something is wrong.
func inFile(name string, err error) error {
	var wrong *misplaced
	if errors.As(err, &wrong) {
		return refuse("ui.saved.wrong-part", "File", name, "Part", wrong.args[1])
	}
	return err
}

// lineOf is the line of a text, from 1, at which its JSON was found wrong.
func lineOf(text string, err error) int {
	at := len(text)
	var syntax *json.SyntaxError
	var mistyped *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		at = int(syntax.Offset)
	case errors.As(err, &mistyped):
		at = int(mistyped.Offset)
	}
	return 1 + strings.Count(text[:min(max(at, 0), len(text))], "\n")
}

// recordingForm is what the names of recordings end with: traces in their packed
// form, of simulated runs or real ones.
const recordingForm = ".trace"

// OpenFiles opens files that were dropped: a program, a saved file, a recording.
// What is wrong with them is told, and what is open stays.
func (m *Model) OpenFiles(files fs.FS) {
	entries, err := fs.ReadDir(files, ".")
	if err == nil && len(entries) == 1 && !entries[0].IsDir() {
		name := entries[0].Name()
		switch path.Ext(name) {
		case ".txtar":
			m.openSaved(files, name)
			return
		case recordingForm:
			m.OpenRecording(files, name)
			return
		}
	}
	p, err := ReadFolder(files)
	if err != nil {
		m.Fail(err)
		return
	}
	m.Open(p, Settings{})
}

func (m *Model) openSaved(files fs.FS, name string) {
	source, err := fs.ReadFile(files, name)
	if err != nil {
		m.Fail(err)
		return
	}
	s, err := ReadSaved(name, source)
	if err != nil {
		m.Fail(err)
		return
	}
	m.OpenShared(s)
}

// OpenRecording opens the trace of a run, which may come from anywhere: it is
// checked before anything is made of it. There is no program to it that could be
// run again.
func (m *Model) OpenRecording(files fs.FS, name string) {
	source, err := fs.ReadFile(files, name)
	var t *trace.Trace
	if err == nil {
		t, err = trace.ReadRecording(source)
	}
	if err != nil {
		m.Fail(badRecording(name, err))
		return
	}
	m.OpenTrace(ProgramOfRecording(name), t)
}

// ProgramOfRecording stands for the program of a recording, of which nothing is
// known but what the trace tells.
func ProgramOfRecording(name string) *Program { return NewProgram(name, nil, "") }

// Recorded reports whether it stands for the program of a recording: nothing of it can
// be changed or run again.
func (p *Program) Recorded() bool { return len(p.Files) == 0 }

// badRecording says what is wrong with a recording and what to do.
func badRecording(name string, err error) error {
	var bad *trace.BadRecording
	if errors.As(err, &bad) {
		id, places := bad.Words(name)
		return refuse(id, places...)
	}
	return err
}
