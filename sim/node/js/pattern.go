package js

import (
	"github.com/grafana/sobek"
	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/file"
)

// The engine notes one place for all of a declaration, a parameter list or an
// assignment that takes something apart. Which pattern of a function failed is
// found by counting: each makes one instruction, in the order of the source.

// pattern is an object or array pattern of a function.
type pattern struct {
	object *ast.ObjectPattern // or
	array  *ast.ArrayPattern

	from     ast.Expression // what is taken apart; nil if no expression says so
	fallback bool           // from is what is taken instead of undefined
	loop     bool           // it takes apart what a loop gives
	assigned file.Idx       // the sign of an assignment
	nested   bool           // it is inside another pattern
	owner    *pattern       // the object pattern that it is inside of, if it has a name there
	key      string         // that name
	function file.Idx       // where the parameters begin if it is one
}

// patterns are those of the function around a place, in order.
func (s *listing) patterns(at file.Idx) (objects, arrays []*pattern) {
	known := map[ast.Node]*pattern{}
	note := func(target ast.Node, p pattern) {
		switch t := target.(type) {
		case *ast.ObjectPattern:
			p.object = t
			known[t] = &p
		case *ast.ArrayPattern:
			p.array = t
			known[t] = &p
		case *ast.AssignExpression: // with a value instead
			p.from, p.fallback = t.Right, true
			switch t := t.Left.(type) {
			case *ast.ObjectPattern:
				p.object = t
				known[t] = &p
			case *ast.ArrayPattern:
				p.array = t
				known[t] = &p
			}
		}
	}
	begin, list, rest, body := s.functionAt(at)
	for _, parameter := range list {
		p := pattern{function: begin, from: parameter.Initializer, fallback: parameter.Initializer != nil}
		note(parameter.Target, p)
	}
	note(rest, pattern{function: begin, nested: true})
	visit := walker(func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FunctionLiteral, *ast.ArrowFunctionLiteral, *ast.ClassStaticBlock:
			return false
		case *ast.Binding:
			if known[n.Target] == nil {
				note(n.Target, pattern{from: n.Initializer})
			}
		case *ast.AssignExpression:
			if _, is := n.Left.(ast.Pattern); is && known[n.Left] == nil {
				sign := (&settler{text: s.text, base: s.base}).operatorAfter(n.Left)
				note(n.Left, pattern{from: n.Right, assigned: sign})
			}
		case *ast.ForOfStatement:
			if target := intoTarget(n.Into); target != nil {
				note(target, pattern{loop: true})
			}
		case *ast.ObjectPattern:
			p := known[n]
			if p == nil {
				p = &pattern{object: n}
			}
			objects = append(objects, p)
			for _, property := range n.Properties {
				if keyed, ok := property.(*ast.PropertyKeyed); ok {
					note(keyed.Value, pattern{nested: true, owner: p, key: keyName(keyed)})
				}
			}
		case *ast.ArrayPattern:
			p := known[n]
			if p == nil {
				p = &pattern{array: n}
			}
			arrays = append(arrays, p)
			for _, element := range append(append([]ast.Expression{}, n.Elements...), n.Rest) {
				if element != nil {
					note(element, pattern{nested: true})
				}
			}
		}
		return true
	})
	visit.bindings(list)
	visit.expression(rest)
	switch body := body.(type) {
	case *ast.BlockStatement:
		visit.statements(body.List)
	case *ast.ExpressionBody:
		visit.expression(body.Expression)
	}
	return objects, arrays
}

// intoTarget is what a loop gives one value after another.
func intoTarget(i ast.ForInto) ast.Expression {
	switch i := i.(type) {
	case *ast.ForIntoVar:
		return i.Binding.Target
	case *ast.ForDeclaration:
		return i.Target
	case *ast.ForIntoExpression:
		return i.Expression
	}
	return nil
}

func keyName(p *ast.PropertyKeyed) string {
	if p.Computed {
		return ""
	}
	switch key := p.Key.(type) {
	case *ast.StringLiteral:
		return key.Value.String()
	case *ast.NumberLiteral:
		return key.Literal
	case *ast.Identifier:
		return key.Name.String()
	}
	return ""
}

// functionAt is the innermost function around a place.
func (s *listing) functionAt(at file.Idx) (begin file.Idx, list []*ast.Binding, rest ast.Expression, body ast.Node) {
	body = &ast.BlockStatement{List: s.tree.Body}
	for _, n := range s.functions {
		if n.Idx0() > at || at >= n.Idx1() {
			continue
		}
		var parameters *ast.ParameterList
		switch n := n.(type) {
		case *ast.FunctionLiteral:
			begin, parameters, body = n.Function, n.ParameterList, n.Body
			if parameters != nil {
				begin = parameters.Opening
			}
		case *ast.ArrowFunctionLiteral:
			begin, parameters, body = n.Start, n.ParameterList, n.Body
		}
		list, rest = nil, nil
		if parameters != nil {
			list, rest = parameters.List, parameters.Rest
		}
	}
	return begin, list, rest, body
}

// count is how many instructions of these kinds a program has up to the
// failing one.
func (f *failure) count(kinds ...string) int {
	count := 0
	for pc := 0; pc <= f.pc; pc++ {
		name := operationName(f.isolate.inside.instruction(f.program, pc))
		for _, kind := range kinds {
			if name == kind {
				count++
			}
		}
	}
	return count
}

// objectPattern is the object pattern that failed.
func (f *failure) objectPattern() *pattern {
	if f.source == nil {
		return nil
	}
	objects, _ := f.source.patterns(f.at)
	n := f.count("_checkObjectCoercible", "_createDestructSrc")
	if n < 1 || n > len(objects) {
		return nil
	}
	return objects[n-1]
}

// arrayPattern is the array pattern that failed.
func (f *failure) arrayPattern() *pattern {
	if f.source == nil || f.operation != "iterate" {
		return nil
	}
	_, arrays := f.source.patterns(f.at)
	n := f.count("_iterate")
	if n < 1 || n > len(arrays) {
		return nil
	}
	return arrays[n-1]
}

// destructured is what V8 says of an object pattern for which there was
// nothing. (ErrorUtils::ThrowLoadFromNullOrUndefined)
func (f *failure) destructured(value sobek.Value) (string, bool) {
	p := f.objectPattern()
	if p == nil {
		return "", false
	}
	kind := nothing(value)
	name, at, plain := p.first()
	f.place = at
	switch {
	case p.nested && !p.fallback && (name == "" || plain):
		// V8 asks the pattern around it, if that has a name for it.
		if p.owner != nil && p.key != "" && !(plain && name != "") && !p.restOnly() {
			return "Cannot destructure property '" + p.key + "' of '" + p.owner.what(kind) + "' as it is " + kind + ".", true
		}
		if name == "" {
			return "Cannot read properties of " + kind, true
		}
		return "Cannot read properties of " + kind + " (reading '" + name + "')", true
	case name == "":
		return "Cannot destructure '" + p.what(kind) + "' as it is " + kind + ".", true
	case plain:
		return "Cannot read properties of " + kind + " (reading '" + name + "')", true
	}
	return "Cannot destructure property '" + name + "' of '" + p.what(kind) + "' as it is " + kind + ".", true
}

// what is what V8 calls the value that is taken apart.
func (p *pattern) what(kind string) string {
	switch {
	case p.loop:
		return ".for"
	case p.function != 0 && p.fallback:
		return "(intermediate value)(intermediate value)(intermediate value)"
	case p.from != nil:
		return printed(p.from)
	case kind == "null":
		return "object null"
	}
	return kind
}

func (p *pattern) restOnly() bool { return len(p.object.Properties) == 0 && p.object.Rest != nil }

// first is the property that a pattern wants first, with V8's place for it;
// plain says that V8 words it like any other read.
func (p *pattern) first() (name string, at file.Idx, plain bool) {
	n := p.object
	if len(n.Properties) == 0 {
		if n.Rest != nil {
			return "", n.Rest.Idx0(), false
		}
		return "", n.LeftBrace, false
	}
	switch property := n.Properties[0].(type) {
	case *ast.PropertyShort:
		return property.Name.Name.String(), property.Name.Idx, property.Initializer != nil || p.nested && !p.fallback
	case *ast.PropertyKeyed:
		name, at = keyName(property), property.Value.Idx0()
		plain = p.nested && !p.fallback
		switch property.Value.(type) {
		case *ast.AssignExpression, *ast.DotExpression, *ast.BracketExpression:
			plain = true
		}
		if name == "" {
			at = n.LeftBrace
		}
		return name, at, plain
	}
	return "", n.LeftBrace, false
}
