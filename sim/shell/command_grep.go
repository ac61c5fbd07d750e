package shell

import (
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"timeslice/sim/shell/dash"
)

// grep prints the lines that a pattern is found in.
func grep(c *call) int {
	g := &grepping{call: c, after: -1, most: -1}
	files, status, ok := g.options()
	if !ok {
		return status
	}
	for _, file := range g.filesOf(files) {
		if g.look(file); g.found && has(g.given, 'q') {
			return 0
		}
	}
	if g.failed {
		return 2
	}
	return oneIf(!g.found)
}

// grepping is a grep.
type grepping struct {
	*call
	given         map[byte]string
	expression    matcher
	include       []string // patterns of the names of files, of which one must fit
	exclude       []string // of which none may
	excludeFolder []string
	colours       bool
	before, after int // lines shown around what is found; -1 for none
	most          int // lines to be found in a file; -1 for all
	prefix        bool
	found, failed bool
	shown         bool // something was, so that "--" comes between groups
}

// longOptions of grep that have a letter.
var grepWords = map[string]string{
	"--ignore-case": "-i", "--invert-match": "-v", "--count": "-c", "--line-number": "-n", "--quiet": "-q", "--silent": "-q",
	"--extended-regexp": "-E", "--fixed-strings": "-F", "--perl-regexp": "-P", "--files-with-matches": "-l", "--files-without-match": "-L",
	"--only-matching": "-o", "--line-regexp": "-x", "--word-regexp": "-w", "--no-messages": "-s", "--with-filename": "-H",
	"--no-filename": "-h", "--recursive": "-r", "--dereference-recursive": "-R", "--byte-offset": "-b", "--initial-tab": "-T", "--null": "-Z",
	"--null-data": "-z", "--basic-regexp": "-G",
}

func (g *grepping) options() (files []string, status int, ok bool) {
	var words, patterns []string
	for _, word := range g.words[1:] {
		name, value, _ := strings.Cut(word, "=")
		switch {
		case name == "--color" || name == "--colour":
			g.colours = value == "always"
		case name == "--text" || name == "--line-buffered":
		case name == "--include":
			g.include = append(g.include, value)
		case name == "--exclude":
			g.exclude = append(g.exclude, value)
		case name == "--exclude-dir":
			g.excludeFolder = append(g.excludeFolder, strings.TrimSuffix(value, "/"))
		case name == "--max-count" || name == "--regexp" || name == "--after-context" || name == "--before-context" || name == "--context":
			words = append(words, "-"+map[string]string{"--max-count": "m", "--regexp": "e", "--after-context": "A", "--before-context": "B", "--context": "C"}[name]+value)
		case grepWords[word] != "":
			words = append(words, grepWords[word])
		default:
			words = append(words, word)
		}
	}
	words, patterns = patternsIn(words)
	g.words = slices.Concat(g.words[:1], words)
	given, rest, ok := g.flags("ivcnqEFGPlLoxswHhrRaUzbTZyI", "efmABC")
	if !ok {
		return nil, 2, false
	}
	g.given = given
	if has(given, 'y') {
		given['i'] = ""
	}
	switch g.name() {
	case "egrep":
		given['E'] = ""
	case "fgrep":
		given['F'] = ""
	}
	if file, set := given['f']; set {
		text, errno := g.readWhole(file)
		if errno != 0 {
			g.complain("%s: %s", file, errno.Message())
			return nil, 2, false
		}
		patterns = append(patterns, strings.TrimSuffix(string(text), "\n"))
	}
	if patterns == nil {
		if len(rest) == 0 {
			g.write(2, []byte("Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n"))
			return nil, 2, false
		}
		patterns, rest = rest[:1], rest[1:]
	}
	expression, err := g.compile(strings.Join(patterns, "\n"), given)
	if err != nil {
		g.complain("%s", grepComplaint(err))
		return nil, 2, false
	}
	g.expression = expression
	for _, o := range []struct {
		letter byte
		to     []*int
	}{{'C', []*int{&g.before, &g.after}}, {'A', []*int{&g.after}}, {'B', []*int{&g.before}}, {'m', []*int{&g.most}}} {
		text, set := given[o.letter]
		if !set {
			continue
		}
		n, err := strconv.Atoi(text)
		if err != nil {
			g.complain("%s: invalid context length argument", text)
			return nil, 2, false
		}
		for _, to := range o.to {
			*to = n
		}
	}
	g.prefix = (len(rest) > 1 || g.recursive()) && !has(given, 'h') || has(given, 'H')
	return rest, 0, true
}

// patternsIn takes the values of -e out of the words: there may be several.
func patternsIn(words []string) (rest, patterns []string) {
	for i := 0; i < len(words); i++ {
		switch word := words[i]; {
		case word == "--":
			return append(rest, words[i:]...), patterns
		case word == "-e" && i+1 < len(words):
			i++
			patterns = append(patterns, words[i])
		case strings.HasPrefix(word, "-e") && len(word) > 2:
			patterns = append(patterns, word[2:])
		default:
			rest = append(rest, word)
		}
	}
	return rest, patterns
}

func (g *grepping) recursive() bool { return has(g.given, 'r') || has(g.given, 'R') }

// filesOf is where it looks: with -r in directories too.
func (g *grepping) filesOf(names []string) []string {
	if !g.recursive() {
		return orInput(names)
	}
	var files []string
	var walk func(name string, named bool)
	walk = func(name string, named bool) {
		info, errno := g.system.Files.Stat(g.path(name), named)
		switch {
		case errno != 0:
			files = append(files, name)
		case info.Directory:
			inner, _ := g.system.Files.List(g.path(name))
			for _, one := range slices.Clone(inner) {
				if info, _ := g.system.Files.Stat(g.path(joined(name, one)), false); info.Directory && anyMatches(g.excludeFolder, one) {
					continue
				}
				if len(names) == 0 && name == "." {
					walk(one, false)
				} else {
					walk(joined(name, one), false)
				}
			}
		case info.Link != "" || info.Device:
		case g.included(path.Base(name)):
			files = append(files, name)
		}
	}
	for _, name := range orHere(names) {
		walk(name, true)
	}
	return files
}

func (g *grepping) included(name string) bool {
	return (len(g.include) == 0 || anyMatches(g.include, name)) && !anyMatches(g.exclude, name)
}

func anyMatches(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(text string) bool { return dash.Match(text, name) })
}

// coloured is a text in a colour of a terminal. (GREP_COLORS)
func (g *grepping) coloured(colour, text string) string {
	if !g.colours {
		return text
	}
	return "\x1b[" + colour + "m\x1b[K" + text + "\x1b[m\x1b[K"
}

// The colours of what is found and what stands before it.
const (
	foundColour     = "01;31"
	fileColour      = "35"
	numberColour    = "32"
	separatorColour = "36"
)

// head is what stands before a line: its file, its number and where it begins, as far as
// they are asked for.
func (g *grepping) head(file string, number, offset int, mark string) string {
	text, separator := "", g.coloured(separatorColour, mark)
	if g.prefix {
		text = g.coloured(fileColour, file)
		if has(g.given, 'Z') {
			text += "\x00"
		} else {
			text += separator
		}
	}
	if has(g.given, 'n') {
		text += g.coloured(numberColour, strconv.Itoa(number)) + separator
	}
	if has(g.given, 'b') {
		text += g.coloured(numberColour, strconv.Itoa(offset)) + separator
	}
	if text != "" && has(g.given, 'T') {
		text += "\t"
	}
	return text
}

// marked is a line with what is found in it in colour.
func (g *grepping) marked(line string) string {
	if !g.colours || has(g.given, 'v') {
		return line
	}
	text, at := "", 0
	for _, found := range g.expression.FindAllSubmatchIndex([]byte(line), -1) {
		if found[1] > found[0] {
			text += line[at:found[0]] + g.coloured(foundColour, line[found[0]:found[1]])
			at = found[1]
		}
	}
	return text + line[at:]
}

// eachRecord calls f with each line, or with -z with each text that a zero ends.
func (g *grepping) eachRecord(file string, f func(line string) bool) (failed bool) {
	if !has(g.given, 'z') {
		return g.eachLine([]string{file}, func(_, line string) bool { return f(line) })
	}
	var all []byte
	failed = g.each([]string{file}, func(_ string, piece []byte) bool {
		all = append(all, piece...)
		g.hold(len(all))
		return true
	})
	for text := strings.TrimSuffix(string(all), "\x00"); len(all) > 0; {
		line, rest, more := strings.Cut(text, "\x00")
		if !f(line) || !more {
			break
		}
		text = rest
	}
	return failed
}

// look looks through a file.
func (g *grepping) look(file string) {
	shown := file
	if file == "-" {
		shown = "(standard input)"
	}
	if has(g.given, 's') {
		if _, errno := g.system.Files.Stat(g.path(file), true); file != "-" && errno != 0 {
			g.failed = true
			return
		}
	}
	lines, number, pending := 0, 0, 0
	var earlier []string
	offset, next := 0, 0 // where the line begins, and the one behind it
	ending := "\n"
	if has(g.given, 'z') {
		ending = "\x00"
	}
	printed := 0 // the number of the last line that was
	counts := has(g.given, 'c') || has(g.given, 'l') || has(g.given, 'L') || has(g.given, 'q')
	put := func(at, offset int, mark, line string) {
		if (g.before > 0 || g.after > 0) && g.shown && at != printed+1 {
			g.printLine(g.coloured(separatorColour, "--"))
		}
		printed, g.shown = at, true
		if !has(g.given, 'o') {
			if mark == ":" {
				line = g.marked(line)
			}
			g.print("%s", g.head(shown, at, offset, mark)+line+ending)
			return
		}
		for _, found := range g.expression.FindAllSubmatchIndex([]byte(line), -1) {
			if mark == ":" && found[1] > found[0] && !has(g.given, 'v') {
				g.print("%s", g.head(shown, at, offset+found[0], mark)+g.coloured(foundColour, line[found[0]:found[1]])+ending)
			}
		}
	}
	g.failed = g.eachRecord(file, func(line string) bool {
		number++
		offset, next = next, next+len(line)+1
		if g.most >= 0 && lines >= g.most || g.expression.Match([]byte(line)) == has(g.given, 'v') {
			if pending > 0 {
				pending--
				put(number, offset, "-", line)
			} else if g.before > 0 {
				if earlier = append(earlier, line); len(earlier) > g.before {
					earlier = earlier[1:]
				}
			}
			return g.most < 0 || lines < g.most || pending > 0
		}
		lines++
		g.found = true
		if counts {
			return !has(g.given, 'q') && !has(g.given, 'l') && (g.most < 0 || lines < g.most)
		}
		from := offset
		for _, line := range earlier {
			from -= len(line) + 1
		}
		for i, line := range earlier {
			put(number-len(earlier)+i, from, "-", line)
			from += len(line) + 1
		}
		earlier = nil
		put(number, offset, ":", line)
		pending = max(g.after, 0)
		return g.most < 0 || lines < g.most || pending > 0
	}) || g.failed
	switch {
	case has(g.given, 'q'):
	case has(g.given, 'l') && lines > 0, has(g.given, 'L') && lines == 0:
		name := g.coloured(fileColour, shown)
		if has(g.given, 'Z') {
			g.print("%s\x00", name)
		} else {
			g.printLine(name)
		}
	case has(g.given, 'c') && g.prefix:
		name, mark := g.coloured(fileColour, shown), g.coloured(separatorColour, ":")
		if has(g.given, 'Z') {
			mark = "\x00"
		}
		g.printLine(name + mark + strconv.Itoa(lines))
	case has(g.given, 'c'):
		g.printLine(strconv.Itoa(lines))
	}
}

// compile reads patterns: basic ones, extended with -E, of Perl with -P, or plain texts
// with -F.
func (g *grepping) compile(text string, given map[byte]string) (matcher, error) {
	var plain, back []string // for the engine that never goes back, and for the one that does
	goesBack := false
	around := func(pattern string) string {
		if has(given, 'w') {
			pattern = `\b(?:` + pattern + `)\b`
		}
		if has(given, 'x') {
			pattern = `^(?:` + pattern + `)$`
		}
		return pattern
	}
	for _, one := range strings.Split(text, "\n") {
		made, other := one, one
		switch {
		case has(given, 'F'):
			made = regexp.QuoteMeta(one)
			other = made
		case has(given, 'P'):
			other = perl(one)
			_, err := regexp.Compile(one)
			goesBack = goesBack || err != nil
		default:
			var err error
			if made, err = translated(one, has(given, 'E')); err != nil && err != errReference {
				return nil, err
			}
			goesBack = goesBack || err == errReference
			other = forGoingBack(one, has(given, 'E'))
		}
		plain, back = append(plain, around(made)), append(back, around(other))
	}
	modes := ""
	if has(given, 'i') {
		modes = "i"
	}
	if goesBack {
		return g.goingBack(strings.Join(back, "|"), modes)
	}
	expression := strings.Join(plain, "|")
	if modes != "" {
		expression = "(?i)" + expression
	}
	if has(given, 'P') {
		return regexp.Compile(expression)
	}
	return posix(expression)
}

// grepComplaint is what the C library says of a wrong pattern.
func grepComplaint(err error) string {
	if text := regexpComplaint(err); strings.HasPrefix(text, "Unmatched") {
		return text
	}
	return "Invalid regular expression"
}
