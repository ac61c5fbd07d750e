package shell

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"timeslice/sim"
	"timeslice/sim/fiber"
	"timeslice/sim/trace"
)

// duration reads a time as sleep and timeout take it: a number of seconds, or of
// minutes, hours, days with a letter.
func duration(text string) (ns int64, ok bool) {
	unit := int64(trace.Second)
	if text != "" {
		if factor, known := map[byte]int64{'s': 1, 'm': 60, 'h': 3600, 'd': 86400}[text[len(text)-1]]; known {
			text, unit = text[:len(text)-1], factor*trace.Second
		}
	}
	if text == "infinity" || text == "inf" {
		return 1 << 61, true
	}
	whole, fraction, _ := strings.Cut(text, ".")
	seconds, err := strconv.ParseInt("0"+whole, 10, 32)
	if err != nil || text == "" || text == "." {
		return 0, false
	}
	ns = seconds * unit
	for _, digit := range fraction {
		if digit < '0' || digit > '9' {
			return 0, false
		}
		unit /= 10
		ns += int64(digit-'0') * unit
	}
	return ns, true
}

func sleep(c *call) int {
	if len(c.words) < 2 {
		c.complain("missing operand\nTry 'sleep --help' for more information.")
		return 1
	}
	total := int64(0)
	for _, word := range c.words[1:] {
		if len(word) > 1 && word[0] == '-' {
			c.unknownOption(word, word[1])
			return 1
		}
		ns, ok := duration(word)
		if !ok {
			c.complain("invalid time interval ‘%s’\nTry 'sleep --help' for more information.", word)
			return 1
		}
		total += ns
	}
	c.Do(&sim.Sleep{Ns: total})
	return 0
}

// env prints the environment, or starts a program in a changed one.
func env(c *call) int {
	words, environment, end := c.words[1:], slices.Clone(c.environment()), "\n"
	if c.name() == "printenv" {
		status := 0
		for _, name := range words {
			value, set := Variable(environment, name)
			if !set {
				status = 1
				continue
			}
			c.printLine(value)
		}
		if len(words) == 0 {
			c.printLines(environment)
		}
		return status
	}
	for len(words) > 0 {
		word := words[0]
		name, _, assigns := strings.Cut(word, "=")
		switch {
		case word == "-i" || word == "-" || word == "--ignore-environment":
			environment = nil
		case word == "-0" || word == "--null":
			end = "\x00"
		case (word == "-S" || word == "--split-string" || word == "-vS") && len(words) > 1:
			words = slices.Concat(words[:1], shellWords(words[1]), words[2:])
		case strings.HasPrefix(word, "-S") || strings.HasPrefix(word, "--split-string="):
			_, rest, long := strings.Cut(word, "=")
			if !long || !strings.HasPrefix(word, "--") {
				rest = word[2:]
			}
			words = slices.Concat(words[:1], shellWords(rest), words[1:])
		case (word == "-C" || strings.HasPrefix(word, "--chdir=")) && len(words) > 1:
			to, joined := strings.CutPrefix(word, "--chdir=")
			if !joined {
				words = words[1:]
				to = words[0]
			}
			if errno := c.enter(to); errno != 0 {
				c.complain("cannot change directory to '%s': %s", to, errno.Message())
				return 125
			}
		case word == "-u" && len(words) > 1:
			words = words[1:]
			environment = without(environment, words[0])
		case strings.HasPrefix(word, "-u") && len(word) > 2:
			environment = without(environment, word[2:])
		case strings.HasPrefix(word, "--unset="):
			environment = without(environment, word[len("--unset="):])
		case word == "--":
		case strings.HasPrefix(word, "-"):
			c.unknownOption(word, word[min(1, len(word)-1)])
			return 125
		case assigns && name != "":
			environment = append(without(environment, name), word)
		default:
			return c.cannot(c.become(words, environment), words[0])
		}
		words = words[1:]
	}
	for _, entry := range environment {
		c.print("%s%s", entry, end)
	}
	return 0
}

// enter makes a directory the working directory.
func (c *call) enter(name string) sim.Errno {
	info, errno := c.system.Files.Stat(c.path(name), true)
	switch {
	case errno != 0:
		return errno
	case !info.Directory:
		return sim.ENOTDIR
	}
	at := path.Clean(c.path(name))
	c.Act(c.machine.Costs().SyscallNs, func(_ *sim.Machine, t *sim.Thread) sim.Progress {
		t.Process.Directory = at
		return sim.Continue
	})
	return 0
}

// shellWords splits a text at spaces outside of quotes, as env -S does.
func shellWords(text string) (words []string) {
	var word strings.Builder
	quote, inside := byte(0), false
	for i := 0; i < len(text); i++ {
		switch ch := text[i]; {
		case quote == 0 && (ch == ' ' || ch == '\t'):
			if inside {
				words = append(words, word.String())
				word.Reset()
			}
			inside = false
			continue
		case ch == quote:
			quote = 0
		case quote == 0 && (ch == '\'' || ch == '"'):
			quote = ch
		default:
			word.WriteByte(ch)
		}
		inside = true
	}
	if inside {
		words = append(words, word.String())
	}
	return words
}

func (c *call) printLines(lines []string) {
	for _, line := range lines {
		c.printLine(line)
	}
}

func without(environment []string, name string) []string {
	return slices.DeleteFunc(environment, func(entry string) bool { return strings.HasPrefix(entry, name+"=") })
}

// cannot says why a program cannot be run, and gives the status for that.
func (c *call) cannot(errno sim.Errno, name string) int {
	if errno == sim.ENOENT && c.name() != "nice" && c.name() != "taskset" && c.name() != "timeout" && c.name() != "nohup" && c.name() != "stdbuf" {
		c.complain("‘%s’: %s", name, errno.Message())
	} else if c.name() == "taskset" || c.name() == "setsid" {
		c.complain("failed to execute %s: %s", name, errno.Message())
	} else {
		prefix := ""
		if c.name() == "timeout" || c.name() == "nohup" || c.name() == "stdbuf" {
			prefix = "failed to run command "
		}
		c.complain("%s‘%s’: %s", prefix, name, errno.Message())
	}
	if errno == sim.ENOENT {
		return 127
	}
	return 126
}

// nice runs a program with another nice value, or tells the present one.
func nice(c *call) int {
	words, by := c.words[1:], 10
	for len(words) > 0 && strings.HasPrefix(words[0], "-") {
		text := strings.TrimPrefix(words[0], "-")
		words = words[1:]
		switch {
		case text == "n" && len(words) > 0:
			text, words = words[0], words[1:]
		case strings.HasPrefix(text, "n"):
			text = text[1:]
		case strings.HasPrefix(text, "-adjustment="):
			text = strings.TrimPrefix(text, "-adjustment=")
		}
		n, err := strconv.Atoi(text)
		if err != nil {
			c.complain("invalid adjustment ‘%s’", text)
			return 125
		}
		by = n
	}
	present := 0
	c.Act(0, func(_ *sim.Machine, t *sim.Thread) sim.Progress { present = t.Nice(); return sim.Continue })
	if len(words) == 0 {
		c.printLine(strconv.Itoa(present))
		return 0
	}
	if errno := c.do(&sim.SetNice{Nice: present + by}); errno != 0 {
		c.complain("cannot set niceness: %s", errno.Message())
	}
	return c.cannot(c.become(words, c.environment()), words[0])
}

// apart is nohup, which lets a program ignore the hangup, and setsid, which lets it
// lead a session.
func apart(c *call) int {
	words := c.words[1:]
	for len(words) > 0 && strings.HasPrefix(words[0], "-") {
		words = words[1:]
	}
	if len(words) == 0 {
		if c.name() == "setsid" {
			c.complain("no command specified")
			c.hint()
			return 1
		}
		c.complain("missing operand")
		c.hint()
		return 125
	}
	if c.name() == "nohup" {
		c.Do(&sim.Handle{Signal: sim.SIGHUP, Disposition: sim.Ignore})
	} else if c.do(&sim.SetSession{}) != 0 { // who leads a group must fork first
		child := &fiber.Fiber{Body: func(f *fiber.Fiber) {
			inner := *c
			inner.Fiber = f
			inner.do(&sim.SetSession{})
			inner.exit(inner.cannot(inner.become(words, inner.environment()), words[0]))
		}}
		c.Do(&sim.Fork{Child: child})
		return 0
	}
	return c.cannot(c.become(words, c.environment()), words[0])
}

// taskset runs a program on some cores only, or tells or changes those of a process.
func taskset(c *call) int {
	given, words, ok := c.flags("pca", "")
	if !ok {
		return 1
	}
	read := func(text string) ([]trace.CoreID, bool) {
		if has(given, 'c') {
			return coreList(text)
		}
		return coreMask(text)
	}
	if has(given, 'p') {
		if len(words) == 0 {
			c.complain("bad usage\nTry 'taskset --help' for more information.")
			return 1
		}
		pid, err := strconv.ParseInt(words[len(words)-1], 10, 32)
		p := c.machine.Process(trace.ProcessID(pid))
		if err != nil || p == nil || !p.Alive() {
			c.complain("failed to get pid %s's affinity: %s", words[len(words)-1], sim.ESRCH.Message())
			return 1
		}
		c.tellAffinity(p, "current", has(given, 'c'))
		if len(words) > 1 {
			cores, ok := read(words[0])
			if !ok || c.do(&sim.SetAffinity{Cores: cores, Of: sim.Target{By: sim.ByID, ID: p.ID}}) != 0 {
				c.complain("failed to set pid %d's affinity: %s", p.ID, sim.EINVAL.Message())
				return 1
			}
			c.tellAffinity(p, "new", has(given, 'c'))
		}
		return 0
	}
	if len(words) < 2 {
		c.complain("bad usage\nTry 'taskset --help' for more information.")
		return 1
	}
	cores, ok := read(words[0])
	if !ok {
		c.complain("failed to parse CPU %s: %s", map[bool]string{true: "list", false: "mask"}[has(given, 'c')], words[0])
		return 1
	}
	if errno := c.do(&sim.SetAffinity{Cores: cores}); errno != 0 {
		c.complain("failed to set pid 0's affinity: %s", errno.Message())
		return 1
	}
	return c.cannot(c.become(words[1:], c.environment()), words[1])
}

func (c *call) tellAffinity(p *sim.Process, which string, asList bool) {
	cores := p.Cores(c.machine)
	if asList {
		c.print("pid %d's %s affinity list: %s\n", p.ID, which, CoreText(cores))
		return
	}
	mask := uint64(0)
	for _, core := range cores {
		mask |= 1 << min(core, 63)
	}
	c.print("pid %d's %s affinity mask: %x\n", p.ID, which, mask)
}

// CoreText is a list of cores as 0-2,5.
func CoreText(cores []trace.CoreID) string {
	var parts []string
	for i := 0; i < len(cores); {
		j := i
		for j+1 < len(cores) && cores[j+1] == cores[j]+1 {
			j++
		}
		switch text := strconv.Itoa(int(cores[i])); {
		case j == i:
			parts = append(parts, text)
		default:
			parts = append(parts, text+map[bool]string{true: "-", false: ","}[j > i]+strconv.Itoa(int(cores[j])))
		}
		i = j + 1
	}
	return strings.Join(parts, ",")
}

func coreList(text string) (cores []trace.CoreID, ok bool) {
	for _, part := range strings.Split(text, ",") {
		from, to, ranged := strings.Cut(part, "-")
		first, err := strconv.Atoi(from)
		last := first
		if ranged && err == nil {
			last, err = strconv.Atoi(to)
		}
		if err != nil || first < 0 || last < first || last > 4096 {
			return nil, false
		}
		for core := first; core <= last; core++ {
			cores = append(cores, trace.CoreID(core))
		}
	}
	return cores, true
}

func coreMask(text string) (cores []trace.CoreID, ok bool) {
	mask, err := strconv.ParseUint(strings.TrimPrefix(text, "0x"), 16, 64)
	for core := range trace.CoreID(64) {
		if mask&(1<<core) != 0 {
			cores = append(cores, core)
		}
	}
	return cores, err == nil && mask != 0
}

// timeout runs a program and ends it when it takes too long.
func timeout(c *call) int {
	words, signal, killNs, preserve, foreground, tells := c.words[1:], sim.SIGTERM, int64(0), false, false, false
	for len(words) > 0 && strings.HasPrefix(words[0], "-") && len(words[0]) > 1 {
		word := words[0]
		words = words[1:]
		value := ""
		switch {
		case word == "--preserve-status":
			preserve = true
			continue
		case word == "--foreground":
			foreground = true
			continue
		case word == "-v" || word == "--verbose":
			tells = true
			continue
		case strings.HasPrefix(word, "--signal="), strings.HasPrefix(word, "--kill-after="):
			word, value, _ = strings.Cut(word, "=")
			word = "-" + word[2:3]
		case len(word) > 2:
			word, value = word[:2], word[2:]
		case len(words) > 0:
			value, words = words[0], words[1:]
		}
		ok := false
		switch word {
		case "-s":
			signal, ok = sim.ParseSignal(value)
			if !ok {
				c.complain("‘%s’: invalid signal", value)
				return 125
			}
		case "-k":
			if killNs, ok = duration(value); !ok {
				c.complain("invalid time interval ‘%s’", value)
				c.hint()
				return 125
			}
		default:
			c.unknownOption(word, word[1])
			return 125
		}
	}
	if len(words) < 2 {
		c.hint()
		return 125
	}
	ns, ok := duration(words[0])
	if !ok {
		c.complain("invalid time interval ‘%s’", words[0])
		c.hint()
		return 125
	}
	child := &fiber.Fiber{Body: func(f *fiber.Fiber) {
		inner := *c
		inner.Fiber = f
		inner.exit(inner.cannot(inner.become(words[1:], inner.environment()), words[1]))
	}}
	c.Do(&sim.SetGroup{})
	c.Do(&sim.Handle{Signal: sim.SIGCHLD, Disposition: sim.Catch})
	if c.do(&sim.Fork{Child: child}) != 0 {
		return 125
	}
	pid := trace.ProcessID(c.Thread.Result)
	over := false
	for _, wait := range []int64{ns, killNs} {
		if ended, status := c.awaitFor(pid, wait); ended {
			if over && !preserve {
				return 124
			}
			return status
		}
		if over {
			signal = sim.SIGKILL
		}
		over = true
		if tells {
			c.complain("sending signal %s to command ‘%s’", strings.TrimPrefix(signal.String(), "SIG"), words[1])
		}
		c.Do(&sim.Kill{To: sim.Target{By: sim.ByID, ID: pid}, Signal: signal})
		if signal == sim.SIGKILL && !foreground { // which its whole group has, timeout too
			c.awaitFor(pid, 0)
			c.Do(&sim.Kill{To: sim.Target{By: sim.ByID, ID: c.process().ID}, Signal: signal})
		}
	}
	_, status := c.awaitFor(pid, 0)
	if signal == sim.SIGKILL || preserve {
		return status
	}
	return 124
}

// awaitFor waits for a child, for so long at most; 0 for ever.
func (c *call) awaitFor(pid trace.ProcessID, ns int64) (ended bool, status int) {
	target := sim.Target{By: sim.ByID, ID: pid}
	until := c.machine.Now() + trace.Time(ns)
	for {
		c.Do(&sim.WaitChild{For: target, NoHang: ns > 0})
		if c.Thread.Errno == 0 && c.Thread.Result > 0 {
			return true, c.Thread.Status.Shell()
		}
		if ns == 0 {
			if c.Thread.Errno != sim.EINTR {
				return true, 125
			}
			continue
		}
		if c.machine.Now() >= until {
			return false, 0
		}
		c.Do(&sim.Sleep{Ns: int64(until - c.machine.Now())}) // the end of a child interrupts it
	}
}

// xargs runs a program with words that it reads.
func xargs(c *call) int {
	given, command, ok := c.flags("0rtx", "nIPLdasE", "null=0", "no-run-if-empty=r", "verbose=t", "max-args=n", "max-procs=P", "max-lines=L",
		"delimiter=d", "arg-file=a", "replace=I", "max-chars=s")
	if !ok {
		return 1
	}
	if len(command) == 0 {
		command = []string{"echo"}
	}
	x := &executing{call: c, given: given, command: command, most: 1}
	if n, err := strconv.Atoi(given['P']); err == nil && n >= 0 {
		if x.most = n; n == 0 {
			x.most = 1 << 20
		}
	}
	batches, complaint := x.batches()
	if complaint != "" {
		c.complain("%s", complaint)
	}
	for _, batch := range batches {
		if !x.run(batch) {
			break
		}
	}
	for len(x.running) > 0 {
		x.awaitOne()
	}
	if complaint != "" && x.status == 0 {
		return 1
	}
	return x.status
}

// executing is an xargs.
type executing struct {
	*call
	given   map[byte]string
	command []string
	most    int // how many run at once
	running []trace.ProcessID
	status  int
	stops   bool
}

// batches is the words that go together to one run of the command.
func (x *executing) batches() (batches [][]string, complaint string) {
	descriptor := 0
	if file, set := x.given['a']; set {
		opened, errno := x.open(file, Opening{Read: true})
		if errno != 0 {
			return nil, "Cannot open input file ‘" + file + "’: " + errno.Message()
		}
		descriptor = opened
	}
	all, _ := x.readAll(descriptor)
	delimiter, delimited := x.given['d']
	var words []string
	switch {
	case has(x.given, '0'), delimited:
		delimiter, _ = unescape(delimiter)
		end := "\x00"
		if delimited && delimiter != "" {
			end = delimiter[:1]
		}
		if text := strings.TrimSuffix(string(all), end); len(all) > 0 {
			words = strings.Split(text, end)
		}
	case has(x.given, 'I'):
		for _, line := range strings.Split(string(all), "\n") {
			if line = strings.TrimLeft(line, " \t"); line != "" {
				words = append(words, unquotedLine(line))
			}
		}
	default:
		words, complaint = argumentWords(string(all))
	}
	count := len(words)
	if n, err := strconv.Atoi(x.given['n']); err == nil && n > 0 {
		count = n
	}
	switch lines, err := strconv.Atoi(x.given['L']); {
	case has(x.given, 'I'):
		count = 1
	case err == nil && lines > 0:
		return lineBatches(string(all), lines), complaint
	}
	for len(words) > 0 {
		n := min(count, len(words))
		batches, words = append(batches, words[:n]), words[n:]
	}
	if len(batches) == 0 && !has(x.given, 'r') && !has(x.given, 'I') && complaint == "" {
		batches = [][]string{nil}
	}
	return batches, complaint
}

// unquotedLine is a line without the quotes and backslashes in it.
func unquotedLine(line string) string {
	var plain []byte
	quote := byte(0)
	for i := 0; i < len(line); i++ {
		switch b := line[i]; {
		case quote != 0 && b == quote:
			quote = 0
		case quote == 0 && (b == '\'' || b == '"'):
			quote = b
		case quote == 0 && b == '\\' && i+1 < len(line):
			i++
			plain = append(plain, line[i])
		default:
			plain = append(plain, b)
		}
	}
	return string(plain)
}

// lineBatches is the words of so many lines together; a line that ends with a blank
// goes on in the next one.
func lineBatches(text string, most int) (batches [][]string) {
	var batch []string
	count := 0
	for _, line := range strings.Split(text, "\n") {
		words, _ := argumentWords(line)
		if len(words) == 0 {
			continue
		}
		batch = append(batch, words...)
		if strings.HasSuffix(line, " ") || strings.HasSuffix(line, "\t") {
			continue
		}
		if count++; count == most {
			batches, batch, count = append(batches, batch), nil, 0
		}
	}
	if len(batch) > 0 {
		batches = append(batches, batch)
	}
	return batches
}

// run starts the command with a batch, when fewer run than may, and reports whether
// there shall be more.
func (x *executing) run(batch []string) bool {
	line := slices.Concat(x.command, batch)
	if placeholder := x.given['I']; placeholder != "" {
		line = slices.Clone(x.command)
		for i := range line {
			line[i] = strings.ReplaceAll(line[i], placeholder, batch[0])
		}
	}
	if has(x.given, 't') {
		x.write(2, []byte(strings.Join(line, " ")+"\n"))
	}
	for len(x.running) >= x.most {
		x.awaitOne()
	}
	if x.stops {
		return false
	}
	pid := x.fork(func(child *call) {
		errno := child.become(line, child.environment())
		child.complain("%s: %s", line[0], errno.Message())
		child.exit(map[bool]int{true: 127, false: 126}[errno == sim.ENOENT])
	})
	if pid == 0 {
		x.status = 1
		return false
	}
	x.running = append(x.running, pid)
	if x.most == 1 {
		x.awaitOne()
	}
	return !x.stops
}

// awaitOne waits for the next of the commands to end.
func (x *executing) awaitOne() {
	if x.do(&sim.WaitChild{}) != 0 {
		x.running = nil
		return
	}
	i := slices.Index(x.running, trace.ProcessID(x.Thread.Result))
	if i < 0 {
		return
	}
	x.running = slices.Delete(x.running, i, i+1)
	status := x.Thread.Status
	switch code := status.Shell(); {
	case status.Signal != 0:
		x.complain("%s: terminated by signal %d", x.command[0], int(status.Signal))
		x.status, x.stops = 125, true
	case code == 126, code == 127:
		x.status, x.stops = code, true
	case code == 255:
		x.complain("%s: exited with status 255; aborting", x.command[0])
		x.status, x.stops = 124, true
	case code != 0:
		x.status = 123
	}
}

// argumentWords takes a text apart as xargs does: at blanks and ends of lines that
// no quote or backslash protects.
func argumentWords(text string) (words []string, complaint string) {
	var word []byte
	inWord, quote := false, byte(0)
	for i := 0; i < len(text); i++ {
		switch b := text[i]; {
		case quote != 0 && b == '\n':
			kind := map[byte]string{'\'': "single", '"': "double"}[quote]
			return words, "unmatched " + kind + " quote; by default quotes are special to xargs unless you use the -0 option"
		case quote != 0 && b == quote:
			quote = 0
		case quote != 0:
			word = append(word, b)
		case b == '\'' || b == '"':
			quote, inWord = b, true
		case b == '\\' && i+1 < len(text):
			i++
			word, inWord = append(word, text[i]), true
		case b == ' ' || b == '\t' || b == '\n':
			if inWord {
				words = append(words, string(word))
			}
			word, inWord = word[:0], false
		default:
			word, inWord = append(word, b), true
		}
	}
	if inWord {
		words = append(words, string(word))
	}
	return words, ""
}

// killProcesses is kill. As a builtin of the shell it words its complaints as the
// shell does.
func killProcesses(c *call) int {
	words, signal := c.words[1:], sim.SIGTERM
	if len(words) > 0 && (words[0] == "-l" || words[0] == "-L") {
		return listSignals(c, words[1:])
	}
	if len(words) == 0 {
		c.write(2, []byte("\n"+killUsage))
		return 1
	}
	if strings.HasPrefix(words[0], "-") && words[0] != "--" {
		text := strings.TrimPrefix(words[0][1:], "-signal=")
		words = words[1:]
		if (text == "s" || text == "n" || text == "-signal") && len(words) > 0 {
			text, words = words[0], words[1:]
		}
		s, known := sim.ParseSignal(strings.ToUpper(text))
		if !known && text != "0" {
			c.complain("invalid argument %c\n\n%s", text[0], strings.TrimSuffix(killUsage, "\n"))
			return 1
		}
		signal = s
	}
	if len(words) > 0 && words[0] == "--" {
		words = words[1:]
	}
	status := 0
	for _, word := range words {
		pid, err := strconv.ParseInt(word, 10, 64)
		if err != nil {
			c.complain("failed to parse argument: '%s'", word)
			return 1
		}
		if errno := c.do(&sim.Kill{To: sim.TargetOf(pid), Signal: signal}); errno != 0 {
			c.complain("(%s): %s", word, errno.Message())
			status = 1
		}
	}
	return status
}

// killUsage is what kill of procps says of itself.
const killUsage = `Usage:
 kill [options] <pid> [...]

Options:
 <pid> [...]            send signal to every <pid> listed
 -<signal>, -s, --signal <signal>
                        specify the <signal> to be sent
 -q, --queue <value>    integer value to be sent with the signal
 -l, --list=[<signal>]  list all signal names, or convert one to a name
 -L, --table            list all signal names in a nice table

 -h, --help     display this help and exit
 -V, --version  output version information and exit

For more details see kill(1).
`

// listSignals is kill -l: all names, or one for a number and the other way round.
func listSignals(c *call, words []string) int {
	for _, word := range words {
		s, known := sim.ParseSignal(strings.ToUpper(word))
		switch n, err := strconv.Atoi(word); {
		case err == nil:
			c.printLine(trapName(sim.Signal(n & 0x7F)))
		case known:
			c.printLine(strconv.Itoa(int(s)))
		default:
			c.complain("unknown signal name %s", word)
			return 1
		}
	}
	if len(words) > 0 {
		return 0
	}
	names, line := signalNames(32), ""
	for _, name := range names[1:] {
		if name == "IO" {
			name = "POLL"
		}
		if len(line)+1+len(name) > 80 {
			c.printLine(line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += name
	}
	c.printLine(line)
	return 0
}

// signalNames are the names of the signals below a number, the first for none.
func signalNames(end int) []string {
	names := []string{"0"}
	for s := 1; s < end; s++ {
		switch {
		case s < 32:
			names = append(names, trapName(sim.Signal(s)))
		case s < 34:
			names = append(names, strconv.Itoa(s))
		case s == 34:
			names = append(names, "RTMIN")
		case s < 50:
			names = append(names, "RTMIN+"+strconv.Itoa(s-34))
		case s < 64:
			names = append(names, "RTMAX-"+strconv.Itoa(64-s))
		default:
			names = append(names, "RTMAX")
		}
	}
	return names
}

// start runs a command and gives its exit status: missing, after it was told of, if
// there is no such program.
func (c *call) start(words []string, told string, missing int) (status int, started bool) {
	pid := c.fork(func(child *call) {
		errno := child.become(words, child.environment())
		child.complain(told, words[0], errno.Message())
		child.exit(missing)
	})
	if pid == 0 {
		return 0, false
	}
	_, status = c.awaitFor(pid, 0)
	return status, true
}

// fork lets a copy of the process do something, and gives its number, 0 if there can
// be none.
func (c *call) fork(do func(child *call)) trace.ProcessID {
	c.flush()
	child := &fiber.Fiber{Body: func(f *fiber.Fiber) {
		inner := *c
		inner.Fiber, inner.out = f, nil
		do(&inner)
	}}
	if c.do(&sim.Fork{Child: child}) != 0 {
		return 0
	}
	return trace.ProcessID(c.Thread.Result)
}
