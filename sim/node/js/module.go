package js

import (
	"errors"
	"net/url"
	"strings"

	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/file"
	"github.com/grafana/sobek/token"
	"github.com/grafana/sobek/unistring"

	"timeslice/sim/node/grammar"
)

// What a module's function is given: the object its imported names are
// properties of, and import.meta. The last is what export default declares.
const (
	moduleImportsName unistring.String = " imports"
	moduleMetaName    unistring.String = " meta"
	moduleDefaultName unistring.String = " default"
)

// Module is an ES module compiled as a generator function of its imports and
// its import.meta. The first call of next makes the functions the module
// declares, and gives its exports: an object of functions that return the
// values. The second runs it. What it yields
// then it waits for, as an asynchronous generator does.
//
// The engine has modules of its own. They are not used, because Node's loader
// must import CommonJS, report errors in its own words, and take its own
// number of microtasks.
type Module struct {
	*Script
	Requests []Request
	Imports  []ImportEntry
	Exports  []ExportEntry
	Waits    bool // there is an await at top level
}

// CompileModule compiles an ES module.
func (c *Cache) CompileModule(name, source string) (*Module, error) {
	m, err := c.compileModule(name, source)
	var syntax *SyntaxError
	if errors.As(err, &syntax) {
		syntax.Name, syntax.IfUncaught = moduleURL(name), true
	}
	return m, err
}

// moduleURL is what V8 calls a module.
func moduleURL(name string) string {
	if !strings.HasPrefix(name, "/") {
		return name
	}
	return (&url.URL{Scheme: "file", Path: name}).String()
}

func (c *Cache) compileModule(name, source string) (*Module, error) {
	if e := tooNested(name, source); e != nil {
		return nil, e
	}
	if err := c.wrong(name, grammar.Source{Text: source, Goal: grammar.Module}); err != nil {
		return nil, err
	}
	m := newMask(source, true)
	if m.err != nil {
		return nil, m.err.in(name, source)
	}
	program, err := m.parse(name, "", "")
	if err != nil {
		return nil, syntaxError(name, source, 0, err)
	}
	l := &lowerer{mask: m, masked: m.changes(), name: name, base: program.File.Base(), kind: moduleBody, renames: map[unistring.String]importReference{}}
	for _, entry := range m.Imports {
		local := unistring.NewFromString(entry.Local)
		l.renames[local] = importReference{property: local}
	}
	b := &moduleBuilder{lowerer: l}
	function := b.build(program)
	if l.err != nil {
		return nil, l.err.in(name, source)
	}
	program.Body, program.DeclarationList, program.HasTLA = []ast.Statement{evaluate(function)}, nil, false
	compiled, err := c.finish(name, source, 0, program, counting(c.Number(name), program, source))
	if err != nil {
		return nil, err
	}
	compiled.quotes("", "", m, program.File)
	compiled.module = moduleURL(name)
	return &Module{Script: compiled, Requests: m.Requests, Imports: b.imports, Exports: b.exports, Waits: b.waits}, nil
}

type moduleBuilder struct {
	*lowerer
	imports []ImportEntry
	exports []ExportEntry
	getters []ast.Property
	waits   bool
}

// build makes the function of a module's body.
func (b *moduleBuilder) build(program *ast.Program) *ast.FunctionLiteral {
	at := file.Idx(program.File.Base())
	b.imports = b.Imports
	body := []ast.Statement{}
	var named []ast.Statement // what gives anonymous default functions their name
	for _, s := range program.Body {
		if t, ok := s.(*ast.ThrowStatement); ok && b.defaultAt >= 0 && b.offset(t.Throw) == b.defaultAt {
			s = b.exportDefault(t, &named)
		}
		b.exportDeclared(s)
		body = append(body, s)
	}
	for _, entry := range b.Exports {
		b.export(entry, at)
	}
	b.scopes = append(b.scopes, map[unistring.String]bool{})
	body = b.list(body)
	b.waits = b.waited
	start := []ast.Statement{
		evaluate(&ast.StringLiteral{Idx: at, Literal: "'use strict'", Value: "use strict"}),
		evaluate(&ast.YieldExpression{Yield: at, Argument: &ast.ObjectLiteral{LeftBrace: at, RightBrace: at, Value: b.getters}}),
	}
	parameters := &ast.ParameterList{Opening: at, Closing: at}
	for _, name := range []unistring.String{moduleImportsName, moduleMetaName} {
		parameters.List = append(parameters.List, &ast.Binding{Target: identifier(name, at)})
	}
	return &ast.FunctionLiteral{
		Function: at, Generator: true, ParameterList: parameters, DeclarationList: program.DeclarationList,
		Body: &ast.BlockStatement{LeftBrace: at, RightBrace: at, List: append(append(start, named...), body...)},
	}
}

// exportDefault makes a declaration of export default.
func (b *moduleBuilder) exportDefault(t *ast.ThrowStatement, named *[]ast.Statement) ast.Statement {
	at := t.Throw
	b.Exports = append(b.Exports, ExportEntry{Name: "default", Local: string(moduleDefaultName), Request: -1, Offset: b.defaultAt})
	if f, ok := t.Argument.(*ast.FunctionLiteral); ok && f.Name == nil {
		f.Name = identifier(moduleDefaultName, at)
		*named = append(*named, evaluate(callOf(identifier(defaultName, at), at, identifier(moduleDefaultName, at))))
		return &ast.FunctionDeclaration{Function: f}
	}
	value := property(&ast.ObjectLiteral{LeftBrace: at, RightBrace: at, Value: []ast.Property{&ast.PropertyKeyed{
		Key: stringLiteral("default", at), Kind: ast.PropertyKindValue, Value: t.Argument,
	}}}, "default", at)
	return &ast.LexicalDeclaration{Idx: at, Token: token.CONST, List: []*ast.Binding{{
		Target: identifier(moduleDefaultName, at), Initializer: value,
	}}}
}

// defaultName gives a function the name "default".
const defaultName unistring.String = " named"

// exportDeclared notes the names of a declaration that is exported.
func (b *moduleBuilder) exportDeclared(s ast.Statement) {
	var names []unistring.String
	var at file.Idx
	switch s := s.(type) {
	case *ast.LexicalDeclaration:
		names, at = bindingNames(s.List), s.Idx
	case *ast.VariableStatement:
		names, at = bindingNames(s.List), s.Var
	case *ast.ClassDeclaration:
		names, at = nameOf(s.Class.Name), s.Class.Class
	case *ast.FunctionDeclaration:
		names, at = nameOf(s.Function.Name), s.Function.Function
		if start, ok := b.generators[b.offset(s.Function.ParameterList.Opening)]; ok {
			at = file.Idx(start + b.base + b.shift)
		}
	default:
		return
	}
	if !b.exported[b.offset(at)] {
		return
	}
	for _, name := range names {
		b.Exports = append(b.Exports, ExportEntry{Name: name.String(), Local: name.String(), Request: -1, Offset: b.offset(at)})
	}
}

// export notes an export, with the function that returns a local one's value.
func (b *moduleBuilder) export(entry ExportEntry, at file.Idx) {
	for _, old := range b.exports {
		if old.Name == entry.Name && entry.Name != "" {
			if b.err == nil {
				b.err = placed(b.original, entry.Offset, len(entry.Name), "Duplicate export of '"+entry.Name+"'")
			}
			return
		}
	}
	if entry.Request < 0 {
		for _, i := range b.Imports {
			if i.Local == entry.Local {
				entry.Request, entry.Import, entry.Local = i.Request, i.Name, ""
				b.exports = append(b.exports, entry)
				return
			}
		}
		b.getters = append(b.getters, &ast.PropertyKeyed{
			Key: stringLiteral(entry.Name, at), Kind: ast.PropertyKindValue,
			Value: &ast.ArrowFunctionLiteral{
				Start: at, ParameterList: &ast.ParameterList{Opening: at, Closing: at},
				Body: &ast.ExpressionBody{Expression: identifier(unistring.NewFromString(entry.Local), at)},
			},
		})
	}
	b.exports = append(b.exports, entry)
}

// in completes an error with the script it is in.
func (e *SyntaxError) in(name, source string) error {
	e.Name = name
	e.quote(source)
	return e
}
