package model

import (
	"bytes"
	"path"
	"sort"
	"strings"

	"golang.org/x/tools/txtar"

	"timeslice/assets/words"
	"timeslice/sim/node"
	"timeslice/sim/scenario"
)

// Program is what is open: files, of which one runs first. It is never changed;
// an edit makes another one.
type Program struct {
	Name  string // as it is shown
	Files []File // in order of name
	Main  string // the name of the file that runs first
	Ships bool   // it came with timeslice, and nobody has changed it
}

// File is one of a program's files, by its path below the program's folder.
type File struct {
	Name string
	Text string
}

// NewProgram makes a program of files; main "" means the one that a folder
// usually begins with.
func NewProgram(name string, files []File, main string) *Program {
	p := &Program{Name: name, Files: append([]File(nil), files...), Main: main}
	sort.Slice(p.Files, func(a, b int) bool { return p.Files[a].Name < p.Files[b].Name })
	if p.Main == "" {
		p.Main = p.usualMain()
	}
	return p
}

// usualMain is the file that a program begins with unless something else is said.
func (p *Program) usualMain() string {
	for _, name := range []string{"scenario.yaml", "main.js", "main.mjs", "main.cjs", "index.js", "index.mjs"} {
		if _, found := p.File(name); found {
			return name
		}
	}
	if len(p.Files) > 0 {
		return p.Files[0].Name
	}
	return ""
}

// ReadArchive makes a program of a txtar archive.
func ReadArchive(name string, source []byte) *Program {
	var files []File
	for _, f := range txtar.Parse(source).Files {
		files = append(files, File{Name: path.Clean(strings.ToValidUTF8(f.Name, "\ufffd")), Text: string(f.Data)})
	}
	return NewProgram(name, files, "")
}

// Archive writes a program as a txtar archive.
func (p *Program) Archive() []byte {
	a := &txtar.Archive{}
	for _, f := range p.Files {
		a.Files = append(a.Files, txtar.File{Name: f.Name, Data: []byte(f.Text)})
	}
	return bytes.TrimPrefix(txtar.Format(a), []byte("\n"))
}

// File is the text of a file.
func (p *Program) File(name string) (string, bool) {
	for _, f := range p.Files {
		if f.Name == name {
			return f.Text, true
		}
	}
	return "", false
}

// With is the program with another text for one of its files.
func (p *Program) With(name, text string) *Program {
	files := append([]File(nil), p.Files...)
	for i := range files {
		if files[i].Name == name {
			files[i].Text = text
			return NewProgram(p.Name, files, p.Main)
		}
	}
	return NewProgram(p.Name, append(files, File{name, text}), p.Main)
}

// IsScenario reports whether the program is a scenario: its first file is YAML.
func (p *Program) IsScenario() bool {
	return strings.HasSuffix(p.Main, ".yaml") || strings.HasSuffix(p.Main, ".yml")
}

// Synopsis is what a scenario is called and what there is to see in it, as the
// comment says that its file begins with; "" for what says nothing.
func (m *Model) Synopsis() (title, about string) {
	p := m.Program
	if p == nil || !p.IsScenario() {
		return "", ""
	}
	source, _ := p.File(p.Main)
	comment := words.ReadComment(source)
	l := m.Preferences.Language
	return comment.Title(l), unbroken(comment.Text(l), l)
}

// unbroken is a comment without its breaks of lines, which in Chinese leave no space.
func unbroken(text string, l words.Language) string {
	between := " "
	if l == words.Chinese {
		between = ""
	}
	return strings.Join(strings.Split(strings.TrimSpace(text), "\n"), between)
}

// disk is the program's files as simulated processes see them.
func (p *Program) disk() node.Files {
	files := node.Files{}
	for _, f := range p.Files {
		files[path.Join(scenario.ScriptFolder, f.Name)] = []byte(f.Text)
	}
	return files
}
