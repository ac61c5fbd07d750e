package edit_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/cockroachdb/datadriven"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/render/edit"
)

var motions = map[string]edit.Motion{
	"left": edit.Left, "right": edit.Right, "word-left": edit.WordLeft, "word-right": edit.WordRight,
	"line-start": edit.LineStart, "line-end": edit.LineEnd, "up": edit.Up, "down": edit.Down,
	"page-up": edit.PageUp, "page-down": edit.PageDown, "start": edit.Start, "end": edit.End,
}

// marked reads a text in which ⟨ ⟩ enclose the selection, | is the caret, and ·
// is a space, of those that a line is indented by.
func marked(text string) *edit.Buffer {
	text = strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "·", " ")
	anchor, caret := -1, -1
	var plain strings.Builder
	for _, r := range text {
		switch r {
		case '⟨', '⟩':
			anchor = plain.Len()
		case '|':
			caret = plain.Len()
		default:
			plain.WriteRune(r)
		}
	}
	b := edit.New(plain.String())
	if anchor < 0 {
		anchor = caret
	}
	b.Select(anchor, caret)
	return b
}

// shown writes the text as marked reads it.
func shown(b *edit.Buffer) string {
	text, anchor, caret := b.Text(), b.Anchor(), b.Caret()
	switch {
	case anchor < caret:
		text = text[:anchor] + "⟨" + text[anchor:caret] + "|" + text[caret:]
	case anchor > caret:
		text = text[:caret] + "|" + text[caret:anchor] + "⟩" + text[anchor:]
	default:
		text = text[:caret] + "|" + text[caret:]
	}
	return indented.ReplaceAllStringFunc(text, func(spaces string) string { return strings.ReplaceAll(spaces, " ", "·") })
}

var indented = regexp.MustCompile(`(?m)^[ |⟨⟩]+`)

// TestStories: what editing does, as text with the caret in it.
func TestStories(t *testing.T) {
	datadriven.Walk(t, "testdata/stories", func(t *testing.T, path string) {
		var b *edit.Buffer
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			if d.Cmd == "text" {
				b = marked(d.Input)
				return shown(b) + "\n"
			}
			for line := range strings.Lines(d.Cmd + "\n" + d.Input) {
				carryOut(t, b, strings.TrimSpace(line))
			}
			return shown(b) + "\n"
		})
	})
}

func carryOut(t *testing.T, b *edit.Buffer, line string) {
	word, rest, _ := strings.Cut(line, ":")
	switch word {
	case "", "do":
	case "type":
		for _, r := range rest {
			b.Insert(string(r))
		}
	case "paste":
		text, err := strconv.Unquote(rest)
		require.NoError(t, err)
		b.Insert(text)
	case "newline":
		b.Newline()
	case "delete":
		b.Delete(motions[rest])
	case "go":
		b.Move(motions[rest], false)
	case "extend":
		b.Move(motions[rest], true)
	case "undo":
		b.Undo()
	case "redo":
		b.Redo()
	case "indent":
		b.Indent()
	case "outdent":
		b.Outdent()
	case "comment":
		b.Comment(rest)
	case "lines-up", "lines-down":
		b.MoveLines(word == "lines-down")
	case "copy-line":
		b.CopyLine()
	case "word":
		b.SelectWord(b.Caret())
	case "line":
		b.SelectLine(b.Caret())
	case "find":
		b.FindNext(rest, false)
	case "find-back":
		b.FindNext(rest, true)
	case "replace-all":
		sought, text, _ := strings.Cut(rest, "→")
		b.ReplaceAll(sought, text)
	default:
		t.Fatalf("%s is no command", line)
	}
}

// TestUndoTakesEverythingBack: whatever was done, undoing all of it gives the
// text there was, redoing all of it what had become of it; and the caret stands
// between characters all the time.
func TestUndoTakesEverythingBack(t *testing.T) {
	pieces := rapid.SampledFrom([]string{"a", "B", " ", "\n", "\t", "{", "}", "时间", "é", "👩‍👩‍👧", "x\r\ny", "\u0301", "  ", "//"})
	rapid.Check(t, func(t *rapid.T) {
		first := strings.Join(rapid.SliceOfN(pieces, 0, 20).Draw(t, "text"), "")
		b := edit.New(first)
		first = b.Text()
		for range rapid.IntRange(0, 30).Draw(t, "steps") {
			anyStep(t, b, pieces.Draw(t, "piece"))
			require.True(t, utf8.ValidString(b.Text()))
			for _, at := range []int{b.Caret(), b.Anchor()} {
				from, to := b.Anchor(), b.Caret()
				b.Select(at, at)
				require.Equal(t, at, b.Caret(), "a caret stands between characters of %q", b.Text())
				b.Select(from, to)
			}
			require.Equal(t, strings.Count(b.Text(), "\n")+1, b.Lines())
		}
		last := b.Text()
		undone := 0
		for b.Undo() {
			undone++
		}
		require.Equal(t, first, b.Text())
		for range undone {
			require.True(t, b.Redo())
		}
		require.Equal(t, last, b.Text())
	})
}

func anyStep(t *rapid.T, b *edit.Buffer, piece string) {
	motion := edit.Motion(rapid.IntRange(0, int(edit.End)).Draw(t, "motion"))
	switch rapid.IntRange(0, 11).Draw(t, "step") {
	case 0, 1:
		b.Insert(piece)
	case 2:
		b.Newline()
	case 3:
		b.Delete(motion)
	case 4:
		b.Move(motion, false)
	case 5:
		b.Move(motion, true)
	case 6:
		b.Indent()
	case 7:
		b.Outdent()
	case 8:
		b.Comment("//")
	case 9:
		b.MoveLines(motion%2 == 0)
	case 10:
		b.Undo()
	case 11:
		b.ReplaceAll(piece, "zz")
	}
}
