package shell

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"timeslice/sim"
	"timeslice/sim/trace"
)

// mostBlock is how much dd takes at once, and leaves out before it writes.
const mostBlock = 256 << 20

// convert is dd, which copies so many blocks.
func convert(c *call) int {
	given := map[string]string{}
	sizes := map[string]int{"bs": 512, "count": -1}
	for _, word := range c.words[1:] {
		name, value, found := strings.Cut(word, "=")
		switch name {
		case "if", "of", "conv", "status", "iflag", "oflag":
			given[name] = value
		case "bs", "ibs", "obs", "cbs", "count", "skip", "seek":
			n, ok := amount(value)
			if !ok || n < 0 || n == 0 && strings.HasSuffix(name, "bs") {
				c.complain("invalid number: %s", c.quotes("‘"+value+"’"))
				return 1
			}
			sizes[name] = n
		default:
			found = false
		}
		if !found {
			c.complain("unrecognized operand %s", c.quotes("‘"+word+"’"))
			c.hint()
			return 1
		}
	}
	in, out, size := 0, 1, cmp.Or(sizes["ibs"], sizes["bs"])
	if size > mostBlock {
		c.complain("memory exhausted by input buffer of size %d bytes (%s)", size, ofTwo(int64(size))+"B")
		return 1
	}
	errno := sim.Errno(0)
	if name, set := given["if"]; set {
		if in, errno = c.open(name, Opening{Read: true}); errno != 0 {
			c.complain("failed to open '%s': %s", name, errno.Message())
			return 1
		}
	}
	var kept []byte // what the output holds before what is written
	if name, set := given["of"]; set {
		whole := strings.Contains(given["conv"], "notrunc")
		var rest []byte
		seek := sizes["seek"] * size
		if sizes["seek"] > mostBlock/size {
			c.complain("failed to truncate to %d bytes in output file '%s': File too large", seek, name)
			return 1
		}
		if seek > 0 || whole {
			before, _ := c.readFile(name)
			kept = append(kept, before[:min(len(before), seek)]...)
			kept = append(kept, make([]byte, max(0, seek-len(before)))...)
			if whole {
				rest = before
			}
		}
		if out, errno = c.open(name, Opening{Write: true, Create: true, Truncate: len(rest) == 0}); errno != 0 {
			c.complain("failed to open '%s': %s", name, errno.Message())
			return 1
		}
		if len(kept) > 0 {
			c.write(out, kept)
		}
	}
	began := c.machine.Now()
	for range sizes["skip"] {
		if piece, errno := c.readFully(in, size); errno != 0 || len(piece) == 0 {
			break
		}
	}
	full, part, total, status := 0, 0, int64(0), 0
	for full+part != sizes["count"] {
		piece, errno := c.readFully(in, size)
		if errno != 0 {
			c.complain("error reading '%s': %s", cmp.Or(given["if"], "standard input"), errno.Message())
			status = 1
		}
		if errno != 0 || len(piece) == 0 {
			break
		}
		if len(piece) == size {
			full++
		} else {
			part++
		}
		switch conversion := given["conv"]; {
		case strings.Contains(conversion, "ucase"):
			piece = []byte(strings.ToUpper(string(piece)))
		case strings.Contains(conversion, "lcase"):
			piece = []byte(strings.ToLower(string(piece)))
		case strings.Contains(conversion, "sync") && !strings.Contains(conversion, "fsync"):
			piece = append(slices.Clip(piece), make([]byte, size-len(piece))...)
		}
		if errno := c.write(out, piece); errno != 0 {
			c.complain("error writing '%s': %s", cmp.Or(given["of"], "standard output"), errno.Message())
			status = 1
			break
		}
		total += int64(len(piece))
	}
	if given["status"] == "none" {
		return status
	}
	told := fmt.Sprintf("%d+%d records in\n%d+%d records out\n", full, part, full, part)
	if given["status"] != "noxfer" {
		ns := max(1, int64(c.machine.Now()-began))
		told += fmt.Sprintf("%d %s", total, plural(int(total), "byte"))
		if total >= 1000 {
			told += " (" + ofTen(total) + "B"
			if total >= 1024 {
				told += ", " + strings.Replace(ofTwo(total), "i", "i", 1) + "B"
			}
			told += ")"
		}
		told += fmt.Sprintf(" copied, %s s, %sB/s\n", strconv.FormatFloat(float64(ns)/1e9, 'g', 6, 64), ofTen(total*int64(trace.Second)/ns))
	}
	c.write(2, []byte(told))
	return status
}

// ofTen and ofTwo are sizes in powers of 1000 and of 1024, with a digit behind the point
// below ten. (human_readable of gnulib)
func ofTen(n int64) string { return inUnits(n, 1000, "kMGTPE", "") }
func ofTwo(n int64) string { return inUnits(n, 1024, "KMGTPE", "i") }

func inUnits(n, base int64, letters, mark string) string {
	if n < base {
		return strconv.FormatInt(n, 10) + " "
	}
	unit, at := base, 0
	for n/unit >= base && at+1 < len(letters) {
		unit *= base
		at++
	}
	tenths := (n*10 + unit/2) / unit
	text := fmt.Sprintf("%d.%d", tenths/10, tenths%10)
	if tenths >= 100 {
		text = strconv.FormatInt((n+unit/2)/unit, 10)
	}
	return text + " " + letters[at:at+1] + mark
}

// readFully reads a block, which is short only at the end. (dd takes what one read
// gives; where a pipe gives less, it does not matter but for the count.)
func (c *call) readFully(descriptor, size int) ([]byte, sim.Errno) {
	return c.read(descriptor, int64(size))
}

// split divides a file into others.
func split(c *call) int {
	given, names, ok := c.flags("d", "lbnaS", "lines=l", "bytes=b", "number=n", "suffix-length=a", "numeric-suffixes=d", "additional-suffix=S")
	if !ok {
		return 1
	}
	input, prefix := "-", "x"
	if len(names) > 0 {
		input = names[0]
	}
	if len(names) > 1 {
		prefix = names[1]
	}
	unit, most, wrong := 'l', 1000, "lines"
	for letter, what := range map[rune]string{'l': "lines", 'b': "bytes", 'n': "chunks"} {
		if text, set := given[byte(letter)]; set {
			unit, wrong = letter, what
			if most, ok = amount(text); !ok || most < 1 {
				c.complain("invalid number of %s: %s", wrong, c.quotes("‘"+text+"’"))
				return 1
			}
		}
	}
	length := 2
	if text, set := given['a']; set {
		length, _ = strconv.Atoi(text)
	}
	var all []byte
	descriptor, errno := 0, sim.Errno(0)
	if input != "-" {
		descriptor, errno = c.open(input, Opening{Read: true})
	}
	if errno == 0 {
		all, errno = c.readAll(descriptor)
	}
	if errno != 0 {
		c.complain("cannot open %s for reading: %s", c.quotes("‘"+input+"’"), errno.Message())
		return 1
	}
	var pieces [][]byte
	for rest := all; len(rest) > 0; {
		end := len(rest)
		switch unit {
		case 'b':
			end = min(end, most)
		case 'n':
			if end = len(all) / most; len(pieces) == most-1 || end == 0 {
				end = len(rest)
			}
		default:
			at := 0
			for range most {
				next := strings.IndexByte(string(rest[at:]), '\n')
				if next < 0 {
					at = len(rest)
					break
				}
				at += next + 1
			}
			end = at
		}
		pieces = append(pieces, rest[:end])
		rest = rest[end:]
	}
	for i, piece := range pieces {
		suffix, base, first := "", 26, byte('a')
		if has(given, 'd') {
			base, first = 10, '0'
		}
		for n, left := i, length; left > 0; n, left = n/base, left-1 {
			suffix = string(first+byte(n%base)) + suffix
		}
		name := prefix + suffix + given['S']
		out, errno := c.open(name, Opening{Write: true, Create: true, Truncate: true})
		if errno != 0 {
			c.complain("%s: %s", name, errno.Message())
			return 1
		}
		c.write(out, piece)
		c.close(out)
	}
	return 0
}

// truncateFiles is truncate: files become so long.
func truncateFiles(c *call) int {
	given, names, ok := c.flags("co", "sr", "no-create=c", "size=s", "reference=r")
	if !ok {
		return 1
	}
	text, set := given['s']
	if like, follows := given['r']; follows {
		info, errno := c.system.Files.Stat(c.path(like), true)
		if errno != 0 {
			c.complain("cannot stat '%s': %s", like, errno.Message())
			return 1
		}
		text, set = strconv.FormatInt(info.Size, 10), true
	}
	if !set || len(names) == 0 {
		if set {
			c.complain("missing file operand")
		} else {
			c.complain("you must specify either ‘--size’ or ‘--reference’")
		}
		c.hint()
		return 1
	}
	sign := text[:min(1, len(text))]
	if !strings.ContainsAny(sign, "+-<>/%") || sign == "" {
		sign = ""
	}
	number, ok := amount(strings.TrimPrefix(text, sign))
	if !ok {
		c.complain("Invalid number: %s", c.quotes("‘"+text+"’"))
		return 1
	}
	status := 0
	for _, name := range names {
		old, errno := c.readFile(name)
		if errno != 0 && has(given, 'c') {
			continue
		}
		size := number
		switch sign {
		case "+":
			size = len(old) + number
		case "-":
			size = max(0, len(old)-number)
		case "<":
			size = min(len(old), number)
		case ">":
			size = max(len(old), number)
		case "/":
			size = len(old) / number * number
		case "%":
			size = (len(old) + number - 1) / number * number
		}
		out, errno := c.open(name, Opening{Write: true, Create: true, Truncate: true})
		if errno != 0 {
			c.complain("cannot open '%s' for writing: %s", name, errno.Message())
			status = 1
			continue
		}
		c.hold(size)
		content := make([]byte, size)
		copy(content, old)
		if errno := c.write(out, content); errno != 0 {
			c.complain("failed to truncate '%s' at %d bytes: %s", name, size, errno.Message())
			status = 1
		}
		c.close(out)
	}
	return status
}

// install copies files and says who may do what with them, or makes directories.
func install(c *call) int {
	given, names, ok := c.flags("dDvCps", "mtog", "directory=d", "mode=m", "target-directory=t", "verbose=v")
	if !ok {
		return 1
	}
	mode, valid := uint32(0o755), true
	if text, set := given['m']; set {
		if mode, valid = modeOf(text, 0, 0, false); !valid {
			c.complain("invalid mode %s", c.quotes("‘"+text+"’"))
			return 1
		}
	}
	permit := func(name string) {
		c.changes(func() sim.Errno { return c.system.Files.Permit(c.path(name), mode, c.nowNs()) })
	}
	to, into := given['t'], has(given, 't')
	switch {
	case len(names) == 0:
		c.complain("missing file operand")
		c.hint()
		return 1
	case has(given, 'd'):
		for _, name := range names {
			c.makeParents(joined(name, "x"), false)
			permit(name)
		}
		return 0
	case !into && len(names) == 1:
		c.complain("missing destination file operand after '%s'", names[0])
		c.hint()
		return 1
	case !into:
		to, names = names[len(names)-1], names[:len(names)-1]
		info, errno := c.system.Files.Stat(c.path(to), true)
		into = errno == 0 && info.Directory
	}
	if has(given, 'D') {
		c.makeParents(to, false)
	}
	p := &copier{call: c, tells: has(given, 'v')}
	for _, name := range names {
		target := to
		if into {
			target = joined(to, path.Base(name))
		}
		if p.copy(name, target); p.status == 0 {
			permit(target)
		}
	}
	return p.status
}

// linkCall is unlink and link, which are as the system calls are.
func linkCall(c *call) int {
	names := c.words[1:]
	wanted := map[string]int{"unlink": 1, "link": 2}[c.name()]
	if len(names) < wanted {
		if len(names) == 0 {
			c.complain("missing operand")
		} else {
			c.complain("missing operand after %s", c.quotes("‘"+names[0]+"’"))
		}
		c.hint()
		return 1
	}
	if wanted == 1 {
		if errno := c.removeOne(c.path(names[0]), false); errno != 0 {
			c.complain("cannot unlink '%s': %s", names[0], errno.Message())
			return 1
		}
		return 0
	}
	if errno := c.changes(func() sim.Errno { return c.system.Files.Link(c.path(names[0]), c.path(names[1]), false, c.nowNs()) }); errno != 0 {
		c.complain("cannot create link '%s' to '%s': %s", names[1], names[0], errno.Message())
		return 1
	}
	return 0
}

// pack is gzip, gunzip and zcat.
func pack(c *call) int {
	given, names, ok := c.flags("cdfknqvlt123456789", "S", "stdout=c", "decompress=d", "uncompress=d", "force=f", "keep=k", "quiet=q", "verbose=v", "fast=1", "best=9",
		"test=t", "no-name=n")
	if !ok {
		return 1
	}
	expands := has(given, 'd') || c.name() != "gzip" || has(given, 't')
	toOutput := has(given, 'c') || c.name() == "zcat" || has(given, 't')
	level := 6
	for letter := byte('1'); letter <= '9'; letter++ {
		if has(given, letter) {
			level = int(letter - '0')
		}
	}
	status := 0
	for _, name := range orInput(names) {
		if !c.packOne(given, name, level, expands, toOutput) {
			status = 1
		}
	}
	return status
}

// packNs is what a byte costs to compress, and a tenth of it to expand. (Estimate: 50
// MB a second.)
const packNs = 20

func (c *call) packOne(given map[byte]string, name string, level int, expands, toOutput bool) bool {
	shown, target := name, name+".gz"
	var data []byte
	errno := sim.Errno(0)
	if name == "-" {
		shown, toOutput = "stdin", true
		data, errno = c.readAll(0)
	} else {
		if data, errno = c.readFile(name); errno == sim.ENOENT && expands {
			name, shown = name+".gz", name+".gz"
			data, errno = c.readFile(name)
		}
		switch info, _ := c.system.Files.Stat(c.path(name), true); {
		case errno == 0 && info.Directory:
			c.complain("%s is a directory -- ignored", name)
			return false
		case errno != 0:
		case expands:
			if target = strings.TrimSuffix(name, ".gz"); target == name && !toOutput {
				c.complain("%s: unknown suffix -- ignored", name)
				return false
			}
		case strings.HasSuffix(name, ".gz"):
			c.complain("%s already has .gz suffix -- unchanged", name)
			return false
		}
	}
	if errno != 0 {
		c.complain("%s: %s", shown, errno.Message())
		return false
	}
	var made []byte
	fault := ""
	if expands {
		c.owe(int64(len(data)) * packNs / 10)
		made, fault = c.system.Expand(data, mostHeld)
	} else {
		c.owe(int64(len(data)) * packNs)
		made = c.system.Compress(data, level)
	}
	if fault != "" {
		c.write(2, []byte("\n"+c.title()+": "+shown+": "+fault+"\n"))
		return false
	}
	if toOutput {
		if !has(given, 't') {
			c.out = append(c.out, made...)
			c.flush()
		}
		return true
	}
	if _, errno := c.system.Files.Stat(c.path(target), true); errno == 0 && !has(given, 'f') {
		c.complain("%s already exists;\tnot overwritten", target)
		return false
	}
	out, errno := c.open(target, Opening{Write: true, Create: true, Truncate: true})
	if errno == 0 {
		errno = c.write(out, made)
		c.close(out)
	}
	if errno != 0 {
		c.complain("%s: %s", target, errno.Message())
		return false
	}
	if !has(given, 'k') {
		c.removeOne(c.path(name), false)
	}
	return true
}
