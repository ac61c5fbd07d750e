package shell

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
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
	if has(given, 'l') {
		return c.bytesThatDiffer(names, one, other)
	}
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

// bytesThatDiffer is cmp -l: each of them, with its place.
func (c *call) bytesThatDiffer(names []string, one, other []byte) int {
	status, width := 0, len(strconv.Itoa(max(len(one), len(other))))
	for i := range min(len(one), len(other)) {
		if one[i] != other[i] {
			c.print("%*d %3o %3o\n", width, i+1, one[i], other[i])
			status = 1
		}
	}
	if len(one) != len(other) {
		name := names[0]
		if len(other) < len(one) {
			name = names[1]
		}
		c.flush()
		c.complain("EOF on %s after byte %d", name, min(len(one), len(other)))
		status = 1
	}
	return status
}

// mostCompared bounds lines times lines, which is what comparing takes.
const mostCompared = 4_000_000

// difference is diff, in its normal form and with -u.
func difference(c *call) int {
	given, names, ok := c.flags("quwbiBrsNayc", "UCW", "brief=q", "unified=u", "ignore-all-space=w", "ignore-space-change=b", "ignore-case=i", "ignore-blank-lines=B",
		"recursive=r", "report-identical-files=s", "new-file=N", "text=a", "color=a", "side-by-side=y", "context=c", "width=W", "suppress-common-lines=S")
	if !ok {
		return 2
	}
	if len(names) == 2 {
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
	title := "diff"
	for _, word := range c.words[1:] {
		if len(word) > 1 && word[0] == '-' {
			title += " " + word
		}
	}
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
		case missing != 0 && !(has(given, 'N') && !b.Directory):
			c.printLine("Only in " + other + ": " + name)
			status = max(status, 1)
		case gone != 0 && !(has(given, 'N') && !a.Directory):
			c.printLine("Only in " + one + ": " + name)
			status = max(status, 1)
		case a.Directory && b.Directory && !has(given, 'r'):
			c.printLine("Common subdirectories: " + paths[0] + " and " + paths[1])
		case a.Directory && b.Directory:
			status = max(status, c.differentFolders(given, paths[0], paths[1]))
		default:
			before := len(c.out)
			found := c.differentFiles(given, paths)
			if status = max(status, found); found == 1 && !has(given, 'q') && len(c.out) > before {
				c.out = slices.Insert(c.out, before, []byte(title+" "+paths[0]+" "+paths[1]+"\n")...)
			}
		}
	}
	return status
}

// twoOrNone is what two files hold; with -N, a file that is not there is an empty one.
func (c *call) twoOrNone(given map[byte]string, names []string) (texts [2][]byte, ok bool) {
	if has(given, 'N') && len(names) == 2 {
		for i, name := range names {
			_, errno := c.system.Files.Stat(c.path(name), true)
			if errno == sim.ENOENT && name != "-" {
				var errno sim.Errno
				if texts[1-i], errno = c.readWhole(names[1-i]); errno == 0 {
					return texts, true
				}
			}
		}
	}
	return c.two(names)
}

// likened is lines as they are compared: without what does not count.
func likened(given map[byte]string, lines []string) []string {
	made := slices.Clone(lines)
	for i, line := range made {
		switch {
		case has(given, 'w'):
			line = strings.Join(strings.Fields(line), "")
		case has(given, 'b'):
			trimmed := strings.TrimRight(line, " \t\n")
			line = strings.Join(strings.Fields(trimmed), " ")
			if trimmed != "" && (trimmed[0] == ' ' || trimmed[0] == '\t') {
				line = " " + line
			}
		}
		if has(given, 'i') {
			line = strings.ToLower(line)
		}
		made[i] = line
	}
	return made
}

func (c *call) differentFiles(given map[byte]string, names []string) int {
	texts, ok := c.twoOrNone(given, names)
	if !ok {
		return 2
	}
	one, other := linesOf(texts[0]), linesOf(texts[1])
	oneLike, otherLike := likened(given, one), likened(given, other)
	if slices.Equal(oneLike, otherLike) {
		if has(given, 's') {
			c.printLine("Files " + names[0] + " and " + names[1] + " are identical")
		} else if has(given, 'y') {
			c.sideBySide(given, one, other, nil)
		}
		return 0
	}
	if has(given, 'q') {
		c.printLine("Files " + names[0] + " and " + names[1] + " differ")
		return 1
	}
	if len(one)*len(other) > mostCompared {
		c.complain("timeslice: files of %d and %d lines are too long to be compared", len(one), len(other))
		return 2
	}
	c.owe(int64(len(one)+1) * int64(len(other)+1))
	edits := editsOf(oneLike, otherLike)
	if has(given, 'B') {
		edits = slices.DeleteFunc(edits, func(e edit) bool {
			return strings.TrimSpace(strings.Join(one[e.from:e.fromEnd], "")+strings.Join(other[e.to:e.toEnd], "")) == ""
		})
		if len(edits) == 0 {
			return 0
		}
	}
	around := contextLines
	for _, letter := range []byte{'U', 'C'} {
		if text, set := given[letter]; set {
			n, err := strconv.Atoi(text)
			if err != nil || n < 0 {
				c.complain("invalid context length '%s'", text)
				c.hint()
				return 2
			}
			around = n
		}
	}
	switch {
	case has(given, 'y'):
		c.sideBySide(given, one, other, edits)
	case has(given, 'u') || has(given, 'U'):
		c.unified(names, one, other, edits, around)
	case has(given, 'c') || has(given, 'C'):
		c.inContext(names, one, other, edits, around)
	default:
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

// titles names the files that are compared, behind marks.
func (c *call) titles(names []string, marks ...string) {
	for i, mark := range marks {
		info, _ := c.system.Files.Stat(c.path(names[i]), true)
		c.printLine(mark + " " + names[i] + "\t" + strings.TrimSuffix(showStatus("%y", "", info), "\n"))
	}
}

// hunk is changes that are shown together, and what is shown of both files.
type hunk struct {
	edits                      []edit
	begin, end, toBegin, toEnd int
}

// hunksOf is changes with lines around them; those of which these would meet are together.
func hunksOf(edits []edit, lines, around int) []hunk {
	var hunks []hunk
	for len(edits) > 0 {
		count := 1
		for count < len(edits) && edits[count].from-edits[count-1].fromEnd <= 2*around {
			count++
		}
		first, last := edits[0], edits[count-1]
		h := hunk{edits: edits[:count], begin: max(0, first.from-around), end: min(lines, last.fromEnd+around)}
		h.toBegin = first.to - (first.from - h.begin)
		h.toEnd = last.toEnd + h.end - last.fromEnd
		hunks, edits = append(hunks, h), edits[count:]
	}
	return hunks
}

func (c *call) unified(names []string, one, other []string, edits []edit, around int) {
	c.titles(names, "---", "+++")
	span := func(begin, end int) string {
		switch end - begin {
		case 0:
			return fmt.Sprintf("%d,0", begin)
		case 1:
			return fmt.Sprint(begin + 1)
		}
		return fmt.Sprintf("%d,%d", begin+1, end-begin)
	}
	for _, h := range hunksOf(edits, len(one), around) {
		c.printLine("@@ -" + span(h.begin, h.end) + " +" + span(h.toBegin, h.toEnd) + " @@")
		at := h.begin
		for _, e := range h.edits {
			c.marked(" ", one[at:e.from])
			c.marked("-", one[e.from:e.fromEnd])
			c.marked("+", other[e.to:e.toEnd])
			at = e.fromEnd
		}
		c.marked(" ", one[at:h.end])
	}
}

// inContext is diff -c: what was, and then what is. (context.c)
func (c *call) inContext(names []string, one, other []string, edits []edit, around int) {
	c.titles(names, "***", "---")
	span := func(begin, end int) string {
		if end-begin <= 1 {
			return strconv.Itoa(end)
		}
		return fmt.Sprintf("%d,%d", begin+1, end)
	}
	for _, h := range hunksOf(edits, len(one), around) {
		c.printLine("***************")
		c.printLine("*** " + span(h.begin, h.end) + " ****")
		c.side("- ", one[:h.end], h.begin, h.edits, func(e edit) (int, int) { return e.from, e.fromEnd })
		c.printLine("--- " + span(h.toBegin, h.toEnd) + " ----")
		c.side("+ ", other[:h.toEnd], h.toBegin, h.edits, func(e edit) (int, int) { return e.to, e.toEnd })
	}
}

// side is the lines of one file from a place on, with those marked that an edit has there;
// nothing if no edit has any.
func (c *call) side(mark string, lines []string, at int, edits []edit, of func(edit) (from, to int)) {
	changed := slices.ContainsFunc(edits, func(e edit) bool { from, to := of(e); return from < to })
	if !changed {
		return
	}
	for _, e := range edits {
		from, to := of(e)
		c.marked("  ", lines[at:from])
		c.marked(changeMark(e, mark), lines[from:to])
		at = to
	}
	c.marked("  ", lines[at:])
}

// changeMark is "! " for lines that became others.
func changeMark(e edit, otherwise string) string {
	if e.from < e.fromEnd && e.to < e.toEnd {
		return "! "
	}
	return otherwise
}

// sideBySide is diff -y: two columns, and between them what is the matter. (side.c)
func (c *call) sideBySide(given map[byte]string, one, other []string, edits []edit) {
	const tab, gutter = 8, 3
	width := 130
	if n, err := strconv.Atoi(given['W']); err == nil && n > 0 {
		width = n
	}
	second := (width + tab + gutter) / (2 * tab) * tab
	half := max(0, min(second-gutter, width-second))
	row := func(left, mark, right string) {
		if mark == " " && has(given, 'S') {
			return
		}
		left, right = strings.TrimSuffix(left, "\n"), strings.TrimSuffix(right, "\n")
		left, right = left[:min(len(left), half)], right[:min(len(right), half)]
		text, column := left, len(left)
		if mark != " " {
			text += blanksTo(column, (half+second-1)/2, tab) + mark
			column = max(column, (half+second-1)/2) + 1
		}
		if right != "" {
			text += blanksTo(column, second, tab) + right
		}
		c.printLine(text)
	}
	at := 0
	for _, e := range append(slices.Clone(edits), edit{len(one), len(one), len(other), len(other)}) {
		for ; at < e.from; at++ {
			row(one[at], " ", other[e.to-(e.from-at)])
		}
		left, right := one[e.from:e.fromEnd], other[e.to:e.toEnd]
		for i := range max(len(left), len(right)) {
			switch {
			case i >= len(right):
				row(left[i], "<", "")
			case i >= len(left):
				row("", ">", right[i])
			default:
				row(left[i], "|", right[i])
			}
		}
		at = e.fromEnd
	}
}

// blanksTo leads from a column to another, with tabs as far as they go.
func blanksTo(from, to, tab int) string {
	text := ""
	for next := from + tab - from%tab; next <= to; next += tab {
		text, from = text+"\t", next
	}
	return text + strings.Repeat(" ", max(0, to-from))
}
