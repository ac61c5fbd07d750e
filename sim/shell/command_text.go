package shell

import (
	"bytes"
	"math/big"
	"path"
	"slices"
	"strconv"
	"strings"

	"timeslice/sim"
	"timeslice/sim/shell/awk"
)

// echo prints its words. As dash's, it understands backslashes, and -n as its first
// word alone.
func echo(c *call) int {
	words, newline := c.words[1:], "\n"
	if len(words) > 0 && words[0] == "-n" {
		words, newline = words[1:], ""
	}
	text := strings.Join(words, " ")
	if strings.Contains(text, `\`) {
		before, cut := unescape(text)
		if text = before; cut {
			newline = ""
		}
	}
	c.out = append(append(c.out, text...), newline...)
	return 0
}

// unescape gives what a text with backslashes stands for; cut says that \c ended it.
func unescape(text string) (plain string, cut bool) {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' || i+1 == len(text) {
			b.WriteByte(text[i])
			continue
		}
		i++
		switch text[i] {
		case 'c':
			return b.String(), true
		case '0':
			value, digits := 0, 0
			for digits < 3 && i+1 < len(text) && text[i+1] >= '0' && text[i+1] <= '7' {
				i++
				digits++
				value = value*8 + int(text[i]-'0')
			}
			b.WriteByte(byte(value))
		default:
			if at := strings.IndexByte(`\abfnrtv`, text[i]); at >= 0 {
				b.WriteByte("\\\a\b\f\n\r\t\v"[at])
			} else {
				b.WriteString(text[i-1 : i+1])
			}
		}
	}
	return b.String(), false
}

// printFormatted is printf, which goes over its format again while words are left.
func printFormatted(c *call) int {
	if len(c.words) < 2 {
		c.complain("usage: printf format [arg ...]")
		return 2
	}
	format, rest := c.words[1], c.words[2:]
	if format == "--" && len(rest) > 0 {
		format, rest = rest[0], rest[1:]
	}
	p := &printer{call: c, words: rest}
	for {
		before := len(p.words)
		ended := p.once(format)
		if ended || len(p.words) == 0 || len(p.words) == before {
			return p.status
		}
	}
}

// printer is a printf.
type printer struct {
	*call
	words  []string
	status int
}

func (p *printer) next() (string, bool) {
	if len(p.words) == 0 {
		return "", false
	}
	word := p.words[0]
	p.words = p.words[1:]
	return word, true
}

// once goes over the format; ended says that \c ended all.
func (p *printer) once(format string) (ended bool) {
	for len(format) > 0 {
		at := strings.IndexByte(format, '%')
		if at < 0 {
			at = len(format)
		}
		text, cut := unescapeFormat(format[:at])
		p.out = append(p.out, text...)
		if format = format[at:]; cut {
			return true
		}
		if strings.HasPrefix(format, "%%") {
			p.out = append(p.out, '%')
			format = format[2:]
		} else if format != "" {
			size, ended := p.directive(format)
			if ended {
				return true
			}
			format = format[size:]
		}
	}
	return false
}

// directive shows a word as a directive says, and gives how long that is.
func (p *printer) directive(format string) (size int, ended bool) {
	size = 1
	var spec strings.Builder
	spec.WriteByte('%')
	for size < len(format) && strings.IndexByte("-+ 0#.123456789*", format[size]) >= 0 {
		if format[size] == '*' {
			word, _ := p.next()
			spec.WriteString(strconv.Itoa(int(p.number(word).Number)))
		} else {
			spec.WriteByte(format[size])
		}
		size++
	}
	if size == len(format) || strings.IndexByte("diouxXeEfFgGcsb", format[size]) < 0 {
		p.flush()
		p.complain("%s: invalid directive", format[:min(size+1, len(format))])
		p.status = 2
		return 0, true
	}
	letter := format[size]
	word, given := p.next()
	argument := awk.Argument{Text: word}
	switch letter {
	case 'b':
		argument.Text, ended = unescape(word)
		letter = 's'
	case 'c', 's':
	default:
		argument.IsNumber = true
		if given {
			argument = p.number(word)
		}
	}
	p.out = append(p.out, awk.Format(spec.String()+string(letter), []awk.Argument{argument})...)
	return size + 1, ended
}

// number is a word as a number: "0x1f", "017", or the code of what follows a quote.
func (p *printer) number(word string) awk.Argument {
	a := awk.Argument{IsNumber: true}
	if word != "" && (word[0] == '\'' || word[0] == '"') {
		for _, letter := range word[1:] {
			a.Number = float64(letter)
			break
		}
		return a
	}
	trimmed := strings.TrimSpace(word)
	if n, err := strconv.ParseInt(trimmed, 0, 64); err == nil && !strings.Contains(trimmed, "_") {
		a.Number = float64(n)
	} else if f, err := strconv.ParseFloat(trimmed, 64); err == nil {
		a.Number = f
	} else {
		p.flush()
		end := 0
		for end < len(trimmed) && (isDigit(trimmed[end]) || end == 0 && (trimmed[0] == '-' || trimmed[0] == '+')) {
			end++
		}
		n, err := strconv.ParseInt(trimmed[:end], 10, 64)
		if a.Number = float64(n); err != nil {
			p.complain("%s: expected numeric value", word)
		} else {
			p.complain("%s: not completely converted", word)
		}
		p.status = 1
	}
	return a
}

// unescapeFormat is what the text of a format stands for: an octal number there
// needs no 0 before it.
func unescapeFormat(text string) (string, bool) {
	if !strings.Contains(text, `\`) {
		return text, false
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' && i+1 < len(text) && text[i+1] >= '1' && text[i+1] <= '7' {
			b.WriteString(`\0`)
			continue
		}
		if text[i] == '\\' && i+1 < len(text) {
			if i++; text[i] == 'c' { // which ends nothing here
				b.WriteByte('\\')
			}
			b.WriteByte('\\')
		}
		b.WriteByte(text[i])
	}
	text, cut := unescape(strings.ReplaceAll(b.String(), `\"`, `"`))
	return text, cut
}

// cat copies what it reads, as it reads it.
func cat(c *call) int {
	given, names, ok := c.flags("nAEsTuvbe", "")
	if !ok {
		return 1
	}
	if has(given, 'n') || has(given, 'b') {
		number := 0
		return oneIf(c.eachLine(names, func(_, line string) bool {
			if line == "" && has(given, 'b') {
				c.printLine("")
				return true
			}
			number++
			c.print("%6d\t%s\n", number, line)
			return true
		}))
	}
	failed := c.each(names, func(_ string, piece []byte) bool {
		if errno := c.write(1, piece); errno != 0 {
			c.complain("write error: %s", errno.Message())
			c.exit(1)
		}
		return true
	})
	return oneIf(failed)
}

// headOrTail prints the first or the last lines, or bytes.
func headOrTail(c *call) int {
	head := c.name() == "head"
	if len(c.words) > 1 && len(c.words[1]) > 1 && c.words[1][0] == '-' && strings.Trim(c.words[1][1:], "0123456789") == "" {
		c.words = slices.Concat(c.words[:1], []string{"-n", c.words[1][1:]}, c.words[2:])
	}
	given, names, ok := c.flags("qv", "nc")
	if !ok {
		return 1
	}
	bytesWanted, most := has(given, 'c'), "10"
	if text, set := given['n']; set {
		most = text
	}
	if bytesWanted {
		most = given['c']
	}
	wanted, err := strconv.Atoi(strings.TrimPrefix(most, "+"))
	if err != nil {
		c.complain("invalid number of %s: ‘%s’", map[bool]string{true: "bytes", false: "lines"}[bytesWanted], most)
		return 1
	}
	failed := false
	for i, name := range orInput(names) {
		if len(names) > 1 && !has(given, 'q') {
			if i > 0 {
				c.printLine("")
			}
			c.printLine("==> " + name + " <==")
		}
		if head && wanted >= 0 && !strings.HasPrefix(most, "+") {
			failed = c.firstOf(name, wanted, bytesWanted) || failed
			continue
		}
		failed = c.lastOf(name, head, strings.HasPrefix(most, "+"), wanted, bytesWanted) || failed
	}
	return oneIf(failed)
}

// firstOf prints the first lines or bytes of a file and reads no more than it must.
func (c *call) firstOf(name string, left int, wantsBytes bool) bool {
	if left == 0 {
		return false
	}
	return c.each([]string{name}, func(_ string, piece []byte) bool {
		for len(piece) > 0 && left > 0 {
			end := min(len(piece), left)
			if !wantsBytes {
				end = bytes.IndexByte(piece, '\n') + 1
				if end == 0 {
					c.out = append(c.out, piece...)
					return true
				}
				left--
			} else {
				left -= end
			}
			c.out = append(c.out, piece[:end]...)
			piece = piece[end:]
		}
		c.flush()
		return left > 0
	})
}

// lastOf prints the end of a file: so many lines or bytes, or from that one on; or
// all but so many for head.
func (c *call) lastOf(name string, head, from bool, wanted int, wantsBytes bool) bool {
	var all []byte
	failed := c.each([]string{name}, func(_ string, piece []byte) bool { all = append(all, piece...); return true })
	var units [][]byte
	if wantsBytes {
		for i := range all {
			units = append(units, all[i:i+1])
		}
	} else {
		units = bytes.SplitAfter(all, []byte("\n"))
		if len(units) > 0 && len(units[len(units)-1]) == 0 {
			units = units[:len(units)-1]
		}
	}
	begin, end := 0, len(units)
	switch {
	case head:
		end = max(0, len(units)+min(wanted, 0))
	case from:
		begin = min(len(units), max(0, wanted-1))
	default:
		begin = max(0, len(units)-max(wanted, -wanted))
	}
	c.out = append(c.out, bytes.Join(units[begin:end], nil)...)
	return failed
}

func orInput(names []string) []string {
	if len(names) == 0 {
		return []string{"-"}
	}
	return names
}

// count counts lines, words and bytes.
func count(c *call) int {
	given, names, ok := c.flags("lwcmL", "")
	if !ok {
		return 1
	}
	columns := "lwc"
	if len(given) > 0 {
		columns = ""
		for _, letter := range "lwmcL" {
			if has(given, byte(letter)) {
				columns += string(letter)
			}
		}
	}
	type row struct {
		counts map[rune]int
		name   string
	}
	var rows []row
	total := row{map[rune]int{}, "total"}
	failed := false
	for _, name := range orInput(names) {
		counts, inWord := map[rune]int{}, false
		failed = c.each([]string{name}, func(_ string, piece []byte) bool {
			counts['c'] += len(piece)
			counts['l'] += bytes.Count(piece, []byte("\n"))
			for _, b := range piece {
				if b&0xC0 != 0x80 {
					counts['m']++
				}
				space := b == ' ' || b >= '\t' && b <= '\r'
				if !space && !inWord {
					counts['w']++
				}
				inWord = !space
			}
			return true
		}) || failed
		shown := name
		if len(names) == 0 {
			shown = ""
		}
		rows = append(rows, row{counts, shown})
		for column, n := range counts {
			total.counts[column] += n
		}
	}
	if len(rows) > 1 {
		rows = append(rows, total)
	}
	// Columns are as wide as the largest number, or 7 for what is no file.
	width := len(strconv.Itoa(total.counts['c']))
	if len(names) == 0 || slices.Contains(names, "-") {
		width = 7
	}
	if len(columns) == 1 && len(rows) == 1 {
		width = 1
	}
	for _, r := range rows {
		var cells []string
		for _, column := range columns {
			text := strconv.Itoa(r.counts[column])
			cells = append(cells, strings.Repeat(" ", max(0, width-len(text)))+text)
		}
		line := strings.Join(cells, " ")
		if r.name != "" {
			line += " " + r.name
		}
		c.printLine(line)
	}
	return oneIf(failed)
}

// sortLines sorts, byte by byte as in the C locale, by number, by version, or by size
// for people.
func sortLines(c *call) int {
	given, names, ok := c.flags("nrufbdghVcCzs", "kto", "numeric-sort=n", "reverse=r", "unique=u", "ignore-case=f", "human-numeric-sort=h",
		"general-numeric-sort=g", "version-sort=V", "check=c", "zero-terminated=z", "stable=s", "key=k", "field-separator=t", "output=o")
	if !ok {
		return 2
	}
	lines, failed := c.recordsIn(has(given, 'z'), names)
	key := sortKey(given)
	compare := func(a, b string) int { return sortOrder(given)(key(a), key(b)) }
	order := func(a, b string) int {
		order := compare(a, b)
		if order == 0 && !has(given, 'u') && !has(given, 's') {
			order = strings.Compare(a, b)
		}
		if has(given, 'r') {
			order = -order
		}
		return order
	}
	if has(given, 'c') || has(given, 'C') {
		return c.checkSorted(given, names, lines, order)
	}
	if file, named := given['o']; named && !c.sendTo(file) {
		return 2
	}
	slices.SortStableFunc(lines, order)
	c.Compute(int64(len(lines)) * sortLineNs)
	if has(given, 'u') {
		lines = slices.CompactFunc(lines, func(a, b string) bool { return compare(a, b) == 0 })
	}
	for _, line := range lines {
		c.print("%s%s", line, recordEnd(has(given, 'z')))
	}
	return 2 * oneIf(failed)
}

// recordEnd is what ends a line, or a record of -z.
func recordEnd(zero bool) string {
	if zero {
		return "\x00"
	}
	return "\n"
}

// recordsIn is all lines of files, or what zeros end.
func (c *call) recordsIn(zero bool, names []string) ([]string, bool) {
	if !zero {
		return c.linesIn(names...)
	}
	var all []byte
	failed := c.each(names, func(_ string, piece []byte) bool {
		all = append(all, piece...)
		c.hold(len(all))
		return true
	})
	if len(all) == 0 {
		return nil, failed
	}
	return strings.Split(strings.TrimSuffix(string(all), "\x00"), "\x00"), failed
}

// sortOrder is how two keys are compared.
func sortOrder(given map[byte]string) func(a, b string) int {
	switch {
	case has(given, 'h'):
		return func(a, b string) int { return sizeOf(a).Cmp(sizeOf(b)) }
	case has(given, 'n') || has(given, 'g'):
		return func(a, b string) int { return numberOf(a).Cmp(numberOf(b)) }
	case has(given, 'V'):
		return compareVersions
	case has(given, 'f'):
		return func(a, b string) int { return strings.Compare(strings.ToUpper(a), strings.ToUpper(b)) }
	}
	return strings.Compare
}

// checkSorted is sort -c and -C: whether the lines are in order.
func (c *call) checkSorted(given map[byte]string, names, lines []string, order func(a, b string) int) int {
	least := 0
	if has(given, 'u') {
		least = -1
	}
	for i := 1; i < len(lines); i++ {
		if order(lines[i-1], lines[i]) > least {
			if has(given, 'c') {
				c.complain("%s:%d: disorder: %s", orInput(names)[0], i+1, lines[i])
			}
			return 1
		}
	}
	return 0
}

// sizeOf is the number that a text begins with, in the order of sizes such as 10K:
// those of a greater unit come later, whatever the number.
func sizeOf(text string) *big.Rat {
	number := numberOf(text)
	digits := strings.TrimLeft(strings.TrimLeft(text, " \t"), "-0123456789.")
	if digits != "" && number.Sign() != 0 {
		if unit := strings.IndexByte("KMGTPEZY", digits[0]); unit >= 0 {
			number.Mul(number, new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(1<<40), big.NewInt(int64(unit+1)), nil)))
		}
	}
	return number
}

// compareVersions compares texts part by part: what is not digits by its bytes, where
// letters come before other signs and ~ before all, and numbers by value. (filevercmp
// of gnulib)
func compareVersions(a, b string) int {
	rank := func(s string, i int) int {
		switch {
		case i >= len(s) || isDigit(s[i]):
			return 0
		case s[i] == '~':
			return -1
		case s[i] >= 'a' && s[i] <= 'z' || s[i] >= 'A' && s[i] <= 'Z':
			return int(s[i])
		}
		return int(s[i]) + 256
	}
	for i, j := 0, 0; i < len(a) || j < len(b); {
		for i < len(a) && !isDigit(a[i]) || j < len(b) && !isDigit(b[j]) {
			if x, y := rank(a, i), rank(b, j); x != y {
				return x - y
			}
			i, j = i+1, j+1
		}
		x, y := i, j
		for i < len(a) && isDigit(a[i]) {
			i++
		}
		for j < len(b) && isDigit(b[j]) {
			j++
		}
		m, n := strings.TrimLeft(a[x:i], "0"), strings.TrimLeft(b[y:j], "0")
		if len(m) != len(n) {
			return len(m) - len(n)
		}
		if order := strings.Compare(m, n); order != 0 {
			return order
		}
	}
	return 0
}

// sendTo lets what the program prints go into a file from now on.
func (c *call) sendTo(file string) bool {
	c.flush()
	descriptor, errno := c.open(file, Opening{Write: true, Create: true, Truncate: true})
	if errno != 0 {
		c.complain("open failed: %s: %s", file, errno.Message())
		return false
	}
	c.do(&sim.Duplicate{From: descriptor, To: 1})
	c.close(descriptor)
	return true
}

// sortLineNs is the CPU time that sorting takes for each line. (Estimate.)
const sortLineNs = 500

// sortKey is what of a line is compared: from the field of -k on, to its end or to
// the field behind the comma.
func sortKey(given map[byte]string) func(string) string {
	text, keyed := given['k']
	if !keyed {
		return func(line string) string { return line }
	}
	first, last, _ := strings.Cut(text, ",")
	for _, letter := range "nrfhV" {
		if strings.ContainsRune(first+last, letter) {
			given[byte(letter)] = ""
		}
	}
	number := func(s string) int {
		n, _ := strconv.Atoi(strings.TrimRight(s, "nrfbdhV"))
		return n
	}
	from, to := max(1, number(first)), number(last)
	return func(line string) string {
		fields := strings.Fields(line)
		separator := " "
		if s, set := given['t']; set {
			fields, separator = strings.Split(line, s), s
		}
		end := len(fields)
		if to > 0 {
			end = min(end, to)
		}
		if from > end {
			return ""
		}
		return strings.Join(fields[from-1:end], separator)
	}
}

// numberOf is the number that a text begins with, 0 for none.
func numberOf(text string) *big.Rat {
	text = strings.TrimLeft(text, " \t")
	end := 0
	for end < len(text) && (text[end] >= '0' && text[end] <= '9' || text[end] == '.' || end == 0 && text[end] == '-') {
		end++
	}
	if n, ok := new(big.Rat).SetString(text[:end]); ok {
		return n
	}
	return new(big.Rat)
}

func uniq(c *call) int {
	given, names, ok := c.flags("cdui", "")
	if !ok {
		return 1
	}
	last, seen := "", 0
	tell := func() {
		switch {
		case seen == 0 || has(given, 'd') && seen == 1 || has(given, 'u') && seen > 1:
		case has(given, 'c'):
			c.print("%7d %s\n", seen, last)
		default:
			c.printLine(last)
		}
	}
	failed := c.eachLine(names, func(_, line string) bool {
		if seen == 0 || line != last {
			tell()
			last, seen = line, 0
		}
		seen++
		return true
	})
	tell()
	return oneIf(failed)
}

// cut prints parts of lines: fields, or characters.
func cut(c *call) int {
	given, names, ok := c.flags("sn", "dfcbo", "complement=C", "output-delimiter=o", "only-delimited=s", "delimiter=d", "fields=f", "characters=c", "bytes=b")
	if !ok {
		return 1
	}
	separator, list, fields := "\t", given['f'], has(given, 'f')
	if d, set := given['d']; set {
		separator = d
	}
	if !fields {
		list = given['c'] + given['b']
	}
	if list == "" {
		c.complain("you must specify a list of bytes, characters, or fields")
		c.hint()
		return 1
	}
	wanted := func(i int) bool {
		for _, part := range strings.Split(list, ",") {
			from, to, ranged := strings.Cut(part, "-")
			a, _ := strconv.Atoi(from)
			b, err := strconv.Atoi(to)
			if !ranged {
				b = a
			} else if err != nil {
				b = i
			}
			if i >= a && i <= b {
				return true
			}
		}
		return false
	}
	failed := c.eachLine(names, func(_, line string) bool {
		units := strings.Split(line, separator)
		joint := separator
		if !fields {
			units, joint = strings.Split(line, ""), ""
		} else if len(units) == 1 {
			if !has(given, 's') {
				c.printLine(line)
			}
			return true
		}
		if o, set := given['o']; set {
			joint = o
		}
		var kept []string
		for i, unit := range units {
			if wanted(i+1) != has(given, 'C') {
				kept = append(kept, unit)
			}
		}
		c.printLine(strings.Join(kept, joint))
		return true
	})
	return oneIf(failed)
}

// translate replaces or deletes characters.
func translate(c *call) int {
	given, sets, ok := c.flags("dsc", "")
	if !ok {
		return 1
	}
	if len(sets) == 0 || len(sets) == 1 && !has(given, 'd') && !has(given, 's') {
		if len(sets) == 0 {
			c.complain("missing operand")
		} else {
			c.complain("missing operand after ‘%s’\nTwo strings must be given when translating.", sets[0])
		}
		c.hint()
		return 1
	}
	from, to := characters(sets[0]), []byte(nil)
	if len(sets) > 1 {
		to = characters(sets[1])
	}
	var table [256]int // what a byte becomes; -1 for nothing
	var squeezes [256]bool
	for i := range table {
		table[i] = i
	}
	in := func(b int) int {
		at := bytes.IndexByte(from, byte(b))
		if has(given, 'c') {
			return map[bool]int{true: len(from), false: -1}[at < 0]
		}
		return at
	}
	for b := range table {
		at := in(b)
		if at < 0 {
			continue
		}
		switch {
		case has(given, 'd'):
			table[b] = -1
		case len(to) > 0:
			table[b] = int(to[min(at, len(to)-1)])
		}
		if has(given, 's') && table[b] >= 0 {
			squeezes[table[b]] = true
		}
	}
	last := -1
	c.each(nil, func(_ string, piece []byte) bool {
		for _, b := range piece {
			becomes := table[b]
			if becomes < 0 || becomes == last && squeezes[becomes] {
				continue
			}
			last = becomes
			c.out = append(c.out, byte(becomes))
		}
		c.flush()
		return true
	})
	return 0
}

// characters is the bytes that a set of tr names: themselves, ranges, classes.
func characters(set string) []byte {
	for class, members := range map[string]string{
		"[:lower:]": "a-z", "[:upper:]": "A-Z", "[:digit:]": "0-9", "[:alpha:]": "A-Za-z", "[:alnum:]": "0-9A-Za-z",
		"[:space:]": "\t\n\v\f\r ", "[:blank:]": " \t", "[:punct:]": "!\"#$%&'()*+,./:;<=>?@[]^_`{|}~-",
	} {
		set = strings.ReplaceAll(set, class, members)
	}
	set, _ = unescape(set)
	var list []byte
	for i := 0; i < len(set); i++ {
		if i+2 < len(set) && set[i+1] == '-' && set[i+2] >= set[i] {
			for b := int(set[i]); b <= int(set[i+2]); b++ {
				list = append(list, byte(b))
			}
			i += 2
			continue
		}
		list = append(list, set[i])
	}
	return list
}

func tee(c *call) int {
	given, names, ok := c.flags("ai", "")
	if !ok {
		return 1
	}
	var to []int
	failed := false
	for _, name := range names {
		descriptor, errno := c.open(name, Opening{Write: true, Create: true, Append: has(given, 'a'), Truncate: !has(given, 'a')})
		if errno != 0 {
			c.complain("%s: %s", name, errno.Message())
			failed = true
			continue
		}
		to = append(to, descriptor)
	}
	c.each(nil, func(_ string, piece []byte) bool {
		for _, descriptor := range append([]int{1}, to...) {
			failed = c.write(descriptor, piece) != 0 || failed
		}
		return true
	})
	return oneIf(failed)
}

// yes prints a line for ever. It writes many at once. (coreutils: as many as fit
// into 8 KiB)
func yes(c *call) int {
	line := "y"
	if len(c.words) > 1 {
		line = strings.Join(c.words[1:], " ")
	}
	line += "\n"
	piece := []byte(strings.Repeat(line, max(1, 8192/len(line))))
	for {
		if errno := c.write(1, piece); errno != 0 {
			c.complain("standard output: %s", errno.Message())
			return 1
		}
	}
}

func partOfPath(c *call) int {
	if len(c.words) < 2 {
		c.complain("missing operand")
		c.hint()
		return 1
	}
	if c.name() == "dirname" {
		for _, word := range c.words[1:] {
			c.printLine(path.Dir(strings.TrimRight(word, "/") + map[bool]string{true: "/", false: ""}[strings.Trim(word, "/") == ""]))
		}
		return 0
	}
	base := path.Base(c.words[1])
	if len(c.words) > 2 && base != c.words[2] {
		base = strings.TrimSuffix(base, c.words[2])
	}
	c.printLine(base)
	return 0
}

// test is test(1) and [, as programs.
func test(c *call) int { return evaluate(c, false) }

// dashTest is what is built into the shell, which has no ==.
func dashTest(c *call) int { return evaluate(c, true) }

func evaluate(c *call, dash bool) int {
	words := c.words[1:]
	if strings.HasSuffix(c.words[0], "[") {
		if len(words) == 0 || words[len(words)-1] != "]" {
			c.complain("missing ]")
			return 2
		}
		words = words[:len(words)-1]
	}
	if dash && len(words) == 3 && words[1] == "==" {
		c.complain("%s: unexpected operator", words[0])
		return 2
	}
	t := &tester{call: c, words: words, dash: dash}
	result := t.either()
	if t.wrong == "" && len(t.words) > 0 {
		at := len(words) - len(t.words)
		if dash || len(words) == 2 {
			at-- // the last word that it could make something of
		}
		t.wrong = words[max(at, 0)] + ": unexpected operator"
	}
	if t.wrong != "" {
		c.complain("%s", t.wrong)
		return 2
	}
	return oneIf(!result)
}

// tester evaluates the words of test.
type tester struct {
	*call
	words []string
	wrong string
	dash  bool // it is the shell's own
}

// another reports whether another condition follows, joined by an operator. To dash
// there is an empty one, which does not hold, behind an operator at the end.
func (t *tester) another(operator string) bool {
	return (t.dash || len(t.words) > 1) && t.next(operator)
}

func (t *tester) next(word string) bool {
	if len(t.words) > 0 && t.words[0] == word {
		t.words = t.words[1:]
		return true
	}
	return false
}

func (t *tester) either() bool {
	result := t.both()
	for t.another("-o") {
		other := t.both()
		result = result || other
	}
	return result
}

func (t *tester) both() bool {
	result := t.primary()
	for t.another("-a") {
		other := t.primary()
		result = result && other
	}
	return result
}

func (t *tester) primary() bool {
	switch w := t.words; {
	case len(w) == 0:
		return false
	case t.dash && len(w) == 2 && isComparison(w[1]):
		t.words, t.wrong = nil, w[1]+": argument expected"
		return false
	case len(w) >= 3 && isComparison(w[1]):
		t.words = w[3:]
		return t.compare(w[0], w[1], w[2])
	case len(w) > 1 && w[0] == "!":
		t.words = w[1:]
		return !t.primary()
	case len(w) > 1 && w[0] == "(":
		t.words = w[1:]
		result := t.either()
		if !t.next(")") {
			t.wrong = "closing paren expected"
		}
		return result
	case len(w) > 1 && len(w[0]) == 2 && w[0][0] == '-' && strings.IndexByte("nzedfrwxsLhpSbct", w[0][1]) >= 0:
		t.words = w[2:]
		return t.is(w[0][1], w[1])
	default:
		t.words = w[1:]
		return w[0] != ""
	}
}

func isComparison(word string) bool {
	switch word {
	case "=", "==", "!=", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "<", ">", "-nt", "-ot", "-ef":
		return true
	}
	return false
}

func (t *tester) compare(a, operator, b string) bool {
	switch operator {
	case "=", "==":
		return a == b
	case "!=":
		return a != b
	case "<":
		return a < b
	case ">":
		return a > b
	case "-nt", "-ot", "-ef":
		one, _ := t.system.Files.Stat(t.path(a), true)
		other, _ := t.system.Files.Stat(t.path(b), true)
		switch operator {
		case "-nt":
			return one.ModifiedNs > other.ModifiedNs
		case "-ot":
			return one.ModifiedNs < other.ModifiedNs
		}
		return t.path(a) == t.path(b)
	}
	var numbers [2]int64
	for i, text := range []string{a, b} {
		n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
		if err != nil {
			t.wrong = "Illegal number: " + text
			return false
		}
		numbers[i] = n
	}
	x, y := numbers[0], numbers[1]
	return map[string]bool{"-eq": x == y, "-ne": x != y, "-lt": x < y, "-le": x <= y, "-gt": x > y, "-ge": x >= y}[operator]
}

func (t *tester) is(letter byte, word string) bool {
	switch letter {
	case 'n':
		return word != ""
	case 'z':
		return word == ""
	case 't':
		return false
	}
	info, errno := t.system.Files.Stat(t.path(word), letter != 'L' && letter != 'h')
	if errno != 0 {
		return false
	}
	switch letter {
	case 'd':
		return info.Directory
	case 'f':
		return !info.Directory && !info.Device
	case 'x':
		return info.Mode&0o111 != 0
	case 's':
		return info.Size > 0
	case 'L', 'h':
		return info.Link != ""
	case 'c':
		return info.Device
	case 'p', 'S', 'b':
		return false
	}
	return true
}
