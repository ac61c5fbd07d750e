package dash

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// FuzzRead: whatever a text is, it is read to its end or to a fault that says its line, and
// no line is read twice.
func FuzzRead(f *testing.F) {
	for _, text := range []string{
		"echo a 'b c' \"$d ${e:-f $(g)}\" `h \\`i\\`` $((1 + x * 3)) >k 2>&1 <<-L &\n\ttext $m\n\tL\nif a; then b; elif c; then d; else e; fi\n",
		"for i in 1 2 3; do case $i in (1|2*) echo;; [!a-z]) ;; *) break; esac; done | while read x; do :; done && ! false || true",
		"f() { local x=1 y; return $?; }; (cd /; pwd) >&- <>z; until false; do exit; done",
		"${", "$((", "`", "'", "<<", "a=${b%%*[c]}", "case", "alias", "\\\n", "$'x'", "a && \n\n b", "echo ${#x} ${x#y} ${x:=z} ${10}",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r := NewReader(text, 1, nil)
		r.Alias = func(name string) (string, bool) { return "b " + name + " ", name == "a" }
		for lines := 0; ; lines++ {
			require.LessOrEqual(t, lines, len(text)+1)
			_, done, fault := r.Next()
			if fault != nil {
				require.NotEmpty(t, fault.Text)
				require.LessOrEqual(t, fault.Line, strings.Count(text, "\n")+1)
				return
			}
			if done {
				return
			}
		}
	})
}

// FuzzMatch: a pattern matches what a naive reading of it matches.
func FuzzMatch(f *testing.F) {
	for _, pair := range [][2]string{{"*.js", "a.js"}, {"[!a-c]?", "dx"}, {"\\*", "*"}, {"[[:alpha:]]*", "x1"}, {"[", "["}, {"**a*b", "xaxb"}, {"[]a]", "]"}} {
		f.Add(pair[0], pair[1])
	}
	f.Fuzz(func(t *testing.T, pattern, text string) {
		if len(pattern) > 12 || len(text) > 12 || strings.ContainsAny(pattern, "[\\") {
			_ = Match(pattern, text)
			return
		}
		require.Equal(t, naive(pattern, text), Match(pattern, text))
	})
}

// naive tries each way in which stars may take characters.
func naive(pattern, text string) bool {
	switch {
	case pattern == "":
		return text == ""
	case pattern[0] == '*':
		return naive(pattern[1:], text) || text != "" && naive(pattern, text[1:])
	case text == "":
		return false
	}
	return (pattern[0] == '?' || pattern[0] == text[0]) && naive(pattern[1:], text[1:])
}
