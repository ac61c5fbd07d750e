package shell

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

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
		f.begins = start
		f.visit(start, 0, test)
	}
	for _, b := range f.batches {
		if len(b.paths) > 0 {
			f.run(slices.Concat(b.words, b.paths))
		}
	}
	return f.status
}

// timePart is a part of an instant, as %T shows it.
func timePart(letter byte, ns int64) string {
	at := time.Unix(0, ns).UTC()
	layout := map[byte]string{'Y': "2006", 'm': "01", 'd': "02", 'H': "15", 'M': "04", 'F': "2006-01-02", 'T': "15:04:05", 'y': "06", 'b': "Jan", 'a': "Mon"}[letter]
	switch letter {
	case '@':
		return fmt.Sprintf("%d.%09d0", ns/trace.Second, ns%trace.Second)
	case 'S':
		return at.Format("05") + fmt.Sprintf(".%09d0", ns%trace.Second)
	}
	return at.Format(layout)
}

// met is what a walk meets.
type met struct {
	start string // where the walk began
	path  string
	depth int
	info  Info
	prune bool
}

// finder walks.
type finder struct {
	*call
	words               []string
	begins              string // where the walk began
	wrong               string
	acts, depthFirst    bool
	shallowest, deepest int
	status              int
	batches             []*batch
	syntax              string // of -regex; "" for that of Emacs
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
	case "-type", "-xtype":
		return f.typed(word, f.value(word))
	case "-regex", "-iregex":
		return f.described(word, f.value(word))
	case "-regextype":
		f.syntax = f.value(word)
		return always
	case "-user", "-uid", "-group", "-gid":
		return f.owned(word, f.value(word))
	case "-links":
		return compared(f.value(word), func(m *met) int64 { return m.info.Links })
	case "-inum":
		return compared(f.value(word), func(m *met) int64 { return m.info.Number })
	case "-mount", "-xdev", "-noleaf", "-daystart", "-ignore_readdir_race", "-noignore_readdir_race", "-nowarn", "-warn", "-readable", "-writable":
		return always
	case "-nouser", "-nogroup":
		return func(*met) bool { return false }
	case "-ls":
		f.acts = true
		return f.list
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
	case "-mtime", "-mmin", "-atime", "-amin", "-ctime", "-cmin":
		unit := int64(24 * 3600)
		if strings.HasSuffix(word, "min") {
			unit = 60
		}
		return compared(f.value(word), func(m *met) int64 {
			at := map[byte]int64{'m': m.info.ModifiedNs, 'a': m.info.AccessedNs, 'c': m.info.ChangedNs}[word[1]]
			return (f.nowNs() - at) / trace.Second / unit
		})
	case "-perm":
		return f.permitted(f.value(word))
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

// kindOf is the letter of what something is.
func kindOf(info Info) string { return strings.Replace(modeLetters(info)[:1], "-", "f", 1) }

// typed is -type: one of several letters; and -xtype, which asks what a link leads to.
func (f *finder) typed(word, text string) condition {
	kinds := strings.Split(text, ",")
	for _, kind := range kinds {
		if len(kind) != 1 || strings.IndexByte("bcdpflsD", kind[0]) < 0 {
			f.fail("Unknown argument to " + word + ": " + kind)
		}
	}
	return func(m *met) bool {
		info := m.info
		if word == "-xtype" && info.Link != "" {
			if to, errno := f.system.Files.Stat(f.path(m.path), true); errno == 0 {
				info = to
			}
		}
		return slices.Contains(kinds, kindOf(info))
	}
}

// described is -regex: a pattern that the whole path fits.
func (f *finder) described(word, text string) condition {
	extended := false
	switch f.syntax {
	case "posix-extended", "posix-egrep", "egrep", "awk", "gnu-awk", "posix-awk":
		extended = true
	case "", "emacs", "findutils-default": // where + and ? mean what they do in an extended one
		text = strings.NewReplacer(`\\`, `\\`, `\+`, `[+]`, `\?`, `[?]`, "+", `\+`, "?", `\?`).Replace(text)
	}
	modes := "s"
	if word == "-iregex" {
		modes += "i"
	}
	expression, err := f.matcherOf(text, modes, extended)
	if err != nil {
		f.fail("Invalid regular expression: " + regexpComplaint(err))
		return nil
	}
	return func(m *met) bool {
		for _, found := range expression.FindAllSubmatchIndex([]byte(m.path), 1) {
			return found[0] == 0 && found[1] == len(m.path)
		}
		return false
	}
}

// owned is -user and -group, by name or number.
func (f *finder) owned(word, text string) condition {
	id, known := userNumber(text)
	isUser := strings.HasPrefix(word, "-u")
	if !known {
		if isUser {
			f.fail("‘" + text + "’ is not the name of a known user")
		} else {
			f.fail("‘" + text + "’ is not the name of an existing group")
		}
	}
	return func(m *met) bool { return isUser && m.info.Owner == id || !isUser && m.info.Group == id }
}

// permitted is -perm: a mode, all of its bits behind -, one of them behind /.
func (f *finder) permitted(text string) condition {
	bits, ok := modeOf(strings.TrimLeft(text, "-/"), 0, 0, false)
	if !ok {
		f.fail("invalid mode ‘" + text + "’")
	}
	return func(m *met) bool {
		mode := m.info.Mode & 0o7777
		switch text[0] {
		case '-':
			return mode&bits == bits
		case '/':
			return mode&bits != 0 || bits == 0
		}
		return mode == bits
	}
}

// list is -ls.
func (f *finder) list(m *met) bool {
	name := m.path
	if m.info.Link != "" {
		name += " -> " + m.info.Link
	}
	at, layout := time.Unix(0, m.info.ModifiedNs).UTC(), "Jan _2 15:04"
	if age := f.nowNs() - m.info.ModifiedNs; age > recentNs || age < 0 {
		layout = "Jan _2  2006"
	}
	f.call.print("%9d %6d %s %3d %-8s %-8s %8d %s %s\n", m.info.Number, (m.info.Size+4095)/4096*4, modeLetters(m.info), m.info.Links,
		userName(m.info.Owner), userName(m.info.Group), m.info.Size, at.Format(layout), name)
	return true
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
				b.WriteString(kindOf(m.info))
			case 'P':
				b.WriteString(strings.TrimPrefix(strings.TrimPrefix(m.path, m.start), "/"))
			case 'H':
				b.WriteString(m.start)
			case 'u', 'U', 'g', 'G':
				id := m.info.Owner
				if format[i] == 'g' || format[i] == 'G' {
					id = m.info.Group
				}
				if format[i] == 'u' || format[i] == 'g' {
					b.WriteString(userName(id))
				} else {
					b.WriteString(strconv.FormatInt(id, 10))
				}
			case 'i':
				b.WriteString(strconv.FormatInt(m.info.Number, 10))
			case 'n':
				b.WriteString(strconv.FormatInt(m.info.Links, 10))
			case 'M':
				b.WriteString(modeLetters(m.info))
			case 'l':
				b.WriteString(m.info.Link)
			case 'T':
				if i+1 < len(format) {
					i++
					b.WriteString(timePart(format[i], m.info.ModifiedNs))
				}
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
	m := &met{start: f.begins, path: name, depth: depth, info: info}
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
