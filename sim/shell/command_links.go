package shell

import (
	"path"
	"strconv"
	"strings"
	"time"

	"timeslice/sim"
)

// link is ln.
func link(c *call) int {
	given, names, ok := c.flags("sfnvrT", "")
	if !ok {
		return 1
	}
	if len(names) == 0 {
		c.complain("missing file operand\nTry 'ln --help' for more information.")
		return 1
	}
	kind := map[bool]string{true: "symbolic", false: "hard"}[has(given, 's')]
	to := path.Base(names[0])
	if len(names) > 1 {
		to = names[len(names)-1]
		names = names[:len(names)-1]
	}
	info, errno := c.system.Files.Stat(c.path(to), true)
	into := errno == 0 && info.Directory
	status := 0
	for _, name := range names {
		target, shown := c.path(to), to
		if into {
			target, shown = path.Join(target, path.Base(name)), joined(to, path.Base(name))
		}
		if has(given, 'f') {
			c.removeOne(target, false)
		}
		from := name
		if !has(given, 's') {
			from = c.path(name)
			if _, errno := c.system.Files.Stat(from, false); errno != 0 {
				c.complain("failed to access '%s': %s", name, errno.Message())
				status = 1
				continue
			}
		}
		if errno := c.changes(func() sim.Errno { return c.system.Files.Link(from, target, has(given, 's'), c.nowNs()) }); errno != 0 {
			c.complain("failed to create %s link '%s': %s", kind, shown, errno.Message())
			status = 1
		}
	}
	return status
}

// resolve is readlink and realpath.
func resolve(c *call) int {
	given, names, ok := c.flags("fenmqsz", "")
	if !ok {
		return 1
	}
	if len(names) == 0 {
		c.complain("missing operand\nTry '%s --help' for more information.", c.name())
		return 1
	}
	status := 0
	for _, name := range names {
		whole := c.name() == "realpath" || has(given, 'f') || has(given, 'e') || has(given, 'm')
		text, errno := "", sim.Errno(0)
		if whole {
			text, errno = c.resolved(name)
			if errno == sim.ENOENT && (has(given, 'm') || !has(given, 'e')) { // the last part need not be there
				var parent string
				if parent, errno = c.resolved(path.Dir(c.path(name))); errno == 0 {
					text = path.Join(parent, path.Base(name))
				}
			}
		} else {
			var info Info
			if info, errno = c.system.Files.Stat(c.path(name), false); errno == 0 && info.Link == "" {
				errno = sim.EINVAL
			}
			text = info.Link
		}
		if errno != 0 {
			if c.name() == "realpath" && !has(given, 'q') {
				c.complain("%s: %s", name, errno.Message())
			}
			status = 1
			continue
		}
		if has(given, 'n') {
			c.print("%s", text)
		} else {
			c.printLine(text)
		}
	}
	return status
}

// mostLinks is how many symbolic links a path may lead through. (MAXSYMLINKS)
const mostLinks = 40

// resolved is a path without links, dots and doubled slashes.
func (c *call) resolved(name string) (string, sim.Errno) {
	rest := strings.Split(c.path(name), "/")
	at, links := "/", 0
	for len(rest) > 0 {
		part := rest[0]
		rest = rest[1:]
		switch part {
		case "", ".":
			continue
		case "..":
			at = path.Dir(at)
			continue
		}
		next := path.Join(at, part)
		info, errno := c.system.Files.Stat(next, false)
		if errno != 0 {
			return "", errno
		}
		if info.Link == "" {
			at = next
			continue
		}
		if links++; links > mostLinks {
			return "", sim.ELOOP
		}
		if strings.HasPrefix(info.Link, "/") {
			at = "/"
		}
		rest = append(strings.Split(info.Link, "/"), rest...)
	}
	return at, 0
}

// changeMode is chmod, with numbers and with letters.
func changeMode(c *call) int {
	words, recursive := c.words[1:], false
	for len(words) > 0 && (words[0] == "-R" || words[0] == "-v" || words[0] == "-f") {
		recursive = recursive || words[0] == "-R"
		words = words[1:]
	}
	if len(words) < 2 {
		if len(words) == 0 {
			c.complain("missing operand\nTry 'chmod --help' for more information.")
		} else {
			c.complain("missing operand after ‘%s’\nTry 'chmod --help' for more information.", words[0])
		}
		return 1
	}
	if _, ok := modeOf(words[0], 0, false); !ok {
		c.complain("invalid mode: ‘%s’\nTry 'chmod --help' for more information.", words[0])
		return 1
	}
	status := 0
	var change func(name string)
	change = func(name string) {
		info, errno := c.system.Files.Stat(c.path(name), true)
		if errno != 0 {
			c.complain("cannot access '%s': %s", name, errno.Message())
			status = 1
			return
		}
		mode, _ := modeOf(words[0], info.Mode&0o7777, info.Directory)
		if errno := c.changes(func() sim.Errno { return c.system.Files.Permit(c.path(name), mode, c.nowNs()) }); errno != 0 {
			c.complain("changing permissions of '%s': %s", name, errno.Message())
			status = 1
		}
		if recursive && info.Directory {
			names, _ := c.system.Files.List(c.path(name))
			for _, inner := range names {
				change(joined(name, inner))
			}
		}
	}
	for _, name := range words[1:] {
		change(name)
	}
	return status
}

// modeOf is what a mode becomes: "755", or "u+x,go-w".
func modeOf(text string, old uint32, directory bool) (uint32, bool) {
	if n, err := strconv.ParseUint(text, 8, 32); err == nil {
		return uint32(n) & 0o7777, n <= 0o7777
	}
	for _, clause := range strings.Split(text, ",") {
		at := strings.IndexAny(clause, "+-=")
		if at < 0 {
			return 0, false
		}
		who, mask := clause[:at], uint32(0)
		for _, letter := range who {
			part, known := map[rune]uint32{'u': 0o700, 'g': 0o070, 'o': 0o007, 'a': 0o777}[letter]
			if !known {
				return 0, false
			}
			mask |= part
		}
		allowed := mask
		if who == "" {
			mask, allowed = 0o777, 0o755 // what the usual mask leaves
		}
		bits := uint32(0)
		for _, letter := range clause[at+1:] {
			switch {
			case letter == 'r':
				bits |= 0o444
			case letter == 'w':
				bits |= 0o222
			case letter == 'x' || letter == 'X' && (directory || old&0o111 != 0):
				bits |= 0o111
			case letter == 'X' || letter == 's' || letter == 't':
			default:
				return 0, false
			}
		}
		bits &= allowed
		switch clause[at] {
		case '+':
			old |= bits
		case '-':
			old &^= bits
		case '=':
			old = old&^mask | bits
		}
	}
	return old, true
}

// status is stat, whose format says what is shown.
func fileStatus(c *call) int {
	words, format := c.words[1:], ""
	for len(words) > 0 && strings.HasPrefix(words[0], "-") {
		switch word := words[0]; {
		case word == "-c" && len(words) > 1:
			format, words = words[1]+"\n", words[1:]
		case strings.HasPrefix(word, "--format="):
			format = word[len("--format="):] + "\n"
		case strings.HasPrefix(word, "--printf="):
			format, _ = unescape(word[len("--printf="):])
		case word == "-L":
		default:
			c.unknownOption(word, word[1])
			return 1
		}
		words = words[1:]
	}
	if len(words) == 0 {
		c.complain("missing operand\nTry 'stat --help' for more information.")
		return 1
	}
	if format == "" {
		c.complain("timeslice: without -c, stat shows what is not simulated; say what you want to see: stat -c '%%n %%s'")
		return 1
	}
	failed := 0
	for _, name := range words {
		info, errno := c.system.Files.Stat(c.path(name), false)
		if errno != 0 {
			c.complain("cannot statx '%s': %s", name, errno.Message())
			failed = 1
			continue
		}
		c.print("%s", showStatus(format, name, info))
	}
	return failed
}

func showStatus(format, name string, info Info) string {
	kind := "regular file"
	switch {
	case info.Directory:
		kind = "directory"
	case info.Link != "":
		kind = "symbolic link"
	case info.Device:
		kind = "character special file"
	case info.Size == 0:
		kind = "regular empty file"
	}
	modified := time.Unix(0, info.ModifiedNs).UTC()
	return strings.NewReplacer("%%", "%", "%n", name, "%N", "'"+name+"'", "%s", strconv.FormatInt(info.Size, 10), "%F", kind,
		"%a", strconv.FormatUint(uint64(info.Mode&0o7777), 8), "%A", modeLetters(info), "%h", strconv.FormatInt(info.Links, 10),
		"%U", "root", "%G", "root", "%u", "0", "%g", "0", "%Y", strconv.FormatInt(modified.Unix(), 10),
		"%y", modified.Format("2006-01-02 15:04:05.000000000 +0000")).Replace(format)
}

// temporary is mktemp.
func temporary(c *call) int {
	given, names, ok := c.flags("dqut", "p")
	if !ok {
		return 1
	}
	template, folder := "tmp.XXXXXXXXXX", "/tmp"
	if len(names) > 0 {
		template, folder = names[0], ""
	}
	if p, set := given['p']; set {
		folder = p
	}
	if has(given, 't') && folder == "" {
		folder = "/tmp"
	}
	stem := strings.TrimRight(template, "X")
	count := len(template) - len(stem)
	if count < 3 {
		c.complain("too few X's in template ‘%s’", template)
		return 1
	}
	state := uint64(c.nowNs()) ^ uint64(c.process().ID)<<40
	name := stem
	for range count {
		state = state*6364136223846793005 + 1442695040888963407
		name += string("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"[state>>33%62])
	}
	if folder != "" {
		name = joined(folder, name)
	}
	errno := sim.Errno(0)
	switch {
	case has(given, 'u'):
	case has(given, 'd'):
		errno = c.makeDirectory(c.path(name))
	default:
		var descriptor int
		if descriptor, errno = c.open(name, Opening{Write: true, Create: true}); errno == 0 {
			c.close(descriptor)
		}
	}
	if errno != 0 {
		c.complain("failed to create %s via template ‘%s’: %s", map[bool]string{true: "directory", false: "file"}[has(given, 'd')], template, errno.Message())
		return 1
	}
	c.printLine(name)
	return 0
}
