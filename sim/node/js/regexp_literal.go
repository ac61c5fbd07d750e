package js

import (
	"encoding/json"
	"errors"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/grafana/sobek"
	"github.com/grafana/sobek/ast"

	"timeslice/sim/node/regexp"
)

// A literal is compiled when its script is. In the tree it becomes a number,
// which the engine takes for a pattern; in the engine's code the numbers then
// become what they stand for.

// regexpLiteral compiles a literal.
func (in *instrumenter) regexpLiteral(e *ast.RegExpLiteral) {
	if in.settled[e] {
		return
	}
	if e.Pattern == "" { // two slashes would begin a comment: the parser found no second one
		in.refuse(&wrongLiteral{e, missingSlash, 1})
		return
	}
	c, err := in.regexps.compile(regexp.FromString(e.Pattern), e.Flags)
	if err != nil {
		message, length := wrongPart("/"+e.Pattern+"/"+e.Flags, err)
		in.refuse(&wrongLiteral{e, message, length})
		return
	}
	e.Pattern, e.Flags = strconv.Itoa(len(in.literals)), ""
	in.literals = append(in.literals, c)
	if in.settled == nil {
		in.settled = map[*ast.RegExpLiteral]bool{}
	}
	in.settled[e] = true
}

// wrongLiteral is the first literal that cannot be compiled.
type wrongLiteral struct {
	literal *ast.RegExpLiteral
	message string
	length  int
}

// refuse notes a literal that is wrong, if it is the first.
func (in *instrumenter) refuse(w *wrongLiteral) {
	if in.wrong == nil || w.literal.Idx < in.wrong.literal.Idx {
		in.wrong = w
	}
}

// splitLiteral takes /pattern/letters apart.
func splitLiteral(literal string) (pattern, letters string) {
	end := strings.LastIndexByte(literal, '/')
	return literal[1:end], literal[end+1:]
}

// missingSlash is V8's message for a literal that does not end.
const missingSlash = "Invalid regular expression: missing /"

// wrongPart is V8's message for a literal that cannot be compiled, and how much
// of it V8 marks. A class that does not end has taken the slash for its own.
func wrongPart(literal string, err error) (message string, length int) {
	var flags *regexp.FlagsError
	var syntax *regexp.SyntaxError
	switch {
	case errors.As(err, &flags):
		return "Invalid regular expression flags", 1
	case errors.As(err, &syntax) && syntax.Reason == regexp.UnterminatedClass:
		return missingSlash, 1
	}
	return err.Error(), utf8.RuneCountInString(literal)
}

// error says what is wrong with a literal, as a fault of its script.
func (w *wrongLiteral) error(name, source string, shift int, program *ast.Program) error {
	at := program.File.Position(int(w.literal.Idx) - program.File.Base())
	e := &SyntaxError{Name: name, Line: at.Line, Column: at.Column, Length: w.length, Message: w.message}
	if e.Line == 1 {
		e.Column -= shift
	}
	e.quote(source)
	return e
}

// regexpLiterals are the instructions of a program, and of those inside it,
// that make regular expressions.
func regexpLiterals(program *sobek.Program) (literals []reflect.Value) {
	w := newProgramWalk()
	w.instruction = func(code reflect.Value) {
		if code.Type().Name() == "newRegexp" {
			literals = append(literals, code)
		}
	}
	w.program(program)
	return literals
}

// settle gives a script's code its regular expressions.
func (r *regexps) settle(program *sobek.Program, literals []*compiledRegexp) {
	if len(literals) == 0 {
		return
	}
	for _, code := range regexpLiterals(program) {
		source := settable(code.FieldByName("src"))
		number, err := strconv.Atoi(source.Interface().(sobek.String).String())
		if err != nil || number >= len(literals) {
			panic("js: the engine's code has a regular expression that its tree has not")
		}
		c := literals[number]
		source.Set(reflect.ValueOf(c.source))
		settable(code.FieldByName("pattern")).Set(reflect.NewAt(r.pattern.of, c.pattern))
	}
}

// evalRegexpName is what stands for a literal in code for a direct eval, which
// the engine itself parses.
const evalRegexpName = "$timesliceRegExp"

// evalLiteral is a literal of some source as a call.
func (c *Cache) evalLiteral(source string, literal word) (string, error) {
	text := source[literal.start:literal.end]
	wrong := func(message string, length int) (string, error) {
		before := source[:literal.start]
		e := &SyntaxError{Name: "<anonymous_script>", Message: message, Length: length, Line: 1 + strings.Count(before, "\n")}
		e.Column = literal.start - strings.LastIndexByte(before, '\n')
		e.quote(source)
		return "", e
	}
	if strings.LastIndexByte(text, '/') == 0 {
		return wrong(missingSlash, 1)
	}
	quote := func(text string) string {
		quoted, _ := json.Marshal(text) // JSON is JavaScript, and no string has an error
		return string(quoted)
	}
	pattern, letters := splitLiteral(text)
	if _, err := c.regexps.compile(regexp.FromString(pattern), letters); err != nil {
		return wrong(wrongPart(text, err))
	}
	return " " + evalRegexpName + "(" + quote(pattern) + "," + quote(letters) + ")", nil
}

// evalRegexp makes what a literal in code for a direct eval stands for.
func (i *Isolate) evalRegexp(call sobek.FunctionCall) sobek.Value {
	c, err := i.regexp.compile(i.inside.textOf(call.Argument(0).(sobek.String)), call.Argument(1).String())
	if err != nil {
		i.throwType("the code of an eval was not looked through")
	}
	return i.newRegexp(c, i.regexp.prototype)
}
