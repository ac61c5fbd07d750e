package js

import (
	"reflect"
	"unsafe"

	"github.com/grafana/sobek"
)

// Where a value is taken apart that no expression of the source makes, there is
// nothing that iterated could look at:
//
//	function f([first]) {}
//	const { list: [first] } = options
//
// So the code itself looks at each iterator when it has made it. The engine's code
// has places by number, and nothing can be put between two instructions; but an
// instruction can jump to the end of the code, where there is room, and back.

// refusesName names what gives a function that refuses, for an iterator without a next
// that can be called.
const refusesName = " refuses"

// checkNext lets the code of a program look at iterators.
func checkNext(program *sobek.Program) {
	var d detour
	w := newProgramWalk()
	w.code = d.program
	w.program(program)
}

// detour is how code goes to its end and back.
type detour struct {
	jump, look reflect.Value // instructions of the engine's: a jump, and one that calls
}

func (d *detour) program(program *sobek.Program) {
	code := codeOf(program)
	var iterates []int
	for at := range code.Len() {
		switch operationName(code.Index(at).Elem()) {
		case "_iterate", "_iterateP":
			iterates = append(iterates, at)
		}
	}
	if len(iterates) == 0 {
		return
	}
	if !d.look.IsValid() {
		d.jump, d.look = engineJump(), engineLook()
	}
	// A script ends where its code does, which must stay so: over what comes, it jumps.
	more := []reflect.Value{d.by(1 + detourLength*len(iterates))}
	for _, at := range iterates {
		start := code.Len() + len(more)
		d.place(program, at, start)
		more = append(more, code.Index(at).Elem(), d.look, d.by(at-start-1))
		code.Index(at).Set(d.by(start - at))
	}
	for _, instruction := range more {
		code.Set(reflect.Append(code, instruction))
	}
}

// detourLength is how many instructions are on the way.
const detourLength = 3

// by is a jump over so many instructions.
func (d *detour) by(distance int) reflect.Value {
	jump := reflect.New(d.jump.Type()).Elem()
	jump.SetInt(int64(distance))
	return jump
}

// place lets what is at the end of the code stand in the source where an instruction
// stands.
func (d *detour) place(program *sobek.Program, at, end int) {
	places := settable(reflect.ValueOf(program).Elem().FieldByName("srcMap"))
	source := int64(0)
	for k := range places.Len() {
		if settable(places.Index(k).FieldByName("pc")).Int() > int64(at) {
			break
		}
		source = settable(places.Index(k).FieldByName("srcPos")).Int()
	}
	item := reflect.New(places.Type().Elem()).Elem()
	settable(item.FieldByName("pc")).SetInt(int64(end))
	settable(item.FieldByName("srcPos")).SetInt(source)
	places.Set(reflect.Append(places, item))
}

// engineJump is one of the engine's jumps.
func engineJump() reflect.Value {
	code := codeOf(sobek.MustCompile("", "for (;;) f()", false))
	for at := range code.Len() {
		if operationName(code.Index(at).Elem()) == "jump" {
			return code.Index(at).Elem()
		}
	}
	panic("js: the engine jumps in another way")
}

// engineLook is the one instruction of the engine that calls what it is given, which it
// has for what modules export, with what looks at the iterator that was made last.
func engineLook() (look reflect.Value) {
	module, err := sobek.ParseModule("", "let x; export { x }", nil)
	if err == nil {
		err = module.Link()
	}
	if err != nil {
		panic(err)
	}
	w := newProgramWalk()
	w.slot = func(at reflect.Value) {
		if name := operationName(at.Elem()); name == "exportLex" || name == "export" {
			look = reflect.New(at.Elem().Type()).Elem()
		}
	}
	w.program((*sobek.Program)(reflect.ValueOf(module).Elem().FieldByName("p").UnsafePointer()))
	if !look.IsValid() {
		panic("js: the engine exports in another way")
	}
	callback := settable(look.FieldByName("callback"))
	machine := callback.Type().In(0).Elem()
	item := typeOf(machine, "iterStack")
	record := typeOf(item, "iter")
	place := iteratorPlace{
		runtime: fieldOf(machine, "r"), iterators: fieldOf(machine, "iterStack"),
		size: item.Size(), record: fieldOf(item, "iter"), iterator: fieldOf(record, "iterator"), next: fieldOf(record, "next"),
	}
	callback.Set(reflect.MakeFunc(callback.Type(), func(arguments []reflect.Value) []reflect.Value {
		place.look(arguments[0].UnsafePointer())
		return nil
	}))
	return look
}

// iteratorPlace is where the engine has the iterators that it goes through.
type iteratorPlace struct {
	runtime, iterators, size, record uintptr // of the machine, and of an item
	iterator, next                   uintptr // of a record
}

// look lets the iterator that was made last refuse, if the engine found no next to call.
func (p iteratorPlace) look(machine unsafe.Pointer) {
	iterators := *read[[]byte](machine, p.iterators) // of some other type: only its start and length are read
	last := unsafe.Add(unsafe.Pointer(unsafe.SliceData(iterators)), uintptr(len(iterators)-1)*p.size)
	record := *read[unsafe.Pointer](last, p.record)
	next := read[Builtin](record, p.next)
	engine := *read[*sobek.Runtime](machine, p.runtime)
	if asked := *next; asked != nil {
		looks := engine.Get(stepsName).Export().(Builtin)
		iterator := *read[*sobek.Object](record, p.iterator)
		if count, ok := looks(sobek.FunctionCall{Arguments: []sobek.Value{iterator}}).Export().(Builtin); ok {
			*next = func(call sobek.FunctionCall) sobek.Value {
				count(sobek.FunctionCall{})
				return asked(call)
			}
		}
		return
	}
	refuses, _ := sobek.AssertFunction(engine.Get(refusesName))
	*next = func(call sobek.FunctionCall) sobek.Value {
		_, err := refuses(nil, *read[*sobek.Object](record, p.iterator))
		panic(err)
	}
}

// refuse throws what V8 throws when it calls the next of an iterator that has none.
func (i *Isolate) refuse(call sobek.FunctionCall) sobek.Value {
	i.checkIterator(call.Argument(0), "")
	panic(i.refusal(sobek.Undefined()))
}
