package shell

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"timeslice/sim"
	"timeslice/sim/trace"
)

// diskUsage is du: how much of the disk directories take, with all that is in them.
func diskUsage(c *call) int {
	given, names, ok := c.flags("ashbkmcSxL0", "dB", "all=a", "summarize=s", "human-readable=h", "bytes=b", "total=c", "max-depth=d", "apparent-size=A", "null=0",
		"separate-dirs=S", "block-size=B")
	if !ok {
		return 1
	}
	deepest := whole
	if text, set := given['d']; set {
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 {
			c.complain("invalid maximum depth %s", c.quotes("‘"+text+"’"))
			c.hint()
			return 1
		}
		deepest = n
	}
	if has(given, 's') {
		deepest = 0
	}
	apparent := has(given, 'b') || has(given, 'A')
	show := func(bytes int64, name string) {
		text := strconv.FormatInt((bytes+1023)/1024, 10)
		switch {
		case has(given, 'h'):
			text = humanSize(bytes)
		case has(given, 'b'):
			text = strconv.FormatInt(bytes, 10)
		case has(given, 'm'):
			text = strconv.FormatInt((bytes+1<<20-1)>>20, 10)
		}
		end := "\n"
		if has(given, '0') {
			end = "\x00"
		}
		c.print("%s\t%s%s", text, name, end)
	}
	var add func(name string, depth int) int64
	add = func(name string, depth int) int64 {
		info, _ := c.system.Files.Stat(c.path(name), has(given, 'L'))
		bytes := info.Size
		if !apparent {
			bytes = listed{info: info}.blocks() * 1024
		}
		if info.Directory {
			inner, errno := c.system.Files.List(c.path(name))
			if errno != 0 {
				c.complain("cannot read directory '%s': %s", name, errno.Message())
			}
			c.owe(c.machine.Costs().SyscallNs * int64(len(inner)+2))
			for _, entry := range slices.Clone(inner) {
				below := add(joined(name, entry), depth+1)
				if is, _ := c.system.Files.Stat(c.path(joined(name, entry)), false); !has(given, 'S') || !is.Directory {
					bytes += below
				}
			}
		}
		if depth <= deepest && (info.Directory || has(given, 'a') || depth == 0) {
			show(bytes, name)
		}
		return bytes
	}
	status, total := 0, int64(0)
	for _, name := range orHere(names) {
		if _, errno := c.system.Files.Stat(c.path(name), false); errno != 0 {
			c.flush()
			c.complain("cannot access '%s': %s", name, errno.Message())
			status = 1
			continue
		}
		total += add(name, 0)
	}
	if has(given, 'c') {
		show(total, "total")
	}
	return status
}

// What fs.statfs says of the disk.
const (
	diskBytes     = 10 << 30
	diskUsedBytes = 5 << 30
	diskFiles     = 655_360
	diskUsedFiles = 55_360
)

// diskFree is df: the machine has one disk.
func diskFree(c *call) int {
	given, names, ok := c.flags("hHkmTiaPl", "Btx", "human-readable=h", "print-type=T", "inodes=i", "all=a", "portability=P", "local=l", "block-size=B", "type=t",
		"exclude-type=x")
	if !ok {
		return 1
	}
	status, shown := 0, len(names) == 0
	for _, name := range names {
		if _, errno := c.system.Files.Stat(c.path(name), true); errno != 0 {
			c.complain("%s: %s", name, errno.Message())
			status = 1
		} else {
			shown = true
		}
	}
	if !shown {
		return 1
	}
	total, used := int64(diskBytes), int64(diskUsedBytes)
	heads := []string{"1K-blocks", "Used", "Available", "Use%"}
	size := func(bytes int64) string { return strconv.FormatInt((bytes+1023)/1024, 10) }
	switch {
	case has(given, 'i'):
		heads = []string{"Inodes", "IUsed", "IFree", "IUse%"}
		total, used = diskFiles, diskUsedFiles
		size = func(n int64) string { return strconv.FormatInt(n, 10) }
	case has(given, 'h') || has(given, 'H'):
		heads = []string{"Size", "Used", "Avail", "Use%"}
		size = humanSize
	case has(given, 'm'):
		heads[0] = "1M-blocks"
		size = func(bytes int64) string { return strconv.FormatInt((bytes+1<<20-1)>>20, 10) }
	case has(given, 'P'):
		heads[0], heads[3] = "1024-blocks", "Capacity"
	}
	row := []string{size(total), size(used), size(total - used), strconv.FormatInt((used*100+total-1)/total, 10) + "%"}
	first, second := fmt.Sprintf("%-14s", "Filesystem"), fmt.Sprintf("%-14s", "/dev/vda")
	if has(given, 'T') {
		first, second = first+" Type", second+" ext4"
	}
	for i, head := range heads {
		width := max(len(head), len(row[i]))
		if i < 3 {
			width = max(width, 5)
		}
		if i < 3 && heads[0] == "Size" {
			width = max(len(head), len(row[i]), map[int]int{0: 5, 1: 5, 2: 5}[i])
		}
		first += fmt.Sprintf(" %*s", width, head)
		second += fmt.Sprintf(" %*s", width, row[i])
	}
	c.printLine(first + " Mounted on")
	c.printLine(second + " /")
	return status
}

// freeMemory is free.
func freeMemory(c *call) int {
	given, _, ok := c.flags("bkmghtwlv", "sc", "bytes=b", "kibi=k", "mebi=m", "gibi=g", "human=h", "total=t", "wide=w", "si=S")
	if !ok {
		return 1
	}
	size := func(bytes int64) string {
		switch {
		case has(given, 'h'):
			if bytes < 1024 {
				return strconv.FormatInt(bytes, 10) + "B"
			}
			return scaled(bytes)
		case has(given, 'b'):
			return strconv.FormatInt(bytes, 10)
		case has(given, 'm'):
			return strconv.FormatInt(bytes>>20, 10)
		case has(given, 'g'):
			return strconv.FormatInt(bytes>>30, 10)
		}
		return strconv.FormatInt(bytes>>10, 10)
	}
	total, used := c.machine.MemoryBytes(), c.machine.MemoryUsedBytes()
	line := func(name string, sizes ...int64) {
		text := fmt.Sprintf("%-7s", name)
		for _, bytes := range sizes {
			text += fmt.Sprintf(" %11s", size(bytes))
		}
		c.printLine(text)
	}
	if has(given, 'w') {
		c.print("%20s%12s%12s%12s%12s%12s%12s\n", "total", "used", "free", "shared", "buffers", "cache", "available")
		line("Mem:", total, used, total-used, 0, 0, 0, total-used)
	} else {
		c.print("%20s%12s%12s%12s%12s%12s\n", "total", "used", "free", "shared", "buff/cache", "available")
		line("Mem:", total, used, total-used, 0, 0, total-used)
	}
	line("Swap:", 0, 0, 0)
	if has(given, 't') {
		line("Total:", total, used, total-used)
	}
	return 0
}

// scaled is a size as free -h tells it: below ten with a digit behind the point.
func scaled(bytes int64) string {
	unit, at := int64(1024), 0
	for bytes/unit >= 1024 && at < 4 {
		unit *= 1024
		at++
	}
	if tenths := bytes * 10 / unit; tenths < 100 {
		return fmt.Sprintf("%d.%d%ci", tenths/10, tenths%10, "KMGTP"[at])
	}
	return strconv.FormatInt(bytes/unit, 10) + "KMGTP"[at:at+1] + "i"
}

// uptime is how long the machine has been running.
func uptime(c *call) int {
	given, _, ok := c.flags("ps", "", "pretty=p", "since=s")
	if !ok {
		return 1
	}
	minutes := int64(c.machine.Now()) / (60 * trace.Second)
	switch {
	case has(given, 's'):
		c.printLine(time.Unix(0, c.system.EpochNs).UTC().Format("2006-01-02 15:04:05"))
	case has(given, 'p'):
		text := "up "
		if hours := minutes / 60; hours > 0 {
			text += strconv.FormatInt(hours, 10) + " " + plural(int(hours), "hour") + ", "
		}
		c.printLine(text + strconv.FormatInt(minutes%60, 10) + " " + plural(int(minutes%60), "minute"))
	default:
		c.printLine(c.uptimeLine())
	}
	return 0
}

// uptimeLine is the first line of uptime, w and top. The load average is as os.loadavg
// has it.
func (c *call) uptimeLine() string {
	minutes := int64(c.machine.Now()) / (60 * trace.Second)
	up := strconv.FormatInt(minutes, 10) + " min"
	if minutes >= 60 {
		up = fmt.Sprintf("%2d:%02d", minutes/60, minutes%60)
	}
	return fmt.Sprintf(" %s up %s,  0 user,  load average: 0.00, 0.00, 0.00", time.Unix(0, c.nowNs()).UTC().Format("15:04:05"), up)
}

// people is who, users, w and logname: nobody has logged in.
func people(c *call) int {
	switch c.name() {
	case "w":
		c.printLine(c.uptimeLine())
		c.printLine("USER     TTY      FROM             LOGIN@   IDLE   JCPU   PCPU WHAT")
	case "logname":
		c.complain("no login name")
		return 1
	}
	return 0
}

// seek is pgrep, which tells the processes whose names match a pattern, and pkill,
// which sends them a signal.
func seek(c *call) int {
	kills, signal := c.name() == "pkill", sim.SIGTERM
	words := c.words[:1:1]
	for _, word := range c.words[1:] {
		if kills && word == "-0" {
			signal = 0
			continue
		}
		if s, known := sim.ParseSignal(strings.TrimPrefix(word, "-")); kills && known && strings.HasPrefix(word, "-") {
			signal = s
			continue
		}
		words = append(words, word)
	}
	c.words = words
	letters, with := "flaxcnovie", "Pudsgtr"
	given, rest, ok := c.flags(letters, with, "full=f", "list-name=l", "list-full=a", "exact=x", "count=c", "newest=n", "oldest=o", "inverse=v", "ignore-case=i",
		"parent=P", "euid=u", "delimiter=d", "signal=s", "echo=e")
	if !ok {
		return 2
	}
	if text, set := given['s']; kills && set {
		s, known := sim.ParseSignal(strings.ToUpper(text))
		if !known {
			c.complain("invalid signal name: %s", text)
			return 2
		}
		signal = s
	}
	if len(rest) != 1 && !has(given, 'P') && !has(given, 'u') && !has(given, 'n') && !has(given, 'o') {
		what := "no matching criteria specified"
		if len(rest) > 1 {
			what = "only one pattern can be provided"
		}
		c.complain("%s", what)
		c.write(2, []byte("Try `"+c.name()+" --help' for more information.\n"))
		return 2
	}
	pattern := ""
	if len(rest) > 0 {
		pattern = rest[0]
	}
	if has(given, 'x') {
		pattern = "^(" + pattern + ")$"
	}
	expression, err := translated(pattern, true)
	if has(given, 'i') {
		expression = "(?i)" + expression
	}
	matcher, wrong := regexp.Compile(expression)
	if err != nil || wrong != nil {
		c.complain("%s", cmp.Or(err, wrong))
		return 2
	}
	found := c.processes(func(e sim.ProcessEntry) bool {
		text := psRow{ProcessEntry: e}.shortName()
		if has(given, 'f') && len(e.Arguments) > 0 {
			text = strings.Join(e.Arguments, " ")
		}
		user := orRoot(e.User)
		parents, users := given['P'], given['u']
		id, _ := userNumber(user)
		fits := matcher.MatchString(text) && (parents == "" || slices.Contains(pidList(parents), int64(e.Parent))) &&
			(users == "" || users == user || users == strconv.FormatInt(id, 10))
		return fits != has(given, 'v')
	})
	switch {
	case len(found) > 1 && has(given, 'n'):
		found = found[len(found)-1:]
	case len(found) > 1 && has(given, 'o'):
		found = found[:1]
	}
	if has(given, 'c') {
		c.printLine(strconv.Itoa(len(found)))
	}
	between, set := given['d']
	if !set {
		between = "\n"
	}
	for i, e := range found {
		if kills {
			if errno := c.do(&sim.Kill{To: sim.TargetOf(int64(e.ID)), Signal: signal}); errno != 0 {
				c.complain("killing pid %d failed: %s", e.ID, errno.Message())
			} else if has(given, 'e') {
				c.print("%s killed (pid %d)\n", e.Name, e.ID)
			}
			continue
		}
		if has(given, 'c') {
			continue
		}
		if i > 0 {
			c.print("%s", between)
		}
		c.print("%d", e.ID)
		switch r := (psRow{ProcessEntry: e}); {
		case has(given, 'a'):
			c.print(" %s", r.line())
		case has(given, 'l'):
			c.print(" %s", r.shortName())
		}
	}
	if !kills && len(found) > 0 && !has(given, 'c') {
		c.printLine("")
	}
	return oneIf(len(found) == 0)
}

// processes are those other than the program itself that f takes, in order of PID.
func (c *call) processes(f func(sim.ProcessEntry) bool) []sim.ProcessEntry {
	c.Do(&sim.ListProcesses{})
	var found []sim.ProcessEntry
	for _, e := range c.Thread.Table {
		if e.ID != c.process().ID && f(e) {
			found = append(found, e)
		}
	}
	return found
}

// byName is killall and pidof: processes by the whole name.
func byName(c *call) int {
	if c.name() == "pidof" {
		given, names, ok := c.flags("sqx", "o")
		if !ok {
			return 1
		}
		var ids []string
		for _, e := range slices.Backward(c.processes(func(e sim.ProcessEntry) bool { return slices.Contains(names, e.Name) && e.State != 'Z' })) {
			ids = append(ids, strconv.Itoa(int(e.ID)))
		}
		if has(given, 's') && len(ids) > 1 {
			ids = ids[:1]
		}
		if len(ids) > 0 && !has(given, 'q') {
			c.printLine(strings.Join(ids, " "))
		}
		return oneIf(len(ids) == 0)
	}
	signal, quiet, names := sim.SIGTERM, false, []string(nil)
	for i := 1; i < len(c.words); i++ {
		word := c.words[i]
		text, option := strings.CutPrefix(word, "-")
		if (text == "s" || text == "-signal") && option && i+1 < len(c.words) {
			i++
			text = c.words[i]
		}
		s, known := sim.ParseSignal(strings.ToUpper(text))
		switch {
		case !option:
			names = append(names, word)
		case known:
			signal = s
		case text == "q" || text == "-quiet":
			quiet = true
		case strings.Trim(text, "ewvir") != "":
			c.write(2, []byte(text+": unknown signal; killall -l lists signals.\n"))
			return 1
		}
	}
	if len(names) == 0 {
		c.write(2, []byte("Usage: killall [OPTION]... [--] NAME...\n"))
		return 1
	}
	status := 0
	for _, name := range names {
		found := c.processes(func(e sim.ProcessEntry) bool { return e.Name == name && e.State != 'Z' })
		if len(found) == 0 {
			if !quiet {
				c.write(2, []byte(name+": no process found\n"))
			}
			status = 1
		}
		for _, e := range found {
			if errno := c.do(&sim.Kill{To: sim.TargetOf(int64(e.ID)), Signal: signal}); errno != 0 {
				c.write(2, []byte(fmt.Sprintf("%s(%d): %s\n", name, e.ID, errno.Message())))
				status = 1
			}
		}
	}
	return status
}

// measure is time of GNU: what a program takes.
func measure(c *call) int {
	words, portable, format := c.words[1:], false, ""
	for len(words) > 0 && strings.HasPrefix(words[0], "-") {
		switch {
		case words[0] == "-p":
			portable = true
		case words[0] == "-f" && len(words) > 1:
			format, words = words[1], words[1:]
		case words[0] != "-v" && words[0] != "--":
			c.unknownOption(words[0], words[0][1])
			return 125
		}
		words = words[1:]
	}
	if len(words) == 0 {
		c.complain("missing program to run")
		c.hint()
		return 125
	}
	began := c.machine.Now()
	var child *sim.Process
	pid := c.fork(func(child *call) {
		errno := child.become(words, child.environment())
		child.complain("cannot run %s: %s", words[0], errno.Message())
		child.exit(127 - oneIf(errno != sim.ENOENT))
	})
	if child = c.machine.Process(pid); pid == 0 || child == nil {
		c.complain("cannot fork")
		return 125
	}
	_, status := c.awaitFor(pid, 0)
	elapsed, cpu := int64(c.machine.Now()-began)/1e7, child.CPUNs()/1e7
	hundredths := func(n int64) string { return fmt.Sprintf("%d.%02d", n/100, n%100) }
	share := strconv.FormatInt(cpu*100/max(1, elapsed), 10) + "%"
	clock := fmt.Sprintf("%d:%02d.%02d", elapsed/6000, elapsed/100%60, elapsed%100)
	if status != 0 {
		what := "Command exited with non-zero status " + strconv.Itoa(status)
		if status > 128 && child.Status().Signal != 0 {
			what = "Command terminated by signal " + strconv.Itoa(status-128)
		}
		c.write(2, []byte(what+"\n"))
	}
	text := hundredths(cpu) + "user 0.00system " + clock + "elapsed " + share + "CPU (0avgtext+0avgdata " + strconv.Itoa(programBytes>>10) +
		"maxresident)k\n0inputs+0outputs (0major+0minor)pagefaults 0swaps\n"
	switch {
	case portable:
		text = "real " + hundredths(elapsed) + "\nuser " + hundredths(cpu) + "\nsys 0.00\n"
	case format != "":
		plain, _ := unescape(format)
		text = strings.NewReplacer("%%", "%", "%e", hundredths(elapsed), "%E", clock, "%U", hundredths(cpu), "%S", "0.00", "%P", share,
			"%M", strconv.Itoa(programBytes>>10), "%C", strings.Join(words, " "), "%x", strconv.Itoa(status)).Replace(plain) + "\n"
	}
	c.write(2, []byte(text))
	return status
}
