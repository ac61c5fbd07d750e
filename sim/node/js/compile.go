package js

import (
	"errors"
	"regexp"
	"strconv"
	"strings"

	"github.com/grafana/sobek"
	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/file"
	"github.com/grafana/sobek/parser"
)

// Script is source compiled once; every isolate can run it.
type Script struct {
	Name    string
	program *sobek.Program

	// For the words of errors: the source with its wrapper, what the wrapper
	// adds to the columns of the first line, and the tree, made when needed.
	text  string
	shift int
	tree  *ast.Program
}

// SyntaxError is source that is not JavaScript, or not one that can be run.
type SyntaxError struct {
	Name         string
	Line, Column int
	Length       int // of what is wrong, 0 if it is not known
	Message      string
	Source       string // the line it is on
}

func (e *SyntaxError) Error() string { return e.Message }

// parserOptions keep the engine from looking for source maps, which are files
// of the host.
func parserOptions() []parser.Option { return []parser.Option{parser.WithDisableSourceMaps} }

// Compile compiles a script whose statements are counted and whose lines are
// noted under the number of a file. before is put in front of the source, on
// its first line, and after behind it: the wrapper of a CommonJS module.
func Compile(name string, number int, before, source, after string) (*Script, error) {
	program, err := prepare(name, before, source, after)
	if err != nil {
		return nil, err
	}
	instrument(number, program)
	script, err := finish(name, source, len(before), program)
	if err == nil {
		script.text, script.shift = before+source+after, len(before)
	}
	return script, err
}

// CompileLibrary compiles a script of Node's own library.
func CompileLibrary(name, before, source, after string) (*Script, error) {
	program, err := prepare(name, before, source, after)
	if err != nil {
		return nil, err
	}
	in := &instrumenter{line: func(file.Idx) int64 { return 0 }, library: true}
	in.program(program)
	return finish(name, source, len(before), program)
}

// prepare parses source, and lowers what the engine does not know.
func prepare(name, before, source, after string) (*ast.Program, error) {
	m := newMask(source, false)
	if m.err != nil {
		return nil, m.err.in(name, source)
	}
	program, err := parse(name, before+m.text+after)
	if err != nil {
		return nil, syntaxError(name, source, len(before), err)
	}
	if m.text != source || regular.MatchString(source) {
		l := &lowerer{mask: m, name: name, base: program.File.Base(), shift: len(before)}
		if program.Body = l.list(program.Body); l.err != nil {
			return nil, l.err.in(name, source)
		}
	}
	return program, nil
}

// instrument makes a script count its statements and note its lines.
func instrument(number int, program *ast.Program) {
	in := &instrumenter{line: func(at file.Idx) int64 {
		return int64(number)<<lineBits | int64(program.File.Position(int(at)-program.File.Base()).Line)
	}}
	in.program(program)
}

func parse(name, source string) (*ast.Program, error) {
	return sobek.Parse(name, source, parserOptions()...)
}

func finish(name, source string, shift int, program *ast.Program) (*Script, error) {
	compiled, err := sobek.CompileAST(program, false)
	if err != nil {
		return nil, syntaxError(name, source, shift, err)
	}
	return &Script{Name: name, program: compiled}, nil
}

// Run runs a script in an isolate, and returns its value.
func (i *Isolate) Run(s *Script) (sobek.Value, error) {
	if s.text != "" {
		i.scripts[s.Name] = s
	}
	return i.Engine.RunProgram(s.program)
}

// syntaxError finds the place in what the engine says: "name: Line 3:7 message".
func syntaxError(name, source string, shift int, err error) error {
	e := &SyntaxError{Name: name, Message: err.Error()}
	var list parser.ErrorList
	var compiler *sobek.CompilerSyntaxError
	switch {
	case errors.As(err, &list) && len(list) > 0:
		e.Line, e.Column, e.Message = list[0].Position.Line, list[0].Position.Column, list[0].Message
	case errors.As(err, &compiler):
		e.Message = compiler.Message
		e.locate(name)
	}
	if e.Line == 1 {
		e.Column -= shift
	}
	e.quote(source)
	e.reword()
	return e
}

// moreErrors is what the engine's parser adds if it found several.
var moreErrors = regexp.MustCompile(` \(and \d+ more errors\)$`)

// reword gives a message of the engine's parser V8's words.
func (e *SyntaxError) reword() {
	e.Message = moreErrors.ReplaceAllString(strings.TrimPrefix(e.Message, "SyntaxError: "), "")
	here := ""
	if e.Column >= 1 && e.Column <= len(e.Source) {
		if w := words(e.Source[e.Column-1:]); w[0].kind != wordEnd {
			here = e.Source[e.Column-1 : e.Column-1+w[0].end]
		}
	}
	token, unexpected := strings.CutPrefix(e.Message, "Unexpected token ")
	switch {
	case e.Message == "Unexpected token ILLEGAL":
		e.Message, here = "Invalid or unexpected token", ""
	case unexpected && !strings.HasPrefix(token, "'"):
		e.Message = "Unexpected token '" + token + "'"
	case e.Message == "Unexpected identifier" && here != "":
		e.Message += " '" + here + "'"
	case e.Message == "Unexpected reserved word" && here == "await":
		e.Message = "await is only valid in async functions and the top level bodies of modules"
	}
	if e.Length == 0 {
		e.Length = len(here)
	}
}

// quote takes the line the error is on from the source.
func (e *SyntaxError) quote(source string) {
	if lines := strings.Split(source, "\n"); e.Line >= 1 && e.Line <= len(lines) {
		e.Source = strings.TrimSuffix(lines[e.Line-1], "\r")
	}
}

// locate takes "name: Line 3:7 " off the front of the message.
func (e *SyntaxError) locate(name string) {
	rest, found := strings.CutPrefix(e.Message, name+": Line ")
	if !found {
		return
	}
	place, message, found := strings.Cut(rest, " ")
	line, column, split := strings.Cut(place, ":")
	if found && split {
		e.Line, e.Column, e.Message = wholeNumber(line), wholeNumber(column), message
	}
}

func wholeNumber(digits string) int {
	n := 0
	for _, digit := range digits {
		if digit < '0' || digit > '9' || n > 1<<24 {
			return 0
		}
		n = 10*n + int(digit-'0')
	}
	return n
}

// CompileScript compiles a script that is run in the global scope.
func CompileScript(name string, number int, source string) (*Script, error) {
	return Compile(name, number, "", source, "")
}

// CompileEval compiles a script as eval does: what it declares with let, const
// and class is seen by itself only.
func CompileEval(name string, number int, source string) (*Script, error) {
	program, err := prepare(name, "", source, "")
	if err != nil {
		return nil, err
	}
	for _, s := range program.Body {
		switch s.(type) {
		case *ast.LexicalDeclaration, *ast.ClassDeclaration:
			program.Body = []ast.Statement{&ast.BlockStatement{LeftBrace: program.Body[0].Idx0(), RightBrace: s.Idx1(), List: program.Body}}
			instrument(number, program)
			return finish(name, source, 0, program)
		}
	}
	instrument(number, program)
	return finish(name, source, 0, program)
}

// Arrow is what Node puts in front of a stack: the place, the line, and marks
// under what is wrong.
func (e *SyntaxError) Arrow() string {
	before := e.Source[:max(0, min(e.Column-1, len(e.Source)))]
	blank := strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, before)
	return e.Name + ":" + strconv.Itoa(e.Line) + "\n" + e.Source + "\n" + blank + strings.Repeat("^", max(1, e.Length)) + "\n\n"
}
