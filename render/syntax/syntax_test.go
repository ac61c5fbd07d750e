package syntax_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"
	"github.com/stretchr/testify/require"

	"timeslice/render/syntax"
)

// TestParts: what each part of a source is, as text.
func TestParts(t *testing.T) {
	datadriven.RunTest(t, "testdata/parts.txt", func(_ *testing.T, d *datadriven.TestData) string {
		var out strings.Builder
		last := syntax.Part{To: -1}
		for _, p := range syntax.Read("x."+d.Cmd, d.Input) {
			text := strings.ReplaceAll(d.Input[p.From:p.To], "\n", "⏎")
			if p.Class == syntax.Punctuation {
				continue
			}
			if strings.Contains(d.Input[max(last.To, 0):p.From], "\n") {
				out.WriteString("\n")
			} else if last.To >= 0 {
				out.WriteString("  ")
			}
			fmt.Fprintf(&out, "%s:%s", p.Class, text)
			last = p
		}
		return out.String() + "\n"
	})
}

// TestBrackets: which bracket belongs to which; not those in strings.
func TestBrackets(t *testing.T) {
	source := "f({ a: [')', `${x}}`] /* } */ })"
	parts := syntax.Read("x.js", source)
	match := func(at int) string {
		one, other, found := syntax.Match(source, parts, at)
		return fmt.Sprint(one, other, found)
	}
	require.Equal(t, fmt.Sprint(1, len(source)-1, true), match(1))
	require.Equal(t, fmt.Sprint(len(source)-1, 1, true), match(len(source)))
	require.Equal(t, fmt.Sprint(2, len(source)-2, true), match(2))
	require.Equal(t, "0 0 false", match(9), "in a string")
	require.Equal(t, "0 0 false", match(0))
}

// FuzzRead: whatever is typed, parts are in order, none within another, and the
// reader comes to an end.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{"`${", "/*", "a = b / c / d", "x = /[/]/g", "`a${`b${c}`}`", "1n.5.toString()", "'", "#!x\n", "时间 = 1", "- a: 'b # c\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		for _, file := range []string{"x.js", "x.yaml", "x.txt"} {
			last := 0
			for _, p := range syntax.Read(file, source) {
				require.LessOrEqual(t, last, p.From, "%q", source)
				require.Less(t, p.From, p.To)
				last = p.To
			}
			require.LessOrEqual(t, last, len(source))
			syntax.Match(source, syntax.Read(file, source), len(source)/2)
		}
	})
}
