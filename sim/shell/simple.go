package shell

import (
	"strconv"
	"strings"

	"mvdan.cc/sh/v3/expand"
	"mvdan.cc/sh/v3/syntax"

	"timeslice/sim"
)

// commandNs is the CPU time the shell takes for a simple command. (Chosen: dash was
// measured to take a tenth of that. It is slower here by as much as JavaScript is.)
const commandNs = 4_000

// simple runs a simple command: assignments, a command's name and its words.
func (sh *shell) simple(c *syntax.CallExpr, redirections []*syntax.Redirect, last bool) {
	sh.owe(commandNs)
	sh.expansions = 0
	words, ok := sh.fields(c.Args)
	if !ok {
		return
	}
	if len(words) == 0 {
		saved, ok := sh.redirect(redirections)
		sh.restore(saved)
		if !ok {
			sh.status = 2
			return
		}
		before := sh.status
		sh.status = 0
		if sh.expansions > 0 {
			sh.status = before
		}
		var made [][2]string
		for _, a := range c.Assigns {
			value, ok := sh.word(a.Value)
			if !ok {
				return
			}
			made = append(made, [2]string{a.Name.Value, value})
			if sh.expansions > 0 && sh.status == 0 && before != 0 {
				before = sh.status
			}
			if !sh.setVariable(a.Name.Value, value) {
				sh.status, sh.jump = 2, jump{kind: exits}
				return
			}
		}
		if sh.options.xtrace && len(made) > 0 {
			sh.traceLine(made, nil)
		}
		return
	}
	var assigned [][2]string
	for _, a := range c.Assigns {
		value, ok := sh.word(a.Value)
		if !ok {
			return
		}
		assigned = append(assigned, [2]string{a.Name.Value, value})
	}
	if name := c.Args[0].Lit(); name == words[0] && len(sh.aliases) > 0 {
		saved, ok := sh.redirect(redirections)
		done := ok
		if ok {
			sh.with(assigned, func() { done = sh.replaced(name, words) })
		}
		sh.restore(saved)
		if done {
			return
		}
	}
	if sh.options.xtrace {
		sh.traceLine(assigned, words)
	}
	if words[0] == "exec" {
		sh.exec(words[1:], assigned, redirections)
		return
	}
	saved, ok := sh.redirect(redirections)
	if ok {
		sh.invoke(words, assigned, last && len(saved) == 0)
	} else {
		sh.status = 2
		if isSpecial(words[0]) {
			sh.jump = jump{kind: exits}
		}
	}
	sh.flush()
	sh.restore(saved)
}

// traceLine prints a command before it is run (set -x).
func (sh *shell) traceLine(assigned [][2]string, words []string) {
	line := sh.variables["PS4"].value
	if prompt, err := syntax.NewParser(syntax.Variant(syntax.LangPOSIX)).Document(strings.NewReader(line)); err == nil {
		if expanded, err := expand.Document(sh.expander(), prompt); err == nil {
			line = expanded
		}
	}
	var shown []string
	for _, a := range assigned {
		shown = append(shown, a[0]+"="+a[1])
	}
	sh.write(2, []byte(line+strings.Join(append(shown, words...), " ")+"\n"))
}

// invoke runs a function, a builtin or a program.
func (sh *shell) invoke(words []string, assigned [][2]string, last bool) {
	name, within := words[0], sh.within
	defer func() { sh.within = within }()
	if isSpecial(name) { // its assignments stay
		for _, a := range assigned {
			sh.setVariable(a[0], a[1])
		}
		sh.within = ""
		sh.status = sh.builtin(name)(words)
		return
	}
	if body := sh.functions[name]; body != nil {
		sh.with(assigned, func() { sh.callFunction(body, words[1:]) })
		return
	}
	if builtin := sh.builtin(name); builtin != nil {
		sh.within = ""
		sh.with(assigned, func() { sh.status = builtin(words) })
		return
	}
	if at, errno := sh.system.Find(name, sh.directory(), sh.environment()); errno == 0 && !strings.Contains(name, "/") {
		sh.remember(at)
	}
	if last && len(sh.traps) == 0 {
		sh.program(words, assigned)
		return
	}
	sh.status = sh.await(sh.fork(func(sub *shell) { sub.program(words, assigned) }))
}

// with lets assignments hold while f runs.
func (sh *shell) with(assigned [][2]string, f func()) {
	before := map[string]variable{}
	for _, a := range assigned {
		if _, known := before[a[0]]; !known {
			before[a[0]] = sh.variables[a[0]]
		}
		sh.setVariable(a[0], a[1])
		v := sh.variables[a[0]]
		v.exported = true
		sh.variables[a[0]] = v
	}
	f()
	for name, v := range before {
		sh.variables[name] = v
	}
}

// program goes on as a program. If it cannot, it says why.
func (sh *shell) program(words []string, assigned [][2]string) {
	sh.with(assigned, func() {
		switch errno := sh.become(words, sh.environment()); errno {
		case sim.ENOENT, sim.ENOTDIR:
			sh.fault("%s: not found", words[0])
			sh.status = 127
		default:
			sh.fault("%s: %s", words[0], errno.Message())
			if sh.status = 126; words[0] == "" {
				sh.status = 127
			}
		}
	})
}

// exec is the builtin: redirections that stay, and a program for the shell's own
// process.
func (sh *shell) exec(words []string, assigned [][2]string, redirections []*syntax.Redirect) {
	saved, ok := sh.redirect(redirections)
	if !ok {
		sh.restore(saved)
		sh.status, sh.jump = 2, jump{kind: exits}
		return
	}
	for _, s := range saved {
		if s.at >= 0 {
			sh.close(s.at)
		}
	}
	sh.nextSaved = lowestSaved
	sh.status = 0
	if len(words) > 0 {
		sh.within = "exec"
		sh.program(words, assigned)
		sh.jump = jump{kind: exits}
	}
}

// savedDescriptor is a descriptor whose number a redirection took.
type savedDescriptor struct {
	number int
	at     int // where it is kept; -1 if it was not open
}

// redirect carries redirections out one after another. What they replace is kept,
// to be restored also if one of them fails.
func (sh *shell) redirect(list []*syntax.Redirect) (saved []savedDescriptor, ok bool) {
	for _, r := range list {
		number := 0
		switch r.Op {
		case syntax.RdrOut, syntax.AppOut, syntax.RdrClob, syntax.DplOut:
			number = 1
		}
		if r.N != nil {
			number, _ = strconv.Atoi(r.N.Value)
		}
		from, closes, ok := sh.sourceOf(r)
		if !ok {
			return saved, false
		}
		saved = append(saved, sh.save(number))
		switch {
		case closes:
			sh.close(number)
		case r.Op == syntax.DplIn || r.Op == syntax.DplOut:
			if errno := sh.do(&sim.Duplicate{From: from, To: number}); errno != 0 {
				sh.fault("%d: %s", from, errno.Message())
				return saved, false
			}
		default:
			sh.move(from, number)
		}
	}
	return saved, true
}

// sourceOf opens what a redirection leads to or from, and gives its descriptor; or
// says that a descriptor is to be closed.
func (sh *shell) sourceOf(r *syntax.Redirect) (descriptor int, closes, ok bool) {
	if r.Op == syntax.Hdoc || r.Op == syntax.DashHdoc {
		text, err := expand.Document(sh.expander(), r.Hdoc)
		if err != nil {
			sh.expansionFailed(err)
			return 0, false, false
		}
		return sh.hereDocument(text), false, true
	}
	name, ok := sh.word(r.Word)
	if !ok {
		return 0, false, false
	}
	o := Opening{}
	switch r.Op {
	case syntax.DplIn, syntax.DplOut:
		number, err := strconv.Atoi(name)
		switch {
		case name == "-":
			return 0, true, true
		case err != nil || number < 0:
			sh.fatal("Syntax error: Bad fd number")
			return 0, false, false
		}
		return number, false, true
	case syntax.RdrIn:
		o.Read = true
	case syntax.RdrInOut:
		o.Read, o.Write, o.Create = true, true, true
	case syntax.AppOut:
		o.Write, o.Append, o.Create = true, true, true
	default:
		o.Write, o.Create, o.Truncate = true, true, true
	}
	if sh.options.noclobber && o.Truncate && r.Op != syntax.RdrClob {
		if info, errno := sh.system.Files.Stat(sh.path(name), true); errno == 0 && !info.Directory && !info.Device {
			sh.fault("cannot create %s: File exists", name)
			return 0, false, false
		}
	}
	descriptor, errno := sh.open(name, o)
	if errno != 0 {
		sh.cannotOpen(name, o.Create, errno)
		return 0, false, false
	}
	return descriptor, false, true
}

func (sh *shell) cannotOpen(name string, creates bool, errno sim.Errno) {
	what, why := "open", sayOpen(errno)
	if creates {
		what = "create"
		if errno == sim.ENOENT {
			why = "Directory nonexistent"
		}
	}
	sh.fault("cannot %s %s: %s", what, name, why)
}

// hereDocument is a pipe from which a text can be read. Who writes it is a process
// of its own if it does not fit. (dash: openhere)
func (sh *shell) hereDocument(text string) int {
	if sh.do(&sim.MakePipe{Name: "here-document"}) != 0 {
		sh.fatal("Pipe call failed")
		return -1
	}
	reads, writes := int(sh.Thread.Result), int(sh.Thread.Second)
	if len(text) <= sim.PipeAtomicBytes {
		sh.write(writes, []byte(text))
	} else {
		sh.fork(func(sub *shell) {
			sub.close(reads)
			sub.write(writes, []byte(text))
		})
	}
	sh.close(writes)
	return reads
}

// save keeps a descriptor.
func (sh *shell) save(number int) savedDescriptor {
	at := sh.nextSaved
	if sh.do(&sim.Duplicate{From: number, To: at, CloseOnExec: true}) != 0 {
		return savedDescriptor{number, -1}
	}
	sh.nextSaved++
	return savedDescriptor{number, at}
}

// restore undoes redirections.
func (sh *shell) restore(saved []savedDescriptor) {
	for i := len(saved) - 1; i >= 0; i-- {
		s := saved[i]
		if s.at < 0 {
			sh.close(s.number)
			continue
		}
		sh.move(s.at, s.number)
		sh.nextSaved--
	}
}
