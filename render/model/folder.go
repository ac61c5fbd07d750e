package model

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"timeslice/assets/words"
)

// What of a folder is opened: so many files, so large. A program to look at is
// small; a whole project with its modules is run from the command line.
const (
	mostFiles     = 200
	largestSource = 1 << 20
)

// refusal is an error that is one of the catalogue's texts.
type refusal struct {
	id   string
	args []any
}

func refuse(id string, args ...any) error { return &refusal{id, args} }

// Error says it in English.
func (r *refusal) Error() string { return r.In(words.New(words.English)) }

// In says it in a language.
func (r *refusal) In(w *words.Words) string { return w.Say(r.id, r.args...) }

// errEnough ends a walk.
var errEnough = errors.New("enough")

// ReadFolder makes a program of the files of a folder, or of files that were
// dropped. Hidden files, modules and what is not text are left out. A lone file
// may be an archive.
func ReadFolder(files fs.FS) (*Program, error) {
	var read []File
	var large string
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if base := path.Base(name); name != "." && (strings.HasPrefix(base, ".") || base == "node_modules") {
				return fs.SkipDir
			}
			return nil
		}
		if !source(name) || strings.HasPrefix(path.Base(name), ".") {
			return nil
		}
		if info, err := entry.Info(); err == nil && info.Size() > largestSource {
			large = name
			return nil
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		if read = append(read, File{Name: name, Text: string(text)}); len(read) > mostFiles {
			return errEnough
		}
		return nil
	})
	switch {
	case errors.Is(err, errEnough):
		return nil, refuse("ui.too-many-files", "Most", mostFiles)
	case err != nil:
		return nil, err
	case len(read) == 0 && large != "":
		return nil, refuse("ui.file-too-large", "File", large)
	case len(read) == 0:
		return nil, refuse("ui.no-program")
	case len(read) == 1 && strings.HasSuffix(read[0].Name, ".txtar"):
		return whole(ReadArchive(read[0].Name, []byte(read[0].Text)))
	}
	return whole(NewProgram(path.Base(read[0].Name), read, ""))
}

// whole is the program, if it can be run.
func whole(p *Program) (*Program, error) {
	if p.Main == "" || !Runs(p.Main) {
		return nil, refuse("ui.no-program")
	}
	p.Name = p.Main
	return p, nil
}

// Runs reports whether a file can be what runs first.
func Runs(name string) bool {
	switch path.Ext(name) {
	case ".js", ".mjs", ".cjs", ".yaml", ".yml":
		return true
	}
	return false
}

// source reports whether a file can belong to a program.
func source(name string) bool {
	switch path.Ext(name) {
	case ".json", ".txt", ".csv", ".md", ".html", ".txtar", ".ts", ".css", ".log", ".xml":
		return true
	}
	return Runs(name)
}

// Fail tells the user of an error.
func (m *Model) Fail(err error) { m.Notice = Notice{Text: m.inWords(err), Bad: true} }
