package shell

import (
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"mvdan.cc/sh/v3/expand"
	"mvdan.cc/sh/v3/syntax"

	"timeslice/sim"
)

// expander is what the library needs to expand words.
func (sh *shell) expander() *expand.Config {
	config := &expand.Config{Env: environ{sh}, CmdSubst: sh.substitute, NoUnset: sh.options.nounset}
	if !sh.options.noglob {
		config.ReadDir2 = sh.readDirectory
	}
	return config
}

// fields expands words to words; not ok if that failed, which ends the shell.
func (sh *shell) fields(words []*syntax.Word) ([]string, bool) {
	if len(words) == 0 {
		return nil, true
	}
	if !sh.checkSums(words...) {
		return nil, false
	}
	list, err := expand.Fields(sh.expander(), withoutBraces(words)...)
	if err != nil {
		sh.expansionFailed(err)
		return nil, false
	}
	bytes := len(list) * wordBytes
	for _, word := range list {
		bytes += len(word)
	}
	if bytes > mostHeldByShell {
		sh.fatal("Out of space")
		return nil, false
	}
	return list, sh.jump.kind == onward
}

// mostHeldByShell is how much a variable of a shell may hold, or the words of a command; wordBytes is what a word takes besides its text. A real shell says the same
// when there is no more memory at all. (dash, src/memalloc.c)
const (
	mostHeldByShell = 16 << 20
	wordBytes       = 64
)

// withoutBraces is words in which braces stand for themselves, as in dash; the
// library would make lists of {a,b} and {1..3}.
func withoutBraces(words []*syntax.Word) []*syntax.Word {
	made := words
	for i, w := range words {
		for at, part := range w.Parts {
			literal, ok := part.(*syntax.Lit)
			if !ok || !strings.Contains(literal.Value, "{") {
				continue
			}
			if &made[0] == &words[0] {
				made = slices.Clone(words)
			}
			if made[i] == w {
				changed := *w
				changed.Parts = slices.Clone(w.Parts)
				made[i] = &changed
			}
			plain := *literal
			plain.Value = escapedBraces(literal.Value)
			made[i].Parts[at] = &plain
		}
	}
	return made
}

func escapedBraces(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\\' && i+1 < len(text):
			b.WriteByte('\\')
			i++
		case text[i] == '{':
			b.WriteByte('\\')
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

// word expands a word to one; there is none behind "x=".
func (sh *shell) word(w *syntax.Word) (string, bool) {
	if w == nil {
		return "", true
	}
	if !sh.checkSums(w) {
		return "", false
	}
	text, err := expand.Literal(sh.expander(), w)
	if err != nil {
		sh.expansionFailed(err)
		return "", false
	}
	return text, sh.jump.kind == onward
}

// expansionFailed says what is wrong with an expansion.
func (sh *shell) expansionFailed(err error) {
	var unset expand.UnsetParameterError
	if errors.As(err, &unset) {
		message := unset.Message
		if message == "unbound variable" || message == "" || message == "parameter null or not set" || message == "parameter not set" {
			message = "parameter not set"
			if e := unset.Node.Exp; e != nil && e.Op == syntax.ErrorUnsetOrNull {
				message += " or null"
			}
		}
		sh.fatal("%s: %s", unset.Node.Param.Value, message)
		return
	}
	if sh.jump.kind == onward {
		what := strings.TrimPrefix(err.Error(), "sh: ")
		if what == "division by zero" {
			what = "arithmetic expression: division by zero: \"" + sh.sum + "\""
		}
		sh.fatal("%s", what)
	}
}

// substitute runs the commands of $(…) in a process and gives what they print.
func (sh *shell) substitute(to io.Writer, c *syntax.CmdSubst) error {
	sh.expansions++
	if errno := sh.do(&sim.MakePipe{Name: "substitution"}); errno != 0 {
		return errors.New("pipe call failed")
	}
	reads, writes := int(sh.Thread.Result), int(sh.Thread.Second)
	pid := sh.fork(func(sub *shell) {
		sub.close(reads)
		sub.move(writes, 1)
		sub.tested = 0
		sub.statements(c.Stmts, true)
	})
	sh.close(writes)
	text, _ := sh.readAll(reads)
	sh.close(reads)
	sh.status = sh.await(pid)
	_, err := to.Write(text)
	return err
}

// environ is the shell's variables and parameters, as the library asks for them.
type environ struct{ sh *shell }

// Get is a variable or a special parameter.
func (e environ) Get(name string) expand.Variable {
	sh := e.sh
	text := func(s string) expand.Variable { return expand.Variable{Set: true, Kind: expand.String, Str: s} }
	switch name {
	case "?":
		return text(strconv.Itoa(sh.status))
	case "$":
		return text(strconv.FormatInt(sh.pid, 10))
	case "!":
		if sh.background == 0 {
			return expand.Variable{}
		}
		return text(strconv.FormatInt(sh.background, 10))
	case "#":
		return text(strconv.Itoa(len(sh.parameters)))
	case "-":
		return text(sh.options.letters())
	case "0":
		return text(sh.zero)
	case "@", "*":
		return expand.Variable{Set: true, Kind: expand.Indexed, List: sh.parameters}
	}
	if number, err := strconv.Atoi(name); err == nil {
		if number >= 1 && number <= len(sh.parameters) {
			return text(sh.parameters[number-1])
		}
		return expand.Variable{}
	}
	if user, asked := strings.CutPrefix(name, "HOME "); asked {
		return text(homeOf(user))
	}
	v := sh.variables[name]
	if !v.set {
		return expand.Variable{}
	}
	return expand.Variable{Set: true, Kind: expand.String, Str: v.value, Exported: v.exported, ReadOnly: v.readonly}
}

// homeOf is the home of a user, as ~name; there are two.
func homeOf(user string) string {
	switch user {
	case "root":
		return "/root"
	case "user":
		return "/home/user"
	}
	return "~" + user
}

// Set is an assignment by an expansion, such as ${x=1} or $((x=1)).
func (e environ) Set(name string, v expand.Variable) error {
	if !e.sh.setVariable(name, v.Str) {
		e.sh.status, e.sh.jump = 2, jump{kind: exits}
	}
	return nil
}

// Each yields the variables in order of their names.
func (e environ) Each(yield func(string, expand.Variable) bool) {
	names := make([]string, 0, len(e.sh.variables))
	for name := range e.sh.variables {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if v := e.Get(name); v.Set && !yield(name, v) {
			return
		}
	}
}

// readDirectory is what patterns of paths are matched with.
func (sh *shell) readDirectory(directory string) ([]fs.DirEntry, error) {
	at := sh.path(directory)
	names, errno := sh.system.Files.List(at)
	if errno != 0 {
		return nil, fs.ErrNotExist
	}
	list := make([]fs.DirEntry, len(names))
	for i, name := range names {
		info, _ := sh.system.Files.Stat(path.Join(at, name), true)
		list[i] = directoryEntry{name, info.Directory}
	}
	return list, nil
}

// directoryEntry is an entry of a directory as the library knows it.
type directoryEntry struct {
	name      string
	directory bool
}

func (d directoryEntry) Name() string { return d.name }
func (d directoryEntry) IsDir() bool  { return d.directory }
func (d directoryEntry) Type() fs.FileMode {
	if d.directory {
		return fs.ModeDir
	}
	return 0
}
func (d directoryEntry) Info() (fs.FileInfo, error) { return d, nil }
func (d directoryEntry) Size() int64                { return 0 }
func (d directoryEntry) Mode() fs.FileMode          { return d.Type() }
func (d directoryEntry) ModTime() time.Time         { return time.Time{} }
func (d directoryEntry) Sys() any                   { return nil }
