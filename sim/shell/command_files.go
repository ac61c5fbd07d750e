package shell

import (
	"path"
	"strconv"
	"strings"

	"timeslice/sim"
)

func orHere(names []string) []string {
	if len(names) == 0 {
		return []string{"."}
	}
	return names
}

func compare(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// modeLetters is what ls -l shows first.
func modeLetters(info Info) string {
	kind := byte('-')
	switch {
	case info.Directory:
		kind = 'd'
	case info.Link != "":
		kind = 'l'
	case info.Device:
		kind = 'c'
	}
	letters := []byte{kind}
	for bit := 8; bit >= 0; bit-- {
		letter := "xwr"[bit%3]
		if info.Mode&(1<<bit) == 0 {
			letter = '-'
		}
		if set := info.Mode & (0o1000 << (bit / 3)); set != 0 && bit%3 == 0 {
			mark := "tss"[bit/3]
			if letter == '-' {
				mark -= 'a' - 'A'
			}
			letter = mark
		}
		letters = append(letters, letter)
	}
	return string(letters)
}

func makeDirectories(c *call) int {
	given, names, ok := c.flags("pv", "m", "parents=p", "verbose=v", "mode=m")
	if !ok {
		return 1
	}
	if len(names) == 0 {
		c.complain("missing operand\nTry 'mkdir --help' for more information.")
		return 1
	}
	mode, sets := given['m']
	if _, valid := modeOf(mode, 0o777, c.process().Umask, true); sets && !valid {
		c.complain("invalid mode ‘%s’", mode)
		return 1
	}
	status := 0
	for _, name := range names {
		made := name
		if has(given, 'p') {
			made = c.makeParents(name, has(given, 'v'))
			if info, errno := c.system.Files.Stat(c.path(name), true); made == "" || errno == 0 && info.Directory {
				continue
			}
		}
		if errno := c.makeDirectory(c.path(made)); errno != 0 {
			c.flush()
			c.complain("cannot create directory ‘%s’: %s", made, errno.Message())
			status = 1
			continue
		}
		if has(given, 'v') {
			c.print("%s", c.quotes("mkdir: created directory '"+name+"'\n"))
		}
		if sets {
			becomes, _ := modeOf(mode, 0o777, c.process().Umask, true)
			c.changes(func() sim.Errno { return c.system.Files.Permit(c.path(name), becomes, c.nowNs()) })
		}
	}
	return status
}

// makeParents makes the directories above a path that are not there, and gives what
// is to be made last: the path itself, or what stands in the way.
func (c *call) makeParents(name string, tells bool) string {
	parts := strings.Split(strings.TrimRight(name, "/"), "/")
	for i := 1; i < len(parts); i++ {
		above := strings.Join(parts[:i], "/")
		if above == "" {
			continue
		}
		info, errno := c.system.Files.Stat(c.path(above), true)
		switch {
		case errno == 0 && info.Directory:
		case errno == 0 || c.makeDirectory(c.path(above)) != 0:
			return above
		case tells:
			c.print("mkdir: created directory '%s'\n", above)
		}
	}
	return name
}

// makeDirectory is mkdir(2).
func (c *call) makeDirectory(at string) sim.Errno {
	return c.changes(func() sim.Errno { return c.system.Files.Make(at, c.nowNs()) })
}

// changes is a system call that changes the disk.
func (c *call) changes(change func() sim.Errno) (errno sim.Errno) {
	c.Act(c.machine.Costs().SyscallNs, func(*sim.Machine, *sim.Thread) sim.Progress {
		errno = change()
		return sim.Continue
	})
	return errno
}

func remove(c *call) int {
	letters := "rRfvidI"
	if c.name() == "rmdir" {
		letters = "pv"
	}
	given, names, ok := c.flags(letters, "", "recursive=r", "force=f", "verbose=v", "dir=d", "parents=p", "ignore-fail-on-non-empty=E")
	if !ok {
		return 1
	}
	if len(names) == 0 && !has(given, 'f') {
		c.complain("missing operand\nTry '%s --help' for more information.", c.name())
		return 1
	}
	status := 0
	for _, name := range names {
		at := c.path(name)
		info, errno := c.system.Files.Stat(at, false)
		recursive := has(given, 'r') || has(given, 'R')
		switch last := path.Base(strings.TrimRight(name, "/")); {
		case errno == 0 && recursive && path.Clean(at) == "/":
			c.complain("it is dangerous to operate recursively on '/'\n%s: use --no-preserve-root to override this failsafe", c.title())
			status = 1
			continue
		case errno == 0 && recursive && (last == "." && name != "" || last == ".."):
			c.complain("refusing to remove '.' or '..' directory: skipping '%s'", name)
			status = 1
			continue
		case errno == 0 && has(given, 'i') && !c.agrees("remove", name, info):
			continue
		}
		switch {
		case errno == sim.ENOENT && has(given, 'f'):
			continue
		case errno == 0 && c.name() == "rmdir":
			status |= c.removeEmpty(name, given)
			continue
		case errno == 0 && info.Directory && has(given, 'd') && !has(given, 'r') && !has(given, 'R'):
			errno = c.removeOne(at, true)
		case errno == 0 && info.Directory && !has(given, 'r') && !has(given, 'R'):
			errno = sim.EISDIR
		case errno == 0 && info.Directory:
			errno = c.removeAll(at, name, has(given, 'v'))
		case errno == 0:
			if errno = c.removeOne(at, false); errno == 0 && has(given, 'v') {
				c.print("removed '%s'\n", name)
			}
		}
		if errno != 0 {
			verb := "cannot remove"
			if c.name() == "rmdir" {
				verb = "failed to remove"
			}
			c.complain("%s '%s': %s", verb, name, errno.Message())
			status = 1
		}
	}
	return status
}

// agrees asks whether something is to be done with a file, and reads the answer.
func (c *call) agrees(what, name string, info Info) bool {
	kind := "regular file "
	switch {
	case what == "overwrite":
		kind = ""
	case info.Directory:
		kind = "directory "
	case info.Link != "":
		kind = "symbolic link "
	case info.Size == 0:
		kind = "regular empty file "
	}
	c.flush()
	c.write(2, []byte(c.title()+": "+what+" "+kind+"'"+name+"'? "))
	yes, first := false, true
	for {
		letter, errno := c.read(0, 1)
		if errno != 0 || len(letter) == 0 || letter[0] == '\n' {
			return yes
		}
		if first {
			yes = letter[0] == 'y' || letter[0] == 'Y'
		}
		first = false
	}
}

func (c *call) removeOne(at string, directory bool) sim.Errno {
	return c.changes(func() sim.Errno { return c.system.Files.Remove(at, directory, c.nowNs()) })
}

// removeEmpty removes a directory, and with -p those above it.
func (c *call) removeEmpty(name string, given map[byte]string) int {
	for ; ; name = path.Dir(name) {
		if has(given, 'v') {
			c.print("rmdir: removing directory, '%s'\n", name)
		}
		if errno := c.removeOne(c.path(name), true); errno != 0 {
			c.flush()
			c.complain("failed to remove '%s': %s", name, errno.Message())
			return 1
		}
		if !has(given, 'p') || !strings.Contains(strings.Trim(name, "/"), "/") {
			return 0
		}
	}
}

// removeAll removes a directory with all that is in it.
func (c *call) removeAll(at, name string, tells bool) sim.Errno {
	names, errno := c.system.Files.List(at)
	for _, inner := range names {
		below, told := path.Join(at, inner), joined(name, inner)
		info, _ := c.system.Files.Stat(below, false)
		errno := sim.Errno(0)
		switch {
		case info.Directory:
			errno = c.removeAll(below, told, tells)
		default:
			if errno = c.removeOne(below, false); errno == 0 && tells {
				c.print("removed '%s'\n", told)
			}
		}
		if errno != 0 {
			return errno
		}
	}
	if errno == 0 {
		errno = c.removeOne(at, true)
	}
	if errno == 0 && tells {
		c.print("removed directory '%s'\n", name)
	}
	return errno
}

func moveFile(c *call) int {
	given, names, ok := c.flags("fnviuT", "t", "force=f", "no-clobber=n", "verbose=v", "target-directory=t")
	if !ok {
		return 1
	}
	if to, set := given['t']; set {
		names = append(names, to)
	}
	if len(names) < 2 {
		what := "missing file operand"
		if len(names) == 1 {
			what = "missing destination file operand after '" + names[0] + "'"
		}
		c.complain("%s\nTry 'mv --help' for more information.", what)
		return 1
	}
	to := names[len(names)-1]
	info, errno := c.system.Files.Stat(c.path(to), true)
	into := errno == 0 && info.Directory
	if len(names) > 2 && !into {
		c.complain("target '%s': %s", to, map[bool]string{true: sim.ENOENT.Message(), false: sim.ENOTDIR.Message()}[errno != 0])
		return 1
	}
	status := 0
	for _, name := range names[:len(names)-1] {
		target := to
		if into {
			target = joined(to, path.Base(name))
		}
		from, errno := c.system.Files.Stat(c.path(name), false)
		if errno != 0 {
			c.complain("cannot stat '%s': %s", name, errno.Message())
			status = 1
			continue
		}
		there, errno := c.system.Files.Stat(c.path(target), false)
		switch {
		case errno == 0 && there.Number == from.Number:
			c.complain("'%s' and '%s' are the same file", name, target)
			status = 1
			continue
		case errno == 0 && has(given, 'n'), errno == 0 && has(given, 'i') && !c.agrees("overwrite", target, there):
			continue
		case errno == 0 && from.Directory && !there.Directory:
			c.complain("cannot overwrite non-directory '%s' with directory '%s'", target, name)
			status = 1
			continue
		case from.Directory && strings.HasPrefix(c.path(target)+"/", c.path(name)+"/"):
			c.complain("cannot move '%s' to a subdirectory of itself, '%s'", name, target)
			status = 1
			continue
		}
		if errno := c.changes(func() sim.Errno { return c.system.Files.Move(c.path(name), c.path(target), c.nowNs()) }); errno != 0 {
			c.complain("cannot move '%s' to '%s': %s", name, target, errno.Message())
			status = 1
			continue
		}
		if has(given, 'v') {
			c.print("renamed '%s' -> '%s'\n", name, target)
		}
	}
	return status
}

// touch makes files, and gives them another time.
func touch(c *call) int {
	given, names, ok := c.flags("acmfh", "tdr", "no-create=c", "date=d", "reference=r")
	if !ok {
		return 1
	}
	if len(names) == 0 {
		c.complain("missing file operand")
		c.hint()
		return 1
	}
	at := c.nowNs()
	switch {
	case has(given, 'r'):
		info, errno := c.system.Files.Stat(c.path(given['r']), true)
		if errno != 0 {
			c.complain("failed to get attributes of '%s': %s", given['r'], errno.Message())
			return 1
		}
		at = info.ModifiedNs
	case has(given, 't'):
		stamp, valid := stampOf(given['t'], at)
		if !valid {
			c.complain("invalid date format ‘%s’", given['t'])
			return 1
		}
		at = stamp
	case has(given, 'd'):
		when, valid := whenIs(given['d'], at)
		if !valid {
			c.complain("invalid date format ‘%s’", given['d'])
			return 1
		}
		at = when
	}
	status := 0
	for _, name := range names {
		_, missing := c.system.Files.Stat(c.path(name), true)
		if missing == sim.ENOENT && has(given, 'c') {
			continue
		}
		descriptor, errno := c.open(name, Opening{Write: true, Create: true, Append: true})
		if errno != 0 && errno != sim.EISDIR {
			c.complain("cannot touch '%s': %s", name, errno.Message())
			status = 1
			continue
		}
		if descriptor >= 0 {
			c.close(descriptor)
		}
		if !has(given, 'a') || has(given, 'm') {
			c.changes(func() sim.Errno { return c.system.Files.Touch(c.path(name), at, c.nowNs()) })
		}
	}
	return status
}

func which(c *call) int {
	status := oneIf(len(c.words) == 1)
	for _, name := range c.words[1:] {
		if name == "-a" || name == "-s" {
			continue
		}
		if len(name) > 1 && name[0] == '-' {
			c.write(2, []byte("Illegal option "+name[:2]+"\n"))
			c.printLine("Usage: /usr/bin/which [-a] args")
			return 2
		}
		at, errno := c.system.Find(name, c.process().Directory, c.environment())
		if errno != 0 {
			status = 1
			continue
		}
		c.printLine(at)
	}
	return status
}

// KernelRelease and KernelVersion are what the kernel is called (uname(2)).
const (
	KernelRelease = "6.18.0"
	KernelVersion = "#1 SMP timeslice"
)

// about tells of the machine and its user.
func about(c *call) int {
	switch c.name() {
	case "whoami", "groups":
		if c.name() == "whoami" && len(c.words) > 1 {
			c.complain("extra operand %s", c.quotes("‘"+c.words[1]+"’"))
			c.hint()
			return 1
		}
		c.printLine(c.user())
	case "nproc":
		given, _, ok := c.flags("a", "I", "all=a", "ignore=I")
		if !ok {
			return 1
		}
		ignored, _ := strconv.Atoi(given['I'])
		c.printLine(strconv.Itoa(max(1, c.machine.Cores()-ignored)))
	case "arch":
		c.printLine("x86_64")
	case "hostname":
		c.printLine("timeslice")
	case "id":
		return c.identity()
	case "uname":
		given, _, ok := c.flags("asnrmvop", "")
		if !ok {
			return 1
		}
		parts := []struct {
			letter byte
			text   string
		}{
			{'s', "Linux"}, {'n', "timeslice"}, {'r', KernelRelease}, {'v', KernelVersion}, {'m', "x86_64"}, {'o', "GNU/Linux"},
		}
		var shown []string
		for _, p := range parts {
			if has(given, p.letter) || has(given, 'a') || len(given) == 0 && p.letter == 's' {
				shown = append(shown, p.text)
			}
		}
		c.printLine(strings.Join(shown, " "))
	}
	return 0
}

func (c *call) user() string {
	if c.process().User == "" {
		return "root"
	}
	return c.process().User
}

func (c *call) identity() int {
	given, names, ok := c.flags("ugnGrz", "", "user=u", "group=g", "groups=G", "name=n", "real=r", "zero=z")
	if !ok {
		return 1
	}
	number, name := "0", c.user()
	if len(names) > 0 {
		id, known := userNumber(names[0])
		if known = known && (id == 0 || id == 1000); !known {
			c.complain("%s: no such user", c.quotes("‘"+names[0]+"’"))
			return 1
		}
		name = userName(id)
	}
	if name != "root" {
		number = "1000"
	}
	switch {
	case len(given) == 0:
		c.print("uid=%s(%s) gid=%s(%s) groups=%s(%s)\n", number, name, number, name, number, name)
	case has(given, 'n'):
		c.printLine(name)
	default:
		c.printLine(number)
	}
	return 0
}
