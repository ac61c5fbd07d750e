package js

import (
	"strings"

	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/file"
	"github.com/grafana/sobek/token"
	"github.com/grafana/sobek/unistring"
)

// The helpers that lowered code calls; lib/internal/async.js has them. No
// script can name them.
const (
	asyncGeneratorName unistring.String = " asyncGenerator" // makes a generator function an asynchronous one
	asyncMethodsName   unistring.String = " asyncMethods"   // does so with those methods of an object or class
	awaitName          unistring.String = " await"          // what an asynchronous generator yields to wait
	delegateName       unistring.String = " delegate"       // yield* of an asynchronous generator
	iterateName        unistring.String = " iterate"        // the state of a for await loop
	importName         unistring.String = " import"         // import(x)
	namelessName       unistring.String = " nameless"       // notes whose prototype an object without a constructor is
	evalName           unistring.String = " eval"           // code for a direct eval
	indirectEvalName   unistring.String = " indirectEval"   // eval where it is not called directly
)

// functionKind is what await and yield mean inside a function.
type functionKind uint8

const (
	plainFunction functionKind = iota
	asyncFunction
	generatorFunction
	asyncGenerator
	moduleBody // a generator that yields to wait, as an asynchronous one
)

// lowerer makes of the words of a mask what they stand for. It changes the
// syntax tree in place. Async generators stay generator functions of the
// engine, so that this, super, arguments, parameters and names are what they
// should be; a helper gives them the prototype of asynchronous ones, whose
// methods drive the engine's generator.
type lowerer struct {
	*mask
	name      string // of the script that import() is relative to
	base      int    // what file.Idx counts from
	shift     int    // length of what stands before the source in the text parsed
	masked    bool   // the mask changed the source
	kind      functionKind
	context   bool // a script of a context, whose this is the context's
	waited    bool // there was an await in a module's body
	loopCount int  // of for await, to name their states
	asking    *asking

	renames map[unistring.String]importReference // names that a module imports
	scopes  []map[unistring.String]bool          // names declared between them and here
	err     *SyntaxError
}

// importReference is where an imported name's value is: a property of the
// module's object of imports.
type importReference struct{ property unistring.String }

// offset is a place in the source.
func (l *lowerer) offset(at file.Idx) int { return int(at) - l.base - l.shift }

func (l *lowerer) fail(at file.Idx, message string) {
	if l.err == nil {
		l.err = placed(l.original, l.offset(at), 5, message)
	}
}

// placed is an error at an offset of a source.
func placed(source string, offset, length int, message string) *SyntaxError {
	before := source[:max(0, min(offset, len(source)))]
	return &SyntaxError{
		Line: 1 + strings.Count(before, "\n"), Column: len(before) - strings.LastIndexByte(before, '\n'),
		Length: length, Message: message,
	}
}

func identifier(name unistring.String, at file.Idx) *ast.Identifier {
	return &ast.Identifier{Name: name, Idx: at}
}

func callOf(callee ast.Expression, at file.Idx, arguments ...ast.Expression) *ast.CallExpression {
	return &ast.CallExpression{Callee: callee, LeftParenthesis: at, RightParenthesis: at, ArgumentList: arguments}
}

func property(of ast.Expression, name unistring.String, at file.Idx) ast.Expression {
	return &ast.DotExpression{Left: of, Identifier: ast.Identifier{Name: name, Idx: at}}
}

func stringLiteral(text string, at file.Idx) *ast.StringLiteral {
	return &ast.StringLiteral{Idx: at, Literal: "''", Value: unistring.NewFromString(text)}
}

func evaluate(e ast.Expression) ast.Statement { return &ast.ExpressionStatement{Expression: e} }

// wait is what await e is inside the present function.
func (l *lowerer) wait(e ast.Expression, at file.Idx) ast.Expression {
	switch l.kind {
	case asyncFunction:
		return &ast.AwaitExpression{Await: at, Argument: e}
	case asyncGenerator, moduleBody:
		l.waited = l.waited || l.kind == moduleBody
		return &ast.YieldExpression{Yield: at, Argument: callOf(identifier(awaitName, at), at, e)}
	}
	l.fail(at, "await is only valid in async functions and the top level bodies of modules")
	return e
}

// list lowers statements, among them functions that must be made asynchronous
// before anything else of the list runs.
func (l *lowerer) list(list []ast.Statement) []ast.Statement {
	var hoisted []ast.Statement
	for i, s := range list {
		if f, ok := s.(*ast.FunctionDeclaration); ok && l.isAsyncGenerator(f.Function) {
			at := f.Function.Idx0()
			hoisted = append(hoisted, evaluate(callOf(identifier(asyncGeneratorName, at), at, identifier(f.Function.Name.Name, at))))
		}
		list[i] = l.statement(s, nil)
	}
	if hoisted == nil {
		return list
	}
	first := 0
	for first < len(list) && isDirective(list[first]) {
		first++
	}
	return append(append(append([]ast.Statement{}, list[:first]...), hoisted...), list[first:]...)
}

// block lowers a list with a scope of its own.
func (l *lowerer) block(list []ast.Statement) []ast.Statement {
	defer l.scope(list)()
	return l.list(list)
}

func (l *lowerer) body(b *ast.BlockStatement) {
	if b != nil {
		b.List = l.block(b.List)
	}
}

func (l *lowerer) isAsyncGenerator(f *ast.FunctionLiteral) bool {
	if f == nil || f.ParameterList == nil {
		return false
	}
	_, is := l.generators[l.offset(f.ParameterList.Opening)]
	return is
}

// restore gives a function's source text the words the mask took from it.
func (l *lowerer) restore(source string, start int, end file.Idx) string {
	last := l.offset(end)
	if first := last - len(source); start < 0 {
		start = first
	}
	if start < 0 || last > len(l.original) || start > last || !l.masked {
		return source
	}
	return l.original[start:last]
}

func (l *lowerer) function(f *ast.FunctionLiteral) {
	if f == nil {
		return
	}
	start := -1
	kind := plainFunction
	switch {
	case l.isAsyncGenerator(f):
		kind, start = asyncGenerator, l.generators[l.offset(f.ParameterList.Opening)]
	case f.Generator:
		kind = generatorFunction
	case f.Async:
		kind = asyncFunction
	}
	f.Source = l.restore(f.Source, start, f.Body.RightBrace+1)
	defer l.enter(kind)()
	defer l.scope(f.Body.List, parameterNames(f.ParameterList), declared(f.DeclarationList), nameOf(f.Name))()
	defer l.asks(nil)()
	l.parameters(f.ParameterList)
	l.asking = &asking{never: kind != plainFunction}
	f.Body.List = l.asking.before(l.list(f.Body.List), f.Body.LeftBrace)
}

func (l *lowerer) arrow(f *ast.ArrowFunctionLiteral) {
	kind := plainFunction
	if f.Async {
		kind = asyncFunction
	}
	defer l.enter(kind)()
	defer l.arrowAsks()()
	switch body := f.Body.(type) {
	case *ast.BlockStatement:
		f.Source = l.restore(f.Source, -1, body.RightBrace+1)
		defer l.scope(body.List, parameterNames(f.ParameterList), declared(f.DeclarationList))()
		l.parameters(f.ParameterList)
		body.List = l.list(body.List)
	case *ast.ExpressionBody:
		defer l.scope(nil, parameterNames(f.ParameterList))()
		l.parameters(f.ParameterList)
		if start := l.offset(f.Start); start >= 0 && start+len(f.Source) <= len(l.original) {
			f.Source = l.original[start : start+len(f.Source)]
		}
		body.Expression = l.expression(body.Expression)
	}
}

// enter goes into a function; what it returns comes out again.
func (l *lowerer) enter(kind functionKind) func() {
	outer := l.kind
	l.kind = kind
	return func() { l.kind = outer }
}

func (l *lowerer) parameters(p *ast.ParameterList) {
	if p == nil {
		return
	}
	for _, b := range p.List {
		l.binding(b)
	}
	p.Rest = l.expression(p.Rest)
}

func (l *lowerer) bindings(list []*ast.Binding) {
	for _, b := range list {
		l.binding(b)
	}
}

func (l *lowerer) binding(b *ast.Binding) {
	if b != nil {
		b.Target = l.target(b.Target)
		b.Initializer = l.expression(b.Initializer)
	}
}

// target lowers what is inside a pattern.
func (l *lowerer) target(t ast.BindingTarget) ast.BindingTarget {
	if t == nil {
		return nil
	}
	if lowered, ok := l.expression(t).(ast.BindingTarget); ok {
		return lowered
	}
	return t
}

// statement lowers a statement; labels are those that stand before it.
func (l *lowerer) statement(s ast.Statement, labels []*ast.LabelledStatement) ast.Statement {
	switch s := s.(type) {
	case *ast.BlockStatement:
		l.body(s)
	case *ast.ExpressionStatement:
		s.Expression = l.expression(s.Expression)
	case *ast.VariableStatement:
		l.bindings(s.List)
	case *ast.LexicalDeclaration:
		l.bindings(s.List)
	case *ast.ReturnStatement:
		s.Argument = l.expression(s.Argument)
		if l.kind == asyncGenerator && s.Argument != nil {
			s.Argument = l.wait(s.Argument, s.Return)
		}
	case *ast.ThrowStatement:
		s.Argument = l.expression(s.Argument)
	case *ast.IfStatement:
		s.Test = l.expression(s.Test)
		s.Consequent = l.statement(s.Consequent, nil)
		s.Alternate = l.statement(s.Alternate, nil)
	case *ast.LabelledStatement:
		s.Statement = l.statement(s.Statement, append(labels, s))
		if b, ok := s.Statement.(*lowered); ok {
			if len(labels) == 0 {
				return &b.BlockStatement
			}
			return b
		}
	case *ast.FunctionDeclaration:
		l.function(s.Function)
	case *ast.ClassDeclaration:
		l.class(s.Class)
	case *ast.TryStatement:
		l.body(s.Body)
		if s.Catch != nil {
			defer l.scope(nil, patternNames(s.Catch.Parameter))()
			s.Catch.Parameter = l.target(s.Catch.Parameter)
			l.body(s.Catch.Body)
		}
		l.body(s.Finally)
	case *ast.SwitchStatement:
		l.cases(s)
	case *ast.WithStatement:
		s.Object = l.expression(s.Object)
		s.Body = l.statement(s.Body, nil)
	default:
		return l.loop(s, labels)
	}
	return s
}

func (l *lowerer) cases(s *ast.SwitchStatement) {
	s.Discriminant = l.expression(s.Discriminant)
	var all []ast.Statement
	for _, c := range s.Body {
		all = append(all, c.Consequent...)
	}
	defer l.scope(all)()
	for _, c := range s.Body {
		c.Test = l.expression(c.Test)
		c.Consequent = l.list(c.Consequent)
	}
}

func (l *lowerer) loop(s ast.Statement, labels []*ast.LabelledStatement) ast.Statement {
	switch s := s.(type) {
	case *ast.ForStatement:
		defer l.scope(nil, initializerNames(s.Initializer))()
		l.initializer(s.Initializer)
		s.Test = l.expression(s.Test)
		s.Update = l.expression(s.Update)
		s.Body = l.statement(s.Body, nil)
	case *ast.ForInStatement:
		defer l.scope(nil, intoNames(s.Into))()
		l.into(s.Into)
		s.Source = l.expression(s.Source)
		s.Body = l.statement(s.Body, nil)
	case *ast.ForOfStatement:
		if l.mask.loops[l.offset(s.For)] {
			return l.forAwait(s, labels)
		}
		defer l.scope(nil, intoNames(s.Into))()
		l.into(s.Into)
		s.Source = l.expression(s.Source)
		s.Body = l.statement(s.Body, nil)
	case *ast.WhileStatement:
		s.Test = l.expression(s.Test)
		s.Body = l.statement(s.Body, nil)
	case *ast.DoWhileStatement:
		s.Body = l.statement(s.Body, nil)
		s.Test = l.expression(s.Test)
	}
	return s
}

func (l *lowerer) initializer(i ast.ForLoopInitializer) {
	switch i := i.(type) {
	case *ast.ForLoopInitializerExpression:
		i.Expression = l.expression(i.Expression)
	case *ast.ForLoopInitializerVarDeclList:
		l.bindings(i.List)
	case *ast.ForLoopInitializerLexicalDecl:
		l.bindings(i.LexicalDeclaration.List)
	}
}

func (l *lowerer) into(i ast.ForInto) {
	switch i := i.(type) {
	case *ast.ForIntoVar:
		l.binding(i.Binding)
	case *ast.ForDeclaration:
		i.Target = l.target(i.Target)
	case *ast.ForIntoExpression:
		i.Expression = l.expression(i.Expression)
	}
}

func (l *lowerer) class(c *ast.ClassLiteral) {
	c.Source = l.restore(c.Source, -1, c.RightBrace+1)
	defer l.scope(nil, nameOf(c.Name))()
	c.SuperClass = l.expression(c.SuperClass)
	public, private := false, []ast.ClassElement{}
	for _, element := range c.Body {
		switch e := element.(type) {
		case *ast.FieldDefinition:
			l.key(&e.Key, e.Computed)
			leave, leaveTarget := l.enter(plainFunction), l.asks(nil)
			e.Initializer = l.expression(e.Initializer)
			leaveTarget()
			leave()
		case *ast.MethodDefinition:
			l.key(&e.Key, e.Computed)
			if l.isAsyncGenerator(e.Body) {
				if key, ok := e.Key.(*ast.PrivateIdentifier); ok {
					private = append(private, l.privateMethod(key, e))
				} else {
					public = true
				}
			}
			l.function(e.Body)
		case *ast.ClassStaticBlock:
			leave, leaveTarget := l.enter(plainFunction), l.asks(nil)
			leaveScope := l.scope(e.Block.List, declared(e.DeclarationList))
			e.Block.List = l.list(e.Block.List)
			leaveScope()
			leaveTarget()
			leave()
		}
	}
	if public {
		at := c.Idx0()
		private = append(private, staticBlock(at, callOf(identifier(asyncMethodsName, at), at, &ast.ThisExpression{Idx: at})))
	}
	if len(private) > 0 {
		c.Body = append(private, c.Body...)
	}
}

func staticBlock(at file.Idx, e ast.Expression) *ast.ClassStaticBlock {
	return &ast.ClassStaticBlock{Static: at, Block: &ast.BlockStatement{LeftBrace: at, RightBrace: at, List: []ast.Statement{evaluate(e)}}}
}

// privateMethod makes a private method asynchronous: at once if it is static,
// else in a private field that comes first in each object.
func (l *lowerer) privateMethod(key *ast.PrivateIdentifier, e *ast.MethodDefinition) ast.ClassElement {
	at := e.Idx
	call := callOf(identifier(asyncGeneratorName, at), at, &ast.PrivateDotExpression{Left: &ast.ThisExpression{Idx: at}, Identifier: *key})
	if e.Static {
		return staticBlock(at, call)
	}
	hidden := ast.PrivateIdentifier{Identifier: ast.Identifier{Name: " " + key.Name, Idx: at}}
	return &ast.FieldDefinition{Idx: at, Key: &hidden, Initializer: call}
}

func (l *lowerer) key(key *ast.Expression, computed bool) {
	if computed {
		*key = l.expression(*key)
	}
}

func (l *lowerer) expressions(list []ast.Expression) {
	for i := range list {
		list[i] = l.expression(list[i])
	}
}

// expression lowers an expression, and returns what stands for it.
func (l *lowerer) expression(e ast.Expression) ast.Expression {
	switch e := e.(type) {
	case nil:
		return nil
	case *ast.Identifier:
		return l.reference(e)
	case *ast.ThisExpression:
		if l.context {
			return callOf(identifier(contextThisName, e.Idx), e.Idx, e)
		}
	case *ast.FunctionLiteral:
		l.function(e)
		if l.isAsyncGenerator(e) {
			return callOf(identifier(asyncGeneratorName, e.Idx0()), e.Idx0(), e)
		}
	case *ast.ArrowFunctionLiteral:
		l.arrow(e)
	case *ast.ClassLiteral:
		l.class(e)
	case *ast.YieldExpression:
		e.Argument = l.expression(e.Argument)
		if e.Delegate && l.kind == asyncGenerator {
			e.Argument = callOf(identifier(delegateName, e.Yield), e.Yield, e.Argument)
		}
	case *ast.AwaitExpression:
		e.Argument = l.expression(e.Argument)
	case *ast.ArrayLiteral:
		l.expressions(e.Value)
	case *ast.ArrayPattern:
		l.expressions(e.Elements)
		e.Rest = l.expression(e.Rest)
	case *ast.AssignExpression:
		e.Left = l.expression(e.Left)
		e.Right = l.named(e, l.expression(e.Right))
	case *ast.BinaryExpression:
		e.Left = l.expression(e.Left)
		e.Right = l.expression(e.Right)
	case *ast.BracketExpression:
		e.Left = l.expression(e.Left)
		e.Member = l.expression(e.Member)
	case *ast.CallExpression:
		return l.call(e)
	case *ast.ConditionalExpression:
		e.Test = l.expression(e.Test)
		e.Consequent = l.expression(e.Consequent)
		e.Alternate = l.expression(e.Alternate)
	case *ast.DotExpression:
		if of, ok := e.Left.(*ast.Identifier); ok && e.Identifier.Name == "eval" && (of.Name == "globalThis" || of.Name == "global") {
			return identifier(indirectEvalName, of.Idx)
		}
		e.Left = l.expression(e.Left)
	case *ast.PrivateDotExpression:
		e.Left = l.expression(e.Left)
	case *ast.OptionalChain:
		e.Expression = l.expression(e.Expression)
	case *ast.Optional:
		e.Expression = l.expression(e.Expression)
	case *ast.NewExpression:
		e.Callee = l.expression(e.Callee)
		l.expressions(e.ArgumentList)
	case *ast.ObjectLiteral:
		return l.object(e)
	case *ast.ObjectPattern:
		for i := range e.Properties {
			e.Properties[i] = l.property(e.Properties[i])
		}
		e.Rest = l.expression(e.Rest)
	case *ast.SpreadElement:
		e.Expression = l.expression(e.Expression)
	case *ast.SequenceExpression:
		l.expressions(e.Sequence)
	case *ast.TemplateLiteral:
		if e.Tag != nil && !isTaggedTexts(e) {
			return l.call(callOfTag(e))
		}
		l.expressions(e.Expressions)
	case *ast.UnaryExpression:
		e.Operand = l.expression(e.Operand)
		if e.Operator == token.VOID && l.awaits[l.offset(e.Idx)] {
			return l.wait(e.Operand, e.Idx)
		}
	case *ast.Binding:
		l.binding(e)
	case *ast.MetaProperty:
		return l.newTarget(e)
	}
	return e
}

// reference is a name that may be one that a module imports.
func (l *lowerer) reference(e *ast.Identifier) ast.Expression {
	if e.Name == metaWord && l.metas[l.offset(e.Idx)] {
		return identifier(moduleMetaName, e.Idx)
	}
	if e.Name == "eval" {
		return identifier(indirectEvalName, e.Idx)
	}
	r, imported := l.renames[e.Name]
	if !imported || l.shadowed(e.Name) {
		return e
	}
	return property(identifier(moduleImportsName, e.Idx), r.property, e.Idx)
}

// call lowers a call. An imported function is called without an object, and
// import(x) is told which file asks.
func (l *lowerer) call(e *ast.CallExpression) ast.Expression {
	if name, ok := e.Callee.(*ast.Identifier); ok && l.imports[l.offset(name.Idx)] {
		l.expressions(e.ArgumentList)
		arguments := append([]ast.Expression{stringLiteral(l.name, name.Idx)}, e.ArgumentList...)
		return callOf(identifier(importName, name.Idx), e.LeftParenthesis, arguments...)
	}
	callee, name := e.Callee.(*ast.Identifier)
	direct := name && callee.Name == "eval"
	if !direct {
		e.Callee = l.expression(e.Callee)
		if name && l.context { // else this would be the object of the with around
			e.Callee = &ast.SequenceExpression{Sequence: []ast.Expression{nothingAt(callee.Idx), e.Callee}}
		}
	}
	if _, renamed := e.Callee.(*ast.DotExpression); name && renamed {
		at := e.Callee.Idx0()
		e.Callee = &ast.SequenceExpression{Sequence: []ast.Expression{&ast.NumberLiteral{Idx: at, Literal: "0", Value: int64(0)}, e.Callee}}
	}
	l.expressions(e.ArgumentList)
	if direct && len(e.ArgumentList) > 0 {
		if _, spread := e.ArgumentList[0].(*ast.SpreadElement); !spread {
			e.ArgumentList[0] = callOf(identifier(evalName, callee.Idx), callee.Idx, e.ArgumentList[0])
		}
	}
	return e
}

func (l *lowerer) object(e *ast.ObjectLiteral) ast.Expression {
	asynchronous := false
	for i := range e.Value {
		if p, ok := e.Value[i].(*ast.PropertyKeyed); ok && p.Kind == ast.PropertyKindMethod {
			if f, ok := p.Value.(*ast.FunctionLiteral); ok && l.isAsyncGenerator(f) {
				asynchronous = true
				l.key(&p.Key, p.Computed)
				l.function(f)
				continue
			}
		}
		e.Value[i] = l.property(e.Value[i])
	}
	if asynchronous {
		return callOf(identifier(asyncMethodsName, e.LeftBrace), e.LeftBrace, e)
	}
	return e
}

func (l *lowerer) property(p ast.Property) ast.Property {
	switch p := p.(type) {
	case *ast.PropertyKeyed:
		l.key(&p.Key, p.Computed)
		p.Value = l.expression(p.Value)
	case *ast.PropertyShort:
		p.Initializer = l.expression(p.Initializer)
		name := p.Name
		if value := l.reference(&name); value != ast.Expression(&name) {
			return &ast.PropertyKeyed{
				Key:  &ast.StringLiteral{Idx: name.Idx, Literal: "''", Value: name.Name},
				Kind: ast.PropertyKindValue, Value: value,
			}
		}
	case *ast.SpreadElement:
		p.Expression = l.expression(p.Expression)
	}
	return p
}
