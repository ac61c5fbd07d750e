package shell

import (
	"slices"
	"strconv"
	"strings"
)

// reverse is rev: each line from its end.
func reverse(c *call) int {
	_, names, ok := c.flags("", "")
	if !ok {
		return 1
	}
	return oneIf(c.eachLine(names, func(_, line string) bool {
		letters := []rune(line)
		slices.Reverse(letters)
		c.printLine(string(letters))
		return true
	}))
}

// linesIn is all lines of files, or of standard input if none are named.
func (c *call) linesIn(names ...string) (lines []string, failed bool) {
	held := 0
	failed = c.eachLine(names, func(_, line string) bool {
		lines = append(lines, line)
		held += len(line) + 16
		c.hold(held)
		return true
	})
	return lines, failed
}

// backwards is tac: the last line first.
func backwards(c *call) int {
	_, names, ok := c.flags("", "")
	if !ok {
		return 1
	}
	failed := false
	for _, name := range orInput(names) {
		var all []byte
		if _, errno := c.system.Files.Stat(c.path(name), true); errno != 0 && name != "-" {
			c.complain("failed to open '%s' for reading: %s", name, errno.Message())
			failed = true
			continue
		}
		failed = c.each([]string{name}, func(_ string, piece []byte) bool {
			all = append(all, piece...)
			c.hold(len(all))
			return true
		}) || failed
		lines := strings.SplitAfter(string(all), "\n") // the last one may have no end
		for _, line := range slices.Backward(lines) {
			c.print("%s", line)
		}
	}
	return oneIf(failed)
}

// numberLines is nl.
func numberLines(c *call) int {
	given, names, ok := c.flags("p", "bwsnvi")
	if !ok {
		return 1
	}
	width, separator := 6, "\t"
	if text, set := given['w']; set {
		width, _ = strconv.Atoi(text)
	}
	if text, set := given['s']; set {
		separator = text
	}
	number := 1
	if text, set := given['v']; set {
		number, _ = strconv.Atoi(text)
	}
	step := 1
	if text, set := given['i']; set {
		step, _ = strconv.Atoi(text)
	}
	return oneIf(c.eachLine(names, func(_, line string) bool {
		if line == "" && given['b'] != "a" {
			c.printLine(strings.Repeat(" ", width+len(separator)) + line)
			return true
		}
		text := strconv.Itoa(number)
		number += step
		switch pad := max(0, width-len(text)); given['n'] {
		case "ln":
			text += strings.Repeat(" ", pad)
		case "rz":
			text = strings.Repeat("0", pad) + text
		default:
			text = strings.Repeat(" ", pad) + text
		}
		c.printLine(text + separator + line)
		return true
	}))
}

// paste puts the lines of files beside one another, or with -s those of one.
func paste(c *call) int {
	given, names, ok := c.flags("s", "d")
	if !ok {
		return 1
	}
	between := "\t"
	if text, set := given['d']; set {
		between, _ = unescape(text)
	}
	delimiter := func(i int) string {
		if between == "" {
			return ""
		}
		return between[i%len(between) : i%len(between)+1]
	}
	for _, name := range names { // with one that is not there, it begins none
		if _, errno := c.system.Files.Stat(c.path(name), true); errno != 0 && name != "-" && !has(given, 's') {
			c.complain("%s: %s", name, errno.Message())
			return 1
		}
	}
	columns, longest, failed := c.columns(orInput(names))
	row := func(cells []string) {
		var b strings.Builder
		for i, cell := range cells {
			if i > 0 {
				b.WriteString(delimiter(i - 1))
			}
			b.WriteString(cell)
		}
		c.printLine(b.String())
	}
	if has(given, 's') {
		for _, lines := range columns {
			row(lines)
		}
		return oneIf(failed)
	}
	for at := range longest {
		cells := make([]string, len(columns))
		for i, lines := range columns {
			if at < len(lines) {
				cells[i] = lines[at]
			}
		}
		row(cells)
	}
	return oneIf(failed)
}

// columns is what paste puts beside one another, and the length of the longest. Of
// standard input given twice, each takes a line in turn.
func (c *call) columns(names []string) (columns [][]string, longest int, failed bool) {
	inputs := 0
	for _, name := range names {
		if name == "-" {
			inputs++
		}
	}
	var shared []string
	for i, name := range names {
		var lines []string
		if name != "-" || shared == nil {
			var wrong bool
			lines, wrong = c.linesIn(name)
			failed = failed || wrong
		}
		if name == "-" {
			if shared == nil {
				shared = append([]string{}, lines...)
			}
			lines = nil
			turn := 0
			for _, before := range names[:i] {
				if before == "-" {
					turn++
				}
			}
			for at := turn; at < len(shared); at += inputs {
				lines = append(lines, shared[at])
			}
		}
		columns = append(columns, lines)
		longest = max(longest, len(lines))
	}
	return columns, longest, failed
}

// fold breaks long lines, with -s behind a space.
func fold(c *call) int {
	if len(c.words) > 1 && len(c.words[1]) > 1 && c.words[1][0] == '-' && isDigit(c.words[1][1]) {
		c.words = slices.Concat(c.words[:1], []string{"-w", c.words[1][1:]}, c.words[2:])
	}
	given, names, ok := c.flags("sb", "w")
	if !ok {
		return 1
	}
	width := 80
	if text, set := given['w']; set {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			if n < 1 && err == nil {
				text += c.quotes("’: ") + "Numerical result out of range"
				c.complain("invalid number of columns: ‘%s", text)
				return 1
			}
			c.complain("invalid number of columns: ‘%s’", text)
			return 1
		}
		width = n
	}
	return oneIf(c.eachLine(names, func(_, line string) bool {
		for {
			at := fits(line, width, has(given, 'b'))
			if at == len(line) {
				break
			}
			if has(given, 's') {
				if blank := strings.LastIndexAny(line[:at], " \t"); blank >= 0 {
					at = blank + 1
				}
			}
			c.printLine(line[:at])
			line = line[at:]
		}
		c.printLine(line)
		return true
	}))
}

// fits is how much of a line is so wide at most, at least a character; with asBytes, a tab
// is as wide as another one.
func fits(line string, width int, asBytes bool) int {
	column := 0
	for i := range len(line) {
		switch {
		case line[i] == '\t' && !asBytes:
			column += 8 - column%8
		case line[i] == '\b' && !asBytes:
			column = max(0, column-1)
		case line[i] == '\r' && !asBytes:
			column = 0
		default:
			column++
		}
		if column > width && i > 0 {
			return i
		}
	}
	return len(line)
}

// areTwo reports whether a command has two operands, and complains if not.
func (c *call) areTwo(names []string) bool {
	switch len(names) {
	case 2:
		return true
	case 0:
		c.complain("missing operand")
	case 1:
		c.complain("missing operand after %s", c.quotes("‘"+names[0]+"’"))
	default:
		c.complain("extra operand %s", c.quotes("‘"+names[2]+"’"))
	}
	c.hint()
	return false
}

// common is comm: what two sorted files have alone and together.
func common(c *call) int {
	given, names, ok := c.flags("123z", "od", "output-delimiter=o", "total=t", "check-order=k", "nocheck-order=n")
	if !ok {
		return 1
	}
	if !c.areTwo(names) {
		return 1
	}
	tab := "\t"
	if text, set := given['o']; set {
		tab = text
	}
	counts, disordered := [4]int{}, [2]bool{}
	var files [2][]string
	for i, name := range names {
		var failed bool
		if files[i], failed = c.linesIn(name); failed {
			return 1
		}
	}
	show := func(column byte, line string) {
		counts[column-'0']++
		if has(given, column) {
			return
		}
		indent := ""
		for before := byte('1'); before < column; before++ {
			if !has(given, before) {
				indent += tab
			}
		}
		c.printLine(indent + line)
	}
	one, other := files[0], files[1]
	unpaired := false // only then it matters whether they are sorted
	sorted := func(i int, lines []string) {
		if len(lines) > 1 && lines[0] > lines[1] && !disordered[i] && !has(given, 'n') && (unpaired || has(given, 'k')) {
			disordered[i] = true
			c.flush()
			c.complain("file %d is not in sorted order", i+1)
		}
	}
	for len(one) > 0 || len(other) > 0 {
		unpaired = unpaired || len(one) == 0 || len(other) == 0 || one[0] != other[0]
		if len(one) > 0 && (len(other) == 0 || one[0] <= other[0]) {
			sorted(0, one)
		}
		if len(other) > 0 && (len(one) == 0 || other[0] <= one[0]) {
			sorted(1, other)
		}
		switch {
		case len(other) == 0 || len(one) > 0 && one[0] < other[0]:
			show('1', one[0])
			one = one[1:]
		case len(one) == 0 || other[0] < one[0]:
			show('2', other[0])
			other = other[1:]
		default:
			show('3', one[0])
			one, other = one[1:], other[1:]
		}
	}
	for i, lines := range files { // the last two are looked at once more at the end
		sorted(i, lines[max(0, len(lines)-2):])
	}
	if has(given, 't') {
		c.print("%d%s%d%s%d%stotal\n", counts[1], tab, counts[2], tab, counts[3], tab)
	}
	if disordered[0] || disordered[1] {
		c.flush()
		c.complain("input is not in sorted order")
		return 1
	}
	return 0
}
