package shell

import (
	"slices"
	"strconv"
	"strings"
)

// tabStops are the columns where tabs lead to: every so many, or those of a list.
type tabStops []int

func readTabStops(text string) (tabStops, bool) {
	var stops tabStops
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' }) {
		n, err := strconv.Atoi(part)
		if err != nil || n < 1 {
			return nil, false
		}
		stops = append(stops, n)
	}
	return stops, len(stops) > 0
}

// after is the next stop behind a column; behind the last of a list each column is one.
func (t tabStops) after(column int) int {
	if len(t) == 1 {
		return column + t[0] - column%t[0]
	}
	for _, stop := range t {
		if stop > column {
			return stop
		}
	}
	return column + 1
}

// expandTabs is expand, which makes spaces of tabs, and unexpand, which does the
// opposite.
func expandTabs(c *call) int {
	given, names, ok := c.flags("iaf", "t", "initial=i", "all=a", "first-only=f", "tabs=t")
	if !ok {
		return 1
	}
	stops := tabStops{8}
	if text, set := given['t']; set {
		if stops, ok = readTabStops(text); !ok {
			c.complain("tab size contains invalid character(s): %s", c.quotes("‘"+text+"’"))
			return 1
		}
	}
	change := func(line string) string { return expanded(line, stops, has(given, 'i')) }
	if c.name() == "unexpand" {
		all := (has(given, 'a') || has(given, 't')) && !has(given, 'f')
		change = func(line string) string { return unexpanded(line, stops, all) }
	}
	return oneIf(c.eachPiece(names, func(line, end string) { c.print("%s%s", change(line), end) }))
}

// eachPiece calls f with each line and its end, which the last one may lack.
func (c *call) eachPiece(names []string, f func(line, end string)) (failed bool) {
	rest := ""
	failed = c.each(names, func(_ string, piece []byte) bool {
		rest += string(piece)
		c.hold(len(rest))
		for {
			line, after, ended := strings.Cut(rest, "\n")
			if !ended {
				return true
			}
			rest = after
			f(line, "\n")
		}
	})
	if rest != "" {
		f(rest, "")
	}
	return failed
}

func expanded(line string, stops tabStops, onlyFirst bool) string {
	var b strings.Builder
	column, begin := 0, true
	for i := range len(line) {
		begin = begin && isBlank(line[i])
		if line[i] != '\t' || onlyFirst && !begin {
			b.WriteByte(line[i])
			column++
			continue
		}
		next := stops.after(column)
		b.WriteString(strings.Repeat(" ", next-column))
		column = next
	}
	return b.String()
}

func unexpanded(line string, stops tabStops, all bool) string {
	var b strings.Builder
	column := 0
	for i := 0; i < len(line); {
		blanks := blanksAt(line[i:])
		if blanks == 0 {
			if !all {
				b.WriteString(line[i:])
				break
			}
			b.WriteByte(line[i])
			i, column = i+1, column+1
			continue
		}
		from := column
		for _, blank := range line[i : i+blanks] {
			if blank == '\t' {
				column = stops.after(column)
			} else {
				column++
			}
		}
		for next := stops.after(from); next <= column && (next > from+1 || strings.Contains(line[i:i+blanks], "\t") || blanks > 1); next = stops.after(from) {
			b.WriteByte('\t')
			from = next
		}
		b.WriteString(strings.Repeat(" ", column-from))
		i += blanks
	}
	return b.String()
}

// shuffle is shuf. The order is one of the simulated machine's, the same in each run.
func shuffle(c *call) int {
	given, names, ok := c.flags("erz", "nio", "echo=e", "repeat=r", "head-count=n", "input-range=i", "output=o", "zero-terminated=z", "random-source=S")
	if !ok {
		return 1
	}
	var lines []string
	failed := false
	switch text, set := given['i']; {
	case set:
		low, high, _ := strings.Cut(text, "-")
		from, err := strconv.Atoi(low)
		to, wrong := strconv.Atoi(high)
		if err != nil || wrong != nil || to < from {
			c.complain("invalid input range: %s", c.quotes("‘"+text+"’"))
			return 1
		}
		c.hold(to - from)
		for n := from; n <= to; n++ {
			lines = append(lines, strconv.Itoa(n))
		}
	case has(given, 'e'):
		lines = slices.Clone(names)
	default:
		lines, failed = c.recordsIn(has(given, 'z'), names)
	}
	most := len(lines)
	if text, set := given['n']; set {
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 {
			c.complain("invalid line count: %s", c.quotes("‘"+text+"’"))
			return 1
		}
		if most = min(most, n); has(given, 'r') {
			most = n
		}
	}
	if file, set := given['o']; set && !c.sendTo(file) {
		return 1
	}
	state := uint64(c.nowNs()) ^ uint64(c.process().ID)<<40
	below := func(n int) int {
		state = state*6364136223846793005 + 1442695040888963407
		return int(state>>33) % n
	}
	for i := 0; i < most && len(lines) > 0; i++ {
		at := below(len(lines))
		if !has(given, 'r') {
			at = i + below(len(lines)-i)
			lines[i], lines[at] = lines[at], lines[i]
			at = i
		}
		c.print("%s%s", lines[at], recordEnd(has(given, 'z')))
	}
	return oneIf(failed)
}

// joiner is join: lines of two sorted files that have a field in common.
type joiner struct {
	*call
	given     map[byte]string
	separator string // "" for blanks
	fields    [2]int
	list      [][2]int // -o: file and field; file 0 is the common one
	unpaired  bool
	told      [2]bool // that it is not sorted
	names     []string
}

func join(c *call) int {
	c.gathers = "aov"
	given, names, ok := c.flags("iz", "taveo12j", "header=H", "ignore-case=i", "check-order=k", "nocheck-order=n")
	if !ok {
		return 1
	}
	if !c.areTwo(names) {
		return 1
	}
	j := &joiner{call: c, given: given, separator: given['t'], fields: [2]int{1, 1}, names: names}
	for i, letter := range []byte("12") {
		for _, text := range []string{given['j'], given[letter]} {
			if n, err := strconv.Atoi(text); err == nil && n > 0 {
				j.fields[i] = n
			} else if text != "" {
				c.complain("invalid field number: %s", c.quotes("‘"+text+"’"))
				return 1
			}
		}
	}
	for _, part := range strings.FieldsFunc(given['o'], func(r rune) bool { return strings.ContainsRune(", \n", r) }) {
		file, field, _ := strings.Cut(part, ".")
		f, err := strconv.Atoi(file)
		n, wrong := strconv.Atoi(field)
		if part != "auto" && (err != nil || f > 2 || f > 0 && wrong != nil) {
			c.complain("invalid field specifier: %s", c.quotes("‘"+part+"’"))
			return 1
		}
		if part != "auto" {
			j.list = append(j.list, [2]int{f, n})
		}
	}
	var lines [2][]string
	for i, name := range names {
		var failed bool
		if lines[i], failed = c.linesIn(name); failed {
			return 1
		}
	}
	return j.run(lines[0], lines[1])
}

func (j *joiner) split(line string) []string {
	if j.separator == "" {
		return strings.Fields(line)
	}
	return strings.Split(line, j.separator)
}

func (j *joiner) key(file int, line string) string {
	key := fieldOf(j.split(line), j.fields[file])
	if has(j.given, 'i') {
		key = strings.ToLower(key)
	}
	return key
}

func fieldOf(fields []string, number int) string {
	if number < 1 || number > len(fields) {
		return ""
	}
	return fields[number-1]
}

// shows reports whether -a or -v names a file.
func (j *joiner) shows(letter byte, file int) bool {
	return slices.Contains(strings.Split(j.given[letter], "\n"), strconv.Itoa(file+1))
}

// row prints what two lines make, of which one may be missing.
func (j *joiner) row(one, other []string) {
	var cells []string
	common := fieldOf(one, j.fields[0])
	if one == nil {
		common = fieldOf(other, j.fields[1])
	}
	if j.list != nil {
		for _, place := range j.list {
			cell := common
			switch place[0] {
			case 1:
				cell = fieldOf(one, place[1])
			case 2:
				cell = fieldOf(other, place[1])
			}
			if cell == "" {
				cell = j.given['e']
			}
			cells = append(cells, cell)
		}
	} else {
		cells = append(cells, common)
		for file, fields := range [][]string{one, other} {
			for i, field := range fields {
				if i+1 != j.fields[file] {
					cells = append(cells, field)
				}
			}
		}
	}
	between := j.separator
	if between == "" {
		between = " "
	}
	j.printLine(strings.Join(cells, between))
}

// alone is a line that has none to go with.
func (j *joiner) alone(file int, line string) {
	j.unpaired = true
	if j.shows('a', file) || j.shows('v', file) {
		if fields := j.split(line); file == 0 {
			j.row(fields, nil)
		} else {
			j.row(nil, fields)
		}
	}
}

// check says that a file is not sorted, where that matters.
func (j *joiner) check(file, at int, lines []string) {
	if at > 0 && at < len(lines) && (j.unpaired || has(j.given, 'k')) && !j.told[file] && !has(j.given, 'n') && j.key(file, lines[at-1]) > j.key(file, lines[at]) {
		j.flush()
		j.told[file] = true
		j.complain("%s:%d: is not sorted: %s", j.names[file], at+1, lines[at])
	}
}

func (j *joiner) run(one, other []string) int {
	a, b := 0, 0
	if has(j.given, 'H') && len(one) > 0 && len(other) > 0 {
		j.row(j.split(one[0]), j.split(other[0]))
		a, b = 1, 1
	}
	for a < len(one) || b < len(other) {
		j.check(0, a, one)
		j.check(1, b, other)
		switch {
		case b == len(other) || a < len(one) && j.key(0, one[a]) < j.key(1, other[b]):
			j.alone(0, one[a])
			a++
			continue
		case a == len(one) || j.key(1, other[b]) < j.key(0, one[a]):
			j.alone(1, other[b])
			b++
			continue
		}
		key := j.key(0, one[a])
		endA, endB := a, b
		for endA < len(one) && j.key(0, one[endA]) == key {
			endA++
		}
		for endB < len(other) && j.key(1, other[endB]) == key {
			endB++
		}
		if !has(j.given, 'v') {
			for _, left := range one[a:endA] {
				for _, right := range other[b:endB] {
					j.row(j.split(left), j.split(right))
				}
			}
		}
		a, b = endA, endB
	}
	if j.told[0] || j.told[1] {
		j.flush()
		j.complain("input is not in sorted order")
		return 1
	}
	return 0
}

// inColumns is column: it puts lines into columns, or with -t makes a table of their fields.
func inColumns(c *call) int {
	given, names, ok := c.flags("txe", "socN", "table=t", "separator=s", "output-separator=o", "fillrows=x", "output-width=c", "table-columns=N")
	if !ok {
		return 1
	}
	lines, failed := c.linesIn(orInput(names)...)
	lines = slices.DeleteFunc(lines, func(line string) bool { return strings.TrimSpace(line) == "" })
	if has(given, 't') {
		between, set := given['o']
		if !set {
			between = "  "
		}
		var rows [][]string
		if text, set := given['N']; set {
			rows = append(rows, strings.Split(text, ","))
		}
		for _, line := range lines {
			row := strings.Fields(line)
			if separators, set := given['s']; set {
				row = strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(separators, r) })
			}
			rows = append(rows, row)
		}
		var widths []int
		for _, row := range rows {
			for i, cell := range row {
				if i == len(widths) {
					widths = append(widths, 0)
				}
				widths[i] = max(widths[i], len([]rune(cell)))
			}
		}
		for _, row := range rows {
			text := ""
			for i, cell := range row {
				if text += cell; i < len(widths)-1 {
					text += strings.Repeat(" ", widths[i]-len([]rune(cell))) + between
				}
			}
			c.printLine(strings.TrimRight(text, " "))
		}
		return oneIf(failed)
	}
	l := &listing{call: c}
	width := lineColumns
	if n, err := strconv.Atoi(given['c']); err == nil && n > 0 {
		width = n
	}
	longest := 0
	for _, line := range lines {
		longest = max(longest, len([]rune(line)))
	}
	longest = longest/8*8 + 8
	count := max(1, width/longest)
	rows := (len(lines) + count - 1) / count
	for row := range rows {
		var b strings.Builder
		at := 0
		for i := range count {
			place := row + i*rows
			if has(given, 'x') {
				place = row*count + i
			}
			if place >= len(lines) {
				break
			}
			indent(&b, at, i*longest)
			b.WriteString(lines[place])
			at = i*longest + len([]rune(lines[place]))
		}
		l.printLine(b.String())
	}
	return oneIf(failed)
}

// texts is strings: what can be read in files that are no text.
func texts(c *call) int {
	given, names, ok := c.flags("a", "nt", "bytes=n", "all=a")
	if !ok {
		return 1
	}
	least := 4
	if n, err := strconv.Atoi(given['n']); err == nil && n > 0 {
		least = n
	}
	var run []byte
	end := func() {
		if len(run) >= least {
			c.printLine(string(run))
		}
		run = run[:0]
	}
	failed := false
	for _, name := range orInput(names) {
		failed = c.each([]string{name}, func(_ string, piece []byte) bool {
			for _, b := range piece {
				if b >= ' ' && b < 0x7F || b == '\t' {
					run = append(run, b)
				} else {
					end()
				}
			}
			return true
		}) || failed
		end()
	}
	return oneIf(failed)
}

// unbuffered is stdbuf: the program writes what it prints at once, or line by line.
// (The C library's own variables, which stdbuf sets for a library that reads them.)
func unbuffered(c *call) int {
	given, words, ok := c.flags("", "ioe", "input=i", "output=o", "error=e")
	switch {
	case !ok:
		return 125
	case len(words) == 0:
		c.complain("missing operand")
		c.hint()
		return 125
	case len(given) == 0:
		c.complain("you must specify a buffering mode option")
		c.hint()
		return 125
	}
	environment := slices.Clone(c.environment())
	for letter, name := range map[byte]string{'i': "_STDBUF_I", 'o': "_STDBUF_O", 'e': "_STDBUF_E"} {
		if mode, set := given[letter]; set {
			environment = append(without(environment, name), name+"="+mode)
		}
	}
	slices.Sort(environment)
	return c.cannot(c.become(words, environment), words[0])
}
