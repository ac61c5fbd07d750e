package js

import (
	"sort"
	"strings"
	"unicode/utf16"

	"github.com/grafana/sobek"
	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/file"
	"github.com/grafana/sobek/token"
)

// listing is a script as it was written, for the words of errors: what stands
// where. It is made when the first error of a script needs it.
type listing struct {
	text          string
	base          int
	lines         []int // where each begins
	tree          *ast.Program
	nodes         map[file.Idx][]ast.Node // what the engine has at a place
	functions     []ast.Node              // each after those around it
	loops         []*ast.ForOfStatement
	awaits        []awaiting
	functionNames map[ast.Node]named // when somebody needs them
	classes       []*ast.ClassLiteral
	members       []ast.Node // the properties that are read or written
	assignments   []*ast.AssignExpression
}

func newListing(name, before string, m *mask, after string) *listing {
	text, shift, awaits := before+m.text+after, len(before), m.awaits
	tree, _ := m.parse(name, before, after)
	if tree == nil {
		return nil
	}
	out := &listing{text: text, base: tree.File.Base(), tree: tree, nodes: map[file.Idx][]ast.Node{}, lines: []int{0}}
	for at := 0; ; {
		next := strings.IndexByte(text[at:], '\n')
		if next < 0 {
			break
		}
		at += next + 1
		out.lines = append(out.lines, at)
	}
	visitAll(tree, func(n ast.Node) {
		at := placeOf(n)
		out.nodes[at] = append(out.nodes[at], n)
		switch n := n.(type) {
		case *ast.TemplateLiteral:
			if n.Tag != nil {
				out.nodes[lastPlace(n.Tag)] = append(out.nodes[lastPlace(n.Tag)], n)
			}
		case *ast.FunctionLiteral, *ast.ArrowFunctionLiteral:
			out.functions = append(out.functions, n)
		case *ast.ForOfStatement:
			out.loops = append(out.loops, n)
		case *ast.DotExpression, *ast.BracketExpression:
			out.members = append(out.members, n)
		case *ast.AwaitExpression:
			out.awaits = append(out.awaits, awaiting{n.Await, n.Idx1()})
		case *ast.UnaryExpression:
			if n.Operator == token.VOID && awaits[int(n.Idx)-out.base-shift] { // "void" is written where "await" ends
				out.awaits = append(out.awaits, awaiting{n.Idx - 1, n.Idx1()})
			}
		case *ast.ClassLiteral:
			out.classes = append(out.classes, n)
		case *ast.AssignExpression:
			out.assignments = append(out.assignments, n)
		}
	})
	return out
}

// awaiting is where an await begins and ends.
type awaiting struct{ from, to file.Idx }

// placeOf is the place that the engine notes for a node.
func placeOf(n ast.Node) file.Idx {
	switch n := n.(type) {
	case *ast.CallExpression:
		return n.LeftParenthesis
	case *ast.DotExpression:
		return n.Identifier.Idx
	case *ast.PrivateDotExpression:
		return n.Identifier.Idx
	case *ast.BracketExpression:
		return n.LeftBracket
	}
	return n.Idx0()
}

// index is a line and a column, counted in bytes from 1 as the engine does, as a place.
func (s *listing) index(line, column int) file.Idx {
	if line < 1 || line > len(s.lines) {
		return 0
	}
	return file.Idx(s.base + min(s.lines[line-1]+max(column-1, 0), len(s.text)))
}

// place is where the engine is in a call.
func (l *listing) place(s *Site) file.Idx {
	p := s.isolate.inside.frame(s.program, s.pc).Position()
	return l.index(p.Line, p.Column)
}

// position is the line and the column of a place, counted as the engine does.
func (s *listing) position(at file.Idx) (line, column int) {
	offset := min(int(at)-s.base, len(s.text))
	line = sort.SearchInts(s.lines, offset+1)
	return line, 1 + offset - s.lines[line-1]
}

// unitColumn is a column as V8 counts it: in UTF-16 code units.
func (s *listing) unitColumn(line, column int) int {
	if line < 1 || line > len(s.lines) {
		return column
	}
	from := s.lines[line-1]
	return 1 + unitsOf(s.text[from:min(from+max(column-1, 0), len(s.text))])
}

// unitsOf is how many UTF-16 code units a text has.
func unitsOf(text string) (units int) {
	for _, r := range text {
		units += max(utf16.RuneLen(r), 1)
	}
	return units
}

// find is the first node of a kind at a place.
func find[N ast.Node](s *listing, at file.Idx) (none N, ok bool) {
	if s == nil {
		return none, false
	}
	for _, n := range s.nodes[at] {
		if node, ok := n.(N); ok {
			return node, true
		}
	}
	return none, false
}

// know lets errors that come from a script name what stands in it.
func (i *Isolate) know(s *Script) {
	if s.file == nil {
		return
	}
	if s.origin != "" {
		if len(i.evaluated) >= keptEvaluated {
			delete(i.scripts, i.evaluated[0])
			i.evaluated = i.evaluated[1:]
		}
		i.evaluated = append(i.evaluated, s.file)
	} else {
		i.named[s.Name] = s
	}
	i.scripts[s.file] = s
}

// keptEvaluated is of how much code for eval the source is kept.
const keptEvaluated = 1000

// Evaluating notes the code that the engine is about to evaluate by itself: a
// direct eval. What it is from is only known when it is first met.
func (i *Isolate) Evaluating(code string) {
	origin := i.EvalOrigin()
	s := &Script{Name: "<anonymous>", origin: origin.Told, asker: origin.Script}
	m := newMask(code, false)
	s.quotes("", "", m, nil)
	i.evaluating = s
}

// scriptOf is the script that a program is from; nil if it is not known.
func (i *Isolate) scriptOf(program *sobek.Program) *Script {
	file := i.inside.file(program)
	s := i.scripts[file]
	if s == nil && i.evaluating != nil && file != nil && file.Name() == "<eval>" {
		s = i.evaluating
		s.file = file
		i.know(s)
	}
	return s
}

// libraryListing is the listing of a script of Node's own library, of which none is
// kept: it is seldom that the library calls what a program gave it and is no function.
func (i *Isolate) libraryListing(program *sobek.Program) *listing {
	file := i.inside.file(program)
	if file == nil {
		return nil
	}
	return newListing(file.Name(), "", newMask(file.Source(), false), "")
}

// sourceOf is the source a program is from; nil if it is not known.
func (i *Isolate) sourceOf(program *sobek.Program) *listing {
	s := i.scriptOf(program)
	if s == nil {
		return nil
	}
	return s.listing()
}
