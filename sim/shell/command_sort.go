package shell

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// sorter is sort: what it compares, and in which order. (coreutils: sort.c)
type sorter struct {
	*call
	given     map[byte]string
	separator string // between fields; "" for where blanks begin
	keys      []sortKey
}

// sortKey is a part of each line, and how it is compared: letters as of the options.
type sortKey struct {
	from, to        int // fields, from 0; to is the first that does not belong to it
	skip, end       int // characters of the first, and of the last, 0 for all
	order           string
	blanks, blanks2 bool // those before the first and the last field do not count
}

// sortOrders are the options that say how keys are compared.
const sortOrders = "bdfgiMhnRrV"

// sortLines sorts, byte by byte as in the C locale, or as the keys say.
func sortLines(c *call) int {
	c.gathers = "k"
	given, names, ok := c.flags("nrufbdghimVcCzsMR", "ktoST", "numeric-sort=n", "reverse=r", "unique=u", "ignore-case=f", "human-numeric-sort=h",
		"general-numeric-sort=g", "version-sort=V", "check=c", "zero-terminated=z", "stable=s", "key=k", "field-separator=t", "output=o", "merge=m",
		"month-sort=M", "random-sort=R", "ignore-leading-blanks=b", "dictionary-order=d", "ignore-nonprinting=i", "buffer-size=S", "parallel=S",
		"temporary-directory=T")
	if !ok {
		return 2
	}
	s := &sorter{call: c, given: given}
	if fault := s.read(); fault != "" {
		c.complain("%s", c.quotes(fault))
		return 2
	}
	zero := has(given, 'z')
	if has(given, 'c') || has(given, 'C') {
		lines, failed := c.recordsIn(zero, names)
		if failed {
			return 2
		}
		return s.check(names, lines)
	}
	var files [][]string
	for _, name := range orInput(names) {
		if name != "-" {
			if _, errno := c.system.Files.Stat(c.path(name), true); errno != 0 {
				c.complain("cannot read: %s: %s", name, errno.Message())
				return 2
			}
		}
		lines, failed := c.recordsIn(zero, []string{name})
		if failed {
			return 2
		}
		files = append(files, lines)
	}
	lines := s.sorted(files)
	if file, named := given['o']; named && !c.sendTo(file) {
		return 2
	}
	if has(given, 'u') {
		lines = slices.CompactFunc(lines, func(a, b string) bool { return s.compare(a, b) == 0 })
	}
	for _, line := range lines {
		c.print("%s%s", line, recordEnd(zero))
	}
	return 0
}

// sorted is the lines of all files in order. With -m, files are taken to be in order.
func (s *sorter) sorted(files [][]string) []string {
	all := slices.Concat(files...)
	s.Compute(int64(len(all)) * sortLineNs)
	if !has(s.given, 'm') {
		slices.SortStableFunc(all, s.compare)
		return all
	}
	all = all[:0]
	for {
		least := -1
		for i, lines := range files {
			if len(lines) > 0 && (least < 0 || s.compare(lines[0], files[least][0]) < 0) {
				least = i
			}
		}
		if least < 0 {
			return all
		}
		all = append(all, files[least][0])
		files[least] = files[least][1:]
	}
}

// sortLineNs is the CPU time that sorting takes for each line. (Estimate.)
const sortLineNs = 500

// read takes the separator and the keys out of the options, and gives what is wrong
// with them. A key that says nothing of its order has that of the options.
func (s *sorter) read() (fault string) {
	separator, set := s.given['t']
	switch {
	case !set:
	case separator == "":
		return "empty tab"
	case separator == `\0`:
		separator = "\x00"
	case len(separator) > 1:
		return fmt.Sprintf("multi-character tab ‘%s’", separator)
	}
	s.separator = separator
	common := ""
	for _, letter := range sortOrders {
		if has(s.given, byte(letter)) {
			common += string(letter)
		}
	}
	if text, keyed := s.given['k']; keyed {
		for _, text := range strings.Split(text, "\n") {
			k, fault := readSortKey(text)
			if fault != "" {
				return fault
			}
			s.keys = append(s.keys, k)
		}
	} else if strings.Trim(common, "r") != "" {
		s.keys = []sortKey{{to: whole}}
	}
	for i := range s.keys {
		if k := &s.keys[i]; k.order == "" && !k.blanks && !k.blanks2 {
			k.order = common
			k.blanks = strings.Contains(common, "b")
			k.blanks2 = k.blanks
		}
	}
	return ""
}

// whole is a field that no line has.
const whole = 1 << 30

// readSortKey reads FIELD[.CHARACTER][LETTERS], and another behind a comma.
func readSortKey(text string) (k sortKey, fault string) {
	rest := text
	number := func(where string) (n int) {
		end := 0
		for end < len(rest) && isDigit(rest[end]) {
			end++
		}
		if end == 0 && fault == "" {
			fault = fmt.Sprintf("invalid number %s: invalid count at start of ‘%s’", where, rest)
		}
		n, _ = strconv.Atoi(rest[:end])
		rest = rest[end:]
		return n
	}
	wrong := func(what string) {
		if fault == "" {
			fault = fmt.Sprintf("%s: invalid field specification ‘%s’", what, text)
		}
	}
	letters := func(blanks *bool) {
		for rest != "" && strings.Contains(sortOrders, rest[:1]) {
			if rest[0] == 'b' {
				*blanks = true
			} else {
				k.order += rest[:1]
			}
			rest = rest[1:]
		}
	}
	if k.from = number("at field start") - 1; k.from < 0 {
		wrong("field number is zero")
	}
	if strings.HasPrefix(rest, ".") {
		rest = rest[1:]
		if k.skip = number("after '.'") - 1; k.skip < 0 {
			wrong("character offset is zero")
		}
	}
	letters(&k.blanks)
	k.to = whole
	if strings.HasPrefix(rest, ",") {
		rest = rest[1:]
		if k.to = number("after ','"); k.to == 0 {
			wrong("field number is zero")
		}
		if strings.HasPrefix(rest, ".") {
			rest = rest[1:]
			k.end = number("after '.'")
		}
		letters(&k.blanks2)
	}
	if rest != "" {
		wrong("stray character in field spec")
	}
	return k, fault
}

// of is the key of a line. Without a separator, a field begins with the blanks that
// are before it.
func (s *sorter) of(k sortKey, line string) string {
	begin := s.after(line, k.from, true)
	if k.blanks {
		begin += blanksAt(line[begin:])
	}
	begin = min(len(line), begin+k.skip)
	end := len(line)
	if k.to < whole {
		if k.end == 0 {
			end = s.after(line, k.to, false)
		} else {
			if end = s.after(line, k.to-1, true); k.blanks2 {
				end += blanksAt(line[end:])
			}
			end = min(len(line), end+k.end)
		}
	}
	return line[begin:max(begin, end)]
}

// after is where so many fields end, or behind the separator that follows them.
func (s *sorter) after(line string, fields int, behind bool) int {
	at := 0
	for ; fields > 0 && at < len(line); fields-- {
		if s.separator == "" {
			at += blanksAt(line[at:])
			for at < len(line) && !isBlank(line[at]) {
				at++
			}
			continue
		}
		next := strings.Index(line[at:], s.separator)
		if next < 0 {
			return len(line)
		}
		if at += next; behind || fields > 1 {
			at++
		}
	}
	return at
}

func isBlank(b byte) bool { return b == ' ' || b == '\t' }

func blanksAt(text string) int { return len(text) - len(strings.TrimLeft(text, " \t")) }

// compare is the order of two lines: that of the first key in which they differ, and
// of all bytes if there is none, unless -s or -u says that they are alike then.
func (s *sorter) compare(a, b string) int {
	for _, k := range s.keys {
		order := compareKeys(k.order, s.of(k, a), s.of(k, b))
		if strings.Contains(k.order, "r") {
			order = -order
		}
		if order != 0 {
			return order
		}
	}
	if len(s.keys) > 0 && (has(s.given, 'u') || has(s.given, 's')) {
		return 0
	}
	order := strings.Compare(a, b)
	if has(s.given, 'r') {
		order = -order
	}
	return order
}

func compareKeys(order, a, b string) int {
	if strings.ContainsAny(order, "di") {
		a, b = plainKey(order, a), plainKey(order, b)
	}
	if strings.Contains(order, "f") {
		a, b = strings.ToUpper(a), strings.ToUpper(b)
	}
	for _, letter := range order {
		switch letter {
		case 'n':
			return numberOf(a).Cmp(numberOf(b))
		case 'g':
			return cmp.Compare(floatOf(a), floatOf(b))
		case 'h':
			return sizeOf(a).Cmp(sizeOf(b))
		case 'M':
			return monthOf(a) - monthOf(b)
		case 'V':
			return compareVersions(a, b)
		case 'R':
			return cmp.Compare(mixed(a), mixed(b))
		}
	}
	return strings.Compare(a, b)
}

// plainKey is a key without what -d or -i do not look at.
func plainKey(order, key string) string {
	return strings.Map(func(r rune) rune {
		letter := r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == ' ' || r == '\t'
		if strings.Contains(order, "d") && !letter || r < ' ' && r != '\t' || r >= 0x7F {
			return -1
		}
		return r
	}, key)
}

// floatOf is the number that a text begins with, as strtod(3) reads it; what is none
// comes before all numbers.
func floatOf(text string) float64 {
	text = strings.TrimLeft(text, " \t")
	for end := min(len(text), 40); end > 0; end-- {
		if f, err := strconv.ParseFloat(text[:end], 64); err == nil {
			return f
		}
	}
	return math.Inf(-1)
}

// monthOf is the number of a month by its English name, 0 for what is none.
func monthOf(text string) int {
	text = strings.ToUpper(strings.TrimLeft(text, " \t"))
	if len(text) < 3 {
		return 0
	}
	at := strings.Index("JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC", text[:3])
	if at < 0 || at%3 != 0 {
		return 0
	}
	return at/3 + 1
}

// mixed is a number that says nothing of the order of texts (FNV-1a). Equal ones stay
// together, as with sort -R.
func mixed(text string) uint64 {
	sum := uint64(14695981039346656037)
	for i := range len(text) {
		sum = (sum ^ uint64(text[i])) * 1099511628211
	}
	return sum ^ sum>>29
}

// check is sort -c and -C: whether the lines are in order.
func (s *sorter) check(names, lines []string) int {
	least := 0
	if has(s.given, 'u') {
		least = -1
	}
	for i := 1; i < len(lines); i++ {
		if s.compare(lines[i-1], lines[i]) > least {
			if has(s.given, 'c') {
				s.complain("%s:%d: disorder: %s", orInput(names)[0], i+1, lines[i])
			}
			return 1
		}
	}
	return 0
}

// uniq takes out lines that are like the one before: from a field or a character on,
// and no more than so many characters.
func uniq(c *call) int {
	given, names, ok := c.flags("cduDiz", "fsw", "count=c", "repeated=d", "unique=u", "all-repeated=D", "ignore-case=i", "zero-terminated=z",
		"skip-fields=f", "skip-chars=s", "check-chars=w")
	if !ok {
		return 1
	}
	most := map[byte]int{'w': -1}
	for letter, what := range map[byte]string{'f': "fields to skip", 's': "bytes to skip", 'w': "bytes to compare"} {
		if text, set := given[letter]; set {
			n, err := strconv.Atoi(text)
			if err != nil || n < 0 {
				c.complain("%s: invalid number of %s", text, what)
				return 1
			}
			most[letter] = n
		}
	}
	if len(names) > 2 {
		c.complain("extra operand %s", c.quotes("‘"+names[2]+"’"))
		c.hint()
		return 1
	}
	if len(names) == 2 {
		if names[1] != "-" && !c.sendTo(names[1]) {
			return 1
		}
		names = names[:1]
	}
	key := func(line string) string {
		for range most['f'] {
			line = strings.TrimLeftFunc(strings.TrimLeft(line, " \t"), func(r rune) bool { return r != ' ' && r != '\t' })
		}
		line = line[min(len(line), most['s']):]
		if w := most['w']; w >= 0 {
			line = line[:min(len(line), w)]
		}
		if has(given, 'i') {
			line = strings.ToLower(line)
		}
		return line
	}
	g := group{call: c, given: given}
	if has(given, 'z') {
		lines, failed := c.recordsIn(true, names)
		for _, line := range lines {
			g.add(line, key(line))
		}
		g.tell()
		return oneIf(failed)
	}
	failed := c.eachLine(names, func(_, line string) bool { g.add(line, key(line)); return true })
	g.tell()
	return oneIf(failed)
}

// group is lines that are alike, as uniq counts them.
type group struct {
	*call
	given      map[byte]string
	first, key string
	count      int
}

func (g *group) add(line, key string) {
	if g.count > 0 && key != g.key {
		g.tell()
	}
	if g.count++; g.count == 1 {
		g.first, g.key = line, key
		return
	}
	if has(g.given, 'D') {
		if g.count == 2 {
			g.print("%s%s", g.first, recordEnd(has(g.given, 'z')))
		}
		g.print("%s%s", line, recordEnd(has(g.given, 'z')))
	}
}

// tell shows the group, which is complete.
func (g *group) tell() {
	count := g.count
	g.count = 0
	if count == 0 || has(g.given, 'D') || has(g.given, 'd') && count == 1 || has(g.given, 'u') && count > 1 {
		return
	}
	if has(g.given, 'c') {
		g.print("%7d ", count)
	}
	g.print("%s%s", g.first, recordEnd(has(g.given, 'z')))
}
