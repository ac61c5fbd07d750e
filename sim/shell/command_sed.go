package shell

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"timeslice/sim"
)

// sedStepNs is what a command of sed takes with a line, besides looking through it.
const sedStepNs = 150

// runSed is sed(1), with what GNU adds.
func runSed(c *call) int {
	s := &sed{call: c}
	program, files, ok := s.options()
	if !ok {
		return 1
	}
	commands, fault := s.readSed(program, s.extended)
	if fault != "" {
		c.complain("%s", fault)
		return 1
	}
	s.commands = commands
	if s.inPlace {
		for _, file := range files {
			s.edit(file)
			if s.quits {
				break
			}
		}
		return s.status
	}
	groups := [][]string{orInput(files)}
	if s.separate { // each file has its own first and last line
		groups = nil
		for _, file := range orInput(files) {
			groups = append(groups, []string{file})
		}
	}
	for _, group := range groups {
		if !s.quits {
			s.input = sedInput{call: c, files: group}
			s.run()
		}
	}
	s.closeFiles()
	return s.status
}

// sed is a program that runs.
type sed struct {
	*call
	commands          []sedCommand
	quiet, extended   bool
	separate, inPlace bool
	suffix            string
	input             sedInput
	edited            *bytes.Buffer // what a file is to hold, edited in place
	space, hold       []byte        // the pattern space and the hold space
	unended           bool          // the line had no newline, being the last
	later             []string      // what a and r print when the line is done
	last              matcher
	replaced          bool // since the last line or t
	quits             bool
	status            int
	files             map[string]int // descriptors of w
}

func (s *sed) options() (program string, files []string, ok bool) {
	var parts []string
	words, rest := s.words[1:], []string{}
	for len(words) > 0 {
		word := words[0]
		words = words[1:]
		if word == "--" {
			rest = append(rest, words...)
			break
		}
		if len(word) < 2 || word[0] != '-' {
			rest = append(rest, word)
			continue
		}
		if long, isLong := strings.CutPrefix(word, "--"); isLong {
			name, value, _ := strings.Cut(long, "=")
			short := map[string]string{"quiet": "-n", "silent": "-n", "expression": "-e", "file": "-f", "regexp-extended": "-E", "in-place": "-i", "separate": "-s", "posix": "-E", "debug": "-u", "unbuffered": "-u"}[name]
			if short == "" {
				s.complain("unrecognized option '%s'", word)
				return "", nil, false
			}
			word = short + value
		}
		for i := 1; i < len(word); i++ {
			switch letter := word[i]; letter {
			case 'n':
				s.quiet = true
			case 'E', 'r':
				s.extended = true
			case 's':
				s.separate = true
			case 'u':
			case 'i':
				s.inPlace, s.suffix = true, word[i+1:]
				i = len(word)
			case 'e', 'f':
				value := word[i+1:]
				if value == "" {
					if len(words) == 0 {
						s.complain("option requires an argument -- '%c'", letter)
						return "", nil, false
					}
					value, words = words[0], words[1:]
				}
				if letter == 'f' {
					text, errno := s.readWhole(value)
					if errno != 0 {
						s.complain("couldn't open file %s: %s", value, errno.Message())
						return "", nil, false
					}
					value = strings.TrimSuffix(string(text), "\n")
				}
				parts = append(parts, value)
				i = len(word)
			default:
				s.unknownOption(word, letter)
				return "", nil, false
			}
		}
	}
	if parts == nil {
		if len(rest) == 0 {
			s.write(2, []byte("Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...\n"))
			return "", nil, false
		}
		parts, rest = rest[:1], rest[1:]
	}
	return strings.Join(parts, "\n"), rest, true
}

// sedInput gives the lines of the files, and knows which is the last.
type sedInput struct {
	*call
	files      []string
	descriptor int
	open       bool
	rest       []byte
	number     int
	failed     bool
}

// fill sees to it that there is a whole line, or the last; false if there is none.
func (in *sedInput) fill() bool {
	for {
		if bytes.IndexByte(in.rest, '\n') >= 0 {
			return true
		}
		if !in.open {
			if len(in.rest) > 0 {
				return true
			}
			if !in.openNext() {
				return false
			}
		}
		piece, errno := in.read(in.descriptor, pieceBytes)
		if errno != 0 || len(piece) == 0 {
			if in.descriptor > 0 {
				in.close(in.descriptor)
			}
			in.open = false
			if errno != 0 {
				in.complain("couldn't read: %s", errno.Message())
				in.failed = true
			}
			continue
		}
		in.rest = append(in.rest, piece...)
		in.hold(len(in.rest))
	}
}

func (in *sedInput) openNext() bool {
	for len(in.files) > 0 {
		file := in.files[0]
		in.files = in.files[1:]
		if file == "-" {
			in.descriptor, in.open = 0, true
			return true
		}
		info, errno := in.system.Files.Stat(in.path(file), true)
		if errno == 0 && info.Directory {
			in.complain("couldn't edit %s: not a regular file", file)
			in.failed = true
			continue
		}
		descriptor, errno := in.call.open(file, Opening{Read: true})
		if errno != 0 {
			in.complain("can't read %s: %s", file, errno.Message())
			in.failed = true
			continue
		}
		in.descriptor, in.open = descriptor, true
		return true
	}
	return false
}

// next is the next line; ended says that a newline ended it.
func (in *sedInput) next() (line string, ended, ok bool) {
	if !in.fill() {
		return "", false, false
	}
	in.number++
	before, after, ended := bytes.Cut(in.rest, []byte("\n"))
	line = string(before)
	if in.rest = after; !ended {
		in.rest = nil
	}
	return line, ended, true
}

// isLast reports whether no line follows.
func (in *sedInput) isLast() bool { return !in.fill() }

// edit runs the program over one file, which then holds what it printed.
func (s *sed) edit(file string) {
	info, errno := s.system.Files.Stat(s.path(file), true)
	switch {
	case errno != 0:
		s.complain("can't read %s: %s", file, errno.Message())
		s.status = 2
		return
	case info.Directory:
		s.complain("couldn't edit %s: not a regular file", file)
		s.status = 4
		return
	}
	before, _ := s.readWhole(file)
	s.input = sedInput{call: s.call, files: []string{file}}
	s.edited = &bytes.Buffer{}
	for i := range s.commands {
		s.commands[i].inside = false
	}
	s.run()
	if s.quits {
		s.edited.Write(s.input.rest)
	}
	if s.suffix != "" {
		s.replaceFile(file+s.suffix, before)
	}
	s.replaceFile(file, s.edited.Bytes())
}

func (s *sed) replaceFile(name string, data []byte) {
	descriptor, errno := s.open(name, Opening{Write: true, Create: true, Truncate: true})
	if errno == 0 {
		errno = s.write(descriptor, data)
		s.close(descriptor)
	}
	if errno != 0 {
		s.complain("couldn't open file %s: %s", name, errno.Message())
		s.status = 4
	}
}

func (s *sed) put(text string) {
	if s.edited != nil {
		s.edited.WriteString(text)
		return
	}
	s.out = append(s.out, text...)
	if len(s.out) >= bufferBytes {
		s.flush()
	}
}

// putLine prints a line; the last one ends as it did.
func (s *sed) putLine(line []byte) {
	s.put(string(line))
	if !s.unended {
		s.put("\n")
	}
}

// run goes through the lines.
func (s *sed) run() {
	again := false
	for !s.quits {
		if !again {
			if s.space = s.space[:0]; !s.load() {
				break
			}
		}
		again = s.cycle()
	}
	if s.input.failed {
		s.status = max(s.status, 2)
	}
}

// load reads the next line into the pattern space.
func (s *sed) load() bool {
	line, ended, ok := s.input.next()
	if ok {
		s.space, s.unended = append(s.space, line...), !ended
		s.limit(len(s.space))
	}
	return ok
}

// finish prints what a line's end prints.
func (s *sed) finish(prints bool) {
	if prints && !s.quiet {
		s.putLine(s.space)
	}
	for _, text := range s.later {
		s.put(text)
	}
	s.later = nil
}

// cycle carries the commands out; again says that D wants another without a line.
func (s *sed) cycle() (again bool) {
	s.replaced = false
	for at := 0; at < len(s.commands); {
		c := &s.commands[at]
		s.owe(sedStepNs)
		if s.selects(c) == c.negated {
			if at++; c.letter == '{' {
				at = c.target
			}
			continue
		}
		at++
		switch c.letter {
		case 'b':
			at = c.target
		case 't', 'T':
			if s.replaced == (c.letter == 't') {
				at = c.target
			}
			s.replaced = false
		case 'd':
			s.finish(false)
			return false
		case 'D':
			_, rest, more := bytes.Cut(s.space, []byte("\n"))
			s.finish(false)
			s.space = append(s.space[:0], rest...)
			return more
		case 'c':
			if c.to == nil || c.negated || !c.inside {
				s.put(c.text)
			}
			s.finish(false)
			return false
		case 'q', 'Q':
			s.status, s.quits = c.code, true
			s.finish(c.letter == 'q')
			return false
		case 'n', 'N':
			if s.input.isLast() {
				s.quits = true
				s.finish(true)
				return false
			}
			s.nextLine(c.letter == 'N')
		default:
			s.carryOut(c)
		}
	}
	s.finish(true)
	return false
}

func (s *sed) nextLine(joins bool) {
	s.finish(!joins)
	if joins {
		s.space = append(s.space, '\n')
	} else {
		s.space = s.space[:0]
	}
	s.load()
}

func (s *sed) carryOut(c *sedCommand) {
	switch c.letter {
	case '=':
		s.put(strconv.Itoa(s.input.number) + "\n")
	case 'a':
		s.later = append(s.later, c.text)
	case 'i':
		s.put(c.text)
	case 'g':
		s.space = append(s.space[:0], s.hold...)
	case 'G':
		s.space = s.grown(s.space, s.hold)
	case 'h':
		s.hold = append(s.hold[:0], s.space...)
	case 'H':
		s.hold = s.grown(s.hold, s.space)
	case 'x':
		s.space, s.hold = s.hold, s.space
	case 'p':
		s.put(string(s.space) + "\n")
	case 'P':
		first, _, _ := bytes.Cut(s.space, []byte("\n"))
		s.put(string(first) + "\n")
	case 'l':
		s.put(unambiguous(string(s.space)))
	case 'r':
		if text, errno := s.readWhole(c.text); errno == 0 {
			s.later = append(s.later, string(text))
		}
	case 'w':
		s.writeTo(c.text, string(s.space)+"\n")
	case 's':
		s.substitute(c.replaces)
	case 'y':
		for i, ch := range s.space {
			s.space[i] = c.letters[ch]
		}
	case 'z':
		s.space = s.space[:0]
	}
}

// longestSpace is how much the spaces may hold.
const longestSpace = 1 << 20

func (s *sed) grown(a, b []byte) []byte {
	s.limit(len(a) + len(b))
	return append(append(a, '\n'), b...)
}

func (s *sed) limit(size int) {
	if size > longestSpace {
		s.complain("memory exhausted")
		s.exit(4)
	}
}

// unambiguous is how l shows a text.
func unambiguous(text string) string {
	var b strings.Builder
	column := 0
	for i := range len(text) {
		ch := text[i]
		shown := string([]byte{ch})
		if at := strings.IndexByte("\\\a\b\f\n\r\t\v", ch); at >= 0 {
			shown = `\` + `\abfnrtv`[at:at+1]
		} else if ch < ' ' || ch >= 0x7F {
			shown = `\` + string([]byte{'0' + ch>>6, '0' + ch>>3&7, '0' + ch&7})
		}
		if column+len(shown) > 69 {
			b.WriteString("\\\n")
			column = 0
		}
		b.WriteString(shown)
		column += len(shown)
	}
	return b.String() + "$\n"
}

func (s *sed) writeTo(file, text string) {
	switch file {
	case "/dev/stdout":
		s.put(text)
		return
	case "/dev/stderr":
		s.write(2, []byte(text))
		return
	}
	descriptor, open := s.files[file]
	if !open {
		var errno sim.Errno
		if descriptor, errno = s.open(file, Opening{Write: true, Create: true, Truncate: true}); errno != 0 {
			s.complain("couldn't open file %s: %s", file, errno.Message())
			s.exit(4)
		}
		if s.files == nil {
			s.files = map[string]int{}
		}
		s.files[file] = descriptor
	}
	s.write(descriptor, []byte(text))
}

func (s *sed) closeFiles() {
	descriptors := make([]int, 0, len(s.files))
	for _, descriptor := range s.files {
		descriptors = append(descriptors, descriptor)
	}
	slices.Sort(descriptors)
	for _, descriptor := range descriptors {
		s.close(descriptor)
	}
}

// selects reports whether a command is for this line.
func (s *sed) selects(c *sedCommand) bool {
	switch {
	case c.from == nil:
		return true
	case c.to == nil:
		return s.hits(c.from)
	}
	line := s.input.number
	if !c.inside {
		zero := c.from.kind == 'n' && c.from.line == 0 && c.to.kind == '/'
		if !zero && !s.hits(c.from) || zero && line != 1 {
			return false
		}
		c.inside = true
		switch c.to.kind {
		case 'n':
			c.until = c.to.line
		case '+':
			c.until = line + c.to.line
		case 'm':
			c.until = line
			if n := c.to.line; n > 0 {
				c.until = (line + n - 1) / n * n
			}
		case '/':
			if zero && s.hits(c.to) {
				c.inside = false
			}
			return true
		case '$':
			c.inside = !s.input.isLast()
			return true
		}
		c.inside = line < c.until
		return true
	}
	switch c.to.kind {
	case '/', '$':
		c.inside = !s.hits(c.to)
	default:
		if line > c.until { // it ended while another command had the lines
			c.inside = false
			return s.hits(c.from)
		}
		c.inside = line < c.until
	}
	return true
}

func (s *sed) hits(a *sedAddress) bool {
	switch a.kind {
	case 'n':
		return s.input.number == a.line
	case '$':
		return s.input.isLast()
	case '~':
		return s.input.number >= a.line && (a.step == 0 && s.input.number == a.line || a.step > 0 && (s.input.number-a.line)%a.step == 0)
	}
	expression := s.expression(a.pattern)
	s.owe(int64(len(s.space)))
	return expression != nil && expression.Match(s.space)
}

// expression is a pattern's, or the one that was used last.
func (s *sed) expression(p *sedPattern) matcher {
	if p != nil {
		s.last = p.expression
	}
	if s.last == nil {
		s.complain("-e expression #1, char 0: no previous regular expression")
		s.exit(1)
	}
	return s.last
}

func (s *sed) substitute(r *sedReplacement) {
	expression := s.expression(r.pattern)
	most := r.number
	if r.all {
		most = -1
	}
	s.owe(int64(len(s.space)))
	found := expression.FindAllSubmatchIndex(s.space, most)
	if len(found) < r.number {
		return
	}
	var made []byte
	begin := 0
	for _, at := range found[r.number-1:] {
		made = append(made, s.space[begin:at[0]]...)
		made = append(made, replacedBy(r.parts, s.space, at)...)
		begin = at[1]
		s.limit(len(made))
	}
	s.space, s.replaced = append(made, s.space[begin:]...), true
	if r.prints {
		s.put(string(s.space) + "\n")
	}
	if r.file != "" {
		s.writeTo(r.file, string(s.space)+"\n")
	}
}

// replacedBy is a replacement with the groups of a match, in the case it says.
func replacedBy(parts []sedPart, text []byte, at []int) string {
	var b strings.Builder
	var all, once byte
	for _, p := range parts {
		switch {
		case p.turn == 'U' || p.turn == 'L':
			all = p.turn
			continue
		case p.turn == 'E':
			all = 0
			continue
		case p.turn != 0:
			once = p.turn
			continue
		}
		piece := p.text
		if p.group >= 0 {
			piece = ""
			if 2*p.group+1 < len(at) && at[2*p.group] >= 0 {
				piece = string(text[at[2*p.group]:at[2*p.group+1]])
			}
		}
		switch all {
		case 'U':
			piece = strings.ToUpper(piece)
		case 'L':
			piece = strings.ToLower(piece)
		}
		if once != 0 && piece != "" {
			first := strings.ToUpper(piece[:1])
			if once == 'l' {
				first = strings.ToLower(piece[:1])
			}
			piece, once = first+piece[1:], 0
		}
		b.WriteString(piece)
	}
	return b.String()
}
