package shell

import (
	"fmt"
	"strconv"
	"strings"
)

// A program of sed(1), read: commands in order, blocks as jumps.

// sedCommand is a command with the lines it is for.
type sedCommand struct {
	from, to *sedAddress
	negated  bool
	letter   byte
	text     string // a, i, c; the label of b, t, T and :; the file of r and w
	target   int    // of {: the place behind its }; of b, t and T: where it goes on
	code     int    // exit status of q and Q
	replaces *sedReplacement
	letters  *[256]byte // y
	inside   bool       // of a range that has begun
	until    int        // where a range that goes by numbers ends
}

// sedAddress is which lines.
type sedAddress struct {
	line    int // a number; step: first~step; "+N", "~N" as the second
	step    int
	kind    byte // 'n' number, '$', '/', '~' first~step, '+', '0'
	pattern *sedPattern
}

// sedPattern is a regular expression; nil stands for the one that was used last.
type sedPattern struct{ expression matcher }

// sedReplacement is s/…/…/.
type sedReplacement struct {
	pattern *sedPattern
	parts   []sedPart
	number  int // which match, and with all those that follow it
	all     bool
	prints  bool
	file    string
}

// sedPart is text, a group (0 for all that was matched), or a change of case.
type sedPart struct {
	text  string
	group int // -1 for none
	turn  byte
}

// sedReader reads the text of a program.
type sedReader struct {
	*call
	text     string
	at       int
	extended bool
	commands []sedCommand
	blocks   []int
	labels   map[string]int
	number   int // of the -e
}

// sedFault is what is wrong.
type sedFault struct{ text string }

func (r *sedReader) fail(format string, arguments ...any) {
	panic(sedFault{fmt.Sprintf("-e expression #%d, char %d: ", max(1, r.number), r.at) + fmt.Sprintf(format, arguments...)})
}

// readSed reads a program, or says what is wrong.
func (c *call) readSed(text string, extended bool) (commands []sedCommand, fault string) {
	r := &sedReader{call: c, text: text, extended: extended, labels: map[string]int{}}
	defer func() {
		if x := recover(); x != nil {
			f, ok := x.(sedFault)
			if !ok {
				panic(x)
			}
			fault = f.text
		}
	}()
	for r.command() {
	}
	if len(r.blocks) > 0 {
		r.at = 0
		r.fail("unmatched `{'")
	}
	for i := range r.commands {
		c := &r.commands[i]
		if strings.IndexByte("btT", c.letter) < 0 {
			continue
		}
		c.target = len(r.commands)
		if c.text != "" {
			at, known := r.labels[c.text]
			if !known {
				panic(sedFault{fmt.Sprintf("-e expression #1, char %d: can't find label for jump to `%s'", len(text), c.text)})
			}
			c.target = at
		}
	}
	return r.commands, ""
}

func (r *sedReader) peek() byte {
	if r.at >= len(r.text) {
		return 0
	}
	return r.text[r.at]
}

func (r *sedReader) take() byte {
	ch := r.peek()
	if r.at < len(r.text) {
		r.at++
	}
	return ch
}

func (r *sedReader) skip(set string) {
	for r.at < len(r.text) && strings.IndexByte(set, r.text[r.at]) >= 0 {
		r.at++
	}
}

func (r *sedReader) digits() int {
	begin := r.at
	r.skip("0123456789")
	n, _ := strconv.Atoi(r.text[begin:r.at])
	return n
}

func isDigit(ch byte) bool { return ch >= '0' && ch <= '9' }

func (r *sedReader) address() *sedAddress {
	switch ch := r.peek(); {
	case isDigit(ch):
		a := &sedAddress{kind: 'n', line: r.digits()}
		if r.peek() == '~' {
			r.take()
			a.kind, a.step = '~', r.digits()
		}
		return a
	case ch == '$':
		r.take()
		return &sedAddress{kind: '$'}
	case ch == '/' || ch == '\\':
		if r.take() == '\\' {
			ch = r.take()
		}
		text, ok := r.until(ch, true)
		if !ok {
			r.fail("unterminated address regex")
		}
		flags := ""
		for r.peek() == 'I' || r.peek() == 'M' {
			flags += string(r.take())
		}
		return &sedAddress{kind: '/', pattern: r.pattern(text, flags)}
	}
	return nil
}

// until reads up to a delimiter. In a pattern, a list in brackets may hold it.
func (r *sedReader) until(delimiter byte, pattern bool) (string, bool) {
	var b strings.Builder
	for r.at < len(r.text) {
		ch := r.take()
		switch {
		case ch == delimiter:
			return b.String(), true
		case ch == '\\' && r.at < len(r.text):
			switch next := r.take(); {
			case next == delimiter && next != '\\':
				b.WriteByte(next)
			case next == 'n' && pattern:
				b.WriteString(`\n`)
			default:
				b.WriteByte('\\')
				b.WriteByte(next)
			}
		case ch == '[' && pattern:
			size := bracketLength(r.text[r.at-1:])
			if size == 0 {
				b.WriteByte(ch)
				continue
			}
			b.WriteString(strings.NewReplacer(`\n`, "\n", `\t`, "\t").Replace(r.text[r.at-1 : r.at-1+size]))
			r.at += size - 1
		default:
			b.WriteByte(ch)
		}
	}
	return "", false
}

func (r *sedReader) pattern(text, flags string) *sedPattern {
	if text == "" {
		return nil
	}
	modes := "s"
	if strings.ContainsAny(flags, "Ii") {
		modes += "i"
	}
	if strings.ContainsAny(flags, "Mm") {
		modes += "m"
	}
	made, err := r.matcherOf(text, modes, r.extended)
	if err == nil {
		return &sedPattern{made}
	}
	r.fail("%s", regexpComplaint(err))
	return nil
}

// regexpComplaint is what the C library says of a wrong pattern.
func regexpComplaint(err error) string {
	text := err.Error()
	switch {
	case strings.Contains(text, "unexpected )"):
		return "Unmatched ) or \\)"
	case strings.Contains(text, "missing closing )"):
		return "Unmatched ( or \\("
	case strings.Contains(text, "missing closing ]"):
		return "unterminated address regex"
	}
	return "Invalid preceding regular expression"
}

func (r *sedReader) command() bool {
	r.skip(" \t\n;")
	if r.at >= len(r.text) {
		return false
	}
	c := sedCommand{}
	if c.from = r.address(); c.from != nil {
		r.skip(" \t")
		if r.peek() == ',' {
			r.take()
			r.skip(" \t")
			c.to = r.second()
		}
	}
	for r.skip(" \t"); r.peek() == '!'; r.skip(" \t") {
		r.take()
		c.negated = true
	}
	if r.at >= len(r.text) {
		r.fail("missing command")
	}
	c.letter = r.take()
	r.rest(&c)
	return true
}

func (r *sedReader) second() *sedAddress {
	if ch := r.peek(); ch == '+' || ch == '~' {
		r.take()
		return &sedAddress{kind: map[byte]byte{'+': '+', '~': 'm'}[ch], line: r.digits()}
	}
	a := r.address()
	if a == nil {
		r.fail("unexpected `,'")
	}
	return a
}

// rest reads what follows the letter of a command.
func (r *sedReader) rest(c *sedCommand) {
	switch c.letter {
	case '#':
		r.line()
		return
	case '{':
		r.blocks = append(r.blocks, len(r.commands))
		r.commands = append(r.commands, *c)
		return
	case '}':
		if len(r.blocks) == 0 {
			r.fail("unexpected `}'")
		}
		r.commands[r.blocks[len(r.blocks)-1]].target = len(r.commands)
		r.blocks = r.blocks[:len(r.blocks)-1]
		r.ended()
		return
	case ':':
		r.skip(" \t")
		r.labels[r.word("\n;")] = len(r.commands)
		return
	case 'a', 'i', 'c':
		r.appended(c)
	case 'b', 't', 'T':
		r.skip(" \t")
		c.text = r.word("\n;}")
	case 'r', 'w', 'R', 'W':
		r.skip(" \t")
		if c.text = r.line(); c.text == "" {
			r.fail("missing filename in r/R/w/W commands")
		}
	case 'q', 'Q', 'l':
		r.skip(" \t")
		c.code = r.digits()
		r.ended()
	case 's':
		r.substitution(c)
	case 'y':
		r.transliteration(c)
	case '=', 'd', 'D', 'g', 'G', 'h', 'H', 'n', 'N', 'p', 'P', 'x', 'z':
		r.ended()
	default:
		r.fail("unknown command: `%c'", c.letter)
	}
	r.commands = append(r.commands, *c)
}

// ended wants the end of a command.
func (r *sedReader) ended() {
	r.skip(" \t")
	switch r.peek() {
	case 0, '\n', ';', '#', '}':
	default:
		r.take()
		r.fail("extra characters after command")
	}
}

func (r *sedReader) line() string {
	begin := r.at
	for r.at < len(r.text) && r.text[r.at] != '\n' {
		r.at++
	}
	return r.text[begin:r.at]
}

func (r *sedReader) word(ends string) string {
	begin := r.at
	for r.at < len(r.text) && strings.IndexByte(ends, r.text[r.at]) < 0 {
		r.at++
	}
	return strings.TrimRight(r.text[begin:r.at], " \t")
}

// appended reads the text of a, i and c: on the same line, or on those that follow a
// backslash.
func (r *sedReader) appended(c *sedCommand) {
	r.skip(" \t")
	if r.peek() == '\\' {
		r.take()
		r.skip(" \t")
		if r.peek() == '\n' {
			r.take()
		}
	} else if r.at >= len(r.text) {
		r.fail("expected \\ after `a', `c' or `i'")
	}
	var b strings.Builder
	for r.at < len(r.text) && r.peek() != '\n' {
		ch := r.take()
		if ch == '\\' && r.at < len(r.text) {
			ch = r.take()
		}
		b.WriteByte(ch)
	}
	c.text = b.String() + "\n"
}

func (r *sedReader) substitution(c *sedCommand) {
	delimiter := r.take()
	text, one := r.until(delimiter, true)
	replacement, other := r.until(delimiter, false)
	if !one || !other || delimiter == 0 {
		r.fail("unterminated `s' command")
	}
	s := &sedReplacement{number: 1}
	flags := ""
	for {
		switch ch := r.peek(); {
		case ch == 'g':
			s.all = true
		case ch == 'p':
			s.prints = true
		case ch == 'I' || ch == 'i' || ch == 'm' || ch == 'M':
			flags += string(ch)
		case isDigit(ch):
			if s.number = r.digits(); s.number == 0 {
				r.fail("number option to `s' command may not be zero")
			}
			continue
		case ch == 'w':
			r.take()
			r.skip(" \t")
			s.file = r.line()
			r.finishSubstitution(c, s, text, replacement, flags)
			return
		case ch == 0 || ch == '\n' || ch == ';' || ch == '}' || ch == '#' || ch == ' ' || ch == '\t':
			r.ended()
			r.finishSubstitution(c, s, text, replacement, flags)
			return
		default:
			r.take()
			r.fail("unknown option to `s'")
		}
		r.take()
	}
}

func (r *sedReader) finishSubstitution(c *sedCommand, s *sedReplacement, text, replacement, flags string) {
	s.pattern = r.pattern(text, flags)
	groups := 9
	if s.pattern != nil {
		groups = s.pattern.expression.NumSubexp()
	}
	s.parts = r.parts(replacement, groups)
	c.replaces = s
}

// parts takes a replacement apart.
func (r *sedReader) parts(text string, groups int) []sedPart {
	var parts []sedPart
	var b strings.Builder
	put := func(p sedPart) {
		if b.Len() > 0 {
			parts = append(parts, sedPart{text: b.String(), group: -1})
			b.Reset()
		}
		parts = append(parts, p)
	}
	for i := 0; i < len(text); i++ {
		ch := text[i]
		switch {
		case ch == '&':
			put(sedPart{group: 0})
		case ch == '\\' && i+1 < len(text):
			i++
			switch next := text[i]; {
			case isDigit(next):
				if int(next-'0') > groups {
					r.fail("invalid reference \\%c on `s' command's RHS", next)
				}
				put(sedPart{group: int(next - '0')})
			case strings.IndexByte("ULulE", next) >= 0:
				put(sedPart{group: -1, turn: next})
			case next == 'n':
				b.WriteByte('\n')
			case next == 't':
				b.WriteByte('\t')
			default:
				b.WriteByte(next)
			}
		default:
			b.WriteByte(ch)
		}
	}
	if b.Len() > 0 {
		parts = append(parts, sedPart{text: b.String(), group: -1})
	}
	return parts
}

func (r *sedReader) transliteration(c *sedCommand) {
	delimiter := r.take()
	from, one := r.until(delimiter, false)
	to, other := r.until(delimiter, false)
	if !one || !other {
		r.fail("unterminated `y' command")
	}
	plain := strings.NewReplacer(`\n`, "\n", `\t`, "\t", `\\`, `\`)
	from, to = plain.Replace(from), plain.Replace(to)
	if len(from) != len(to) {
		r.fail("strings for `y' command are different lengths")
	}
	table := &[256]byte{}
	for i := range table {
		table[i] = byte(i)
	}
	for i := range len(from) {
		table[from[i]] = to[i]
	}
	c.letters = table
	r.ended()
}
