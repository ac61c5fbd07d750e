package shell

import (
	"errors"
	"slices"
	"strconv"

	"timeslice/sim"
	"timeslice/sim/shell/dash"
)

// expander is what words are expanded with.
func (sh *shell) expander() *dash.Expander {
	return &dash.Expander{State: state{sh}, NoUnset: sh.options.nounset, NoGlob: sh.options.noglob, Most: mostHeldByShell}
}

// mostHeldByShell is how much a variable of a shell may hold, or the words of a command. A
// real shell says the same when there is no more memory at all. (dash, src/memalloc.c)
const mostHeldByShell = 16 << 20

// fields expands words to words; not ok if that failed, which ends the shell.
func (sh *shell) fields(words []dash.Word) ([]string, bool) {
	list, err := sh.expander().Fields(words)
	if err != nil {
		sh.expansionFailed(err)
		return nil, false
	}
	return list, sh.jump.kind == onward
}

// word expands a word to one.
func (sh *shell) word(w dash.Word) (string, bool) {
	text, err := sh.expander().Text(w)
	if err != nil {
		sh.expansionFailed(err)
		return "", false
	}
	return text, sh.jump.kind == onward
}

// assigned is what an assignment assigns.
func (sh *shell) assigned(w dash.Word) (string, bool) {
	text, err := sh.expander().AssignedText(w)
	if err != nil {
		sh.expansionFailed(err)
		return "", false
	}
	return text, sh.jump.kind == onward
}

// expansionFailed says what is wrong with an expansion.
func (sh *shell) expansionFailed(err error) {
	if sh.jump.kind == onward {
		sh.fatal("%s", err)
	}
}

// state is the shell, as words are expanded from it.
type state struct{ sh *shell }

// Substitute runs the commands of $(…) in a process and gives what they print.
func (s state) Substitute(command dash.Node) ([]byte, error) {
	sh := s.sh
	if errno := sh.do(&sim.MakePipe{Name: "substitution"}); errno != 0 {
		//lint:ignore ST1005 these are the own words of dash
		return nil, errors.New("Pipe call failed")
	}
	reads, writes := int(sh.Thread.Result), int(sh.Thread.Second)
	pid := sh.fork(func(sub *shell) {
		sub.close(reads)
		sub.move(writes, 1)
		sub.tested = 0
		sub.statement(command, true)
	})
	sh.close(writes)
	text, _ := sh.readAll(reads)
	sh.close(reads)
	sh.substituted = sh.await(pid)
	return text, nil
}

// Parameters are $1 and those that follow.
func (s state) Parameters() []string { return s.sh.parameters }

// Variable is a variable or a special parameter.
func (s state) Variable(name string) (string, bool) {
	sh := s.sh
	switch name {
	case "?":
		return strconv.Itoa(sh.status), true
	case "$":
		return strconv.FormatInt(sh.pid, 10), true
	case "!":
		return strconv.FormatInt(sh.background, 10), sh.background != 0
	case "#":
		return strconv.Itoa(len(sh.parameters)), true
	case "-":
		return sh.options.letters(), true
	case "0":
		return sh.zero, true
	}
	v := sh.variables[name]
	return v.value, v.set
}

// Home is the home of a user; there are two.
func (s state) Home(user string) (string, bool) {
	switch user {
	case "root":
		return "/root", true
	case "user":
		return "/home/user", true
	}
	return "", false
}

// Assign is an assignment by an expansion, such as ${x=1} or $((x=1)).
func (s state) Assign(name, value string) error {
	switch {
	case !dash.ValidName(name):
		return errors.New(name + ": bad variable name")
	case s.sh.variables[name].readonly:
		return errors.New(name + ": is read only")
	}
	s.sh.setVariable(name, value)
	return nil
}

// List is what a folder holds.
func (s state) List(folder string) []string {
	names, _ := s.sh.system.Files.List(s.sh.path(folder))
	return slices.Clone(names)
}

// Exists reports whether something has a path.
func (s state) Exists(at string) bool {
	_, errno := s.sh.system.Files.Stat(s.sh.path(at), false)
	return errno == 0
}
