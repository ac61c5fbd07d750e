package shell

import (
	"slices"
	"strings"

	"timeslice/sim"
	"timeslice/sim/shell/dash"
)

// commandNs is the CPU time the shell takes for a simple command. (Chosen: dash was
// measured to take a tenth of that. It is slower here by as much as JavaScript is.)
const commandNs = 4_000

// simple runs a simple command: its words, redirections and assignments, in the order in
// which they are worked out. (dash: evalcommand)
func (sh *shell) simple(c *dash.Simple, last bool) {
	sh.owe(commandNs)
	sh.substituted = 0
	words, ok := sh.arguments(c.Words)
	if !ok {
		return
	}
	if len(words) > 0 && words[0] == "exec" {
		sh.exec(words, c)
		return
	}
	saved, ok := sh.redirect(c.Redirects)
	defer func() {
		sh.flush()
		sh.restore(saved)
	}()
	if !ok {
		sh.status = 2
		if len(words) > 0 && isSpecial(words[0]) {
			sh.jump = jump{kind: exits}
		}
		return
	}
	stays := len(words) == 0 || isSpecial(words[0])
	before, ok := sh.assignAll(c.Assigns, words, !stays)
	switch {
	case !ok:
	case len(words) == 0:
		sh.status = sh.substituted
	default:
		sh.invoke(words, last && len(saved) == 0)
	}
	for _, kept := range slices.Backward(before) {
		sh.keep(kept)
	}
}

// arguments expands the words of a command. Those of commands that assign are not split
// where they are assignments.
func (sh *shell) arguments(list []dash.Word) ([]string, bool) {
	if len(list) < 2 {
		return sh.fields(list)
	}
	switch list[0].Text() {
	case "export", "readonly", "local":
	default:
		return sh.fields(list)
	}
	words := []string{list[0].Text()}
	for _, word := range list[1:] {
		if name := word.Assignment(); name != "" {
			value, ok := sh.assigned(word)
			if !ok {
				return nil, false
			}
			words = append(words, name+"="+value)
			continue
		}
		more, ok := sh.fields([]dash.Word{word})
		if !ok {
			return nil, false
		}
		words = append(words, more...)
	}
	return words, true
}

// assignAll carries assignments out, one after another, and shows the command if that is
// asked for. If they hold for a command only, it gives what the variables were before.
func (sh *shell) assignAll(assigns []dash.Word, words []string, onlyNow bool) (before []savedVariable, ok bool) {
	var shown []string
	for _, word := range assigns {
		name := word.Assignment()
		value, ok := sh.assigned(word)
		if !ok {
			return before, false
		}
		if onlyNow {
			old, known := sh.variables[name]
			before = append(before, savedVariable{name, old, known})
		}
		if !sh.setVariable(name, value) {
			sh.status, sh.jump = 2, jump{kind: exits}
			return before, false
		}
		if v := sh.variables[name]; onlyNow {
			v.exported = true
			sh.variables[name] = v
		}
		shown = append(shown, name+"="+value)
	}
	if sh.options.xtrace && len(shown)+len(words) > 0 {
		sh.traceLine(append(shown, words...))
	}
	return before, sh.jump.kind == onward
}

// traceLine prints a command before it is run (set -x).
func (sh *shell) traceLine(words []string) {
	line := sh.variables["PS4"].value
	if prompt, fault := dash.ReadText(line); fault == nil {
		if expanded, err := sh.expander().Here(prompt); err == nil {
			line = expanded
		}
	}
	sh.write(2, []byte(line+strings.Join(words, " ")+"\n"))
}

// invoke runs a function, a builtin or a program.
func (sh *shell) invoke(words []string, last bool) {
	name := words[0]
	if isSpecial(name) {
		sh.status = sh.runBuiltin(words)
		return
	}
	if body := sh.functions[name]; body != nil {
		sh.callFunction(body, words[1:])
		return
	}
	if sh.builtin(name) != nil {
		sh.status = sh.runBuiltin(words)
		if sh.jump.fault { // which only ends the shell in a special one
			sh.status, sh.jump = 2, jump{}
		}
		return
	}
	if at, errno := sh.system.Find(name, sh.directory(), sh.environment()); errno == 0 && !strings.Contains(name, "/") {
		sh.remember(at)
	}
	if last && len(sh.traps) == 0 {
		sh.program(words)
		return
	}
	sh.status = sh.await(sh.fork(func(sub *shell) { sub.program(words) }))
}

// runBuiltin carries a builtin out, and says if what it prints cannot be written. (dash:
// evalbltin)
func (sh *shell) runBuiltin(words []string) int {
	name, within := words[0], sh.within
	sh.within = name
	defer func() { sh.within = within }()
	words, ok := sh.optionsOf(words)
	if !ok {
		return 2
	}
	status := sh.builtin(name)(words)
	sh.within = name
	out := sh.out
	if sh.out = nil; len(out) > 0 && sh.write(1, out) != 0 {
		sh.fault("%s: I/O error", name)
		status |= 1
	}
	return status
}

// optionsOf is the words of a builtin with each of its options in a word of its own. It
// complains of one that the builtin does not have. (dash: nextopt)
func (sh *shell) optionsOf(words []string) ([]string, bool) {
	known, checks := optionsOfBuiltins(words[0])
	if !checks {
		return words, true
	}
	made, rest := words[:1:1], words[1:]
	for len(rest) > 0 && len(rest[0]) > 1 && rest[0][0] == '-' {
		word := rest[0]
		if word == "--" {
			if len(rest) < 2 || !strings.HasPrefix(rest[1], "-") { // else it keeps what follows from being an option
				rest = rest[1:]
			}
			break
		}
		rest = rest[1:]
		for i := 1; i < len(word); i++ {
			at := strings.IndexByte(known, word[i])
			if at < 0 || word[i] == ':' {
				sh.fatal("Illegal option -%c", word[i])
				return nil, false
			}
			made = append(made, "-"+word[i:i+1])
			if at+1 < len(known) && known[at+1] == ':' {
				if i+1 < len(word) {
					made = append(made, word[i+1:])
				} else if len(rest) > 0 {
					made, rest = append(made, rest[0]), rest[1:]
				} else {
					sh.fatal("No arg for -%c option", word[i])
					return nil, false
				}
				break
			}
		}
	}
	return append(made, rest...), true
}

// optionsOfBuiltins is the options of a builtin that reads them as most do; a colon
// follows those that have a value.
func optionsOfBuiltins(name string) (letters string, reads bool) {
	switch name {
	case "trap", "wait", "fg", "bg", ".", "printf":
		return "", true
	case "export", "readonly":
		return "p", true
	case "unset":
		return "fv", true
	case "cd", "chdir", "pwd":
		return "LP", true
	case "read":
		return "p:r", true
	case "jobs":
		return "lp", true
	case "unalias":
		return "a", true
	case "hash":
		return "rv", true
	case "command":
		return "pvV", true
	case "umask":
		return "S", true
	}
	return "", false
}

// program goes on as a program. If it cannot, it says why.
func (sh *shell) program(words []string) {
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
}

// exec is the builtin: redirections that stay, and a program for the shell's own
// process.
func (sh *shell) exec(words []string, c *dash.Simple) {
	saved, ok := sh.redirect(c.Redirects)
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
	if _, ok := sh.assignAll(c.Assigns, words, false); !ok {
		return
	}
	sh.status = 0
	if words = words[1:]; len(words) > 0 {
		for _, word := range c.Assigns { // they are the program's too
			v := sh.variables[word.Assignment()]
			v.exported = true
			sh.variables[word.Assignment()] = v
		}
		sh.within = "exec"
		sh.program(words)
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
func (sh *shell) redirect(list []*dash.Redirect) (saved []savedDescriptor, ok bool) {
	for _, r := range list {
		from, closes, ok := sh.sourceOf(r)
		if !ok {
			return saved, false
		}
		saved = append(saved, sh.save(r.Descriptor))
		switch {
		case closes:
			sh.close(r.Descriptor)
		case r.Operator == dash.ToDescriptor || r.Operator == dash.FromDescriptor:
			if errno := sh.do(&sim.Duplicate{From: from, To: r.Descriptor}); errno != 0 {
				sh.fault("%d: %s", from, errno.Message())
				return saved, false
			}
		default:
			sh.move(from, r.Descriptor)
		}
	}
	return saved, true
}

// sourceOf opens what a redirection leads to or from, and gives its descriptor; or
// says that a descriptor is to be closed.
func (sh *shell) sourceOf(r *dash.Redirect) (descriptor int, closes, ok bool) {
	if r.Operator == dash.Here {
		text, err := sh.expander().Here(r.Target)
		if err != nil {
			sh.expansionFailed(err)
			return 0, false, false
		}
		return sh.hereDocument(text), false, true
	}
	name, ok := sh.word(r.Target)
	if !ok {
		return 0, false, false
	}
	o := Opening{}
	switch r.Operator {
	case dash.ToDescriptor, dash.FromDescriptor:
		switch {
		case name == "-":
			return 0, true, true
		case len(name) != 1 || name[0] < '0' || name[0] > '9':
			sh.fatal("Syntax error: Bad fd number")
			return 0, false, false
		}
		return int(name[0] - '0'), false, true
	case dash.From:
		o.Read = true
	case dash.FromTo:
		o.Read, o.Write, o.Create = true, true, true
	case dash.Append:
		o.Write, o.Append, o.Create = true, true, true
	default:
		o.Write, o.Create, o.Truncate = true, true, true
	}
	if name == "" { // no path, where that of the working directory would be meant
		sh.cannotOpen(name, o.Create, sim.ENOENT)
		return 0, false, false
	}
	if sh.options.noclobber && r.Operator == dash.To {
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
