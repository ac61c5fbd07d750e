package shell

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"timeslice/sim/shell/dash"

	"timeslice/sim/trace"
)

// find goes through directories and does what an expression says with what it
// meets. (find(1))
func find(c *call) int {
	f := &finder{call: c, deepest: -1}
	words := c.words[1:]
	for len(words) > 0 && (words[0] == "-L" || words[0] == "-P" || words[0] == "-H") {
		words = words[1:]
	}
	var starts []string
	for len(words) > 0 && words[0] != "!" && words[0] != "(" && (words[0] == "-" || !strings.HasPrefix(words[0], "-")) {
		starts, words = append(starts, words[0]), words[1:]
	}
	f.words = words
	test := f.either()
	if f.wrong == "" && len(f.words) > 0 {
		f.wrong = "paths must precede expression: `" + f.words[0] + "'"
	}
	if f.wrong != "" {
		c.complain("%s", c.quotes(f.wrong))
		return 1
	}
	if !f.acts {
		before := test
		test = func(m *met) bool { return (before == nil || before(m)) && f.print(m, "\n") }
	}
	for _, start := range orHere(starts) {
		f.visit(start, 0, test)
	}
	for _, b := range f.batches {
		if len(b.paths) > 0 {
			f.run(slices.Concat(b.words, b.paths))
		}
	}
	return f.status
}

// met is what a walk meets.
type met struct {
	path  string
	depth int
	info  Info
	prune bool
}

// finder walks.
type finder struct {
	*call
	words               []string
	wrong               string
	acts, depthFirst    bool
	shallowest, deepest int
	status              int
	batches             []*batch
}

// batch is what -exec … + collects.
type batch struct{ words, paths []string }

// condition is a part of the expression.
type condition func(*met) bool

func (f *finder) take() string {
	if len(f.words) == 0 {
		return ""
	}
	word := f.words[0]
	f.words = f.words[1:]
	return word
}

func (f *finder) is(words ...string) bool {
	if len(f.words) > 0 && slices.Contains(words, f.words[0]) {
		f.take()
		return true
	}
	return false
}

func (f *finder) either() condition {
	left := f.both()
	for f.is("-o", "-or") {
		one, other := left, f.both()
		if one == nil || other == nil {
			f.fail("invalid expression; you have used a binary operator '-o' with nothing before it.")
			return nil
		}
		left = func(m *met) bool { return one(m) || other(m) }
	}
	return left
}

func (f *finder) both() condition {
	left := f.not()
	for left != nil && len(f.words) > 0 && f.words[0] != "-o" && f.words[0] != "-or" && f.words[0] != ")" && f.wrong == "" {
		f.is("-a", "-and")
		one, other := left, f.not()
		if other == nil {
			return left
		}
		left = func(m *met) bool { return one(m) && other(m) }
	}
	return left
}

func (f *finder) not() condition {
	if f.is("!", "-not") {
		inner := f.not()
		if inner == nil {
			f.fail("expected an expression after '!'")
			return nil
		}
		return func(m *met) bool { return !inner(m) }
	}
	if f.is("(") {
		inner := f.either()
		if !f.is(")") {
			f.fail("invalid expression; I was expecting to find a ')' somewhere but did not see one.")
		}
		return inner
	}
	if len(f.words) == 0 || f.words[0] == ")" {
		return nil
	}
	return f.primary()
}

func (f *finder) fail(text string) {
	if f.wrong == "" {
		f.wrong = text
	}
}

// value is the word that follows a test.
func (f *finder) value(of string) string {
	if len(f.words) == 0 {
		f.fail("missing argument to `" + of + "'")
		return ""
	}
	return f.take()
}

func (f *finder) primary() condition {
	word := f.take()
	always := func(*met) bool { return true }
	switch word {
	case "-name", "-iname", "-path", "-wholename", "-ipath":
		return f.named(word, f.value(word))
	case "-type":
		kinds := f.value(word)
		return func(m *met) bool {
			return strings.Contains(kinds, modeLetters(m.info)[:1]) || m.info.Link == "" && !m.info.Directory && !m.info.Device && strings.Contains(kinds, "f")
		}
	case "-maxdepth", "-mindepth":
		text := f.value(word)
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 {
			f.fail("Expected a positive decimal integer argument to " + word + ", but got ‘" + text + "’")
		}
		if word == "-maxdepth" {
			f.deepest = n
		} else {
			f.shallowest = n
		}
		return always
	case "-depth":
		f.depthFirst = true
		return always
	case "-empty":
		return f.empty
	case "-size":
		return f.sized(f.value(word))
	case "-newer":
		file := f.value(word)
		info, errno := f.system.Files.Stat(f.path(file), true)
		if errno != 0 {
			f.fail("‘" + file + "’: " + errno.Message())
		}
		return func(m *met) bool { return m.info.ModifiedNs > info.ModifiedNs }
	case "-mtime", "-mmin":
		unit := int64(24 * 3600)
		if word == "-mmin" {
			unit = 60
		}
		return compared(f.value(word), func(m *met) int64 { return (f.nowNs() - m.info.ModifiedNs) / trace.Second / unit })
	case "-perm":
		mode, err := strconv.ParseUint(strings.TrimLeft(f.value(word), "-/"), 8, 32)
		if err != nil {
			f.fail("invalid mode")
		}
		return func(m *met) bool { return m.info.Mode&0o777 == uint32(mode) }
	case "-true":
		return always
	case "-false":
		return func(*met) bool { return false }
	case "-executable":
		return func(m *met) bool { return m.info.Mode&0o111 != 0 }
	case "-prune":
		return func(m *met) bool { m.prune = true; return true }
	case "-quit":
		f.acts = true
		return func(*met) bool { f.exit(f.status); return true }
	case "-print", "-print0":
		f.acts = true
		end := map[string]string{"-print": "\n", "-print0": "\x00"}[word]
		return func(m *met) bool { return f.print(m, end) }
	case "-printf":
		f.acts = true
		return f.printf(f.value(word))
	case "-delete":
		f.acts, f.depthFirst = true, true
		return f.remove
	case "-exec", "-ok":
		f.acts = true
		return f.execute(word)
	}
	if strings.HasPrefix(word, "-") {
		f.fail("unknown predicate `" + word + "'")
	} else {
		f.fail("paths must precede expression: `" + word + "'")
	}
	return nil
}

func (f *finder) named(word, text string) condition {
	whole := strings.Contains(word, "path") || strings.Contains(word, "whole")
	folds := word[1] == 'i'
	if folds {
		text = strings.ToLower(text)
	}
	return func(m *met) bool {
		name := m.path
		if !whole {
			name = path.Base(m.path)
		}
		if folds {
			name = strings.ToLower(name)
		}
		return dash.Match(text, name)
	}
}

func (f *finder) empty(m *met) bool {
	if m.info.Directory {
		names, errno := f.system.Files.List(f.path(m.path))
		return errno == 0 && len(names) == 0
	}
	return m.info.Link == "" && m.info.Size == 0
}

// compared is a test of a number: n, more with +, less with -.
func compared(text string, of func(*met) int64) condition {
	number, _ := strconv.ParseInt(strings.TrimLeft(text, "+-"), 10, 64)
	switch {
	case strings.HasPrefix(text, "+"):
		return func(m *met) bool { return of(m) > number }
	case strings.HasPrefix(text, "-"):
		return func(m *met) bool { return of(m) < number }
	}
	return func(m *met) bool { return of(m) == number }
}

// sized is -size: in blocks of 512 bytes, or in what a letter says, rounded up.
func (f *finder) sized(text string) condition {
	unit := int64(512)
	if text != "" {
		if known := map[byte]int64{'c': 1, 'w': 2, 'b': 512, 'k': 1 << 10, 'M': 1 << 20, 'G': 1 << 30}[text[len(text)-1]]; known != 0 {
			unit, text = known, text[:len(text)-1]
		}
	}
	return compared(text, func(m *met) int64 { return (m.info.Size + unit - 1) / unit })
}

func (f *finder) print(m *met, end string) bool {
	f.print0(m.path + end)
	return true
}

func (f *finder) print0(text string) { f.call.print("%s", text) }

func (f *finder) printf(format string) condition {
	format, _ = unescape(format)
	return func(m *met) bool {
		var b strings.Builder
		for i := 0; i < len(format); i++ {
			if format[i] != '%' || i+1 == len(format) {
				b.WriteByte(format[i])
				continue
			}
			i++
			switch format[i] {
			case 'p':
				b.WriteString(m.path)
			case 'f':
				b.WriteString(path.Base(m.path))
			case 'h':
				b.WriteString(path.Dir(m.path))
			case 's':
				b.WriteString(strconv.FormatInt(m.info.Size, 10))
			case 'd':
				b.WriteString(strconv.Itoa(m.depth))
			case 'm':
				b.WriteString(strconv.FormatUint(uint64(m.info.Mode&0o7777), 8))
			case 'y':
				b.WriteString(strings.Replace(modeLetters(m.info)[:1], "-", "f", 1))
			case '%':
				b.WriteByte('%')
			}
		}
		f.print0(b.String())
		return true
	}
}

func (f *finder) remove(m *met) bool {
	errno := f.removeOne(f.path(m.path), m.info.Directory)
	if errno != 0 {
		f.complain("cannot delete ‘%s’: %s", m.path, errno.Message())
		f.status = 1
	}
	return errno == 0
}

// execute is -exec … ; for each, or -exec … + for many together.
func (f *finder) execute(word string) condition {
	var words []string
	for len(f.words) > 0 {
		next := f.take()
		if next == ";" {
			return func(m *met) bool {
				line := slices.Clone(words)
				for i := range line {
					line[i] = strings.ReplaceAll(line[i], "{}", m.path)
				}
				return f.run(line)
			}
		}
		if next == "+" && len(words) > 0 && words[len(words)-1] == "{}" {
			b := &batch{words: words[:len(words)-1]}
			f.batches = append(f.batches, b)
			return func(m *met) bool {
				b.paths = append(b.paths, m.path)
				return true
			}
		}
		words = append(words, next)
	}
	f.fail("missing argument to `" + word + "'")
	return nil
}

// run runs a command, and reports whether it succeeded.
func (f *finder) run(words []string) bool {
	status, started := f.start(words, "‘%s’: %s", 1)
	return started && status == 0
}

func (f *finder) visit(name string, depth int, test condition) {
	f.owe(f.machine.Costs().SyscallNs)
	info, errno := f.system.Files.Stat(f.path(name), false)
	if errno != 0 {
		f.flush()
		f.complain("‘%s’: %s", name, errno.Message())
		f.status = 1
		return
	}
	m := &met{path: name, depth: depth, info: info}
	within := depth >= f.shallowest
	if within && !f.depthFirst {
		test(m)
	}
	if info.Directory && !m.prune && depth != f.deepest {
		names, errno := f.system.Files.List(f.path(name))
		if errno != 0 {
			f.flush()
			f.complain("‘%s’: %s", name, errno.Message())
			f.status = 1
		}
		for _, inner := range names {
			f.visit(strings.TrimSuffix(name, "/")+"/"+inner, depth+1, test)
		}
	}
	if within && f.depthFirst {
		test(m)
	}
}
