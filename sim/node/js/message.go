package js

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/grafana/sobek"
	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/file"
)

// The engine words its errors in its own way, and writes stacks in its own
// form. Programs print both, so an error of the engine is given V8's words and
// form where JavaScript, or anybody outside, first gets hold of it: at the head
// of a catch clause, in the handler of a promise, and where nobody caught it.
// The words name what the script wrote ("o.f is not a function"), which is
// looked up in the source at the place of the error.

// caughtName names the function that catch clauses call.
const caughtName = " caught"

// frame is a line of the engine's stack.
type frame struct {
	function     string
	file         string
	line, column int
	native       bool
}

// Caught gives an error of the engine V8's message and stack. Any other value,
// and an error that has been here before, stays as it is.
func (i *Isolate) Caught(value sobek.Value) {
	object, ok := value.(*sobek.Object)
	if !ok || object.ClassName() != "Error" {
		return
	}
	// The engine writes its stack when it is first asked for; where one has been
	// put in its place, the error has been here, or a script has made it.
	inner := reflect.ValueOf(object).Elem().FieldByName("self").Elem()
	if inner.Kind() != reflect.Pointer || inner.Elem().Kind() != reflect.Struct {
		return
	}
	if added := inner.Elem().FieldByName("stackPropAdded"); !added.IsValid() || added.Bool() {
		return
	}
	_, frames := parseStack(object.Get("stack").String())
	if message, ok := object.Get("message").(sobek.String); ok {
		if words := i.words(message.String(), frames); words != message.String() {
			_ = object.DefineDataProperty("message", i.Engine.ToValue(words), sobek.FLAG_TRUE, sobek.FLAG_TRUE, sobek.FLAG_FALSE)
		}
	}
	i.SetStack(object, i.stackText(frames, 10))
}

// SetStack gives an object these frames as its stack. The first line is made
// when somebody first looks, from what the error is called by then: so it is
// in Node.
func (i *Isolate) SetStack(object *sobek.Object, frames string) {
	settle := func(value sobek.Value) {
		_ = object.DefineDataProperty("stack", value, sobek.FLAG_TRUE, sobek.FLAG_TRUE, sobek.FLAG_FALSE)
	}
	get := i.Engine.ToValue(func(sobek.FunctionCall) sobek.Value {
		value := i.Engine.ToValue(i.header(object) + frames)
		settle(value)
		return value
	})
	set := i.Engine.ToValue(func(call sobek.FunctionCall) sobek.Value {
		settle(call.Argument(0))
		return nil
	})
	_ = object.DefineAccessorProperty("stack", get, set, sobek.FLAG_TRUE, sobek.FLAG_FALSE)
}

// header is the first line of an error's stack.
func (i *Isolate) header(object *sobek.Object) string {
	toString, ok := sobek.AssertFunction(i.Engine.Get("Error").ToObject(i.Engine).Get("prototype").ToObject(i.Engine).Get("toString"))
	if !ok {
		return "Error"
	}
	value, err := toString(object)
	if err != nil {
		return "Error"
	}
	return value.String()
}

// Fresh gives an error that a script makes its stack, of so many frames.
func (i *Isolate) Fresh(object *sobek.Object, limit int) {
	frames := ""
	if limit >= 0 {
		frames = i.Stack(limit, "")
	}
	i.SetStack(object, frames)
}

// Stack is the present stack in V8's form, without a first line: so many
// frames at most, and none above the caller of a function of that name.
func (i *Isolate) Stack(limit int, above string) string {
	var frames []frame
	for _, f := range i.Engine.CaptureCallStack(0, nil) {
		p := f.Position()
		frames = append(frames, frame{f.FuncName(), f.SrcName(), p.Line, p.Column, p.Line == 0})
	}
	if above != "" {
		for at, f := range frames {
			if f.function == above {
				frames = frames[at+1:]
				break
			}
		}
	}
	return i.stackText(frames, limit)
}

// CallText is the source of the call by which a script came into the library;
// nothing if it is not known.
func (i *Isolate) CallText() string {
	for _, f := range i.Engine.CaptureCallStack(0, nil) {
		at := f.Position()
		if at.Line == 0 || strings.HasPrefix(f.SrcName(), "node:") {
			continue
		}
		p := i.place([]frame{{file: f.SrcName(), line: at.Line, column: at.Column}})
		if p.call == nil {
			return ""
		}
		from, to := int(p.call.Idx0())-p.base, int(p.call.RightParenthesis)-p.base+1
		if from < 0 || to > len(p.source) || from >= to {
			return ""
		}
		return p.source[from:to]
	}
	return ""
}

// Quote is the line of the source where an error came from, as Node prints it
// above an error that nobody caught; nothing if it is not known.
func (i *Isolate) Quote(object *sobek.Object) string {
	stack, ok := object.Get("stack").(sobek.String)
	if !ok {
		return ""
	}
	for _, line := range strings.Split(stack.String(), "\n") {
		place, isFrame := strings.CutPrefix(line, "    at ")
		if !isFrame {
			continue
		}
		if _, inside, named := strings.Cut(place, " ("); named {
			place = strings.TrimSuffix(inside, ")")
		}
		parts := strings.Split(place, ":")
		if len(parts) < 3 {
			continue
		}
		name := strings.Join(parts[:len(parts)-2], ":")
		s := i.scripts[name]
		if s == nil {
			continue
		}
		number, column := wholeNumber(parts[len(parts)-2]), wholeNumber(parts[len(parts)-1])
		lines := strings.Split(s.text, "\n")
		if number < 1 || number > len(lines) {
			return ""
		}
		text := strings.TrimSuffix(lines[number-1], "\r")
		if number == 1 {
			text = text[min(s.shift, len(text)):]
		}
		return name + ":" + strconv.Itoa(number) + "\n" + text + "\n" + strings.Repeat(" ", max(0, column-1)) + "^\n\n"
	}
	return ""
}

// parseStack cuts the engine's stack: lines of "\tat function (file:1:2(3))".
func parseStack(text string) (header string, frames []frame) {
	header, rest, _ := strings.Cut(strings.TrimSuffix(text, "\n"), "\n\tat ")
	for _, line := range strings.Split(rest, "\n\tat ") {
		if f, ok := parseFrame(line); ok {
			frames = append(frames, f)
		}
	}
	return header, frames
}

func parseFrame(line string) (frame, bool) {
	if name, native := strings.CutSuffix(line, " (native)"); native {
		return frame{function: name, native: true}, true
	}
	var f frame
	if name, rest, named := strings.Cut(line, " ("); named && strings.HasSuffix(line, "))") {
		f.function, line = name, strings.TrimSuffix(rest, ")")
	}
	open := strings.LastIndexByte(line, '(')
	if open < 0 {
		return f, false
	}
	line = line[:open]
	parts := strings.Split(line, ":")
	if len(parts) < 3 {
		return f, false
	}
	f.file = strings.Join(parts[:len(parts)-2], ":")
	f.line, f.column = wholeNumber(parts[len(parts)-2]), wholeNumber(parts[len(parts)-1])
	return f, true
}

// stackText writes frames as V8 does.
func (i *Isolate) stackText(frames []frame, limit int) string {
	var b strings.Builder
	for at, f := range frames {
		if limit <= 0 {
			break
		}
		if f.native {
			if strings.Contains(f.function, "/") || hiddenNative(f.function) {
				continue
			}
			b.WriteString("\n    at " + nativeName(f.function) + " (<anonymous>)")
			limit--
			continue
		}
		if f.file == "" || f.file == turnName || hiddenFile(f.file) {
			continue
		}
		column := f.column
		if s := i.scripts[f.file]; s != nil && f.line == 1 {
			column -= s.shift
		}
		name := f.function
		if name == "<anonymous>" {
			name = ""
		}
		if name == "" && at+2 < len(frames) && frames[at+1].native && strings.HasPrefix(frames[at+2].file, "node:internal/modules") {
			name = "Object.<anonymous>"
		}
		place := f.file + ":" + strconv.Itoa(f.line) + ":" + strconv.Itoa(column)
		if name != "" {
			place = name + " (" + place + ")"
		}
		b.WriteString("\n    at " + place)
		limit--
	}
	return b.String()
}

// hiddenFile reports whether a script is none that a person wants to see in a
// stack: the machinery that runs modules and makes errors.
func hiddenFile(name string) bool {
	return strings.HasPrefix(name, "node:internal/modules") || strings.HasPrefix(name, "node:internal/errors") || strings.HasPrefix(name, " ")
}

func hiddenNative(name string) bool {
	switch name {
	case "", "<native>", "apply", "construct", "fresh", "stack":
		return true
	}
	return false
}

func nativeName(name string) string {
	switch name {
	case "map", "forEach", "filter", "reduce", "reduceRight", "some", "every", "find", "findIndex", "findLast", "findLastIndex", "flatMap", "sort":
		return "Array." + name
	case "Promise":
		return "new Promise"
	}
	return name
}

// words is V8's message for one of the engine's.
func (i *Isolate) words(message string, frames []frame) string {
	if words, ok := plainWords(message); ok {
		return words
	}
	// The engine's constructors are no frames of their own.
	p := i.place(frames)
	if p.construct != nil {
		if words, ok := p.constructorWords(message); ok {
			return words
		}
	}
	switch {
	case strings.HasPrefix(message, "Object has no member '"):
		if p.call != nil {
			return p.write(p.call.Callee) + " is not a function"
		}
		return quoted(message) + " is not a function"
	case strings.HasPrefix(message, "Cannot read property '"):
		what := "undefined"
		if p.reads != nil && p.isNull(p.reads) {
			what = "null"
		}
		return "Cannot read properties of " + what + " (reading '" + quoted(message) + "')"
	case strings.HasPrefix(message, "Value is not an object: "), strings.HasPrefix(message, "Not a function: "):
		_, value, _ := strings.Cut(message, ": ")
		return p.notCallable(value, frames, message)
	case message == "Value is not a constructor":
		if p.construct != nil {
			return p.write(p.construct.Callee) + " is not a constructor"
		}
	case message == "Cannot access a variable before initialization":
		if p.identifier != "" {
			return "Cannot access '" + p.identifier + "' before initialization"
		}
	case message == "Class constructor cannot be invoked without 'new'":
		if p.call != nil {
			return "Class constructor " + lastName(p.call.Callee) + " cannot be invoked without 'new'"
		}
	case message == "object is not iterable":
		if p.iterated != nil {
			return p.write(p.iterated) + " is not iterable"
		}
		if len(frames) > 0 && frames[0].native {
			return "object is not iterable (cannot read property Symbol(Symbol.iterator))"
		}
	case message == "Value is not object coercible", message == "Cannot convert undefined or null to object":
		return p.coercion(message)
	case strings.HasPrefix(message, "Cannot assign to read only property '"):
		if !strings.Contains(message, " of ") {
			if p.assigned != nil && p.assignsArray() {
				return message + " of object '[object Array]'"
			}
			return message + " of object '#<Object>'"
		}
	}
	return message
}

// plainWords are V8's where the source does not matter.
func plainWords(message string) (string, bool) {
	switch message {
	case "No initial value":
		return "Reduce of empty array with no initial value", true
	case "Malformed URI":
		return "URI malformed", true
	case "toFixed() precision must be between 0 and 100":
		return "toFixed() digits argument must be between 0 and 100", true
	case "toPrecision() precision must be between 1 and 100":
		return "toPrecision() argument must be between 1 and 100", true
	case "toExponential() precision must be between 0 and 100":
		return "toExponential() argument must be between 0 and 100", true
	case "The normalization form should be one of NFC, NFD, NFKC, NFKD":
		return message + ".", true
	case "Illegal generator state":
		return "Generator is already running", true
	case "RegExp doesn't have global flag set":
		return "String.prototype.matchAll called with a non-global RegExp argument", true
	case "exponent must be positive":
		return "Exponent must be non-negative", true
	case "Must call super constructor in derived class before accessing 'this'":
		return message + " or returning from derived constructor", true
	case "Constructor Promise requires 'new'":
		return "Promise constructor cannot be invoked without 'new'", true
	case "prototype is not an object":
		return "Function has non-object prototype 'undefined' in instanceof check", true
	case "proxy has been revoked", "Proxy already revoked":
		return "Cannot perform 'get' on a proxy that has been revoked", true
	}
	if rest, ok := strings.CutPrefix(message, "Cannot delete property '"); ok && strings.HasSuffix(message, "of [object Object]") {
		return "Cannot delete property '" + strings.TrimSuffix(rest, "of [object Object]") + "of #<Object>", true
	}
	if strings.HasSuffix(message, "called on incompatible receiver [object Object]") {
		return strings.TrimSuffix(message, "[object Object]") + "#<Object>", true
	}
	return "", false
}

// quoted is what stands between the first and the last quotation mark.
func quoted(message string) string {
	from, to := strings.IndexByte(message, '\''), strings.LastIndexByte(message, '\'')
	if from < 0 || to <= from {
		return message
	}
	return message[from+1 : to]
}

// place is what the source has where an error came from.
type place struct {
	source     string
	base       int
	program    *ast.Program
	call       *ast.CallExpression
	construct  *ast.NewExpression
	reads      ast.Expression // of which a property is read
	iterated   ast.Expression
	binary     *ast.BinaryExpression
	pattern    *ast.ObjectPattern
	from       ast.Expression // what a pattern takes apart; nil for a parameter
	assigned   ast.Expression // the left side of an assignment
	identifier string
}

// place finds what stands where the first frame of a script is.
func (i *Isolate) place(frames []frame) *place {
	p := &place{}
	if len(frames) == 0 || frames[0].native {
		return p
	}
	s := i.scripts[frames[0].file]
	if s == nil || s.text == "" {
		return p
	}
	if s.tree == nil {
		s.tree, _ = parse(s.Name, s.text)
		if s.tree == nil {
			s.text = ""
			return p
		}
	}
	p.program, p.source, p.base = s.tree, s.text, s.tree.File.Base()
	offset := 0
	lines := strings.SplitAfter(s.text, "\n")
	if frames[0].line < 1 || frames[0].line > len(lines) {
		return p
	}
	for _, line := range lines[:frames[0].line-1] {
		offset += len(line)
	}
	at := file.Idx(p.base + offset + byteColumn(lines[frames[0].line-1], frames[0].column))
	for _, statement := range s.tree.Body {
		p.look(reflect.ValueOf(statement), at)
	}
	return p
}

// byteColumn is how many bytes a column, counted in characters from 1, is in.
func byteColumn(line string, column int) int {
	n := 0
	for at := range line {
		if n++; n == column {
			return at
		}
	}
	return len(line)
}

// look goes through the tree for what begins at that place.
func (p *place) look(v reflect.Value, at file.Idx) {
	switch v.Kind() {
	case reflect.Interface:
		if !v.IsNil() {
			p.look(v.Elem(), at)
		}
	case reflect.Pointer:
		if v.IsNil() || v.Type().Elem().Kind() != reflect.Struct || !strings.HasPrefix(v.Type().String(), "*ast.") {
			return
		}
		if node, ok := v.Interface().(ast.Node); ok {
			p.meet(node, at)
		}
		p.look(v.Elem(), at)
	case reflect.Struct:
		for f := range v.NumField() {
			// Declarations are listed at their functions a second time.
			if v.Type().Field(f).Name == "DeclarationList" || !v.Type().Field(f).IsExported() {
				continue
			}
			p.look(v.Field(f), at)
		}
	case reflect.Slice:
		for k := range v.Len() {
			p.look(v.Index(k), at)
		}
	}
}

func (p *place) meet(node ast.Node, at file.Idx) {
	switch n := node.(type) {
	case *ast.CallExpression:
		if n.LeftParenthesis == at || n.Idx0() == at && p.call == nil {
			p.call = n
		}
	case *ast.NewExpression:
		if n.New == at || n.LeftParenthesis == at {
			p.construct = n
		}
	case *ast.DotExpression:
		if n.Identifier.Idx == at {
			p.reads = n.Left
		}
	case *ast.BracketExpression:
		if n.LeftBracket == at || n.Member.Idx0() == at || n.RightBracket == at || n.LeftBracket+1 == at {
			p.reads = n.Left
		}
	case *ast.ForOfStatement:
		if n.For == at || n.Source.Idx0() <= at && at <= n.Source.Idx1() {
			p.iterated = n.Source
		}
	case *ast.SpreadElement:
		if n.Expression.Idx0() == at {
			p.iterated = n.Expression
		}
	case *ast.Identifier:
		if n.Idx == at {
			p.identifier = n.Name.String()
		}
	case *ast.BinaryExpression:
		if n.Left.Idx0() == at || n.Right.Idx0() == at {
			p.binary = n
		}
	case *ast.LexicalDeclaration:
		if n.Idx == at {
			p.firstPattern(n.List)
		}
	case *ast.VariableStatement:
		if n.Var == at {
			p.firstPattern(n.List)
		}
	case *ast.FunctionLiteral:
		if n.Function == at && n.ParameterList != nil {
			p.firstPattern(n.ParameterList.List)
		}
	case *ast.ArrowFunctionLiteral:
		if n.Start == at && n.ParameterList != nil {
			p.firstPattern(n.ParameterList.List)
		}
	case *ast.Binding:
		p.meetPattern(n.Target, n.Initializer, at)
	case *ast.AssignExpression:
		if n.Left.Idx0() == at || n.Right.Idx0() == at || within(n.Left, at) {
			p.assigned = n.Left
		}
		if target, ok := n.Left.(ast.Pattern); ok {
			p.meetPattern(target, n.Right, at)
		}
	}
}

// firstPattern takes the first of several bindings that takes an object apart:
// the engine names the place of all of them.
func (p *place) firstPattern(list []*ast.Binding) {
	for _, b := range list {
		if t, ok := b.Target.(*ast.ObjectPattern); ok {
			p.pattern, p.from = t, b.Initializer
			return
		}
	}
}

func within(e ast.Expression, at file.Idx) bool {
	switch e.(type) {
	case *ast.DotExpression, *ast.BracketExpression:
		return e.Idx0() <= at && at <= e.Idx1()
	}
	return false
}

func (p *place) meetPattern(target any, from ast.Expression, at file.Idx) {
	begins := func(n ast.Node) bool {
		return n.Idx0() == at || from != nil && from.Idx0() == at || n.Idx0() <= at && at < n.Idx1()
	}
	switch t := target.(type) {
	case *ast.ObjectPattern:
		if begins(t) {
			p.pattern, p.from = t, from
		}
	case *ast.ArrayPattern:
		if begins(t) && from != nil {
			p.iterated = from
		}
	}
}

// notCallable is what V8 says of a value that was called, constructed or
// searched as if it could be.
func (p *place) notCallable(value string, frames []frame, message string) string {
	if len(frames) > 0 && frames[0].native {
		switch frames[0].function {
		case "Promise":
			return "Promise resolver " + value + " is not a function"
		case "Map", "fromEntries", "WeakMap":
			return "Iterator value " + value + " is not an entry object"
		case "ownKeys", "has", "get", "set":
			return "Reflect." + frames[0].function + " called on non-object"
		}
		return value + " is not a function"
	}
	switch {
	case p.construct != nil:
		return p.write(p.construct.Callee) + " is not a constructor"
	case p.call != nil:
		return p.write(p.call.Callee) + " is not a function"
	case p.binary != nil && p.binary.Operator.String() == "in":
		return "Cannot use 'in' operator to search for '" + strings.Trim(p.write(p.binary.Left), `"`) + "' in " + value
	case p.binary != nil && p.binary.Operator.String() == "instanceof":
		return "Right-hand side of 'instanceof' is not an object"
	}
	return value + " is not a function"
}

// constructorWords is what V8's own constructors say of their arguments.
func (p *place) constructorWords(message string) (string, bool) {
	value, isValue := strings.CutPrefix(message, "Value is not an object: ")
	index, isIndex := strings.CutPrefix(message, "Invalid index ")
	name := lastName(p.construct.Callee)
	switch {
	case name == "Promise" && isValue:
		return "Promise resolver " + value + " is not a function", true
	case name == "Map" && isValue:
		return "Iterator value " + value + " is not an entry object", true
	case name == "WeakMap" && isValue:
		return "Invalid value used as weak map key", true
	case name == "WeakSet" && isValue:
		return "Invalid value used in weak set", true
	case name == "ArrayBuffer" && isIndex:
		return "Array buffer allocation failed", index != "" && index[0] != '-'
	case strings.HasSuffix(name, "Array") && isIndex:
		return "Invalid typed array length: " + index, true
	case message == "object is not iterable" && len(p.construct.ArgumentList) > 0:
		if n, ok := p.construct.ArgumentList[0].(*ast.NumberLiteral); ok {
			return "number " + n.Literal + " is not iterable (cannot read property Symbol(Symbol.iterator))", true
		}
		return "object is not iterable (cannot read property Symbol(Symbol.iterator))", true
	}
	return "", false
}

// coercion is what V8 says where a property was wanted of undefined or null.
func (p *place) coercion(message string) string {
	if p.pattern != nil {
		text, kind := "undefined", "undefined"
		if p.from != nil {
			text = p.write(p.from)
			if p.isNull(p.from) {
				kind = "null"
			}
		}
		for _, property := range p.pattern.Properties {
			switch q := property.(type) {
			case *ast.PropertyShort:
				return "Cannot destructure property '" + q.Name.Name.String() + "' of '" + text + "' as it is " + kind + "."
			case *ast.PropertyKeyed:
				return "Cannot destructure property '" + strings.Trim(p.write(q.Key), `"`) + "' of '" + text + "' as it is " + kind + "."
			}
		}
		return "Cannot destructure '" + text + "' as it is " + kind + "."
	}
	if p.assigned != nil {
		what := "undefined"
		switch left := p.assigned.(type) {
		case *ast.DotExpression:
			if p.isNull(left.Left) {
				what = "null"
			}
			return "Cannot set properties of " + what + " (setting '" + left.Identifier.Name.String() + "')"
		case *ast.BracketExpression:
			if p.isNull(left.Left) {
				what = "null"
			}
			return "Cannot set properties of " + what + " (setting '" + strings.Trim(p.write(left.Member), `"`) + "')"
		}
	}
	if p.iterated != nil {
		return p.write(p.iterated) + " is not iterable"
	}
	if message == "Value is not object coercible" {
		return "Cannot convert undefined or null to object"
	}
	return message
}

func (p *place) assignsArray() bool {
	b, ok := p.assigned.(*ast.BracketExpression)
	if !ok {
		return false
	}
	_, number := b.Member.(*ast.NumberLiteral)
	return number
}

// isNull guesses whether an expression that was undefined or null was null:
// the engine does not say which. It was if the source gives its name null.
func (p *place) isNull(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.NullLiteral:
		return true
	case *ast.CallExpression:
		switch lastName(e.Callee) {
		case "match", "exec", "getPrototypeOf":
			return true
		}
		return false
	}
	name := lastName(e)
	if name == "" {
		return false
	}
	forms := []string{" " + name + " = null", " " + name + "=null"}
	if _, dot := e.(*ast.DotExpression); dot {
		forms = []string{"." + name + " = null", " " + name + ": null", "{" + name + ": null", "{" + name + ":null", "," + name + ":null"}
	}
	for _, form := range forms {
		if strings.Contains(p.source, form) {
			return true
		}
	}
	return false
}

func lastName(e ast.Expression) string {
	switch e := e.(type) {
	case *ast.Identifier:
		return e.Name.String()
	case *ast.DotExpression:
		return e.Identifier.Name.String()
	}
	return ""
}

// write writes an expression as V8 does in messages.
func (p *place) write(e ast.Expression) string {
	switch e := e.(type) {
	case *ast.Identifier:
		return e.Name.String()
	case *ast.ThisExpression:
		return "this"
	case *ast.SuperExpression:
		return "super"
	case *ast.NullLiteral:
		return "null"
	case *ast.BooleanLiteral:
		return e.Literal
	case *ast.NumberLiteral:
		return e.Literal
	case *ast.StringLiteral:
		return `"` + e.Value.String() + `"`
	case *ast.DotExpression:
		return p.write(e.Left) + "." + e.Identifier.Name.String()
	case *ast.PrivateDotExpression:
		return p.write(e.Left) + ".#" + e.Identifier.Name.String()
	case *ast.BracketExpression:
		if s, ok := e.Member.(*ast.StringLiteral); ok {
			return p.write(e.Left) + "." + s.Value.String()
		}
		return p.write(e.Left) + "[" + p.write(e.Member) + "]"
	case *ast.CallExpression:
		return p.write(e.Callee) + "(...)"
	case *ast.OptionalChain:
		return p.write(e.Expression)
	case *ast.Optional:
		return p.write(e.Expression) + "?"
	case *ast.AwaitExpression:
		return "(intermediate value)"
	case *ast.SequenceExpression:
		var parts []string
		for _, part := range e.Sequence {
			parts = append(parts, p.write(part))
		}
		return "(" + strings.Join(parts, " , ") + ")"
	case *ast.UnaryExpression:
		if e.Postfix {
			return "(intermediate value)"
		}
		return "(" + e.Operator.String() + " " + p.write(e.Operand) + ")"
	case *ast.ArrayLiteral:
		var parts []string
		for _, part := range e.Value {
			if part != nil {
				parts = append(parts, p.write(part))
			}
		}
		return "[" + strings.Join(parts, ",") + "]"
	case *ast.ObjectLiteral:
		if len(e.Value) == 0 {
			return "{}"
		}
		return "{(intermediate value)}"
	}
	return "(intermediate value)"
}
