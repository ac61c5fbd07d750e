package shell

import (
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"timeslice/sim"
)

// list is ls: names, one a line as where the output is no terminal.
func list(c *call) int {
	given, names, ok := c.flags("laA1dFtrhRSi", "")
	if !ok {
		return 2
	}
	status := 0
	var files, folders []string
	for _, name := range orHere(names) {
		info, errno := c.system.Files.Stat(c.path(name), !has(given, 'l'))
		switch {
		case errno != 0:
			c.complain("cannot access '%s': %s", name, errno.Message())
			status = 2
		case info.Directory && !has(given, 'd'):
			folders = append(folders, name)
		default:
			files = append(files, name)
		}
	}
	slices.Sort(files)
	slices.Sort(folders)
	c.listRows(files, "", given)
	for i, folder := range folders {
		if len(names) > 1 {
			if i > 0 || len(files) > 0 {
				c.printLine("")
			}
			c.printLine(folder + ":")
		} else if has(given, 'R') {
			c.printLine(folder + ":")
		}
		c.listFolder(folder, given)
		if has(given, 'R') {
			c.listBelow(folder, given)
		}
	}
	return status
}

// listBelow lists the directories within one, as ls -R.
func (c *call) listBelow(folder string, given map[byte]string) {
	names, _ := c.system.Files.List(c.path(folder))
	for _, name := range slices.Clone(names) {
		inner := joined(folder, name)
		info, errno := c.system.Files.Stat(c.path(inner), false)
		if errno != 0 || !info.Directory || strings.HasPrefix(name, ".") && !has(given, 'a') && !has(given, 'A') {
			continue
		}
		c.printLine("")
		c.printLine(inner + ":")
		c.listFolder(inner, given)
		c.listBelow(inner, given)
	}
}

func orHere(names []string) []string {
	if len(names) == 0 {
		return []string{"."}
	}
	return names
}

func (c *call) listFolder(folder string, given map[byte]string) {
	names, errno := c.system.Files.List(c.path(folder))
	if errno != 0 {
		c.complain("cannot open directory '%s': %s", folder, errno.Message())
		return
	}
	c.Act(c.machine.Costs().SyscallNs*int64(2+len(names)/64), func(*sim.Machine, *sim.Thread) sim.Progress { return sim.Continue })
	if !has(given, 'a') && !has(given, 'A') {
		names = slices.DeleteFunc(slices.Clone(names), func(name string) bool { return strings.HasPrefix(name, ".") })
	}
	if has(given, 'a') {
		names = append([]string{".", ".."}, names...)
	}
	if has(given, 'l') {
		blocks := int64(0)
		for _, name := range names {
			info, _ := c.system.Files.Stat(path.Join(c.path(folder), name), false)
			blocks += (info.Size + 4095) / 4096 * 4
		}
		c.print("total %d\n", blocks)
	}
	c.listRows(names, folder, given)
}

// listRows prints a row for each name.
func (c *call) listRows(names []string, folder string, given map[byte]string) {
	type row struct {
		name string
		info Info
	}
	rows := make([]row, len(names))
	widths := [2]int{1, 1}
	for i, name := range names {
		info, _ := c.system.Files.Stat(path.Join(c.path(folder), name), false)
		if folder == "" {
			info, _ = c.system.Files.Stat(c.path(name), false)
		}
		rows[i] = row{name, info}
		widths[0] = max(widths[0], len(strconv.FormatInt(info.Links, 10)))
		widths[1] = max(widths[1], len(strconv.FormatInt(info.Size, 10)))
	}
	if has(given, 't') {
		slices.SortStableFunc(rows, func(a, b row) int { return -compare(a.info.ModifiedNs, b.info.ModifiedNs) })
	}
	if has(given, 'S') {
		slices.SortStableFunc(rows, func(a, b row) int { return -compare(a.info.Size, b.info.Size) })
	}
	if has(given, 'r') {
		slices.Reverse(rows)
	}
	for _, r := range rows {
		name := r.name
		if has(given, 'F') {
			switch {
			case r.info.Directory:
				name += "/"
			case r.info.Link != "":
				name += "@"
			case r.info.Mode&0o111 != 0:
				name += "*"
			}
		}
		if !has(given, 'l') {
			c.printLine(name)
			continue
		}
		if r.info.Link != "" {
			name = r.name + " -> " + r.info.Link
		}
		owner := "root root"
		c.print("%s %*d %s %*d %s %s\n", modeLetters(r.info), widths[0], r.info.Links, owner, widths[1], r.info.Size,
			time.Unix(0, r.info.ModifiedNs).UTC().Format("Jan _2 15:04"), name)
	}
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
		letters = append(letters, letter)
	}
	if info.Mode&0o1000 != 0 {
		letters[9] = 't'
	}
	return string(letters)
}

func makeDirectories(c *call) int {
	given, names, ok := c.flags("pv", "m")
	if !ok {
		return 1
	}
	if len(names) == 0 {
		c.complain("missing operand\nTry 'mkdir --help' for more information.")
		return 1
	}
	status := 0
	for _, name := range names {
		if has(given, 'p') {
			at := ""
			for _, part := range strings.Split(path.Clean(c.path(name)), "/")[1:] {
				at += "/" + part
				if info, errno := c.system.Files.Stat(at, true); errno == 0 && info.Directory {
					continue
				}
				if errno := c.makeDirectory(at); errno != 0 {
					c.complain("cannot create directory ‘%s’: %s", name, errno.Message())
					status = 1
					break
				}
			}
			continue
		}
		if errno := c.makeDirectory(c.path(name)); errno != 0 {
			c.complain("cannot create directory ‘%s’: %s", name, errno.Message())
			status = 1
		}
	}
	return status
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
	given, names, ok := c.flags("rRfvid", "")
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
		switch {
		case errno == sim.ENOENT && has(given, 'f'):
			continue
		case errno == 0 && c.name() == "rmdir":
			if errno = c.removeOne(at, true); errno != 0 {
				c.complain("failed to remove '%s': %s", name, errno.Message())
				status = 1
			}
			continue
		case errno == 0 && info.Directory && !has(given, 'r') && !has(given, 'R'):
			errno = sim.EISDIR
		case errno == 0 && info.Directory:
			errno = c.removeAll(at)
		case errno == 0:
			errno = c.removeOne(at, false)
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

func (c *call) removeOne(at string, directory bool) sim.Errno {
	return c.changes(func() sim.Errno { return c.system.Files.Remove(at, directory, c.nowNs()) })
}

func (c *call) removeAll(at string) sim.Errno {
	names, errno := c.system.Files.List(at)
	for _, name := range names {
		below := path.Join(at, name)
		info, _ := c.system.Files.Stat(below, false)
		removeIt := c.removeAll
		if !info.Directory {
			removeIt = func(name string) sim.Errno { return c.removeOne(name, false) }
		}
		if errno := removeIt(below); errno != 0 {
			return errno
		}
	}
	if errno != 0 {
		return errno
	}
	return c.removeOne(at, true)
}

func moveFile(c *call) int {
	_, names, ok := c.flags("fnv", "")
	if !ok {
		return 1
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
		c.complain("target '%s': %s", to, sim.ENOTDIR.Message())
		return 1
	}
	status := 0
	for _, name := range names[:len(names)-1] {
		target := c.path(to)
		if into {
			target = path.Join(target, path.Base(name))
		}
		if _, errno := c.system.Files.Stat(c.path(name), false); errno != 0 {
			c.complain("cannot stat '%s': %s", name, errno.Message())
			status = 1
			continue
		}
		if errno := c.changes(func() sim.Errno { return c.system.Files.Move(c.path(name), target, c.nowNs()) }); errno != 0 {
			c.complain("cannot move '%s' to '%s': %s", name, to, errno.Message())
			status = 1
		}
	}
	return status
}

func touch(c *call) int {
	_, names, ok := c.flags("acm", "")
	if !ok {
		return 1
	}
	if len(names) == 0 {
		c.complain("missing file operand")
		c.hint()
		return 1
	}
	status := 0
	for _, name := range names {
		descriptor, errno := c.open(name, Opening{Write: true, Create: true, Append: true})
		if errno != 0 && errno != sim.EISDIR {
			c.complain("cannot touch '%s': %s", name, errno.Message())
			status = 1
			continue
		}
		if descriptor >= 0 {
			c.close(descriptor)
		}
	}
	return status
}

func which(c *call) int {
	status := 0
	for _, name := range c.words[1:] {
		if name == "-a" || name == "-s" {
			continue
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

// about tells of the machine and its user.
func about(c *call) int {
	switch c.name() {
	case "whoami":
		c.printLine(c.user())
	case "nproc":
		c.printLine(strconv.Itoa(c.machine.Cores()))
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
			{'s', "Linux"}, {'n', "timeslice"}, {'r', "6.1.0"}, {'v', "#1 SMP"}, {'m', "x86_64"}, {'o', "GNU/Linux"},
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
	given, _, ok := c.flags("ugnG", "")
	if !ok {
		return 1
	}
	number, name := "0", c.user()
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
