package js

import (
	"strings"
	"unicode"

	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/file"
	"github.com/grafana/sobek/token"
)

// named is what is known of a function: what it was assigned to, and the class
// of which it is a field.
type named struct{ inferred, class string }

// names finds what functions were assigned to. (V8's FuncNameInferrer)
func (l *listing) names() map[ast.Node]named {
	if l.functionNames != nil {
		return l.functionNames
	}
	n := &namer{listing: l, found: map[ast.Node]named{}}
	n.walk = func(node ast.Node) bool { return n.node(node) }
	n.walk.statements(l.tree.Body)
	l.functionNames = n.found
	return n.found
}

// named is what is known of the innermost function around a place.
func (l *listing) named(at file.Idx) named {
	var innermost ast.Node
	for _, n := range l.functions {
		if n.Idx0() <= at && at < n.Idx1() {
			innermost = n
		}
	}
	return l.names()[innermost]
}

type namer struct {
	*listing
	walk    walker
	found   map[ast.Node]named
	outer   string   // the constructor function around
	path    []string // what is being assigned to
	current string   // the class whose field is being made
}

func (n *namer) note(function ast.Node) {
	path := n.path
	if n.outer != "" && len(path) > 0 {
		path = append([]string{n.outer}, path...)
	}
	n.found[function] = named{inferred: strings.Join(path, "."), class: n.current}
}

// inside walks through what is in a function, or in a value.
func (n *namer) inside(path []string, current string, walk func()) {
	before, class := n.path, n.current
	n.path, n.current = path, current
	walk()
	n.path, n.current = before, class
}

func (n *namer) node(node ast.Node) bool {
	switch e := node.(type) {
	case *ast.FunctionLiteral:
		n.note(e)
		n.function(e.Name, func() {
			n.walk.parameters(e.ParameterList)
			n.walk.block(e.Body)
		})
		return false
	case *ast.ArrowFunctionLiteral:
		n.note(e)
		n.inside(nil, "", func() {
			n.walk.parameters(e.ParameterList)
			switch body := e.Body.(type) {
			case *ast.BlockStatement:
				n.walk.block(body)
			case *ast.ExpressionBody:
				n.walk.expression(body.Expression)
			}
		})
		return false
	case *ast.Binding:
		var path []string
		if name, ok := e.Target.(*ast.Identifier); ok {
			path = []string{name.Name.String()}
		}
		n.inside(path, "", func() { n.walk.expression(e.Initializer) })
		return false
	case *ast.AssignExpression:
		if e.Operator == token.ASSIGN {
			n.inside(pathOf(e.Left), "", func() { n.walk.expression(e.Right) })
			return false
		}
	case *ast.PropertyKeyed:
		path := append([]string{}, n.path...)
		if name := keyName(e); name != "" && e.Kind == ast.PropertyKindValue {
			path = append(path, name)
		}
		n.inside(path, "", func() { n.walk.expression(e.Value) })
		return false
	case *ast.CallExpression, *ast.NewExpression:
		if len(n.path) > 0 {
			n.inside(nil, "", func() { n.arguments(node) })
			return false
		}
	case *ast.ClassLiteral:
		n.class(e)
		return false
	}
	return true
}

func (n *namer) arguments(node ast.Node) {
	switch e := node.(type) {
	case *ast.CallExpression:
		n.walk.expression(e.Callee)
		n.walk.expressions(e.ArgumentList)
	case *ast.NewExpression:
		n.walk.expression(e.Callee)
		n.walk.expressions(e.ArgumentList)
	}
}

// function goes into a function: one with a capital letter is the constructor
// of what is assigned to inside.
func (n *namer) function(name *ast.Identifier, walk func()) {
	outer := n.outer
	if name != nil {
		if text := name.Name.String(); text != "" && unicode.IsUpper([]rune(text)[0]) {
			n.outer = text
		}
	}
	n.inside(nil, "", walk)
	n.outer = outer
}

func (n *namer) class(c *ast.ClassLiteral) {
	name := ""
	if c.Name != nil {
		name = c.Name.Name.String()
	} else if len(n.path) > 0 {
		name = n.path[len(n.path)-1]
	}
	n.walk.expression(c.SuperClass)
	for _, element := range c.Body {
		switch e := element.(type) {
		case *ast.FieldDefinition:
			n.inside(nil, name, func() { n.walk.expression(e.Initializer) })
		case *ast.MethodDefinition:
			n.inside(nil, "", func() { n.walk.expression(e.Body) })
		case *ast.ClassStaticBlock:
			n.inside(nil, "", func() { n.walk.block(e.Block) })
		}
	}
}

// pathOf is what an assignment assigns to, without "this" and "prototype".
func pathOf(e ast.Expression) []string {
	switch e := e.(type) {
	case *ast.Identifier:
		return []string{e.Name.String()}
	case *ast.DotExpression:
		path := pathOf(e.Left)
		if name := e.Identifier.Name.String(); name != "prototype" {
			path = append(path, name)
		}
		return path
	case *ast.BracketExpression:
		if name, ok := constantKey(e.Member); ok {
			return append(pathOf(e.Left), name)
		}
		return append(pathOf(e.Left), "<computed>")
	}
	return nil
}

// constructorPlace is where V8 sees the constructor of a class, by its source
// text: at its parameters, or at the class if it is not written.
func (l *listing) constructorPlace(text string) file.Idx {
	for _, class := range l.classes {
		if class.Source != text {
			continue
		}
		for _, element := range class.Body {
			if m, ok := element.(*ast.MethodDefinition); ok && !m.Static && m.Kind == ast.PropertyKindMethod && keyOf(m.Key) == "constructor" {
				return m.Body.ParameterList.Opening
			}
		}
		return class.Class
	}
	return 0
}

func keyOf(e ast.Expression) string {
	switch e := e.(type) {
	case *ast.StringLiteral:
		return e.Value.String()
	case *ast.Identifier:
		return e.Name.String()
	}
	return ""
}

// tagPlace is the template that is called at a place; other if there is none.
func (l *listing) tagPlace(at, other file.Idx) file.Idx {
	if _, call := find[*ast.CallExpression](l, at); call {
		return other
	}
	if n, ok := find[*ast.TemplateLiteral](l, at); ok && n.Tag != nil {
		return n.OpenQuote
	}
	return other
}

// awaitPlace is the await that a place is inside of.
func (l *listing) awaitPlace(at file.Idx) file.Idx {
	var found file.Idx
	for _, n := range l.awaits {
		if n.from <= at && at <= n.to && n.from > found {
			found = n.from
		}
	}
	return found
}

// isName reports whether text is an identifier.
func isName(text string) bool {
	for i, r := range text {
		letter := r == '$' || r == '_' || unicode.IsLetter(r) || unicode.Is(unicode.Nl, r)
		if !letter && (i == 0 || !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) && !unicode.Is(unicode.Mc, r) && r != '\u200c' && r != '\u200d') {
			return false
		}
	}
	return text != ""
}
