package node

import (
	"reflect"
	"unsafe"

	"github.com/grafana/sobek"

	"timeslice/sim/node/js"
)

// parcel is a value on its way, as structured clone has written it down: it
// belongs to no isolate, so that it can be read in any. (HTML,
// "StructuredSerializeWithTransfer"; v8::ValueSerializer)
type parcel struct {
	root    any // a primitive value, or *packed
	from    *Environment
	moved   []*packed // of what was in the transfer list, what came along as itself
	many    bool      // it is read more than once, so nothing in it may be given away
	objects int64
	fields  int64
	bytes   int64 // of texts and memory, copied
}

// packed is an object in a parcel.
type packed struct {
	kind   string   // as [Environment.kind] says; packedHost for one of the runtime's own
	keys   []string // of an array or a plain object; nil for an array that has all of its elements
	values []any    // primitive values, or *packed; of other kinds their parts: lib/internal/clone.js
	length int      // of an array
	memory []byte   // of a buffer
	handle any      // something of Go's, which a runtime's own object stands for
}

// packedHost is the kind of what a class of the runtime sends for itself, and
// packedHandle of something of Go's in it.
const (
	packedHost   = "host"
	packedHandle = "handle"
)

// deepest is how deep values may lie in one another. V8 writes until its stack
// is full.
const deepest = 8000

// breathDepth is how deeply writing and reading may call themselves before
// [js.Unwind].
const breathDepth = 64

// cloning is what packing and unpacking ask of JavaScript: lib/internal/clone.js.
type cloning struct {
	refuse  sobek.Callable // refuse(value): throws that it cannot be cloned
	tooDeep sobek.Callable // tooDeep(): throws that values lie too deep in one another
	special sobek.Callable // special(value): undefined for a plain object, [kind, ...parts] else
	parts   sobek.Callable // parts(kind, value): what to write of it
	make    sobek.Callable // make(kind, ...parts): it again
	fill    sobek.Callable // fill(kind, object, ...parts): of kinds that may hold themselves
	send    sobek.Callable // send(object): [module and function, data] of one that moves
	plain   *sobek.Object  // Object.prototype
}

// packing is a parcel being written.
type packing struct {
	*parcel
	n     *Environment
	seen  map[*sobek.Object]*packed
	depth int
	inner int // within how many objects of the runtime: those may hold something of Go's
}

// pack writes a value down. What is in the list moves instead of being copied.
func (n *Environment) pack(value sobek.Value, list []*sobek.Object) *parcel {
	p := &packing{parcel: &parcel{from: n}, n: n, seen: map[*sobek.Object]*packed{}}
	moves := make([]*packed, len(list))
	for i, object := range list {
		moves[i] = &packed{kind: packedHost}
		if buffer, ok := memoryOf(object); ok {
			moves[i].kind, moves[i].memory = "ArrayBuffer", buffer.Bytes()
		}
		p.seen[object] = moves[i]
	}
	p.root = p.value(value)
	for i, object := range list {
		if buffer, ok := memoryOf(object); ok {
			buffer.Detach()
			continue
		}
		p.host(moves[i], n.ask(n.cloning.send, object).(*sobek.Object))
		p.moved = append(p.moved, moves[i])
	}
	n.isolate.Owe(p.parcel.costNs(n.options.Costs))
	n.isolate.Labour(p.parcel.labourNs())
	n.isolate.Strain(p.parcel.hostBytes())
	return p.parcel
}

// costNs is what writing or reading a parcel costs.
func (p *parcel) costNs(c Costs) int64 {
	return (1+p.objects)*c.CloneNs + p.fields*c.CloneFieldNs + p.bytes*c.BytesPerKiBNs/1024
}

// labourNs is what writing or reading a parcel takes here. (Measured; it ends with what the
// collector takes.)
func (p *parcel) labourNs() int64 { return p.objects*1500 + p.fields*100 + p.bytes }

// hostBytes is what a parcel takes of the computer that simulates.
func (p *parcel) hostBytes() int64 {
	return p.objects*packedHostBytes + p.fields*fieldHostBytes + 2*p.bytes
}

// ask calls a function of the library; what it throws goes on.
func (n *Environment) ask(f sobek.Callable, arguments ...sobek.Value) sobek.Value {
	value, err := f(sobek.Undefined(), arguments...)
	if err != nil {
		panic(err)
	}
	return value
}

func (p *packing) value(v sobek.Value) any {
	p.fields++
	switch v := v.(type) {
	case *sobek.Object:
		return p.object(v)
	case *sobek.Symbol:
		p.n.ask(p.n.cloning.refuse, v)
	case sobek.String:
		p.bytes += int64(v.Length())
	}
	return v
}

func (p *packing) object(o *sobek.Object) *packed {
	if made := p.seen[o]; made != nil {
		return made
	}
	if p.depth++; p.depth > deepest {
		p.n.ask(p.n.cloning.tooDeep)
	}
	if p.depth%breathDepth == 0 {
		js.Unwind()
	}
	defer func() { p.depth-- }()
	made := &packed{kind: p.n.kind(o)}
	if made.kind == "Object" && isView(o) {
		made.kind = "View"
	}
	p.seen[o] = made
	p.objects++
	switch made.kind {
	case "Array":
		made.length = int(o.Get("length").ToInteger())
		if elements, ok := p.n.elements(o); ok {
			p.list(made, elements)
		} else {
			p.properties(made, o)
		}
	case "ArrayBuffer", "SharedArrayBuffer":
		p.memory(made, o)
	case "Object":
		p.plain(made, o)
	case "Function", "Proxy":
		p.n.ask(p.n.cloning.refuse, o)
	default:
		if p.inner > 0 {
			if made.handle = handleOf(o); made.handle != nil {
				made.kind = packedHandle
				return made
			}
		}
		p.parts(made, p.n.ask(p.n.cloning.parts, p.n.isolate.Engine.ToValue(made.kind), o))
	}
	return made
}

// memory writes the bytes of a buffer; those of shared memory stay the same.
func (p *packing) memory(made *packed, o *sobek.Object) {
	buffer := o.Export().(sobek.ArrayBuffer)
	if buffer.Detached() {
		p.n.ask(p.n.cloning.parts, p.n.isolate.Engine.ToValue("detached"), o)
	}
	made.memory = buffer.Bytes()
	if made.kind == "ArrayBuffer" {
		made.memory = append(make([]byte, 0, len(made.memory)), made.memory...)
		p.bytes += int64(len(made.memory))
	}
}

// plain writes an object that has only properties, unless it is special.
func (p *packing) plain(made *packed, o *sobek.Object) {
	if p.inner > 0 {
		if made.handle = handleOf(o); made.handle != nil {
			made.kind = packedHandle
			return
		}
	}
	if o.Prototype() != p.n.cloning.plain || o == p.n.isolate.Engine.GlobalObject() {
		if special := p.n.ask(p.n.cloning.special, o); !sobek.IsUndefined(special) {
			list := special.(*sobek.Object)
			if made.kind = list.Get("0").String(); made.kind == packedHost {
				p.host(made, list)
			} else {
				p.parts(made, list)
			}
			return
		}
	}
	p.properties(made, o)
}

// host writes what stands for an object of the runtime's own: [_, who makes it
// again, data].
func (p *packing) host(made *packed, list *sobek.Object) {
	p.inner++
	made.values = []any{list.Get("1"), p.value(list.Get("2"))}
	p.inner--
}

// parts writes a list whose first element is the kind.
func (p *packing) parts(made *packed, list sobek.Value) {
	elements, _ := p.n.elements(list.(*sobek.Object))
	made.kind = elements[0].String()
	p.list(made, elements[1:])
}

func (p *packing) list(made *packed, elements []sobek.Value) {
	made.values = make([]any, len(elements))
	for i, v := range elements {
		made.values[i] = p.value(v)
	}
}

func (p *packing) properties(made *packed, o *sobek.Object) {
	made.keys = o.Keys()
	made.values = make([]any, len(made.keys))
	for i, key := range made.keys {
		made.values[i] = p.value(o.Get(key))
		p.bytes += int64(len(key))
	}
	if made.keys == nil {
		made.keys = []string{}
	}
}

// elements are those of an array, as they lie there; not if some are missing,
// or it has more than elements.
func (n *Environment) elements(array *sobek.Object) ([]sobek.Value, bool) {
	inner := inside(array)
	if inner.Kind() != reflect.Pointer || inner.Type().String() != "*sobek.arrayObject" {
		return nil, false
	}
	field := inner.Elem().FieldByName("values")
	values := *(*[]sobek.Value)(unsafe.Pointer(field.UnsafeAddr()))
	if int(inner.Elem().FieldByName("length").Uint()) != len(values) || inner.Elem().FieldByName("propNames").Len() > 1 {
		return nil, false
	}
	values = append([]sobek.Value(nil), values...) // what is called meanwhile may change them
	for _, v := range values {
		switch v.(type) {
		case nil:
			return nil, false
		case *sobek.Object, sobek.String, *sobek.Symbol:
		default:
			if reflect.TypeOf(v).Kind() == reflect.Pointer && reflect.TypeOf(v).String() == "*sobek.valueProperty" {
				return nil, false
			}
		}
	}
	return values, true
}

// isView reports whether an object is a view of a buffer.
func isView(o *sobek.Object) bool {
	switch inner := inside(o); {
	case inner.Kind() != reflect.Pointer:
		return false
	default:
		name := inner.Type().String()
		return name == "*sobek.typedArrayObject" || name == "*sobek.dataViewObject"
	}
}

// handleOf is what of Go's an object stands for, nil for nothing.
func handleOf(o *sobek.Object) any {
	inner := inside(o)
	if inner.Kind() == reflect.Pointer && inner.Type().String() == "*sobek.objectGoReflect" {
		return o.Export()
	}
	return nil
}

// unpacking is a parcel being read.
type unpacking struct {
	*parcel
	n     *Environment
	made  map[*packed]*sobek.Object
	depth int
}

// unpack reads a parcel into this isolate. The second result is what moved here
// as itself, in the order of the transfer list.
func (n *Environment) unpack(p *parcel) (sobek.Value, []any) {
	n.isolate.Owe(p.costNs(n.options.Costs))
	n.isolate.Labour(p.labourNs())
	n.isolate.Allocate(p.objects*objectBytes + p.fields*fieldBytes + p.bytes)
	u := &unpacking{parcel: p, n: n, made: map[*packed]*sobek.Object{}}
	value := u.value(p.root)
	moved := make([]any, len(p.moved))
	for i, m := range p.moved {
		moved[i] = u.value(m)
	}
	return value, moved
}

// What an object and a property of it take in V8's heap.
const (
	objectBytes = 24
	fieldBytes  = 8
)

func (u *unpacking) value(v any) sobek.Value {
	p, ok := v.(*packed)
	if !ok {
		return v.(sobek.Value)
	}
	if made := u.made[p]; made != nil {
		return made
	}
	if u.depth++; u.depth%breathDepth == 0 {
		js.Unwind()
	}
	defer func() { u.depth-- }()
	return u.object(p)
}

func (u *unpacking) object(p *packed) *sobek.Object {
	n, e := u.n, u.n.isolate.Engine
	switch p.kind {
	case "Array":
		return u.array(p)
	case "Object":
		made := e.NewObject()
		u.made[p] = made
		u.properties(made, p)
		return made
	case "ArrayBuffer", "SharedArrayBuffer":
		made := u.memory(p)
		u.made[p] = made
		return made
	case packedHandle:
		return e.ToValue(p.handle).(*sobek.Object)
	case "Map", "Set", "Error":
		kind := e.ToValue(p.kind)
		made := n.ask(n.cloning.make, kind, u.value(p.first())).(*sobek.Object)
		u.made[p] = made
		n.ask(n.cloning.fill, append([]sobek.Value{kind, made}, u.list(p)...)...)
		return made
	}
	made := n.ask(n.cloning.make, append([]sobek.Value{e.ToValue(p.kind)}, u.list(p)...)...).(*sobek.Object)
	u.made[p] = made
	return made
}

// first is the first part, which of no kind that may hold itself can be itself.
func (p *packed) first() any {
	if len(p.values) == 0 {
		return sobek.Undefined()
	}
	if _, object := p.values[0].(*packed); object {
		return sobek.Undefined()
	}
	return p.values[0]
}

func (u *unpacking) list(p *packed) []sobek.Value {
	list := make([]sobek.Value, len(p.values))
	for i, v := range p.values {
		list[i] = u.value(v)
	}
	return list
}

func (u *unpacking) array(p *packed) *sobek.Object {
	e := u.n.isolate.Engine
	if p.keys != nil {
		made := e.NewArray()
		u.made[p] = made
		_ = made.Set("length", p.length)
		u.properties(made, p)
		return made
	}
	made := e.NewArray(make([]any, len(p.values))...)
	u.made[p] = made
	values := *(*[]sobek.Value)(unsafe.Pointer(inside(made).Elem().FieldByName("values").UnsafeAddr()))
	for i, v := range p.values {
		values[i] = u.value(v)
	}
	return made
}

func (u *unpacking) properties(made *sobek.Object, p *packed) {
	for i, key := range p.keys {
		if err := made.DefineDataProperty(key, u.value(p.values[i]), sobek.FLAG_TRUE, sobek.FLAG_TRUE, sobek.FLAG_TRUE); err != nil {
			panic(err)
		}
	}
}

// memory makes a buffer. Memory that moved, or was copied for this reader only,
// is its own.
func (u *unpacking) memory(p *packed) *sobek.Object {
	n, e := u.n, u.n.isolate.Engine
	memory := p.memory
	if p.kind == "ArrayBuffer" {
		if u.many {
			memory = append(make([]byte, 0, len(memory)), memory...)
		}
		if !n.Claim(int64(len(memory))) {
			n.ask(n.cloning.make, e.ToValue("memory"))
		}
	}
	made := e.ToValue(e.NewArrayBuffer(memory)).(*sobek.Object)
	if p.kind == "SharedArrayBuffer" {
		n.makeShared(made)
		if u.from != n {
			n.shareMemory()
			if !u.from.gone {
				u.from.shareMemory()
			}
		}
	}
	return made
}
