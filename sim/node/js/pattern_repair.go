package js

import (
	"errors"
	"strings"

	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/file"
	"github.com/grafana/sobek/parser"
)

// The engine's parser takes `[b = 1] = []` inside a pattern for an assignment
// before it knows that variables are declared, and then refuses the value that
// b is given instead of undefined:
//
//	const { a: [b = 1] = [] } = options
//
// What it refuses it leaves out of the tree, as a BadExpression. repairPatterns
// parses each of those by itself, where it stands, and puts it in its place.

// refusal is what the parser says of such an element.
const refusal = "Invalid destructuring binding target"

// parse parses a source.
func parse(name, source string) (*ast.Program, error) {
	program, err := parser.ParseFile(nil, name, source, 0, parserOptions()...)
	if err == nil || program == nil {
		return program, err
	}
	var list parser.ErrorList
	if !errors.As(err, &list) {
		return program, err
	}
	for _, e := range list {
		if e.Message != refusal {
			return program, err
		}
	}
	if !repairPatterns(program, name, source, len(list)) {
		return program, err
	}
	return program, nil
}

// repairPatterns reports whether everything that was refused is in the tree
// again.
func repairPatterns(program *ast.Program, name, source string, refused int) bool {
	base, repaired := program.File.Base(), 0
	visitAll(program, func(n ast.Node) {
		pattern, ok := n.(*ast.ArrayPattern)
		if !ok {
			return
		}
		for at, element := range pattern.Elements {
			bad, ok := element.(*ast.BadExpression)
			if !ok {
				continue
			}
			if parsed := parseElement(name, source, base, int(bad.From)-base); parsed != nil {
				pattern.Elements[at] = parsed
				repaired++
			}
		}
	})
	return repaired == refused
}

// parseElement parses an element of a pattern with its initializer, alone where
// it stands; nil if there is none.
func parseElement(name, source string, base, from int) ast.Expression {
	if from < 1 || from >= len(source) {
		return nil
	}
	to := elementEnd(source, from)
	for _, around := range []string{"(", "async()=>(", "function*_(){("} { // what is inside may be awaited or yielded
		if len(around) > from {
			break
		}
		alone := strings.Repeat(" ", from-len(around)) + around + source[from:to] + ")"
		if strings.HasPrefix(around, "function") {
			alone += "}"
		}
		program, err := parse(name, alone)
		if err != nil || program.File.Base() != base {
			continue
		}
		if e := assignmentAt(program, file.Idx(base+from)); e != nil {
			return e
		}
	}
	return nil
}

// elementEnd is where an element of a list ends.
func elementEnd(source string, from int) int {
	depth := 0
	for _, w := range words(source[from:]) {
		if w.kind == wordEnd {
			break
		}
		switch source[from+w.start : from+w.end] {
		case "(", "[", "{":
			depth++
		case ")", "]", "}":
			if depth--; depth < 0 {
				return from + w.start
			}
		case ",":
			if depth == 0 {
				return from + w.start
			}
		}
	}
	return len(source)
}

// assignmentAt is the assignment that begins at a place.
func assignmentAt(program *ast.Program, at file.Idx) *ast.AssignExpression {
	var found *ast.AssignExpression
	visitAll(program, func(n ast.Node) {
		if e, ok := n.(*ast.AssignExpression); ok && found == nil && e.Idx0() == at {
			found = e
		}
	})
	return found
}
