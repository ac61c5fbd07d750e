package shell

import (
	"strings"

	"timeslice/sim/node/regexp"
)

// goback finds patterns that an engine which never goes back cannot: those with \\1, and
// Perl's. It is JavaScript's engine, on bytes. Of matches that begin at one place it takes
// the first that it comes to, which need not be the longest.
type goback struct {
	*call
	program *regexp.Program
	engine  regexp.Matcher
}

// goingBack compiles a pattern of JavaScript's words.
func (c *call) goingBack(pattern, modes string) (matcher, error) {
	program, err := regexp.NewCompiler().Compile(regexp.Latin1(pattern), modes)
	if err != nil {
		return nil, err
	}
	return &goback{call: c, program: program}, nil
}

// Steps takes the time that matching takes. (regexp.Meter)
func (g *goback) Steps(done int) (goOn bool) {
	g.owe(int64(done))
	return true
}

// Stack lets a match have what the engine lets it have. (regexp.Meter)
func (g *goback) Stack(int) (goOn bool) { return true }

func (g *goback) find(text string, from int) []int {
	found, err := g.engine.Match(g.program, regexp.Latin1(text), from, g)
	if err != nil {
		g.complain("exceeded PCRE's backtracking limit")
		return nil
	}
	return found
}

// Match reports whether the pattern is in a text.
func (g *goback) Match(text []byte) bool { return g.find(string(text), 0) != nil }

// NumSubexp is how many groups the pattern has.
func (g *goback) NumSubexp() int { return g.program.Groups() - 1 }

// FindAllSubmatchIndex is where the pattern is in a text, and its groups, at most so
// many times; all for -1.
func (g *goback) FindAllSubmatchIndex(text []byte, most int) [][]int {
	var all [][]int
	whole := string(text)
	for at := 0; at <= len(whole) && (most < 0 || len(all) < most); {
		found := g.find(whole, at)
		if found == nil {
			break
		}
		if found[1] > found[0] || len(all) == 0 || found[0] > all[len(all)-1][1] {
			all = append(all, append([]int(nil), found...))
		}
		at = found[1]
		if found[1] == found[0] {
			at++
		}
	}
	return all
}

// forGoingBack is a pattern of POSIX in JavaScript's words.
func forGoingBack(text string, extended bool) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch ch := text[i]; {
		case ch == '\\' && i+1 < len(text):
			i++
			b.WriteString(escapedForGoingBack(text[i], extended))
		case ch == '[' && bracketLength(text[i:]) > 0:
			size := bracketLength(text[i:])
			b.WriteString(bracketForGoingBack(text[i : i+size]))
			i += size - 1
		case extended:
			b.WriteByte(ch)
		case strings.IndexByte("(){}|+?", ch) >= 0, ch == '*' && beginsBranch(text[:i]), ch == '^' && !beginsBranch(text[:i]),
			ch == '$' && i+1 < len(text) && !strings.HasPrefix(text[i+1:], `\)`) && !strings.HasPrefix(text[i+1:], `\|`):
			b.WriteByte('\\')
			b.WriteByte(ch)
		default:
			b.WriteByte(ch)
		}
	}
	return b.String()
}

// escapedForGoingBack is what a character behind a backslash means.
func escapedForGoingBack(ch byte, extended bool) string {
	switch {
	case ch >= '1' && ch <= '9':
		return `\` + string(ch) + "(?:)"
	case ch == '<' || ch == '>':
		return `\b`
	case ch == '\'':
		return `(?![^])`
	case ch == '`':
		return `(?<![^])`
	case strings.IndexByte("wWsSbBnt", ch) >= 0:
		return `\` + string(ch)
	case !extended && strings.IndexByte("(){}|+?", ch) >= 0:
		return string(ch)
	case ch >= 'a' && ch <= 'z' || ch >= 'A' && ch <= 'Z':
		return string(ch)
	}
	return `\` + string(ch)
}

// bracketForGoingBack is a list in brackets, with the classes written out.
func bracketForGoingBack(text string) string {
	written := bracket(text)
	return strings.NewReplacer("[:alnum:]", "a-zA-Z0-9", "[:alpha:]", "a-zA-Z", "[:blank:]", ` \t`, "[:cntrl:]", `\x00-\x1f\x7f`, "[:digit:]", "0-9",
		"[:graph:]", "!-~", "[:lower:]", "a-z", "[:print:]", " -~", "[:punct:]", `!-\/:-@\[-`+"`{-~", "[:space:]", ` \t-\r`, "[:upper:]", "A-Z",
		"[:xdigit:]", "0-9a-fA-F").Replace(written)
}

// perl is a pattern of Perl in JavaScript's words: \\K keeps what is before it out of what
// is found, as a look behind does.
func perl(text string) string {
	text = strings.NewReplacer(`\\`, `\\`, `\h`, `[ \t]`, `\A`, `(?<![^])`, `\z`, `(?![^])`, `\Z`, `(?![^])`).Replace(text)
	if before, after, keeps := strings.Cut(text, `\K`); keeps {
		text = "(?<=" + before + ")" + after
	}
	return text
}
