package model

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/render/scene"
)

// TestBreakpointsStayWithTheirLines: each edit beside one keeps it on the line whose
// text it was set at; so does the selection of a line.
func TestBreakpointsStayWithTheirLines(t *testing.T) {
	const source = "one();\ntwo();\nthree();\nfour();\n"
	for _, c := range []struct {
		name string
		do   []string // keys, or "text TEXT" for what is typed
		want string   // the line that it is on then; "" for none
	}{
		{"a line above", []string{"Ctrl+Home", "text zero();\n"}, "three();"},
		{"two lines above", []string{"Ctrl+Home", "text a();\nb();\n"}, "three();"},
		{"a line below", []string{"Ctrl+End", "text five();\n"}, "three();"},
		{"the line above is deleted", []string{"Ctrl+Home", "Shift+ArrowDown", "Backspace"}, "three();"},
		{"and that is undone", []string{"Ctrl+Home", "Shift+ArrowDown", "Backspace", "Ctrl+Z"}, "three();"},
		{"its own text changes", []string{"Ctrl+Home", "ArrowDown", "ArrowDown", "text x"}, "xthree();"},
		{"it is broken at its beginning", []string{"Ctrl+Home", "ArrowDown", "ArrowDown", "text \n"}, "three();"},
		{"it is deleted", []string{"Ctrl+Home", "ArrowDown", "ArrowDown", "Shift+ArrowDown", "Backspace"}, ""},
	} {
		m := New(Preferences{Language: words.English})
		m.Open(NewProgram("a.js", []File{{Name: "a.js", Text: source}}, "a.js"), Settings{})
		m.SetBreakpoints([]Breakpoint{{File: "a.js", Line: 3}, {File: "b.js", Line: 3}, {Kind: "output"}})
		m.Selected = scene.Subject{Topic: scene.OfLine, ID: m.FileNumber("a.js"), Part: 3}
		m.Do(Act{Command: scene.Command{Name: "type-in", Text: CodeField}})
		for _, step := range c.do {
			if text, typed := strings.CutPrefix(step, "text "); typed {
				m.Do(Act{Command: scene.Command{Name: "type", Text: text}})
			} else {
				require.True(t, m.Press(step), "%s: %s", c.name, step)
			}
		}
		var others []Breakpoint
		got := ""
		for _, b := range m.Breakpoints {
			if b.File == "a.js" {
				got = m.Sheet().Line(b.Line - 1)
			} else {
				others = append(others, b)
			}
		}
		require.Equal(t, c.want, got, c.name)
		selected := ""
		if _, line, is := m.LineOf(m.Selected); is {
			selected = m.Sheet().Line(line - 1)
		}
		require.Equal(t, c.want, selected, c.name)
		require.Equal(t, []Breakpoint{{File: "b.js", Line: 3}, {Kind: "output"}}, others, c.name)
	}
}

// TestLineAfterByATwin: for one insertion or deletion of whole lines that differ, a
// line is where its text is.
func TestLineAfterByATwin(t *testing.T) {
	lines := []string{"a", "b", "c", "d", "e", "f"}
	text := strings.Join(lines, "\n")
	for at := 0; at <= len(lines); at++ {
		for n := 0; n <= 3; n++ {
			more := append(append(append([]string(nil), lines[:at]...), []string{"x", "y", "z"}[:n]...), lines[at:]...)
			less := append(append([]string(nil), lines[:at]...), lines[min(at+n, len(lines)):]...)
			for i, line := range lines {
				require.Equal(t, line, more[lineAfter(i+1, text, strings.Join(more, "\n"))-1])
				if len(less) == 0 {
					continue
				}
				found := 0
				for j, other := range less {
					if other == line {
						found = j + 1
					}
				}
				require.Equal(t, found, lineAfter(i+1, text, strings.Join(less, "\n")), "%s of %q", line, less)
			}
		}
	}
}
