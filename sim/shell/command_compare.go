package shell

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"timeslice/sim"
)

// two reads two files to be compared, and says what cannot be read.
func (c *call) two(names []string) (texts [2][]byte, ok bool) {
	if len(names) != 2 {
		c.complain("missing operand after '%s'\n%s: Try '%s --help' for more information.", c.words[len(c.words)-1], c.name(), c.name())
		return texts, false
	}
	ok = true
	for i, name := range names {
		var errno sim.Errno
		if info, e := c.system.Files.Stat(c.path(name), true); name != "-" && e == 0 && info.Directory {
			errno = sim.EISDIR
		} else {
			texts[i], errno = c.readWhole(name)
		}
		if errno != 0 {
			c.complain("%s: %s", name, errno.Message())
			ok = false
		}
	}
	return texts, ok
}

// compareBytes is cmp.
func compareBytes(c *call) int {
	given, names, ok := c.flags("sl", "")
	if !ok {
		return 2
	}
	texts, ok := c.two(names)
	if !ok {
		return 2
	}
	one, other := texts[0], texts[1]
	for i := range min(len(one), len(other)) {
		if one[i] != other[i] {
			if !has(given, 's') {
				word := map[bool]string{true: "byte", false: "char"}[c.isUnicode()] // as POSIX words it in its own locale
				c.printLine(fmt.Sprintf("%s %s differ: %s %d, line %d", names[0], names[1], word, i+1, 1+bytes.Count(one[:i], []byte("\n"))))
			}
			return 1
		}
	}
	if len(one) == len(other) {
		return 0
	}
	if !has(given, 's') {
		shorter, name := one, names[0]
		if len(other) < len(one) {
			shorter, name = other, names[1]
		}
		lines := bytes.Count(shorter, []byte("\n"))
		where := fmt.Sprintf("after byte %d, line %d", len(shorter), lines)
		if !bytes.HasSuffix(shorter, []byte("\n")) {
			where = fmt.Sprintf("after byte %d, in line %d", len(shorter), lines+1)
		}
		if len(shorter) == 0 {
			c.complain("EOF on %s which is empty", name)
		} else {
			c.complain("EOF on %s %s", name, where)
		}
	}
	return 1
}

// mostCompared bounds lines times lines, which is what comparing takes.
const mostCompared = 4_000_000

// difference is diff, in its normal form and with -u.
func difference(c *call) int {
	given, names, ok := c.flags("quwbiBrsNa", "U", "brief=q", "unified=u", "ignore-all-space=w", "ignore-space-change=b", "ignore-case=i", "ignore-blank-lines=B",
		"recursive=r", "report-identical-files=s", "new-file=N", "text=a", "color=a")
	if !ok {
		return 2
	}
	if has(given, 'r') && len(names) == 2 {
		one, _ := c.system.Files.Stat(c.path(names[0]), true)
		other, _ := c.system.Files.Stat(c.path(names[1]), true)
		if one.Directory && other.Directory {
			return c.differentFolders(given, names[0], names[1])
		}
	}
	return c.differentFiles(given, names)
}

// differentFolders is diff -r.
func (c *call) differentFolders(given map[byte]string, one, other string) int {
	left, _ := c.system.Files.List(c.path(one))
	right, _ := c.system.Files.List(c.path(other))
	all := slices.Concat(left, right)
	slices.Sort(all)
	status := 0
	for _, name := range slices.Compact(all) {
		a, missing := c.system.Files.Stat(c.path(joined(one, name)), true)
		b, gone := c.system.Files.Stat(c.path(joined(other, name)), true)
		paths := []string{joined(one, name), joined(other, name)}
		switch {
		case missing != 0:
			c.printLine("Only in " + other + ": " + name)
			status = max(status, 1)
		case gone != 0:
			c.printLine("Only in " + one + ": " + name)
			status = max(status, 1)
		case a.Directory && b.Directory:
			status = max(status, c.differentFolders(given, paths[0], paths[1]))
		default:
			before := len(c.out)
			found := c.differentFiles(given, paths)
			if status = max(status, found); found == 1 && !has(given, 'q') && len(c.out) > before {
				title := "diff -r"
				if has(given, 'u') {
					title = "diff -ru"
				}
				c.out = slices.Insert(c.out, before, []byte(title+" "+paths[0]+" "+paths[1]+"\n")...)
			}
		}
	}
	return status
}

func (c *call) differentFiles(given map[byte]string, names []string) int {
	texts, ok := c.two(names)
	if !ok {
		return 2
	}
	if bytes.Equal(texts[0], texts[1]) {
		if has(given, 's') {
			c.printLine("Files " + names[0] + " and " + names[1] + " are identical")
		}
		return 0
	}
	if has(given, 'q') {
		c.printLine("Files " + names[0] + " and " + names[1] + " differ")
		return 1
	}
	one, other := linesOf(texts[0]), linesOf(texts[1])
	if len(one)*len(other) > mostCompared {
		c.complain("timeslice: files of %d and %d lines are too long to be compared", len(one), len(other))
		return 2
	}
	c.owe(int64(len(one)+1) * int64(len(other)+1))
	edits := editsOf(one, other)
	if has(given, 'u') || has(given, 'U') {
		c.unified(names, one, other, edits)
	} else {
		c.normal(one, other, edits)
	}
	return 1
}

func linesOf(text []byte) []string {
	lines := strings.SplitAfter(string(text), "\n")
	if lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// edit is lines of the one file that became lines of the other.
type edit struct{ from, fromEnd, to, toEnd int }

// editsOf finds the fewest lines to change: those besides the longest common
// subsequence.
func editsOf(one, other []string) []edit {
	lengths := make([][]int32, len(one)+1)
	for i := range lengths {
		lengths[i] = make([]int32, len(other)+1)
	}
	for i := len(one) - 1; i >= 0; i-- {
		for j := len(other) - 1; j >= 0; j-- {
			if one[i] == other[j] {
				lengths[i][j] = lengths[i+1][j+1] + 1
			} else {
				lengths[i][j] = max(lengths[i+1][j], lengths[i][j+1])
			}
		}
	}
	var edits []edit
	for i, j := 0, 0; i < len(one) || j < len(other); {
		if i < len(one) && j < len(other) && one[i] == other[j] {
			i++
			j++
			continue
		}
		e := edit{from: i, to: j}
		for (i < len(one) || j < len(other)) && !(i < len(one) && j < len(other) && one[i] == other[j]) {
			if j == len(other) || i < len(one) && lengths[i+1][j] >= lengths[i][j+1] {
				i++
			} else {
				j++
			}
		}
		e.fromEnd, e.toEnd = i, j
		edits = append(edits, e)
	}
	return edits
}

const noNewline = "\\ No newline at end of file"

func (c *call) marked(mark string, lines []string) {
	for _, line := range lines {
		text, ended := strings.CutSuffix(line, "\n")
		c.printLine(mark + text)
		if !ended {
			c.printLine(noNewline)
		}
	}
}

func (c *call) normal(one, other []string, edits []edit) {
	span := func(begin, end int) string {
		if end-begin <= 1 {
			return fmt.Sprint(max(begin+1, end))
		}
		return fmt.Sprintf("%d,%d", begin+1, end)
	}
	for _, e := range edits {
		switch {
		case e.from == e.fromEnd:
			c.printLine(fmt.Sprintf("%da%s", e.from, span(e.to, e.toEnd)))
		case e.to == e.toEnd:
			c.printLine(fmt.Sprintf("%sd%d", span(e.from, e.fromEnd), e.to))
		default:
			c.printLine(span(e.from, e.fromEnd) + "c" + span(e.to, e.toEnd))
		}
		c.marked("< ", one[e.from:e.fromEnd])
		if e.from < e.fromEnd && e.to < e.toEnd {
			c.printLine("---")
		}
		c.marked("> ", other[e.to:e.toEnd])
	}
}

// contextLines is how many lines stand around a change.
const contextLines = 3

func (c *call) unified(names []string, one, other []string, edits []edit) {
	for i, mark := range []string{"---", "+++"} {
		info, _ := c.system.Files.Stat(c.path(names[i]), true)
		c.printLine(mark + " " + names[i] + "\t" + strings.TrimSuffix(showStatus("%y", "", info), "\n"))
	}
	span := func(begin, end int) string {
		switch end - begin {
		case 0:
			return fmt.Sprintf("%d,0", begin)
		case 1:
			return fmt.Sprint(begin + 1)
		}
		return fmt.Sprintf("%d,%d", begin+1, end-begin)
	}
	for len(edits) > 0 {
		count := 1
		for count < len(edits) && edits[count].from-edits[count-1].fromEnd <= 2*contextLines {
			count++
		}
		first, last := edits[0], edits[count-1]
		begin, end := max(0, first.from-contextLines), min(len(one), last.fromEnd+contextLines)
		toBegin := first.to - (first.from - begin)
		toEnd := last.toEnd + end - last.fromEnd
		c.printLine("@@ -" + span(begin, end) + " +" + span(toBegin, toEnd) + " @@")
		at := begin
		for _, e := range edits[:count] {
			c.marked(" ", one[at:e.from])
			c.marked("-", one[e.from:e.fromEnd])
			c.marked("+", other[e.to:e.toEnd])
			at = e.fromEnd
		}
		c.marked(" ", one[at:end])
		edits = edits[count:]
	}
}
