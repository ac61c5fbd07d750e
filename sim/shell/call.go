package shell

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"timeslice/sim"
	"timeslice/sim/fiber"
)

// call is a program that was started.
type call struct {
	*fiber.Fiber
	system   *System
	machine  *sim.Machine
	words    []string // the command line; the first is its name
	label    string   // what it calls itself, if that is not its name
	gathers  string   // options of which every value counts: they are kept with line ends between them
	out      []byte   // printed, and not yet written
	buffered int      // how much is printed before it is written; 0 for not yet known
	owedNs   int64    // CPU time that it has not paid for
}

// bufferBytes is how much stdio collects before it writes, and pieceBytes what
// programs read and write at once. (BUFSIZ of the C library is 4096 for a pipe; cat
// uses 128 KiB.)
const (
	bufferBytes = 4096
	pieceBytes  = 128 << 10
)

// name is what the program is called.
func (c *call) name() string { return path.Base(c.words[0]) }

// title is what it calls itself in what it says: as it was called, unless it is one of
// those that give their names only.
func (c *call) title() string {
	if c.label != "" {
		return c.label
	}
	switch name := c.name(); name {
	case "egrep", "fgrep":
		return "grep"
	case "gunzip", "zcat":
		return "gzip"
	case "awk", "gzip", "hexdump", "pgrep", "pkill", "rev", "setsid", "taskset", "xxd":
		return name
	}
	return c.words[0]
}

// Do carries out an operation, when what has been computed before it is paid for.
func (c *call) Do(o sim.Operation) {
	if c.owedNs > 0 {
		owed := c.owedNs
		c.owedNs = 0
		c.machine.Exert(owed / owedAnEffort)
		c.Compute(owed)
	}
	c.Fiber.Do(o)
}

// What programs compute, and what goes through their hands, is work for who simulates: so
// many nanoseconds or bytes are as much as a statement of a script. (Measured.)
const (
	owedAnEffort  = 64
	bytesAnEffort = 64
)

// owe is CPU time that is paid for before anybody can see that it was not.
func (c *call) owe(ns int64) {
	if c.owedNs += ns; c.owedNs >= mostOwedNs {
		c.Do(&sim.Compute{})
	}
}

// mostOwedNs is how long a program may seem to need no time.
const mostOwedNs = 100_000

func (c *call) process() *sim.Process { return c.Thread.Process }

// do carries out an operation and gives its error.
func (c *call) do(o sim.Operation) sim.Errno {
	c.Do(o)
	return c.Thread.Errno
}

// exit ends the process.
func (c *call) exit(code int) {
	c.flush()
	c.Do(&sim.Exit{Code: code})
	panic(fiber.Ended{})
}

// path is a path as seen from the working directory.
func (c *call) path(name string) string { return absolute(c.process().Directory, name) }

// nowNs is the time since 1970.
func (c *call) nowNs() int64 { return c.system.EpochNs + int64(c.machine.Now()) }

// print prints on standard output, as stdio does: what is printed is written when
// there is enough, and at the end.
func (c *call) print(format string, arguments ...any) {
	c.out = fmt.Appendf(c.out, format, arguments...)
	if len(c.out) >= c.mostBuffered() {
		c.flush()
	}
}

func (c *call) printLine(line string) {
	c.out = append(append(c.out, line...), '\n')
	if len(c.out) >= c.mostBuffered() {
		c.flush()
	}
}

func (c *call) printBytes(text []byte) {
	c.out = append(c.out, text...)
	if len(c.out) >= c.mostBuffered() {
		c.flush()
	}
}

// mostBuffered is how much is collected before it is written: nothing for a program
// that stdbuf started with -o0 or -oL, as far as what it prints are lines.
func (c *call) mostBuffered() int {
	if c.buffered == 0 {
		c.buffered = bufferBytes
		if mode := c.variable("_STDBUF_O"); mode == "0" || mode == "L" {
			c.buffered = 1
		}
	}
	return c.buffered
}

// flush writes what has been printed. What cannot be written is lost; the program
// says so and goes on, as its last act.
func (c *call) flush() {
	out := c.out
	c.out = nil
	if len(out) == 0 {
		return
	}
	if errno := c.write(1, out); errno != 0 {
		c.complain("write error: %s", errno.Message())
		c.Do(&sim.Exit{Code: 1})
		panic(fiber.Ended{})
	}
}

// write writes everything.
func (c *call) write(descriptor int, data []byte) sim.Errno {
	for len(data) > 0 {
		switch errno := c.do(&sim.Write{Descriptor: descriptor, Data: data}); errno {
		case 0:
			c.machine.Exert(c.Thread.Result / bytesAnEffort)
			data = data[c.Thread.Result:]
		case sim.EINTR:
		default:
			return errno
		}
	}
	return 0
}

// read reads what there is, at most so much; nothing at the end.
func (c *call) read(descriptor int, most int64) ([]byte, sim.Errno) {
	for {
		switch errno := c.do(&sim.Read{Descriptor: descriptor, Bytes: most}); errno {
		case 0:
			c.machine.Exert(int64(len(c.Thread.Data)) / bytesAnEffort)
			return c.Thread.Data, 0
		case sim.EINTR:
		default:
			return nil, errno
		}
	}
}

// mostHeld is how much of its input a program keeps.
const mostHeld = 16 << 20

// hold ends a program that keeps more than that.
func (c *call) hold(size int) {
	if size > mostHeld {
		c.complain("memory exhausted")
		c.exit(2)
	}
}

// readAll reads to the end.
func (c *call) readAll(descriptor int) ([]byte, sim.Errno) {
	var all []byte
	for {
		data, errno := c.read(descriptor, pieceBytes)
		if errno != 0 || len(data) == 0 {
			return all, errno
		}
		all = append(all, data...)
		c.hold(len(all))
	}
}

// open opens a file.
func (c *call) open(name string, o Opening) (int, sim.Errno) {
	o.NowNs = c.nowNs()
	if info, errno := c.system.Files.Stat(c.path(name), true); errno == 0 && info.Stream >= 0 {
		if !c.process().Reopens(info.Stream) {
			return -1, sim.ENXIO
		}
		errno = c.do(&sim.Duplicate{From: info.Stream, To: -1})
		return int(c.Thread.Result), errno
	}
	device, errno := c.system.Files.Open(c.path(name), o)
	if errno != 0 {
		return -1, errno
	}
	if errno := c.do(&sim.OpenDevice{Device: device, Name: c.path(name)}); errno != 0 {
		return -1, errno
	}
	return int(c.Thread.Result), 0
}

func (c *call) close(descriptor int) { c.Do(&sim.Close{Descriptor: descriptor}) }

// complain says on standard error what is wrong, after the program's name.
func (c *call) complain(format string, arguments ...any) {
	c.write(2, fmt.Appendf(nil, c.title()+": "+c.quotes(format)+"\n", arguments...))
}

// quotes is a text with the quotes of the locale.
func (c *call) quotes(text string) string {
	if c.isUnicode() {
		return text
	}
	return strings.NewReplacer("‘", "'", "’", "'").Replace(text)
}

// isUnicode reports whether the locale has more than ASCII, so that quotes are bent.
// (locale(7))
func (c *call) isUnicode() bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if value := c.variable(name); value != "" {
			return strings.Contains(strings.ToUpper(value), "UTF")
		}
	}
	return false
}

// variable is a variable of the environment.
func (c *call) variable(name string) string {
	value, _ := Variable(c.process().Environment, name)
	return value
}

// become goes on as another program, and returns only why it cannot.
func (c *call) become(words, environment []string) sim.Errno {
	at, errno := c.system.Find(words[0], c.process().Directory, environment)
	if errno != 0 {
		return errno
	}
	spec, errno := c.system.Load(at, words, environment)
	if errno == sim.ENOEXEC { // a script without a first line that says whose (execvp(3))
		spec, errno = c.system.Load("/bin/sh", append([]string{"/bin/sh", at}, words[1:]...), environment)
	}
	if errno != 0 {
		return errno
	}
	c.flush()
	spec.Environment = environment
	if environment == nil {
		spec.Environment = []string{}
	}
	c.Do(&sim.Exec{Spec: spec})
	panic(fiber.Ended{})
}

// environment is the process's own, for a program that is started.
func (c *call) environment() []string { return c.process().Environment }

// each calls f with what each of the files holds, or standard input holds if there
// are none or one is called "-", piece by piece, and says what cannot be read. f
// returns false when it has seen enough of a file.
func (c *call) each(names []string, f func(name string, piece []byte) bool) (failed bool) {
	if len(names) == 0 {
		names = []string{"-"}
	}
	for _, name := range names {
		descriptor, errno := 0, sim.Errno(0)
		if name != "-" {
			descriptor, errno = c.open(name, Opening{Read: true})
		}
		for errno == 0 {
			var piece []byte
			piece, errno = c.read(descriptor, pieceBytes)
			if errno != 0 || len(piece) == 0 || !f(name, piece) {
				break
			}
		}
		if errno != 0 {
			what := ""
			if c.name() == "rev" {
				what = "cannot open "
			}
			c.complain("%s%s: %s", what, name, errno.Message())
			failed = true
		}
		if name != "-" && descriptor > 0 {
			c.close(descriptor)
		}
	}
	return failed
}

// eachLine calls f with each line of the files, without its end. f returns false
// when it has seen enough of a file.
func (c *call) eachLine(names []string, f func(name, line string) bool) (failed bool) {
	if len(names) == 0 {
		names = []string{"-"}
	}
	for _, file := range names {
		var rest []byte
		enough := false
		failed = c.each([]string{file}, func(name string, piece []byte) bool {
			rest = append(rest, piece...)
			c.hold(len(rest))
			for !enough {
				line, after, ended := bytes.Cut(rest, []byte("\n"))
				if !ended {
					break
				}
				rest = after
				enough = !f(name, string(line))
			}
			return !enough
		}) || failed
		if len(rest) > 0 && !enough {
			f(file, string(rest))
		}
	}
	return failed
}

// flags takes the options out of the words that follow the program's name: letters
// that stand for themselves, and those of with that a value follows, joined or as
// the next word. Long names are given as "name=letter". Options may stand behind
// operands, up to "--", as getopt_long(3) lets them, but not in programs that start
// another one, whose options they could be. It complains and gives false for an
// option it does not know.
func (c *call) flags(letters, with string, long ...string) (given map[byte]string, rest []string, ok bool) {
	given = map[byte]string{}
	words := c.words[1:]
	for len(words) > 0 {
		word := words[0]
		if word == "--" {
			return given, append(rest, words[1:]...), true
		}
		if len(word) < 2 || word[0] != '-' {
			if c.startsOthers() {
				return given, words, true
			}
			rest, words = append(rest, word), words[1:]
			continue
		}
		words = words[1:]
		if name, value, joined := strings.Cut(strings.TrimPrefix(word, "--"), "="); strings.HasPrefix(word, "--") {
			letter := longFlag(name, long)
			takes := strings.IndexByte(with, letter) >= 0
			switch {
			case letter == 0:
				c.unknownOption(word, '-')
				return nil, nil, false
			case takes && !joined && len(words) == 0:
				c.complain("option '--%s' requires an argument", name)
				c.hint()
				return nil, nil, false
			case takes && !joined:
				value, words = words[0], words[1:]
			}
			c.give(given, letter, value)
			continue
		}
		for i := 1; i < len(word); i++ {
			letter := word[i]
			switch {
			case strings.IndexByte(with, letter) >= 0:
				value := word[i+1:]
				if value == "" {
					if len(words) == 0 {
						c.complain("option requires an argument -- '%c'", letter)
						c.hint()
						return nil, nil, false
					}
					value, words = words[0], words[1:]
				}
				c.give(given, letter, value)
				i = len(word)
			case strings.IndexByte(letters, letter) >= 0:
				given[letter] = ""
			default:
				c.unknownOption(word, letter)
				return nil, nil, false
			}
		}
	}
	return given, rest, true
}

// give notes the value of an option.
func (c *call) give(given map[byte]string, letter byte, value string) {
	if before, again := given[letter]; again && strings.IndexByte(c.gathers, letter) >= 0 {
		value = before + "\n" + value
	}
	given[letter] = value
}

// startsOthers reports whether what follows the program's own options is a command.
func (c *call) startsOthers() bool {
	switch c.name() {
	case "env", "nice", "nohup", "setsid", "stdbuf", "taskset", "timeout", "xargs":
		return true
	}
	return false
}

// longFlag is the letter of an option with a long name, which may be cut short as
// long as it is the only one that begins so; 0 if there is none.
func longFlag(name string, long []string) (letter byte) {
	for _, entry := range long {
		full, short, _ := strings.Cut(entry, "=")
		switch {
		case full == name:
			return short[0]
		case !strings.HasPrefix(full, name):
		case letter != 0:
			return 0
		default:
			letter = short[0]
		}
	}
	return letter
}

func (c *call) unknownOption(word string, letter byte) {
	if strings.HasPrefix(word, "--") {
		c.complain("unrecognized option '%s'", word)
	} else {
		c.complain("invalid option -- '%c'", letter)
	}
	c.hint()
}

// hint says where one may read what is right, as the programs of coreutils do.
func (c *call) hint() {
	switch c.name() {
	case "sed", "awk", "find", "ps", "pstree", "top", "kill":
		return
	case "grep", "egrep", "fgrep":
		c.write(2, []byte("Usage: grep [OPTION]... PATTERNS [FILE]...\n"))
	}
	c.write(2, []byte("Try '"+c.title()+" --help' for more information.\n"))
}

func has(given map[byte]string, letter byte) bool {
	_, set := given[letter]
	return set
}
