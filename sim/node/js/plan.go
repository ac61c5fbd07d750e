package js

import (
	"math/big"
	"reflect"
	"strings"
	"unsafe"

	"github.com/grafana/sobek"
	"github.com/grafana/sobek/unistring"
)

// plan is what a census must know of a type of the engine: what a value of it
// takes in V8 and here, and where in it other values are.
type plan struct {
	number  int
	bytes   int64
	host    int64 // what it takes here
	members []member
}

// member is a part of a value that leads to others.
type member struct {
	kind    memberKind
	offset  uintptr
	length  uintptr // of memberStack: where its length is
	of      reflect.Type
	to      *plan // of what a pointer leads to, or of a slice's elements
	element int64 // of slices: what an element takes here
}

type memberKind uint8

const (
	memberPointer memberKind = iota
	memberSelf               // the interface to what an object really is, which nothing else leads to
	memberInterface
	memberSlice
	memberStack      // a slice of which only a part is in use
	memberProperties // map[unistring.String]Value
	memberMap        // any other
	memberBytes      // the contents of an array buffer
	memberDigits     // the words of a large integer
	memberTrace      // what a builtin does, which may be to give an error its stack
	memberRegexp     // the engine's pattern, with what this package has compiled
)

// plans are made when they are first needed.
type plans struct {
	byType map[reflect.Type]*plan
	held   map[unsafe.Pointer]*plan // by the first word of an interface; nil for texts
}

func newPlans() *plans {
	return &plans{byType: map[reflect.Type]*plan{}, held: map[unsafe.Pointer]*plan{}}
}

// engine is the package of the engine. Types of others hold no values of
// JavaScript.
const engine = "github.com/grafana/sobek"

func (p *plans) of(t reflect.Type) *plan {
	made := p.byType[t]
	if made == nil {
		made = &plan{number: len(p.byType)}
		p.byType[t] = made
		if t.PkgPath() == engine {
			made.bytes = bytesOfType(t)
			made.host = hostSize(int64(t.Size())) + hostBytesOfType(t.Name())
		}
		p.add(made, t, 0)
	}
	return made
}

// bytesOfType is what an object of the engine takes in V8, without what its
// members take.
func bytesOfType(t reflect.Type) int64 {
	switch name := t.Name(); {
	case name == "Object", name == "Runtime", name == "vm", name == "global", name == "dynamicObject": // the last guards a handler
		return 0 // what it stands for counts
	case name == "stash":
		return contextBytes
	case name == "mapEntry":
		return 5 * wordBytes
	case name == "arrayBufferObject":
		return 13 * wordBytes
	case name == "typedArrayObject", name == "dataViewObject":
		return 13 * wordBytes
	case name == "Promise":
		return promiseBytes
	case name == "promiseReaction", name == "promiseCapability", name == "asyncRunner":
		return 6 * wordBytes
	case strings.HasSuffix(strings.ToLower(name), "funcobject"):
		return functionBytes - 6*wordBytes // its name and length count as properties, which V8 shares
	case strings.Contains(strings.ToLower(name), "array"):
		return arrayBytes - 2*wordBytes // likewise its length
	case isObject(t):
		return objectBytes
	}
	return 2 * wordBytes
}

// isObject reports whether a type is one of the engine's sorts of object: they
// all begin with the same part.
func isObject(t reflect.Type) bool {
	for t.Kind() == reflect.Struct && t.NumField() > 0 {
		if t.Name() == "baseObject" {
			return true
		}
		t = t.Field(0).Type
	}
	return false
}

// add adds the members of a type that begins at an offset.
func (p *plans) add(to *plan, t reflect.Type, offset uintptr) {
	m := member{offset: offset, of: t}
	switch t.Kind() {
	case reflect.Struct:
		if t.ConvertibleTo(reflect.TypeFor[big.Int]()) {
			digits, _ := t.FieldByName("abs")
			m.kind, m.offset = memberDigits, offset+digits.Offset
			break
		}
		if t.PkgPath() == engine || t.PkgPath() == "" {
			p.fields(to, t, offset)
		}
		return
	case reflect.Array:
		for i := range t.Len() {
			p.add(to, t.Elem(), offset+uintptr(i)*t.Elem().Size())
		}
		return
	case reflect.Pointer:
		if !ofEngine(t.Elem()) {
			return
		}
		m.kind, m.to = memberPointer, p.of(t.Elem())
	case reflect.Interface:
		m.kind = memberInterface
	case reflect.Slice:
		if !leads(t.Elem()) {
			return
		}
		m.kind, m.to, m.element = memberSlice, p.of(t.Elem()), hostElement(t.Elem())
	case reflect.Map:
		switch {
		case t == reflect.TypeFor[map[unistring.String]sobek.Value]():
			m.kind, m.of = memberProperties, t.Elem()
		case leads(t.Elem()) || leads(t.Key()):
			m.kind = memberMap
		default:
			return
		}
	default:
		return
	}
	to.members = append(to.members, m)
}

// fields adds the members of a struct.
func (p *plans) fields(to *plan, t reflect.Type, offset uintptr) {
	for i := range t.NumField() {
		f := t.Field(i)
		switch {
		case t.Name() == "vm" && f.Name == "stack":
			if inUse, ok := t.FieldByName("sp"); ok {
				to.members = append(to.members, member{
					kind: memberStack, offset: offset + f.Offset, length: offset + inUse.Offset,
					of: f.Type, to: p.of(f.Type.Elem()), element: hostElement(f.Type.Elem()),
				})
			}
		case t.Name() == "Object" && f.Name == "self":
			to.members = append(to.members, member{kind: memberSelf, offset: offset + f.Offset, of: f.Type})
		case t.Name() == "arrayBufferObject" && f.Name == "data":
			to.members = append(to.members, member{kind: memberBytes, offset: offset + f.Offset, of: f.Type})
		case t.Name() == "nativeFuncObject" && f.Name == "f":
			to.members = append(to.members, member{kind: memberTrace, offset: offset + f.Offset, of: f.Type})
		case t.Name() == "regexpObject" && f.Name == "pattern":
			to.members = append(to.members, member{kind: memberRegexp, offset: offset + f.Offset, of: f.Type, to: p.of(f.Type.Elem())})
		case t.Name() == "orderedMap" && f.Name == "hashTable", f.Name == "propNames", f.Name == "fieldsInfoCache", f.Name == "methodsInfoCache":
			// The entries are reached by their chain, the names belong to the
			// shape, which V8 shares; the others are no part of the heap.
		default:
			p.add(to, f.Type, offset+f.Offset)
		}
	}
}

// ofEngine reports whether values behind a pointer may be part of the heap:
// compiled code is shared and is none.
func ofEngine(t reflect.Type) bool {
	return t.PkgPath() == engine && t.Name() != "Program" && t.Name() != "profTracker"
}

// leads reports whether a value of a type can lead to others.
func leads(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Pointer:
		return ofEngine(t.Elem())
	case reflect.Interface, reflect.Struct, reflect.Slice, reflect.Map, reflect.Array:
		return t.PkgPath() == engine || t.PkgPath() == "" && t.Kind() != reflect.Struct
	}
	return false
}

// stringBytes is the head of a string: its map, hash and length.
const stringBytes = 2 * wordBytes
