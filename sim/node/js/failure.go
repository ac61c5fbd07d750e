package js

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/grafana/sobek"
	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/file"
	"github.com/grafana/sobek/unistring"
)

// failure is where an error of the engine comes from: the instruction of a
// script, or the builtin that a script has called, with the values that they
// work on and with what stands in the source there.
type failure struct {
	isolate     *Isolate
	operation   string        // the engine's name of the instruction
	instruction reflect.Value // with its operand
	stack       []sobek.Value

	builtin   *sobek.Object // nil if it is an instruction of a script
	this      sobek.Value   // of the builtin
	arguments []sobek.Value
	missing   *call // the builtin, if the engine makes no call for it

	program *sobek.Program
	pc      int
	source  *listing // nil if it is not known
	at      file.Idx // the engine's place
	place   file.Idx // V8's place, if it is another
}

// failure looks where the engine is. It says nothing about the library's own
// scripts.
func (i *Isolate) failure() *failure {
	f := &failure{isolate: i, stack: i.inside.stackOf()}
	first := true
	i.inside.calls(func(c call) bool {
		site := &Site{call: c, isolate: i}
		if c.program == nil {
			if first {
				f.builtin, f.this, f.arguments = c.function, c.this, i.inside.arguments()
				f.forward()
			}
			if i.hidden(site) && f.builtin == c.function && !forwards(f.name()) {
				f.builtin = nil
				return true
			}
			first = false
			return true
		}
		if first {
			f.program, f.pc = c.program, c.pc
			f.instruction = i.inside.instruction(c.program, c.pc)
			f.operation = strings.TrimPrefix(operationName(f.instruction), "_")
			f.constructed()
		}
		first = false
		if f.source = i.sourceOf(c.program); f.source != nil {
			frame := i.inside.frame(c.program, c.pc)
			p := frame.Position()
			f.at = f.source.index(p.Line, p.Column)
		}
		return false
	})
	return f
}

// mostForwarded is at how many arguments that a function was applied to is looked: no
// message tells of more.
const mostForwarded = 64

// forward goes on from call and apply to the builtin that they call: the engine
// makes no call of its own for it.
func (f *failure) forward() {
	target, ok := f.this.(*sobek.Object)
	if !ok || f.builtin == nil {
		return
	}
	name, _ := f.isolate.ownData(f.builtin, "name").(sobek.String)
	kind, _ := f.isolate.inside.functionOf(target)
	if name == nil || kind != "nativeFuncObject" {
		return
	}
	switch name.String() {
	case "call":
		f.builtin, f.this = target, f.argument(0)
		f.missing = &call{function: target, this: f.this}
		f.arguments = f.arguments[min(1, len(f.arguments)):]
	case "apply":
		if list, ok := f.argument(1).(*sobek.Object); ok && list.ClassName() == "Array" || isNothing(f.argument(1)) {
			f.builtin, f.this, f.arguments = target, f.argument(0), nil
			f.missing = &call{function: target, this: f.this}
			if list != nil {
				for k := range min(list.Get("length").ToInteger(), mostForwarded) {
					f.arguments = append(f.arguments, list.Get(strconv.Itoa(int(k))))
				}
			}
		}
	}
}

// forwards reports whether a builtin calls another function in its place, and
// fails in words of its own if there is none.
func forwards(name string) bool {
	return name == "Reflect.apply" || name == "Reflect.construct" || name == "Function.prototype.apply"
}

func operationName(v reflect.Value) string {
	if !v.IsValid() {
		return ""
	}
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	return v.Type().Name()
}

// constructed notes the builtin that is being called as a constructor: the
// engine makes no call of its own for it.
func (f *failure) constructed() {
	count := 0
	switch f.operation {
	case "new":
		count = int(f.instruction.Uint())
	case "superCall":
		if super := f.isolate.superClass(); super != nil {
			f.builtin, f.arguments = super, f.top(int(f.instruction.Uint()))
			f.missing = &call{function: super, kind: construct}
		}
		return
	default:
		return
	}
	class, ok := f.value(count + 1).(*sobek.Object)
	if !ok {
		return
	}
	if _, constructs := sobek.AssertConstructor(class); constructs && f.isolate.inside.kind(class) == "nativeFuncObject" {
		f.builtin, f.arguments = class, f.top(count)
		switch name, _ := f.isolate.ownData(class, "name").(sobek.String); name.String() {
		case "Array", "Proxy", "Object": // V8 has these in a way that leaves no call
		default:
			f.missing = &call{function: class, kind: construct}
		}
	}
}

// superClass is what the constructor that runs hands on to, if it is a
// builtin.
func (i *Isolate) superClass() (super *sobek.Object) {
	i.inside.calls(func(c call) bool {
		if c.kind == construct && c.function != nil {
			super = c.function.Prototype()
		}
		return false
	})
	if super != nil {
		if kind, _ := i.inside.functionOf(super); kind != "nativeFuncObject" {
			return nil
		}
	}
	return super
}

// value is the nth value from the top of the stack, from 1.
func (f *failure) value(n int) sobek.Value {
	if n < 1 || n > len(f.stack) {
		return nil
	}
	return f.stack[len(f.stack)-n]
}

func (f *failure) top(count int) []sobek.Value {
	return append([]sobek.Value{}, f.stack[max(0, len(f.stack)-count):]...)
}

// argument is an argument of the builtin.
func (f *failure) argument(n int) sobek.Value {
	if n >= len(f.arguments) || f.arguments[n] == nil {
		return sobek.Undefined()
	}
	return f.arguments[n]
}

// operand is the text that the instruction has as its operand.
func (f *failure) operand() string {
	if f.instruction.IsValid() && f.instruction.Kind() == reflect.String {
		return unistring.String(f.instruction.Convert(reflect.TypeFor[string]()).String()).String()
	}
	return ""
}

// name is the builtin's: "Array.prototype.map".
func (f *failure) name() string {
	if f.builtin == nil {
		return ""
	}
	return f.isolate.builtinName(f.builtin)
}

// key is a property's name as V8 writes it.
func (f *failure) key(v sobek.Value) string { return f.isolate.plainText(v) }

// access is the object and the key of an instruction that reads or writes a
// property.
func (f *failure) access() (base sobek.Value, key string, ok bool) {
	switch f.operation {
	case "getProp", "getPropCallee", "getPropRecv", "getPropRecvCallee":
		return f.value(1), f.operand(), true
	case "getElem", "getElemCallee", "getElemRecvCallee", "getKey":
		return f.value(2), f.key(f.value(1)), true
	case "getElemRecv":
		return f.value(1), f.key(f.value(2)), true
	case "setProp", "setPropP", "setPropStrict", "setPropStrictP", "setPropRecv", "setPropRecvP", "setPropRecvStrict", "setPropRecvStrictP":
		return f.value(2), f.operand(), true
	case "setElem", "setElemP", "setElem1", "setElem1Named", "setElemStrict", "setElemStrictP":
		return f.value(3), f.key(f.value(2)), true
	case "setElemRecv", "setElemRecvP", "setElemRecvStrict", "setElemRecvStrictP":
		return f.value(2), f.key(f.value(3)), true
	case "getPropRef", "getPropRefStrict", "getPropRefRecv", "getPropRefRecvStrict":
		return f.value(1), f.operand(), true
	case "getElemRef", "getElemRefStrict":
		return f.value(2), f.key(f.value(1)), true
	case "deleteProp", "deletePropStrict":
		return f.value(1), f.operand(), true
	case "deleteElem", "deleteElemStrict":
		return f.value(2), f.key(f.value(1)), true
	}
	return nil, "", false
}

// called is the expression that is called at the place.
func (f *failure) called() (ast.Expression, bool) {
	if n, ok := find[*ast.CallExpression](f.source, f.at); ok {
		return n.Callee, true
	}
	if n, ok := find[*ast.TemplateLiteral](f.source, f.at); ok && n.Tag != nil {
		f.place = n.OpenQuote
		return n.Tag, true
	}
	return nil, false
}

// calledText is what is called, as V8 writes it.
func (f *failure) calledText() string {
	if callee, ok := f.called(); ok {
		return printedCallee(callee)
	}
	if n, ok := find[*ast.NewExpression](f.source, f.at); ok {
		return printed(n.Callee)
	}
	return ""
}

// printedCallee is a callee: an optional chain in parentheses is one of those
// V8 does not find.
func printedCallee(e ast.Expression) string {
	if _, chain := e.(*ast.OptionalChain); chain {
		return "(intermediate value)"
	}
	return printed(e)
}
