package js

import (
	"regexp"
	"strings"

	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/file"
	"github.com/grafana/sobek/unistring"
)

// early finds what V8 refuses before a script runs and the engine lets pass: eval and
// arguments as names that strict code binds or assigns to, escapes that its strings may
// not have, await as a name inside async generators, which are generators to the engine,
// and import() that is not called as it must be.
// (ECMA-262, the static semantics called early errors)
type early struct {
	*mask
	base, shift int // what file.Idx counts from, and what stands before the source
	first       **SyntaxError
	strict      bool
	waits       bool // inside an async generator
}

var (
	mayBeStrict = regexp.MustCompile(`\buse strict\b|\bclass\b`)
	mayBeWrong  = regexp.MustCompile(`\beval\b|\barguments\b|\\[0-9]`)
)

// early is the first of these errors in a program that was parsed from the mask's text;
// nil for none.
func (m *mask) early(program *ast.Program, shift int) *SyntaxError {
	strict := m.module || mayBeStrict.MatchString(m.original)
	if len(m.generators) == 0 && len(m.imports) == 0 && !(strict && mayBeWrong.MatchString(m.original)) {
		return nil
	}
	var first *SyntaxError
	e := early{mask: m, base: program.File.Base(), shift: shift, first: &first, strict: m.module || isStrict(program.Body)}
	walker(e.visit).statements(program.Body)
	return first
}

// isStrict reports whether a body begins with the directive.
func isStrict(body []ast.Statement) bool {
	for _, s := range body {
		if !isDirective(s) {
			return false
		}
		literal := s.(*ast.ExpressionStatement).Expression.(*ast.StringLiteral).Literal
		if literal == `"use strict"` || literal == `'use strict'` {
			return true
		}
	}
	return false
}

func (e early) offset(at file.Idx) int { return int(at) - e.base - e.shift }

func (e early) fail(at file.Idx, length int, message string) {
	if *e.first == nil {
		*e.first = placed(e.original, e.offset(at), length, message)
	}
}

// visit looks at a node, and reports whether what is inside is to be looked at in the
// same way.
func (e early) visit(n ast.Node) bool {
	if *e.first != nil {
		return false
	}
	switch n := n.(type) {
	case *ast.FunctionDeclaration:
		e.function(n.Function, e.waits)
		return false
	case *ast.FunctionLiteral:
		e.function(n, e.inside(n).waits)
		return false
	case *ast.ArrowFunctionLiteral:
		e.arrow(n)
		return false
	case *ast.ClassLiteral:
		e.strict = true
		e.binds(n.Name, false)
		walker(e.visit).class(n)
		return false
	case *ast.Binding:
		e.binds(n.Target, false)
	case *ast.TryStatement:
		if n.Catch != nil {
			e.binds(n.Catch.Parameter, false)
		}
	case *ast.ForInStatement:
		e.into(n.Into)
	case *ast.ForOfStatement:
		e.into(n.Into)
	case *ast.AssignExpression:
		e.assigns(n.Left, false)
	case *ast.UnaryExpression:
		if operator := n.Operator.String(); operator == "++" || operator == "--" {
			e.assigns(n.Operand, false)
		}
	default:
		e.word(n)
	}
	return true
}

// word looks at what is wrong by itself.
func (e early) word(n ast.Node) {
	switch n := n.(type) {
	case *ast.Identifier:
		e.awaits(n)
	case *ast.PropertyShort:
		if e.waits && n.Name.Name == awaitWord {
			e.awaitAs(&n.Name, "Unexpected reserved word")
		}
	case *ast.LabelledStatement:
		e.awaits(n.Label)
	case *ast.StringLiteral:
		e.escapes(n)
	case *ast.CallExpression:
		if callee, ok := n.Callee.(*ast.Identifier); ok && e.imports[e.offset(callee.Idx)] {
			e.imported(n)
		}
	case *ast.NewExpression:
		if callee, ok := n.Callee.(*ast.Identifier); ok && e.imports[e.offset(callee.Idx)] {
			e.fail(callee.Idx, len("import"), "Cannot use new with import")
		}
	}
}

// inside is how what a function has inside is looked at.
func (e early) inside(f *ast.FunctionLiteral) early {
	_, e.waits = e.generators[e.offset(f.ParameterList.Opening)]
	e.strict = e.strict || isStrict(f.Body.List)
	return e
}

// function looks at a function; nameWaits says that its name stands where await is an
// operator.
func (e early) function(f *ast.FunctionLiteral, nameWaits bool) {
	inside := e.inside(f)
	name := inside
	name.waits = nameWaits
	name.binds(f.Name, false)
	w := walker(inside.visit)
	w.parameters(f.ParameterList)
	w.block(f.Body)
}

func (e early) arrow(f *ast.ArrowFunctionLiteral) {
	body, ok := f.Body.(*ast.BlockStatement)
	e.strict = e.strict || ok && isStrict(body.List)
	w := walker(e.visit)
	w.parameters(f.ParameterList)
	if ok {
		w.block(body)
	} else if short, ok := f.Body.(*ast.ExpressionBody); ok {
		w.expression(short.Expression)
	}
}

func (e early) into(i ast.ForInto) {
	switch i := i.(type) {
	case *ast.ForDeclaration:
		e.binds(i.Target, false)
	case *ast.ForIntoExpression:
		e.assigns(i.Expression, false)
	}
}

const reservedNames = "Unexpected eval or arguments in strict mode"

// isKept reports whether an identifier is one that strict code cannot give a value.
func (e early) isKept(n *ast.Identifier) bool {
	return e.strict && (n.Name == "eval" || n.Name == "arguments")
}

// binds looks at the names that a declaration, a parameter or a function introduces:
// within says that it is a part of a pattern with a place of its own there.
func (e early) binds(target ast.Node, within bool) {
	switch n := target.(type) {
	case *ast.Identifier:
		switch {
		case n == nil:
		case e.isKept(n):
			e.keeps(n, within)
		case e.waits && n.Name == "await":
			e.awaitAs(n, "Unexpected reserved word")
		}
	case *ast.AssignExpression:
		e.binds(n.Left, within)
	case ast.Pattern:
		eachTarget(n, func(t ast.Node, short bool) { e.binds(t, !short) })
	}
}

// keeps refuses a name that strict code cannot give a value.
func (e early) keeps(n *ast.Identifier, within bool) {
	message := reservedNames
	if within {
		message = "Invalid destructuring assignment target"
	}
	e.fail(n.Idx, len(n.Name), message)
}

// assigns looks likewise at what an assignment gives values.
func (e early) assigns(target ast.Node, within bool) {
	switch n := target.(type) {
	case *ast.Identifier:
		if e.isKept(n) {
			e.keeps(n, within)
		}
	case *ast.AssignExpression:
		e.assigns(n.Left, within)
	case ast.Pattern:
		eachTarget(n, func(t ast.Node, short bool) { e.assigns(t, !short) })
	}
}

// eachTarget visits what the parts of a pattern are given to; short ones are named as
// the property is.
func eachTarget(p ast.Pattern, visit func(target ast.Node, short bool)) {
	switch p := p.(type) {
	case *ast.ObjectPattern:
		for _, one := range p.Properties {
			switch one := one.(type) {
			case *ast.PropertyShort:
				visit(&one.Name, true)
			case *ast.PropertyKeyed:
				visit(one.Value, false)
			}
		}
		if p.Rest != nil {
			visit(p.Rest, false)
		}
	case *ast.ArrayPattern:
		for _, one := range p.Elements {
			if one != nil {
				visit(one, false)
			}
		}
		if p.Rest != nil {
			visit(p.Rest, false)
		}
	}
}

const awaitWord = unistring.String("await")

// awaits looks at a name that is not bound: in an async generator await is an operator,
// so what is wrong is the word after it.
func (e early) awaits(n *ast.Identifier) {
	if !e.waits || n.Name != awaitWord {
		return
	}
	at := e.offset(n.Idx)
	next := words(e.original[at:])[1]
	message := unexpectedWord(next.kind, e.original[at+next.start:at+next.end])
	if strings.HasPrefix(e.original[at:], `\`) {
		e.awaitAs(n, "")
	}
	e.fail(n.Idx+file.Idx(next.start), max(next.end-next.start, 1), message)
}

// awaitAs refuses the word where it stands: with a message of its own if it is written
// with escapes.
func (e early) awaitAs(n *ast.Identifier, message string) {
	length := len(awaitWord)
	if text := e.original[e.offset(n.Idx):]; strings.HasPrefix(text, `\`) || !strings.HasPrefix(text, string(awaitWord)) {
		length, message = words(text)[0].end, "Keyword must not contain escaped characters"
	}
	e.fail(n.Idx, length, message)
}

// imported looks at the arguments of import().
func (e early) imported(n *ast.CallExpression) {
	if len(n.ArgumentList) == 0 {
		at := n.Callee.Idx0()
		open := strings.IndexByte(e.original[e.offset(at):], '(')
		e.fail(at+file.Idx(open), 1, "import() requires a specifier")
		return
	}
	for i, argument := range n.ArgumentList {
		if _, spread := argument.(*ast.SpreadElement); spread {
			at := n.LeftParenthesis + 1
			if i > 0 {
				at = n.ArgumentList[i-1].Idx1()
			}
			dots := strings.Index(e.original[e.offset(at):], "...")
			e.fail(at+file.Idx(max(dots, 0)), 3, "Unexpected token '...'")
		} else if i == 2 {
			here := e.offset(argument.Idx0())
			word := words(e.original[here:])[0]
			e.fail(argument.Idx0(), word.end-word.start, unexpectedWord(word.kind, e.original[here:here+word.end]))
		}
	}
}

// escapes looks for octal escapes in a string of strict code. V8 marks all digits but the
// last, so nothing below a single one. (v8::internal::Scanner::ScanOctalEscape)
func (e early) escapes(n *ast.StringLiteral) {
	text := n.Literal
	for i := 0; e.strict && i+1 < len(text); i++ {
		if text[i] != '\\' {
			continue
		}
		i++
		end := i
		for end < len(text) && end < i+3 && text[end] >= '0' && text[end] <= '7' && (end < i+2 || text[i] < '4') {
			end++
		}
		switch c := text[i]; {
		case c == '8' || c == '9':
			e.fail(n.Idx+file.Idx(i-1), 1, `\8 and \9 are not allowed in strict mode.`)
		case end-i > 1 || c >= '1' && c <= '7' || c == '0' && end < len(text) && (text[end] == '8' || text[end] == '9'):
			length := end - i - 1
			if length == 0 {
				length = noMark
			}
			e.fail(n.Idx+file.Idx(i), length, "Octal escape sequences are not allowed in strict mode.")
		}
	}
}
