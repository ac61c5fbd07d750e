package js

import (
	"errors"
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
}

// SyntaxError is source that is not JavaScript, or not one that can be run.
type SyntaxError struct {
	Name         string
	Line, Column int
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
	program, err := parse(name, before+source+after)
	if err != nil {
		return nil, syntaxError(name, source, len(before), err)
	}
	in := &instrumenter{line: func(at file.Idx) int64 {
		return int64(number)<<lineBits | int64(program.File.Position(int(at)-program.File.Base()).Line)
	}}
	in.program(program)
	return finish(name, source, len(before), program)
}

// CompileLibrary compiles a script of Node's own library.
func CompileLibrary(name, before, source, after string) (*Script, error) {
	program, err := parse(name, before+source+after)
	if err != nil {
		return nil, syntaxError(name, source, len(before), err)
	}
	in := &instrumenter{line: func(file.Idx) int64 { return 0 }, library: true}
	in.program(program)
	return finish(name, source, len(before), program)
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
func (i *Isolate) Run(s *Script) (sobek.Value, error) { return i.Engine.RunProgram(s.program) }

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
	if lines := strings.Split(source, "\n"); e.Line >= 1 && e.Line <= len(lines) {
		e.Source = strings.TrimSuffix(lines[e.Line-1], "\r")
	}
	return e
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
