package main

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"golang.org/x/tools/txtar"

	"timeslice/sim"
	"timeslice/sim/node"
	"timeslice/sim/scenario"
)

// nodeFlags are the flags that only scripts have.
type nodeFlags struct {
	Root            string `help:"cli.help.root" placeholder:"DIR" group:"cli.group.node"`
	MaxOldSpaceSize int64  `help:"cli.help.max-old-space-size" name:"max-old-space-size" placeholder:"MB" group:"cli.group.node"`
	ExposeGC        bool   `help:"cli.help.expose-gc" name:"expose-gc" group:"cli.group.node"`

	line *nodeLine // what else there is of Node's command line; nil for nothing
}

// nodeLine are the parts of Node's command line that only a simulated run takes.
type nodeLine struct {
	Node  string `help:"cli.help.node" placeholder:"OPTIONS" group:"cli.group.node"`
	Eval  string `help:"cli.help.eval" short:"e" placeholder:"CODE" group:"cli.group.node"`
	Print string `help:"cli.help.print" short:"p" placeholder:"CODE" group:"cli.group.node"`
}

// hasCode reports whether there is code instead of a script.
func (l *nodeLine) hasCode() bool { return l.Eval != "" || l.Print != "" }

// words are the options as they stand behind "node".
func (l *nodeLine) words() []string {
	words := strings.Fields(l.Node)
	if l.Eval != "" {
		words = append(words, "--eval="+l.Eval)
	}
	if l.Print != "" {
		words = append(words, "--print="+l.Print)
	}
	return words
}

// given reports whether any of them was given.
func (f *nodeFlags) given() bool { return *f != nodeFlags{} }

// script is a program of JavaScript files.
type script struct {
	name string // as it was given
	main string // its path on the simulated disk
	disk node.Disk
}

// isScript reports whether a name is that of a script, an archive of scripts,
// or a folder of them.
func (p *program) isScript(name string) bool {
	switch filepath.Ext(name) {
	case ".js", ".mjs", ".cjs", ".txtar":
		return true
	}
	return p.env.isFolder(name)
}

// readScript finds the script, and the disk it will see.
func (p *program) readScript(name, root string) (*script, error) {
	if filepath.Ext(name) == ".txtar" {
		return p.readArchive(name, root)
	}
	main, directory := name, filepath.Dir(name)
	isFolder := p.env.isFolder(name)
	if isFolder {
		main, directory = "", name
	}
	if root == "" {
		root = directory
	}
	below, err := relative(root, name)
	if err != nil || below == ".." || strings.HasPrefix(below, ".."+string(filepath.Separator)) {
		return nil, p.wrong("cli.outside-root", "File", name, "Root", root)
	}
	held, err := p.env.folder(root)
	if err != nil {
		return nil, p.wrong("cli.unreadable-file", "File", root, "Error", err.Error())
	}
	s := &script{name: filepath.ToSlash(name), disk: mounted{scenario.ScriptFolder, held}, main: path.Join(scenario.ScriptFolder, filepath.ToSlash(below))}
	if main == "" {
		if s.main = mainOf(s.disk, s.main); s.main == "" {
			return nil, p.wrong("cli.no-main", "File", name)
		}
		return s, nil
	}
	if _, found := s.disk.Read(s.main); !found {
		return nil, p.unreadable(name)
	}
	return s, nil
}

// relative is where a file is as seen from a folder. Either may be named from the
// working directory or from the root.
func relative(folder, name string) (string, error) {
	if filepath.IsAbs(folder) != filepath.IsAbs(name) {
		var err error
		if folder, err = filepath.Abs(folder); err != nil {
			return "", err
		}
		if name, err = filepath.Abs(name); err != nil {
			return "", err
		}
	}
	return filepath.Rel(folder, name)
}

// unreadable says why a script cannot be read.
func (p *program) unreadable(name string) error {
	_, err := p.env.readFile(name)
	switch {
	case err == nil:
		return p.wrong("cli.not-a-script", "File", name)
	case errors.Is(err, fs.ErrNotExist):
		return p.wrong("cli.no-such-script", "File", name)
	}
	return p.wrong("cli.unreadable-file", "File", name, "Error", err.Error())
}

// readArchive reads a program whose files are in one text, each after a line
// "-- name --".
func (p *program) readArchive(name, root string) (*script, error) {
	if root != "" {
		return nil, p.wrong("cli.archive-root", "File", name)
	}
	source, err := p.env.readFile(name)
	if err != nil {
		return nil, p.unreadable(name)
	}
	files := node.Files{}
	for _, file := range txtar.Parse(source).Files {
		files[path.Join(scenario.ScriptFolder, path.Join("/", file.Name))] = file.Data
	}
	s := &script{name: filepath.ToSlash(name), disk: files}
	if s.main = mainOf(files, scenario.ScriptFolder); s.main == "" {
		return nil, p.wrong("cli.no-main", "File", name)
	}
	return s, nil
}

// mainOf is the script that a folder begins with: what its package.json names
// as main, else the first of the usual names; "" if there is none.
func mainOf(disk node.Disk, directory string) string {
	names := []string{"main.js", "main.mjs", "main.cjs", "index.js", "index.mjs", "index.cjs"}
	if data, found := disk.Read(path.Join(directory, "package.json")); found {
		var manifest struct{ Main string }
		if json.Unmarshal(data, &manifest) == nil && manifest.Main != "" {
			main := manifest.Main
			names = append([]string{main, main + ".js", path.Join(main, "index.js")}, names...)
		}
	}
	for _, name := range names {
		if _, found := disk.Read(path.Join(directory, name)); found {
			return path.Join(directory, name)
		}
	}
	return ""
}

// options is what a Node process of this script is started with.
//
// What f.line says has been read by command.
func (s *script) options(p *program, args []string, f *nodeFlags, k *knobs) node.Options {
	o := node.Options{
		Script: s.main, Arguments: args, Files: s.disk, Library: p.library, Costs: node.DefaultCosts(),
		HeapLimitBytes: f.MaxOldSpaceSize << 20, ExposeGC: f.ExposeGC, Guard: p.guard,
	}
	if k.Pool != nil {
		o.PoolSize = *k.Pool
	}
	if k.Seed != nil {
		o.Seed = *k.Seed
	}
	return o
}

// mostInput is how much of standard input a script is given, in bytes.
const mostInput = 64 << 20

// readInput is what a script reads from standard input, to its end.
func (p *program) readInput() []byte {
	data, _ := io.ReadAll(io.LimitReader(p.in, mostInput))
	return data
}

// programs is what a scenario's scripts find: the folder of its file, or that
// of --root.
func (p *program) programs(s *scenario.Scenario, file string, f *nodeFlags, k *knobs) (scenario.Programs, error) {
	if !s.HasScripts() {
		return scenario.Programs{}, nil
	}
	if f.MaxOldSpaceSize != 0 || f.ExposeGC {
		return scenario.Programs{}, p.wrong("cli.flags-in-exec", "File", file)
	}
	root := f.Root
	if root == "" {
		root = filepath.Dir(file)
	}
	held, err := p.env.folder(root)
	if err != nil {
		return scenario.Programs{}, p.wrong("cli.unreadable-file", "File", root, "Error", err.Error())
	}
	programs := scenario.Programs{
		Files: mounted{scenario.ScriptFolder, held}, Folder: scenario.ScriptFolder, Library: p.library, Guard: p.guard, Input: p.readInput,
		Environment: scenario.ScriptEnvironment(),
	}
	if k.Pool != nil {
		programs.Pool = *k.Pool
	}
	return programs, nil
}

// buildScript builds a machine on which a script will start.
func (p *program) buildScript(s *script, args []string, f *nodeFlags, k *knobs) (*sim.Machine, error) {
	o := s.options(p, args, f, k)
	if f.line != nil {
		if err := p.readLine(f.line, &o); err != nil {
			return nil, err
		}
	}
	return scenario.Script(s.name, o, p.readInput, k.overrides())
}

// readLine adds to a process's options what else Node's command line says.
func (p *program) readLine(l *nodeLine, o *node.Options) error {
	words := l.words()
	if !l.hasCode() {
		words = append(words, o.Script)
	}
	command, fault := node.ParseCommand(words)
	switch {
	case fault != nil && fault.Says != "":
		return p.wrong("cli.node-says", "Text", fault.Says)
	case fault != nil && strings.HasPrefix(fault.Unknown, "--test"):
		return p.wrong("cli.no-node-test")
	case fault != nil:
		return p.wrong("cli.no-such-node-option", "Word", fault.Unknown)
	case len(command.Arguments) > 0:
		return p.wrong("cli.no-such-node-option", "Word", command.Script)
	}
	o.Command, o.Flags = command, command.Flags
	o.HeapLimitBytes = max(o.HeapLimitBytes, command.HeapLimitBytes)
	o.ExposeGC = o.ExposeGC || command.ExposeGC
	return nil
}

// buildCode builds a machine on which code of the command line will run, which sees
// the working directory or the folder of --root.
func (p *program) buildCode(args []string, f *nodeFlags, k *knobs) (*simulation, error) {
	if k.Calibrated {
		if err := p.calibrate(k); err != nil {
			return nil, err
		}
	}
	if err := k.readEdits(); err != nil {
		return nil, err
	}
	root := f.Root
	if root == "" {
		root = "."
	}
	held, err := p.env.folder(root)
	if err != nil {
		return nil, p.wrong("cli.unreadable-file", "File", root, "Error", err.Error())
	}
	s := &script{name: "[eval]", disk: mounted{scenario.ScriptFolder, held}}
	m, err := p.buildScript(s, args, f, k)
	return &simulation{machine: m, title: s.name, script: true, budget: k.Until == nil}, err
}
