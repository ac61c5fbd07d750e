package js

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/grafana/sobek"
	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/file"
)

// Site is a call as V8 describes it in a stack: a CallSite.
type Site struct {
	call
	isolate *Isolate
	settled file.Idx // the place, if it is not where the engine is
	given   string   // or what is shown as the place

	generator string // of a generator's method: the generator's name
	caller    *Site  // of an arrow function, until it has been asked what it was called on
}

// builtin reports whether the call is one of a function of the language, which
// has no place.
func (s *Site) builtin() bool { return s.program == nil || !s.implied && languageFile(s.file()) }

func (s *Site) file() string {
	if s.program == nil {
		return ""
	}
	return s.isolate.inside.frame(s.program, s.pc).SrcName()
}

// languageFile reports whether a script of the library supplies functions of
// the language.
func languageFile(name string) bool {
	rest, library := strings.CutPrefix(name, "node:internal/")
	if !library {
		return false
	}
	switch rest {
	case "errors_language", "async":
		return true
	}
	return strings.HasPrefix(rest, "intl") || strings.HasPrefix(rest, "polyfill")
}

// script is the script that the call is in; nil if it is one of the library.
func (s *Site) script() *Script {
	if s.program == nil {
		return nil
	}
	return s.isolate.scriptOf(s.program)
}

// Position is where the call is: the script's name, line and column; an empty
// name for a builtin.
func (s *Site) Position() (name string, line, column int) {
	if s.builtin() {
		return "", 0, 0
	}
	f := s.isolate.inside.frame(s.program, s.pc)
	at := f.Position()
	name = f.SrcName()
	if script := s.script(); script != nil {
		name = script.shown()
	}
	if l := s.isolate.sourceOf(s.program); l != nil {
		settled := s.settled
		switch {
		case s.implied:
			settled = l.constructorPlace(s.isolate.sourceText(s.function))
		case settled != 0:
		case s.async:
			settled = cmp.Or(s.awaitsAt(l), l.awaitPlace(l.index(at.Line, at.Column)))
		case s.isolate.inside.operation(s.program, s.pc) == "call":
			settled = l.tagPlace(l.index(at.Line, at.Column), settled)
		case s.isolate.inside.operation(s.program, s.pc) == "iterNext":
			settled = l.nextPlace(l.index(at.Line, at.Column))
		default:
			settled = l.signPlace(l.index(at.Line, at.Column), s.isolate.inside.operation(s.program, s.pc))
		}
		if settled != 0 {
			at.Line, at.Column = l.position(settled)
		}
		at.Column = l.unitColumn(at.Line, at.Column)
	}
	if script := s.script(); script != nil && at.Line == 1 {
		at.Column -= script.shift
	}
	return name, at.Line, at.Column
}

// awaitsAt is the await at which the call waits, 0 for none: it goes on with the next
// instruction, which may belong to what is around the await.
func (s *Site) awaitsAt(l *listing) file.Idx {
	if s.isolate.inside.operation(s.program, s.pc-1) != "yieldMarker" {
		return 0
	}
	at := s.isolate.inside.frame(s.program, s.pc-1).Position()
	return l.awaitPlace(l.index(at.Line, at.Column))
}

// IsSloppy reports whether the function is one of sloppy mode, which may be
// seen.
func (s *Site) IsSloppy() bool {
	if s.program == nil || s.function == nil {
		return false
	}
	strict := s.isolate.inside.self(s.function).FieldByName("strict")
	return strict.IsValid() && !strict.Bool()
}

// EvalOrigin is where the code was given to eval; empty if it was not.
func (s *Site) EvalOrigin() string {
	if script := s.script(); script != nil {
		return script.origin
	}
	return ""
}

// runsModule reports whether the call is the run of an ES module's statements,
// which are those of a generator.
func (s *Site) runsModule() bool {
	script := s.script()
	if script == nil || script.module == "" || s.function == nil || s.FunctionName() != "" {
		return false
	}
	kind, _ := s.isolate.inside.functionOf(s.function)
	return strings.HasPrefix(kind, "generator")
}

// givesExport reports whether the call is of a function that gives a module's export to
// another module. Those stand where no function of a script can, at the module's begin.
func (s *Site) givesExport() bool {
	script := s.script()
	if script == nil || script.module == "" || s.function == nil || s.FunctionName() == "" {
		return false
	}
	at := s.isolate.inside.frame(s.program, s.pc).Position()
	return at.Line == 1 && at.Column == 1
}

// Function is the function called; nil for a script's own statements.
func (s *Site) Function() *sobek.Object { return s.function }

// This is what the function was called on.
func (s *Site) This() sobek.Value {
	if isNothing(s.this) && s.IsSloppy() {
		return s.isolate.Engine.GlobalObject()
	}
	if s.this == nil {
		return sobek.Undefined()
	}
	return s.this
}

// IsConstructor reports whether the call makes an object.
func (s *Site) IsConstructor() bool { return s.kind == construct }

// IsAsync reports whether the call waits for the one above it.
func (s *Site) IsAsync() bool { return s.async }

// IsToplevel reports whether the function was called on nothing.
func (s *Site) IsToplevel() bool {
	s.receive()
	if s.arrow && s.this == nil {
		return s.arrowClass() == ""
	}
	return s.this == nil || sobek.IsUndefined(s.this) || sobek.IsNull(s.this) || s.this == sobek.Value(s.isolate.Engine.GlobalObject())
}

// FunctionName is the function's name, or what it was assigned to.
// (JSFunction::GetDebugName)
func (s *Site) FunctionName() string {
	if s.kind == initialize {
		if this, ok := s.this.(*sobek.Object); ok {
			if _, static := sobek.AssertFunction(this); static {
				return "<static_initializer>"
			}
		}
		return "<instance_members_initializer>"
	}
	name := ""
	if s.function != nil {
		if own, ok := s.isolate.ownData(s.function, "name").(sobek.String); ok {
			name = own.String()
		}
	}
	if script := s.script(); script != nil && script.origin != "" && (name == "" || name == "anonymous") {
		return "eval"
	}
	if name != "" || s.function == nil {
		return name
	}
	if s.program == nil {
		return ""
	}
	return s.isolate.inferredName(s)
}

// TypeName is the class of what the function was called on.
// (JSReceiver::GetConstructorName)
func (s *Site) TypeName() string {
	if s.kind == construct {
		return ""
	}
	s.receive()
	if s.arrow && s.this == nil {
		return s.arrowClass()
	}
	object, ok := s.this.(*sobek.Object)
	if !ok {
		switch v := s.this.(type) {
		case nil:
			return ""
		case sobek.String:
			return "String"
		default:
			if sobek.IsUndefined(v) || sobek.IsNull(v) {
				return ""
			}
			object = v.ToObject(s.isolate.Engine)
		}
	}
	if class := s.isolate.inside.kind(object); class == "proxyObject" {
		return "Object"
	}
	if _, callable := sobek.AssertFunction(object); callable {
		return "Function"
	}
	if s.generator != "" {
		return s.generator
	}
	for at := object; at != nil; at = at.Prototype() {
		if s.isolate.inside.kind(at) == "proxyObject" {
			break
		}
		if tag, ok := s.isolate.ownData(at, sobek.SymToStringTag).(sobek.String); ok {
			return tag.String()
		}
		if class, ok := s.isolate.ownData(at, "constructor").(*sobek.Object); ok {
			if name, ok := s.isolate.ownData(class, "name").(sobek.String); ok && name.String() != "" && name.String() != "Object" {
				return name.String()
			}
		}
	}
	return object.ClassName()
}

// MethodName is the property by which the function is found on what it was
// called on; nothing if there is none, or several. (CallSiteInfo::GetMethodName)
func (s *Site) MethodName() string {
	if s.kind == construct {
		return ""
	}
	s.receive()
	object, ok := s.this.(*sobek.Object)
	if !ok || s.function == nil || s.kind == initialize {
		return ""
	}
	name := ""
	if own, ok := s.isolate.ownData(s.function, "name").(sobek.String); ok {
		name = strings.TrimPrefix(strings.TrimPrefix(own.String(), "get "), "set ")
	}
	found := ""
	for at := object; at != nil; at = at.Prototype() {
		if s.isolate.inside.kind(at) == "proxyObject" {
			return ""
		}
		if name != "" && s.isolate.holds(at, name, s.function) {
			return name
		}
		for _, key := range at.GetOwnPropertyNames() {
			if key[:min(1, len(key))] >= "0" && key[:1] <= "9" {
				continue // V8 does not look at elements
			}
			if s.isolate.holds(at, key, s.function) {
				if found != "" && found != key {
					return ""
				}
				found = key
			}
		}
	}
	return found
}

// ownData is the value of an own property that is no accessor.
func (i *Isolate) ownData(object *sobek.Object, key any) sobek.Value {
	if name, ok := key.(string); ok {
		if value, ok := i.inside.plain(object, name); ok {
			return value
		}
	}
	descriptor := i.descriptor(object, key)
	if descriptor == nil {
		return nil
	}
	return descriptor.Get("value")
}

// HasOwn reports whether an object has a property of its own.
func (i *Isolate) HasOwn(object *sobek.Object, key string) bool {
	return i.descriptor(object, key) != nil
}

// holds reports whether a property's value, getter or setter is a function.
func (i *Isolate) holds(object *sobek.Object, key string, function *sobek.Object) bool {
	descriptor := i.descriptor(object, key)
	if descriptor == nil {
		return false
	}
	for _, part := range []string{"value", "get", "set"} {
		if value, ok := descriptor.Get(part).(*sobek.Object); ok && value == function {
			return true
		}
	}
	return false
}

func (i *Isolate) descriptor(object *sobek.Object, key any) *sobek.Object {
	var name sobek.Value
	switch key := key.(type) {
	case string:
		name = i.Engine.ToValue(key)
	case *sobek.Symbol:
		name = key
	}
	value, err := i.ownDescriptor(sobek.Undefined(), object, name)
	if err != nil {
		return nil
	}
	descriptor, _ := value.(*sobek.Object)
	if descriptor != nil && i.misleads() {
		i.must(descriptor.SetPrototype(nil))
	}
	return descriptor
}

// String is the call as V8 writes it. (SerializeJSStackFrame)
func (s *Site) String() string {
	name := s.FunctionName()
	prefix := ""
	if s.async {
		prefix = "async "
	}
	switch {
	case s.label != "":
		return prefix + s.label
	case s.kind == construct && s.builtin():
		return "new " + name + " (<anonymous>)"
	case s.kind == construct:
		if name == "" {
			name = "<anonymous>"
		}
		name = "new " + name
	case !s.IsToplevel() && s.function != nil && s.kind != initialize:
		name = s.methodCall(name)
	}
	place := s.place()
	if name == "" {
		return prefix + place
	}
	return prefix + name + " (" + place + ")"
}

func (s *Site) place() string {
	if s.given != "" {
		return s.given
	}
	if known, ok := s.foreign(); ok && known.placed() {
		if place := cmp.Or(known.place, known.at[s.isolate.inside.frame(s.program, s.pc).Position().Column]); place != "" {
			return place
		}
	}
	file, line, column := s.Position()
	if file == "" {
		return "<anonymous>"
	}
	if script := s.script(); script != nil && script.origin != "" {
		file = script.origin + ", " + file
	}
	return file + ":" + strconv.Itoa(line) + ":" + strconv.Itoa(column)
}

// methodCall is the name of a call on an object. (AppendMethodCall)
func (s *Site) methodCall(function string) string {
	class, method := s.className(), s.MethodName()
	if class == "" {
		class = s.TypeName()
	}
	if function == "" {
		if method == "" {
			method = "<anonymous>"
		}
		if class != "" {
			return class + "." + method
		}
		return method
	}
	text := function
	if class != "" && isName(function) {
		text = class + "." + function
	}
	if method != "" && function != method && !strings.HasSuffix(function, "."+method) {
		text += " [as " + method + "]"
	}
	return text
}

// className is the name of the class that a static method was called on; "" if it was
// called on no class. (JSFunction::GetDebugClassName)
func (s *Site) className() string {
	s.receive()
	class, ok := s.this.(*sobek.Object)
	if !ok {
		return ""
	}
	if kind, _ := s.isolate.inside.functionOf(class); kind != "classFuncObject" {
		return ""
	}
	if name, ok := s.isolate.ownData(class, "name").(sobek.String); ok {
		return name.String()
	}
	return ""
}

// inferredName is what a function without a name was assigned to.
func (i *Isolate) inferredName(s *Site) string {
	l := i.sourceOf(s.program)
	if l == nil {
		return ""
	}
	return l.named(l.place(s)).inferred
}

// receive finds what an arrow function was called on, where its caller says
// this.callback(): the engine forgets.
func (s *Site) receive() {
	caller := s.caller
	s.caller = nil
	if caller == nil || s.this != nil || caller.this == nil || caller.program != s.from.program {
		return
	}
	var on ast.Expression
	switch callee := s.callee().(type) {
	case *ast.DotExpression:
		on = callee.Left
	case *ast.BracketExpression:
		on = callee.Left
	}
	if _, ok := on.(*ast.ThisExpression); ok {
		s.this = caller.this
	}
}

// callee is what is called where an arrow function is; nil if that is not known.
func (s *Site) callee() ast.Expression {
	if s.from.program == nil || s.function == nil {
		return nil
	}
	l := s.isolate.sourceOf(s.from.program)
	if l == nil {
		return nil
	}
	p := s.isolate.inside.frame(s.from.program, s.from.pc).Position()
	n, ok := find[*ast.CallExpression](l, l.index(p.Line, p.Column))
	if !ok {
		return nil
	}
	return ownExpression(n.Callee)
}

// arrowClass is the class of what an arrow function was called on, by the look
// of it: the engine forgets.
func (s *Site) arrowClass() string {
	switch s.callee().(type) {
	case *ast.DotExpression, *ast.BracketExpression:
	default:
		return ""
	}
	if own := s.isolate.sourceOf(s.program); own != nil {
		if class := own.named(own.place(s)).class; class != "" {
			return class
		}
	}
	return "Object"
}

func ownExpression(e ast.Expression) ast.Expression {
	switch e := e.(type) {
	case *ast.OptionalChain:
		return ownExpression(e.Expression)
	case *ast.Optional:
		return ownExpression(e.Expression)
	}
	return e
}
