package js

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"unsafe"

	"github.com/grafana/sobek"
	"github.com/grafana/sobek/unistring"
)

// The engine makes most of its builtins when somebody first asks for them, from
// templates that all isolates share: a process needs few, and each takes two
// thirds of a kilobyte. What this package changes of a builtin it therefore
// changes when the engine makes it. For that an object of the engine's is given a
// template of its own.

// template is the engine's objectTemplate, field for field.
type template struct {
	names       []unistring.String
	properties  map[unistring.String]templateProperty
	symbols     map[*sobek.Symbol]templateProperty
	symbolNames []*sobek.Symbol
	prototype   func(*sobek.Runtime) *sobek.Object
}

type templateProperty = func(*sobek.Runtime) sobek.Value

// checkTemplate stops the program if the engine has its templates in another
// form.
func checkTemplate(engines reflect.Type) {
	ours := reflect.TypeFor[template]()
	same := engines.NumField() == ours.NumField()
	for n := 0; same && n < ours.NumField(); n++ {
		a, b := engines.Field(n).Type, ours.Field(n).Type
		if a.Kind() == reflect.Map {
			same = b.Kind() == reflect.Map && a.Key() == b.Key() && a.Elem().ConvertibleTo(b.Elem())
			continue
		}
		same = a.ConvertibleTo(b)
	}
	if !same {
		panic("js: the engine's " + engines.String() + " has other fields")
	}
}

// templateOf is the template that an object of the engine's is made from, and
// nobody else's; nil if there is none.
func (i *Isolate) templateOf(object *sobek.Object) *template {
	if own := i.templates[object]; own != nil {
		return own
	}
	s, at := i.inside.behind(object)
	if s.template == 0 {
		return nil
	}
	field := read[*template](at, s.template)
	shared := *field
	own := template{slices.Clone(shared.names), maps.Clone(shared.properties), shared.symbols, shared.symbolNames, shared.prototype}
	*field = &own
	i.templates[object] = &own
	return &own
}

// Later lets something be done to an object of the engine's as soon as the engine
// has made it, which may be now. path is its name with those of the objects that
// lead to it: "Array.prototype.at". What is not there is left out.
func (i *Isolate) Later(path string, do func(*sobek.Object)) {
	i.laterIn(i.Engine.GlobalObject(), path, do)
}

func (i *Isolate) laterIn(owner *sobek.Object, path string, do func(*sobek.Object)) {
	name, rest, more := strings.Cut(path, ".")
	then := do
	if more {
		then = func(object *sobek.Object) { i.laterIn(object, rest, do) }
	}
	if name == "%TypedArray%" {
		then(owner.Get("Int8Array").(*sobek.Object).Prototype())
		return
	}
	// The engine finds prototypes without their names.
	if t := i.templateOf(owner); t != nil && name != "prototype" && (owner != i.Engine.GlobalObject() || onlyNamed(name)) {
		key := unistring.NewFromString(name)
		make := t.properties[key]
		if _, made := i.inside.propertiesOf(owner)[key]; make != nil && !made {
			t.properties[key] = func(engine *sobek.Runtime) sobek.Value {
				value := make(engine)
				if object, ok := i.inside.dataOf(value).(*sobek.Object); ok {
					then(object)
				}
				return value
			}
			return
		}
	}
	if object, ok := owner.Get(name).(*sobek.Object); ok {
		then(object)
	}
}

// onlyNamed reports whether the engine never uses a global before somebody asked for
// it by its name: String.prototype it looks at for each text.
func onlyNamed(global string) bool {
	switch global {
	case "DataView", "Date", "JSON", "Proxy", "Reflect",
		"Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array",
		"Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array":
		return true
	}
	return false
}

// dataOf is what the value of a property is that the engine has among an
// object's; nil if it has a getter.
func (in *inside) dataOf(value sobek.Value) sobek.Value {
	property := reflect.ValueOf(value)
	if !property.IsValid() || property.Type() != in.at.propertyType {
		return value
	}
	base := property.UnsafePointer()
	if *read[bool](base, in.at.propertyAccessor) {
		return nil
	}
	return *read[sobek.Value](base, in.at.propertyValue)
}

// NewLazyObject is an object with no properties, to which Lazily can give some.
func (i *Isolate) NewLazyObject() *sobek.Object {
	object := i.Engine.NewObject()
	made := reflect.New(i.inside.self(i.Engine.GlobalObject()).Type())
	settable(made.Elem().FieldByName("baseObject")).Set(settable(i.inside.self(object)))
	settable(made.Elem().FieldByName("protoMaterialised")).SetBool(true)
	reflect.NewAt(i.inside.at.selfType, unsafe.Add(unsafe.Pointer(object), i.inside.at.self)).Elem().Set(made)
	own := &template{properties: map[unistring.String]templateProperty{}}
	s, at := i.inside.behind(object)
	*read[*template](at, s.template) = own
	i.templates[object] = own
	return object
}

// Lazily gives an object that the engine makes from a template, or that is lazy, a
// property that is not made before somebody looks at it: define is then given
// another object to put it on.
func (i *Isolate) Lazily(object *sobek.Object, name string, define func(on *sobek.Object)) {
	t, key := i.templateOf(object), unistring.NewFromString(name)
	if t == nil {
		panic("js: " + name + " cannot be a lazy property")
	}
	s, at := i.inside.behind(object)
	_, made := i.inside.propertiesOf(object)[key]
	switch {
	case made:
		define(object)
		return
	case t.properties[key] == nil:
		names := read[[]unistring.String](at, s.names)
		if *names == nil {
			*names = slices.Clone(t.names)
		}
		*names = append(*names, key)
		t.names = append(t.names, key)
	}
	t.properties[key] = func(engine *sobek.Runtime) sobek.Value {
		var value sobek.Value
		i.Uncounted(func() {
			other := engine.NewObject()
			define(other)
			value = i.inside.propertiesOf(other)[key]
		})
		return value
	}
}
