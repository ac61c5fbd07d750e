package shell

import (
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"timeslice/sim"
	"timeslice/sim/shell/dash"
	"timeslice/sim/trace"
)

// isSpecial reports whether a builtin is one of POSIX's special ones: its
// assignments stay, and an error of it ends the shell. (POSIX, 2.14)
func isSpecial(name string) bool {
	switch name {
	case ":", ".", "break", "continue", "eval", "exec", "exit", "export", "local", "readonly", "return", "set", "shift", "times", "trap", "unset":
		return true
	}
	return false
}

// builtin is what carries a builtin out, nil for what is none.
func (sh *shell) builtin(name string) func(words []string) int {
	switch name {
	case ":", "true":
		return func([]string) int { return 0 }
	case "false":
		return func([]string) int { return 1 }
	case ".":
		return sh.dot
	case "break", "continue":
		return sh.leaveLoop
	case "eval":
		return sh.eval
	case "exit", "return":
		return sh.exitOrReturn
	case "export", "readonly":
		return sh.mark
	case "set":
		return sh.set
	case "shift":
		return sh.shift
	case "trap":
		return sh.trap
	case "times":
		return sh.times
	case "unset":
		return sh.unset
	case "local":
		return sh.local
	case "cd", "chdir":
		return sh.changeDirectory
	case "pwd":
		return sh.printDirectory
	case "test", "[":
		return func(words []string) int { return sh.asProgram(dashTest, words) }
	case "echo":
		return func(words []string) int { return sh.asProgram(echo, words) }
	case "printf":
		return func(words []string) int { return sh.asProgram(printFormatted, words) }
	case "kill":
		return sh.kill
	case "wait":
		return sh.wait
	case "jobs":
		return sh.listJobs
	case "read":
		return sh.readLine
	case "umask":
		return sh.umask
	case "alias":
		return sh.alias
	case "unalias":
		return sh.unalias
	case "ulimit":
		return sh.ulimit
	case "hash":
		return sh.hash
	case "fg", "bg":
		return sh.foreground
	case "type", "command":
		return sh.commandOrType
	case "getopts":
		return sh.getopts
	}
	return nil
}

// asProgram runs a program within the shell. What it complains of, it does as the
// shell does.
func (sh *shell) asProgram(run func(*call) int, words []string) int {
	inner := *sh.call
	inner.words, inner.out = words, nil
	place := strconv.Itoa(int(sh.line))
	if words[0] == "test" || words[0] == "[" || words[0] == "printf" {
		inner.label = sh.zero + ": " + place + ": " + words[0]
	}
	status := run(&inner)
	sh.out = append(sh.out, inner.out...)
	return status
}

func (sh *shell) dot(words []string) int {
	if len(words) < 2 {
		return 0
	}
	at := words[1]
	if !strings.Contains(at, "/") {
		found, errno := sh.system.Find(at, sh.directory(), sh.environment())
		if errno != 0 {
			sh.fatal("%s: not found", at)
			return 2
		}
		at = found
	}
	text, errno := sh.readFile(at)
	if errno != 0 {
		sh.fatal("cannot open %s: %s", words[1], sayOpen(errno))
		return 2
	}
	status := sh.nested(at, string(text))
	if sh.jump.kind == returns {
		sh.jump = jump{}
	}
	return status
}

// nested runs a text within a command, whose name is told with what goes wrong.
func (sh *shell) nested(name, text string) int {
	before := sh.within
	sh.within = name
	status := sh.evaluate(text)
	sh.within = before
	return status
}

func (sh *shell) evaluate(text string) int {
	sh.calls++
	defer func() { sh.calls-- }()
	if sh.calls > mostCalls {
		sh.fatal("timeslice: texts are evaluated within each other more than %d deep", mostCalls)
		return 2
	}
	sh.status = 0
	sh.source(text, nil)
	return sh.status
}

func (sh *shell) eval(words []string) int { return sh.nested("eval", strings.Join(words[1:], " ")) }

func (sh *shell) printDirectory(words []string) int {
	at := sh.variables["PWD"].value
	if len(words) > 1 && words[len(words)-1] == "-P" {
		at, _ = sh.resolved(at)
	}
	sh.printLine(at)
	return 0
}

func (sh *shell) leaveLoop(words []string) int {
	count := 1
	if len(words) > 1 {
		n, err := strconv.Atoi(words[1])
		if err != nil || n < 1 {
			sh.fatal("Illegal number: %s", words[1])
			return 2
		}
		count = n
	}
	if sh.loops == 0 {
		return 0
	}
	kind := breaks
	if words[0] == "continue" {
		kind = continues
	}
	sh.jump = jump{kind: kind, loops: min(count, sh.loops)}
	if kind == breaks {
		sh.jump.loops = min(count, sh.loops)
	}
	return 0
}

func (sh *shell) exitOrReturn(words []string) int {
	status := sh.status
	if len(words) > 1 {
		n, err := strconv.Atoi(words[1])
		if err != nil || n < 0 {
			sh.fatal("Illegal number: %s", words[1])
			return 2
		}
		status = n
	}
	sh.jump = jump{kind: exits}
	if words[0] == "return" && sh.calls > 0 {
		sh.jump = jump{kind: returns}
	}
	return status
}

// mark exports variables, or lets them be read only.
func (sh *shell) mark(words []string) int {
	if len(words) == 1 || words[1] == "-p" {
		for _, name := range slices.Sorted(maps.Keys(sh.variables)) {
			v := sh.variables[name]
			if v.exported && words[0] == "export" || v.readonly && words[0] == "readonly" {
				text := words[0] + " " + name
				if v.set {
					text += "=" + quoted(v.value)
				}
				sh.printLine(text)
			}
		}
		return 0
	}
	for _, word := range words[1:] {
		name, value, assigned := strings.Cut(word, "=")
		if !dash.ValidName(name) {
			sh.fatal("%s: bad variable name", name)
			return 2
		}
		if assigned && sh.variables[name].readonly {
			sh.fatal("%s: is read only", name)
			return 2
		}
		if assigned {
			sh.setVariable(name, value)
		}
		v := sh.variables[name]
		if words[0] == "export" {
			v.exported = true
		} else {
			v.readonly = true
		}
		sh.variables[name] = v
	}
	return 0
}

// quoted is a value as the shell could read it.
// (dash: single_quote)
func quoted(value string) string {
	var b strings.Builder
	for first := true; first || value != ""; first = false {
		plain := strings.IndexByte(value+"'", '\'')
		if plain > 0 || value == "" {
			b.WriteString("'" + value[:plain] + "'")
		}
		value = value[plain:]
		if quotes := len(value) - len(strings.TrimLeft(value, "'")); quotes > 0 {
			b.WriteString(`"` + value[:quotes] + `"`)
			value = value[quotes:]
		}
	}
	return b.String()
}

func (sh *shell) set(words []string) int {
	if len(words) == 1 {
		for _, name := range slices.Sorted(maps.Keys(sh.variables)) {
			if v := sh.variables[name]; v.set {
				sh.printLine(name + "=" + quoted(v.value))
			}
		}
		return 0
	}
	rest := words[1:]
	for len(rest) > 0 {
		word := rest[0]
		if word == "--" || word == "-" {
			rest = rest[1:]
			sh.options.xtrace = sh.options.xtrace && word != "-"
			if word == "--" || len(rest) > 0 {
				sh.parameters = slices.Clone(rest)
			}
			return 0
		}
		if len(word) < 2 || word[0] != '-' && word[0] != '+' {
			break
		}
		rest = rest[1:]
		for _, letter := range word[1:] {
			option, told := sh.options.by(letter), string(letter)
			if letter == 'o' && len(rest) == 0 {
				sh.tellOptions(word[0] == '-')
				return 0
			}
			if letter == 'o' {
				told += " " + rest[0]
				option, rest = sh.options.byName(rest[0]), rest[1:]
			}
			switch {
			case option != nil:
				*option = word[0] == '-'
			case letter == 'm' && word[0] == '-':
				sh.fault("can't access tty; job control turned off")
			case strings.ContainsRune("mbvVEIi", letter):
				// of no meaning where nobody types
			default:
				sh.fatal("Illegal option -%s", told)
				return 2
			}
		}
	}
	if len(rest) > 0 {
		sh.parameters = slices.Clone(rest)
	}
	return 0
}

// tellOptions is set -o, and set +o, which shows how to set them so again.
func (sh *shell) tellOptions(asTable bool) {
	if asTable {
		sh.printLine("Current option settings")
	}
	for _, name := range strings.Fields("errexit noglob ignoreeof interactive monitor noexec stdin xtrace verbose vi emacs noclobber allexport notify nounset privileged nolog debug") {
		option := sh.options.byName(name)
		on := option != nil && *option
		switch {
		case asTable:
			sh.print("%-16s%s\n", name, map[bool]string{true: "on", false: "off"}[on])
		default:
			sh.print("set %co %s\n", map[bool]byte{true: '-', false: '+'}[on], name)
		}
	}
}

func (sh *shell) shift(words []string) int {
	count := 1
	if len(words) > 1 {
		n, err := strconv.Atoi(words[1])
		if err != nil || n < 0 {
			sh.fatal("Illegal number: %s", words[1])
			return 2
		}
		count = n
	}
	if count > len(sh.parameters) {
		sh.fatal("can't shift that many")
		return 2
	}
	sh.parameters = sh.parameters[count:]
	return 0
}

// trap says what is done when a signal comes, or at the end of the shell.
func (sh *shell) trap(words []string) int {
	rest := words[1:]
	if len(rest) == 0 {
		signals := make([]sim.Signal, 0, len(sh.traps))
		for s := range sh.traps {
			signals = append(signals, s)
		}
		slices.Sort(signals)
		for _, s := range signals {
			sh.printLine("trap -- " + quoted(sh.traps[s]) + " " + trapName(s))
		}
		return 0
	}
	action, resets := rest[0], rest[0] == "-"
	if _, err := strconv.Atoi(action); err == nil || len(rest) == 1 {
		resets = true
	} else {
		rest = rest[1:]
	}
	for _, name := range rest {
		s := sim.Signal(0)
		if name != "EXIT" && name != "0" {
			known := false
			if s, known = sim.ParseSignal(strings.ToUpper(name)); !known || strings.HasPrefix(strings.ToUpper(name), "SIG") {
				sh.write(2, []byte("trap: "+name+": bad trap\n"))
				return 1
			}
		}
		disposition := sim.Catch
		if resets {
			delete(sh.traps, s)
			disposition = sim.Default
		} else if sh.traps[s] = action; action == "" {
			disposition = sim.Ignore
		}
		if s != 0 {
			sh.Do(&sim.Handle{Signal: s, Disposition: disposition})
		}
	}
	return 0
}

func trapName(s sim.Signal) string {
	if s == 0 {
		return "EXIT"
	}
	return strings.TrimPrefix(s.String(), "SIG")
}

func (sh *shell) times([]string) int {
	own, children := int64(0), int64(0)
	sh.Act(0, func(_ *sim.Machine, t *sim.Thread) sim.Progress {
		own = t.CPUNs()
		return sim.Continue
	})
	say := func(ns int64) string {
		return strconv.FormatInt(ns/(60*trace.Second), 10) + "m" + strconv.FormatFloat(float64(ns%(60*trace.Second)/1000)/1e6, 'f', 6, 64) + "s"
	}
	sh.printLine(say(own) + " " + say(0))
	sh.printLine(say(children) + " " + say(0))
	return 0
}

func (sh *shell) unset(words []string) int {
	functions := false
	for _, name := range words[1:] {
		switch {
		case name == "-f":
			functions = true
		case name == "-v":
			functions = false
		case functions:
			delete(sh.functions, name)
		case !dash.ValidName(name):
			sh.fatal("%s: bad variable name", name)
			return 2
		case sh.variables[name].readonly:
			sh.fatal("%s: is read only", name)
			return 2
		default:
			delete(sh.variables, name)
		}
	}
	return 0
}

// scope is what a function that is being called will put back when it ends. It is
// never changed, so that a copy of the shell has its own.
type scope struct {
	outer *scope
	saved []savedVariable
}

type savedVariable struct {
	name  string
	value variable
	known bool // there was such a variable
}

// local keeps variables, which the end of the function puts back.
func (sh *shell) local(words []string) int {
	if sh.scope == nil {
		sh.fatal("not in a function")
		return 2
	}
	for _, word := range words[1:] {
		name, value, assigned := strings.Cut(word, "=")
		if !dash.ValidName(name) {
			sh.fatal("%s: bad variable name", name)
			return 2
		}
		old, known := sh.variables[name]
		sh.scope = &scope{outer: sh.scope.outer, saved: append(slices.Clip(sh.scope.saved), savedVariable{name, old, known})}
		if assigned && !sh.setVariable(name, value) {
			sh.jump = jump{kind: exits}
			return 2
		}
	}
	return 0
}

// leaveScope puts back what local kept, the last first.
func (sh *shell) leaveScope() {
	for _, kept := range slices.Backward(sh.scope.saved) {
		sh.keep(kept)
	}
	sh.scope = sh.scope.outer
}

// keep lets a variable be what it was.
func (sh *shell) keep(saved savedVariable) {
	if saved.known {
		sh.variables[saved.name] = saved.value
	} else {
		delete(sh.variables, saved.name)
	}
}

func (sh *shell) changeDirectory(words []string) int {
	to, shows := "", false
	rest, physical := words[1:], false
	for len(rest) > 0 && (rest[0] == "-L" || rest[0] == "-P" || rest[0] == "--") {
		physical = rest[0] == "-P" || physical && rest[0] == "--"
		rest = rest[1:]
	}
	switch {
	case len(rest) == 0:
		if to = sh.variables["HOME"].value; to == "" {
			return 0
		}
	case rest[0] == "-":
		to, shows = sh.variables["OLDPWD"].value, true
	default:
		to = rest[0]
	}
	at := path.Clean(absolute(sh.directory(), to))
	if to != "" && to[0] != '/' && to[0] != '.' {
		for _, folder := range strings.Split(sh.variables["CDPATH"].value, ":") {
			found := path.Join(absolute(sh.directory(), folder), to)
			if info, errno := sh.system.Files.Stat(found, true); folder != "" && errno == 0 && info.Directory {
				at, shows = found, true
				break
			}
		}
	}
	if info, errno := sh.system.Files.Stat(at, true); errno != 0 || !info.Directory {
		sh.fault("can't cd to %s", to)
		return 2
	}
	if physical {
		at, _ = sh.resolved(at)
	}
	before := sh.directory()
	sh.Act(sh.machine.Costs().SyscallNs, func(_ *sim.Machine, t *sim.Thread) sim.Progress {
		t.Process.Directory = at
		return sim.Continue
	})
	for name, value := range map[string]string{"OLDPWD": before, "PWD": at} {
		v := sh.variables[name]
		v.value, v.set, v.exported = value, true, true
		sh.variables[name] = v
	}
	if shows {
		sh.printLine(at)
	}
	return 0
}

// kill sends a signal, or tells the names of signals. (dash: killcmd)
func (sh *shell) kill(words []string) int {
	const usage = "Usage: kill [-s sigspec | -signum | -sigspec] [pid | job]... or\nkill -l [exitstatus]"
	rest, signal, lists := words[1:], sim.SIGTERM, false
	named := func(text string) bool {
		s, known := sim.ParseSignal(strings.ToUpper(text))
		known = known && !strings.HasPrefix(text, "SIG") || text == "0"
		if known {
			signal = s
		}
		return known
	}
	switch {
	case len(rest) == 0:
		sh.fault("%s", usage)
		return 2
	case rest[0] == "--":
		rest = rest[1:]
	case rest[0] == "-l":
		lists, rest = true, rest[1:]
	case rest[0] == "-s":
		if len(rest) < 2 {
			sh.fault("No arg for -s option")
			return 2
		}
		if !named(rest[1]) {
			sh.fault("invalid signal number or name: %s", rest[1])
			return 2
		}
		rest = rest[2:]
	case len(rest[0]) > 1 && rest[0][0] == '-':
		if !named(rest[0][1:]) {
			sh.fault("Illegal option -%c", rest[0][1])
			return 2
		}
		rest = rest[1:]
	}
	if len(rest) == 0 && !lists {
		sh.fault("%s", usage)
		return 2
	}
	if lists {
		return sh.tellSignals(rest)
	}
	status := 0
	for _, word := range rest {
		pid, err := strconv.ParseInt(word, 10, 64)
		if i := sh.job(word); strings.HasPrefix(word, "%") {
			if i < 0 {
				sh.fault("No such job: %s", word)
				return 2
			}
			pid, err = -sh.jobs[i].pid, nil // as if it were a group, which it is only where jobs are controlled
		}
		if err != nil {
			sh.fault("Illegal number: %s", word)
			return 2
		}
		if errno := sh.do(&sim.Kill{To: sim.TargetOf(pid), Signal: signal}); errno != 0 {
			sh.fault("%s\n", errno.Message())
			status = 1
		}
	}
	return status
}

// tellSignals is kill -l.
func (sh *shell) tellSignals(words []string) int {
	names := signalNames(65)
	names[16] = "16" // which dash does not know
	if len(words) == 0 {
		sh.printLines(names)
		return 0
	}
	number, err := strconv.Atoi(words[0])
	if err != nil {
		sh.fault("Illegal number: %s", words[0])
		return 2
	}
	if number > 128 {
		number -= 128
	}
	if number <= 0 || number >= len(names) {
		sh.fault("invalid signal number or exit status: %s", words[0])
		return 2
	}
	sh.printLine(names[number])
	return 0
}

// wait waits for children in the background: those named, or all.
func (sh *shell) wait(words []string) int {
	if len(words) == 1 {
		for i := 0; i < len(sh.jobs); i++ {
			if status, interrupted := sh.awaitJob(i, false); interrupted {
				return status
			}
		}
		return 0
	}
	status := 0
	for _, word := range words[1:] {
		i := sh.job(word)
		switch _, err := strconv.ParseInt(word, 10, 64); {
		case i >= 0:
			interrupted := false
			if status, interrupted = sh.awaitJob(i, true); interrupted {
				return status
			}
		case word[:min(1, len(word))] == "%":
			sh.fault("No such job: %s", word)
			return 2
		case err != nil:
			sh.fault("Illegal number: %s", word)
			return 2
		default:
			status = 127
		}
	}
	return status
}

// awaitJob waits for a job, unless somebody has before.
func (sh *shell) awaitJob(i int, named bool) (shown int, interrupted bool) {
	j := sh.jobs[i]
	if j.waited {
		return j.status.Shell(), false
	}
	_, before := sh.ends[j.pid] // nobody is told of what ended while the shell waited for another
	status, errno := sh.awaitInterruptibly(j.pid)
	if errno != 0 {
		return sh.status, errno == sim.EINTR
	}
	if named && !before {
		sh.tellDeath(status.Signal)
	}
	j.waited, j.status = true, status
	if i = sh.job(strconv.FormatInt(j.pid, 10)); i >= 0 { // a trap may have changed the list
		sh.jobs = slices.Clone(sh.jobs)
		sh.jobs[i] = j
	}
	return status.Shell(), false
}

// awaitInterruptibly waits for a child; a signal that is trapped ends the wait.
func (sh *shell) awaitInterruptibly(pid int64) (sim.Status, sim.Errno) {
	for {
		status, errno := sh.reap(pid)
		switch errno {
		case 0:
			return status, 0
		case sim.EINTR:
			s := sh.takeTraps()
			if s != 0 && sh.jump.kind == onward {
				sh.status = 128 + int(s)
			}
			if s != 0 || sh.jump.kind != onward {
				return status, errno
			}
		default:
			sh.status = 127
			return status, errno
		}
	}
}

// readLine reads a line into variables.
func (sh *shell) readLine(words []string) int {
	raw, names := false, words[1:]
	for len(names) > 0 && strings.HasPrefix(names[0], "-") {
		switch names[0] {
		case "-r":
			raw = true
		case "-p":
			if len(names) > 1 { // the text before what is typed: nobody types
				names = names[1:]
			}
		}
		names = names[1:]
	}
	if len(names) == 0 {
		sh.fault("arg count")
		return 2
	}
	for _, name := range names {
		if !dash.ValidName(name) {
			sh.fault("%s: bad variable name", name)
			return 2
		}
	}
	// It reads byte by byte, so that the next command finds what follows the line.
	var line []byte
	ended := false
	for !ended {
		data, errno := sh.read(0, 1)
		switch {
		case errno != 0 || len(data) == 0:
			ended = true
			sh.assignFields(names, line, raw)
			return 1
		case data[0] == '\n':
			if !raw && len(line) > 0 && line[len(line)-1] == '\\' {
				line = line[:len(line)-1]
				continue
			}
			ended = true
		default:
			line = append(line, data[0])
		}
	}
	return sh.assignFields(names, line, raw)
}

func (sh *shell) assignFields(names []string, line []byte, raw bool) int {
	fields := sh.expander().ReadFields(string(line), len(names), raw)
	for i, name := range names {
		value := ""
		if i < len(fields) {
			value = fields[i]
		}
		if !sh.setVariable(name, value) {
			return 2
		}
	}
	return 0
}

// commandOrType is command and type: what a name stands for, or a command in place of a
// function of that name.
func (sh *shell) commandOrType(words []string) int {
	asks := words[0] == "type"
	rest := words[1:]
	brief := false
	for !asks && len(rest) > 0 && (rest[0] == "-v" || rest[0] == "-V" || rest[0] == "-p") {
		asks = rest[0] != "-p"
		brief = rest[0] == "-v"
		rest = rest[1:]
		if asks {
			break
		}
	}
	if words[0] == "command" && !asks {
		if len(rest) == 0 {
			return 0
		}
		if sh.builtin(rest[0]) != nil {
			return sh.runBuiltin(rest)
		}
		sh.within = ""
		return sh.await(sh.fork(func(sub *shell) { sub.program(rest) }))
	}
	status := 0
	if words[0] == "command" && len(rest) > 1 {
		rest = rest[:1]
	}
	for _, name := range rest {
		if !sh.describe(name, brief) {
			status = 127
		}
	}
	return status
}

// describe prints what a name stands for.
func (sh *shell) describe(name string, brief bool) bool {
	say := func(text string) bool {
		if brief {
			text = name
		} else {
			text = name + " is " + text
		}
		sh.printLine(text)
		return true
	}
	switch text, known := sh.aliases[name]; {
	case known && brief:
		sh.printLine("alias " + name + "=" + quoted(text))
		return true
	case known:
		return say("an alias for " + text)
	case dash.IsReserved(name):
		return say("a shell keyword")
	case sh.functions[name] != nil:
		return say("a shell function")
	case isSpecial(name):
		return say("a special shell builtin")
	case sh.builtin(name) != nil:
		return say("a shell builtin")
	}
	at, errno := sh.system.Find(name, sh.directory(), sh.environment())
	if errno != 0 {
		if !brief {
			sh.printLine(name + ": not found")
		}
		return false
	}
	if brief {
		sh.printLine(at)
	} else {
		sh.printLine(name + " is " + at)
	}
	return true
}

// getopts takes the next option off the parameters.
func (sh *shell) getopts(words []string) int {
	if len(words) < 3 {
		sh.fault("Usage: getopts optstring var [arg...]")
		return 2
	}
	parameters := sh.parameters
	if len(words) > 3 {
		parameters = words[3:]
	}
	index, _ := strconv.Atoi(sh.variables["OPTIND"].value)
	at, _ := strconv.Atoi(sh.variables[" OPTAT"].value)
	finish := func(name, argument string, status int) int {
		sh.setVariable("OPTIND", strconv.Itoa(index))
		sh.setVariable(" OPTAT", strconv.Itoa(at))
		sh.setVariable("OPTARG", argument)
		sh.setVariable(words[2], name)
		return status
	}
	if index < 1 || index > len(parameters) {
		return finish("?", "", 1)
	}
	word := parameters[index-1]
	if at == 0 {
		if len(word) < 2 || word[0] != '-' {
			return finish("?", "", 1)
		}
		if word == "--" {
			index++
			return finish("?", "", 1)
		}
		at = 1
	}
	letter := word[at]
	at++
	if at == len(word) {
		index, at = index+1, 0
	}
	known := strings.IndexByte(words[1], letter)
	silent := strings.HasPrefix(words[1], ":")
	switch {
	case known < 0 || letter == ':':
		if !silent {
			sh.write(2, []byte("Illegal option -"+string(letter)+"\n"))
			return finish("?", "", 0)
		}
		return finish("?", string(letter), 0)
	case known+1 < len(words[1]) && words[1][known+1] == ':':
		argument := ""
		switch {
		case at > 0:
			argument = word[at:]
			index, at = index+1, 0
		case index <= len(parameters):
			argument = parameters[index-1]
			index++
		case silent:
			return finish(":", string(letter), 0)
		default:
			sh.write(2, []byte("No arg for -"+string(letter)+" option\n"))
			return finish("?", "", 0)
		}
		return finish(string(letter), argument, 0)
	}
	return finish(string(letter), "", 0)
}
