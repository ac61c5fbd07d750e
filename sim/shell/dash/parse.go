package dash

import "fmt"

// Reader reads the commands of a text, one line after another.
type Reader struct {
	Line int // where it reads
	// Alias is what a name stands for as the first word of a command; may be nil.
	Alias func(name string) (text string, known bool)
	// IsSpecial reports whether a function may not have a name, as a special builtin has
	// it.
	IsSpecial func(name string) bool

	in     input
	fault  *Fault
	seeks  looks
	again  bool // the last token is read again
	last   token
	word   Word // of the last token
	quoted bool // it had quotes
	read   *Redirect
	here   []*Redirect // whose texts follow the line
	inHere bool        // it reads the text of one
	within map[string]bool
	depth  int
}

// Fault is why a text cannot be read, and where that was found.
type Fault struct {
	Line int
	Text string
}

func (f *Fault) Error() string { return f.Text }

// NewReader reads a text, whose first line has a number, and what more gives when that has
// been read; more may be nil.
func NewReader(text string, line int, more func() (string, bool)) *Reader {
	return &Reader{Line: line, in: input{text: text, more: more}, within: map[string]bool{}}
}

// Next is the commands of the next line, nil for an empty one; done when there are no
// more. (parsecmd)
func (r *Reader) Next() (command Node, done bool, fault *Fault) {
	r.again, r.seeks, r.here = false, 0, nil
	command, done = r.list(listLine)
	return command, done && command == nil, r.fault
}

// mostNested is how deep commands and words may stand within each other. (dash has no such
// bound; it runs out of stack.)
const mostNested = 1000

// nest notes that something is read within something else.
func (r *Reader) nest() (leave func()) {
	if r.depth++; r.depth > mostNested {
		r.failed("timeslice: nested more than %d deep", mostNested)
	}
	return func() { r.depth-- }
}

// failed notes what is wrong. Only the first fault counts, and nothing is read after it.
func (r *Reader) failed(format string, arguments ...any) {
	if r.fault == nil {
		r.fault = &Fault{r.Line, fmt.Sprintf(format, arguments...)}
	}
}

func (r *Reader) syntax(text string) { r.failed("Syntax error: %s", text) }

func (r *Reader) unexpected() { r.syntax(r.last.name() + " unexpected") }

func (r *Reader) expecting(t token) {
	r.syntax(fmt.Sprintf("%s unexpected (expecting %s)", r.last.name(), t.name()))
}

func (r *Reader) next() int {
	if r.fault != nil {
		return end
	}
	return r.in.next(func(name string, blank bool) {
		if name == "" { // a line that did not end a here-document
			return
		}
		delete(r.within, name)
		if blank {
			r.seeks |= findAlias
		}
	})
}

// back takes a character back that was the last one read.
func (r *Reader) back(c int) {
	if c != end {
		r.in.back()
	}
}

// joined is the next character, where a backslash before the end of a line joins it with
// the next one. (pgetc_eatbnl)
func (r *Reader) joined() int {
	for {
		c := r.next()
		if c != '\\' {
			return c
		}
		second := r.next()
		if second != '\n' {
			r.back(second)
			return c
		}
		r.Line++
	}
}

// The lists: one that must have a command, one line, and one that may be empty.
const (
	listFull = iota
	listLine
	listAny
)

// list reads commands up to what ends them. (list)
func (r *Reader) list(kind int) (command Node, ended bool) {
	var commands []Node
	whole := func() Node {
		switch len(commands) {
		case 0:
			return nil
		case 1:
			return commands[0]
		}
		return &Sequence{commands}
	}
	line, mayEnd, pass := kind == listLine, kind == listAny, passLines
	if line {
		pass = 0
	}
	for r.fault == nil {
		r.seeks = pass | findReserved | findAlias
		t := r.token()
		switch t {
		case tokenLine:
			r.hereDocuments()
			return whole(), false
		case tokenEnd:
			r.hereDocuments()
			r.again, r.last = true, tokenEnd
			return whole(), true
		}
		r.again = true
		if mayEnd && t.endsList() {
			return whole(), false
		}
		mayEnd = !line
		command := r.either()
		t = r.token()
		if t == tokenBackground {
			command = &Background{command}
		}
		commands = append(commands, command)
		switch t {
		case tokenEnd:
			r.hereDocuments()
			r.again, r.last = true, tokenEnd
			return whole(), true
		case tokenLine:
			r.again = true
		case tokenBackground, tokenSemicolon:
		default:
			if line {
				r.unexpected()
			}
			r.again = true
			return whole(), false
		}
	}
	return nil, true
}

// either reads pipelines of which each decides about the next. (andor)
func (r *Reader) either() Node {
	command := r.pipeline()
	for r.fault == nil {
		t := r.token()
		if t != tokenAnd && t != tokenOr {
			r.again = true
			break
		}
		r.seeks = passLines | findReserved | findAlias
		command = &Either{And: t == tokenAnd, First: command, Then: r.pipeline()}
	}
	return command
}

func (r *Reader) pipeline() Node {
	negated := r.token() == tokenNot
	if negated {
		r.seeks = findReserved | findAlias
	} else {
		r.again = true
	}
	command := r.command()
	if r.token() == tokenPipe {
		pipe := &Pipeline{[]Node{command}}
		for first := true; (first || r.token() == tokenPipe) && r.fault == nil; first = false {
			r.seeks = passLines | findReserved | findAlias
			pipe.Commands = append(pipe.Commands, r.command())
		}
		command = pipe
	}
	r.again = true
	if negated {
		return &Not{command}
	}
	return command
}

// must reads a token that has to come.
func (r *Reader) must(t token) {
	if r.token() != t {
		r.expecting(t)
	}
}

func (r *Reader) full() Node {
	command, _ := r.list(listFull)
	return command
}

// command reads one, with its redirections.
func (r *Reader) command() Node {
	defer r.nest()()
	line := r.Line
	var command Node
	switch r.token() {
	case tokenIf:
		command = r.branch()
		r.must(tokenFi)
	case tokenWhile, tokenUntil:
		loop := &While{Until: r.last == tokenUntil}
		loop.Condition = r.full()
		r.must(tokenDo)
		loop.Body = r.full()
		command = loop
		r.must(tokenDone)
	case tokenFor:
		command = r.loop(line)
		r.must(tokenDone)
	case tokenCase:
		command = r.choices(line)
	case tokenOpen:
		command = &Subshell{line, r.full()}
		r.must(tokenClose)
	case tokenBegin:
		command = r.full()
		r.must(tokenFinish)
	case tokenWord, tokenRedirect:
		r.again = true
		return r.simple(line)
	default:
		r.unexpected()
		return nil
	}
	r.seeks = findReserved | findAlias
	var redirects []*Redirect
	for r.fault == nil && r.token() == tokenRedirect {
		redirects = append(redirects, r.read)
		r.target(r.read)
	}
	r.again = true
	if redirects != nil {
		return &Redirected{line, command, redirects}
	}
	return command
}

// branch reads an if up to its fi.
func (r *Reader) branch() *If {
	made := &If{Condition: r.full()}
	r.must(tokenThen)
	made.Then = r.full()
	switch r.token() {
	case tokenElif:
		if r.fault == nil {
			made.Else = r.branch()
		}
	case tokenElse:
		made.Else = r.full()
	default:
		r.again = true
	}
	return made
}

// loop reads a for up to its done.
func (r *Reader) loop(line int) *For {
	if r.token() != tokenWord || r.quoted || !ValidName(r.word.Text()) {
		r.syntax("Bad for loop variable")
	}
	loop := &For{Line: line, Name: r.word.Text()}
	r.seeks = passLines | findReserved | findAlias
	if r.token() == tokenIn {
		for r.token() == tokenWord && r.fault == nil {
			loop.Words = append(loop.Words, r.word)
		}
		if r.last != tokenLine && r.last != tokenSemicolon {
			r.unexpected()
		}
	} else {
		loop.Words = []Word{{Parameter{Name: "@", Use: Value, Quoted: true}}}
		if r.last != tokenSemicolon {
			r.again = true
		}
	}
	r.seeks = passLines | findReserved | findAlias
	r.must(tokenDo)
	loop.Body = r.full()
	return loop
}

// choices reads a case to its esac.
func (r *Reader) choices(line int) *Case {
	r.must(tokenWord)
	made := &Case{Line: line, Word: r.word}
	r.seeks = passLines | findReserved | findAlias
	r.must(tokenIn)
	for r.fault == nil {
		r.seeks = passLines | findReserved
		t := r.token()
		if t == tokenEsac {
			break
		}
		if t == tokenOpen {
			r.token()
		}
		choice := Choice{Patterns: []Word{r.word}}
		for r.token() == tokenPipe && r.fault == nil {
			r.token()
			choice.Patterns = append(choice.Patterns, r.word)
		}
		if r.last != tokenClose {
			r.expecting(tokenClose)
		}
		choice.Body, _ = r.list(listAny)
		made.Choices = append(made.Choices, choice)
		r.seeks = passLines | findReserved
		if t = r.token(); t == tokenEsac {
			break
		}
		if t != tokenEndCase {
			r.expecting(tokenEndCase)
		}
	}
	return made
}

// simple reads a simple command, or the definition of a function. (simplecmd)
func (r *Reader) simple(line int) Node {
	made := &Simple{Line: line}
	seeks := findAlias
	for r.fault == nil {
		r.seeks = seeks
		switch r.token() {
		case tokenWord:
			if seeks != 0 && r.word.Assignment() != "" {
				made.Assigns = append(made.Assigns, r.word)
				continue
			}
			made.Words = append(made.Words, r.word)
			seeks = 0
		case tokenRedirect:
			made.Redirects = append(made.Redirects, r.read)
			r.target(r.read)
		case tokenOpen:
			if len(made.Words) == 1 && made.Assigns == nil && made.Redirects == nil {
				return r.function(made.Words[0])
			}
			r.again = true
			return made
		default:
			r.again = true
			return made
		}
	}
	return made
}

func (r *Reader) function(word Word) Node {
	r.must(tokenClose)
	name := word.Text()
	if r.fault == nil && (!ValidName(name) || r.IsSpecial != nil && r.IsSpecial(name)) {
		r.syntax("Bad function name")
	}
	r.seeks = passLines | findReserved | findAlias
	return &Function{name, r.command()}
}

// target reads what a redirection leads to. (parsefname)
func (r *Reader) target(to *Redirect) {
	if to.Operator == Here {
		r.seeks = takeEnd
	}
	if r.token() != tokenWord {
		r.unexpected()
		return
	}
	if to.Operator != Here {
		to.Target = r.word
		return
	}
	to.Plain = r.quoted
	for _, part := range r.word {
		if literal, plain := part.(Literal); plain {
			to.end += literal.Text
		}
	}
	r.here = append(r.here, to)
}

// hereDocuments reads the texts of those that the last line has begun. (parseheredoc)
func (r *Reader) hereDocuments() {
	list := r.here
	r.here = nil
	for _, to := range list {
		to.Target = r.hereText(to)
	}
}
