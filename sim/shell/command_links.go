package shell

import (
	"cmp"
	"fmt"
	"path"
	"strconv"
	"strings"
	"time"

	"timeslice/sim"
	"timeslice/sim/shell/awk"
)

// link is ln.
func link(c *call) int {
	given, names, ok := c.flags("sfnvrTiPL", "t", "symbolic=s", "force=f", "no-dereference=n", "verbose=v", "relative=r", "no-target-directory=T", "target-directory=t")
	if !ok {
		return 1
	}
	if len(names) == 0 {
		c.complain("missing file operand\nTry 'ln --help' for more information.")
		return 1
	}
	kind := map[bool]string{true: "symbolic", false: "hard"}[has(given, 's')]
	to := "./" + path.Base(names[0])
	if folder, set := given['t']; set {
		to = folder
	} else if len(names) > 1 {
		to = names[len(names)-1]
		names = names[:len(names)-1]
	}
	info, errno := c.system.Files.Stat(c.path(to), !has(given, 'n'))
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
			if info, errno := c.system.Files.Stat(from, false); errno != 0 {
				c.complain("failed to access '%s': %s", name, errno.Message())
				status = 1
				continue
			} else if info.Directory {
				c.complain("%s: hard link not allowed for directory", name)
				status = 1
				continue
			}
		} else if has(given, 'r') {
			from = relativePath(path.Dir(path.Clean(target)), path.Clean(c.path(name)))
		}
		if errno := c.changes(func() sim.Errno { return c.system.Files.Link(from, target, has(given, 's'), c.nowNs()) }); errno != 0 {
			c.complain("failed to create %s link '%s': %s", kind, shown, errno.Message())
			status = 1
		} else if has(given, 'v') {
			c.print("'%s' %s '%s'\n", shown, map[bool]string{true: "->", false: "=>"}[has(given, 's')], from)
		}
	}
	return status
}

// resolve is readlink and realpath.
func resolve(c *call) int {
	given, names, ok := c.flags("fenmqsz", "RB", "relative-to=R", "relative-base=B", "canonicalize=f", "canonicalize-existing=e", "canonicalize-missing=m",
		"no-newline=n", "strip=s", "no-symlinks=s", "quiet=q", "zero=z")
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
		if has(given, 's') {
			text = path.Clean(c.path(name))
			_, errno = c.system.Files.Stat(text, false)
		} else if whole {
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
		if base, relative := given['R']; relative {
			if from, errno := c.resolved(base); errno == 0 {
				text = relativePath(from, text)
			}
		}
		if !has(given, 'n') {
			text += recordEnd(has(given, 'z'))
		}
		c.print("%s", text)
	}
	return status
}

// relativePath is a path as seen from a directory, both without links.
func relativePath(from, to string) string {
	above := strings.FieldsFunc(from, func(r rune) bool { return r == '/' })
	below := strings.FieldsFunc(to, func(r rune) bool { return r == '/' })
	for len(above) > 0 && len(below) > 0 && above[0] == below[0] {
		above, below = above[1:], below[1:]
	}
	parts := below
	for range above {
		parts = append([]string{".."}, parts...)
	}
	return cmp.Or(strings.Join(parts, "/"), ".")
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
	words, recursive, tells, quiet, like := c.words[1:], false, byte(0), false, ""
	for len(words) > 0 && len(words[0]) > 1 && words[0][0] == '-' {
		word := words[0]
		if text, found := strings.CutPrefix(word, "--reference="); found {
			like, words = text, words[1:]
			continue
		}
		for long, letter := range map[string]string{"--recursive": "-R", "--verbose": "-v", "--changes": "-c", "--silent": "-f", "--quiet": "-f"} {
			if word == long {
				word = letter
			}
		}
		if strings.Trim(word[1:], "Rvcf") != "" {
			if word == "--" {
				words = words[1:]
			}
			break // a mode, such as -x
		}
		words = words[1:]
		for _, letter := range []byte(word[1:]) {
			switch letter {
			case 'R':
				recursive = true
			case 'f':
				quiet = true
			default:
				tells = letter
			}
		}
	}
	if like != "" {
		info, errno := c.system.Files.Stat(c.path(like), true)
		if errno != 0 {
			c.complain("failed to get attributes of '%s': %s", like, errno.Message())
			return 1
		}
		words = append([]string{strconv.FormatUint(uint64(info.Mode&0o7777)|1<<20, 8)[2:]}, words...)
	}
	if len(words) < 2 {
		if len(words) == 0 {
			c.complain("missing operand\nTry 'chmod --help' for more information.")
		} else {
			c.complain("missing operand after %s\nTry 'chmod --help' for more information.", c.quotes("‘"+words[0]+"’"))
		}
		return 1
	}
	mask := c.process().Umask
	if _, ok := modeOf(words[0], 0, mask, false); !ok {
		c.complain("invalid mode: %s\nTry 'chmod --help' for more information.", c.quotes("‘"+words[0]+"’"))
		return 1
	}
	status := 0
	shown := func(mode uint32) string { return modeLetters(Info{Mode: mode})[1:] }
	var change func(name string)
	change = func(name string) {
		info, errno := c.system.Files.Stat(c.path(name), true)
		if errno != 0 {
			if !quiet {
				c.complain("cannot access '%s': %s", name, errno.Message())
			}
			status = 1
			return
		}
		old := info.Mode & 0o7777
		mode, _ := modeOf(words[0], old, mask, info.Directory)
		if errno := c.changes(func() sim.Errno { return c.system.Files.Permit(c.path(name), mode, c.nowNs()) }); errno != 0 {
			c.complain("changing permissions of '%s': %s", name, errno.Message())
			status = 1
		}
		switch {
		case mode != old && tells != 0:
			c.print("%s", c.quotes(fmt.Sprintf("mode of ‘%s’ changed from %04o (%s) to %04o (%s)\n", name, old, shown(old), mode, shown(mode))))
		case tells == 'v':
			c.print("%s", c.quotes(fmt.Sprintf("mode of ‘%s’ retained as %04o (%s)\n", name, mode, shown(mode))))
		}
		if recursive && info.Directory {
			c.eachIn(name, change)
		}
	}
	for _, name := range words[1:] {
		change(name)
	}
	return status
}

// eachIn visits what is in a folder, by the folder's name and its own.
func (c *call) eachIn(folder string, visit func(name string)) {
	names, _ := c.system.Files.List(c.path(folder))
	for _, inner := range names {
		visit(joined(folder, inner))
	}
}

// changeOwner is chown and chgrp.
func changeOwner(c *call) int {
	given, words, ok := c.flags("Rvcfh", "", "recursive=R", "verbose=v", "changes=c", "silent=f", "quiet=f", "no-dereference=h")
	if !ok {
		return 1
	}
	if len(words) < 2 {
		if len(words) == 0 {
			c.complain("missing operand")
		} else {
			c.complain("missing operand after %s", c.quotes("‘"+words[0]+"’"))
		}
		c.hint()
		return 1
	}
	owner, group, of, what := int64(-1), int64(-1), words[0], "user"
	name, groupName, _ := strings.Cut(of, ":")
	if c.name() == "chgrp" {
		name, groupName, what = "", of, "group"
	}
	if name != "" {
		if owner, ok = userNumber(name); !ok {
			c.complain("invalid user: %s", c.quotes("‘"+of+"’"))
			return 1
		}
		if strings.HasSuffix(of, ":") {
			group = owner
		}
	}
	if groupName != "" {
		if group, ok = userNumber(groupName); !ok {
			c.complain("invalid group: %s", c.quotes("‘"+of+"’"))
			return 1
		}
	}
	status := 0
	var change func(name string)
	change = func(name string) {
		info, errno := c.system.Files.Stat(c.path(name), true)
		if errno == 0 {
			errno = c.changes(func() sim.Errno { return c.system.Files.Own(c.path(name), owner, group, c.nowNs()) })
			if errno != 0 && !has(given, 'f') {
				if c.name() == "chown" {
					what = "ownership"
				}
				c.complain("changing %s of '%s': %s", what, name, errno.Message())
			}
		} else if !has(given, 'f') {
			c.complain("cannot access '%s': %s", name, errno.Message())
		}
		status |= oneIf(errno != 0)
		if has(given, 'R') && info.Directory {
			c.eachIn(name, change)
		}
	}
	for _, name := range words[1:] {
		change(name)
	}
	return status
}

// modeOf is what a mode becomes: "755", or "u+x,go-w". What concerns nobody in
// particular is less what the mask has. (chmod(1))
func modeOf(text string, old, mask uint32, directory bool) (uint32, bool) {
	if n, err := strconv.ParseUint(text, 8, 32); err == nil {
		mode := uint32(n)
		if directory && len(text) < 5 { // those of a directory stay unless they are named
			mode |= old & 0o6000
		}
		return mode & 0o7777, n <= 0o7777
	}
	for _, clause := range strings.Split(text, ",") {
		at := strings.IndexAny(clause, "+-=")
		if at < 0 {
			return 0, false
		}
		who, concerns := clause[:at], uint32(0)
		for _, letter := range who {
			part, known := map[rune]uint32{'u': 0o4700, 'g': 0o2070, 'o': 0o1007, 'a': 0o7777}[letter]
			if !known {
				return 0, false
			}
			concerns |= part
		}
		allowed := concerns
		if who == "" {
			concerns, allowed = 0o7777, 0o7777&^mask
		}
		for rest := clause[at:]; rest != ""; {
			operator := rest[0]
			end := 1 + strings.IndexAny(rest[1:]+"+", "+-=")
			bits, known := permissionBits(rest[1:end], old, directory)
			if !known {
				return 0, false
			}
			switch bits &= allowed; operator {
			case '+':
				old |= bits
			case '-':
				old &^= bits
			case '=':
				old = old&^(concerns&0o777) | bits
			}
			rest = rest[end:]
		}
	}
	return old, true
}

// permissionBits is what letters stand for, for everybody: r, w, x and such, or those
// that somebody has already.
func permissionBits(letters string, old uint32, directory bool) (bits uint32, known bool) {
	for _, letter := range letters {
		switch {
		case letter == 'r':
			bits |= 0o444
		case letter == 'w':
			bits |= 0o222
		case letter == 'x' || letter == 'X' && (directory || old&0o111 != 0):
			bits |= 0o111
		case letter == 'X':
		case letter == 's':
			bits |= 0o6000
		case letter == 't':
			bits |= 0o1000
		case strings.ContainsRune("ugo", letter):
			bits |= (old >> (3 * strings.IndexRune("ogu", letter)) & 7) * 0o111
		default:
			return 0, false
		}
	}
	return bits, true
}

// userName is what a user or a group is called; there are two.
func userName(id int64) string {
	switch id {
	case 0:
		return "root"
	case 1000:
		return "user"
	}
	return strconv.FormatInt(id, 10)
}

// userNumber is the number of a user or of a group.
func userNumber(name string) (id int64, known bool) {
	switch name {
	case "root":
		return 0, true
	case "user":
		return 1000, true
	}
	id, err := strconv.ParseInt(name, 10, 32)
	return id, err == nil && id >= 0
}

// fileStatus is stat, whose format says what is shown.
func fileStatus(c *call) int {
	given, names, ok := c.flags("Lt", "cP", "format=c", "printf=P", "dereference=L", "terse=t")
	if !ok {
		return 1
	}
	if len(names) == 0 {
		c.complain("missing operand\nTry 'stat --help' for more information.")
		return 1
	}
	format, end := "", ""
	switch {
	case has(given, 'c'):
		format, end = given['c'], "\n"
	case has(given, 'P'):
		format, _ = unescape(given['P'])
	case has(given, 't'):
		format, end = "%n %s %b %f %u %g %D %i %h %t %T %X %Y %Z %W %o", "\n"
	}
	failed := 0
	for _, name := range names {
		info, errno := c.system.Files.Stat(c.path(name), has(given, 'L'))
		if errno != 0 {
			c.flush()
			c.complain("cannot statx '%s': %s", name, errno.Message())
			failed = 1
			continue
		}
		shown := format
		if shown == "" {
			shown, end = usualStatus(info), "\n"
		}
		c.print("%s%s", showStatus(shown, name, info), end)
	}
	return failed
}

// usualStatus is the format of stat if none is given. (coreutils: default_format)
func usualStatus(info Info) string {
	file, links := "%n", "%h"
	if info.Link != "" {
		file += " -> " + info.Link
	}
	if info.Device {
		links = "%-5h Device type: %t,%T"
	}
	return "  File: " + file + "\n  Size: %-10s\tBlocks: %-10b IO Block: %-6o %F\nDevice: %Hd,%Ld\tInode: %-10i  Links: " + links +
		"\nAccess: (%04a/%10A)  Uid: (%5u/%8U)   Gid: (%5g/%8G)\nAccess: %x\nModify: %y\nChange: %z\n Birth: %w"
}

// showStatus replaces the directives of a format.
func showStatus(format, name string, info Info) string {
	var b strings.Builder
	for i := 0; i < len(format); i++ {
		if format[i] != '%' {
			b.WriteByte(format[i])
			continue
		}
		begin := i
		for i++; i < len(format) && strings.IndexByte("#-+ 0123456789.", format[i]) >= 0; i++ {
		}
		flags, part := format[begin+1:i], byte(0)
		if i+1 < len(format) && (format[i] == 'H' || format[i] == 'L') {
			part = format[i]
			i++
		}
		if i == len(format) {
			b.WriteString(format[begin:])
			break
		}
		if format[i] == '%' {
			b.WriteByte('%')
			continue
		}
		text := statusPart(format[i], part, name, info)
		if strings.HasPrefix(flags, "0") && strings.Trim(text, "0123456789") == "" {
			width, _ := strconv.Atoi(flags)
			text = strings.Repeat("0", max(0, width-len(text))) + text
			flags = ""
		}
		b.WriteString(awk.Format("%"+flags+"s", []awk.Argument{{Text: text}}))
	}
	return b.String()
}

// The device that all files are on, as a number: 8,1.
const diskNumber = 2049

// statusPart is what a letter of stat's formats stands for.
func statusPart(letter, part byte, name string, info Info) string {
	number := func(n int64) string { return strconv.FormatInt(n, 10) }
	kind, bits := "regular file", uint32(0o100000)
	switch {
	case info.Directory:
		kind, bits = "directory", 0o40000
	case info.Link != "":
		kind, bits = "symbolic link", 0o120000
	case info.Device:
		kind, bits = "character special file", 0o20000
	case info.Size == 0:
		kind = "regular empty file"
	}
	blocks := (info.Size + 4095) / 4096 * 8
	if info.Link != "" || info.Device {
		blocks = 0
	}
	instant := func(ns int64, words bool) string {
		if words {
			return time.Unix(0, ns).UTC().Format("2006-01-02 15:04:05.000000000 +0000")
		}
		return number(ns / int64(time.Second))
	}
	switch letter {
	case 'n':
		return name
	case 'N':
		if info.Link != "" {
			return "'" + name + "' -> '" + info.Link + "'"
		}
		return "'" + name + "'"
	case 's':
		return number(info.Size)
	case 'F':
		return kind
	case 'a':
		return strconv.FormatUint(uint64(info.Mode&0o7777), 8)
	case 'A':
		return modeLetters(info)
	case 'f':
		return strconv.FormatUint(uint64(info.Mode|bits), 16)
	case 'h':
		return number(info.Links)
	case 'u':
		return number(info.Owner)
	case 'g':
		return number(info.Group)
	case 'U':
		return userName(info.Owner)
	case 'G':
		return userName(info.Group)
	case 'i':
		return number(info.Number)
	case 'b':
		return number(blocks)
	case 'B':
		return "512"
	case 'o':
		return "4096"
	case 'd':
		switch part {
		case 'H':
			return number(diskNumber >> 8)
		case 'L':
			return number(diskNumber & 0xFF)
		}
		return number(diskNumber)
	case 'D':
		return strconv.FormatInt(diskNumber, 16)
	case 't', 'T', 'C':
		return "0"
	case 'm':
		return "/"
	case 'x', 'X':
		return instant(info.AccessedNs, letter == 'x')
	case 'y', 'Y':
		return instant(info.ModifiedNs, letter == 'y')
	case 'z', 'Z':
		return instant(info.ChangedNs, letter == 'z')
	case 'w', 'W':
		return instant(info.BornNs, letter == 'w')
	}
	return "?"
}

// temporary is mktemp.
func temporary(c *call) int {
	given, names, ok := c.flags("dqut", "pS", "directory=d", "quiet=q", "dry-run=u", "tmpdir=p", "suffix=S")
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
	suffix := given['S']
	if at := strings.LastIndexByte(template, 'X') + 1; at > 0 && suffix == "" {
		template, suffix = template[:at], template[at:]
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
	name += suffix
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
