package js

import (
	"reflect"
	"strconv"
	"strings"
	"unsafe"

	"github.com/grafana/sobek"
	"github.com/grafana/sobek/file"
	"github.com/grafana/sobek/unistring"
)

// The engine keeps what V8 puts into errors (who was called on what, as what,
// and with which values) but does not tell it. inside reads it where it lies:
// the fields are found by their names when an isolate is made, and a name that
// is missing stops the program at once, so that another version of the engine
// is noticed by every test. Nothing but the constructors of errors is changed.
type inside struct {
	runtime     *sobek.Runtime
	turn        *sobek.Object // the builtin that calls scripts
	vm          unsafe.Pointer
	at          *offsets
	structures  map[reflect.Type]*structure // those met so far
	reaction    *reaction                   // what runs now because a promise is settled
	beneath     *Beneath                    // what called the script; nil if it is not known
	waitingJobs map[uintptr]waitingJob      // by the addresses of their code
	empty       sobek.Value                 // a string of ASCII
	asciiType   unsafe.Pointer              // what such a string begins with
	addition    unsafe.Pointer              // what the instruction that adds begins with; nil until one was met
}

// offsets are where the fields are in the engine's structures.
type offsets struct {
	program, pc, stack, sp, sb, calls, newTarget, runner uintptr // of the machine

	self                                               uintptr // of an object
	selfType, propertyType                             reflect.Type
	propertyAccessor, propertyValue, propertyWritable  uintptr
	callSize                                           uintptr
	callProgram, callPC, callBase, callTarget          uintptr // of a call that waits
	frameProgram, frameName, framePC                   uintptr // of a StackFrame
	code, codeName, codeFile                           uintptr // of a Program
	instructions                                       reflect.Type
	runnerPromise, runnerCall, runnerStack, capability uintptr // of what runs an async function
	reactions, reactionRunner, reactionContext         uintptr
	importedUnits                                      uintptr        // of a string of Go
	array                                              unsafe.Pointer // what an object's self begins with if it is an array
	values                                             uintptr        // of an array
	arrayLength, arrayFilled                           uintptr        // how many elements it has, gaps and all, and without
	arrayDefined                                       uintptr        // how many of them are more than a value
	arrayResizes                                       uintptr        // whether its length may change
	interrupted                                        uintptr
	generatorCall, generatorStack                      uintptr // of a generator
}

// fieldOf is the offset of a field; of a field of that field if there are more
// names.
func fieldOf(t reflect.Type, names ...string) uintptr {
	at := uintptr(0)
	for _, name := range names {
		field, ok := t.FieldByName(name)
		if !ok {
			panic("js: the engine's " + t.String() + " has no field " + name)
		}
		at += field.Offset
		t = field.Type
	}
	return at
}

func typeOf(t reflect.Type, names ...string) reflect.Type {
	for _, name := range names {
		field, ok := t.FieldByName(name)
		if !ok {
			panic("js: the engine's " + t.String() + " has no field " + name)
		}
		for t = field.Type; t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice; {
			t = t.Elem()
		}
	}
	return t
}

func newOffsets(runtime *sobek.Runtime) *offsets {
	vm := typeOf(reflect.TypeFor[sobek.Runtime](), "vm")
	call := typeOf(vm, "callStack")
	frame, program := reflect.TypeFor[sobek.StackFrame](), reflect.TypeFor[sobek.Program]()
	runner := typeOf(vm, "curAsyncRunner")
	reaction := typeOf(reflect.TypeFor[sobek.Promise](), "fulfillReactions")
	code, _ := program.FieldByName("code")
	imported := reflect.TypeOf(runtime.ToValue("a string that is longer than sixteen bytes")).Elem()
	self, _ := reflect.TypeFor[sobek.Object]().FieldByName("self")
	array := runtime.NewArray()
	elements := reflect.NewAt(self.Type, unsafe.Add(unsafe.Pointer(array), self.Offset)).Elem().Elem().Type().Elem()
	property := typeOf(typeOf(reflect.TypeFor[sobek.Runtime](), "stringSingleton"), "lengthProp")
	return &offsets{
		self: self.Offset, selfType: self.Type, propertyType: reflect.PointerTo(property),
		propertyAccessor: fieldOf(property, "accessor"), propertyValue: fieldOf(property, "value"), propertyWritable: fieldOf(property, "writable"),
		program: fieldOf(vm, "prg"), pc: fieldOf(vm, "pc"), stack: fieldOf(vm, "stack"), sp: fieldOf(vm, "sp"), sb: fieldOf(vm, "sb"),
		calls: fieldOf(vm, "callStack"), newTarget: fieldOf(vm, "newTarget"), runner: fieldOf(vm, "curAsyncRunner"),
		callSize: call.Size(), callProgram: fieldOf(call, "prg"), callPC: fieldOf(call, "pc"), callBase: fieldOf(call, "sb"),
		callTarget:   fieldOf(call, "newTarget"),
		frameProgram: fieldOf(frame, "prg"), frameName: fieldOf(frame, "funcName"), framePC: fieldOf(frame, "pc"),
		code: fieldOf(program, "code"), codeName: fieldOf(program, "funcName"), codeFile: fieldOf(program, "src"), instructions: code.Type,
		runnerPromise: fieldOf(runner, "promiseCap"), runnerCall: fieldOf(runner, "gen", "ctx", "context"),
		runnerStack:   fieldOf(runner, "gen", "ctx", "stack"),
		capability:    fieldOf(typeOf(runner, "promiseCap"), "promise"),
		generatorCall: fieldOf(typeOf(runner, "gen"), "ctx", "context"), generatorStack: fieldOf(typeOf(runner, "gen"), "ctx", "stack"),
		reactions: fieldOf(reflect.TypeFor[sobek.Promise](), "fulfillReactions"), reactionRunner: fieldOf(reaction, "asyncRunner"),
		reactionContext: fieldOf(reaction, "asyncCtx"),
		array:           *read[unsafe.Pointer](unsafe.Pointer(array), self.Offset), values: fieldOf(elements, "values"),
		arrayLength: fieldOf(elements, "length"), arrayFilled: fieldOf(elements, "objCount"), arrayDefined: fieldOf(elements, "propValueCount"),
		arrayResizes:  fieldOf(elements, "lengthProp", "writable"),
		importedUnits: fieldOf(imported, "u"), interrupted: fieldOf(vm, "interrupted"),
	}
}

func newInside(runtime *sobek.Runtime) *inside {
	vm := *read[unsafe.Pointer](unsafe.Pointer(runtime), fieldOf(reflect.TypeFor[sobek.Runtime](), "vm"))
	in := &inside{runtime: runtime, vm: vm, at: newOffsets(runtime), structures: map[reflect.Type]*structure{}}
	in.findAscii(runtime)
	return in
}

func read[T any](base unsafe.Pointer, offset uintptr) *T { return (*T)(unsafe.Add(base, offset)) }

// call is a call that has not returned: of a function of a script, of a
// builtin, or the run of a script itself.
type call struct {
	program  *sobek.Program // nil for a builtin
	pc       int
	function *sobek.Object // nil for a script
	this     sobek.Value   // nil for an arrow function
	kind     callKind
	arrow    bool
	from     context // of an arrow function's caller
	implied  bool    // a constructor that nobody has written, or that is not called yet
	async    bool    // it waits for what the one before it will give
	label    string  // what it is, if it is none of the engine's
	foreign  bool    // it is one of Node's
}

type callKind uint8

const (
	plainCall  callKind = iota
	construct           // it makes an object
	initialize          // it gives an object the fields of its class
)

// stackOf is the machine's stack of values.
func (in *inside) stackOf() []sobek.Value {
	values := *read[[]sobek.Value](in.vm, in.at.stack)
	return values[:min(len(values), *read[int](in.vm, in.at.sp))]
}

// depth is how many values are on the machine's stack.
func (in *inside) depth() int { return *read[int](in.vm, in.at.sp) }

// above is the value that was taken off the stack last.
func (in *inside) above() sobek.Value {
	values, sp := *read[[]sobek.Value](in.vm, in.at.stack), *read[int](in.vm, in.at.sp)
	if sp < 0 || sp >= len(values) {
		return nil
	}
	return values[sp]
}

// calls gives the calls that have not returned, the innermost first, and then
// those of async functions that wait for them.
func (in *inside) calls(yield func(call) bool) {
	o := in.at
	waiting := *read[[]byte](in.vm, o.calls) // of some other type: only its start and length are read
	base := unsafe.Pointer(unsafe.SliceData(waiting))
	w := callWalk{in: in, stack: *read[[]sobek.Value](in.vm, o.stack), yield: yield}
	c := in.context(in.vm, o.program, o.pc, o.sb, o.newTarget)
	for at := len(waiting) - 1; ; at-- {
		if at < 0 {
			if !w.call(c, context{}, false) {
				return
			}
			if b := in.beneath; b != nil {
				for _, text := range b.Calls {
					if !yield(call{label: text, foreign: true}) {
						return
					}
				}
			}
			break
		}
		caller := in.context(unsafe.Add(base, uintptr(at)*o.callSize), o.callProgram, o.callPC, o.callBase, o.callTarget)
		// Calls from Go are below a frame that lets the engine halt. Only they have
		// a new.target of their own; others may have their caller's.
		fromGo := caller.program == nil && caller.pc == -2
		if fromGo && caller.sb <= 0 && at > 0 {
			below := in.context(unsafe.Add(base, uintptr(at-1)*o.callSize), o.callProgram, o.callPC, o.callBase, o.callTarget)
			if !w.call(c, below, true) {
				return
			}
		} else if !w.call(c, caller, fromGo) {
			return
		}
		c = caller
	}
	in.waiting(yield)
}

// Beneath is what Node has below a callback of a script.
type Beneath struct {
	Calls    []string    // the innermost first
	Receiver sobek.Value // what the callback is called on; arrow functions do not tell
}

// Beneath sets what is below the script from now on.
func (i *Isolate) Beneath(b *Beneath) { i.inside.beneath = b }

// context is where the engine is in a call.
type context struct {
	program *sobek.Program
	pc, sb  int
	target  sobek.Value
}

func (in *inside) context(base unsafe.Pointer, program, pc, sb, target uintptr) context {
	return context{*read[*sobek.Program](base, program), *read[int](base, pc), *read[int](base, sb), *read[sobek.Value](base, target)}
}

// callWalk makes calls of contexts, and puts in those that the engine does
// without.
type callWalk struct {
	in    *inside
	stack []sobek.Value
	yield func(call) bool
}

func (w *callWalk) call(at, caller context, fromGo bool) bool {
	if at.program == nil && at.sb <= 0 {
		return true
	}
	c := w.in.callAt(w.stack, at.program, at.pc, at.sb, fromGo && at.target != nil)
	if c.arrow {
		c.this = w.receiver(caller)
		c.from = caller
	}
	if !w.yield(c) {
		return false
	}
	switch {
	case c.kind == initialize:
		return w.initialized(c, caller)
	case c.kind == construct:
		target, _ := at.target.(*sobek.Object)
		if !w.inherited(c.function, target, caller) {
			return false
		}
	}
	if fromGo && at.program != nil && caller.program != nil {
		return w.constructs(at, caller)
	}
	return true
}

// initialized puts in the constructor below the one that gives an object its
// fields: the engine does that before it calls the constructor.
func (w *callWalk) initialized(c call, caller context) bool {
	instance, ok := c.this.(*sobek.Object)
	if !ok {
		return true
	}
	if _, static := sobek.AssertFunction(instance); static {
		return true
	}
	if derived, explicit := w.in.classOf(c.function); !derived || !explicit {
		if !w.yield(call{program: caller.program, pc: caller.pc, function: c.function, kind: construct, implied: true}) {
			return false
		}
	}
	class, _ := instance.Get("constructor").(*sobek.Object)
	return w.inherited(c.function, class, caller)
}

// inherited puts in the constructors that classes have without writing them:
// those between a class and the one that is made.
func (w *callWalk) inherited(class, target *sobek.Object, caller context) bool {
	var between []*sobek.Object
	for at := target; at != nil && at != class; at = at.Prototype() {
		between = append(between, at)
		if at.Prototype() == nil {
			return true
		}
	}
	for i := len(between) - 1; i >= 0; i-- {
		if kind, _ := w.in.functionOf(between[i]); kind != "classFuncObject" {
			return true
		}
		if _, explicit := w.in.classOf(between[i]); explicit {
			return true
		}
		if i > 0 && w.in.self(between[i]).FieldByName("initFields").IsNil() {
			continue // V8 goes by it
		}
		if !w.yield(call{program: caller.program, pc: caller.pc, function: between[i], kind: construct, implied: true}) {
			return false
		}
	}
	return true
}

// constructs puts in the builtin that a script makes an object with, and that
// calls back: new Promise(f).
func (w *callWalk) constructs(at, caller context) bool {
	instruction := w.in.instruction(caller.program, caller.pc)
	if operationName(instruction) != "_new" {
		return true
	}
	index := at.sb - 2 - int(instruction.Uint())
	if index < 0 || index >= len(w.stack) {
		return true
	}
	class, ok := w.stack[index].(*sobek.Object)
	if !ok || w.in.kind(class) != "nativeFuncObject" {
		return true
	}
	return w.yield(call{function: class, kind: construct})
}

// receiver is what an arrow function was called on, as far as it is known: by
// Reflect.apply, call and apply.
func (w *callWalk) receiver(caller context) sobek.Value {
	if caller.program != nil || caller.sb < 2 || caller.sb+1 >= len(w.stack) {
		return nil
	}
	f, ok := w.stack[caller.sb-1].(*sobek.Object)
	if !ok {
		return nil
	}
	name, _ := w.in.plain(f, "name")
	if w.in.beneath != nil && f == w.in.turn {
		return w.in.beneath.Receiver
	}
	if name == nil || name.String() != "apply" && name.String() != "call" {
		return nil
	}
	if on, ok := w.stack[caller.sb-2].(*sobek.Object); ok {
		if _, callable := sobek.AssertFunction(on); callable {
			return w.stack[caller.sb]
		}
	}
	return w.stack[caller.sb+1]
}

// classOf tells whether a class extends another, and whether it has a
// constructor of its own.
func (in *inside) classOf(class *sobek.Object) (derived, explicit bool) {
	self := in.self(class)
	return self.FieldByName("derived").Bool(), !self.FieldByName("prg").IsNil()
}

func (in *inside) callAt(stack []sobek.Value, program *sobek.Program, pc, sb int, constructs bool) call {
	c := call{program: program, pc: pc}
	if sb <= 0 || sb > len(stack) {
		return c
	}
	c.function, _ = stack[sb-1].(*sobek.Object)
	if program == nil {
		if sb >= 2 {
			c.this = stack[sb-2]
		}
		return c
	}
	if sb < len(stack) {
		c.this = stack[sb]
	}
	if c.function == nil {
		return c
	}
	switch kind, own := in.functionOf(c.function); {
	case kind == "classFuncObject" && own != program && (own == nil || in.file(own) == in.file(program)):
		c.kind = initialize
	case own != program:
		c.function = nil // a script: what lies there is somebody else's
	case kind == "classFuncObject", constructs && kind == "funcObject":
		c.kind = construct
	case kind == "arrowFuncObject", kind == "asyncArrowFuncObject":
		c.this, c.arrow = nil, true
	}
	return c
}

// structure is one of the engine's structures behind objects.
type structure struct {
	name    string
	program uintptr // where its program is, of functions of scripts; else 0
	values  uintptr // where its properties are
	hasData bool

	properties, names uintptr // of objects: those with names, and their order
	symbols           uintptr // and those whose names are symbols
	hasSymbols        bool
	stack, stackAdded uintptr // of errors
	template          uintptr // of what is made from one

	embedded *structure // what it points to with its first field and is, apart from some methods
}

// behind is the structure behind an object, and where it lies.
func (in *inside) behind(object *sobek.Object) (*structure, unsafe.Pointer) {
	if object == nil { // what was looked for is no object
		return &structure{}, nil
	}
	self := reflect.NewAt(in.at.selfType, unsafe.Add(unsafe.Pointer(object), in.at.self)).Elem().Elem()
	if self.Kind() != reflect.Pointer {
		return &structure{}, nil
	}
	s, at := in.structureOf(self.Type()), self.UnsafePointer()
	if s.embedded != nil {
		return s.embedded, *(*unsafe.Pointer)(at)
	}
	return s, at
}

// structureOf is what is known of a type that the engine points to.
func (in *inside) structureOf(t reflect.Type) *structure {
	s := in.structures[t]
	if s == nil {
		s = &structure{name: t.Elem().Name()}
		if inner, ok := embeds(t.Elem()); ok {
			s.embedded = in.structureOf(inner)
			in.structures[t] = s
			return s
		}
		if t.Elem().Kind() == reflect.Struct {
			if _, ok := t.Elem().FieldByName("prg"); ok {
				s.program = fieldOf(t.Elem(), "prg")
			}
			if f, ok := t.Elem().FieldByName("values"); ok && f.Type == reflect.TypeFor[map[unistring.String]sobek.Value]() {
				s.values, s.hasData = offsetIn(t.Elem(), "values"), true
			}
			if f, ok := t.Elem().FieldByName("tmpl"); ok {
				checkTemplate(f.Type.Elem())
				s.template = offsetIn(t.Elem(), "tmpl")
			}
			if base, ok := t.Elem().FieldByName("baseObject"); ok {
				at := offsetIn(t.Elem(), "baseObject")
				s.properties, s.names = at+fieldOf(base.Type, "values"), at+fieldOf(base.Type, "propNames")
				s.symbols, s.hasSymbols = at+fieldOf(base.Type, "symValues"), true
			}
		}
		if s.name == "errorObject" {
			s.stack, s.stackAdded = fieldOf(t.Elem(), "stack"), fieldOf(t.Elem(), "stackPropAdded")
		}
		in.structures[t] = s
	}
	return s
}

// embeds is the pointer that a structure begins with and takes its methods
// from: that of a template's array.
func embeds(t reflect.Type) (reflect.Type, bool) {
	if t.Kind() != reflect.Struct || t.NumField() == 0 {
		return nil, false
	}
	first := t.Field(0)
	return first.Type, first.Anonymous && first.Type.Kind() == reflect.Pointer && first.Type.Elem().Kind() == reflect.Struct
}

// offsetIn is where a field is that may be one of an embedded structure.
func offsetIn(t reflect.Type, name string) uintptr {
	f, ok := t.FieldByName(name)
	if !ok {
		return 0
	}
	at := uintptr(0)
	for _, index := range f.Index {
		at += t.Field(index).Offset
		t = t.Field(index).Type
	}
	return at
}

// self is the structure behind an object, to look for fields in.
func (in *inside) self(object *sobek.Object) reflect.Value {
	return reflect.NewAt(in.at.selfType, unsafe.Add(unsafe.Pointer(object), in.at.self)).Elem().Elem().Elem()
}

// kind is the engine's kind of an object.
func (in *inside) kind(object *sobek.Object) string {
	s, _ := in.behind(object)
	return s.name
}

// hasSymbols reports whether an object may have properties of its own whose names are symbols.
func (in *inside) hasSymbols(object *sobek.Object) bool {
	s, at := in.behind(object)
	return !s.hasSymbols || *read[unsafe.Pointer](at, s.symbols) != nil
}

// functionOf is the engine's kind of a function, and its program.
func (in *inside) functionOf(object *sobek.Object) (kind string, program *sobek.Program) {
	s, at := in.behind(object)
	if s.program != 0 {
		program = *read[*sobek.Program](at, s.program)
	}
	return s.name, program
}

// plain is an own property that lies where all properties do and is neither an
// accessor nor in any way special; false if it must be asked for.
func (in *inside) plain(object *sobek.Object, name string) (sobek.Value, bool) {
	s, at := in.behind(object)
	if !s.hasData {
		return nil, false
	}
	value := (*read[map[unistring.String]sobek.Value](at, s.values))[unistring.String(name)]
	if value == nil {
		return nil, false
	}
	value = in.dataOf(value)
	return value, value != nil
}

// waiting gives the calls of async functions that wait for the present one.
// (vm.captureAsyncStack)
func (in *inside) waiting(yield func(call) bool) {
	o := in.at
	var promise *sobek.Object
	if runner := *read[unsafe.Pointer](in.vm, o.runner); runner != nil {
		promise = *read[*sobek.Object](*read[unsafe.Pointer](runner, o.runnerPromise), o.capability)
	} else if in.reaction != nil {
		promise = in.reaction.derived
	}
	for range asyncFrames {
		if promise == nil {
			return
		}
		p, ok := promise.Export().(*sobek.Promise)
		if !ok {
			return
		}
		reactions := *read[[]unsafe.Pointer](unsafe.Pointer(p), o.reactions)
		if len(reactions) != 1 {
			return
		}
		if runner := *read[unsafe.Pointer](reactions[0], o.reactionRunner); runner != nil {
			if !in.awaiting(runner, yield) {
				return
			}
			promise = *read[*sobek.Object](*read[unsafe.Pointer](runner, o.runnerPromise), o.capability)
			continue
		}
		reaction, ok := (*read[any](reactions[0], o.reactionContext)).(*reaction)
		if !ok {
			return
		}
		promise = reaction.derived
		if reaction.generator != nil {
			if !in.suspended(reaction.generator, yield) {
				return
			}
			promise = reaction.answers
		}
		if join := reaction.join; join != nil {
			if join.name != "" && !yield(call{async: true, label: join.name + " (index " + strconv.Itoa(reaction.index) + ")"}) {
				return
			}
			promise = join.result
		}
	}
}

// asyncFrames bounds the walk along promises that wait for one another.
const asyncFrames = 64

// awaiting gives the call of an async function that waits.
func (in *inside) awaiting(runner unsafe.Pointer, yield func(call) bool) bool {
	o := in.at
	return in.suspendedAt(unsafe.Add(runner, o.runnerCall), *read[[]sobek.Value](runner, o.runnerStack), yield)
}

// suspended gives the call of a generator that waits.
func (in *inside) suspended(generator *sobek.Object, yield func(call) bool) bool {
	if in.kind(generator) != "generatorObject" {
		return false
	}
	at := unsafe.Pointer(in.self(generator).FieldByName("gen").UnsafeAddr())
	return in.suspendedAt(unsafe.Add(at, in.at.generatorCall), *read[[]sobek.Value](at, in.at.generatorStack), yield)
}

// suspendedAt gives the call whose context and stack are kept.
func (in *inside) suspendedAt(saved unsafe.Pointer, stack []sobek.Value, yield func(call) bool) bool {
	o := in.at
	program := *read[*sobek.Program](saved, o.callProgram)
	if program == nil || len(stack) < 2 {
		return false
	}
	c := in.callAt(stack, program, *read[int](saved, o.callPC), 1, false)
	c.async = true
	return yield(c)
}

// frame is a place in a program as the engine gives places.
func (in *inside) frame(program *sobek.Program, pc int) *sobek.StackFrame {
	f := &sobek.StackFrame{}
	base := unsafe.Pointer(f)
	*read[*sobek.Program](base, in.at.frameProgram) = program
	*read[int](base, in.at.framePC) = pc
	*read[unistring.String](base, in.at.frameName) = *read[unistring.String](unsafe.Pointer(program), in.at.codeName)
	return f
}

// placeOf is where a frame is.
func (in *inside) placeOf(f *sobek.StackFrame) (name string, program *sobek.Program, pc int) {
	base := unsafe.Pointer(f)
	program, pc = *read[*sobek.Program](base, in.at.frameProgram), *read[int](base, in.at.framePC)
	if program == nil {
		return "", nil, 0
	}
	return f.SrcName(), program, pc
}

// file is the file a program is from.
func (in *inside) file(program *sobek.Program) *file.File {
	return *read[*file.File](unsafe.Pointer(program), in.at.codeFile)
}

// calledByLibrary reports whether the builtin that is running was called by
// Node's own library.
func (in *inside) calledByLibrary() bool {
	waiting := *read[[]byte](in.vm, in.at.calls) // of some other type: only its start and length are read
	if len(waiting) == 0 {
		return false
	}
	base := unsafe.Add(unsafe.Pointer(unsafe.SliceData(waiting)), uintptr(len(waiting)-1)*in.at.callSize)
	program := *read[*sobek.Program](base, in.at.callProgram)
	return program != nil && strings.HasPrefix(in.file(program).Name(), "node:")
}

// libraryRuns reports whether the code that asks for a property is Node's own
// library, or no script at all.
func (in *inside) libraryRuns() bool {
	program := *read[*sobek.Program](in.vm, in.at.program)
	waiting := *read[[]byte](in.vm, in.at.calls)
	for n := len(waiting) - 1; program == nil && n >= 0; n-- {
		base := unsafe.Add(unsafe.Pointer(unsafe.SliceData(waiting)), uintptr(n)*in.at.callSize)
		program = *read[*sobek.Program](base, in.at.callProgram)
	}
	if program == nil {
		return true
	}
	name := in.file(program).Name()
	return name == turnName || strings.HasPrefix(name, "node:")
}

// operation is the name of what a program does at a place.
func (in *inside) operation(program *sobek.Program, pc int) string {
	return operationName(in.instruction(program, pc))
}

// instruction is what a program does at a place.
func (in *inside) instruction(program *sobek.Program, pc int) reflect.Value {
	code := reflect.NewAt(in.at.instructions, unsafe.Pointer(read[byte](unsafe.Pointer(program), in.at.code))).Elem()
	if pc < 0 || pc >= code.Len() {
		return reflect.Value{}
	}
	return code.Index(pc).Elem()
}

// arguments are those of the builtin that is running.
func (in *inside) arguments() []sobek.Value {
	stack := in.stackOf()
	sb := *read[int](in.vm, in.at.sb)
	if sb < 0 || sb > len(stack) {
		return nil
	}
	return append([]sobek.Value{}, stack[sb:]...)
}

// isProperty reports whether what an object has for a property is not its value
// but tells more of it, such as that it is an accessor.
func (in *inside) isProperty(value sobek.Value) bool {
	return reflect.TypeOf(value) == in.at.propertyType
}

// elements are those of an array that lie in one row; nil if they do not.
func (in *inside) elements(object *sobek.Object) []sobek.Value {
	self := in.self(object)
	if self.Type().Name() != "arrayObject" {
		return nil
	}
	return *hook[[]sobek.Value](self, "values")
}

// properties is how many an object has, of those with names.
func (in *inside) properties(object *sobek.Object) int64 {
	return int64(len(in.propertiesOf(object)))
}

// propertiesOf are an object's own properties that have names, in no order.
func (in *inside) propertiesOf(object *sobek.Object) map[unistring.String]sobek.Value {
	if s, at := in.behind(object); s.hasData {
		return *read[map[unistring.String]sobek.Value](at, s.values)
	}
	return nil
}
