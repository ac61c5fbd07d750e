package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"

	"timeslice/lessons"
	"timeslice/lessons/lesson"
	"timeslice/render/model"
)

// nothingCommand is what timeslice does when it is told nothing: it opens the
// app.
type nothingCommand struct{}

// Run opens the app at home.
func (nothingCommand) Run(p *program) error { return p.show(nil) }

// openCommand opens the app on a program.
type openCommand struct {
	File    string `arg:"" help:"cli.help.open-file"`
	Cores   int    `help:"cli.help.cores" placeholder:"N" group:"cli.group.machine"`
	Policy  string `help:"cli.help.policy" placeholder:"NAME" group:"cli.group.machine"`
	Quantum span   `help:"cli.help.quantum" placeholder:"TIME" group:"cli.group.machine"`
	Seed    uint64 `help:"cli.help.seed" placeholder:"N" group:"cli.group.machine"`
	Pool    int    `help:"cli.help.pool" placeholder:"N" group:"cli.group.machine"`
}

// Run opens the program in the app. A program that cannot be run is no reason
// not to open: its fault is shown beside its code.
func (c *openCommand) Run(p *program) error {
	shared, err := p.readShared(c.File)
	switch {
	case err != nil:
		return err
	case shared == nil && isRecording(c.File):
		return p.show(func(m *model.Model) { m.OpenRecording(p.env.tree(filepath.Dir(c.File)), filepath.Base(c.File)) })
	case shared != nil:
		given := c.settings()
		shared.Settings.Change(&given)
		return p.show(func(m *model.Model) { m.OpenShared(shared) })
	}
	if p.isLesson(c.File) {
		l, err := p.readLesson(c.File)
		if err != nil {
			return err
		}
		return p.show(func(m *model.Model) { m.OpenLesson(l, 0) })
	}
	opened, err := p.readProgram(c.File)
	if err != nil {
		return err
	}
	return p.show(func(m *model.Model) { m.Open(opened, c.settings()) })
}

// isLesson reports whether a name is that of a folder with a lesson.
func (p *program) isLesson(name string) bool {
	if !p.env.isFolder(name) {
		return false
	}
	_, err := fs.Stat(p.env.tree(name), lesson.PlanFile)
	return err == nil
}

// readShared reads a link, or a saved file; nil if a name is that of something
// else. Neither can start anything on this computer: both are programs for the
// simulated one.
func (p *program) readShared(name string) (*model.Shared, error) {
	if filepath.Ext(name) == ".txtar" {
		source, err := p.env.readFile(name)
		if err != nil {
			return nil, p.unreadable(name)
		}
		return model.ReadSaved(filepath.Base(name), source)
	}
	if !model.IsLink(name) {
		return nil, nil
	}
	if _, err := p.env.readFile(name); err == nil { // a file may be called so
		return nil, nil
	}
	return model.ReadLink(name)
}

func (c *openCommand) settings() model.Settings {
	s := model.Settings{Cores: c.Cores, Policy: c.Policy, QuantumNs: int64(c.Quantum), Pool: c.Pool}
	if c.Seed != 0 {
		s.Seed = &c.Seed
	}
	return s
}

// show opens the window, at home unless something is opened.
func (p *program) show(open func(*model.Model)) error {
	if p.env.window == nil {
		fmt.Fprintf(p.err, "timeslice: %s\n", p.words.Say("cli.no-display"))
		return p.showInBrowser(open)
	}
	preferences, broken := p.preferences()
	m := model.New(preferences)
	m.Watch = p.env.watchMemory
	if unread := p.readProgress(m); unread != nil && broken == nil {
		broken = unread
	}
	if open != nil {
		open(m)
	}
	if broken != nil && m.Notice.Text == "" {
		m.Fail(broken)
	}
	return p.env.window(p, m)
}

// showInBrowser serves the app, with a link to what is opened.
func (p *program) showInBrowser(open func(*model.Model)) error {
	fragment := ""
	if open != nil {
		m := model.New(model.Preferences{Language: p.words.Language()})
		open(m)
		var err error
		if fragment, err = m.Share().Fragment(); err != nil {
			return err
		}
	}
	return p.env.serve(p, fragment)
}

// readProgram reads what is to be opened: a scenario with the scripts beside it,
// a script with its folder, an archive, a folder, or a scenario that ships.
func (p *program) readProgram(name string) (*model.Program, error) {
	if p.env.isFolder(name) {
		return model.ReadFolder(p.env.tree(name))
	}
	source, err := p.env.readFile(name)
	if err != nil {
		if entry, found := lessons.Find(name); found {
			file := path.Base(entry.File())
			opened := model.NewProgram(file, []model.File{{Name: file, Text: string(entry.Source)}}, file)
			opened.Name = entry.Title(p.words.Language())
			return opened, nil
		}
		if errors.Is(err, fs.ErrNotExist) && !p.isScript(name) {
			_, err := p.read(name) // which says what was probably meant
			return nil, err
		}
		return nil, p.unreadable(name)
	}
	base := filepath.Base(name)
	alone := model.File{Name: base, Text: string(source)}
	if filepath.Ext(base) == ".txtar" {
		return model.ReadArchive(base, source), nil
	}
	if !model.Runs(base) {
		return nil, p.wrong("cli.not-a-program", "File", name)
	}
	beside, err := model.ReadFolder(p.env.tree(filepath.Dir(name)))
	if err != nil { // its folder is not one of a program, such as one of downloads
		return model.NewProgram(base, []model.File{alone}, base), nil
	}
	files := beside.Files
	if _, held := beside.File(base); !held {
		files = append(files, alone)
	}
	return model.NewProgram(base, files, base), nil
}
