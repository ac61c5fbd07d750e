package js

import (
	"reflect"
	"unsafe"

	"github.com/grafana/sobek"
)

// programWalk goes through the engine's code: a program's instructions, and
// those of the programs that instructions hold.
type programWalk struct {
	instruction func(reflect.Value)  // told of instructions that are structures
	fields      func(*sobek.Program) // told of what sets the fields of a class
	slot        func(reflect.Value)  // told where an instruction is, which it may replace
	code        func(*sobek.Program) // told of each program when its instructions have been gone through

	programType reflect.Type
	kinds       map[reflect.Type][]int // which fields of an instruction are programs, or structures with some
}

func newProgramWalk() *programWalk {
	return &programWalk{
		instruction: func(reflect.Value) {}, fields: func(*sobek.Program) {}, slot: func(reflect.Value) {}, code: func(*sobek.Program) {},
		programType: reflect.TypeFor[*sobek.Program](), kinds: map[reflect.Type][]int{},
	}
}

func (w *programWalk) program(program *sobek.Program) {
	code := codeOf(program)
	for i := range code.Len() {
		w.slot(code.Index(i))
		instruction := code.Index(i).Elem()
		if instruction.Kind() == reflect.Pointer && instruction.Elem().Kind() == reflect.Struct {
			w.instruction(instruction.Elem())
			w.within(instruction.Elem())
		}
	}
	w.code(program)
}

// within goes through the programs that an instruction holds.
func (w *programWalk) within(structure reflect.Value) {
	t := structure.Type()
	holding, known := w.kinds[t]
	if !known {
		for i := range t.NumField() {
			if field := t.Field(i); field.Type == w.programType || field.Type.Kind() == reflect.Struct {
				holding = append(holding, i)
			}
		}
		w.kinds[t] = holding
	}
	for _, i := range holding {
		field := structure.Field(i)
		if field.Kind() == reflect.Struct {
			w.within(field)
			continue
		}
		program := (*sobek.Program)(field.UnsafePointer())
		if program == nil {
			continue
		}
		if t.Field(i).Name == "initFields" {
			w.fields(program)
		}
		w.program(program)
	}
}

// codeOf is a program's instructions, which can be set.
func codeOf(program *sobek.Program) reflect.Value {
	return settable(reflect.ValueOf(program).Elem().FieldByName("code"))
}

// settable makes a field of the engine's one that can be read and written.
func settable(field reflect.Value) reflect.Value {
	return reflect.NewAt(field.Type(), unsafe.Pointer(field.UnsafeAddr())).Elem()
}
