package js

import (
	"strconv"
	"strings"

	"github.com/grafana/sobek"
	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/file"
	"github.com/grafana/sobek/token"
	"github.com/grafana/sobek/unistring"
)

// words is V8's message for one of the engine's, at the place where the engine
// is. (V8's words: src/common/message-template.h; which of them: src/execution/
// messages.cc)
// place is where V8 sees the failure, if it is not where the engine does.
//
// missing is the builtin that failed, if the engine makes no call of its own
// for it.
func (i *Isolate) words(message string) (words string, place file.Idx, missing *call) {
	if i.wording {
		return message, 0, nil
	}
	if i.evaluating != nil && strings.HasPrefix(message, "SyntaxError: ") {
		return evalWords(message), 0, nil
	}
	i.wording = true
	defer func() { i.wording = false }()
	words = message
	said := i.said
	// What is asked of a proxy may fail again.
	_ = i.Engine.Try(func() {
		f := i.failure()
		if words, place = f.words(message), f.place; said {
			words = message
		}
		missing = f.missing
	})
	return words, place, missing
}

func (f *failure) words(message string) string {
	if f.builtin == nil && f.source != nil {
		f.place = f.source.signPlace(f.at, f.operation)
	}
	if message == "Maximum call stack size exceeded" && f.source != nil {
		f.place, _, _, _ = f.source.functionAt(f.at)
		return message
	}
	if words, ok := plainWords[message]; ok {
		return words
	}
	if words := wantedOfIterator(message); words != "" {
		return words
	}
	if f.builtin != nil {
		if words, ok := f.builtinWords(message); ok {
			return words
		}
		if message == "iterator.next is missing or not a function" {
			return noNext
		}
		return message
	}
	if strings.HasSuffix(message, " is not defined") && f.source != nil {
		f.place = f.source.variablePlace(f.at)
		return message
	}
	if words, ok := f.scriptWords(message); ok {
		return words
	}
	return message
}

// plainWords are V8's where the place does not matter.
var plainWords = map[string]string{
	"No initial value": "Reduce of empty array with no initial value",
	"Malformed URI":    "URI malformed",
	"toFixed() precision must be between 0 and 100":                                          "toFixed() digits argument must be between 0 and 100",
	"toPrecision() precision must be between 1 and 100":                                      "toPrecision() argument must be between 1 and 100",
	"toExponential() precision must be between 0 and 100":                                    "toExponential() argument must be between 0 and 100",
	"The normalization form should be one of NFC, NFD, NFKC, NFKD":                           "The normalization form should be one of NFC, NFD, NFKC, NFKD.",
	"The iterator does not provide a 'throw' method":                                         "The iterator does not provide a 'throw' method.",
	"Illegal generator state":                                                                "Generator is already running",
	"RegExp doesn't have global flag set":                                                    "String.prototype.matchAll called with a non-global RegExp argument",
	"exponent must be positive":                                                              "undefined must be positive",
	"Must call super constructor in derived class before accessing 'this'":                   mustCallSuper,
	"Must call super constructor in derived class before returning from derived constructor": mustCallSuper,
	"Constructor Promise requires 'new'":                                                     "Promise constructor cannot be invoked without 'new'",
	"prototype is not an object":                                                             "Function has non-object prototype 'undefined' in instanceof check",
	"Species is not a constructor":                                                           "object.constructor[Symbol.species] is not a constructor",
	"Promise self-resolution":                                                                "Chaining cycle detected for promise #<Promise>",
	"radix must be an integer between 2 and 36":                                              "toString() radix argument must be between 2 and 36",
	"Index 0 is out of bounds":                                                               "Offset is outside the bounds of the DataView",
	"Source is too large":                                                                    "offset is out of bounds",
	"Symbol.prototype.valueOf requires that 'this' be a Symbol":                              "Symbol.prototype.valueOf requires that 'this' be a Symbol",
	"First argument to DataView constructor must be an ArrayBuffer":                          "First argument to DataView constructor must be an ArrayBuffer",
	"Derived TypedArray constructor created an array which was too small":                    "Derived TypedArray constructor created an array which was too small",
}

// noNext is what V8 says of an iterator without next. What it has instead is not
// known any more.
const noNext = "undefined is not a function"

const mustCallSuper = "Must call super constructor in derived class before accessing 'this' or returning from derived constructor"

// scriptWords are V8's words where an instruction of a script failed.
func (f *failure) scriptWords(message string) (string, bool) {
	switch {
	case strings.HasPrefix(message, "Cannot read property '"):
		if base, key, ok := f.access(); ok {
			f.place = f.memberPlace()
			return f.readOf(base, key), true
		}
	case message == "Cannot convert undefined or null to object", message == "Value is not object coercible":
		return f.coercion()
	case strings.HasPrefix(message, "Object has no member '"), strings.HasPrefix(message, "Not a function: "):
		return f.notCallable()
	case strings.HasPrefix(message, "Value is not an object: "), strings.HasPrefix(message, "Value is not callable: "),
		strings.HasPrefix(message, "Expecting a function in instanceof check"):
		if words, ok := f.notObject(); ok {
			return words, ok
		}
		return f.foldedOperator(message)
	case message == "Cannot redefine property: prototype":
		return "Classes may not have a static property named 'prototype'", true
	case message == "Value is not a constructor":
		if n, ok := find[*ast.NewExpression](f.source, f.at); ok {
			return printed(n.Callee) + " is not a constructor", true
		}
	case strings.HasSuffix(message, " is not a method") && !f.iterates() && !f.onProxy():
		return methodText(strings.TrimSuffix(message, " is not a method")) + " is not a function", true
	case strings.HasSuffix(message, " is not a method") && f.onProxy():
		value := strings.TrimSuffix(message, " is not a method")
		if value == "[object Object]" {
			value = "#<Object>"
		}
		return "'" + value + "' returned for property '" + f.trap() + "' of object '#<Object>' is not a function", true
	case message == "object is not iterable", strings.HasSuffix(message, " is not a method"):
		return f.notIterable()
	case message == "iterator.next is missing or not a function":
		if text := f.iteratedText(); text != "" {
			return text, true
		}
		return noNext, true
	case message == "Cannot access a variable before initialization", message == "Assignment to constant variable.":
		return f.binding(message)
	case message == "Class constructor cannot be invoked without 'new'":
		return f.classCalled()
	case strings.HasPrefix(message, "Class extends value"):
		return f.extends(message), true
	case message == "Super constructor is not a constructor":
		return f.superMissing(), true
	case strings.Contains(message, " private member #"), strings.HasPrefix(message, "Cannot assign to read only property '#"):
		return f.privateWords(message), true
	case strings.HasPrefix(message, "Cannot mix BigInt"):
		return message, true
	case message == "proxy has been revoked", message == "Proxy already revoked":
		if f.operation == "call" {
			return "Cannot perform 'apply' on a proxy that has been revoked", true
		}
		return "Cannot perform '" + f.trap() + "' on a proxy that has been revoked", true
	case message == "proxy target is not a function":
		return f.notCallable()
	case message == "proxy target is not a constructor":
		return f.notObject()
	case strings.HasPrefix(message, "'") && strings.Contains(message, "' on proxy: "):
		_, key, _ := f.access()
		return f.trapped(message, f.isolate.Engine.ToValue(key))
	case strings.Contains(message, "called on incompatible receiver "):
		if base, _, ok := f.access(); ok {
			rest, _, _ := strings.Cut(message, "receiver ")
			return rest + "receiver " + f.isolate.plainText(base), true
		}
	case message == "Value is not a Symbol":
		return "Symbol.prototype.description requires that 'this' be a Symbol", true
	default:
		return f.propertyWords(message)
	}
	return "", false
}

// onProxy reports whether the property was one of a proxy.
func (f *failure) onProxy() bool {
	base, _, ok := f.access()
	object, isObject := base.(*sobek.Object)
	return ok && isObject && f.isolate.inside.kind(object) == "proxyObject"
}

// trap is the trap of a proxy that an instruction asks for.
func (f *failure) trap() string {
	switch {
	case strings.HasPrefix(f.operation, "set"):
		return "set"
	case strings.HasPrefix(f.operation, "delete"):
		return "deleteProperty"
	case f.operation == "new", f.operation == "newVariadic":
		return "construct"
	case f.operation == "op_in":
		return "has"
	case f.operation == "op_instanceof":
		return "getPrototypeOf"
	case f.operation == "enumerate":
		return "ownKeys"
	}
	return "get"
}

// readOf is what V8 says of reading a property of nothing.
// (ErrorUtils::ThrowLoadFromNullOrUndefined)
func (f *failure) readOf(base sobek.Value, key string) string {
	kind := nothing(base)
	if key == "Symbol(Symbol.iterator)" {
		return typeAndValue(base) + " is not iterable (cannot read property " + key + ")"
	}
	return "Cannot read properties of " + kind + " (reading '" + key + "')"
}

func nothing(v sobek.Value) string {
	if v != nil && sobek.IsNull(v) {
		return "null"
	}
	return "undefined"
}

func isNothing(v sobek.Value) bool { return v == nil || sobek.IsNull(v) || sobek.IsUndefined(v) }

// coercion is what V8 says where something was wanted of nothing.
func (f *failure) coercion() (string, bool) {
	switch f.operation {
	case "checkObjectCoercible", "createDestructSrc", "copyRest":
		if words, ok := f.destructured(f.value(1)); ok {
			return words, true
		}
	case "iterate", "iterateP", "pushArraySpread", "pushSpread", "newArrayFromIter":
		return f.notIterable()
	case "deleteProp", "deletePropStrict", "deleteElem", "deleteElemStrict":
		f.deleted()
		return "Cannot convert undefined or null to object", true
	}
	if base, key, ok := f.access(); ok && isNothing(base) {
		if f.updates() {
			return f.readOf(base, key), true
		}
		if holdsObject(f.keyValue()) { // V8 has not made a name of it yet
			return "Cannot set properties of " + nothing(base), true
		}
		return "Cannot set properties of " + nothing(base) + " (setting '" + key + "')", true
	}
	return "Cannot convert undefined or null to object", true
}

// updates reports whether the property at the place is read before it is
// written.
func (f *failure) updates() bool {
	if f.source == nil || !strings.Contains(f.operation, "Ref") {
		return false
	}
	for _, assignments := range f.source.assignments {
		if placeOf(assignments.Left) == f.at || lastPlace(assignments.Left) == f.at || assignments.Idx0() == f.at {
			return assignments.Operator != token.ASSIGN
		}
	}
	return false
}

// deleted puts the failure where V8 sees a delete of nothing's property.
func (f *failure) deleted() {
	if f.source == nil {
		return
	}
	for _, n := range f.source.nodes[f.at] {
		if n, ok := n.(*ast.DotExpression); ok {
			if _, name := n.Left.(*ast.Identifier); !name {
				f.place = placeOf(n.Left)
			}
		}
	}
}

// notCallable is what V8 says of what was called and is no function.
func (f *failure) notCallable() (string, bool) {
	if f.operation == "callVariadic" && f.spreadsEarly() {
		kind, value := typeAndValue(f.calledValue()), f.isolate.plainText(f.calledValue())
		if kind, _, _ = strings.Cut(kind, " "); kind == "object" {
			kind = "an object"
		} else {
			kind = "a " + kind
		}
		if sobek.IsNull(f.calledValue()) {
			kind = "null"
		}
		return "Function.prototype.apply was called on " + value + ", which is " + kind + " and not a function", true
	}
	if f.source == nil && f.program != nil {
		if f.source = f.isolate.libraryListing(f.program); f.source != nil {
			p := f.isolate.inside.frame(f.program, f.pc).Position()
			f.at = f.source.index(p.Line, p.Column)
		}
	}
	if text := f.calledText(); text != "" {
		return text + " is not a function", true
	}
	return "", false
}

// notObject is what V8 says where the engine wanted an object or a function.
func (f *failure) notObject() (string, bool) {
	switch f.operation {
	case "call", "callVariadic", "callEval", "callEvalStrict":
		return f.notCallable()
	case "op_in":
		return "Cannot use 'in' operator to search for '" + f.key(f.value(2)) + "' in " + f.isolate.plainText(f.value(1)), true
	case "privateInRes", "privateInId":
		return "Cannot use 'in' operator to search for '" + f.privateName() + "' in " + f.isolate.plainText(f.value(1)), true
	case "op_instanceof":
		if _, object := f.value(1).(*sobek.Object); object {
			return "Right-hand side of 'instanceof' is not callable", true
		}
		return "Right-hand side of 'instanceof' is not an object", true
	case "new", "newVariadic":
		if n, ok := find[*ast.NewExpression](f.source, f.at); ok {
			return printed(n.Callee) + " is not a constructor", true
		}
	case "getPrivatePropRes", "getPrivatePropId", "getPrivatePropResCallee", "getPrivatePropIdCallee":
		return f.readOf(f.value(1), f.privateName()), true
	case "setPrivatePropRes", "setPrivatePropResP", "setPrivatePropId", "setPrivatePropIdP":
		return "Cannot set properties of " + nothing(f.value(2)) + " (setting '" + f.privateName() + "')", true
	case "superCall", "superCallVariadic":
		return "Super constructor " + f.isolate.plainText(f.superValue()) + " of anonymous class is not a constructor", true
	}
	return "", false
}

// classCalled names the class that was called like a function.
func (f *failure) classCalled() (string, bool) {
	count := 0
	if f.instruction.IsValid() && f.operation == "call" {
		count = int(f.instruction.Uint())
	}
	name := ""
	class, _ := f.value(count + 1).(*sobek.Object)
	if kind, _ := f.isolate.inside.functionOf(class); kind == "nativeFuncObject" { // call, or apply
		class, _ = f.value(count + 2).(*sobek.Object)
	}
	if class != nil {
		if own, ok := f.isolate.ownData(class, "name").(sobek.String); ok {
			name = own.String()
		}
	}
	if name == "" {
		return "Class constructors cannot be invoked without 'new'", true
	}
	return "Class constructor " + name + " cannot be invoked without 'new'", true
}

// extends is what V8 says of a class that cannot be extended.
func (f *failure) extends(message string) string {
	if n, ok := find[*ast.ClassLiteral](f.source, f.at); ok && n.SuperClass != nil {
		f.place = ownPlace(n.SuperClass)
	}
	super := f.value(1)
	if strings.HasSuffix(message, "valid prototype property") {
		prototype := sobek.Undefined()
		if object, ok := super.(*sobek.Object); ok {
			if own := f.isolate.dataOf(object, "prototype"); own != nil {
				prototype = own
			}
		}
		return message + " " + f.isolate.plainText(prototype)
	}
	return "Class extends value " + f.isolate.plainText(super) + " is not a constructor or null"
}

// binding names the variable that was not there yet, or that cannot be
// assigned to.
func (f *failure) binding(message string) (string, bool) {
	name := ""
	if n, ok := find[*ast.Identifier](f.source, f.at); ok {
		name = n.Name.String()
	} else {
		name = f.export()
	}
	if f.source != nil {
		f.place = f.assignedPlace()
		if f.place == 0 {
			f.place = f.source.variablePlace(f.at)
		}
	}
	if message == "Assignment to constant variable." {
		if f.uninitialized() && name != "" {
			return "Cannot access '" + name + "' before initialization", true
		}
		return message, true
	}
	if name == "" {
		return message, true
	}
	return "Cannot access '" + name + "' before initialization", true
}

// export is the name by which a module exports what is read: the function that
// reads it has that name.
func (f *failure) export() (name string) {
	f.isolate.inside.calls(func(c call) bool {
		if c.arrow && c.function != nil {
			if own, ok := f.isolate.ownData(c.function, "name").(sobek.String); ok {
				name = own.String()
			}
		}
		return false
	})
	return name
}

// assignedPlace is the sign by which the variable at the place is assigned to.
func (f *failure) assignedPlace() file.Idx {
	if f.operation != "throwAssignToConst" && !strings.HasPrefix(f.operation, "store") && !strings.HasPrefix(f.operation, "set") {
		return 0
	}
	s := &settler{text: f.source.text, base: f.source.base}
	for _, n := range f.source.nodes[f.at] {
		switch n := n.(type) {
		case *ast.AssignExpression:
			return s.operatorAfter(n.Left)
		case *ast.UnaryExpression:
			if n.Postfix {
				return s.operatorAfter(n.Operand)
			}
			return n.Idx
		}
	}
	return 0
}

// uninitialized reports whether the constant that is assigned to has no value
// yet.
func (f *failure) uninitialized() bool { return false }

func (f *failure) superValue() sobek.Value { return sobek.Null() }

func (f *failure) privateName() string {
	if f.instruction.IsValid() {
		v := f.instruction
		if v.Kind().String() == "ptr" {
			v = v.Elem()
		}
		if name := v.FieldByName("name"); name.IsValid() {
			return "#" + unistring.String(name.String()).String()
		}
	}
	return "#"
}

// superMissing names what a class that extends null wanted to construct.
func (f *failure) superMissing() string {
	count := 0
	if f.operation == "new" {
		count = int(f.instruction.Uint())
	}
	of := "anonymous class"
	class, ok := f.value(count + 1).(*sobek.Object)
	if strings.HasPrefix(f.operation, "superCall") {
		f.isolate.inside.calls(func(c call) bool {
			if class, ok = c.function, c.function != nil; !ok || c.kind != construct {
				return !ok || c.arrow
			}
			return false
		})
	}
	if ok {
		if own, ok := f.isolate.ownData(class, "name").(sobek.String); ok && own.String() != "" {
			of = own.String()
		}
	}
	return "Super constructor null of " + of + " is not a constructor"
}

// foldedOperator is what V8 says where the engine has computed in or instanceof of
// literals before, and else of what an iterator's return answered.
func (f *failure) foldedOperator(message string) (string, bool) {
	_, value, found := strings.Cut(message, "Value is not an object: ")
	if !found {
		return "", false
	}
	n, ok := find[*ast.BinaryExpression](f.source, f.at)
	switch {
	case ok && n.Operator == token.INSTANCEOF:
		return "Right-hand side of 'instanceof' is not an object", true
	case ok && n.Operator == token.IN:
		key := printed(n.Left)
		if text, ok := n.Left.(*ast.StringLiteral); ok {
			key = text.Value.String()
		}
		return "Cannot use 'in' operator to search for '" + key + "' in " + value, true
	}
	return "Iterator result " + value + " is not an object", true
}

// iterates reports whether the instruction asks for an iterator.
func (f *failure) iterates() bool {
	switch f.operation {
	case "iterate", "iterateP", "pushArraySpread", "pushSpread", "newArrayFromIter", "iterateAsync":
		return true
	}
	return false
}

// keyValue is the key of a property that an instruction writes, if that is a value.
func (f *failure) keyValue() sobek.Value {
	if strings.HasPrefix(f.operation, "setElem") && !strings.Contains(f.operation, "Recv") {
		return f.value(2)
	}
	return nil
}

// methodText is a value of which only its text is known, as V8 writes it where it knows
// no expression for it. (BuildDefaultCallSite)
func methodText(text string) string {
	switch _, err := strconv.ParseFloat(text, 64); {
	case err == nil:
		return "number " + text
	case text == "true" || text == "false":
		return "boolean " + text
	case strings.HasPrefix(text, "[object "):
		return "object"
	case strings.HasPrefix(text, "Symbol("):
		return "symbol"
	}
	return "string \"" + text + "\""
}

// privateWords are about private members that an object has not: a method is
// asked for by its class.
func (f *failure) privateWords(message string) string {
	if strings.HasPrefix(message, "Cannot assign") {
		return "'" + quoted(message) + "' was defined without a setter"
	}
	_, rest, _ := strings.Cut(message, " private member #")
	name, _, _ := strings.Cut(rest, " ")
	if f.source != nil {
		for _, class := range f.source.classes {
			for _, element := range class.Body {
				m, ok := element.(*ast.MethodDefinition)
				if !ok || class.Idx0() > f.at || f.at > class.Idx1() {
					continue
				}
				if key, ok := m.Key.(*ast.PrivateIdentifier); ok && key.Name.String() == name {
					of := "anonymous"
					if class.Name != nil {
						of = class.Name.Name.String()
					}
					if m.Static {
						return "Receiver must be class " + of
					}
					return "Receiver must be an instance of class " + of
				}
			}
		}
	}
	return strings.Replace(message, "write private member #"+name+" from", "write private member #"+name+" to", 1)
}

// propertyWords are about properties that cannot be what they should become.
func (f *failure) propertyWords(message string) (string, bool) {
	base, key, ok := f.access()
	switch {
	case strings.HasPrefix(message, "Receiver is not an object: "):
		if ok {
			return "Cannot create property '" + key + "' on " + primitive(base) + " '" + f.isolate.plainText(base) + "'", true
		}
	case strings.HasPrefix(message, "Cannot assign to read only property '") && !ok:
		return message + " of object '#<Object>'", true
	case strings.HasPrefix(message, "Cannot assign to read only property '"), message == "length is not writable", message == "":
		if ok {
			return f.readOnly(base, key), true
		}
	case strings.HasPrefix(message, "Cannot delete property '"):
		if ok {
			return "Cannot delete property '" + key + "' of " + f.isolate.plainText(base), true
		}
	case strings.HasPrefix(message, "Could not convert "):
		return "Cannot convert object to primitive value", true
	case strings.HasSuffix(message, " is not extensible") && ok && !strings.Contains(message, ","):
		return f.isolate.plainText(base) + " is not extensible", true
	case strings.HasSuffix(message, notExtensible) && ok && f.isolate.hasExport(base, key):
		if strings.HasPrefix(f.operation, "delete") {
			return "Cannot delete property '" + key + "' of [object Module]", true
		}
		return "Cannot assign to read only property '" + key + "' of object '[object Module]'", true
	}
	return "", false
}

const notExtensible = ", object is not extensible"

// hasExport reports whether a value is the namespace object of a module that
// exports a name.
func (i *Isolate) hasExport(v sobek.Value, name string) bool {
	object, ok := v.(*sobek.Object)
	return ok && i.inside.kind(object) == "namespaceObject" && i.descriptor(object, name) != nil
}

func primitive(v sobek.Value) string {
	text := typeAndValue(v)
	kind, _, _ := strings.Cut(text, " ")
	return kind
}

// readOnly is what V8 says of a property that cannot be written.
func (f *failure) readOnly(base sobek.Value, key string) string {
	object, ok := base.(*sobek.Object)
	if !ok {
		return "Cannot assign to read only property '" + key + "' of " + primitive(base) + " '" + f.isolate.plainText(base) + "'"
	}
	for at := object; at != nil; at = at.Prototype() {
		if d := f.isolate.descriptor(at, key); d != nil {
			if get := d.Get("get"); get != nil && !sobek.IsUndefined(get) {
				of := f.isolate.plainText(object)
				if f.isolate.inside.kind(object) == "typedArrayObject" {
					of = "[object Object]" // here V8 asks no getter for a tag
				}
				return "Cannot set property " + key + " of " + of + " which has only a getter"
			}
			break
		}
	}
	kind := "object"
	if _, callable := sobek.AssertFunction(object); callable {
		kind = "function"
	}
	return "Cannot assign to read only property '" + key + "' of " + kind + " '" + f.isolate.plainText(object) + "'"
}
