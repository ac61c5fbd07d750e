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
	expression    *regexp.Regexp
	include       []string
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
	"--no-filename": "-h", "--recursive": "-r",
}

func (g *grepping) options() (files []string, status int, ok bool) {
	var words, patterns []string
	for _, word := range g.words[1:] {
		name, value, _ := strings.Cut(word, "=")
		switch {
		case name == "--color" || name == "--colour" || name == "--text" || name == "--line-buffered":
		case name == "--include":
			g.include = append(g.include, value)
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
	given, rest, ok := g.flags("ivcnqEFGPlLoxswHhrRaUz", "efmABC")
	if !ok {
		return nil, 2, false
	}
	g.given = given
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
	expression, err := grepExpression(strings.Join(patterns, "\n"), given)
	if err != nil {
		g.complain("%s", map[bool]string{true: err.Error(), false: "Invalid regular expression"}[err == errReference])
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
	if len(g.include) == 0 {
		return true
	}
	return slices.ContainsFunc(g.include, func(text string) bool { return dash.Match(text, name) })
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
	printed := 0 // the number of the last line that was
	counts := has(g.given, 'c') || has(g.given, 'l') || has(g.given, 'L') || has(g.given, 'q')
	put := func(at int, mark, line string) {
		if (g.before > 0 || g.after > 0) && g.shown && at != printed+1 {
			g.printLine("--")
		}
		printed, g.shown = at, true
		text := ""
		if g.prefix {
			text = shown + mark
		}
		if has(g.given, 'n') {
			text += strconv.Itoa(at) + mark
		}
		if !has(g.given, 'o') {
			g.printLine(text + line)
			return
		}
		for _, part := range g.expression.FindAllString(line, -1) {
			if part != "" {
				g.printLine(text + part)
			}
		}
	}
	g.failed = g.eachLine([]string{file}, func(_, line string) bool {
		number++
		if g.most >= 0 && lines >= g.most || g.expression.MatchString(line) == has(g.given, 'v') {
			if pending > 0 {
				pending--
				put(number, "-", line)
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
		for i, line := range earlier {
			put(number-len(earlier)+i, "-", line)
		}
		earlier = nil
		put(number, ":", line)
		pending = max(g.after, 0)
		return g.most < 0 || lines < g.most || pending > 0
	}) || g.failed
	switch {
	case has(g.given, 'q'):
	case has(g.given, 'l') && lines > 0, has(g.given, 'L') && lines == 0:
		g.printLine(shown)
	case has(g.given, 'c') && g.prefix:
		g.printLine(shown + ":" + strconv.Itoa(lines))
	case has(g.given, 'c'):
		g.printLine(strconv.Itoa(lines))
	}
}

// grepExpression reads a pattern: basic, extended with -E, of Perl with -P, or a
// plain text with -F.
func grepExpression(text string, given map[byte]string) (*regexp.Regexp, error) {
	alternatives := strings.Split(text, "\n")
	for i, a := range alternatives {
		switch {
		case has(given, 'F'):
			a = regexp.QuoteMeta(a)
		case has(given, 'P'):
		default:
			made, err := translated(a, has(given, 'E'))
			if err != nil {
				return nil, err
			}
			a = made
		}
		if has(given, 'w') {
			a = `\b(?:` + a + `)\b`
		}
		if has(given, 'x') {
			a = `^(?:` + a + `)$`
		}
		alternatives[i] = a
	}
	expression := strings.Join(alternatives, "|")
	if has(given, 'i') {
		expression = "(?i)" + expression
	}
	if has(given, 'P') {
		return regexp.Compile(expression)
	}
	return posix(expression)
}
