package js

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/grafana/sobek"
	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/file"
	"github.com/grafana/sobek/parser"

	"timeslice/sim/node/grammar"
)

// Script is source compiled once; every isolate can run it.
type Script struct {
	Name    string
	program *sobek.Program

	// For the words of errors: the source with its wrapper, what the wrapper
	// adds to the columns of the first line, and the tree, made when needed.
	text    string
	shift   int
	listing func() *listing
	file    *file.File

	origin string // of code for eval: where it was called, as errors tell
	asker  string // the script that import() is relative to, "" if it is this one
	module string // its address, if it is an ES module
}

// shown is the script's name in stacks.
func (s *Script) shown() string {
	if s.module != "" {
		return s.module
	}
	return s.Name
}

// asks is the script that import() in this one is relative to: itself, or where it
// was evaluated.
func (s *Script) asks() string {
	if s.asker != "" {
		return s.asker
	}
	return s.Name
}

// SyntaxError is source that is not JavaScript, or not one that can be run.
type SyntaxError struct {
	Name         string
	Line, Column int
	Length       int // of what is wrong, 0 if it is not known
	Message      string
	Source       string // the line it is on
	Class        string // of the error that is thrown for it, if that is not SyntaxError
	IfUncaught   bool   // its line is shown only if nobody catches the error
}

func (e *SyntaxError) Error() string { return e.Message }

// parserOptions keep the engine from looking for source maps, which are files
// of the host.
func parserOptions() []parser.Option { return []parser.Option{parser.WithDisableSourceMaps} }

// compile compiles a script under the number of its file; changes, which may be nil, are
// made to its tree.
func (c *Cache) compile(name, asks string, number int, before, source, after string, changes func(*ast.Program)) (*Script, error) {
	if e := tooNested(name, source); e != nil {
		return nil, e
	}
	if err := c.wrong(name, wrapped(before, source)); err != nil {
		return nil, err
	}
	program, m, err := prepare(name, asks, before, source, after)
	if err != nil {
		return nil, err
	}
	if changes != nil {
		changes(program)
	}
	script, err := c.finish(name, source, len(before), program, counting(number, program, source))
	if err == nil {
		script.asker = asks
		script.quotes(before, after, m, program.File)
	}
	return script, err
}

// uncounted begins a script of the library that costs only what it says itself:
// what V8 has as instructions, without loops or recursion.
const uncounted = "'use uncounted';"

// CompileLibrary compiles a script of Node's own library.
func (c *Cache) CompileLibrary(name, before, source, after string) (*Script, error) {
	program, _, err := prepare(name, name, before, source, after)
	if err != nil {
		return nil, err
	}
	in := &instrumenter{line: func(file.Idx) int64 { return 0 }, library: true}
	return c.finish(name, source, len(before), program, in)
}

// prepare parses source and lowers what the engine does not know. asks is the script that
// import() is relative to.
func prepare(name, asks, before, source, after string) (*ast.Program, *mask, error) {
	m := newMask(source, false)
	if m.err != nil {
		return nil, nil, m.err.in(name, source)
	}
	program, err := m.parse(name, before, after)
	if err != nil {
		return nil, nil, syntaxError(name, source, len(before), err)
	}
	if m.text != source || mayEvaluate(source) || mayHaveTags(source) || mayHaveTarget(source) || mayBeNameless(source) {
		l := &lowerer{mask: m, masked: m.changes(), name: asks, base: program.File.Base(), shift: len(before)}
		if program.Body = l.list(program.Body); l.err != nil {
			return nil, nil, l.err.in(name, source)
		}
	}
	return program, m, nil
}

// counting makes a script count its statements and note its lines.
func counting(number int, program *ast.Program, source string) *instrumenter {
	return &instrumenter{races: meets(source), integers: namesIntegers(source), pairs: pairs.MatchString(source), builtins: builtinsIn(source), line: func(at file.Idx) int64 {
		return lineNumber(number, program.File.Position(int(at)-program.File.Base()).Line)
	}}
}

// quotes gives a script the text that errors are worded from.
func (s *Script) quotes(before, after string, m *mask, file *file.File) {
	s.text, s.shift, s.file = before+m.original+after, len(before), file
	s.listing = sync.OnceValue(func() *listing { return newListing(s.Name, before, m, after) })
}

// parse parses the text of a mask between what stands before and after it, and
// gives the tree its members' names and V8's places.
func (m *mask) parse(name, before, after string) (*ast.Program, error) {
	text := before + m.text + after
	program, err := parse(name, text)
	if program == nil || err != nil {
		return program, err
	}
	if len(m.members) > 0 {
		m.nameMembers(program, len(before))
	}
	if m.standIn != 0 {
		m.unmaskLastPoints(program, len(before))
	}
	settlePlaces(program, text)
	assignCaught(program, text)
	if !m.module {
		hoistBlockFunctions(program)
	}
	return program, nil
}

// finish instruments a script and compiles it.
func (c *Cache) finish(name, source string, shift int, program *ast.Program, in *instrumenter) (*Script, error) {
	in.regexps = c.regexps
	if !in.library || !strings.HasPrefix(source, uncounted) {
		in.program(program)
	}
	if in.wrong != nil {
		return nil, in.wrong.error(name, source, shift, program)
	}
	compiled, err := sobek.CompileAST(program, false)
	if err != nil {
		return nil, syntaxError(name, source, shift, err)
	}
	settleFields(compiled, source)
	settleClassScopes(compiled, source)
	settleAsyncMethods(compiled, source)
	if !in.library {
		checkNext(compiled)
	}
	c.regexps.settle(compiled, in.literals)
	return &Script{Name: name, program: compiled}, nil
}

// Run runs a script in an isolate, and returns its value.
func (i *Isolate) Run(s *Script) (sobek.Value, error) {
	i.know(s)
	return i.Engine.RunProgram(s.program)
}

// syntaxError finds the place in what the engine says: "name: Line 3:7 message". What is
// wrong is found before the engine sees a source, so it has little to say.
func syntaxError(name, source string, shift int, err error) *SyntaxError {
	e := &SyntaxError{Name: name, Message: err.Error(), Length: 1}
	var list parser.ErrorList
	var compiler *sobek.CompilerSyntaxError
	switch {
	case errors.As(err, &list) && len(list) > 0:
		e.Line, e.Column, e.Message = list[0].Position.Line, list[0].Position.Column, list[0].Message
	case errors.As(err, &compiler):
		e.Message = compiler.Message
		if compiler.File != nil {
			p := compiler.File.Position(compiler.Offset)
			e.Line, e.Column = p.Line, p.Column
		}
	}
	if e.Line == 1 {
		e.Column -= shift
	}
	e.quote(source)
	e.Message = enginesWords(e.Message)
	return e
}

// moreErrors is what the engine's parser adds if it found several.
var moreErrors = regexp.MustCompile(` \(and \d+ more errors\)$`)

func enginesWords(message string) string {
	return moreErrors.ReplaceAllString(strings.TrimPrefix(message, "SyntaxError: "), "")
}

// What is wrong has no length where nothing is marked below its line: there is a line
// for marks yet, or, where it does not end on its line, none.
const (
	noMark     = -1
	noMarkLine = -2
)

const awaitOutside = "await is only valid in async functions and the top level bodies of modules"

// quote takes the line the error is on from the source.
func (e *SyntaxError) quote(source string) {
	if lines := strings.Split(source, "\n"); e.Line >= 1 && e.Line <= len(lines) {
		e.Source = strings.TrimSuffix(lines[e.Line-1], "\r")
	}
}

// CompileScript compiles a script that is run in the global scope. asks is what
// import() in it is relative to.
func (c *Cache) CompileScript(name, asks, source string) (*Script, error) {
	return c.compile(name, asks, c.Number(name), "", source, "", nil)
}

// CompileWithin compiles the body of a function that stands between what nobody sees: its
// text shows it on lines of its own. (vm.compileFunction)
func (c *Cache) CompileWithin(name, asks, before, source, after string) (*Script, error) {
	const word = "function ("
	begin := strings.LastIndex(before, word)
	return c.compile(name, asks, c.Number(name), before, source, after, func(program *ast.Program) {
		w := walker(func(n ast.Node) bool {
			if f, ok := n.(*ast.FunctionLiteral); ok && int(f.Function)-program.File.Base() == begin {
				f.Source = before[begin:] + "\n" + source + "\n}"
			}
			return true
		})
		w.statements(program.Body)
	})
}

// CompileEval compiles a script as eval does: what it declares with let, const
// and class is seen by itself only. origin is where eval was called.
func (c *Cache) CompileEval(name, source string, origin Origin) (*Script, error) {
	return c.compileEval(name, grammar.Source{Text: source, Goal: grammar.Eval}, origin)
}

// CompileFunction compiles what the constructor Function makes of texts: a script whose
// value is the function. keyword is what it begins with.
func (c *Cache) CompileFunction(name, keyword, parameters, body string, origin Origin) (*Script, error) {
	before := "(" + keyword + " anonymous(" + parameters + "\n"
	return c.compileEval(name, grammar.Source{Text: before + ") {\n" + body + "\n})", Goal: grammar.Eval, ParametersEnd: len(before)}, origin)
}

func (c *Cache) compileEval(name string, text grammar.Source, origin Origin) (*Script, error) {
	source := text.Text
	if e := tooNested(name, source); e != nil {
		return nil, e
	}
	asks := origin.Script
	if asks == "" {
		asks = name
	}
	if err := c.wrong(name, text); err != nil {
		return nil, err
	}
	program, m, err := prepare(name, asks, "", source, "")
	if err != nil {
		return nil, err
	}
	for _, s := range program.Body {
		switch s.(type) {
		case *ast.LexicalDeclaration, *ast.ClassDeclaration:
			program.Body = []ast.Statement{&ast.BlockStatement{LeftBrace: program.Body[0].Idx0(), RightBrace: s.Idx1(), List: program.Body}}
		}
	}
	script, err := c.finish(name, source, 0, program, counting(c.Number(name), program, source))
	if err == nil {
		script.quotes("", "", m, program.File)
		script.origin, script.asker = origin.Told, origin.Script
	}
	return script, err
}

// Arrow is what Node puts in front of a stack: the place, the line, and marks
// under what is wrong.
func (e *SyntaxError) Arrow() string {
	before := e.Source[:max(0, min(e.Column-1, len(e.Source)))]
	blank := blankBefore(e.Source, 1+unitsOf(before))
	marks := strings.Repeat("^", max(1, e.Length))
	switch e.Length {
	case noMark:
		marks = ""
	case noMarkLine:
		return e.Name + ":" + strconv.Itoa(e.Line) + "\n" + e.Source + "\n\n"
	}
	return e.Name + ":" + strconv.Itoa(e.Line) + "\n" + e.Source + "\n" + blank + marks + "\n\n"
}
