package shell

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"timeslice/sim"
	"timeslice/sim/fiber"
	"timeslice/sim/shell/dash"
)

// shell is a shell that runs, or a copy of one in a process that it has forked.
type shell struct {
	*call
	zero        string // $0
	pid         int64  // $$: of the shell that began, also in its copies
	variables   map[string]variable
	functions   map[string]dash.Node
	parameters  []string
	status      int   // $?
	background  int64 // $!; 0 for none yet
	jobs        []job
	options     options
	traps       map[sim.Signal]string // 0 is the end of the shell
	line        int                   // of what is run, for complaints
	jump        jump
	scope       *scope
	loops       int // that run, one within another
	calls       int // of functions, and files that are read
	tested      int // how many conditions are around what is run: a failure there ends nothing
	nextSaved   int // the next number at which a descriptor is kept meanwhile
	substituted int // how the last command ended that was substituted in the present one
	aliases     map[string]string
	found       []string             // where programs were found
	ends        map[int64]sim.Status // how children ended that were reaped before somebody waited for them
	within      string               // the builtin that runs a text, or its file
}

// variable is one of the shell's.
type variable struct {
	value    string
	exported bool
	readonly bool
	set      bool
}

// options are what set(1) sets.
type options struct{ errexit, nounset, noglob, xtrace, noexec, allexport, noclobber bool }

// job is a process in the background. One that was waited for stays until somebody
// is told that it is done, or its number is needed.
type job struct {
	pid    int64
	number int
	waited bool
	status sim.Status // of one that was waited for
}

// jump is what takes the shell out of what it runs.
type jump struct {
	kind  jumpKind
	loops int  // break, continue: how many are left
	fault bool // exits: because of an error
}

type jumpKind uint8

const (
	onward jumpKind = iota
	breaks
	continues
	returns
	exits
)

// lowestSaved is where descriptors are kept while a redirection holds. (dash: fcntl
// with F_DUPFD, 10)
const lowestSaved = 10

// runShell is sh: with -c a command, else the commands of a file, or of standard
// input.
func runShell(c *call) int {
	sh := &shell{
		call: c, zero: c.words[0], pid: int64(c.process().ID), variables: map[string]variable{},
		functions: map[string]dash.Node{}, traps: map[sim.Signal]string{}, nextSaved: lowestSaved, aliases: map[string]string{},
	}
	sh.inherit()
	words, command, isCommand, fromInput := c.words[1:], "", false, false
	for len(words) > 0 && len(words[0]) > 1 && (words[0][0] == '-' || words[0][0] == '+') {
		word := words[0]
		words = words[1:]
		if word == "--" {
			break
		}
		for _, letter := range word[1:] {
			switch {
			case letter == 'c' && word[0] == '-':
				isCommand = true
			case letter == 's':
				fromInput = true
			case letter == 'i' || letter == 'm':
			case letter == 'o' && len(words) > 0 && sh.options.byName(words[0]) != nil:
				*sh.options.byName(words[0]) = word[0] == '-'
				words = words[1:]
			case sh.options.by(letter) != nil:
				*sh.options.by(letter) = word[0] == '-'
			default:
				sh.fault("Illegal option %c%c", word[0], letter)
				return 2
			}
		}
	}
	var text []byte
	var more func() (string, bool)
	switch {
	case isCommand:
		if len(words) == 0 {
			sh.fault("-c requires an argument")
			return 2
		}
		command, words = words[0], words[1:]
		text = []byte(command)
		if len(words) > 0 {
			sh.zero, words = words[0], words[1:]
		}
	case len(words) > 0 && !fromInput:
		sh.zero = words[0]
		read, errno := sh.readFile(words[0])
		if errno != 0 {
			sh.zero = c.words[0]
			sh.fault("cannot open %s: %s", words[0], sayOpen(errno))
			return 2
		}
		text, words = read, words[1:]
	default:
		more = func() (string, bool) {
			text, errno := sh.read(0, inputBytes)
			return string(text), errno == 0 && len(text) > 0
		}
	}
	sh.line = 1
	sh.parameters = slices.Clone(words)
	sh.source(string(text), more)
	sh.leave()
	return sh.status & 0xFF
}

// inputBytes is how much of its commands the shell reads at once from its input. (dash:
// BUFSIZ)
const inputBytes = 8192 - 1

func oneIf(condition bool) int {
	if condition {
		return 1
	}
	return 0
}

// readFile is all of a file.
func (c *call) readFile(name string) ([]byte, sim.Errno) {
	descriptor, errno := c.open(name, Opening{Read: true})
	if errno != 0 {
		return nil, errno
	}
	text, errno := c.readAll(descriptor)
	c.close(descriptor)
	return text, errno
}

// inherit takes the variables over from the environment.
func (sh *shell) inherit() {
	for _, entry := range sh.process().Environment {
		if name, value, ok := strings.Cut(entry, "="); ok && dash.ValidName(name) {
			sh.variables[name] = variable{value: value, exported: true, set: true}
		}
	}
	for name, value := range map[string]string{
		"PS1": "$ ", "PS2": "> ", "PS4": "+ ", "OPTIND": "1", "PPID": strconv.Itoa(int(sh.process().Parent.ID)),
	} {
		if name != "PS1" && name != "PS2" || !sh.variables[name].set {
			sh.variables[name] = variable{value: value, set: true}
		}
	}
	if _, set := sh.variables["PATH"]; !set {
		sh.variables["PATH"] = variable{value: usualPath, set: true}
	}
	sh.setVariable("IFS", " \t\n")
	v := sh.variables["PWD"]
	sh.variables["PWD"] = variable{value: sh.directory(), exported: true, set: true, readonly: v.readonly}
}

func (sh *shell) directory() string {
	if sh.process().Directory == "" {
		return "/"
	}
	return sh.process().Directory
}

// setVariable gives a variable a value, and reports whether it may have one.
func (sh *shell) setVariable(name, value string) bool {
	v := sh.variables[name]
	if v.readonly {
		sh.fault("%s: is read only", name)
		return false
	}
	if len(value) > mostHeldByShell {
		sh.fatal("Out of space")
		return false
	}
	v.value, v.set = value, true
	v.exported = v.exported || sh.options.allexport
	sh.variables[name] = v
	return true
}

// environment is what a program that is started has: the variables that are
// exported, in order of their names.
func (sh *shell) environment() []string {
	list := []string{}
	for name, v := range sh.variables {
		if v.exported && v.set {
			list = append(list, name+"="+v.value)
		}
	}
	sort.Strings(list)
	return list
}

// fault says what the shell cannot do: "NAME: LINE: what".
func (sh *shell) fault(format string, arguments ...any) {
	text := fmt.Sprintf(format, arguments...)
	place := strconv.Itoa(int(sh.line)) + ": "
	if sh.within != "" {
		place += sh.within + ": "
	}
	sh.write(2, []byte(sh.zero+": "+place+text+"\n"))
}

// fatal says it, and ends the shell: an error of a special builtin, an expansion or
// a redirection of one. (POSIX, 2.8.1)
func (sh *shell) fatal(format string, arguments ...any) {
	sh.fault(format, arguments...)
	sh.status = 2
	sh.jump = jump{kind: exits, fault: true}
}

// source runs a text, line by line: the commands on the lines before a mistake are
// carried out, and those on its own line are not. more is what follows the text; may be
// nil. (dash: cmdloop, evalstring)
func (sh *shell) source(text string, more func() (string, bool)) {
	reader := dash.NewReader(text, 1, more)
	reader.IsSpecial = isSpecial
	reader.Alias = func(name string) (string, bool) {
		text, known := sh.aliases[name]
		return text, known
	}
	for sh.jump.kind == onward {
		command, done, fault := reader.Next()
		if fault != nil {
			sh.line = fault.Line
			sh.fatal("%s", fault.Text)
		}
		if fault != nil || done {
			return
		}
		sh.statement(command, false)
	}
}

// leave runs what is trapped for the end of the shell.
func (sh *shell) leave() {
	action, trapped := sh.traps[0]
	delete(sh.traps, 0)
	if !trapped || action == "" {
		return
	}
	status := sh.status
	sh.jump = jump{}
	sh.source(action, nil)
	if sh.jump.kind != exits {
		sh.status = status
	}
}

// fork runs body in a copy of the shell in a process of its own, and gives its PID,
// 0 if there cannot be one. The copy ends with the status that body leaves.
func (sh *shell) fork(body func(sub *shell)) int64 {
	sh.flush()
	copied := &shell{}
	*copied = *sh
	copied.aliases = clone(sh.aliases)
	copied.variables, copied.functions = clone(sh.variables), clone(sh.functions)
	copied.ends = nil
	copied.parameters, copied.jobs = slices.Clone(sh.parameters), nil
	copied.traps = map[sim.Signal]string{}
	for s, action := range sh.traps {
		if action == "" { // what is ignored stays so
			copied.traps[s] = ""
		}
	}
	inner := *sh.call
	copied.call = &inner
	child := &fiber.Fiber{Body: func(f *fiber.Fiber) {
		copied.Fiber = f
		copied.see()
		for s, action := range sh.traps {
			if action != "" && s != 0 {
				f.Do(&sim.Handle{Signal: s, Disposition: sim.Default})
			}
		}
		body(copied)
		copied.leave()
		copied.exit(copied.status & 0xFF)
	}}
	if sh.do(&sim.Fork{Child: child}) != 0 {
		sh.fatal("Cannot fork")
		return 0
	}
	return sh.Thread.Result
}

// tellDeath says by which signal the child died that was waited for last, unless
// that is what commonly ends programs. (dash: sprint_status)
func (sh *shell) tellDeath(s sim.Signal) {
	if s != 0 && s != sim.SIGINT && s != sim.SIGPIPE {
		sh.write(2, []byte(describeSignal(s)+"\n"))
	}
}

// describeSignal is what strsignal(3) says of a signal.
func describeSignal(s sim.Signal) string {
	switch s {
	case sim.SIGHUP:
		return "Hangup"
	case sim.SIGQUIT:
		return "Quit"
	case sim.SIGABRT:
		return "Aborted"
	case sim.SIGKILL:
		return "Killed"
	case sim.SIGUSR1:
		return "User defined signal 1"
	case sim.SIGUSR2:
		return "User defined signal 2"
	case sim.SIGSEGV:
		return "Segmentation fault"
	case sim.SIGILL:
		return "Illegal instruction"
	case sim.SIGSTKFLT:
		return "Stack fault"
	case sim.SIGXCPU:
		return "CPU time limit exceeded"
	case sim.SIGXFSZ:
		return "File size limit exceeded"
	case sim.SIGVTALRM:
		return "Virtual timer expired"
	case sim.SIGPROF:
		return "Profiling timer expired"
	case sim.SIGIO:
		return "I/O possible"
	case sim.SIGPWR:
		return "Power failure"
	case sim.SIGSYS:
		return "Bad system call"
	case sim.SIGTRAP:
		return "Trace/breakpoint trap"
	case sim.SIGBUS:
		return "Bus error"
	case sim.SIGFPE:
		return "Floating point exception"
	case sim.SIGALRM:
		return "Alarm clock"
	case sim.SIGTERM:
		return "Terminated"
	}
	return s.String()
}

func clone[V any](from map[string]V) map[string]V {
	to := make(map[string]V, len(from))
	for name, v := range from {
		to[name] = v
	}
	return to
}

// await waits for a child and gives its status, as the shell counts it.
func (sh *shell) await(pid int64) int {
	if pid == 0 {
		return 2
	}
	for {
		switch status, errno := sh.reap(pid); errno {
		case 0:
			sh.tellDeath(status.Signal)
			return status.Shell()
		case sim.EINTR:
			// The trap runs when the command has ended.
		default:
			return 127
		}
	}
}

// reap waits until a child has ended. Others that end meanwhile are reaped too, and how
// they ended is kept. (dash: dowait, which waits for any child)
func (sh *shell) reap(pid int64) (sim.Status, sim.Errno) {
	for {
		if status, known := sh.ends[pid]; known {
			delete(sh.ends, pid)
			return status, 0
		}
		if errno := sh.do(&sim.WaitChild{}); errno != 0 {
			return sim.Status{}, errno
		}
		if sh.ends == nil {
			sh.ends = map[int64]sim.Status{}
		}
		sh.ends[sh.Thread.Result] = sh.Thread.Status
	}
}

// takeTraps runs what is trapped for signals that came meanwhile, and gives the last of
// them, 0 for none.
func (sh *shell) takeTraps() (last sim.Signal) {
	if len(sh.traps) == 0 {
		return 0
	}
	for sh.jump.kind == onward {
		s, _, ok := sh.process().TakeSignal()
		if !ok {
			return last
		}
		if action := sh.traps[s]; action != "" {
			last = s
			status := sh.status
			sh.source(action, nil)
			if sh.jump.kind != exits && sh.jump.kind != returns {
				sh.status = status
			}
		}
	}
	return last
}

// by is the option that a letter of set stands for, nil for none.
func (o *options) by(letter rune) *bool {
	switch letter {
	case 'e':
		return &o.errexit
	case 'u':
		return &o.nounset
	case 'f':
		return &o.noglob
	case 'x':
		return &o.xtrace
	case 'n':
		return &o.noexec
	case 'a':
		return &o.allexport
	case 'C':
		return &o.noclobber
	}
	return nil
}

func (o *options) byName(name string) *bool {
	for letter, known := range map[rune]string{
		'e': "errexit", 'u': "nounset", 'f': "noglob", 'x': "xtrace", 'n': "noexec", 'a': "allexport", 'C': "noclobber",
	} {
		if name == known {
			return o.by(letter)
		}
	}
	return nil
}

// letters is $-.
func (o *options) letters() string {
	text := ""
	for _, letter := range "uaCxnfe" {
		if *o.by(letter) {
			text += string(letter)
		}
	}
	return text
}

// sayOpen is what the shell says of why a file cannot be opened.
func sayOpen(errno sim.Errno) string {
	if errno == sim.ENOENT {
		return "No such file"
	}
	return errno.Message()
}
