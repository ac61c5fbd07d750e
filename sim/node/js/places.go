package js

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/file"
	"github.com/grafana/sobek/token"
)

// settlePlaces gives what can fail, or be in the middle of a call, the place
// at which V8 sees it, so that stacks need no second look: a call is where its
// name is, or its parenthesis if the name is not right before it; an
// assignment and an update at their sign; a property after a call at its dot.
// (V8's parser-base.h: ParseLeftHandSideContinuation and others)
func settlePlaces(program *ast.Program, text string) {
	s := &settler{text: text, base: program.File.Base()}
	visitAll(program, s.node)
	visitAll(program, s.arrow)
}

type settler struct {
	text  string
	base  int
	words []word // of the text; nil until somebody asks
}

func (s *settler) offset(at file.Idx) int { return int(at) - s.base }

func (s *settler) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.CallExpression:
		s.call(n)
	case *ast.DotExpression:
		if continues(n.Left, s.endOf(n.Left)) && s.bare(n.Left) {
			n.Identifier.Idx = s.dotBefore(n.Identifier.Idx)
		}
	case *ast.AssignExpression:
		s.target(n.Left, s.operatorAfter(n.Left))
	case *ast.BinaryExpression:
		s.regroup(n)
	case *ast.UnaryExpression:
		if n.Operator == token.INCREMENT || n.Operator == token.DECREMENT {
			s.update(n)
		}
	}
}

// call is at the name before the parenthesis, if there is one.
func (s *settler) call(n *ast.CallExpression) {
	open := s.offset(n.LeftParenthesis)
	if open <= 0 || open > len(s.text) {
		return
	}
	last, _ := utf8.DecodeLastRuneInString(s.skipBack(open))
	if !isNamePart(last) {
		return
	}
	switch callee := n.Callee.(type) {
	case *ast.Identifier:
		n.LeftParenthesis = callee.Idx
	case *ast.SuperExpression:
		n.LeftParenthesis = callee.Idx
	case *ast.DotExpression:
		if !reserved[callee.Identifier.Name.String()] {
			n.LeftParenthesis = callee.Identifier.Idx
		}
	case *ast.OptionalChain:
		if dot, ok := callee.Expression.(*ast.DotExpression); ok && !reserved[dot.Identifier.Name.String()] {
			n.LeftParenthesis = dot.Identifier.Idx
		}
	}
}

// reserved are the words that can be the name of a property but of nothing
// else.
var reserved = map[string]bool{
	"break": true, "case": true, "catch": true, "class": true, "const": true, "continue": true, "debugger": true, "default": true,
	"delete": true, "do": true, "else": true, "enum": true, "export": true, "extends": true, "false": true, "finally": true,
	"for": true, "function": true, "if": true, "import": true, "in": true, "instanceof": true, "new": true, "null": true,
	"return": true, "switch": true, "this": true, "throw": true, "true": true, "try": true, "typeof": true, "var": true,
	"void": true, "while": true, "with": true,
}

func isNamePart(r rune) bool {
	return r == '$' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Mc, r)
}

// skipBack is the text before an offset, without blanks and comments at its
// end.
func (s *settler) skipBack(at int) string {
	text := s.text[:at]
	for {
		trimmed := strings.TrimRightFunc(text, unicode.IsSpace)
		if strings.HasSuffix(trimmed, "*/") {
			if open := strings.LastIndex(trimmed[:len(trimmed)-2], "/*"); open >= 0 {
				text = trimmed[:open]
				continue
			}
		}
		return trimmed
	}
}

// continues reports whether a property of an expression is one after a call:
// then V8's parser has left the part in which properties are at their names.
func continues(e ast.Expression, end int) bool {
	switch e := e.(type) {
	case *ast.CallExpression, *ast.Optional, *ast.OptionalChain:
		return true
	case *ast.DotExpression:
		return continues(e.Left, end)
	case *ast.PrivateDotExpression:
		return continues(e.Left, end)
	case *ast.BracketExpression:
		return continues(e.Left, end)
	}
	return false
}

// bare reports whether no parenthesis closes after an expression.
func (s *settler) bare(e ast.Expression) bool {
	end := s.endOf(e)
	if end < 0 || end > len(s.text) {
		return false
	}
	rest := strings.TrimLeftFunc(s.text[end:], unicode.IsSpace)
	return !strings.HasPrefix(rest, ")")
}

// endOf is the offset behind an expression, -1 if it is not known.
func (s *settler) endOf(e ast.Expression) int {
	switch e := e.(type) {
	case *ast.Identifier:
		return s.nameEnd(s.offset(e.Idx))
	case *ast.CallExpression:
		return s.offset(e.RightParenthesis) + 1
	case *ast.BracketExpression:
		return s.offset(e.RightBracket) + 1
	case *ast.DotExpression:
		return s.memberEnd(e.Left)
	case *ast.PrivateDotExpression:
		return s.memberEnd(e.Left)
	case *ast.Optional:
		return s.endOf(e.Expression)
	case *ast.OptionalChain:
		return s.endOf(e.Expression)
	case *ast.ThisExpression:
		return s.offset(e.Idx) + 4
	case *ast.SuperExpression:
		return s.offset(e.Idx) + 5
	case nil:
		return -1
	}
	return s.offset(e.Idx1())
}

// memberEnd is where the name of a property ends, by what it is one of: the
// place of the name itself may have been settled already.
func (s *settler) memberEnd(left ast.Expression) int {
	at := s.endOf(left)
	if at < 0 || at > len(s.text) {
		return -1
	}
	for at < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[at:])
		if r == '#' || isNamePart(r) {
			return s.nameEnd(at)
		}
		if !unicode.IsSpace(r) && r != '.' && r != '?' && r != ')' {
			return -1
		}
		at += size
	}
	return -1
}

func (s *settler) nameEnd(at int) int {
	for at >= 0 && at < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[at:])
		if r != '#' && !isNamePart(r) {
			break
		}
		at += size
	}
	return at
}

// dotBefore is the dot before a name.
func (s *settler) dotBefore(name file.Idx) file.Idx {
	before := s.skipBack(min(s.offset(name), len(s.text)))
	if strings.HasSuffix(before, "?.") {
		return file.Idx(s.base + len(before) - 2)
	}
	if strings.HasSuffix(before, ".") {
		return file.Idx(s.base + len(before) - 1)
	}
	return name
}

// operatorAfter is the sign after the left side of an assignment, 0 if it is
// not found.
func (s *settler) operatorAfter(left ast.Expression) file.Idx {
	at := s.endOf(left)
	for at >= 0 && at < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[at:])
		switch {
		case r == ')' || unicode.IsSpace(r):
			at += size
		case isNamePart(r):
			return 0
		default:
			return file.Idx(s.base + at)
		}
	}
	return 0
}

// signAfter is the sign of an operation after its left side.
func (s *settler) signAfter(left ast.Expression) file.Idx {
	at := s.endOf(left)
	if at < 0 {
		return 0
	}
	for at < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[at:])
		if r != ')' && !unicode.IsSpace(r) {
			return file.Idx(s.base + at)
		}
		at += size
	}
	return 0
}

// target puts the property that is assigned to at a place.
func (s *settler) target(left ast.Expression, at file.Idx) {
	if at == 0 {
		return
	}
	switch left := left.(type) {
	case *ast.DotExpression:
		left.Identifier.Idx = at
	case *ast.PrivateDotExpression:
		left.Identifier.Idx = at
	case *ast.BracketExpression:
		left.LeftBracket = at
	}
}

func (s *settler) update(n *ast.UnaryExpression) {
	if n.Postfix {
		s.target(n.Operand, s.operatorAfter(n.Operand))
		return
	}
	s.target(n.Operand, n.Idx)
}
