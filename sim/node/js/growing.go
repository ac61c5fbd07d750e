package js

import (
	"reflect"
	"unsafe"

	"github.com/grafana/sobek"
	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/unistring"
)

// V8 keeps a text that is the sum of two as the two, and so a loop that adds to a
// text again and again copies nothing. The engine copies both: a text of ten
// megabytes that is made of lines would be a terabyte of copying. So a long text that
// something is added to gets room behind it, where what is added next is written, as
// a slice of Go's grows: the texts before are its beginnings and stay as they are.
// (src/objects/string.h, ConsString)

// growing is a text that was made by adding to another, with the room behind it.
type growing struct{ text []byte }

// leastGrowing is how long a text is at least for which that is worth it.
const leastGrowing = 1 << 10

// join charges for a text that becomes a part of another.
func (i *Isolate) join(text sobek.String) {
	if text.Length() > LongestString/2 {
		panic(i.rangeError("Invalid string length"))
	}
	i.Allocate(joinedBytes)
}

// copied charges whoever simulates for a text that is copied where V8 keeps its parts.
func (i *Isolate) copied(bytes int64) {
	i.toil(bytes / copiedAMark)
	i.Strain(bytes)
}

// toil adds work for whoever simulates, and pays if it has become much: a single
// statement may be as much of it as a million others.
func (i *Isolate) toil(statements int64) {
	if i.Exert(statements); i.marks >= muchToil {
		i.owedNs = max(i.owedNs, 1) // else there would be nothing to settle
		i.Settle()
	}
}

// muchToil is for how many statements no payment is put off.
const muchToil = 1 << 20

// copiedAMark is how many bytes are copied in the time of a statement, with what the
// collector has to do for that. (Measured.)
const copiedAMark = 1 << 8

// appended is called with a text of the program's that is added to something.
func (i *Isolate) appended(call sobek.FunctionCall) sobek.Value {
	if left := i.inside.operandPlace(); left != nil {
		*left = i.writtenFloat(*left)
	}
	return i.append(call.Arguments[0].(sobek.String))
}

// begins notes a name of the library's that is given a text where it is declared.
func (in *instrumenter) begins(b *ast.Binding) {
	id, ok := b.Target.(*ast.Identifier)
	if !ok || !in.library || b.Initializer == nil || !isText(b.Initializer) {
		return
	}
	if in.sums == nil {
		in.sums = map[string]bool{}
	}
	in.sums[id.Name.String()] = true
}

// extends lets the isolate look at what the library adds to such a name.
func (in *instrumenter) extends(left ast.Expression, right *ast.Expression) {
	if id, ok := left.(*ast.Identifier); ok && in.sums[id.Name.String()] {
		*right = callHidden(extendedName, *right)
	}
}

// extendedName is called with what the library adds to a text.
const extendedName unistring.String = " extended"

// extendedBy is called with what the library adds to a text.
func (i *Isolate) extendedBy(call sobek.FunctionCall) sobek.Value {
	if text, ok := call.Arguments[0].(sobek.String); ok {
		return i.append(text)
	}
	return call.Arguments[0]
}

// append adds a text to the one that the engine is about to add it to, and lets the
// engine add the sum to an empty text, which takes it as it is. If it will not do
// that, or it is not worth it, the text itself is returned.
func (i *Isolate) append(text sobek.String) sobek.Value {
	left, _ := i.inside.operand().(sobek.String)
	if left == nil {
		return text
	}
	length := left.Length() + text.Length()
	if length < leastGrowing {
		return text
	}
	if length > LongestString {
		panic(i.rangeError("Invalid string length"))
	}
	head, tail := i.inside.ascii(left), i.inside.ascii(text)
	if head == nil || tail == nil || len(*tail) > len(*head) || !i.inside.adds() {
		i.copied(int64(length))
		return text
	}
	sum := new(string)
	*sum = i.extended(*head, *tail)
	i.inside.setOperand(i.inside.empty)
	return i.inside.asciiValue(sum)
}

// extended is a text with another behind it, written into the room behind the first
// if it has any. Charging for a copy may make a census, which lets all sums go.
func (i *Isolate) extended(head, tail string) string {
	place := i.sumAt(head)
	text := i.sums[place].text
	if text == nil || len(text)+len(tail) > cap(text) {
		i.copied(int64(len(head) + len(tail)))
	}
	if text == nil {
		text = unsafe.Slice(unsafe.StringData(head), len(head))
		text = text[:len(text):len(text)]
	}
	if sum := len(text) + len(tail); sum > cap(text) {
		room := int64(sum + sum/4)
		if room >= largeBytes {
			i.world.Weigh(room)
		}
		text = append(make([]byte, 0, room), text...)
	}
	text = append(text, tail...)
	i.sums[place].text = text
	return unsafe.String(unsafe.SliceData(text), len(text))
}

// sumAt is where a text is among those that have room; if it is not, the place of the
// one that has been there longest is free for it.
func (i *Isolate) sumAt(text string) int {
	for at := range i.sums {
		g := &i.sums[at]
		if len(g.text) == len(text) && unsafe.SliceData(g.text) == unsafe.StringData(text) {
			return at
		}
	}
	i.nextSum = (i.nextSum + 1) % len(i.sums)
	i.sums[i.nextSum].text = nil
	return i.nextSum
}

// forgetSums lets texts go that nobody adds to any more.
func (i *Isolate) forgetSums() { i.sums = [len(i.sums)]growing{} }

// ascii is the text of a string of the engine's that has no other letters; nil if it
// is another.
func (in *inside) ascii(text sobek.String) *string {
	value := sobek.Value(text)
	of := (*[2]unsafe.Pointer)(unsafe.Pointer(&value))
	if of[0] != in.asciiType {
		return nil
	}
	return (*string)(of[1])
}

// asciiValue is such a string.
func (in *inside) asciiValue(text *string) (value sobek.Value) {
	*(*[2]unsafe.Pointer)(unsafe.Pointer(&value)) = [2]unsafe.Pointer{in.asciiType, unsafe.Pointer(text)}
	return value
}

// findAscii notes how the engine keeps such strings.
func (in *inside) findAscii(runtime *sobek.Runtime) {
	in.empty = runtime.ToValue("")
	in.asciiType = (*[2]unsafe.Pointer)(unsafe.Pointer(&in.empty))[0]
	if kind := reflect.TypeOf(in.empty).Kind(); kind != reflect.String {
		panic("js: the engine keeps a short string as a " + kind.String())
	}
}

// setOperand puts something else where operand is.
func (in *inside) setOperand(value sobek.Value) {
	(*read[[]sobek.Value](in.vm, in.at.stack))[*read[int](in.vm, in.at.sb)-3] = value
}

// adds reports whether the engine will add what the builtin that runs returns to its
// operand.
func (in *inside) adds() bool {
	waiting := *read[[]byte](in.vm, in.at.calls)
	if len(waiting) == 0 {
		return false
	}
	caller := unsafe.Add(unsafe.Pointer(unsafe.SliceData(waiting)), uintptr(len(waiting)-1)*in.at.callSize)
	program, next := *read[*sobek.Program](caller, in.at.callProgram), *read[int](caller, in.at.callPC)+1
	if program == nil {
		return false
	}
	code := *read[[][2]unsafe.Pointer](unsafe.Pointer(program), in.at.code)
	if next < 0 || next >= len(code) {
		return false
	}
	if in.addition == nil && operationName(in.instruction(program, next)) == "_add" {
		in.addition = code[next][0]
	}
	return code[next][0] == in.addition
}
