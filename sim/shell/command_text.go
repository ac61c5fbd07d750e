package shell

import (
	"bytes"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"timeslice/sim"
	"timeslice/sim/shell/awk"
	"timeslice/sim/trace"
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

// echoProgram is echo of coreutils, which understands backslashes only after -e.
func echoProgram(c *call) int {
	words, newline, escapes := c.words[1:], "\n", false
	for len(words) > 0 && len(words[0]) > 1 && words[0][0] == '-' && strings.Trim(words[0][1:], "neE") == "" {
		for _, letter := range words[0][1:] {
			switch letter {
			case 'n':
				newline = ""
			default:
				escapes = letter == 'e'
			}
		}
		words = words[1:]
	}
	text := strings.Join(words, " ")
	if escapes {
		plain, cut := unescape(codePoints(text, `\0`, false))
		if text = plain; cut {
			newline = ""
		}
	}
	c.out = append(append(c.out, text...), newline...)
	return 0
}

// codePoints replaces \xHH by three octal digits behind a prefix, and \uHHHH by the letter if letters is set, which
// coreutils know and dash does not.
func codePoints(text, prefix string, letters bool) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' || i+1 == len(text) {
			b.WriteByte(text[i])
			continue
		}
		most := map[byte]int{'x': 2, 'u': 4, 'U': 8}[text[i+1]]
		end := i + 2
		for end < len(text) && end-i-2 < most && strings.IndexByte("0123456789abcdefABCDEF", text[end]) >= 0 {
			end++
		}
		code, err := strconv.ParseUint(text[i+2:end], 16, 32)
		switch {
		case err != nil || most == 0 || most > 2 && !letters:
			b.WriteString(text[i : i+2])
			i++
		case most == 2:
			fmt.Fprintf(&b, "%s%03o", prefix, code)
			i = end - 1
		default:
			b.WriteRune(rune(code))
			i = end - 1
		}
	}
	return b.String()
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
		case '0', '1', '2', '3', '4', '5', '6', '7':
			value, digits := 0, 0
			if text[i] != '0' {
				i--
			}
			for digits < 3 && i+1 < len(text) && text[i+1] >= '0' && text[i+1] <= '7' {
				i++
				digits++
				value = value*8 + int(text[i]-'0')
			}
			b.WriteByte(byte(value))
		default:
			if at := strings.IndexByte(`\abefnrtv`, text[i]); at >= 0 {
				b.WriteByte("\\\a\b\x1b\f\n\r\t\v"[at])
			} else {
				b.WriteString(text[i-1 : i+1])
			}
		}
	}
	return b.String(), false
}

// printFormatted is printf, which goes over its format again while words are left.
func printFormatted(c *call) int { return formatted(c, true) }

// printfProgram is printf of coreutils.
func printfProgram(c *call) int { return formatted(c, false) }

func formatted(c *call, dash bool) int {
	if len(c.words) < 2 {
		if dash {
			c.complain("usage: printf format [arg ...]")
			return 2
		}
		c.complain("missing operand")
		c.hint()
		return 1
	}
	format, rest := c.words[1], c.words[2:]
	switch {
	case format == "--" && len(rest) > 0:
		format, rest = rest[0], rest[1:]
	case dash && len(format) > 1 && format[0] == '-':
		c.complain("Illegal option -%c", format[1])
		return 2
	}
	if !dash {
		format = codePoints(format, `\`, c.isUnicode())
	}
	p := &printer{call: c, words: rest, dash: dash}
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
	dash   bool // it is the shell's own
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
			spec.WriteString(strconv.Itoa(int(p.number(word, false).Number)))
		} else {
			spec.WriteByte(format[size])
		}
		size++
	}
	letters := "diouxXeEfFgGaAcsb"
	if !p.dash {
		letters += "q"
	}
	if size == len(format) || strings.IndexByte(letters, format[size]) < 0 {
		p.flush()
		p.status = 2
		if p.dash {
			p.complain("%s: invalid directive", format[:min(size+1, len(format))])
		} else {
			p.status = 1
			p.complain("%s: invalid conversion specification", format[:min(size+1, len(format))])
		}
		return 0, true
	}
	letter := format[size]
	word, given := p.next()
	argument := awk.Argument{Text: word}
	switch letter {
	case 'b':
		argument.Text, ended = unescape(word)
		letter = 's'
	case 'q':
		if word == "" || strings.Trim(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789%+,-./:=@_^") != "" {
			if argument.Text = quoted(word); strings.Contains(word, "'") && !strings.ContainsAny(word, "\"$\\!`") {
				argument.Text = `"` + word + `"`
			}
		}
		letter = 's'
	case 'c':
		argument.Text = (word + "\x00")[:1] // of an empty word, what ends it
	case 's':
	case 'a', 'A':
		f, _ := strconv.ParseFloat(word, 64)
		argument.Text = hexadecimal(f)
		if letter == 'A' {
			argument.Text = strings.ToUpper(argument.Text)
		}
		letter = 's'
	default:
		argument.IsNumber = true
		if given {
			argument = p.number(word, strings.IndexByte("eEfFgG", letter) >= 0)
		}
	}
	p.out = append(p.out, awk.Format(spec.String()+string(letter), []awk.Argument{argument})...)
	return size + 1, ended
}

// hexadecimal is a number as %a shows it.
func hexadecimal(f float64) string {
	text := strconv.FormatFloat(f, 'x', -1, 64)
	mantissa, exponent, _ := strings.Cut(text, "p")
	if len(exponent) > 2 && exponent[1] == '0' {
		exponent = exponent[:1] + exponent[2:]
	}
	return mantissa + "p" + exponent
}

// number is a word as a number: "0x1f", "017", or the code of what follows a quote.
func (p *printer) number(word string, fraction bool) awk.Argument {
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
	} else if f, err := strconv.ParseFloat(trimmed, 64); err == nil && fraction {
		a.Number = f
	} else {
		p.flush()
		if strings.Trim(trimmed, "0123456789") == "" && trimmed != "" { // too large
			a.Number = 1<<63 - 1
			p.complain("%s: Numerical result out of range", word)
			p.status = 1
			return a
		}
		end := 0
		for end < len(trimmed) && (isDigit(trimmed[end]) || end == 0 && (trimmed[0] == '-' || trimmed[0] == '+')) {
			end++
		}
		n, err := strconv.ParseInt(trimmed[:end], 10, 64)
		what, shown := "not completely converted", word
		if a.Number = float64(n); err != nil {
			what = "expected numeric value"
		}
		if !p.dash {
			shown = p.quotes("‘" + word + "’")
			what = strings.Replace(what, "expected numeric", "expected a numeric", 1)
			what = strings.Replace(what, "not", "value not", 1)
		}
		p.complain("%s: %s", shown, what)
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
		if text[i] == '\\' && i+1 < len(text) && text[i+1] >= '0' && text[i+1] <= '7' { // \0 too has three digits only
			end := i + 1
			for end < len(text) && end < i+4 && text[end] >= '0' && text[end] <= '7' {
				end++
			}
			n, _ := strconv.ParseUint(text[i+1:end], 8, 16)
			fmt.Fprintf(&b, `\0%03o`, n&0xFF)
			i = end - 1
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

// cat copies what it reads, as it reads it, or shows it in another way.
func cat(c *call) int {
	given, names, ok := c.flags("nAEsTuvbet", "", "number=n", "show-all=A", "show-ends=E", "squeeze-blank=s", "show-tabs=T", "show-nonprinting=v",
		"number-nonblank=b")
	if !ok {
		return 1
	}
	shown := displayed{
		all: !has(given, 'b'), numbers: has(given, 'n') || has(given, 'b'), squeezes: has(given, 's'),
		ends: has(given, 'E') || has(given, 'A') || has(given, 'e'), tabs: has(given, 'T') || has(given, 'A') || has(given, 't'),
		others: has(given, 'v') || has(given, 'A') || has(given, 'e') || has(given, 't'), empty: 1,
	}
	delete(given, 'u')
	failed := c.each(names, func(_ string, piece []byte) bool {
		if len(given) > 0 {
			piece = shown.of(piece)
		}
		if errno := c.write(1, piece); errno != 0 {
			c.complain("write error: %s", errno.Message())
			c.exit(1)
		}
		return true
	})
	return oneIf(failed)
}

// displayed is how cat shows what is not copied as it is.
type displayed struct {
	numbers, all bool // lines are numbered, also empty ones
	squeezes     bool // of empty lines that follow each other, one stays
	ends, tabs   bool
	others       bool // bytes that are no letters
	number       int
	empty        int // how many line ends came one after another; the first line begins behind one
}

// of is what is shown of the next bytes.
func (d *displayed) of(piece []byte) []byte {
	var out []byte
	for _, b := range piece {
		if b == '\n' {
			if d.empty++; d.squeezes && d.empty > 2 {
				continue
			}
			if d.numbers && d.all && d.empty > 1 {
				out = d.numbered(out)
			}
			if d.ends {
				out = append(out, '$')
			}
			out = append(out, b)
			continue
		}
		if d.numbers && d.empty > 0 {
			out = d.numbered(out)
		}
		d.empty = 0
		if b >= 128 && d.others {
			out, b = append(out, "M-"...), b-128
		}
		switch {
		case b == '\t' && d.tabs, b < 32 && b != '\t' && d.others:
			out = append(out, '^', b+64)
		case b == 127 && d.others:
			out = append(out, "^?"...)
		default:
			out = append(out, b)
		}
	}
	return out
}

func (d *displayed) numbered(out []byte) []byte {
	d.number++
	return fmt.Appendf(out, "%6d\t", d.number)
}

// headOrTail prints the first or the last lines, or bytes.
func headOrTail(c *call) int {
	head := c.name() == "head"
	if len(c.words) > 1 && len(c.words[1]) > 1 && (c.words[1][0] == '-' || c.words[1][0] == '+' && !head) && strings.Trim(c.words[1][1:], "0123456789") == "" {
		c.words = slices.Concat(c.words[:1], []string{"-n", strings.TrimPrefix(c.words[1], "-")}, c.words[2:])
	}
	letters, with := "qvz", "nc"
	if !head {
		letters, with = "qvzfF", "ncs"
	}
	given, names, ok := c.flags(letters, with, "quiet=q", "silent=q", "verbose=v", "lines=n", "bytes=c", "follow=f", "retry=r", "sleep-interval=s")
	if !ok {
		return 1
	}
	t := &ends{call: c, head: head, bytes: has(given, 'c')}
	most := "10"
	if text, set := given['n']; set {
		most = text
	}
	if t.bytes {
		most = given['c']
	}
	t.from, t.but = strings.HasPrefix(most, "+"), head && strings.HasPrefix(most, "-")
	if t.wanted, ok = amount(strings.TrimPrefix(most, "+")); !ok {
		c.complain("invalid number of %s: %s", map[bool]string{true: "bytes", false: "lines"}[t.bytes], c.quotes("‘"+most+"’"))
		return 1
	}
	titled := (len(names) > 1 || has(given, 'v')) && !has(given, 'q')
	failed := false
	for _, name := range orInput(names) {
		file, shown := name, name
		if name != "-" {
			info, errno := c.system.Files.Stat(c.path(name), true)
			if errno != 0 {
				c.flush()
				c.complain("cannot open %s for reading: %s", c.quotes("‘"+name+"’"), errno.Message())
				failed = true
				continue
			}
			if info.Directory {
				c.flush()
				c.complain("error reading %s: %s", c.quotes("‘"+name+"’"), sim.EISDIR.Message())
				failed = true
				continue
			}
		} else {
			shown = "standard input"
		}
		if titled {
			t.title(shown)
		}
		failed = t.show(file) || failed
	}
	if has(given, 'f') || has(given, 'F') {
		return t.follow(names, titled, has(given, 'F'))
	}
	return oneIf(failed)
}

// ends is what head and tail show.
type ends struct {
	*call
	head, bytes bool
	from, but   bool // tail's -n +3, head's -n -3
	wanted      int
	titles      int
	titleOf     string
}

func (t *ends) title(name string) {
	if t.titles++; t.titles > 1 {
		t.printLine("")
	}
	t.titleOf = name
	t.printLine("==> " + name + " <==")
}

func (t *ends) show(name string) (failed bool) {
	if t.head && !t.but {
		return t.firstOf(name, t.wanted, t.bytes)
	}
	return t.lastOf(name, t.head, t.from, t.wanted, t.bytes)
}

// followNs is how long tail -f sleeps until it looks again. (tail is told by the
// kernel, at once, where there is inotify(7); a tenth of a second stands for that.)
const followNs = int64(trace.Second / 10)

// follow shows what is added to files, for ever.
func (t *ends) follow(names []string, titled, waits bool) int {
	t.flush()
	sizes := map[string]int64{}
	var left []string
	for _, name := range names {
		info, errno := t.system.Files.Stat(t.path(name), true)
		if sizes[name] = info.Size; errno == 0 || waits {
			left = append(left, name)
		}
	}
	if len(left) == 0 {
		if len(names) > 0 {
			t.complain("no files remaining")
		}
		return oneIf(len(names) > 0)
	}
	for {
		t.Do(&sim.Sleep{Ns: followNs})
		for _, name := range left {
			info, errno := t.system.Files.Stat(t.path(name), true)
			if errno != 0 || info.Size == sizes[name] {
				continue
			}
			text, _ := t.readFile(name)
			if info.Size < sizes[name] {
				t.complain("%s: file truncated", name)
				sizes[name] = 0
			}
			if titled && t.titleOf != name {
				t.title(name)
			}
			t.out = append(t.out, text[min(int64(len(text)), sizes[name]):]...)
			sizes[name] = int64(len(text))
			t.flush()
		}
	}
}

// amount is a number that may have a unit: k, M and so on are powers of 1024, kB of
// 1000, b is 512. (xstrtoumax of gnulib)
func amount(text string) (int, bool) {
	digits := strings.TrimRight(text, "bBkKMGTPEi")
	n, err := strconv.Atoi(digits)
	unit := text[len(digits):]
	switch {
	case err != nil:
		return 0, false
	case unit == "":
		return n, true
	case unit == "b":
		return n * 512, true
	case len(unit) > 1 && unit[1:] != "B" && unit[1:] != "iB":
		return 0, false
	}
	base := 1024
	if strings.HasSuffix(unit, "B") && !strings.HasSuffix(unit, "iB") {
		base = 1000
	}
	power := strings.IndexByte("KMGTP", unit[0]&^0x20)
	if power < 0 {
		return 0, false
	}
	for range power + 1 {
		n *= base
	}
	return n, true
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
					c.printBytes(piece)
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
	if from && !head {
		return c.allFrom(name, wanted, wantsBytes)
	}
	if wanted < 0 {
		wanted = -wanted
	} else if head {
		wanted = 0
	}
	var kept []byte
	worth := 0 // how much is kept before it is looked for what is not needed any more
	failed := c.each([]string{name}, func(_ string, piece []byte) bool {
		if kept = append(kept, piece...); len(kept) <= worth {
			return true
		}
		at := beginOfLast(kept, wanted, wantsBytes)
		if head {
			c.printBytes(kept[:at])
		}
		kept = append(kept[:0], kept[at:]...)
		c.hold(len(kept))
		worth = max(pieceBytes, 2*len(kept))
		return true
	})
	at := beginOfLast(kept, wanted, wantsBytes)
	if head {
		c.printBytes(kept[:at])
	} else {
		c.printBytes(kept[at:])
	}
	return failed
}

// beginOfLast is where the last lines, or bytes, of a text begin.
func beginOfLast(text []byte, wanted int, ofBytes bool) int {
	if wanted == 0 {
		return len(text)
	}
	if ofBytes {
		return max(0, len(text)-wanted)
	}
	at := len(bytes.TrimSuffix(text, []byte("\n")))
	for ; wanted > 0 && at >= 0; wanted-- {
		at = bytes.LastIndexByte(text[:at], '\n')
	}
	return at + 1
}

// allFrom prints a file from a line, or byte, on.
func (c *call) allFrom(name string, wanted int, wantsBytes bool) bool {
	over := max(0, wanted-1)
	return c.each([]string{name}, func(_ string, piece []byte) bool {
		for over > 0 && len(piece) > 0 {
			passed := min(over, len(piece))
			if wantsBytes {
				over -= passed
			} else if passed = bytes.IndexByte(piece, '\n') + 1; passed > 0 {
				over--
			} else {
				passed = len(piece)
			}
			piece = piece[passed:]
		}
		c.printBytes(piece)
		return true
	})
}

func orInput(names []string) []string {
	if len(names) == 0 {
		return []string{"-"}
	}
	return names
}

// count counts lines, words and bytes.
func count(c *call) int {
	given, names, ok := c.flags("lwcmL", "", "lines=l", "words=w", "bytes=c", "chars=m", "max-line-length=L")
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
	var rows []tally
	total := tally{name: "total", counts: map[rune]int{}}
	failed := false
	for _, name := range orInput(names) {
		t := tally{counts: map[rune]int{}, unicode: c.isUnicode(), name: name}
		wrong := c.each([]string{name}, func(_ string, piece []byte) bool { t.add(piece); return true })
		t.endLine()
		if failed = failed || wrong; wrong && t.counts['c'] == 0 {
			if info, _ := c.system.Files.Stat(c.path(name), true); !info.Directory {
				continue
			}
		}
		if len(names) == 0 {
			t.name = ""
		}
		rows = append(rows, t)
		for column, n := range t.counts {
			if total.counts[column] += n; column == 'L' {
				total.counts['L'] = max(total.counts['L']-n, n)
			}
		}
	}
	if len(names) > 1 {
		rows = append(rows, total)
	}
	width := c.countWidth(names, len(columns))
	for _, r := range rows {
		var cells []string
		for _, column := range columns {
			cells = append(cells, fmt.Sprintf("%*d", width, r.counts[column]))
		}
		line := strings.Join(cells, " ")
		if r.name != "" {
			line += " " + r.name
		}
		c.printLine(line)
	}
	return oneIf(failed)
}

// countWidth is how wide the columns of wc are: as the size of all files, and at
// least 7 if one is no file. (coreutils: compute_number_width)
func (c *call) countWidth(names []string, columns int) int {
	if columns == 1 && len(names) <= 1 {
		return 1
	}
	total, least := int64(0), 1
	for _, name := range orInput(names) {
		info, errno := Info{}, sim.Errno(0)
		if name == "-" {
			size, isFile := c.inputSize()
			info.Size, info.Device = size, !isFile
		} else if info, errno = c.system.Files.Stat(c.path(name), true); errno != 0 {
			continue
		}
		if total += info.Size; info.Directory || info.Device {
			least = 7
			total -= info.Size
		}
	}
	return max(least, len(strconv.FormatInt(total, 10)))
}

// inputSize is how many bytes standard input has, if it is an ordinary file.
func (c *call) inputSize() (bytes int64, ordinary bool) {
	file, ok := c.process().Device(0).(interface{ Length() (int64, bool) })
	if !ok {
		return 0, false
	}
	return file.Length()
}

// tally is what wc has counted in a file.
type tally struct {
	counts  map[rune]int
	name    string
	unicode bool // a character may be several bytes
	inWord  bool
	column  int
}

func (t *tally) add(piece []byte) {
	t.counts['c'] += len(piece)
	for _, b := range piece {
		if b&0xC0 != 0x80 || !t.unicode {
			t.counts['m']++
		}
		switch {
		case b == '\n':
			t.counts['l']++
			t.endLine()
		case b == '\r' || b == '\f':
			t.endLine()
		case b == '\t':
			t.column += 8 - t.column%8
		case b >= ' ' && b < 0x7F || t.unicode && b >= 0xC0:
			t.column++
		}
		space := b == ' ' || b >= '\t' && b <= '\r'
		if !space && !t.inWord && (t.unicode || b > ' ' && b < 0x7F) {
			t.counts['w']++
			t.inWord = true
		}
		if space {
			t.inWord = false
		}
	}
}

func (t *tally) endLine() {
	t.counts['L'] = max(t.counts['L'], t.column)
	t.column = 0
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

// numberOf is the number that a text begins with, 0 for none.
func numberOf(text string) *big.Rat {
	text = strings.TrimLeft(text, " \t")
	end, point := 0, false
	for end < len(text) && (isDigit(text[end]) || text[end] == '.' && !point || end == 0 && text[end] == '-') {
		point = point || text[end] == '.'
		end++
	}
	if n, ok := new(big.Rat).SetString(text[:end]); ok {
		return n
	}
	return new(big.Rat)
}

// cut prints parts of lines: fields, or bytes.
func cut(c *call) int {
	given, names, ok := c.flags("snz", "dfcbo", "complement=C", "output-delimiter=o", "only-delimited=s", "delimiter=d", "fields=f", "characters=c", "bytes=b",
		"zero-terminated=z")
	if !ok {
		return 1
	}
	fault := func(what string) int {
		c.complain("%s", c.quotes(what))
		c.hint()
		return 1
	}
	separator, list, fields := "\t", given['f'], has(given, 'f')
	if d, set := given['d']; set {
		if separator = d; len(d) > 1 {
			return fault("the delimiter must be a single character")
		} else if d == "" {
			separator = "\x00"
		}
	}
	if !fields {
		if list = given['c'] + given['b']; has(given, 'd') && list != "" {
			return fault("an input delimiter may be specified only when operating on fields")
		}
	}
	if list == "" {
		return fault("you must specify a list of bytes, characters, or fields")
	}
	wanted, wrong := readRanges(list, fields)
	if wrong != "" {
		return fault(wrong)
	}
	show := func(line string) {
		units := strings.Split(line, separator)
		joint := separator
		switch {
		case !fields:
			joint = ""
			units = units[:0]
			for i := range len(line) {
				units = append(units, line[i:i+1])
			}
		case len(units) == 1:
			if !has(given, 's') {
				c.print("%s%s", line, recordEnd(has(given, 'z')))
			}
			return
		}
		o, set := given['o']
		if set && fields {
			joint = o
		}
		var b strings.Builder
		last := -1
		for i, unit := range units {
			if wanted.has(i+1) == has(given, 'C') {
				continue
			}
			if last >= 0 && (fields || set && i > last+1) {
				b.WriteString(joint)
				if !fields {
					b.WriteString(o)
				}
			}
			b.WriteString(unit)
			last = i
		}
		c.print("%s%s", b.String(), recordEnd(has(given, 'z')))
	}
	if has(given, 'z') {
		lines, failed := c.recordsIn(true, names)
		for _, line := range lines {
			show(line)
		}
		return oneIf(failed)
	}
	return oneIf(c.eachLine(names, func(_, line string) bool { show(line); return true }))
}

// ranges are numbers from one to another.
type ranges [][2]int

func (r ranges) has(n int) bool {
	for _, one := range r {
		if n >= one[0] && n <= one[1] {
			return true
		}
	}
	return false
}

// readRanges reads a list as 1,3-5,7-. (coreutils: set-fields.c)
func readRanges(list string, fields bool) (r ranges, fault string) {
	what, unit := "byte/character position", "byte/character positions"
	if fields {
		what, unit = "field value", "fields"
	}
	for _, part := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' }) {
		from, to, ranged := strings.Cut(part, "-")
		a, errA := strconv.Atoi(from)
		b, errB := strconv.Atoi(to)
		switch {
		case ranged && from == "" && to == "":
			return nil, "invalid range with no endpoint: -"
		case from != "" && errA != nil || to != "" && errB != nil:
			if ranged && fields {
				what = "field range"
			}
			return nil, "invalid " + what + " ‘" + part + "’"
		case from != "" && a == 0 || to != "" && b == 0:
			return nil, unit + " are numbered from 1"
		case !ranged:
			b = a
		case to == "":
			b = whole
		case b < a:
			return nil, "invalid decreasing range"
		}
		r = append(r, [2]int{max(a, 1), b})
	}
	return r, ""
}

// translate replaces or deletes characters.
func translate(c *call) int {
	given, sets, ok := c.flags("dscCt", "", "delete=d", "squeeze-repeats=s", "complement=c", "truncate-set1=t")
	if !ok {
		return 1
	}
	if has(given, 'C') {
		given['c'] = ""
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
	from, fault := characters(sets[0], 0)
	var to []byte
	if len(sets) > 1 && fault == "" {
		to, fault = characters(sets[1], len(from))
	}
	switch {
	case fault != "":
	case len(sets) > 2 || len(sets) == 2 && has(given, 'd') && !has(given, 's'):
		c.complain("extra operand %s", c.quotes("‘"+sets[len(sets)-1]+"’"))
		if len(sets) == 2 {
			c.write(2, []byte("Only one string may be given when deleting without squeezing repeats.\n"))
		}
		c.hint()
		return 1
	case has(given, 't') && len(to) > 0:
		from = from[:min(len(from), len(to))]
	case len(sets) > 1 && len(to) == 0 && !has(given, 'd'):
		fault = "when not truncating set1, string2 must be non-empty"
	}
	if fault != "" {
		c.complain("%s", c.quotes(fault))
		return 1
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
	if has(given, 's') && has(given, 'd') {
		for _, b := range to {
			squeezes[b] = true
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

// characters is the bytes that a set of tr names: themselves, ranges, classes, and
// [x*3] for so many; [x*] for as many as the other set has.
func characters(set string, other int) (list []byte, fault string) {
	for class, members := range map[string]string{
		"[:lower:]": "a-z", "[:upper:]": "A-Z", "[:digit:]": "0-9", "[:alpha:]": "A-Za-z", "[:alnum:]": "0-9A-Za-z", "[:xdigit:]": "0-9A-Fa-f",
		"[:space:]": "\t-\r ", "[:blank:]": "\t ", "[:punct:]": "!-/:-@[-`{-~", "[:cntrl:]": `\0-\037\177`, "[:print:]": " -~", "[:graph:]": "!-~",
	} {
		set = strings.ReplaceAll(set, class, members)
	}
	var escaped []bool // what had a backslash is only itself
	for i := 0; i < len(set); i++ {
		size := 1
		if set[i] == '\\' && i+1 < len(set) {
			for size++; size < 4 && i+size < len(set) && set[i+size-1] >= '0' && set[i+size-1] <= '7' && set[i+size] >= '0' && set[i+size] <= '7'; size++ {
			}
		}
		b := set[i]
		if size > 1 {
			if octal, err := strconv.ParseUint(set[i+1:i+size], 8, 8); err == nil {
				b = byte(octal)
			} else if at := strings.IndexByte(`\abfnrtv`, set[i+1]); at >= 0 {
				b = "\\\a\b\f\n\r\t\v"[at]
			} else {
				b = set[i+1]
			}
		}
		list, escaped = append(list, b), append(escaped, size > 1)
		i += size - 1
	}
	var made []byte
	for i := 0; i < len(list); i++ {
		switch {
		case list[i] == '[' && !escaped[i] && i+3 < len(list) && list[i+2] == '*':
			length := bytes.IndexByte(list[i:], ']')
			if length < 0 {
				made = append(made, list[i])
				continue
			}
			count, err := strconv.ParseInt(string(list[i+3:i+length]), 10, 16)
			if text := string(list[i+3 : i+length]); strings.HasPrefix(text, "0") {
				count, err = strconv.ParseInt(text, 8, 16)
			}
			if err != nil || count == 0 {
				count = int64(max(0, other-len(made)-(len(list)-i-length-1)))
			}
			made = append(made, bytes.Repeat(list[i+1:i+2], int(count))...)
			i += length
		case i+2 < len(list) && list[i+1] == '-' && !escaped[i+1]:
			if list[i+2] < list[i] {
				return nil, fmt.Sprintf("range-endpoints of ‘%c-%c’ are in reverse collating sequence order", list[i], list[i+2])
			}
			for b := int(list[i]); b <= int(list[i+2]); b++ {
				made = append(made, byte(b))
			}
			i += 2
		default:
			made = append(made, list[i])
		}
	}
	return made, ""
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

// partOfPath is basename and dirname.
func partOfPath(c *call) int {
	isBase := c.name() == "basename"
	letters, with := "z", ""
	if isBase {
		letters, with = "az", "s"
	}
	given, names, ok := c.flags(letters, with, "multiple=a", "suffix=s", "zero=z")
	if !ok {
		return 1
	}
	suffix, several := given['s'], !isBase || has(given, 'a') || has(given, 's')
	if len(names) == 0 {
		c.complain("missing operand")
		c.hint()
		return 1
	}
	if !several && len(names) > 2 {
		c.complain("extra operand %s", c.quotes("‘"+names[2]+"’"))
		c.hint()
		return 1
	}
	if !several && len(names) == 2 {
		suffix, names = names[1], names[:1]
	}
	for _, name := range names {
		part := strings.TrimRight(name, "/")
		if part == "" && name != "" {
			part = "/"
		}
		at := strings.LastIndexByte(part, '/')
		switch {
		case part == "/":
		case isBase:
			if part = part[at+1:]; part != suffix {
				part = strings.TrimSuffix(part, suffix)
			}
		case at < 0:
			part = "."
		default:
			if part = strings.TrimRight(part[:at], "/"); part == "" {
				part = "/"
			}
		}
		c.print("%s%s", part, recordEnd(has(given, 'z')))
	}
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
			c.complain("%s", map[bool]string{true: "missing ]", false: c.quotes("missing ‘]’")}[dash])
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
	case t.dash && len(w) == 2 && isComparison(w[1]) && !isQuestion(w[0]):
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
	case len(w) > 1 && isQuestion(w[0]):
		t.words = w[2:]
		return t.is(w[0][1], w[1])
	default:
		t.words = w[1:]
		return w[0] != ""
	}
}

// isQuestion reports whether a word asks something about the next one.
func isQuestion(word string) bool {
	return len(word) == 2 && word[0] == '-' && strings.IndexByte("nzedfrwxsLhpSbctugkOGN", word[1]) >= 0
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
		one, missing := t.system.Files.Stat(t.path(a), true)
		other, missingOther := t.system.Files.Stat(t.path(b), true)
		switch {
		case t.dash && (missing != 0 || missingOther != 0):
			return false
		case missing != 0 && missingOther != 0:
			return false
		}
		switch operator {
		case "-nt":
			return one.ModifiedNs > other.ModifiedNs
		case "-ot":
			return one.ModifiedNs < other.ModifiedNs
		}
		return missing == 0 && missingOther == 0 && one.Number == other.Number
	}
	var numbers [2]int64
	for i, text := range []string{a, b} {
		n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
		if err != nil {
			t.wrong = map[bool]string{true: "Illegal number: " + text, false: t.quotes("invalid integer ‘" + text + "’")}[t.dash]
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
		if _, err := strconv.Atoi(word); err != nil && t.dash {
			t.wrong = "Illegal number: " + word
		}
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
	case 'u', 'g', 'k':
		return info.Mode&(0o1000<<strings.IndexByte("kgu", letter)) != 0
	case 'O', 'G':
		return info.Owner == map[bool]int64{true: 0, false: 1000}[t.user() == "root"]
	case 'p', 'S', 'b':
		return false
	}
	return true
}
